//! Help, version and exit codes.

use super::support::{ended, fiscast, of_project};

/// The program as it comes, without a language in the environment.
fn program() -> assert_cmd::Command {
    let mut program = fiscast();
    program.env_remove("FISCAST_LANG");
    program
}

/// Columns that a line fills in a terminal: Chinese characters fill two.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2e80}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
}

const ALL: &[&str] = &["-h, --help", "--lang", "[default: zh]", "[env: FISCAST_LANG="];

/// Every command, the program itself first.
const COMMANDS: [&str; 20] = [
    "",
    "run",
    "report",
    "check",
    "chart",
    "apply",
    "clauses",
    "cases",
    "compare",
    "readings",
    "sensitivity",
    "appropriate",
    "exact",
    "verify",
    "trace",
    "show",
    "new",
    "schema",
    "completions",
    "help",
];

/// What a command's help says, in a terminal of so many columns or in none.
fn help_of(language: &str, command: &str, flag: &str, columns: Option<&str>) -> String {
    let mut asked = program();
    asked.args(["--lang", language]);
    match command {
        "" => asked.arg(flag),
        // the parser lets this one be asked for in one way only
        "help" => asked.args(["help", "help"]),
        _ => asked.args([command, flag]),
    };
    if let Some(columns) = columns {
        asked.env("COLUMNS", columns);
    }
    let help = ended(&mut asked);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""), "{language} {command} {flag}");
    help.stdout
}

/// The options that stand at the beginning of lines.
fn options(help: &str) -> Vec<String> {
    let mut options = Vec::new();
    for line in help.lines().filter(|line| line.starts_with("  -") || line.starts_with("      --")) {
        let names = if line.starts_with("  -") { 2 } else { 1 };
        let words = line.split([' ', ',']).filter(|word| word.starts_with('-'));
        options.extend(words.take(names).map(|word| word.trim_end_matches('.').to_owned()));
    }
    options.sort();
    options
}

#[test]
fn both_languages_list_the_same_and_no_line_is_wider_than_100_columns() {
    for command in COMMANDS {
        for flag in ["-h", "--help"] {
            let [zh, en] = ["zh", "en"].map(|language| help_of(language, command, flag, None));
            for line in zh.lines().chain(en.lines()) {
                assert!(width(line) <= 100, "{command} {flag}: too wide: {line}");
            }
            for line in zh.lines() {
                let first = line.trim_start().chars().next().unwrap_or(' ');
                assert!(!"，。、；：）".contains(first), "{command} {flag}: {line}");
            }
            assert!(zh.contains("用法：fiscast") && en.contains("Usage: fiscast"), "{zh}{en}");
            for english in [
                "Usage",
                "OPTIONS",
                "Options",
                "Arguments",
                "Commands",
                "default",
                "possible",
                "env:",
                "Print",
                "Example",
            ] {
                assert!(!zh.contains(english), "{command} {flag}: {english} in\n{zh}");
            }
            assert!(!zh.contains("--lang en ") || command.is_empty(), "{zh}");
            if command != "help" {
                assert_eq!(options(&zh), options(&en), "{command} {flag}");
                assert!(options(&zh).len() >= 3, "{zh}");
            }
        }
        // a line may break anywhere in Chinese, except that examples stay whole
        for line in help_of("zh", command, "--help", Some("60")).lines() {
            assert!(width(line) <= 60 || line.contains("fiscast "), "{command}: {line}");
        }
    }
}

#[test]
fn help_speaks_chinese_and_english_where_asked() {
    let zh = help_of("zh", "run", "--help", None);
    for (arguments, variable) in [
        (vec!["run", "--help"], None),
        (vec!["help", "run"], None),
        (vec!["run", "--help"], Some("")),
        (vec!["run", "--lang=zh", "--help"], Some("en")),
    ] {
        let mut asked = program();
        asked.args(&arguments).env_remove("FISCAST_LANG");
        if let Some(variable) = variable {
            asked.env("FISCAST_LANG", variable);
        }
        assert_eq!(ended(&mut asked).stdout, zh, "{arguments:?} {variable:?}");
    }
    let en = help_of("en", "run", "--help", None);
    for arguments in [["run", "--help", "--lang=en"], ["--lang=en", "help", "run"]] {
        assert_eq!(ended(program().args(arguments)).stdout, en, "{arguments:?}");
    }
    let asked = ended(program().args(["run", "--help"]).env("FISCAST_LANG", "en")).stdout;
    assert!(asked.starts_with("Simulate scenarios"), "{asked}");
    let whole = ended(program().arg("--help").env_remove("FISCAST_LANG")).stdout;
    assert!(whole.trim_end().ends_with("English: fiscast --lang en --help"), "{whole}");
    assert!(help_of("en", "", "--help", None).trim_end().ends_with("fiscast --lang zh --help"));
}

#[test]
fn a_wrong_language_is_told() {
    let wrong = ended(program().arg("clauses").env("FISCAST_LANG", "fr"));
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(2), ""));
    for words in ["FISCAST_LANG", "\"fr\"", "zh（中文）", "write zh (Chinese) or en (English)"] {
        assert!(wrong.stderr.contains(words), "{}", wrong.stderr);
    }
    let asked = ended(program().args(["clauses", "--lang", "en"]).env("FISCAST_LANG", "fr"));
    assert_eq!(asked.code, Some(0), "{}", asked.stderr);
    let empty = ended(program().arg("clauses").env("FISCAST_LANG", ""));
    assert_eq!(empty.code, Some(0), "{}", empty.stderr);
}

#[test]
fn every_complaint_about_arguments_is_chinese() {
    for (line, words) in [
        ("run x --pathz 3", vec!["没有选项 \"--pathz\"", "近似的选项：--paths"]),
        ("run --paths 5 --diff x", vec!["没有选项 \"--diff\""]),
        ("--paths 3 run", vec!["没有选项 \"--paths\"", "可用的写法：run --paths"]),
        ("clauses foo", vec!["多出参数 \"foo\"", "更多说明：fiscast clauses --help"]),
        ("-- run", vec!["多出参数 \"run\"", "若要执行命令 run，请去掉它前面的 \"--\""]),
        (
            "runn",
            vec![
                "没有命令 \"runn\"",
                "近似的命令：run",
                "用法：fiscast [选项] <命令>",
                "更多说明：fiscast --help",
            ],
        ),
        ("help foo", vec!["没有命令 \"foo\""]),
        ("run", vec!["缺少 <情景>...", "用法：fiscast run <情景>...", "更多说明：fiscast run --help"]),
        ("trace x", vec!["缺少 <--path <K>|--worst <N>|--near-quantile <分位>>"]),
        ("run x --outer 3", vec!["缺少 --parameter-uncertainty"]),
        (
            "run x --paths 0",
            vec!["\"0\" 不能作为 --paths <N> 的值：至少要有一条路径", "用法：fiscast run [选项] <情景>..."],
        ),
        ("run x --seed a", vec!["\"a\" 不能作为 --seed <S> 的值：请写 0 到"]),
        ("trace x --path a", vec!["请写路径编号"]),
        (
            "chart r --kind a --format pdf",
            vec!["\"pdf\" 不是 --format <格式> 可取的值", "可选：svg、png、csv"],
        ),
        ("new x --from bas", vec!["可选：tutorial、baseline"]),
        ("clauses --lang fr", vec!["\"fr\" 不是 --lang <语言> 可取的值", "可选：zh、en"]),
        ("run x --paths", vec!["--paths <N> 之后要写一个值"]),
        ("run x --precision 1% --paths 3", vec!["--precision <比例> 不能与 --paths <N> 同时使用"]),
        ("run x --paths 1 --paths 2", vec!["--paths <N> 只能写一次"]),
        ("compare a b c d e f g h i j k l m", vec!["<其他情景>... 多出一个值 \"m\""]),
        ("run --force=1 x", vec!["--force 多出一个值 \"1\""]),
        ("apply --template x", vec!["不能与", "用法：fiscast apply [选项] <事项表> --scenario <情景>"]),
        ("appropriate x --appropriations 350,000元", vec!["--appropriations <金额,…>"]),
        ("appropriate x --appropriations 350，000元", vec!["--appropriations <金额,…>"]),
    ] {
        let run = ended(program().args(line.split(' ')).env_remove("FISCAST_LANG"));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{line}");
        assert!(run.stderr.starts_with("错误："), "{line}: {}", run.stderr);
        for word in words.iter().chain(&["用法：fiscast", "更多说明：fiscast"]) {
            assert!(run.stderr.contains(word), "{line}: {word} is missing in\n{}", run.stderr);
        }
        for english in [
            "error:", "Usage", "OPTIONS", "argument", "invalid", "value", "tip:", "possible", "required",
            "For more",
        ] {
            assert!(!run.stderr.contains(english), "{line}: {english} in\n{}", run.stderr);
        }
        assert!(!run.stderr.contains('\u{1b}'), "no colours in a pipe");
        let english = ended(program().args(["--lang", "en"]).args(line.split(' ')));
        assert_eq!(english.code, Some(2), "{line}");
        assert!(english.stderr.starts_with("error: "), "{line}: {}", english.stderr);
    }
    let none = ended(program().args(["--lang", "zh"]));
    assert_eq!((none.code, none.stdout.as_str()), (Some(2), ""));
    for words in ["没有写要执行的命令", "命令：run、report", "completions、help"] {
        assert!(none.stderr.contains(words), "{}", none.stderr);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_text_is_told_in_chinese() {
    use std::os::unix::ffi::OsStrExt;
    let run = ended(program().arg(std::ffi::OsStr::from_bytes(&[0xff])).env_remove("FISCAST_LANG"));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("错误：") && !run.stderr.contains("Usage"), "{}", run.stderr);
}

#[test]
fn full_width_commas_part_appropriations() {
    let scenario = of_project("scenarios/baseline.toml");
    let asked = |amounts: &str| {
        ended(
            program()
                .arg("appropriate")
                .arg(&scenario)
                .args(["--appropriations", amounts])
                .env_remove("FISCAST_LANG"),
        )
    };
    // both are lists of two amounts, and the scenario has four years
    let [plain, wide] = ["350万元,600万元", "350万元，600万元"].map(asked);
    assert_eq!(plain.code, Some(2));
    assert!(plain.stderr.contains("2 个金额"), "{}", plain.stderr);
    assert_eq!(plain.stderr, wide.stderr);
}

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
                "--force",
                "--json",
                "-q, --quiet",
                "[default: 100000]",
                "[default: 1]",
                "[default: 0]",
                "[default: results]",
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
        (&["clauses"], &["--policy <FILE>", "Example:"]),
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
        (&["cases"], &["<FILE>...", "Example:"]),
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
        (&["new"], &["<NAME>", "--from <SCENARIO>", "[default: tutorial]", "Examples:"]),
        (&["completions"], &["<SHELL>", "bash", "powershell", "Examples:"]),
        (&["schema"], &["[KIND]", "scenario", "policy", "Examples:"]),
        (&["show"], &["<SCENARIO>", "--with <OVERLAY>", "--diff <OTHER>", "Examples:"]),
    ];
    for (command, words) in commands {
        for flag in ["--help", "-h"] {
            let help = ended(program().args(["--lang", "en"]).args(command).arg(flag).env("COLUMNS", "80"));
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
        let help = help_of("en", command, "--help", Some("80"));
        let examples = help.split_once("Example").expect("examples").1;
        let chinese = help_of("zh", command, "--help", None);
        for line in examples.lines().filter(|line| line.starts_with("  fiscast ")) {
            assert!(chinese.contains(&line.replace(" --lang en", "")), "{command}: {line}");
        }
        let examples = examples.lines().skip(1).take_while(|line| !line.is_empty());
        let mut count = 0;
        for line in examples {
            count += 1;
            let mut words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.first(), Some(&"fiscast"), "{line}");
            // only the parser is asked: a file does not exist, and that is what is wrong
            words.retain(|word| *word != "fiscast");
            let tried =
                ended(program().args(["--lang", "en"]).args(&words).current_dir(std::env::temp_dir()));
            if command == "clauses" {
                assert_eq!(tried.code, Some(0), "{line}: {}", tried.stderr);
                continue;
            }
            assert_eq!(tried.code, Some(2), "{line}: {}", tried.stderr);
            assert!(!tried.stderr.contains("For more information"), "{line}: {}", tried.stderr);
        }
        assert!(count > 0, "{command}");
    }
}

#[test]
fn asking_for_help_succeeds_and_asking_for_nothing_does_not() {
    let version = ended(program().arg("--version"));
    assert_eq!((version.code, version.stdout), (Some(0), format!("fiscast {}\n", env!("CARGO_PKG_VERSION"))));
    let nothing = ended(program().env_remove("FISCAST_LANG"));
    assert_eq!((nothing.code, nothing.stdout.as_str()), (Some(2), ""));
    assert!(nothing.stderr.contains("用法：fiscast"), "{}", nothing.stderr);
    let english = ended(program().env("FISCAST_LANG", "en"));
    assert_eq!((english.code, english.stdout.as_str()), (Some(2), ""));
    assert!(english.stderr.contains("Usage: fiscast"), "{}", english.stderr);
    let unknown = ended(program().args(["--lang", "en", "runn"]));
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("'run'"), "the nearest command is suggested: {}", unknown.stderr);
    assert_eq!(ended(program().args(["help", "check"])).code, Some(0));
}
