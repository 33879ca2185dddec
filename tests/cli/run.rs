//! `fiscast run`: what it prints and writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fiscast::results::sha256_hex;
use predicates::prelude::*;
use serde_json::Value;

use super::support::{
    FEW, contents, ended, fiscast, folder, head, json, names, of_project, toml_files, write,
};

/// The files that README.md promises, and its charts; a run may write more, but nothing that its manifest omits.
fn promised() -> Vec<String> {
    let plain = [
        "budget.csv",
        "findings.json",
        "fund.csv",
        "manifest.json",
        "policy.toml",
        "report.html",
        "scenario.toml",
        "series.csv",
    ];
    let mut files: Vec<String> = plain.map(str::to_owned).to_vec();
    if cfg!(feature = "workbook") {
        files.push("budget.xlsx".to_owned());
    }
    for (_, chart) in fiscast::charts::Kind::ALL {
        for ending in ["zh.svg", "zh.png", "en.svg", "en.png"] {
            files.push(format!("charts/{chart}.{ending}"));
        }
    }
    files
}

#[test]
fn every_shipped_scenario_runs_in_one_command_and_writes_every_promised_file() {
    let folder = folder();
    let scenarios = ["scenarios", "scenarios/splits", "scenarios/reforms"].map(toml_files).concat();
    let mut command = fiscast();
    // many runs in one: a busy machine takes its time
    command.timeout(std::time::Duration::from_secs(600));
    let run = ended(command.arg("run").args(&scenarios).args(FEW).arg("--out").arg(folder.path()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = names(folder.path());
    assert_eq!(written.len(), scenarios.len(), "a folder for each scenario and nothing else: {written:?}");
    for id in &written {
        let files = contents(&folder.path().join(id));
        for name in promised() {
            assert!(files.contains_key(&name), "{id}/{name} is missing");
        }
        let charts = files.keys().filter_map(|name| name.strip_prefix("charts/")?.strip_suffix(".zh.svg"));
        for (chart, ending) in charts.flat_map(|chart| ["zh.png", "en.svg", "en.png"].map(|end| (chart, end)))
        {
            assert!(files.contains_key(&format!("charts/{chart}.{ending}")), "{id}: {chart} in {ending}");
        }
        assert!(run.stdout.contains(&format!("({id})")), "the table of {id} is printed");
        for (name, bytes) in &files {
            let sound = match name.rsplit('.').next() {
                Some("png") => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
                Some("svg") => {
                    bytes.starts_with(b"<svg") && bytes.trim_ascii_end().ends_with(b"</svg>")
                        || bytes.starts_with(b"<?xml")
                }
                // a zip archive, with its directory at the end
                Some("xlsx") => {
                    bytes.starts_with(b"PK\x03\x04") && bytes[bytes.len() - 22..].starts_with(b"PK\x05\x06")
                }
                Some("html") => bytes.starts_with(b"<!DOCTYPE html>") && bytes.ends_with(b"</html>\n"),
                Some("json") => serde_json::from_slice::<Value>(bytes).is_ok() && bytes.ends_with(b"}\n"),
                Some("toml") => std::str::from_utf8(bytes).is_ok_and(|text| !text.contains("extends")),
                _ => bytes.starts_with("\u{feff}".as_bytes()),
            };
            assert!(sound, "{id}/{name}");
        }
        let manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
        let listed = manifest["files"].as_array().expect("a list");
        assert_eq!(listed.len() + 1, files.len());
        for file in listed {
            let name = file["name"].as_str().expect("a name");
            assert_eq!(file["sha256"], sha256_hex(&files[name]), "{id}/{name}");
        }
    }
}

#[test]
fn the_table_goes_to_a_pipe_and_the_progress_bar_does_not() {
    let folder = folder();
    let baseline = of_project("scenarios/baseline.toml");
    let run =
        ended(fiscast().args(["run", "--lang", "zh"]).arg(&baseline).args(FEW).current_dir(folder.path()));
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stderr, "", "nothing but warnings belongs here, and the baseline has none");
    for words in
        ["基准情景（baseline）　200 条路径　种子 1　单位：万元", "市级", "县级合并", "各年合计", "长垣市"]
    {
        assert!(run.stdout.contains(words), "{words} is missing in\n{}", run.stdout);
    }
    assert!(!run.stdout.contains(['\r', '\u{1b}']), "no control characters in a pipe");
    assert!(run.stdout.trim_end().ends_with(&format!("results{}baseline", std::path::MAIN_SEPARATOR)));
}

#[test]
fn the_table_speaks_the_language_asked_for() {
    let folder = folder();
    for (language, here, not_here) in [
        ("zh", ["基准情景", "各年度现金支出的建议安排", "结果已写入"], "Recommended"),
        ("en", ["Baseline (baseline)", "Recommended appropriation", "Results are in"], "建议安排"),
    ] {
        fiscast()
            .args(["run", "--lang", language, "--out"])
            .arg(folder.path())
            .arg(of_project("scenarios/baseline.toml"))
            .args(FEW)
            .assert()
            .success()
            .stdout(here.into_iter().fold(predicate::str::contains(not_here).not().boxed(), |all, words| {
                all.and(predicate::str::contains(words)).boxed()
            }));
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let folder = folder();
    let baseline = of_project("scenarios/baseline.toml");
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for threads in ["1", "2", "16"] {
        let out = folder.path().join(threads);
        // more than one task, and a last one that is not full
        fiscast()
            .args(["run", "--paths", "9_000", "--threads", threads, "--out"])
            .args([&out, &baseline])
            .assert()
            .success();
        let files = contents(&out.join("baseline"));
        match &first {
            None => first = Some(files),
            Some(first) => {
                for (name, bytes) in first {
                    assert!(files[name] == *bytes, "{name} differs with {threads} threads");
                }
            }
        }
    }
}

/// The exact sum of a series, by basis, year, clause, county, payer and beneficiary.
fn sums(findings: &Value) -> BTreeMap<[String; 6], i128> {
    let keys = ["basis", "year", "clause", "county", "payer", "beneficiary"];
    let series = findings["series"].as_array().expect("a list");
    series
        .iter()
        .map(|series| {
            let name = keys.map(|key| match &series[key] {
                Value::Null => "all".to_owned(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            (name, series["sum_fen"].as_str().expect("text").parse().expect("an integer"))
        })
        .collect()
}

#[test]
fn city_and_counties_add_up_to_the_total_for_every_basis_year_and_clause() {
    let folder = folder();
    let scenarios = ["scenarios/stretch.toml", "scenarios/with-sub-fund.toml"].map(of_project);
    fiscast().arg("run").args(scenarios).args(FEW).arg("--out").arg(folder.path()).assert().success();
    for id in ["stretch", "with-sub-fund"] {
        let findings = json(&folder.path().join(id).join("findings.json"));
        let checks = findings["split_check"].as_array().expect("a list");
        assert!(checks.len() >= 2 && checks.iter().all(|check| check["difference_fen"] == "0"));
        let sums = sums(&findings);
        let (mut years, mut clauses) = (0, 0);
        for ([basis, year, clause, county, payer, beneficiary], total) in &sums {
            let is_total = [county, payer, beneficiary].iter().all(|part| *part == "all");
            if !is_total || basis == "contingent" {
                continue;
            }
            let sum_of = |county: &str, payer: &str, beneficiary: &str| {
                let name = [basis, year, clause, county, payer, beneficiary].map(str::to_owned);
                sums.get(&name).copied()
            };
            let parts = [sum_of("all", "city", "all"), sum_of("all", "county", "all")];
            let parts: Vec<i128> = parts.into_iter().flatten().collect();
            assert_eq!(parts.len(), 2, "{id} {basis} {year} {clause}");
            assert_eq!(parts.iter().sum::<i128>(), *total, "{id} {basis} {year} {clause}");
            if clause == "all" {
                years += 1;
                let counties = findings["counties"].as_array().expect("a list");
                let each = counties.iter().map(|county| county["id"].as_str().expect("an id"));
                let by_county: i128 =
                    each.clone().map(|id| sum_of(id, "county", "all").expect("a series")).sum();
                assert_eq!(by_county, parts[1], "what each county pays, {id} {basis} {year}");
                let of_counties: i128 = each.map(|id| sum_of(id, "all", "all").expect("a series")).sum();
                assert_eq!(of_counties, *total, "by the institute's county, {id} {basis} {year}");
            } else {
                clauses += 1;
            }
        }
        assert!(years >= 12 && clauses >= 12, "{id}: {years} years and {clauses} clauses are compared");
    }
}

#[test]
fn a_run_repeats_from_its_folder_by_the_command_in_its_manifest() {
    let folder = folder();
    let overlay = of_project("scenarios/extended-to-2025.toml");
    fiscast()
        .arg("run")
        .arg(of_project("scenarios/with-sub-fund.toml"))
        .args([Path::new("--with"), &overlay, Path::new("--with")])
        .arg(of_project("scenarios/splits/graded.toml"))
        .args(["--paths", "300", "--seed", "7", "--out"])
        .arg(folder.path())
        .assert()
        .success();
    let id = names(folder.path()).pop().expect("a folder");
    let first = folder.path().join(&id);
    let manifest = json(&first.join("manifest.json"));
    let repeat = manifest["repeat"].as_str().expect("a command");
    let mut words = repeat.split(' ');
    assert_eq!(words.next(), Some("fiscast"));
    let elsewhere = folder.path().join("again");
    fiscast().args(words).arg("--out").arg(&elsewhere).current_dir(&first).assert().success();
    let (once, again) = (contents(&first), contents(&elsewhere.join(&id)));
    for (name, bytes) in &once {
        // the manifest says from which files the run was made, and these are others now
        assert!(name == "manifest.json" || again[name] == *bytes, "{name} differs");
    }
    let mut again = json(&elsewhere.join(&id).join("manifest.json"));
    assert_eq!(again["inputs"][0]["name"], "scenario.toml");
    assert_eq!(again["inputs"][0]["sha256"], manifest["scenario_sha256"]);
    assert_eq!(again["inputs"][1]["sha256"], manifest["policy_sha256"]);
    again["inputs"] = manifest["inputs"].clone();
    // nothing else differs but the report's hash, since the report names the files
    let files = |manifest: &Value| -> Vec<Value> {
        let files = manifest["files"].as_array().expect("a list").iter();
        files.filter(|file| file["name"] != "report.html").cloned().collect()
    };
    assert_eq!(files(&again), files(&manifest));
    again["files"] = manifest["files"].clone();
    assert_eq!(again, manifest);
}

#[test]
fn overlays_stack_in_order_and_name_the_folder() {
    let folder = folder();
    let share = |name: &str, share: &str| {
        write(folder.path(), name, format!("[split]\nrules = [{{ county_share = \"{share}\" }}]\n"))
    };
    let (low, high) = (share("low.toml", "11%"), share("high.toml", "77%"));
    for (overlays, id, wins) in
        [([&low, &high], "baseline+low+high", "77%"), ([&high, &low], "baseline+high+low", "11%")]
    {
        let mut command = fiscast();
        command.arg("run").arg(of_project("scenarios/baseline.toml")).args(FEW);
        for overlay in overlays {
            command.arg("--with").arg(overlay);
        }
        command.arg("--out").arg(folder.path().join("out")).assert().success();
        let written = fs::read_to_string(folder.path().join("out").join(id).join("scenario.toml"));
        let written = written.expect("the folder has the stack's name");
        assert!(written.contains(&format!("id = \"{id}\"")));
        assert!(written.contains(&format!("county_share = \"{wins}\"")), "the last one wins");
        assert_eq!(written.matches("county_share").count(), 1, "a list is replaced whole");
    }
}

#[test]
fn tables_open_in_excel_and_parse() {
    let folder = folder();
    let out = folder.path();
    fiscast()
        .args(["run", "--out"])
        .args([out, &of_project("scenarios/baseline.toml")])
        .args(FEW)
        .assert()
        .success();
    let findings = json(&out.join("baseline/findings.json"));
    for name in ["budget.csv", "series.csv", "fund.csv"] {
        let bytes = fs::read(out.join("baseline").join(name)).expect(name);
        let plain = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel and WPS need the mark");
        let mut reader = csv::Reader::from_reader(plain);
        let width = reader.headers().expect("a head").len();
        // the reader refuses records of another length
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect(name);
        assert!(width > 5 && !records.is_empty(), "{name}");
        assert!(records.iter().all(|record| record.iter().all(|field| !field.starts_with(['=', '@']))));
        if name == "series.csv" {
            assert_eq!(records.len(), findings["series"].as_array().expect("a list").len());
        }
    }
}

#[test]
fn a_run_with_too_few_paths_names_the_quantiles_it_cannot_resolve() {
    let folder = folder();
    let run = |paths: &str| {
        let baseline = of_project("scenarios/baseline.toml");
        let out = folder.path().join(paths);
        let run = ended(
            fiscast().args(["run", "--lang", "en", "--paths", paths]).arg("--out").args([&out, &baseline]),
        );
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let warnings = json(&out.join("baseline/findings.json"))["warnings"].clone();
        // the note is longer than a line
        (run.stdout.replace("\n  ", " "), warnings)
    };
    let (stdout, warnings) = run("200");
    let note = "Note: too few paths for the 1%, 99%, 99.5%, 99.9% quantiles: their confidence intervals have no end; at least 3688 paths are needed.";
    assert!(stdout.replace("\n  ", " ").contains(note), "{stdout}");
    assert_eq!(warnings[0]["code"], "quantile_not_resolved");
    let (stdout, warnings) = run("3688");
    assert!(!stdout.contains("too few paths"), "the number that it names is enough");
    assert!(!warnings.to_string().contains("quantile_not_resolved"));
    let (stdout, _) = run("1");
    assert!(stdout.contains("50%"), "one path resolves nothing, and says so:\n{stdout}");
}

#[test]
fn wrong_arguments_are_told_in_one_message_with_exit_code_2() {
    let folder = folder();
    let baseline = of_project("scenarios/baseline.toml");
    let baseline = baseline.to_str().expect("UTF-8");
    let scenarios = of_project("scenarios");
    for (arguments, words) in [
        (vec![baseline, "--paths", "0"], "a run needs at least one path"),
        (vec![baseline, "--paths", "-1"], "--paths"),
        (vec![baseline, "--paths", "many"], "write a whole number, like 100000"),
        (vec![baseline, "--paths", "4294967296"], "a run counts at most 4294967295 paths"),
        (vec![baseline, "--threads", "two"], "write a whole number, like 2"),
        (vec![baseline, "--threads", "1025"], "at most 1024 threads"),
        (vec![baseline, "--seed", "-3"], "--seed"),
        (vec![baseline, "--lang", "fr"], "[possible values: zh, en]"),
        (vec![baseline, "--thread", "2"], "--threads"),
        (vec!["nowhere.toml"], "there is no file \"nowhere.toml\""),
        (vec![scenarios.to_str().expect("UTF-8")], "is a folder, not a file"),
        (vec![baseline, "--with", "nowhere.toml"], "there is no file \"nowhere.toml\""),
        (vec![baseline, baseline], "two of the scenarios have the id \"baseline\""),
        (vec![], "required arguments"),
    ] {
        let run = ended(fiscast().arg("run").args(&arguments).current_dir(folder.path()));
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error:").count(), 1, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
        assert_eq!((run.stdout.as_str(), names(folder.path())), ("", vec![]), "{arguments:?}");
    }
}

#[test]
fn a_mistake_in_the_last_scenario_is_told_before_the_first_one_runs() {
    let folder = folder();
    let wrong = write(folder.path(), "wrong.toml", head("wrong") + "[quality]\ncv = \"-1\"\n");
    let run = ended(
        fiscast()
            .arg("run")
            .args([&of_project("scenarios/baseline.toml"), &wrong])
            .args(FEW)
            .current_dir(folder.path()),
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("-1 is negative"));
    assert_eq!(names(folder.path()), ["wrong.toml"]);
}
