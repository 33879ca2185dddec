//! The columns of a sheet.

use crate::things::Text;

use super::style::Kind;

/// A column of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What several columns beside each other have in common; empty where nothing.
    pub group: Text,
    pub head: Text,
    pub width: f64,
    pub kind: Kind,
}

impl Column {
    /// A column with its head in both languages.
    pub fn new(kind: Kind, width: f64, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Column { group: Text::default(), head: Text::new(zh, en), width, kind }
    }

    /// A column in which the widest amount shows as digits, not as `####`.
    pub fn wide_enough(self, widest: f64) -> Column {
        let amounts = matches!(self.kind, Kind::Amount | Kind::Chosen | Kind::Check);
        // beside the digits, room for the cell's margins and for bold figures
        Column { width: if amounts { self.width.max(widest * 1.1 + 1.0) } else { self.width }, ..self }
    }

    /// How many letters a line of it has room for.
    pub fn room(&self) -> usize {
        (self.width - 1.0).max(1.0) as usize
    }

    /// Puts columns under a common head.
    pub fn under(columns: Vec<Column>, zh: &str, en: &str) -> Vec<Column> {
        columns.into_iter().map(|column| Column { group: Text::new(zh, en), ..column }).collect()
    }
}
