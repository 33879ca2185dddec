//! `fiscast verify` and `fiscast exact`: what they print and write, and how they end.

use super::support::{contents, ended, fiscast, folder, json, names, of_project};

#[test]
fn a_right_scenario_passes_in_both_languages_and_the_study_repeats_from_its_folder() {
    let (folder, tutorial) = (folder(), of_project("scenarios/tutorial.toml"));
    for (language, words) in [
        (
            "zh",
            ["通过：615 个序列", "不计年度共同因素的影响", "计入年度共同因素的影响", "未核验：专项资金收支"],
        ),
        (
            "en",
            [
                "Passed: ",
                "effect switched off",
                "With the shared drivers' effect",
                "Not compared: the special fund",
            ],
        ),
    ] {
        let mut command = fiscast();
        command.arg("verify").arg(&tutorial).args(["--paths", "4000", "--lang", language]);
        let run = ended(command.arg("--out").arg(folder.path()).arg("--force"));
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        for word in words {
            assert!(run.stdout.contains(word), "{word} is missing in\n{}", run.stdout);
        }
    }
    let out = folder.path().join("tutorial-verify");
    let written = [
        "charts",
        "manifest.json",
        "policy.toml",
        "report.html",
        "scenario.toml",
        "verification.csv",
        "verification.json",
    ];
    assert_eq!(names(&out), written);
    let manifest = json(&out.join("manifest.json"));
    assert_eq!((manifest["paths"].as_u64(), manifest["seed"].as_u64()), (Some(4000), Some(1)));
    let repeat = manifest["repeat"].as_str().expect("a command").to_owned();
    let repeated = repeat.split_whitespace().skip(1);
    let again = ended(fiscast().current_dir(&out).args(repeated).args(["--out", "again", "--threads", "1"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let (first, second) = (contents(&out), contents(&out.join("again/tutorial-verify")));
    for name in ["verification.json", "verification.csv"] {
        assert_eq!(first[name], second[name], "{name}");
    }
}

#[test]
fn exact_answers_have_no_seed_and_no_path_and_are_the_same_every_time() {
    let (folder, tutorial) = (folder(), of_project("scenarios/tutorial.toml"));
    let solve = |out: &str, language: &str| {
        let mut command = fiscast();
        command.arg("exact").arg(&tutorial).args(["--lang", language]);
        ended(command.arg("--out").arg(folder.path().join(out)))
    };
    let (zh, en) = (solve("one", "zh"), solve("two", "en"));
    assert_eq!((zh.code, en.code), (Some(0), Some(0)), "{}{}", zh.stderr, en.stderr);
    assert!(
        zh.stdout.contains("精确值：未经模拟，没有抽样误差") && !zh.stdout.contains("种子"),
        "{}",
        zh.stdout
    );
    assert!(en.stdout.contains("no sampling error") && !en.stdout.contains("seed"), "{}", en.stdout);
    let out = folder.path().join("one/tutorial-exact");
    let written = [
        "budget.csv",
        "charts",
        "exact.json",
        "exact.xlsx",
        "manifest.json",
        "policy.toml",
        "report.html",
        "scenario.toml",
        "series.csv",
    ];
    assert_eq!(names(&out), written);
    let manifest = json(&out.join("manifest.json"));
    assert!(manifest["seed"].is_null() && manifest["paths"].is_null(), "{manifest}");
    assert_eq!(contents(&out), contents(&folder.path().join("two/tutorial-exact")));
    let series = std::fs::read_to_string(out.join("series.csv")).expect("a file");
    assert!(
        series.starts_with("\u{feff}basis,year,clause,county,payer,beneficiary,mean,sd,q1%"),
        "{series:.80}"
    );
}

#[test]
fn what_cannot_be_done_is_refused_and_nothing_is_written() {
    let (folder, tutorial) = (folder(), of_project("scenarios/tutorial.toml"));
    let even = folder.path().join("even.toml");
    std::fs::write(&even, "[spin_offs]\ngrowth_sigma = \"0.0001\"\n").expect("a file");
    for command in ["verify", "exact"] {
        let mut arguments = fiscast();
        arguments.arg(command).arg(&tutorial).arg("--with").arg(&even);
        let refused = ended(arguments.arg("--out").arg(folder.path().join("out")));
        assert_eq!(refused.code, Some(2), "{}", refused.stdout);
        assert!(refused.stderr.contains("growth varies too little"), "{}", refused.stderr);
        assert!(!folder.path().join("out").join(format!("tutorial-{command}")).exists());
    }
    let mut twice = fiscast();
    twice.arg("verify").args([&tutorial, &tutorial]).arg("--out").arg(folder.path());
    let refused = ended(&mut twice);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("two of the scenarios have the id"), "{}", refused.stderr);
}
