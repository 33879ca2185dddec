//! `fiscast show`: every parameter with what it rests on, and what another scenario states otherwise.

use super::support::{ended, fiscast, folder, head, of_project, write};

#[test]
fn every_parameter_shows_its_value_source_and_place() {
    let baseline = of_project("scenarios/baseline.toml");
    let text = std::fs::read_to_string(&baseline).expect("the baseline");
    let (number, _) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with("formation_rate = "))
        .expect("the baseline states the formation rate");
    let run = ended(fiscast().args(["show", "--lang", "en"]).arg(&baseline));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    // further lines of a paragraph hang
    let text = run.stdout.replace("\n      ", " ");
    let shown = text.split("\nformation_rate = 0.8").nth(1).expect("the formation rate");
    let shown: Vec<&str> = shown.lines().take(4).collect();
    assert!(shown[1].contains("5 to 95%: 0.3 – 2.5; assumption; "), "{shown:?}");
    assert!(shown[1].ends_with(&format!("baseline.toml:{}", number + 1)), "{shown:?}");
    assert!(shown[2].starts_with("    source: JITRI annual report 2020"), "{shown:?}");
    assert!(shown[3].starts_with("    note: "), "{shown:?}");
    for section in
        ["[policy.validity]", "[readings]", "[split.rules", "[lags]", "[fund]", "[awards.provincial]"]
    {
        assert!(run.stdout.contains(section), "{section} is missing");
    }
    assert!(run.stdout.contains("policy:xinxiang-2022-9:"), "the policy's amounts are parameters as well");
}

#[test]
fn a_difference_is_a_line_for_each_value_that_changes() {
    let folder = folder();
    let text =
        head("other") + "[pipeline]\ncount = { weights = { 5 = 1 } }\n[institutes.membrane]\nremove = true\n";
    let other = write(folder.path(), "other.toml", text);
    let baseline = of_project("scenarios/baseline.toml");
    let run = ended(fiscast().args(["show", "--lang", "en"]).arg(&baseline).arg("--diff").arg(&other));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let lines = unwrapped(&run.stdout);
    assert_eq!(lines[0], "baseline → other");
    let count = lines.iter().find(|line| line.starts_with("pipeline.count: 2 = 35%, ")).expect("the count");
    assert!(count.contains("15% → 5 = 1 ") && count.ends_with("other.toml:6)"), "{count}");
    // an institute that is gone is one line, whatever is stated of it
    let gone = lines.iter().find(|line| line.starts_with("- institutes.membrane: ")).expect("the institute");
    assert!(gone.contains("accredited = 2021-10-16"), "{gone}");
    assert_eq!(lines.len(), 3, "nothing else differs:\n{}", run.stdout);
    let same = ended(fiscast().args(["show", "--lang", "en"]).args([&baseline]).arg("--diff").arg(&baseline));
    assert!(same.stdout.contains("No value differs."));
}

/// Lines with their further ones, which are indented, behind them.
fn unwrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut().filter(|_| line.starts_with(' ')) {
            Some(last) => *last = format!("{last} {}", line.trim_start()),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

#[test]
fn each_reform_is_told_in_at_most_three_lines() {
    let baseline = of_project("scenarios/baseline.toml");
    for (reform, expected) in [
        (
            "hebi-listing",
            vec!["policy.clauses.listing_reward.tiers.domestic_exchange.spin_off: 200万元 → 500万元"],
        ),
        (
            "gaoxin-listing",
            vec![
                "+ policy.clauses.gaoxin_listing_reward: tiers.neeq.spin_off = 100万元, tiers.neeq.institute = 0元, \
                 tiers.exchange.spin_off = 200万元, tiers.exchange.institute = 0元",
                "+ lags.gaoxin_listing_reward: 0 = 15%, 1 = 60%, 2 = 20%, never = 5%",
                "+ split.rules[2]: counties = gaoxin, clauses = gaoxin_listing_reward, county_share = 100%",
            ],
        ),
    ] {
        let other = of_project(&format!("scenarios/reforms/{reform}.toml"));
        let run = ended(fiscast().arg("show").arg(&baseline).arg("--diff").arg(other));
        let lines = unwrapped(&run.stdout).split_off(1);
        assert_eq!(lines.len(), expected.len(), "{}", run.stdout);
        for (line, expected) in lines.iter().zip(expected) {
            assert!(line.starts_with(expected), "{line}");
        }
    }
}

#[test]
fn the_extended_validity_is_one_line() {
    let files = ["scenarios/baseline.toml", "scenarios/extended-to-2025.toml"].map(of_project);
    let run = ended(fiscast().arg("show").arg(&files[0]).arg("--diff").arg(&files[1]));
    let lines = unwrapped(&run.stdout);
    assert_eq!(lines.len(), 2, "{}", run.stdout);
    assert!(lines[1].starts_with("policy.validity.last_day: 2024-12-31 → 2025-12-31 "));
}

#[test]
fn a_scenario_that_is_wrong_is_told_and_not_shown() {
    let wrong = of_project("tests/bad_input/ten_mistakes.toml");
    for arguments in [vec![&wrong], vec![&wrong, &wrong]] {
        let mut command = fiscast();
        command.arg("show").arg(arguments[0]);
        if arguments.len() > 1 {
            command.arg("--diff").arg(arguments[1]);
        }
        let run = ended(&mut command);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("error: "));
    }
}
