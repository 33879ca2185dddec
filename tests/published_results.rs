//! The published baseline and its studies are what the program writes today, byte for byte, and the READMEs quote them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use fiscast::results::sha256_hex;

const COMPARED: [&str; 4] = ["budget.csv", "series.csv", "fund.csv", "findings.json"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn published(name: &str) -> PathBuf {
    root().join("results/baseline").join(name)
}

/// Whether two texts are the same; says where they part instead of printing both.
fn assert_same(name: &str, published: &[u8], written: &[u8]) {
    if published == written {
        return;
    }
    let (old, new) = (String::from_utf8_lossy(published), String::from_utf8_lossy(written));
    let lines = old.lines().zip(new.lines()).enumerate();
    let (number, (old, new)) = lines.into_iter().find(|(_, (a, b))| a != b).unwrap_or_default();
    let part = |text: &str| text.chars().take(300).collect::<String>();
    panic!(
        "the published {name} differs at line {}:\n  published: {}\n  written:   {}\n\
         If the change is meant, run the command that wrote it, as in `cargo run --release -- run scenarios/baseline.toml`, and name the figures in CHANGELOG.md.",
        number + 1,
        part(old),
        part(new)
    );
}

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_readme_command_writes_the_published_baseline() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut run = Command::cargo_bin("fiscast").expect("the program");
    run.current_dir(root()).args(["run", "scenarios/baseline.toml", "--out"]).arg(folder.path());
    run.assert().success();
    let written = |name: &str| std::fs::read(folder.path().join("baseline").join(name)).expect(name);
    for name in COMPARED.into_iter().chain(["scenario.toml", "policy.toml", "manifest.json"]) {
        assert_same(name, &std::fs::read(published(name)).expect(name), &written(name));
    }
}

/// The published studies and the commands that write them. The whole tornado takes a minute: three of its parameters stand for it.
const STUDIES: [(&str, &str, &[&str]); 4] = [
    (
        "compare-baseline-extended-to-2025",
        "differences.json",
        &["compare", "scenarios/baseline.toml", "scenarios/extended-to-2025.toml"],
    ),
    ("baseline-readings", "readings.json", &["readings", "scenarios/baseline.toml"]),
    ("baseline-appropriate", "appropriate.json", &["appropriate", "scenarios/baseline.toml"]),
    ("baseline-verify", "verification.json", &["verify", "scenarios/baseline.toml"]),
];

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_published_studies_are_what_their_commands_write() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, file, command) in STUDIES {
        let mut run = Command::cargo_bin("fiscast").expect("the program");
        run.current_dir(root()).args(command).arg("--out").arg(folder.path());
        run.assert().success();
        // the manifest has the hashes of all other files: page, workbook, charts
        for file in [file, "manifest.json"] {
            let read = |results: &Path| std::fs::read(results.join(name).join(file)).expect(file);
            assert_same(&format!("{name}/{file}"), &read(&root().join("results")), &read(folder.path()));
        }
    }
}

#[test]
fn published_folders_hold_what_their_manifests_say_and_make_their_pages_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let published = ["baseline", "baseline-sensitivity"].into_iter().chain(STUDIES.map(|(name, ..)| name));
    for name in published {
        let results = root().join("results").join(name);
        let manifest = std::fs::read(results.join("manifest.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("a manifest");
        for file in manifest["files"].as_array().expect("files") {
            let path = file["name"].as_str().expect("a path");
            let bytes =
                std::fs::read(results.join(path)).unwrap_or_else(|error| panic!("{name}/{path}: {error}"));
            assert_eq!(sha256_hex(&bytes), file["sha256"].as_str().expect("a hash"), "{name}/{path}");
        }
        let page = folder.path().join("report.html");
        let mut report = Command::cargo_bin("fiscast").expect("the program");
        report.arg("report").arg(&results).arg("--out").arg(&page).assert().success();
        let read = |path: &Path| std::fs::read(path).expect("a page");
        assert_same(&format!("{name}/report.html"), &read(&results.join("report.html")), &read(&page));
    }
}

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_published_tornado_has_what_its_parameters_have_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut run = Command::cargo_bin("fiscast").expect("the program");
    run.current_dir(root()).args(["sensitivity", "scenarios/baseline.toml", "--out"]).arg(folder.path());
    for parameter in ["pipeline.count", "spin_offs.formation_rate", "listing.neeq.hazard"] {
        run.args(["--parameter", parameter]);
    }
    run.assert().success();
    let rows = |results: &Path| -> Vec<String> {
        let path = results.join("baseline-sensitivity/tornado.csv");
        let text = std::fs::read_to_string(&path).expect("tornado.csv");
        text.lines().map(str::to_owned).collect()
    };
    let published = rows(&root().join("results"));
    let alone = rows(folder.path());
    assert!(alone.len() > 2 * 3, "a head and two rows for each of three parameters: {alone:?}");
    for row in alone {
        assert!(published.contains(&row), "not published: {row}");
    }
}

/// The budget's rows by payer and year, as the numbers of its cells.
fn budget() -> BTreeMap<(String, String), Vec<String>> {
    let text = std::fs::read_to_string(published("budget.csv")).expect("budget.csv");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter(|row| row[2].is_empty())
        .map(|row| {
            let expected: f64 = row[4].parse().unwrap_or(0.0);
            let mut cells = vec![format!("{expected:.2}")];
            cells.extend(row.iter().skip(6).map(str::to_owned));
            ((row[1].to_owned(), row[3].to_owned()), cells)
        })
        .collect()
}

#[test]
fn both_readmes_quote_the_published_budget() {
    let budget = budget();
    for (file, total) in [("README.md", "2022–2025"), ("README.zh-CN.md", "2022—2025")] {
        let text = std::fs::read_to_string(root().join(file)).expect(file);
        for year in ["2022", "2023", "2024", "2025", "horizon"] {
            let name = if year == "horizon" { total } else { year };
            let row = text.lines().find(|line| line.starts_with(&format!("| {name} |")));
            let row = row.unwrap_or_else(|| panic!("{file} has no row of {name}"));
            let quoted: Vec<String> = row
                .split('|')
                .skip(2)
                .map(|cell| cell.trim().replace(',', ""))
                .filter(|c| !c.is_empty())
                .collect();
            assert_eq!(quoted, budget[&("city".to_owned(), year.to_owned())], "{file}, {name}");
        }
    }
}
