//! A study's page and charts are made again from its folder, and a folder that is not what a study wrote is refused.

use std::fs;
use std::path::Path;

use super::support::{all, charts, fiscast, of_project, readings, two};

/// A copy of a folder, without its charts.
fn copy(of: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(of).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

#[test]
fn the_page_is_made_again_byte_by_byte_from_its_findings() {
    for studied in all() {
        let folder = copy(&studied.path);
        let page = folder.path().join("report.html");
        fs::remove_file(&page).expect("a page");
        fiscast().arg("report").arg(folder.path()).assert().success();
        assert!(fs::read_to_string(&page).expect("a page") == studied.page, "the bytes differ");
        let manifests =
            [folder.path(), &studied.path].map(|path| fs::read(path.join("manifest.json")).expect("one"));
        assert_eq!(manifests[0], manifests[1]);
    }
}

#[test]
fn each_chart_is_the_studys_own() {
    for studied in all() {
        for name in charts(studied) {
            let chart = |further: &[&str]| {
                let mut command = fiscast();
                command.arg("chart").arg(&studied.path).args(["--kind", &name]).args(further);
                let output = command.output().expect("the program starts");
                assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                output.stdout
            };
            let own = fs::read(studied.path.join(format!("charts/{name}.en.svg"))).expect("a chart");
            assert!(chart(&["--lang", "en"]) == own, "{name} differs");
            let table = String::from_utf8(chart(&["--format", "csv"])).expect("UTF-8");
            assert!(table.lines().count() > 2 && table.contains("]"), "{name}: {table}");
        }
    }
}

#[test]
fn a_study_repeats_itself_whatever_the_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = fiscast();
    command.current_dir(of_project("")).args([
        "compare",
        "scenarios/baseline.toml",
        "scenarios/extended-to-2025.toml",
    ]);
    command.args(["--paths", "2000", "--threads", "1", "--out"]).arg(folder.path()).assert().success();
    let again = folder.path().join("compare-baseline-extended-to-2025");
    let manifests =
        [&again, &two().path].map(|path| fs::read_to_string(path.join("manifest.json")).expect("one"));
    // it holds the hashes of every file: findings, page, workbook and charts
    assert_eq!(manifests[0], manifests[1]);
}

#[test]
fn what_is_not_a_studys_is_refused_in_one_sentence() {
    let refused = |arguments: &[&std::ffi::OsStr], words: &str| {
        let output = fiscast().args(["--lang", "en"]).args(arguments).output().expect("the program starts");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.starts_with("error: ") && told.lines().count() == 1 && told.contains(words), "{told}");
    };
    let folder = copy(&readings().path);
    let path = folder.path().as_os_str();
    let findings = folder.path().join("readings.json");
    let text = fs::read_to_string(&findings).expect("findings");
    refused(&["chart".as_ref(), path, "--kind".as_ref(), "pie".as_ref()], "options, combinations, effects");
    fs::write(&findings, text.replacen("\"seed\": 1,", "\"seed\": 2,", 1)).expect("findings");
    refused(&["report".as_ref(), path], "is not the one that manifest.json names");
    fs::write(&findings, text.replacen("fiscast-study-1", "fiscast-study-0", 1)).expect("findings");
    refused(
        &["report".as_ref(), path],
        "by another version of the program (its format is \"fiscast-study-0\";",
    );
    fs::write(&findings, &text[..text.len() / 2]).expect("findings");
    refused(&["report".as_ref(), path], "run the study again");
}
