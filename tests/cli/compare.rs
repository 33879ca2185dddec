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
        (vec!["nowhere.toml"], "cannot be read"),
        (vec![], "required arguments"),
    ] {
        let run =
            ended(fiscast().arg("compare").arg(&baseline).args(&others).arg("--out").arg(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{others:?}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{others:?}: {}", run.stderr);
    }
    assert_eq!(names(folder.path()), ["longer.toml"], "nothing is written");
}
