//! `fiscast apply`: real events decided, as text, as JSON and as a folder.

use super::support::{contents, ended, fiscast, folder, json, names, of_project, write};

/// A firm of a named institute listed on NEEQ on 2023-05-01, and on a market of which the policy says nothing.
const TABLE: &str = "日期,产研院,企业,事项,金额,类别,备注
2022-05-01,biomed,甲公司,设立,,,
2023-05-01,biomed,甲公司,上市,,新三板,凭证 7
2024-05-01,biomed,甲公司,上市,,其他,
";

fn baseline() -> String {
    of_project("scenarios/baseline.toml").display().to_string()
}

#[test]
fn a_listing_is_decided_in_both_languages() {
    let folder = folder();
    let table = write(folder.path(), "events.csv", TABLE);
    for (language, words) in [
        ("zh", ["100万元", "25万元", "四（三）", "政策未列该市场"]),
        ("en", ["100万元", "25万元", "四（三）", "the policy names no reward for the market"]),
    ] {
        let run =
            ended(fiscast().arg("apply").arg(&table).args(["--scenario", &baseline(), "--lang", language]));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
}

#[test]
fn json_holds_every_fen_and_its_payers() {
    let folder = folder();
    let table = write(folder.path(), "events.csv", TABLE);
    let run = ended(fiscast().arg("apply").arg(&table).args(["--scenario", &baseline(), "--json"]));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let listing: Vec<_> = found["obligations"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|due| due["clause"] == "listing_reward")
        .collect();
    assert_eq!(listing.len(), 2);
    for (due, amount) in listing.iter().zip([100_000_000, 25_000_000]) {
        assert_eq!(due["amount_fen"], amount);
        // 高新区 bears half under the baseline
        assert_eq!((&due["city_fen"], &due["county_fen"]), (&(amount / 2).into(), &(amount / 2).into()));
        assert_eq!(due["note"], "凭证 7");
        // the lag is uncertain: the year of payment is not known
        assert!(due["payment_year"].is_null());
    }
    let clause =
        &found["clauses"].as_array().expect("a list").iter().find(|c| c["clause"] == "listing_reward");
    assert!(
        clause.expect("the clause")["words"].as_str().expect("words").contains("全国中小企业股份转让系统")
    );
}

#[test]
fn the_folder_holds_what_is_promised_and_can_be_decided_again() {
    let folder = folder();
    let table = write(folder.path(), "events.csv", TABLE);
    let out = folder.path().join("decided");
    let run = ended(
        fiscast()
            .arg("apply")
            .arg(&table)
            .args(["--scenario", &baseline(), "--as-of", "2024-12-31", "--out"])
            .arg(&out),
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let promised = [
        "clauses.csv",
        "determination.json",
        "events.csv",
        "manifest.json",
        "obligations.csv",
        "policy.toml",
        "refusals.csv",
        "scenario.toml",
    ];
    assert_eq!(names(&out), promised);
    let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
    let mut words = repeat.split_whitespace();
    assert_eq!(words.next(), Some("fiscast"));
    let again = ended(fiscast().current_dir(&out).args(words).args(["--out", "again"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let (first, second) = (contents(&out), contents(&out.join("again")));
    for name in ["clauses.csv", "determination.json", "obligations.csv", "refusals.csv"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

#[test]
fn the_template_is_decided_as_it_is_and_mistakes_are_told_with_their_line() {
    let folder = folder();
    let template = ended(fiscast().args(["apply", "--template", "--scenario", &baseline()]));
    assert_eq!(template.code, Some(0));
    let table = write(folder.path(), "events.csv", &template.stdout);
    let run = ended(fiscast().arg("apply").arg(&table).args(["--scenario", &baseline()]));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let wrong = write(folder.path(), "wrong.csv", TABLE.replace("2023-05-01", "2021-05-01"));
    let run = ended(fiscast().arg("apply").arg(&wrong).args(["--scenario", &baseline(), "--out", "x"]));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(
        run.stderr.contains("wrong.csv:3:") && run.stderr.contains("before its founding"),
        "{}",
        run.stderr
    );
    for arguments in
        [vec!["apply"], vec!["apply", "missing.csv", "--scenario", "x.toml"], vec!["apply", "x.csv"]]
    {
        let run = ended(fiscast().args(&arguments));
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(!run.stderr.is_empty());
    }
}

#[test]
fn another_tables_determination_is_replaced_only_with_force() {
    let folder = folder();
    let table = write(folder.path(), "events.csv", TABLE);
    let other = write(folder.path(), "other.csv", TABLE.replace("2024-05-01", "2024-06-01"));
    let out = folder.path().join("dec");
    let apply = |table: &std::path::Path, further: &[&str]| {
        let mut command = fiscast();
        command.arg("apply").arg(table).args(["--scenario", &baseline(), "--out"]).arg(&out).args(further);
        ended(&mut command)
    };
    assert_eq!(apply(&table, &[]).code, Some(0));
    let before = contents(&out);
    let refused = apply(&other, &[]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    for words in ["holds the results of another table of events", "--force", "--out"] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    assert!(contents(&out) == before, "nothing is lost");
    // the same table may be decided as of another day
    assert_eq!(apply(&table, &["--as-of", "2024-12-31"]).code, Some(0));
    assert_eq!(apply(&other, &["--force"]).code, Some(0));
    assert_ne!(contents(&out)["events.csv"], before["events.csv"]);
}
