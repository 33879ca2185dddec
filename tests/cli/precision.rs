//! `fiscast run --precision`: as many paths as the precision asked for needs.

use super::support::{Ended, contents, ended, fiscast, folder, json, names, of_project};

fn run(out: &std::path::Path, further: &[&str]) -> Ended {
    let mut command = fiscast();
    command.arg("run").arg(of_project("scenarios/baseline.toml")).args(further).arg("--out").arg(out);
    ended(&mut command)
}

/// Rounds of 10,000 paths, 20,000 and so on: the results are those of a run of as many paths, bit for bit.
#[test]
fn a_run_to_a_precision_is_the_run_of_as_many_paths() {
    let folder = folder();
    let aimed = run(folder.path(), &["--precision", "0.13%"]);
    assert_eq!(aimed.code, Some(0), "{}", aimed.stderr);
    let out = folder.path().join("baseline");
    let manifest = json(&out.join("manifest.json"));
    let paths = manifest["paths"].as_u64().expect("a number");
    assert!(paths > 10_000, "one round alone merges nothing: {paths}");
    assert!((0..).map(|round| 10_000 << round).take_while(|size| *size <= paths).any(|size| size == paths));
    assert_eq!(
        (&manifest["precision"]["asked"], &manifest["precision"]["reached"]),
        (&"0.0013".into(), &true.into())
    );
    let repeat = manifest["repeat"].as_str().expect("a command");
    assert_eq!(repeat, format!("fiscast run scenario.toml --paths {paths} --seed 1"));
    let count = paths.to_string();
    let other = super::support::folder();
    let plain = run(other.path(), &["--paths", &count]);
    assert_eq!(plain.code, Some(0), "{}", plain.stderr);
    let (first, second) = (contents(&out), contents(&other.path().join("baseline")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(name == "manifest.json" || second[name] == *bytes, "{name} differs");
    }
    // the interval of the findings is as narrow as was asked, and half as many paths would not have been enough
    let half_width = |findings: &serde_json::Value| {
        let series = findings["series"].as_array().expect("a list").iter().find(|series| {
            let all = ["clause", "county", "payer", "beneficiary"];
            series["basis"] == "cash"
                && series["year"] == "horizon"
                && all.iter().all(|key| series[key].is_null())
        });
        let quantiles = series.expect("the horizon's cash")["quantiles"].as_array().expect("a list").clone();
        let level = quantiles.iter().find(|quantile| quantile["p"] == "0.95").expect("the quantile").clone();
        let fen = |value: &serde_json::Value| value.as_f64().expect("an amount");
        (fen(&level["interval_fen"][1]) - fen(&level["interval_fen"][0])) / 2.0 / fen(&level["fen"])
    };
    assert!(half_width(&json(&out.join("findings.json"))) <= 0.0013);
    let less = (paths / 2).to_string();
    assert_eq!(run(other.path(), &["--paths", &less]).code, Some(0));
    assert!(half_width(&json(&other.path().join("baseline/findings.json"))) > 0.0013);
    let told = aimed.stdout.replace(
        "
  ", " ",
    );
    let told = told.lines().find(|line| line.starts_with("Precision:")).expect("what was reached");
    assert!(told.contains("the 95% quantile") && told.contains("asked for: 0.13%"), "{told}");
}

#[test]
fn what_cannot_be_reached_is_said_and_the_results_stand() {
    let folder = folder();
    let aimed = run(folder.path(), &["--precision", "0.01%", "--max-paths", "15000", "--lang", "en"]);
    assert_eq!(aimed.code, Some(1), "{}", aimed.stderr);
    for words in ["15,000 paths", "asked for: 0.01%, which was not reached", "--max-paths"] {
        let told = aimed.stderr.replace("\n  ", " ");
        assert!(told.contains(words), "{words} is missing in\n{told}");
    }
    let manifest = json(&folder.path().join("baseline/manifest.json"));
    assert_eq!(
        (manifest["paths"].as_u64(), &manifest["precision"]["reached"]),
        (Some(15_000), &false.into())
    );
}

#[test]
fn a_precision_that_is_none_is_refused() {
    let folder = folder();
    let cases: [(&[&str], &str); 6] = [
        (&["--precision", "0%"], "above 0% and is at most 50%"),
        (&["--precision", "60%"], "above 0% and is at most 50%"),
        (&["--precision", "5"], "outside [0, 1]"),
        (&["--precision", "-1%"], "outside [0, 1]"),
        (&["--precision", "1%", "--paths", "100"], "cannot be used with"),
        (&["--max-paths", "100"], "--precision <SHARE>"),
    ];
    for (further, words) in cases {
        let refused = run(folder.path(), further);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{further:?}: {}", refused.stderr);
        assert!(refused.stderr.contains(words), "{further:?}: {}", refused.stderr);
    }
    assert!(names(folder.path()).is_empty(), "nothing is written");
}
