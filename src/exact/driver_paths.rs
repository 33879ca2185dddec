//! Paths of the shared drivers, spread evenly: a randomised quasi-random rule.

use crate::scenario::{DriverModel, Scenario};
use crate::things::Drivers;

use super::quadrature::normal_below;

/// The points of one shifted rule: Richtmyer's sequence `frac(i √p_j + u_j)` over primes `p_j` (Niederreiter, *Random
/// Number Generation and Quasi-Monte Carlo Methods*, SIAM 1992, p. 23), shifted at random so that the mean over
/// shifts has no bias and their spread gives a standard error.
pub(super) fn driver_paths(scenario: &Scenario, shift: u64, points: usize) -> Vec<Vec<Drivers>> {
    let years = scenario.horizon.len();
    let primes = primes(2 * years);
    let shifts: Vec<f64> = (0..2 * years as u64).map(|dimension| uniform(shift * 64 + dimension)).collect();
    let point = |index: usize| {
        let coordinates = primes.iter().zip(&shifts).map(|(prime, shift)| {
            let coordinate = (index + 1) as f64 * f64::from(*prime).sqrt() + shift;
            normal_at(coordinate - coordinate.floor())
        });
        path(&scenario.drivers, &coordinates.collect::<Vec<f64>>())
    };
    (0..points).map(point).collect()
}

/// The drivers of every year from independent normal numbers, two for each year (docs/model.md §2).
fn path(model: &DriverModel, normals: &[f64]) -> Vec<Drivers> {
    let rest = |part: f64| (1.0 - part * part).sqrt();
    let mut years: Vec<Drivers> = Vec::new();
    for pair in normals.chunks_exact(2) {
        let economy = pair[0];
        let market = model.correlation * pair[0] + rest(model.correlation) * pair[1];
        years.push(match years.last() {
            None => Drivers { economy, market },
            Some(before) => Drivers {
                economy: model.economy_persistence * before.economy
                    + rest(model.economy_persistence) * economy,
                market: model.market_persistence * before.market + rest(model.market_persistence) * market,
            },
        });
    }
    years
}

fn primes(count: usize) -> Vec<u32> {
    let mut primes: Vec<u32> = Vec::new();
    let mut candidate = 2;
    while primes.len() < count {
        if primes.iter().all(|prime| candidate % prime != 0) {
            primes.push(candidate);
        }
        candidate += 1;
    }
    primes
}

/// A fixed number in (0, 1) for an index: the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
fn uniform(index: u64) -> f64 {
    let mut z = (index + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

/// The standard normal quantile, by halving: speed does not matter here.
fn normal_at(p: f64) -> f64 {
    let (mut low, mut high) = (-8.0, 8.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if normal_below(middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}
