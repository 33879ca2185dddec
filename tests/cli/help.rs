//! Help, version and exit codes.

use super::support::{ended, fiscast};

/// Columns that a line fills in a terminal: Chinese characters fill two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

const ALL: &[&str] = &["-v, --verbose", "-h, --help"];

#[test]
fn help_names_every_option_and_fits_80_columns() {
    let commands: [(&[&str], &[&str]); 19] = [
        (&[], &["run", "check", "-V, --version", "Exit codes: 0 done, 1 failed, 2 wrong input"]),
        (
            &["run"],
            &[
                "<SCENARIO>...",
                "--with <OVERLAY>",
                "--paths <N>",
                "--precision <SHARE>",
                "--max-paths <N>",
                "--seed <S>",
                "--threads <T>",
                "--parameter-uncertainty",
                "--outer <N>",
                "--out <DIR>",
                "--lang <LANG>",
                "--force",
                "--json",
                "-q, --quiet",
                "[default: 100000]",
                "[default: 1]",
                "[default: 0]",
                "[default: results]",
                "[default: zh]",
                "manifest.json",
                "Examples:",
            ],
        ),
        (&["report"], &["<RESULTS_DIR>", "--out <FILE>", "Examples:"]),
        (
            &["chart"],
            &[
                "<RESULTS_DIR>",
                "--kind <KIND>",
                "--format <FORMAT>",
                "--out <FILE>",
                "--lang <LANG>",
                "Examples:",
                "distribution",
                "yearly-cash",
                "yearly-cash-all",
                "yearly-accrual",
                "clauses",
                "payers",
                "contributions",
                "fund",
                "commitments",
            ],
        ),
        (&["check"], &["<FILE>...", "--with <OVERLAY>", "Example:"]),
        (&["clauses"], &["--policy <FILE>", "--lang <LANG>", "Example:"]),
        (
            &["trace"],
            &["<SCENARIO>", "--path <K>", "--worst <N>", "--near-quantile <LEVEL>", "--json", "Examples:"],
        ),
        (
            &["apply"],
            &[
                "<EVENTS>",
                "--scenario <SCENARIO>",
                "--as-of <DATE>",
                "--template",
                "--out <DIR>",
                "--json",
                "Examples:",
            ],
        ),
        (&["cases"], &["<FILE>...", "--lang <LANG>", "Example:"]),
        (&["compare"], &["<BASE>", "<OTHER>...", "--with <OVERLAY>", "--paths <N>", "--json", "Examples:"]),
        (
            &["readings"],
            &["<SCENARIO>", "--switch <READING>", "--alone", "--paths <N>", "--json", "Examples:"],
        ),
        (
            &["sensitivity"],
            &[
                "<SCENARIO>",
                "--with <OVERLAY>",
                "--parameter <PATH>",
                "--indices",
                "--group <NAME=PATHS>",
                "--rows <R>",
                "--inner <N>",
                "--paths <N>",
                "--json",
                "Examples:",
            ],
        ),
        (
            &["appropriate"],
            &[
                "<SCENARIO>",
                "--chance <CHANCE>",
                "--appropriations <AMOUNT,…>",
                "--total <AMOUNT>",
                "Examples:",
            ],
        ),
        (
            &["verify"],
            &["<SCENARIO>...", "--with <OVERLAY>", "--paths <N>", "--all", "[default: 200000]", "Examples:"],
        ),
        (&["exact"], &["<SCENARIO>", "--with <OVERLAY>", "--json", "Examples:"]),
        (&["new"], &["<NAME>", "--from <SCENARIO>", "--lang <LANG>", "[default: tutorial]", "Examples:"]),
        (&["completions"], &["<SHELL>", "bash", "powershell", "Examples:"]),
        (&["schema"], &["[KIND]", "scenario", "policy", "Examples:"]),
        (&["show"], &["<SCENARIO>", "--with <OVERLAY>", "--diff <OTHER>", "--lang <LANG>", "Examples:"]),
    ];
    for (command, words) in commands {
        for flag in ["--help", "-h"] {
            let help = ended(fiscast().args(command).arg(flag).env("COLUMNS", "80"));
            assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
            let text = help.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
            for word in words.iter().chain(ALL) {
                assert!(text.contains(word), "{word} is missing in\n{}", help.stdout);
            }
            for line in help.stdout.lines() {
                assert!(width(line) <= 80, "too wide: {line}");
            }
            assert!(!help.stdout.contains('\u{1b}'), "no colours in a pipe");
        }
    }
}

#[test]
fn examples_in_the_help_stand_on_one_line_each_and_are_understood() {
    for command in [
        "run",
        "chart",
        "report",
        "check",
        "clauses",
        "show",
        "trace",
        "sensitivity",
        "appropriate",
        "verify",
        "exact",
    ] {
        let help = ended(fiscast().args([command, "--help"]).env("COLUMNS", "80")).stdout;
        let examples = help.split_once("Example").expect("examples").1;
        let examples = examples.lines().skip(1).take_while(|line| !line.is_empty());
        let mut count = 0;
        for line in examples {
            count += 1;
            let mut words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.first(), Some(&"fiscast"), "{line}");
            // only the parser is asked: a file does not exist, and that is what is wrong
            words.retain(|word| *word != "fiscast");
            let tried = ended(fiscast().args(&words).current_dir(std::env::temp_dir()));
            if command == "clauses" {
                assert_eq!(tried.code, Some(0), "{line}: {}", tried.stderr);
                continue;
            }
            assert_eq!(tried.code, Some(2), "{line}: {}", tried.stderr);
            assert!(tried.stderr.contains("there is no file"), "{line}: {}", tried.stderr);
        }
        assert!(count > 0, "{command}");
    }
}

#[test]
fn asking_for_help_succeeds_and_asking_for_nothing_does_not() {
    let version = ended(fiscast().arg("--version"));
    assert_eq!((version.code, version.stdout), (Some(0), format!("fiscast {}\n", env!("CARGO_PKG_VERSION"))));
    let nothing = ended(&mut fiscast());
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(2), ""));
    assert!(nothing.stderr.contains("Usage: fiscast"));
    let unknown = ended(fiscast().arg("runn"));
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("'run'"), "the nearest command is suggested: {}", unknown.stderr);
    assert_eq!(ended(fiscast().args(["help", "check"])).code, Some(0));
}
