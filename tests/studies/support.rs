//! Studies to look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A file of the project.
pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program.
pub fn fiscast() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("fiscast"))
}

/// What a study left.
pub struct Studied {
    _folder: TempDir,
    pub path: PathBuf,
    pub page: String,
    pub findings: Value,
    /// The sections of its page.
    pub sections: &'static [&'static str],
    /// The file of its findings, and that of its workbook.
    pub files: [&'static str; 2],
    /// How many figures its page has at least.
    pub figures: usize,
}

const OF_COMPARISON: [&str; 6] = ["answer", "pictures", "tables", "parameters", "certainty", "provenance"];
const OF_SENSITIVITY: [&str; 6] = ["answer", "pictures", "parameters", "spread", "certainty", "provenance"];
const OF_APPROPRIATIONS: [&str; 5] = ["answer", "pictures", "tables", "certainty", "provenance"];
const OF_EXACT: [&str; 6] = ["answer", "pictures", "tables", "premises", "certainty", "provenance"];
const OF_READINGS: [&str; 6] = ["answer", "pictures", "prices", "combined", "certainty", "provenance"];

fn study(
    arguments: &[&str],
    id: &str,
    files: [&'static str; 2],
    (sections, figures): (&'static [&'static str], usize),
) -> Studied {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = fiscast();
    command.current_dir(of_project("")).args(arguments);
    // what is computed has no paths
    if arguments[0] != "exact" {
        command.args(["--paths", "2000"]);
    }
    command.arg("--out").arg(folder.path()).assert().success();
    let path = folder.path().join(id);
    let page = fs::read_to_string(path.join("report.html")).expect("a page");
    let findings = fs::read(path.join(files[0])).expect("findings");
    let findings = serde_json::from_slice(&findings).expect("JSON");
    Studied { _folder: folder, path, page, findings, sections, files, figures }
}

/// Two scenarios compared.
pub fn two() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &["compare", "scenarios/baseline.toml", "scenarios/extended-to-2025.toml"],
            "compare-baseline-extended-to-2025",
            ["differences.json", "differences.xlsx"],
            (&OF_COMPARISON, 250),
        )
    })
}

/// Three scenarios compared, of which one has names that try to break the page, and one differs in chance alone.
pub fn hostile() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &[
                "compare",
                "tests/browser/hostile.toml",
                "scenarios/strict-evaluation.toml",
                "scenarios/market-boom.toml",
            ],
            "compare-hostile-strict-evaluation-market-boom",
            ["differences.json", "differences.xlsx"],
            (&OF_COMPARISON, 500),
        )
    })
}

/// Readings priced.
pub fn readings() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &["readings", "scenarios/baseline.toml"],
            "baseline-readings",
            ["readings.json", "readings.xlsx"],
            (&OF_READINGS, 130),
        )
    })
}

/// Sensitivities, with indices from a small design.
pub fn sensitivity() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &["sensitivity", "scenarios/baseline.toml", "--indices", "--rows", "16", "--inner", "10"],
            "baseline-sensitivity",
            ["sensitivity.json", "sensitivity.xlsx"],
            (&OF_SENSITIVITY, 300),
        )
    })
}

/// Appropriations solved.
pub fn appropriations() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &["appropriate", "scenarios/baseline.toml"],
            "baseline-appropriate",
            ["appropriate.json", "appropriate.xlsx"],
            (&OF_APPROPRIATIONS, 150),
        )
    })
}

/// What was computed without simulating.
pub fn exact() -> &'static Studied {
    static STUDIED: OnceLock<Studied> = OnceLock::new();
    STUDIED.get_or_init(|| {
        study(
            &["exact", "scenarios/baseline.toml"],
            "baseline-exact",
            ["exact.json", "exact.xlsx"],
            (&OF_EXACT, 600),
        )
    })
}

/// Every study.
pub fn all() -> [&'static Studied; 6] {
    [two(), hostile(), readings(), sensitivity(), appropriations(), exact()]
}

/// The names of a study's charts, from the files of its folder.
pub fn charts(studied: &Studied) -> Vec<String> {
    let entries = fs::read_dir(studied.path.join("charts")).expect("charts");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".zh.svg")?.to_owned())).collect();
    names.sort();
    names
}
