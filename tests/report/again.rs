//! `fiscast report`: the same bytes again, and a plain word where a folder is not what a run wrote.

use std::fs;

use super::support::{baseline, fiscast};

/// A copy of the baseline's folder, without its charts.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(&baseline().path).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    folder
}

#[test]
fn the_report_is_made_again_byte_by_byte_from_findings_and_manifest() {
    let folder = copy();
    let report = folder.path().join("report.html");
    let manifest = fs::read(folder.path().join("manifest.json")).expect("a manifest");
    fs::remove_file(&report).expect("a report");
    fiscast().arg("report").arg(folder.path()).assert().success();
    assert!(fs::read_to_string(&report).expect("a report") == baseline().page, "the bytes differ");
    assert_eq!(fs::read(folder.path().join("manifest.json")).expect("a manifest"), manifest);
    let elsewhere = folder.path().join("elsewhere.html");
    fiscast().arg("report").arg(folder.path()).arg("--out").arg(&elsewhere).assert().success();
    assert!(fs::read_to_string(&elsewhere).expect("a report") == baseline().page, "the bytes differ");
}

#[test]
fn the_manifest_names_the_report_that_was_written() {
    let folder = copy();
    let path = folder.path().join("manifest.json");
    let text = fs::read_to_string(&path).expect("a manifest");
    // as a folder of an earlier version, which had no report
    let mut manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let files = manifest["files"].as_array_mut().expect("files");
    files.retain(|file| file["name"] != "report.html");
    fs::write(&path, serde_json::to_vec(&manifest).expect("JSON")).expect("a manifest");
    fiscast().arg("report").arg(folder.path()).assert().success();
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(&path).expect("a manifest")).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    let named = files.iter().find(|file| file["name"] == "report.html").expect("the report is named");
    assert_eq!(named["sha256"], fiscast::results::sha256_hex(baseline().page.as_bytes()));
}

#[test]
fn findings_that_were_changed_or_are_missing_are_refused_in_one_sentence() {
    let refused = |folder: &std::path::Path, words: &str| {
        let output =
            fiscast().args(["report", "--lang", "en"]).arg(folder).output().expect("the program starts");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.starts_with("error: ") && told.lines().count() == 1 && told.contains(words), "{told}");
    };
    let folder = copy();
    let findings = folder.path().join("findings.json");
    let text = fs::read_to_string(&findings).expect("findings");
    fs::write(&findings, text.replacen("\"seed\": 1,", "\"seed\": 2,", 1)).expect("findings");
    refused(folder.path(), "is not the one that manifest.json names");
    fs::write(&findings, "{}").expect("findings");
    refused(folder.path(), "by another version of the program (it states no format;");
    fs::remove_file(&findings).expect("findings");
    refused(folder.path(), "cannot be read");
    fs::write(&findings, text).expect("findings");
    fs::remove_file(folder.path().join("manifest.json")).expect("a manifest");
    refused(folder.path(), "manifest.json");
}

#[test]
fn provenance_has_the_hashes_of_the_folder_and_no_place_on_a_machine() {
    let ran = baseline();
    for name in ["scenario.toml", "policy.toml", "findings.json"] {
        let hash = fiscast::results::sha256_hex(&fs::read(ran.path.join(name)).expect(name));
        assert_eq!(ran.page.matches(&hash).count(), 2, "{name}, once in each language");
    }
    assert_eq!(ran.page.matches("fiscast run scenario.toml --paths 4000 --seed 1").count(), 2);
    assert!(!ran.page.contains(env!("CARGO_MANIFEST_DIR")), "where the run was made is nobody's business");
}
