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
        ("zh", ["后续产研院家数", "较慢", "无差别", "未设区间、未予变动：在新三板挂牌的企业最少成立年数"]),
        ("en", ["number of further institutes", "fast", "none", "Without a range, and so not varied"]),
    ] {
        let run = studied(&baseline, folder.path(), &["--lang", language]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
    let out = folder.path().join("baseline-sensitivity");
    let written = [
        "charts",
        "manifest.json",
        "policy.toml",
        "report.html",
        "scenario.toml",
        "sensitivity.json",
        "sensitivity.xlsx",
        "tornado.csv",
    ];
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
        ("listing.neeq.min_age", "listing.neeq.min_age has no range: state its low and high"),
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

#[test]
fn indices_are_written_and_repeat_from_the_folder() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    let design = [
        "--indices",
        "--rows",
        "8",
        "--inner",
        "5",
        "--parameter",
        "pipeline.count",
        "--parameter",
        "quality.cv",
    ];
    let groups = ["--group", "both=pipeline.count,quality.cv", "--lang", "en"];
    let run = studied(&baseline, folder.path(), &[&design[..], &groups].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for words in ["Where the spread comes from", "8 rows, 5 paths in common", "▪ both", "luck the rest"] {
        assert!(run.stdout.contains(words), "{words} is missing in\n{}", run.stdout);
    }
    let out = folder.path().join("baseline-sensitivity");
    let csv = String::from_utf8(contents(&out)["indices.csv"].clone()).expect("UTF-8");
    assert!(
        csv.contains("obligations,group,both,both both") && csv.contains("fund_cash,spread,luck"),
        "{csv}"
    );
    let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
    let repeated = repeat.split_whitespace().skip(1);
    let again = ended(fiscast().current_dir(&out).args(repeated).args(["--out", "again", "--threads", "1"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let (first, second) = (contents(&out), contents(&out.join("again/baseline-sensitivity")));
    for name in ["sensitivity.json", "indices.csv", "tornado.csv", "sensitivity.xlsx", "report.html"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

/// What is owed from before exceeds all appropriations, whatever the parameters: arrears are certain.
#[test]
fn an_output_that_is_the_same_everywhere_is_said_and_has_no_index() {
    let folder = folder();
    let text = head("owed") + "[fund]\nopening_arrears = { value = \"100亿元\", assumption = true }\n";
    let scenario = write(folder.path(), "owed.toml", text);
    for (language, words) in [
        ("zh", "各参数取何值结果都相同，无从分解"),
        ("en", "the same whatever the parameters: nothing to share out"),
    ] {
        let indices =
            ["--indices", "--rows", "4", "--inner", "2", "--parameter", "quality.cv", "--lang", language];
        let run = studied(&scenario, folder.path(), &indices);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.contains(words), "{}", run.stdout);
    }
    let found = json(&folder.path().join("owed-sensitivity/sensitivity.json"));
    let arrears = &found["indices"]["outputs"][2];
    assert_eq!((&arrears["output"], &arrears["state"]), (&"arrears".into(), &"constant".into()));
    assert_eq!(
        (arrears["mean"].as_f64(), arrears["parameters"].as_array().map(Vec::len)),
        (Some(1.0), Some(0))
    );
    assert_eq!(found["indices"]["replicates"], 4);
}

#[test]
fn a_design_that_cannot_be_is_refused() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    for (arguments, advice) in [
        (&["--indices", "--rows", "1000"][..], "write a power of two from 2 to 65536"),
        (&["--rows", "8"], "--indices"),
        (&["--indices", "--group", "pipeline.count"], "write a name and paths"),
        (&["--indices", "--group", "a=pipeline.cont"], "is pipeline.count meant?"),
        // what is not varied has no place in a group
        (
            &["--indices", "--group", "a=quality.cv", "--parameter", "pipeline.count"],
            "quality.cv is not among the parameters varied",
        ),
    ] {
        let run = studied(&baseline, folder.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(advice), "{arguments:?}: {}", run.stderr);
    }
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_run_reports_drawn_parameters_beside_the_plain_findings() {
    let (folder, baseline) = (folder(), of_project("scenarios/baseline.toml"));
    let run = |out: &str, further: &[&str]| {
        let mut command = fiscast();
        command.arg("run").arg(&baseline).args(["--paths", "400"]).args(further);
        ended(command.arg("--out").arg(folder.path().join(out)))
    };
    let plain = run("plain", &["--lang", "en"]);
    let wider = run("wider", &["--parameter-uncertainty", "--outer", "40", "--lang", "en"]);
    assert_eq!((plain.code, wider.code), (Some(0), Some(0)), "{}", wider.stderr);
    for words in ["45 of them drawn 40 times", "10 paths each", "of the variance is ignorance of parameters"]
    {
        assert!(wider.stdout.contains(words), "{words} is missing in\n{}", wider.stdout);
    }
    assert!(!plain.stdout.contains("uncertain"));
    let chinese = run("wider", &["--parameter-uncertainty", "--lang", "zh"]).stdout;
    assert!(chinese.contains("计入参数不确定性：45 项参数按其区间抽取 400 次，每次 1 条路径"), "{chinese}");
    // the plain findings are what they are
    let of = |out: &str| contents(&folder.path().join(out).join("baseline"));
    let (without, with) = (of("plain"), of("wider"));
    for name in ["findings.json", "budget.csv", "series.csv", "scenario.toml"] {
        assert_eq!(without[name], with[name], "{name}");
    }
    assert!(with.contains_key("uncertainty.json") && with.contains_key("uncertainty.csv"));
    let manifest = json(&folder.path().join("wider/baseline/manifest.json"));
    let repeat = manifest["repeat"].as_str().expect("a command");
    assert!(repeat.ends_with("--paths 400 --seed 1 --parameter-uncertainty"), "{repeat}");
    for (arguments, advice) in [
        (&["--outer", "10"][..], "--parameter-uncertainty"),
        (&["--parameter-uncertainty", "--outer", "1"], "at least 2"),
        (&["--parameter-uncertainty", "--outer", "500"], "each draw needs a path"),
    ] {
        let refused = run("refused", arguments);
        assert_eq!(refused.code, Some(2), "{arguments:?}");
        assert!(refused.stderr.contains(advice), "{arguments:?}: {}", refused.stderr);
    }
    assert!(!folder.path().join("refused").exists());
}
