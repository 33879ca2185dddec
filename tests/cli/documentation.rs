//! docs/scenario-files.md says what the loader reads.

use std::fs;

use fiscast::policy::Readings;

use super::support::{ended, fiscast, folder, of_project, write};

fn examples() -> Vec<String> {
    let text = fs::read_to_string(of_project("docs/scenario-files.md")).expect("the documentation");
    let blocks = text.split("```toml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_documented_scenario_is_read_as_it_stands() {
    let folder = folder();
    // on top of the baseline, which has the counties that it leaves out
    write(folder.path(), "documented.toml", &examples()[0]);
    let checked = ended(
        fiscast()
            .arg("check")
            .arg(of_project("scenarios/baseline.toml"))
            .args(["--with", "documented.toml"])
            .current_dir(folder.path()),
    );
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    assert_eq!(checked.stderr, "");
}

#[test]
fn the_documented_policy_is_read_as_it_stands() {
    let folder = folder();
    write(folder.path(), "documented.toml", &examples()[1]);
    let checked = ended(fiscast().args(["check", "documented.toml"]).current_dir(folder.path()));
    assert_eq!((checked.code, checked.stderr.as_str()), (Some(0), ""));
}

#[test]
fn every_reading_is_documented_with_its_default_first() {
    let scenario = &examples()[0];
    for (switch, options) in Readings::SWITCHES {
        let line = scenario.lines().find(|line| line.starts_with(switch));
        let line = line.unwrap_or_else(|| panic!("{switch} is not documented"));
        let (default, others) = line.split_once('#').expect("the other options in a comment");
        assert!(default.contains(&format!("= \"{}\"", options[0])), "{line}");
        assert_eq!(others.trim(), options[1..].join(", "), "{line}");
    }
}

/// Both READMEs quote what `trace` says of the path at 95 %, line by line.
#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_readmes_quote_the_story() {
    for (page, language) in [("README.md", "en"), ("README.zh-CN.md", "zh")] {
        let text = fs::read_to_string(of_project(page)).expect(page);
        let quoted =
            text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a quotation");
        let mut trace = fiscast();
        trace.current_dir(of_project(".")).args([
            "trace",
            "scenarios/baseline.toml",
            "--near-quantile",
            "95%",
        ]);
        let told = ended(trace.args(["--lang", language]));
        assert_eq!(told.code, Some(0), "{}", told.stderr);
        let mut left = told.stdout.lines();
        for line in quoted.lines().filter(|line| *line != "…") {
            assert!(left.any(|told| told == line), "{page} quotes what is not told:\n{line}");
        }
    }
}
