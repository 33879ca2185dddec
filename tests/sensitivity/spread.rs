//! Indices, the parts of ignorance and luck, and runs with drawn parameters, held against closed forms and plain runs.

use std::sync::atomic::AtomicBool;

use fiscast::findings::{
    IndicesDesign, OutputState, ParameterIndices, WithInterval, findings, parameter_indices,
    parameter_uncertainty, parts_of_model,
};
use fiscast::scenario::{Parameter, Scenario, Setting};
use fiscast::simulation::{
    Engine, Outputs, Path, Uncertainty, conditional_means, nested, simulate, simulate_uncertain,
};
use fiscast::statistics::{Family, PlausibleRange};

use super::support::{of_project, scenario};

const SEED: u64 = 11;

fn stop() -> AtomicBool {
    AtomicBool::new(false)
}

/// One institute, no firm, and two uncertain rates of awards of one prize each.
const AWARDS: &str = r#"
[institutes]
beta = { remove = true }
[institutes.alpha]
spin_offs = { remove = true }
[spin_offs]
formation_rate = "0"
[awards.provincial]
institute_rate = { value = "2", low = "1", high = "3", assumption = true }
prizes = { weights = { second = 1 } }
[awards.national]
institute_rate = { value = "0.3", low = "0.1", high = "1", assumption = true }
prizes = { weights = { second = 1 } }
"#;

fn awards() -> Scenario {
    scenario(&of_project("scenarios/tutorial.toml"), &[AWARDS])
}

/// Mean and variance of a log-normal law by its 5 and 95 % quantiles: with `s = ln(high/low) / 3.28970725` the mean is
/// `√(low high) exp(s²/2)` and the variance `mean² (exp(s²) − 1)`.
fn log_normal(low: f64, high: f64) -> (f64, f64) {
    let law = PlausibleRange::new(Family::LogNormal, low, high).expect("a range");
    let s = libm::log(high / low) / (2.0 * 1.644_853_626_951_472_7);
    let mean = (low * high).sqrt() * libm::exp(s * s / 2.0);
    assert!((law.mean() / mean - 1.0).abs() < 1e-12);
    (mean, mean * mean * (libm::exp(s * s) - 1.0))
}

/// 万元 for a unit of each rate: three provincial rounds of second prizes of 5 万元, and a national one of 20 万元.
const PER_RATE: [f64; 2] = [3.0 * 5.0, 20.0];
/// The rates' laws.
const RANGES: [(f64, f64); 2] = [(1.0, 3.0), (0.1, 1.0)];

fn indices(scenario: &Scenario, threads: usize) -> ParameterIndices {
    let uncertainty = Uncertainty::new(scenario, SEED);
    let paths: Vec<&str> = uncertainty.parameters().iter().map(|parameter| parameter.path()).collect();
    let design =
        IndicesDesign::new(scenario, &uncertainty, parts_of_model(&paths), 256, SEED).expect("a design");
    let of = Outputs { scenario, uncertainty: &uncertainty, seed: SEED, threads };
    let point = |number: usize, uniforms: &mut [f64]| design.point(number, uniforms);
    let means = conditional_means(of, design.points(), &point, 1000, (&(), &stop())).expect("a run");
    let split = nested(of, (6000, 8), &(), &stop()).expect("a run");
    parameter_indices(scenario, &design, (&means, 1000), &split, SEED)
}

/// Within 2.5 half-widths of the 95 % interval: 4.9 standard errors of a normal estimate, a false alarm with probability 1e-6; for an
/// index 2.5 × 2.131 = 5.33 of Student's t with 15 degrees of freedom, 1e-4.
fn holds(found: &WithInterval, expected: f64, further: f64) {
    let [low, high] = found.interval.expect("an interval");
    let allowed = 2.5 * (high - low) / 2.0 + further;
    assert!((found.value - expected).abs() <= allowed, "{found:?} against {expected}");
}

#[test]
fn the_indices_of_a_linear_cost_are_those_of_the_formula() {
    let scenario = awards();
    let found = indices(&scenario, 2);
    let obligations = &found.outputs[0];
    assert_eq!((obligations.output.as_str(), obligations.state), ("obligations", OutputState::Known));
    let variance =
        |rate: usize| log_normal(RANGES[rate].0, RANGES[rate].1).1 * PER_RATE[rate] * PER_RATE[rate];
    let variances = [variance(0), variance(1)];
    let all = variances[0] + variances[1];
    // the slopes are those of 1,000 paths in common, with about 404 national and 5,500 provincial awards at the mean rates: relative
    // standard errors 1/√404 = 0.050 and 0.014, which move a share s by 2 s (1 − s) × 0.052 = 0.023; three of these
    const SLOPES: f64 = 0.07;
    for (key, variance) in
        [("awards.provincial.institute_rate", variances[0]), ("awards.national.institute_rate", variances[1])]
    {
        let index = obligations.parameters.iter().find(|index| index.id == key).expect(key);
        holds(&index.first, variance / all, SLOPES);
        // no interaction: the total is the first order
        holds(&index.total, variance / all, SLOPES);
    }
    let group = |id: &str| obligations.groups.iter().find(|index| index.id == id).expect(id);
    holds(&group("awards").total, 1.0, 0.0);
    // the subsidy and what is owed from before exceed the first year's appropriation by 2.5 万元 on every path: said, not averaged
    let arrears = &found.outputs[2];
    assert_eq!(
        (arrears.state, arrears.mean, arrears.parameters.len()),
        (OutputState::Constant, Some(1.0), 0)
    );
    assert_eq!(found, indices(&scenario, 1), "threads change nothing");
}

#[test]
fn ignorance_and_luck_are_those_of_the_formula() {
    let found = indices(&awards(), 2);
    let split = found.outputs[0].split.as_ref().expect("a split");
    let [(provincial, var_provincial), (national, var_national)] =
        RANGES.map(|(low, high)| log_normal(low, high));
    // in 万元²; 1 万元 is 10^6 fen
    let ignorance = var_provincial * PER_RATE[0] * PER_RATE[0] + var_national * PER_RATE[1] * PER_RATE[1];
    // awards are Poisson given the institute's quality, of mean 1 and coefficient of variation 0.4: the sum of rate × amount², and
    // 0.4² times the expected square of the mean
    let mean = provincial * PER_RATE[0] + national * PER_RATE[1];
    let luck = 3.0 * provincial * 25.0 + national * 400.0 + 0.16 * (mean * mean + ignorance);
    let scaled = |found: &WithInterval, unit: f64| WithInterval {
        value: found.value / unit,
        interval: found.interval.map(|ends| ends.map(|end| end / unit)),
    };
    holds(&scaled(&split.ignorance, 1e12), ignorance, 0.0);
    holds(&scaled(&split.luck, 1e12), luck, 0.0);
    holds(&split.share_of_ignorance, ignorance / (ignorance + luck), 0.0);
    // and the intervals say something: luck to a twentieth
    let [low, high] = split.luck.interval.expect("an interval");
    assert!(high - low < 0.1 * split.luck.value, "{split:?}");
}

#[test]
fn a_point_of_the_cube_is_the_scenario_with_that_value() {
    // quantiles at 5 and 95 % are the bounds, which whole fen restore to the bit; alternatives take a third each
    let base = scenario(&of_project("scenarios/baseline.toml"), &[]);
    let mean = |scenario: &Scenario| {
        let engine = Engine::new(scenario, SEED);
        let mut path = Path::default();
        let total = |number: u64| -> i64 {
            engine.path(number, &mut path);
            path.ledger.obligations.iter().map(|obligation| obligation.amount.fen()).sum()
        };
        (0..200).map(total).sum::<i64>() as f64 / 200.0
    };
    for (key, uniform, bound) in [
        ("spin_offs.revenue_median", 0.05, "low"),
        ("spin_offs.revenue_median", 0.95, "high"),
        ("pipeline.count", 0.2, "base"),
        ("pipeline.count", 0.5, "slow"),
        ("pipeline.count", 0.9, "fast"),
    ] {
        let mut uncertainty = Uncertainty::new(&base, SEED);
        uncertainty.retain(|path| path == key);
        let of = Outputs { scenario: &base, uncertainty: &uncertainty, seed: SEED, threads: 2 };
        let point = |_: usize, uniforms: &mut [f64]| uniforms.fill(uniform);
        let found = conditional_means(of, 1, &point, 200, (&(), &stop())).expect("a run");
        let assumption = base.assumptions.iter().find(|assumption| assumption.path == key).expect(key);
        let mut set = base.clone();
        let setting = match &assumption.measure {
            fiscast::scenario::Measure::Numbers { low: Some(low), high: Some(high), .. } => {
                Setting::Numbers(if bound == "low" { low } else { high })
            }
            fiscast::scenario::Measure::Weights { base, alternatives } => {
                let other = alternatives.iter().find(|(name, _)| name == bound);
                Setting::Weights(other.map_or(base, |(_, weights)| weights))
            }
            measure => panic!("{measure:?}"),
        };
        Parameter::named(&base, key).expect(key).set(&mut set, setting).expect("a sound value");
        assert_eq!(found[0][0], mean(&set), "{key} at {uniform}");
    }
}

#[test]
fn drawing_certain_parameters_is_the_plain_run_and_drawing_others_moves_the_draws_alone() {
    let certain = "[quality]\ncv = { value = \"0.4\", low = \"0.4\", high = \"0.4\", assumption = true }\n";
    let base = scenario(&of_project("scenarios/baseline.toml"), &[certain]);
    let engine = Engine::new(&base, SEED);
    let tally = simulate(&engine, 0..2000, 2, &(), &stop()).expect("a run");
    let plain = findings(&base, &engine, SEED, &tally);
    let drawn = |only: &str, size: (u64, u64), threads: usize| {
        let mut uncertainty = Uncertainty::new(&base, SEED);
        uncertainty.retain(|path| only.is_empty() || path == only);
        let of = Outputs { scenario: &base, uncertainty: &uncertainty, seed: SEED, threads };
        let run = simulate_uncertain(of, size, &(), &stop()).expect("a run");
        parameter_uncertainty(&base, &plain, &uncertainty, &run)
    };
    for size in [(2000, 1), (100, 20)] {
        let found = drawn("quality.cv", size, 2);
        assert_eq!(found.series.len(), 3 * 6);
        for series in &found.series {
            assert_eq!(series.plain.mean_fen, series.wider.mean_fen);
            assert_eq!(series.plain.sd_fen, series.wider.sd_fen);
            assert_eq!(series.plain.recommendations, series.wider.recommendations);
            let quantiles = |spread: &fiscast::findings::SpreadOfSeries| -> Vec<i64> {
                spread.quantiles.iter().map(|quantile| quantile.fen).collect()
            };
            assert_eq!(quantiles(&series.plain), quantiles(&series.wider));
            // one path a draw: the very intervals of the plain run
            assert!(size.1 > 1 || series.plain == series.wider, "{series:?}");
        }
        assert!(found.arrears.iter().all(|chance| chance.plain == chance.wider));
    }
    // what is known for certain is luck alone
    let split = &drawn("quality.cv", (100, 20), 2).splits[0].split;
    holds(&split.share_of_ignorance, 0.0, 0.0);
    let all = drawn("", (400, 5), 1);
    assert_eq!(all, drawn("", (400, 5), 3), "threads change nothing");
    assert!(all.series[0].plain != all.series[0].wider);
    assert_eq!(all.parameters.len(), 45);
}
