//! `fiscast compare`: what it prints and writes, and what it refuses.

use super::support::{contents, ended, fiscast, folder, head, json, names, of_project, write};

#[test]
fn scenarios_folders_and_overlays_are_compared_in_both_languages_and_repeat_from_the_folder() {
    let folder = folder();
    let [baseline, extended, even] =
        ["scenarios/baseline.toml", "scenarios/extended-to-2025.toml", "scenarios/splits/even.toml"]
            .map(|file| of_project(file).display().to_string());
    let run = ended(fiscast().arg("run").arg(&baseline).args(["--paths", "200", "--out"]).arg(folder.path()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let results = folder.path().join("baseline").display().to_string();
    for (language, words) in [("zh", "政策延期至 2025 年底"), ("en", "none")] {
        let others = [extended.clone(), format!("{baseline}+{even}")];
        let mut compare = fiscast();
        compare.arg("compare").arg(&results).args(others).args(["--paths", "300", "--lang", language]);
        let run = ended(compare.arg("--out").arg(folder.path()));
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.contains(words), "{}", run.stdout);
        assert!(run.stdout.contains("policy.validity.last_day: 2024-12-31 → 2025-12-31"), "{}", run.stdout);
    }
    let out = folder.path().join("compare-baseline-extended-to-2025-baseline+split-even");
    let written = names(&out);
    for name in ["differences.csv", "quantiles.csv", "parameters.csv", "differences.json", "manifest.json"] {
        assert!(written.iter().any(|found| found == name), "{name} is missing: {written:?}");
    }
    let repeat = json(&out.join("manifest.json"))["repeat"].as_str().expect("a command").to_owned();
    let again =
        ended(fiscast().current_dir(&out).args(repeat.split_whitespace().skip(1)).args(["--out", "again"]));
    assert_eq!(again.code, Some(0), "{}", again.stderr);
    let second = contents(&out.join("again").join(out.file_name().expect("a name")));
    for name in ["differences.csv", "quantiles.csv", "differences.json"] {
        assert_eq!(contents(&out)[name], second[name], "{name}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_reason() {
    let folder = folder();
    let baseline = of_project("scenarios/baseline.toml").display().to_string();
    let longer = write(
        folder.path(),
        "longer.toml",
        head("longer")
            + "[horizon]\nlast = 2026\n[listing.exchange]\nclimate = { by_year = { 2022 = 1, 2023 = 1, 2024 = 1, 2025 = 1, 2026 = 1 }, assumption = true }\n\
               [listing.neeq]\nclimate = { by_year = { 2022 = 1, 2023 = 1, 2024 = 1, 2025 = 1, 2026 = 1 }, assumption = true }\n\
               [fund]\nappropriations = { by_year = { 2022 = \"1万元\", 2023 = \"1万元\", 2024 = \"1万元\", 2025 = \"1万元\", 2026 = \"1万元\" }, assumption = true }\n",
    );
    let longer = longer.display().to_string();
    for (others, words) in [
        (vec![baseline.as_str()], "two of the scenarios have the id \"baseline\""),
        (vec![longer.as_str()], "give both the same horizon"),
        (vec!["nowhere.toml"], "there is no file \"nowhere.toml\""),
        (vec![], "required arguments"),
    ] {
        let run =
            ended(fiscast().arg("compare").arg(&baseline).args(&others).arg("--out").arg(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{others:?}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{others:?}: {}", run.stderr);
    }
    assert_eq!(names(folder.path()), ["longer.toml"], "nothing is written");
}

#[test]
fn folders_are_compared_on_their_own_seed_and_different_seeds_are_refused() {
    let folder = folder();
    let [baseline, extended] = ["scenarios/baseline.toml", "scenarios/extended-to-2025.toml"]
        .map(|file| of_project(file).display().to_string());
    let ran = |file: &str, seed: &str, out: &str| {
        let mut run = fiscast();
        run.args(["run", file, "--paths", "100", "--seed", seed, "--out"]).arg(folder.path().join(out));
        assert_eq!(ended(&mut run).code, Some(0));
    };
    ran(&baseline, "7", "seven");
    ran(&extended, "8", "eight");
    let [seven, eight] = ["seven/baseline", "eight/extended-to-2025"]
        .map(|path| folder.path().join(path).display().to_string());
    let out = folder.path().join("compared");
    let compared = |names: [&str; 2], further: &[&str]| {
        let mut compare = fiscast();
        compare.arg("compare").args(names).args(["--paths", "100"]).args(further).arg("--out").arg(&out);
        ended(&mut compare)
    };
    let both = format!("{seven} has the seed 7 and {eight} the seed 8");
    let asked = format!("--seed is 1 and {seven} the seed 7");
    for (names, further, words) in [
        ([seven.as_str(), &eight], &[][..], both.as_str()),
        ([&baseline, &format!("{seven}+{extended}")], &["--seed", "1"], &asked),
        ([&seven, &extended], &["--seed", "1"], &asked),
    ] {
        let refused = compared(names, further);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{names:?}");
        assert!(refused.stderr.contains(words), "{names:?}: {}", refused.stderr);
        assert!(
            refused.stderr.contains("run one of them again with the other's --seed"),
            "{}",
            refused.stderr
        );
        assert!(!out.exists(), "nothing is written");
    }
    // without --seed the folder's own
    let run = compared([&seven, &extended], &["--json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(found["seed"], 7);
    let manifest = json(&out.join("compare-baseline-extended-to-2025/manifest.json"));
    assert!(manifest["repeat"].as_str().expect("a command").ends_with("--paths 100 --seed 7"), "{manifest}");
    // other paths are said, and no fault
    let mut fewer = fiscast();
    fewer.args(["compare", &seven, &extended, "--paths", "50", "--out"]).arg(folder.path().join("fewer"));
    let run = ended(&mut fewer);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("has 100 paths and the comparison 50"), "{}", run.stderr);
    // a manifest that is none is told
    write(folder.path(), "seven/baseline/manifest.json", "{");
    let run = compared([&seven, &extended], &[]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(run.stderr.contains("manifest.json"), "{}", run.stderr);
}
