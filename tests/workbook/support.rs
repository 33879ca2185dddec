//! Findings of several shapes.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use fiscast::findings::{Findings, findings};
use fiscast::language::Language;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, simulate};
use fiscast::workbook::workbook;
use serde_json::Value;

pub use super::book::{Book, Cell, Grid};

/// Findings of a scenario of the project, with an overlay given as text.
pub fn found(scenario: &str, overlay: &str, paths: u64) -> Findings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario);
    let read = |path: &Path| {
        if path.ends_with("overlay.toml") { Ok(overlay.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let overlays: Vec<PathBuf> =
        if overlay.is_empty() { Vec::new() } else { vec![PathBuf::from("overlay.toml")] };
    let loaded = load_scenario(&path, &overlays, &read);
    let scenario =
        loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
    let engine = Engine::new(&scenario, 1);
    let tally = simulate(&engine, 0..paths, 2, &(), &AtomicBool::new(false)).expect("a run");
    findings(&scenario, &engine, 1, &tally)
}

/// A horizon of one year.
pub const ONE_YEAR: &str = "[horizon]\nfirst = 2023\nlast = 2023\n\
    [pipeline]\naccreditation_years = { weights = { 2022 = \"40%\", 2023 = \"60%\" } }\n";

/// A horizon of thirty years.
pub fn thirty_years() -> String {
    let years = |value: &str| {
        let entries: Vec<String> = (2022..=2051).map(|year| format!("{year} = \"{value}\"")).collect();
        format!("{{ by_year = {{ {} }} }}", entries.join(", "))
    };
    format!(
        "[horizon]\nfirst = 2022\nlast = 2051\n\
         [listing.neeq]\nclimate = {}\n[listing.exchange]\nclimate = {}\n[fund]\nappropriations = {}\n",
        years("1"),
        years("0.5"),
        years("300万元")
    )
}

/// Forty counties.
pub fn forty_counties() -> String {
    let mut text = String::new();
    for number in 1..=37 {
        text +=
            &format!("[counties.c{number}]\nname = {{ zh = \"第{number}县\", en = \"County {number}\" }}\n");
    }
    let weights: Vec<String> = (1..=37).map(|number| format!("c{number} = 1")).collect();
    // three more have the institutes that are known
    text + &format!("[pipeline]\ncounties = {{ weights = {{ {} }} }}\n", weights.join(", "))
}

/// Every shape with its name: the usual one, with contingent losses, one path of one year, thirty years, and
/// forty counties.
pub static SHAPES: LazyLock<Vec<(&'static str, Findings)>> = LazyLock::new(|| {
    vec![
        ("baseline", found("baseline.toml", "", 2000)),
        ("sub-fund", found("with-sub-fund.toml", "", 500)),
        ("one year", found("baseline.toml", ONE_YEAR, 1)),
        ("thirty years", found("stretch.toml", &thirty_years(), 200)),
        ("forty counties", found("baseline.toml", &forty_counties(), 500)),
    ]
});

/// Findings as another program reads them.
pub fn json(findings: &Findings) -> Value {
    serde_json::to_value(findings).expect("findings are JSON")
}

impl Book {
    pub fn of(findings: &Findings) -> Book {
        Book::read(&workbook(findings).expect("a workbook"))
    }
}
