//! What is put into the cells of a row.

use crate::things::Text;

use super::style::Kind;
use super::text::lines;

/// A cell's content. Amounts are handed over in fen and shown in 万元.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    Blank,
    /// Words: never a formula, whatever they begin with.
    Words(String),
    /// A mark that stands out.
    Mark(&'static str),
    /// A whole number, such as a year.
    Whole(f64),
    /// An amount in fen.
    Fen(f64),
    /// A share.
    Share(f64),
    /// A live formula without its `=`, and its result in the unit of the cell.
    Formula(String, f64),
    /// A content that another column of the sheet would show otherwise.
    As(Kind, Box<Cell>),
}

impl Cell {
    /// Words.
    pub fn words(words: impl Into<String>) -> Self {
        Cell::Words(words.into())
    }

    /// Both languages in one cell, the Chinese first; once where they are the same.
    pub fn both(text: &Text) -> Self {
        Cell::Words(if text.zh == text.en { text.zh.clone() } else { format!("{}\n{}", text.zh, text.en) })
    }

    /// A whole amount in fen. Up to 2⁵³ fen, which is 90 万亿元, it is exact.
    pub fn fen(fen: i64) -> Self {
        Cell::Fen(fen as f64)
    }

    /// An amount, or a dash where there is none.
    pub fn maybe_fen(fen: Option<f64>) -> Self {
        fen.map_or_else(Cell::dash, Cell::Fen)
    }

    /// A whole amount in fen, or a dash where there is none.
    pub fn maybe_whole_fen(fen: Option<i64>) -> Self {
        Cell::maybe_fen(fen.map(|fen| fen as f64))
    }

    /// A share, or a dash where there is none.
    pub fn maybe_share(share: Option<f64>) -> Self {
        share.map_or_else(Cell::dash, Cell::Share)
    }

    /// A count.
    pub fn count(count: u64) -> Self {
        Cell::Whole(count as f64)
    }

    /// How many lines it takes in a room of so many letters.
    pub fn lines(&self, room: usize) -> usize {
        match self {
            Cell::Words(words) => lines(words, room),
            Cell::Mark(words) => lines(words, room),
            Cell::As(_, cell) => cell.lines(room),
            _ => 1,
        }
    }

    /// A number that does not exist.
    pub fn dash() -> Self {
        Cell::words("—")
    }
}
