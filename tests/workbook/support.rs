//! Findings of several shapes, and a workbook as a reader sees it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use calamine::{Data, Reader, Xlsx};
use fiscast::findings::{Findings, findings};
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, simulate};
use fiscast::workbook::workbook;
use serde_json::Value;

/// Findings of a scenario of the project, with an overlay given as text.
pub fn found(scenario: &str, overlay: &str, paths: u64) -> Findings {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(scenario);
    let read = |path: &Path| {
        if path.ends_with("overlay.toml") { Ok(overlay.as_bytes().to_vec()) } else { std::fs::read(path) }
    };
    let overlays: Vec<PathBuf> =
        if overlay.is_empty() { Vec::new() } else { vec![PathBuf::from("overlay.toml")] };
    let loaded = load_scenario(&path, &overlays, &read);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(false)));
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

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Number(f64),
    Words(String),
}

/// A sheet's cells and formulas by row and column, from 0.
#[derive(Debug, Default)]
pub struct Grid {
    pub cells: BTreeMap<(u32, u32), Cell>,
    pub formulas: BTreeMap<(u32, u32), String>,
}

impl Grid {
    pub fn words(&self, row: u32, column: u32) -> &str {
        match self.cells.get(&(row, column)) {
            Some(Cell::Words(words)) => words,
            _ => "",
        }
    }

    pub fn number(&self, row: u32, column: u32) -> f64 {
        match self.cells.get(&(row, column)) {
            Some(Cell::Number(number)) => *number,
            other => panic!("no number in row {row}, column {column}: {other:?}"),
        }
    }

    /// The row after the one whose cell in a column begins with words.
    pub fn below(&self, column: u32, words: &str) -> u32 {
        let found = self.cells.iter().find(|((_, at), cell)| {
            *at == column && matches!(cell, Cell::Words(text) if text.starts_with(words))
        });
        found.unwrap_or_else(|| panic!("no cell begins with {words}")).0.0 + 1
    }

    /// The rows from one on, up to the first that has nothing in a column.
    pub fn rows(&self, first: u32, column: u32) -> Vec<u32> {
        (first..).take_while(|row| self.cells.contains_key(&(*row, column))).collect()
    }
}

/// A workbook as it is read back.
pub struct Book {
    pub names: Vec<String>,
    pub grids: BTreeMap<String, Grid>,
    /// The files inside, by path.
    pub parts: BTreeMap<String, String>,
}

impl Book {
    pub fn of(findings: &Findings) -> Book {
        Book::read(&workbook(findings).expect("a workbook"))
    }

    pub fn read(bytes: &[u8]) -> Book {
        let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
        let names = xlsx.sheet_names();
        let mut grids = BTreeMap::new();
        for name in &names {
            grids.insert(name.clone(), grid(&mut xlsx, name));
        }
        Book { names, grids, parts: parts(bytes) }
    }

    pub fn grid(&self, name: &str) -> &Grid {
        self.grids.get(name).unwrap_or_else(|| panic!("no sheet {name}"))
    }
}

fn grid(xlsx: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Grid {
    let mut grid = Grid::default();
    let range = xlsx.worksheet_range(name).expect("cells");
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let cell = match value {
            Data::Float(number) => Cell::Number(*number),
            Data::Int(number) => Cell::Number(*number as f64),
            Data::String(words) => Cell::Words(words.clone()),
            other => panic!("{name} has {other:?} in row {row}, column {column}"),
        };
        grid.cells.insert((row as u32 + top, column as u32 + left), cell);
    }
    let range = xlsx.worksheet_formula(name).expect("formulas");
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, formula) in range.used_cells() {
        if !formula.is_empty() {
            grid.formulas.insert((row as u32 + top, column as u32 + left), formula.clone());
        }
    }
    grid
}

/// Each file inside, as text.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("XML in UTF-8");
        parts.insert(file.name().expect("a name in UTF-8").into_owned(), text);
    }
    parts
}
