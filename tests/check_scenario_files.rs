//! The shipped scenarios and splits load without an error, and their effective files say the same.

use std::path::{Path, PathBuf};

use fiscast::scenario::Scenario;
use fiscast::scenario_file::{Loaded, load_policy, load_scenario};

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
    assert_eq!(loaded.diagnostics.errors(), 0, "{}", loaded.diagnostics.render(false));
    let (scenario, policy) = (loaded.effective_scenario.clone(), loaded.effective_policy.clone());
    let written = move |path: &Path| match path.to_str() {
        Some("scenario.toml") => Ok(scenario.clone().into_bytes()),
        Some("policy.toml") => Ok(policy.clone().into_bytes()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let again = load_scenario(Path::new("scenario.toml"), &[], &written);
    assert_eq!(again.diagnostics.errors(), 0, "{}", again.diagnostics.render(false));
    assert_eq!(without_places(&loaded), without_places(&again), "{}", path.display());
}

#[test]
fn shipped_scenarios_are_sound() {
    for path in toml_files("scenarios") {
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
        assert!(loaded.policy.is_some(), "{}", loaded.diagnostics.render(false));
    }
}
