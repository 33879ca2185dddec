//! What is right passes: in the suite the baseline and the stress scenario, on demand everything that is shipped.

use std::path::Path;

use fiscast::policy::Readings;

use crate::support::{STRESS, assert_passes, scenario, verified};

/// A right engine fails with a chance of at most 0.001 (the verification's own family error); the seeds are fixed.
const PATHS: u64 = 50_000;

#[test]
fn the_baseline_passes_without_drivers_and_with_them() {
    let found = verified(&scenario("baseline.toml", &[]), 1, PATHS);
    assert_passes("baseline", &found);
    assert_eq!(found.trials.iter().map(|trial| trial.drivers).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn the_stress_scenario_passes() {
    assert_passes("stress", &verified(&scenario("tutorial.toml", &[STRESS]), 2, PATHS));
}

#[test]
#[ignore = "every shipped scenario with a million paths: run on demand"]
fn every_shipped_scenario_passes() {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut names = Vec::new();
    // the other files there are policies
    for folder in ["", "splits/", "reforms/", "other-cities/"] {
        let entries = std::fs::read_dir(all.join(folder)).expect("scenarios");
        for entry in entries {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            if name.ends_with(".toml") && name != "example-policy.toml" {
                names.push(format!("{folder}{name}"));
            }
        }
    }
    names.sort_unstable();
    assert!(names.len() >= 18, "{names:?}");
    for (seed, name) in names.iter().enumerate() {
        let found = verified(&scenario(name, &[]), seed as u64, 1_000_000);
        println!("{name}: {} comparisons, largest z {:?}", found.comparisons, found.trials[0].largest_mean_z);
        assert_passes(name, &found);
    }
}

#[test]
#[ignore = "every option of every reading, in the baseline and the stress scenario: run on demand"]
fn every_option_of_every_reading_passes() {
    for (name, overlays) in [("baseline.toml", &[][..]), ("tutorial.toml", &[STRESS][..])] {
        for (switch, options) in Readings::SWITCHES {
            for (seed, option) in options.iter().enumerate() {
                let mut scenario = scenario(name, overlays);
                assert!(scenario.readings.choose(switch, option));
                let found = verified(&scenario, seed as u64, 200_000);
                println!("{name} {switch} = {option}: {} comparisons", found.comparisons);
                assert_passes(&format!("{name} {switch} = {option}"), &found);
            }
        }
    }
}
