//! Each bound of the tornado is two runs: the scenario, and the scenario with that value.

use std::sync::atomic::AtomicBool;

use fiscast::findings::{
    Change, Sensitivity, ranged_parameters, scenario_differences, sensitivity, shared_series, variations,
};
use fiscast::scenario::Scenario;
use fiscast::simulation::{Engine, FundMeasure, Path, SeriesKey, Tally, YearBucket, pair, simulate, vary};
use fiscast::statistics::Summary;
use fiscast::things::Basis;

use super::support::{of_project, overlay, scenario};

const PATHS: u64 = 1500;
const SEED: u64 = 4;

fn stop() -> AtomicBool {
    AtomicBool::new(false)
}

fn studied(base: &Scenario, only: &[&str], threads: usize) -> Sensitivity {
    let mut parameters = ranged_parameters(base);
    parameters.retain(|ranged| only.is_empty() || only.contains(&ranged.assumption.path.as_str()));
    let variations = variations(base, &parameters).expect("sound bounds");
    let scenarios = std::iter::once(base).chain(variations.iter().map(|variation| &variation.scenario));
    let engines: Vec<Engine> = scenarios.map(|scenario| Engine::new(scenario, SEED)).collect();
    let outcomes = vary(&engines, (PATHS, threads), base.confidence.value(), &(), &stop()).expect("a run");
    sensitivity(base, &engines[0], (&parameters, &variations), &outcomes)
}

fn run(scenario: &Scenario) -> (Engine, Tally) {
    let engine = Engine::new(scenario, SEED);
    let tally = simulate(&engine, 0..PATHS, 0, &(), &stop()).expect("a run");
    (engine, tally)
}

fn obligations() -> SeriesKey {
    let (basis, years) = (Basis::Accrual, YearBucket::All);
    SeriesKey { basis, years, clause: None, county: None, payer: None, beneficiary: None }
}

/// On how many paths the fund has arrears in some year, path by path.
fn paths_with_arrears(engine: &Engine, years: usize) -> u64 {
    let (mut path, mut row) = (Path::default(), vec![0; engine.layout().len()]);
    let mut paths = 0;
    for number in 0..PATHS {
        engine.path(number, &mut path);
        engine.observe(&path, &mut row);
        let any = (0..years).any(|year| row[engine.layout().fund_cell(year, FundMeasure::Arrears)] > 0);
        paths += u64::from(any);
    }
    paths
}

#[test]
fn a_bound_or_alternative_is_what_two_runs_say() {
    let baseline = of_project("scenarios/baseline.toml");
    let base = scenario(&baseline, &[]);
    // one of each kind: a rate, an amount, a probability, years, a distribution
    let paths = [
        "spin_offs.formation_rate",
        "spin_offs.revenue_median",
        "spin_offs.failure_probability",
        "listing.neeq.climate",
        "pipeline.count",
    ];
    let found = studied(&base, &paths, 2);
    let (base_engine, base_tally) = run(&base);
    for parameter in &found.parameters {
        let assumption = base.assumptions.iter().find(|a| a.path == parameter.key).expect("registered");
        for variation in &parameter.variations {
            let other = scenario(&baseline, &[&overlay(assumption, &variation.value)]);
            let (engine, tally) = run(&other);
            let fund = |engine: &Engine| {
                engine.budgets().iter().position(|b| b.id == "fund.horizon").expect("a fund")
            };
            let cells = |engine: &Engine| {
                [engine.layout().cell(&obligations()).expect("a series"), engine.budgets()[fund(engine)].cell]
            };
            let changes = [&variation.obligations, &variation.cash];
            for ((change, own), before) in changes.into_iter().zip(cells(&engine)).zip(cells(&base_engine)) {
                let (moments, former) = (tally.moments(own), base_tally.moments(before));
                assert_eq!(change.mean_fen, moments.mean().unwrap(), "{}", parameter.key);
                // sums are integers, so that the mean of the differences is exactly that of the sums' difference
                assert_eq!(change.difference_fen, (moments.sum() - former.sum()) as f64 / PATHS as f64);
                let level = |tally: &Tally, cell: usize| {
                    Summary::with_ranks(tally.moments(cell), tally.counts(cell), &[])
                        .quantile_at(base.confidence.value())
                };
                assert_eq!(change.quantile_fen, level(&tally, own));
                assert_eq!(change.quantile_difference_fen, level(&tally, own) - level(&base_tally, before));
            }
            let arrears = paths_with_arrears(&engine, base.horizon.len());
            assert_eq!(variation.chances[0].probability, arrears as f64 / PATHS as f64);
            for (chance, exceeding) in variation.chances[1..].iter().zip(tally.exceedances()) {
                assert_eq!(chance.probability, *exceeding as f64 / PATHS as f64, "{}", chance.id);
            }
            compared(&base, &other, &variation.obligations);
        }
    }
}

/// `compare` finds the same paired difference, error and interval.
fn compared(base: &Scenario, other: &Scenario, change: &Change) {
    let mut other = other.clone();
    other.id = "other".to_owned();
    let scenarios = [base.clone(), other];
    let engines = [Engine::new(&scenarios[0], SEED), Engine::new(&scenarios[1], SEED)];
    let shared = shared_series(&scenarios, &engines);
    let confidence = base.confidence.value();
    let pairings = pair(&engines, &shared.series, (PATHS, 2), confidence, &(), &stop()).expect("a run");
    let found = scenario_differences(&scenarios, SEED, PATHS, &shared, &pairings);
    let series = found.others[0].series.iter().find(|series| {
        series.basis == Basis::Accrual
            && series.year == fiscast::findings::YearLabel::All
            && series.clause.is_none()
            && series.county.is_none()
            && series.payer.is_none()
            && series.beneficiary.is_none()
    });
    let series = series.expect("all obligations");
    assert_eq!(
        (series.difference_fen, series.difference_se_fen, series.interval_fen, series.quantile_interval_fen),
        (
            change.difference_fen,
            change.difference_se_fen,
            change.difference_interval_fen,
            change.quantile_interval_fen
        )
    );
    assert_eq!((series.more, series.less), (change.more, change.less));
}

#[test]
fn a_parameter_that_cannot_matter_changes_nothing_and_one_that_can_does() {
    // under `ignore` no evaluation is looked at; under `withhold` the same rates cost instalments
    let baseline = of_project("scenarios/baseline.toml");
    let paths = ["evaluation.results_rate", "evaluation.transfers_rate"];
    let ignored = studied(&scenario(&baseline, &[]), &paths, 2);
    for variation in ignored.parameters.iter().flat_map(|parameter| &parameter.variations) {
        for change in [&variation.obligations, &variation.cash] {
            assert_eq!((change.difference_fen, change.difference_se_fen), (0.0, Some(0.0)));
            assert_eq!((change.difference_interval_fen, change.quantile_difference_fen), (Some([0.0; 2]), 0));
            assert_eq!((change.more, change.less), (0.0, 0.0));
        }
        assert!(variation.chances.iter().all(|chance| chance.difference == 0.0));
    }
    let reading = "[readings]\nevaluation_effect = \"withhold\"\n";
    let withheld = studied(&scenario(&baseline, &[reading]), &paths, 2);
    for parameter in &withheld.parameters {
        let [low, high] = [0, 1].map(|bound| &parameter.variations[bound].obligations);
        // more results and transfers fail fewer evaluations: on no path does a higher rate cost less
        assert!(low.difference_fen < 0.0 && high.difference_fen > 0.0, "{parameter:?}");
        assert_eq!((low.more, high.less), (0.0, 0.0));
    }
}

#[test]
fn the_study_does_not_depend_on_threads_and_is_ordered_by_the_larger_change() {
    let base = scenario(&of_project("scenarios/stretch.toml"), &[]);
    let paths = [
        "drivers.correlation",
        "quality.cv",
        "spin_offs.formation_rate",
        "spin_offs.growth_mean",
        "listing.neeq.hazard",
    ];
    let found = studied(&base, &paths, 1);
    assert_eq!(found, studied(&base, &paths, 3));
    let changes: Vec<f64> = found.parameters.iter().map(|parameter| parameter.largest_change()).collect();
    assert!(changes.windows(2).all(|pair| pair[0] >= pair[1]), "{changes:?}");
    // what is neither varied nor a decision is named
    let without: Vec<&str> = found.without_range.iter().map(|parameter| parameter.key.as_str()).collect();
    assert!(without.contains(&"pipeline.count") && without.contains(&"listing.neeq.min_age"), "{without:?}");
    assert!(
        ranged_parameters(&base).iter().all(|ranged| !without.contains(&ranged.assumption.path.as_str()))
    );
    for decided in
        ["fund.appropriations", "policy.clauses.creation_subsidy.amount", "institutes.device.unveiled"]
    {
        assert!(!without.contains(&decided), "{decided} is no estimate");
    }
}
