//! Scenarios with overlays, and a verification of a simulated scenario against a computed one.

use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::AtomicBool;

use fiscast::exact::{Accuracy, DriverMean, Exact, driver_means, drivers_matter, solve, without_drivers};
use fiscast::findings::{Trial, Verification, VerifiedSeries, verification};
use fiscast::language::Language;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, Tally, simulate};

/// A scenario in which every clause is hit often, to be laid over the tutorial's.
pub const STRESS: &str = include_str!("../exact/stress.toml");

/// A shipped scenario with overlays on top.
pub fn scenario(file: &str, overlays: &[&str]) -> Scenario {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
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

/// An engine and what it counted on the first paths.
pub fn simulated(scenario: &Scenario, seed: u64, paths: u64) -> (Engine, Tally) {
    let engine = Engine::new(scenario, seed);
    let tally = simulate(&engine, 0..paths, 0, &(), &AtomicBool::new(false)).expect("a run");
    (engine, tally)
}

/// A simulation of `faulty` against the exact answer of `right`, both without drivers.
pub fn against(right: &Scenario, exact: &Exact, faulty: &Scenario, seed: u64, paths: u64) -> Verification {
    let (engine, tally) = simulated(faulty, seed, paths);
    verification(right, exact, &[Trial { drivers: None, engine: &engine, tally: &tally }])
}

/// What `fiscast verify` does with a scenario: without the drivers' effect and, where they have one, with it.
pub fn verified(scenario: &Scenario, seed: u64, paths: u64) -> Verification {
    let calm = without_drivers(scenario);
    let exact = solved(&calm);
    let means: Option<Vec<DriverMean>> = drivers_matter(scenario)
        .then(|| driver_means(scenario, Accuracy::Standard).unwrap_or_else(|error| panic!("{error}")));
    let (engine, tally) = simulated(&calm, seed, paths);
    let mut trials = vec![Trial { drivers: None, engine: &engine, tally: &tally }];
    let with = means.is_some().then(|| simulated(scenario, seed, paths));
    if let Some((engine, tally)) = &with {
        trials.push(Trial { drivers: means.as_deref(), engine, tally });
    }
    verification(&calm, &exact, &trials)
}

/// The series that do not agree.
pub fn disagreeing(found: &Verification) -> Vec<&VerifiedSeries> {
    let series = found.trials.iter().flat_map(|trial| &trial.series);
    series.filter(|series| !series.agrees).collect()
}

/// Fails unless everything agrees, and names what does not.
#[track_caller]
pub fn assert_passes(name: &str, found: &Verification) {
    let words = |series: &&VerifiedSeries| {
        let mean = &series.agreement.mean;
        format!(
            "{}: exact {:.2}, simulated {:.2}, z {:?}, chance {:.1e}, impossible {}",
            series.name.en,
            mean.exact_fen,
            mean.simulated_fen,
            mean.z,
            series.chance,
            series.agreement.impossible_paths
        )
    };
    let faults: Vec<String> = disagreeing(found).iter().map(words).collect();
    assert!(found.passed, "{name}: {} differ\n{}", faults.len(), faults.join("\n"));
    assert!(found.comparisons > 1000, "{name}: only {} comparisons", found.comparisons);
}
