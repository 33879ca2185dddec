//! `fiscast sensitivity`: what it prints and writes, and what it refuses.

use std::path::Path;

use super::support::{Ended, contents, ended, fiscast, folder, head, json, names, of_project, write};

fn studied(scenario: &Path, out: &Path, further: &[&str]) -> Ended {
    let mut command = fiscast();
    command.arg("sensitivity").arg(scenario).args(["--paths", "300"]).args(further);
    ended(command.arg("--out").arg(out))
}

#[test]
fn each_parameter_is_varied_in_both_languages_and_the_study_repeats_from_its_folder() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    for (language, words) in [
        ("zh", ["后续产研院家数", "slow", "无差别", "未设区间、未予变动：认定后各年新设企业数的系数"]),
        ("en", ["number of further institutes", "fast", "none", "Without a range, and so not varied"]),
    ] {
        let run = studied(&baseline, folder.path(), &["--lang", language]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
    let out = folder.path().join("baseline-sensitivity");
    let written = ["manifest.json", "policy.toml", "scenario.toml", "sensitivity.json", "tornado.csv"];
    assert_eq!(names(&out), written);
    let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
    let repeated = repeat.split_whitespace().skip(1);
    let again = ended(fiscast().current_dir(&out).args(repeated).args(["--out", "again", "--threads", "1"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let (first, second) = (contents(&out), contents(&out.join("again/baseline-sensitivity")));
    for name in ["sensitivity.json", "tornado.csv"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

#[test]
fn named_parameters_are_varied_alone() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    let named = ["--parameter", "quality.cv", "--parameter", "pipeline.count", "--json"];
    let run = studied(&baseline, folder.path(), &named);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let parameters = found["parameters"].as_array().expect("a list");
    let keys: Vec<&str> = parameters.iter().filter_map(|parameter| parameter["key"].as_str()).collect();
    assert_eq!(keys, ["pipeline.count", "quality.cv"], "the larger change first");
    let variations = |parameter: usize| -> Vec<&str> {
        let list = parameters[parameter]["variations"].as_array().expect("a list");
        list.iter().filter_map(|variation| variation["name"].as_str()).collect()
    };
    assert_eq!((variations(0), variations(1)), (vec!["slow", "fast"], vec!["low", "high"]));
}

#[test]
fn what_cannot_be_varied_is_refused_with_advice_and_nothing_is_written() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    for (path, advice) in [
        ("spin_offs.formation_rat", "is spin_offs.formation_rate meant?"),
        ("spin_offs.formation_ramp", "spin_offs.formation_ramp has no range: state its low and high"),
    ] {
        let run = studied(&baseline, folder.path(), &["--parameter", path]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(advice), "{}", run.stderr);
    }
    let range = |range: &str| {
        format!("{}[quality]\ncv = {{ value = \"0.4\", {range}, assumption = true }}\n", head("x"))
    };
    for (text, wrong) in [
        (range("low = \"0.6\", high = \"0.2\""), "quality.cv: the value lies below its low"),
        (range("low = \"0.1\", high = \"11\""), "quality.cv.high: 11 is above 10"),
        (
            // each bound is fine alone; with the unveiling of 2022-03-23 the late accreditation is not
            format!(
                "{}[institutes.device]\naccredited = {{ value = 2021-10-16, low = 2021-10-01, high = 2022-06-01, assumption = true }}\n",
                head("x")
            ),
            "institutes.device.accredited.high: device is unveiled or accepted before its accreditation on 2022-06-01",
        ),
    ] {
        let scenario = write(folder.path(), "x.toml", text);
        let run = studied(&scenario, folder.path(), &[]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(wrong), "{}", run.stderr);
    }
    assert_eq!(names(folder.path()), ["x.toml"]);
}
