//! A workbook as a reader sees it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

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
