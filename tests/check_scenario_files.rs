//! The shipped scenarios and splits load without an error, and their effective files say the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use fiscast::findings::findings;
use fiscast::language::Language;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::{Loaded, load_policy, load_scenario};
use fiscast::simulation::{Engine, simulate};
use fiscast::things::Basis;

fn from_disk(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn toml_files(folder: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

fn without_places(loaded: &Loaded) -> Scenario {
    let mut scenario = loaded.scenario.clone().expect("the scenario is sound");
    for assumption in &mut scenario.assumptions {
        assumption.origin.file.clear();
        assumption.origin.line = 0;
    }
    scenario
}

fn check(path: &Path, overlays: &[PathBuf]) {
    let loaded = load_scenario(path, overlays, &from_disk);
    assert_eq!(loaded.diagnostics.errors(), 0, "{}", loaded.diagnostics.render(Language::English, false));
    let (scenario, policy) = (loaded.effective_scenario.clone(), loaded.effective_policy.clone());
    let written = move |path: &Path| match path.to_str() {
        Some("scenario.toml") => Ok(scenario.clone().into_bytes()),
        Some("policy.toml") => Ok(policy.clone().into_bytes()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let again = load_scenario(Path::new("scenario.toml"), &[], &written);
    assert_eq!(again.diagnostics.errors(), 0, "{}", again.diagnostics.render(Language::English, false));
    assert_eq!(without_places(&loaded), without_places(&again), "{}", path.display());
}

#[test]
fn shipped_scenarios_are_sound() {
    for path in [toml_files("scenarios"), toml_files("scenarios/reforms")].concat() {
        check(&path, &[]);
    }
}

#[test]
fn shipped_overlays_are_sound_on_the_baseline() {
    let baseline = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/baseline.toml");
    for overlay in toml_files("scenarios/splits") {
        check(&baseline, &[overlay]);
    }
}

#[test]
fn shipped_policies_are_sound() {
    for path in toml_files("scenarios/policies") {
        let loaded = load_policy(&path, &from_disk);
        assert!(loaded.policy.is_some(), "{}", loaded.diagnostics.render(Language::English, false));
    }
}

/// A reform prices its own clause on the paths of the base policy: every other clause costs the same to the fen.
#[test]
fn a_reform_moves_the_sums_of_its_own_clause_only() {
    let lively = "[listing.neeq]\nhazard = \"0.5\"\nmin_age = 1\nmin_revenue = \"1元\"\n\
                  [listing.exchange]\nhazard = \"0.5\"\nmin_age = 1\nmin_revenue = \"1元\"\n";
    let sums = |file: &str| -> BTreeMap<(String, String), i128> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
        let overlay = PathBuf::from("lively.toml");
        let read = |path: &Path| if path == overlay { Ok(lively.into()) } else { from_disk(path) };
        let loaded = load_scenario(&path, std::slice::from_ref(&overlay), &read);
        let scenario = loaded
            .scenario
            .unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
        let engine = Engine::new(&scenario, 1);
        let tally = simulate(&engine, 0..5000, 0, &(), &AtomicBool::new(false)).expect("a run");
        let series = findings(&scenario, &engine, 1, &tally).series.into_iter();
        let of_clause = series.filter(|series| series.clause.is_some() && series.basis == Basis::Accrual);
        let sum = of_clause.map(|series| {
            let place = (series.clause.unwrap_or_default(), format!("{:?} {:?}", series.year, series.payer));
            (place, series.statistics.sum_fen.expect("a sum").parse().expect("an integer"))
        });
        sum.collect()
    };
    let base = sums("baseline.toml");
    for (reform, moved) in [
        ("reforms/hebi-listing.toml", "listing_reward"),
        ("reforms/gaoxin-listing.toml", "gaoxin_listing_reward"),
    ] {
        let reformed = sums(reform);
        let total = |sums: &BTreeMap<(String, String), i128>| -> i128 {
            sums.iter()
                .filter(|((clause, place), _)| clause == moved && place == "All None")
                .map(|(_, sum)| sum)
                .sum()
        };
        assert!(total(&reformed) > total(&base), "{reform} costs more");
        for ((clause, place), sum) in &base {
            let same = reformed[&(clause.clone(), place.clone())] == *sum;
            assert!(same || clause == moved, "{reform} moves {clause} {place}");
        }
    }
}
