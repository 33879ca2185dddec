//! `fiscast readings`: what it prints and writes, and what it refuses.

use super::support::{contents, ended, fiscast, folder, json, names, of_project};

fn priced(out: &std::path::Path, further: &[&str]) -> super::support::Ended {
    let baseline = of_project("scenarios/baseline.toml");
    ended(
        fiscast().arg("readings").arg(baseline).args(["--paths", "400"]).args(further).arg("--out").arg(out),
    )
}

#[test]
fn every_option_is_priced_in_both_languages_and_the_study_repeats_from_its_folder() {
    let folder = folder();
    for (language, words) in [
        ("zh", ["不再支付", "最省的组合", "无差别"]),
        ("en", ["not paid", "The cheapest combinations", "none"]),
    ] {
        let run = priced(folder.path(), &["--lang", language]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
    let out = folder.path().join("baseline-readings");
    assert_eq!(
        names(&out),
        [
            "charts",
            "combinations.csv",
            "manifest.json",
            "policy.toml",
            "readings.csv",
            "readings.json",
            "readings.xlsx",
            "report.html",
            "scenario.toml"
        ]
    );
    let lines = |name: &str| String::from_utf8(contents(&out)[name].clone()).expect("UTF-8").lines().count();
    assert_eq!(lines("combinations.csv"), 1 + 1944);
    let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
    let again =
        ended(fiscast().current_dir(&out).args(repeat.split_whitespace().skip(1)).args(["--out", "again"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let (first, second) = (contents(&out), contents(&out.join("again/baseline-readings")));
    for name in ["combinations.csv", "readings.csv", "readings.json"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

#[test]
fn a_named_reading_is_priced_alone() {
    let folder = folder();
    let run = priced(folder.path(), &["--switch", "milestone_jump", "--alone", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let options = found["options"].as_array().expect("a list");
    assert_eq!(options.len(), 1);
    assert_eq!((&options[0]["switch"], &options[0]["option"]), (&"milestone_jump".into(), &"highest".into()));
    assert!(found["combinations"].as_array().is_some_and(Vec::is_empty));
    assert!(!folder.path().join("baseline-readings/combinations.csv").exists());
}

#[test]
fn a_reading_that_does_not_exist_is_refused_with_the_nearest() {
    let folder = folder();
    let run = priced(folder.path(), &["--switch", "milestone_jmp"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("is milestone_jump meant?"), "{}", run.stderr);
    assert!(names(folder.path()).is_empty(), "nothing is written");
}
