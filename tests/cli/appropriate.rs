//! `fiscast appropriate`: what it prints and writes, and what it refuses.

use super::support::{Ended, contents, ended, fiscast, folder, head, json, names, of_project, write};

fn appropriate(out: &std::path::Path, further: &[&str]) -> Ended {
    let baseline = of_project("scenarios/baseline.toml");
    let mut command = fiscast();
    ended(
        command.arg("appropriate").arg(baseline).args(["--paths", "500"]).args(further).arg("--out").arg(out),
    )
}

#[test]
fn the_study_speaks_both_languages_and_repeats_from_its_folder() {
    let folder = folder();
    for (language, further, words) in [
        ("zh", vec![], ["情景已列的安排", "最省安排", "不结转"]),
        (
            "en",
            vec!["--chance", "10%"],
            ["the scenario's appropriations", "within 10%", "nothing carried over"],
        ),
        ("zh", vec!["--total", "12345.67万元"], ["拟议总额分配到各年", "12,345.67", "新乡县"]),
        (
            "en",
            vec!["--appropriations", "350万元,6000000元,0元,0.05亿元", "--chance", "0.075"],
            ["asked about", "within 7.5%", "1,450"],
        ),
    ] {
        let run = appropriate(folder.path(), &[vec!["--lang", language], further].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
        let out = folder.path().join("baseline-appropriate");
        assert_eq!(
            names(&out),
            [
                "appropriate.json",
                "appropriate.xlsx",
                "appropriations.csv",
                "charts",
                "frontier.csv",
                "manifest.json",
                "policy.toml",
                "report.html",
                "scenario.toml"
            ]
        );
        assert_eq!(
            names(&out.join("charts")),
            ["frontier.en.png", "frontier.en.svg", "frontier.zh.png", "frontier.zh.svg"]
        );
        let first = contents(&out);
        let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
        let elsewhere = super::support::folder();
        let mut again = fiscast();
        again.current_dir(&out).args(repeat.split_whitespace().skip(1)).arg("--out").arg(elsewhere.path());
        let again = ended(&mut again);
        assert_eq!(again.code, Some(0), "{}", again.stderr);
        let second = contents(&elsewhere.path().join("baseline-appropriate"));
        for (name, bytes) in &first {
            assert!(name == "manifest.json" || second[name] == *bytes, "{name} differs");
        }
    }
}

#[test]
fn json_is_the_whole_answer() {
    let folder = folder();
    let run = appropriate(folder.path(), &["--json"]);
    let printed: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(printed, json(&folder.path().join("baseline-appropriate/appropriate.json")));
    // the fund and eight counties, each with carrying over and without
    let payers = printed["payers"].as_array().expect("a list");
    assert_eq!(payers.len(), 9);
    assert!(payers.iter().all(|payer| payer["rules"].as_array().is_some_and(|rules| rules.len() == 2)));
    assert_eq!((&printed["chance"], &printed["given"]), (&"0.05".into(), &"scenario".into()));
}

#[test]
fn a_fund_that_pays_the_whole_is_asked_about_the_whole() {
    let folder = folder();
    let whole = write(folder.path(), "whole.toml", head("whole") + "[fund]\ndemand = \"whole\"\n");
    let mut command = fiscast();
    command.arg("appropriate").arg(&whole).args(["--paths", "300", "--json", "--out"]).arg(folder.path());
    let run = ended(&mut command);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let payers: Vec<(&serde_json::Value, &serde_json::Value)> = found["payers"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|payer| (&payer["payer"], &payer["special_fund"]))
        .collect();
    assert_eq!(payers[0], (&serde_json::Value::Null, &true.into()));
    assert_eq!(payers[1], (&"city".into(), &false.into()));
    assert_eq!(payers.len(), 10);
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_reason() {
    let folder = folder();
    let cases: [(&[&str], &str); 10] = [
        (&["--appropriations", "-350万元,600万元,700万元,450万元"], "an appropriation is not negative"),
        (
            &["--appropriations", "350万元,600万元"],
            "names 2 amounts and the scenario runs from 2022 to 2025: state 4",
        ),
        (&["--appropriations", "350,600,700,450"], "write a number with its unit"),
        (&["--total", "-1万元"], "an appropriation is not negative"),
        (&["--total", "2000万元", "--appropriations", "1万元,1万元,1万元,1万元"], "cannot be used with"),
        (&["--chance", "0%"], "above 0% and below 100%"),
        (&["--chance", "100%"], "above 0% and below 100%"),
        (&["--chance", "5"], "5 is outside [0, 1]"),
        (&["--chance", "-5%"], "is outside [0, 1]"),
        (&["--paths", "0"], "at least one path"),
    ];
    for (further, words) in cases {
        let mut command = fiscast();
        command.arg("appropriate").arg(of_project("scenarios/baseline.toml")).args(further);
        let run = ended(command.arg("--out").arg(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{further:?}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{further:?}: {}", run.stderr);
    }
    assert!(names(folder.path()).is_empty(), "nothing is written");
}
