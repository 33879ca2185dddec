//! `fiscast trace`: one path's story, in words and as JSON.

use super::support::{ended, fiscast, of_project};

#[test]
fn a_path_is_told_in_both_languages() {
    let baseline = of_project("scenarios/baseline.toml");
    for (language, words) in [
        (
            "zh",
            [
                "产研院 ",
                "创建经费补助：河南省生物医药产业研究院 500万元",
                "年支付：市级",
                "各年度现金支出（万元）",
            ],
        ),
        (
            "en",
            [
                "institutes: ",
                "Creation subsidy: 500万元 to Henan Biomedicine Industry Research Institute",
                "paid in 202",
                "Cash by year, in 万元",
            ],
        ),
    ] {
        let run = ended(fiscast().arg("trace").arg(&baseline).args(["--path", "12", "--lang", language]));
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains("--paths 100000"), "how to compare it with the mean: {}", run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
}

#[test]
fn a_level_and_the_worst_paths_come_with_what_sets_them_apart() {
    let baseline = of_project("scenarios/baseline.toml");
    let level = ended(fiscast().arg("trace").arg(&baseline).args([
        "--near-quantile",
        "95%",
        "--paths",
        "2000",
        "--lang",
        "en",
    ]));
    assert_eq!(level.code, Some(0), "{}", level.stderr);
    // on the lattice of 1 万元 several paths tie at the level
    let share: f64 = level
        .stdout
        .replace("\n  ", " ")
        .split("over 2,000 paths; ")
        .nth(1)
        .and_then(|rest| rest.split('%').next())
        .expect("a share")
        .parse()
        .expect("a number");
    assert!((95.0..97.0).contains(&share), "{share}");
    assert!(level.stdout.contains("on average"));
    let worst =
        ended(fiscast().arg("trace").arg(&baseline).args(["--worst", "2", "--paths", "500", "--lang", "en"]));
    let told = worst.stdout.replace("\n  ", " ");
    assert_eq!(told.matches("over 500 paths; ").count(), 2);
    let first = told.lines().next().expect("a line");
    assert!(first.contains("over 500 paths; 100.0% of them cost no more than this one."), "{first}");
}

#[test]
fn json_holds_every_event_and_adds_up() {
    let baseline = of_project("scenarios/baseline.toml");
    let run = ended(fiscast().arg("trace").arg(&baseline).args(["--path", "3", "--json"]));
    let stories: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let story = &stories[0];
    assert_eq!((story["path"].as_u64(), story["scenario"].as_str()), (Some(3), Some("baseline")));
    let sum = |list: &str, field: &str| -> i64 {
        story[list].as_array().expect("a list").iter().map(|entry| entry[field].as_i64().unwrap_or(0)).sum()
    };
    let paid: i64 = story["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|claim| !claim["paid_in"].is_null())
        .map(|claim| claim["amount_fen"].as_i64().expect("an amount"))
        .sum();
    assert_eq!(sum("cash", "city_fen") + sum("cash", "counties_fen"), paid);
    assert!(paid > 0 && story["events"].as_array().is_some_and(|events| events.len() > 5));
}

#[test]
fn what_to_trace_must_be_said_once() {
    let baseline = of_project("scenarios/baseline.toml");
    for (arguments, words) in [
        (vec![], "required arguments"),
        (vec!["--path", "1", "--worst", "2"], "cannot be used with"),
        (vec!["--near-quantile", "much"], "lies between 0 and 1 or carries a %, like 0.95 or 95%\n"),
        (vec!["--near-quantile", "120%"], "lies between 0 and 1 or carries a %, like 0.95 or 95%\n"),
        (
            vec!["--near-quantile", "95"],
            "lies between 0 and 1 or carries a %, like 0.95 or 95%; is 95% meant?",
        ),
        (vec!["--worst", "0"], "write a whole number from 1 to 1000"),
        (vec!["--path", "-1"], "--path"),
    ] {
        let run = ended(fiscast().arg("trace").arg(&baseline).args(["--paths", "100"]).args(&arguments));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
    }
}

/// The parts of the comparison add up: clauses, years and payers each to the whole, here and on average.
#[test]
fn what_sets_a_path_apart_adds_up_in_every_division() {
    let baseline = of_project("scenarios/baseline.toml");
    let arguments = ["--worst", "3", "--paths", "3000", "--json"];
    let run = ended(fiscast().arg("trace").arg(&baseline).args(arguments));
    let stories: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    for story in stories.as_array().expect("a list") {
        let found = &story["comparison"];
        let number = |value: &serde_json::Value, field: &str| value[field].as_f64().expect("a number");
        let sum = |list: &str, field: &str| -> f64 {
            found[list].as_array().expect("a list").iter().map(|cause| number(&cause["amount"], field)).sum()
        };
        for field in ["here", "mean"] {
            let total = number(&found["total"], field);
            let payers = number(&found["city"], field) + sum("each_county", field);
            for added in [sum("clauses", field), sum("years", field), payers] {
                // sums of about ten numbers below 2e11 fen, each exact or rounded once
                assert!((added - total).abs() < 0.01, "{field}: {added} and {total}");
            }
        }
        let within: i64 = story["cash"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|year| year["year"].as_i64() <= Some(2025))
            .map(|year| year["city_fen"].as_i64().unwrap() + year["counties_fen"].as_i64().unwrap())
            .sum();
        assert_eq!(found["total"]["here"].as_i64(), Some(within));
        // the worst of 3,000: hardly anything above it
        assert!(found["at_or_below"].as_u64() >= Some(2998));
    }
}
