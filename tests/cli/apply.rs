//! `fiscast apply`: real events, what they oblige to, and wrong input.

use super::support::{contents, ended, fiscast, folder, json, of_project, write};

const HEAD: &str = "日期,产研院,企业,事项,金额,类别,县（市、区）\n";
const SOUND: &str = "2022-03-01,甲院,,认定,,,东区（虚构）\n2022-04-01,甲院,,挂牌,,,\n";

fn scenario() -> std::path::PathBuf {
    of_project("scenarios/tutorial.toml")
}

#[test]
fn the_template_is_a_table_that_is_read_as_it_stands() {
    let folder = folder();
    let template = ended(fiscast().args(["apply", "--template", "--scenario"]).arg(scenario()));
    assert_eq!(template.code, Some(0), "{}", template.stderr);
    let events = write(folder.path(), "events.csv", &template.stdout);
    let run =
        ended(fiscast().arg("apply").arg(&events).arg("--scenario").arg(scenario()).args(["--lang", "en"]));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("What is owed") && run.stdout.contains("What pays nothing, and why"));
}

#[test]
fn a_subsidy_is_due_on_its_three_days_and_only_until_the_day_asked_for() {
    let folder = folder();
    let events = write(folder.path(), "events.csv", format!("{HEAD}{SOUND}"));
    let apply = |further: &[&str]| {
        ended(fiscast().arg("apply").arg(&events).arg("--scenario").arg(scenario()).args(further))
    };
    // 500 万元 on 1 April of 2022, 2023 and 2024; half is the city's
    let run = apply(&["--json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let determination: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON alone");
    let due = determination["obligations"].as_array().expect("what is due");
    let days: Vec<&str> = due.iter().map(|due| due["date"].as_str().expect("a day")).collect();
    assert_eq!(days, ["2022-04-01", "2023-04-01", "2024-04-01"]);
    assert!(due.iter().all(|due| due["amount_fen"] == 500_000_000 && due["city_fen"] == 250_000_000));
    let early = apply(&["--as-of", "2023-12-31"]).stdout;
    assert!(early.contains("2023-04-01") && early.contains("1,000.00"), "{early}");
}

#[test]
fn a_folder_holds_what_the_result_rests_on() {
    let folder = folder();
    let events = write(folder.path(), "events.csv", format!("{HEAD}{SOUND}"));
    let out = folder.path().join("out");
    let run =
        ended(fiscast().arg("apply").arg(&events).arg("--scenario").arg(scenario()).arg("--out").arg(&out));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = contents(&out);
    for name in [
        "obligations.csv",
        "clauses.csv",
        "refusals.csv",
        "determination.json",
        "events.csv",
        "scenario.toml",
    ] {
        assert!(written.contains_key(name), "{name}");
    }
    let manifest = json(&out.join("manifest.json"));
    assert_eq!(manifest["repeat"], "fiscast apply events.csv --scenario scenario.toml");
}

#[test]
fn wrong_input_is_told_with_its_line_and_code_2() {
    let folder = folder();
    let scenario = scenario();
    let scenario = scenario.to_str().expect("UTF-8");
    for (name, text, words) in [
        ("word.csv", format!("{HEAD}2022-03-01,甲院,,认证,,,\n"), "word.csv:2:"),
        ("day.csv", format!("{HEAD}2022-02-30,甲院,,认定,,,东区（虚构）\n"), "day.csv:2:"),
        ("order.csv", format!("{HEAD}{SOUND}2022-03-15,甲院,乙公司,上市,,新三板,\n"), "order.csv:4:"),
        ("head.csv", "a,b,c\n1,2,3\n".to_owned(), "head.csv:1:"),
    ] {
        write(folder.path(), name, text);
        let run = ended(fiscast().args(["apply", name, "--scenario", scenario]).current_dir(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(run.stderr.contains("error: ") && run.stderr.contains(words), "{name}: {}", run.stderr);
    }
    for (arguments, words) in [
        (vec!["nowhere.csv", "--scenario", scenario], "nowhere.csv cannot be read"),
        (vec!["day.csv"], "--scenario <SCENARIO>"),
        (vec!["day.csv", "--scenario", "nowhere.toml"], "the file \"nowhere.toml\" cannot be read"),
        (vec!["day.csv", "--scenario", scenario, "--as-of", "2024-2-1"], "write a day like 2024-12-31"),
        (vec!["day.csv", "--template"], "cannot be used with"),
    ] {
        let run = ended(fiscast().arg("apply").args(&arguments).current_dir(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
    }
}
