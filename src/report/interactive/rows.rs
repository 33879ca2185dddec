//! The numbers of a picture by row and by the key of a column, and how a hint writes them.

use crate::charts::{Number, Numbers};
use crate::things::Language;

use super::super::words;

/// The numbers of a picture in one language.
pub(super) struct Rows<'n> {
    numbers: &'n Numbers,
    pub language: Language,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'n> {
    rows: &'n Rows<'n>,
    cells: &'n [Number],
}

impl<'n> Rows<'n> {
    pub fn new(numbers: &'n Numbers, language: Language) -> Self {
        Rows { numbers, language }
    }

    /// Every row.
    pub fn all(&'n self) -> Vec<Row<'n>> {
        self.numbers.rows.iter().map(|cells| Row { rows: self, cells }).collect()
    }

    /// The name of a column.
    pub fn name(&self, key: &str) -> String {
        let column = self.numbers.columns.iter().find(|column| column.key == key);
        column.map_or_else(String::new, |column| self.language.of(&column.name).to_owned())
    }

    /// An amount in the unit of the axes.
    pub fn scaled(&self, fen: f64) -> f64 {
        fen / f64::from(words::fen_in_unit(self.language))
    }

    /// The unit of the axes.
    pub fn unit(&self) -> &'static str {
        words::unit(self.language)
    }

    /// An amount as a hint writes it; the hint's last line tells the unit.
    pub fn written(&self, fen: f64) -> String {
        words::fine(self.language, fen)
    }

    fn bracketed(&self, value: &str, low: &str, high: &str) -> String {
        let interval = words::span(self.language, low, high);
        match self.language {
            Language::Chinese => format!("{value}（{interval}）"),
            Language::English => format!("{value} ({interval})"),
        }
    }
}

impl<'n> Row<'n> {
    fn cell(&self, key: &str) -> Option<&'n Number> {
        let position = self.rows.numbers.columns.iter().position(|column| column.key == key)?;
        self.cells.get(position)
    }

    /// An amount in fen.
    pub fn fen(&self, key: &str) -> Option<f64> {
        match self.cell(key)? {
            Number::Fen(fen) => Some(*fen),
            _ => None,
        }
    }

    /// A share or a chance.
    pub fn share(&self, key: &str) -> Option<f64> {
        match self.cell(key)? {
            Number::Share(share) => Some(*share),
            _ => None,
        }
    }

    /// How many.
    pub fn count(&self, key: &str) -> Option<u64> {
        match self.cell(key)? {
            Number::Count(count) => Some(*count),
            _ => None,
        }
    }

    /// Words, or a year as words.
    pub fn words(&self, key: &str) -> String {
        match self.cell(key) {
            Some(Number::Words(text)) => self.rows.language.of(text).to_owned(),
            Some(Number::Year(year)) => year.to_string(),
            _ => String::new(),
        }
    }

    /// An amount with its standard error, `619.23 ± 0.90`.
    pub fn with_error(&self, key: &str, error: &str) -> String {
        let written = self.rows.written(self.fen(key).unwrap_or(0.0));
        match self.fen(error) {
            Some(error) => format!("{written} ± {}", words::error(self.rows.language, error)),
            None => written,
        }
    }

    /// An amount with the ends of its 95 % interval in brackets.
    pub fn with_interval(&self, key: &str, [low, high]: [&str; 2]) -> String {
        // numbers that were computed have no columns of intervals
        if self.cell(low).is_none() && self.cell(high).is_none() {
            return self.rows.written(self.fen(key).unwrap_or(0.0));
        }
        let open = self.rows.language.say("未定", "open");
        let end = |key: &str| self.fen(key).map_or_else(|| open.to_owned(), |fen| self.rows.written(fen));
        self.rows.bracketed(&self.rows.written(self.fen(key).unwrap_or(0.0)), &end(low), &end(high))
    }

    /// Whether the 95 % interval of a difference says that there is one: 0 lies outside.
    pub fn differs(&self, [low, high]: [&str; 2]) -> bool {
        self.fen(low).is_some_and(|low| low > 0.0) || self.fen(high).is_some_and(|high| high < 0.0)
    }

    /// A difference with the ends of its 95 % interval; none where they hold 0.
    pub fn change(&self, key: &str, ends: [&str; 2]) -> String {
        let none = self.rows.language.say("无差别", "no difference");
        match (self.differs(ends), ends.map(|key| self.fen(key))) {
            (false, [Some(low), Some(high)]) if low == high => none.to_owned(),
            (false, [Some(low), Some(high)]) => {
                self.rows.bracketed(none, &self.rows.written(low), &self.rows.written(high))
            }
            (true, _) => self.with_interval(key, ends),
            (false, _) => self.rows.written(self.fen(key).unwrap_or(0.0)),
        }
    }

    /// A chance with the ends of its 95 % interval in brackets.
    pub fn chance(&self, key: &str, [low, high]: [&str; 2]) -> String {
        let percent = |key: &str| words::percent(self.share(key).unwrap_or(0.0));
        if self.cell(low).is_none() && self.cell(high).is_none() {
            return percent(key);
        }
        self.rows.bracketed(&percent(key), &percent(low), &percent(high))
    }
}
