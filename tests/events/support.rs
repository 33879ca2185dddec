//! Scenarios of the project, and tables of events.

use std::fs;
use std::path::{Path, PathBuf};

use fiscast::event_file::{LoadedEvents, load_events};
use fiscast::findings::{Determination, determination};
use fiscast::language::Language;
use fiscast::policy::Readings;
use fiscast::records::registry_of_records;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::{FileKind, file_kind, load_scenario};

/// A file of the project.
pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A scenario of the project.
pub fn scenario(path: &str) -> Scenario {
    let loaded = load_scenario(&of_project(path), &[], &|path: &Path| fs::read(path));
    loaded
        .scenario
        .unwrap_or_else(|| panic!("{path}: {}", loaded.diagnostics.render(Language::English, false)))
}

/// Every shipped scenario that stands alone.
pub fn shipped() -> Vec<String> {
    let mut paths = Vec::new();
    for folder in ["scenarios", "scenarios/splits", "scenarios/reforms", "scenarios/other-cities"] {
        for entry in fs::read_dir(of_project(folder)).expect("a folder of the project") {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            let text = || fs::read_to_string(of_project(folder).join(&name)).expect("a text");
            if name.ends_with(".toml") && file_kind(&text()) == FileKind::Scenario {
                paths.push(format!("{folder}/{name}"));
            }
        }
    }
    paths.sort();
    paths
}

/// Reads a table of events under a scenario.
pub fn load(scenario: &Scenario, table: &[u8]) -> LoadedEvents {
    let registry = registry_of_records(&scenario.registry, &scenario.policy);
    load_events("events.csv", table, &scenario.institutes, &registry)
}

/// What is due for a table without errors.
pub fn decide(scenario: &Scenario, table: &[u8]) -> Determination {
    let events = load(scenario, table);
    assert_eq!(events.diagnostics.errors(), 0, "{}", events.diagnostics.render(Language::English, false));
    determination(scenario, &events.records, &events.notes, &events.dossier, None)
}

/// Every combination of readings, the first options first.
pub fn every_reading() -> Vec<Readings> {
    let mut all = vec![Readings::default()];
    for (switch, options) in Readings::SWITCHES {
        all = all
            .iter()
            .flat_map(|readings| {
                options.iter().map(|option| {
                    let mut chosen = *readings;
                    assert!(chosen.choose(switch, option));
                    chosen
                })
            })
            .collect();
    }
    all
}
