//! Scenarios with overlays, and the comparison of exact series with simulated ones.

use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::AtomicBool;

use fiscast::exact::{Accuracy, Distribution, Exact, ExactSeries, solve, without_drivers};
use fiscast::language::Language;
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
    load(&format!("scenarios/{file}"), overlays)
}

/// A scenario of this project with overlays on top.
pub fn load(file: &str, overlays: &[&str]) -> Scenario {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let names: Vec<PathBuf> =
        (0..overlays.len()).map(|n| PathBuf::from(format!("overlay-{n}.toml"))).collect();
    let read = |path: &FilePath| match names.iter().position(|name| name == path) {
        Some(n) => Ok(overlays[n].as_bytes().to_vec()),
        None => std::fs::read(path),
    };
    let loaded = load_scenario(&path, &names, &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
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

/// The Poisson probability of a count.
pub fn poisson(mean: f64, count: u32) -> f64 {
    (1..=count).fold(libm::exp(-mean), |probability, k| probability * mean / f64::from(k))
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
    let (mean, deviation) = (series.mean_fen, series.standard_deviation_fen);
    let simulated = moments.sum() as f64 / n;
    // two real numbers that stand for one amount differ by rounding
    let rounding = 1e-9 * mean.max(1.0);
    if deviation <= rounding {
        assert!((simulated - mean).abs() <= rounding, "{:?} is certain, and yet not", series.key);
        return [0.0; 3];
    }
    let points = Summary::new(moments, tally.counts(cell)).exceedance(usize::MAX);
    let mut z = [0.0, 0.0];
    // the normal approximation needs some hundred paths on which something is different
    let usual = points.iter().zip([n].into_iter().chain(points.iter().map(|point| point.above as f64)));
    let usual = usual.map(|(point, before)| before - point.above as f64).fold(0.0, f64::max);
    if n - usual > 300.0 {
        let variance = deviation * deviation;
        z[0] = (simulated - mean) / (deviation / n.sqrt());
        let square = moments.sum_of_squares() as f64 / n - 2.0 * mean * simulated + mean * mean;
        z[1] = (square - variance) / ((fourth_moment(series, tally, cell) - variance * variance) / n).sqrt();
    }
    let Some(distribution) = &series.distribution else { return [z[0], z[1], 0.0] };
    let bound = (libm::log(2.0 / DISTANCE_ALARM) / (2.0 * n)).sqrt();
    let far = |point: &fiscast::statistics::Curve| {
        (point.above as f64 / n - distribution.above(point.amount)).abs() / bound
    };
    [z[0], z[1], points.iter().map(far).fold(0.0, f64::max)]
}

/// The fourth moment about the mean: exact, or the sample's where there is no distribution.
fn fourth_moment(series: &ExactSeries, tally: &Tally, cell: usize) -> f64 {
    let fourth = |amount: i64| {
        let distance = amount as f64 - series.mean_fen;
        distance * distance * distance * distance
    };
    match &series.distribution {
        Some(distribution) => {
            distribution.cells().map(|(amount, probability)| fourth(amount) * probability).sum()
        }
        None => {
            let n = tally.moments(cell).count() as f64;
            let cells = tally.counts(cell).cells();
            let positive: u64 = cells.iter().map(|cell| cell.count).sum();
            let sum: f64 = cells.iter().map(|cell| fourth(cell.amount) * cell.count as f64).sum();
            (sum + fourth(0) * (n - positive as f64)) / n
        }
    }
}

/// Fails unless probabilities sum to 1 and moments agree with their formulas.
#[track_caller]
pub fn assert_sound(name: &str, exact: &Exact) {
    let numerics = exact.numerics;
    assert!(numerics.total_defect < 1e-12, "{name}: total probability off by {}", numerics.total_defect);
    assert!(numerics.folded < 1e-12, "{name}: folded {}", numerics.folded);
    // a transform of 2^13 cells rounds each by about 1e-17: 2^13 × 2^13 × 1e-17 = 7e-10 steps in a mean, and with the
    // square of the farthest amount 2^13 × 2^26 × 1e-17 = 5e-6 in a variance, of which rounding of both signs cancels most
    assert!(numerics.mean_defect < 1e-9, "{name}: means off by {}", numerics.mean_defect);
    assert!(numerics.deviation_defect < 1e-6, "{name}: deviations off by {}", numerics.deviation_defect);
}
