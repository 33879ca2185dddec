//! Scenarios with overlays, and the comparison of exact series with simulated ones.

use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::AtomicBool;

use fiscast::exact::{Accuracy, Distribution, Exact, ExactSeries, solve, without_drivers};
use fiscast::quantities::Money;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, SeriesKey, Tally, YearBucket, simulate};
use fiscast::statistics::Summary;
use fiscast::things::Basis;

/// Standard errors allowed. A normal deviate leaves five of them with probability 5.7e-7; a comparison has some 1,000
/// means and deviations, so that its chance of a false alarm is 1 in 1,700 for one seed. The seeds are fixed.
pub const K: f64 = 5.0;

/// The chance with which a correct solver would be called wrong by the distance of distribution functions, for one
/// series; Dvoretzky, Kiefer and Wolfowitz with Massart's constant (Annals of Probability 18, 1990).
pub const DISTANCE_ALARM: f64 = 1e-7;

/// A shipped scenario with overlays on top, the drivers' effect switched off.
pub fn scenario(file: &str, overlays: &[&str]) -> Scenario {
    without_drivers(&with_drivers(file, overlays))
}

/// A shipped scenario with overlays on top.
pub fn with_drivers(file: &str, overlays: &[&str]) -> Scenario {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
    let names: Vec<PathBuf> =
        (0..overlays.len()).map(|n| PathBuf::from(format!("overlay-{n}.toml"))).collect();
    let read = |path: &FilePath| match names.iter().position(|name| name == path) {
        Some(n) => Ok(overlays[n].as_bytes().to_vec()),
        None => std::fs::read(path),
    };
    let loaded = load_scenario(&path, &names, &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(false)))
}

/// The exact answer.
pub fn solved(scenario: &Scenario) -> Exact {
    solve(scenario, Accuracy::Standard).unwrap_or_else(|error| panic!("{error}"))
}

/// The tally of the first paths.
pub fn tally(engine: &Engine, paths: u64) -> Tally {
    simulate(engine, 0..paths, 0, &(), &AtomicBool::new(false)).expect("a run")
}

/// The total of a basis.
pub fn total(basis: Basis, years: YearBucket) -> SeriesKey {
    SeriesKey { basis, years, clause: None, county: None, payer: None, beneficiary: None }
}

/// A series that must be there.
pub fn series<'e>(exact: &'e Exact, key: &SeriesKey) -> &'e ExactSeries {
    exact.get(key).unwrap_or_else(|| panic!("{key:?} is not solved"))
}

/// Its distribution.
pub fn distribution<'e>(exact: &'e Exact, key: &SeriesKey) -> &'e Distribution {
    series(exact, key).distribution.as_ref().unwrap_or_else(|| panic!("{key:?} has no distribution"))
}

/// The probability of an amount of 万元.
pub fn at(distribution: &Distribution, wan: i64) -> f64 {
    let fen = wan * Money::WAN.fen();
    distribution.cells().find(|(amount, _)| *amount == fen).map_or(0.0, |(_, probability)| probability)
}

/// What a comparison found worst.
#[derive(Debug, Default)]
pub struct Worst {
    pub comparisons: usize,
    pub mean: f64,
    pub deviation: f64,
    pub distance: f64,
}

/// Compares every series with a simulation of the same scenario.
pub fn compare(name: &str, scenario: &Scenario, seed: u64, paths: u64) -> Worst {
    let exact = solved(scenario);
    let engine = Engine::new(scenario, seed);
    let tally = tally(&engine, paths);
    let mut worst = Worst::default();
    let mut faults = Vec::new();
    for series in &exact.series {
        let cell = engine.layout().cell(&series.key).expect("a key of the layout");
        let found = compare_one(series, &tally, cell);
        worst.comparisons += 1;
        for (value, worst) in found.iter().zip([&mut worst.mean, &mut worst.deviation, &mut worst.distance]) {
            *worst = worst.max(value.abs());
        }
        if found[0].abs() > K || found[1].abs() > K || found[2] > 1.0 {
            let moments = tally.moments(cell);
            faults.push(format!(
                "{:?}: z of the mean {:.2} (simulated {:.4}, exact {:.4} 万元), of the deviation {:.2}, distance {:.2} of the bound",
                series.key,
                found[0],
                moments.sum() as f64 / paths as f64 / 1e6,
                series.mean_fen / 1e6,
                found[1],
                found[2],
            ));
        }
    }
    assert!(worst.comparisons > 100, "{name}: only {} series were compared", worst.comparisons);
    assert!(faults.is_empty(), "{name}: {} of {}\n{}", faults.len(), worst.comparisons, faults.join("\n"));
    assert_sound(name, &exact);
    worst
}

/// z-scores of mean and standard deviation, and the largest distance of the distribution functions over its bound.
fn compare_one(series: &ExactSeries, tally: &Tally, cell: usize) -> [f64; 3] {
    let moments = tally.moments(cell);
    let n = moments.count() as f64;
    let distribution = series.distribution.as_ref().expect("a distribution");
    let (mean, deviation) = (series.mean_fen, series.standard_deviation_fen);
    let simulated = moments.sum() as f64 / n;
    let mut z = [0.0, 0.0];
    // normal approximation needs some hundred paths on which anything happens
    let happens = n * distribution.above(0).min(1.0 - distribution.above(0) + distribution.above(0));
    if deviation > 1e-6 * mean.max(1.0) {
        if happens > 300.0 {
            z[0] = (simulated - mean) / (deviation / n.sqrt());
            let (mut fourth, mut second) = (0.0, 0.0);
            for (amount, probability) in distribution.cells() {
                let distance = amount as f64 - mean;
                second += probability * distance * distance;
                fourth += probability * distance * distance * distance * distance;
            }
            let square = moments.sum_of_squares() as f64 / n - 2.0 * mean * simulated + mean * mean;
            z[1] = (square - second) / ((fourth - second * second).max(0.0) / n).sqrt();
        }
    } else {
        assert!((simulated - mean).abs() < 1e-6 * mean.max(1.0), "{:?}: certain, and yet not", series.key);
    }
    let summary = Summary::new(moments, tally.counts(cell));
    let bound = (libm::log(2.0 / DISTANCE_ALARM) / (2.0 * n)).sqrt();
    let mut distance = 0.0f64;
    for point in summary.exceedance(usize::MAX) {
        distance = distance.max((point.above as f64 / n - distribution.above(point.amount)).abs());
    }
    [z[0], z[1], distance / bound]
}

/// Fails unless probabilities sum to 1 and moments agree with their formulas.
#[track_caller]
pub fn assert_sound(name: &str, exact: &Exact) {
    let numerics = exact.numerics;
    assert!(numerics.total_defect < 1e-12, "{name}: total probability off by {}", numerics.total_defect);
    assert!(numerics.folded < 1e-12, "{name}: folded {}", numerics.folded);
    // the tail beyond 1e-15 adds at most about a thousandth of its size to a mean, a millionth to a variance
    assert!(numerics.mean_defect < 1e-9, "{name}: means off by {}", numerics.mean_defect);
    assert!(numerics.deviation_defect < 1e-7, "{name}: deviations off by {}", numerics.deviation_defect);
}
