//! Runs to look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

pub use super::page::{between, embedded, figures, part, section, shown, written};

/// A file of the project.
pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program.
pub fn fiscast() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("fiscast"))
}

/// What a run left.
pub struct Ran {
    _folder: TempDir,
    pub path: PathBuf,
    pub page: String,
    pub findings: Value,
}

fn run(scenario: &str, id: &str) -> Ran {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path();
    fiscast().args(["run", "--paths", "4000", "--out"]).args([out, &of_project(scenario)]).assert().success();
    let path = out.join(id);
    let page = fs::read_to_string(path.join("report.html")).expect("a report");
    let findings = fs::read(path.join("findings.json")).expect("findings");
    Ran { _folder: folder, path, page, findings: serde_json::from_slice(&findings).expect("JSON") }
}

/// The baseline with few paths.
pub fn baseline() -> &'static Ran {
    static RAN: OnceLock<Ran> = OnceLock::new();
    RAN.get_or_init(|| run("scenarios/baseline.toml", "baseline"))
}

/// A scenario with names that try to break the page.
pub fn hostile() -> &'static Ran {
    static RAN: OnceLock<Ran> = OnceLock::new();
    RAN.get_or_init(|| run("tests/browser/hostile.toml", "hostile"))
}
