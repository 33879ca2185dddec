//! `fiscast check`: every problem at once, warnings that are no errors, and what it says of a valid file.

use super::support::{ended, fiscast, folder, head, of_project, toml_files, write};

#[test]
fn ten_mistakes_of_one_file_are_reported_at_once_with_line_and_column() {
    let run =
        ended(fiscast().args(["check", "tests/bad_input/ten_mistakes.toml"]).current_dir(of_project("")));
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stdout, "tests/bad_input/ten_mistakes.toml: 10 errors\n");
    assert_eq!(run.stderr.matches("error: ").count(), 10, "{}", run.stderr);
    let mut rest = run.stderr.as_str();
    for (place, line, message, advice) in [
        ("8:1", "frist = 2021", "horizon.frist: unknown key", "is first meant?"),
        (
            "11:17",
            "subsidy_start = \"unveild\"",
            "readings.subsidy_start: \"unveild\" is no option",
            "is unveiled meant?",
        ),
        ("14:25", "value = \"1.3\"", "drivers.correlation: 1.3 is outside [-1, 1]", "write a correlation"),
        (
            "17:10",
            "county = \"gaoxn\"",
            "institutes.biomed.county: unknown county \"gaoxn\"",
            "is gaoxin meant?",
        ),
        (
            "18:24",
            "2031-10-16",
            "2031-10-16 lies after the horizon, which ends with 2025",
            "a day of the horizon",
        ),
        (
            "21:28",
            "value = \"8\"",
            "spin_offs.formation_rate: the value lies above its high",
            "they enclose the value",
        ),
        ("22:17", "\"112%\"", "spin_offs.captive_share: 112% is outside [0, 1]", "\"12%\" or \"0.12\""),
        ("25:15", "min_revenue = 5000", "the number 5000 lacks its unit", "\"500万元\""),
        (
            "26:30",
            "{ SSE = 0, SZSE = 0 }",
            "listing.exchange.direct_markets: the weights sum to 0",
            "a weight above 0",
        ),
        ("29:19", "\"-5万元\"", "fund.opening_balance: \"-5万元\" is negative", "\"500万元\""),
    ] {
        let place = format!("--> tests/bad_input/ten_mistakes.toml:{place}\n");
        for words in [message, &place, line, "^", advice] {
            let at = rest.find(words);
            let at = at.unwrap_or_else(|| panic!("{words} is missing or out of order in\n{}", run.stderr));
            rest = &rest[at..];
        }
    }
}

#[test]
fn every_shipped_file_is_valid() {
    let files =
        ["scenarios", "scenarios/splits", "scenarios/reforms", "scenarios/policies"].map(toml_files).concat();
    let run = ended(fiscast().arg("check").args(&files));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let verdicts: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(verdicts.len(), files.len());
    for (file, verdict) in files.iter().zip(verdicts) {
        let said = verdict.strip_prefix(&format!("{}: ", file.display())).expect("the file's name");
        assert!(said == "valid" || said == "valid, 1 warning" || said == "valid, 2 warnings", "{verdict}");
    }
}

#[test]
fn one_bad_file_among_good_ones_decides_the_exit_code() {
    let baseline = of_project("scenarios/baseline.toml");
    let run = ended(
        fiscast()
            .arg("check")
            .args([&baseline, &of_project("tests/bad_input/ten_mistakes.toml"), &baseline])
            .arg("nowhere.toml"),
    );
    assert_eq!(run.code, Some(2));
    let said: Vec<&str> = run.stdout.lines().map(|line| line.rsplit(": ").next().unwrap_or("")).collect();
    assert_eq!(said, ["valid", "10 errors", "valid", "1 error"]);
}

#[test]
fn overlays_are_checked_on_each_scenario() {
    let folder = folder();
    let overlay = write(folder.path(), "overlay.toml", "[quality]\ncv = \"-1\"\n");
    let run = ended(
        fiscast()
            .arg("check")
            .args([of_project("scenarios/baseline.toml"), of_project("scenarios/low.toml")])
            .arg("--with")
            .arg(&overlay),
    );
    assert_eq!(run.code, Some(2));
    assert_eq!(run.stdout.matches(": 1 error").count(), 2, "{}", run.stdout);
    assert_eq!(run.stderr.matches("overlay.toml:2:6").count(), 2, "{}", run.stderr);
}

#[test]
fn leaving_the_aim_of_5_to_8_institutes_is_a_warning_and_no_error() {
    let folder = folder();
    for (count, words) in [
        ("1 = 1", vec!["100.0% there are fewer than 5 institutes by 2025"]),
        ("6 = 1", vec!["100.0% there are more than 8 institutes by 2025"]),
        ("0 = \"25%\", 2 = \"50%\", 9 = \"25%\"", vec!["25.0% there are fewer", "25.0% there are more"]),
        ("2 = \"50%\", 5 = \"50%\"", vec![]),
    ] {
        let text = format!("{}[pipeline]\ncount = {{ weights = {{ {count} }} }}\n", head("aim"));
        let file = write(folder.path(), "aim.toml", text);
        let run = ended(fiscast().arg("check").arg(&file));
        assert_eq!(run.code, Some(0), "{count}: {}", run.stderr);
        let verdict = match words.len() {
            0 => "valid".to_owned(),
            1 => "valid, 1 warning".to_owned(),
            more => format!("valid, {more} warnings"),
        };
        assert_eq!(run.stdout, format!("{}: {verdict}\n", file.display()));
        assert_eq!(run.stderr.matches("warning: ").count(), words.len(), "{}", run.stderr);
        for words in words {
            assert!(run.stderr.contains(words), "{words} is missing in\n{}", run.stderr);
        }
        assert!(run.stderr.is_empty() || run.stderr.contains("aim.toml:6:"), "{}", run.stderr);
    }
}

#[test]
#[cfg(unix)]
fn a_file_may_come_from_a_pipe() {
    let piped = |text: String| ended(fiscast().args(["check", "/dev/stdin"]).write_stdin(text));
    let valid = piped(head("piped"));
    assert_eq!((valid.code, valid.stdout.as_str()), (Some(0), "/dev/stdin: valid\n"), "{}", valid.stderr);
    let wrong = piped(head("piped") + "[quality]\ncv = \"-1\"\n");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("--> /dev/stdin:6:6"), "{}", wrong.stderr);
}

/// A full disk or a reader that has gone is no reason to panic.
#[test]
#[cfg(target_os = "linux")]
fn nobody_reading_is_no_panic() {
    for (command, file) in
        [("check", "scenarios/baseline.toml"), ("check", "tests/bad_input/ten_mistakes.toml")]
    {
        let full = || std::fs::File::options().write(true).open("/dev/full").expect("/dev/full");
        let status = std::process::Command::new(assert_cmd::cargo::cargo_bin!("fiscast"))
            .arg(command)
            .arg(of_project(file))
            .stdout(full())
            .stderr(full())
            .status()
            .expect("the program starts");
        let expected = if file.contains("ten") { 2 } else { 0 };
        assert_eq!(status.code(), Some(expected), "{command} {file}");
    }
}
