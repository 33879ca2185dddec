//! Which charts show sensitivities.

use crate::findings::Sensitivity;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::{indices, luck, tornado};

/// A chart of sensitivities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What each parameter's range alone does to all obligations.
    Tornado,
    /// How much of the spread each parameter explains, alone and with others.
    Indices,
    /// How much of the spread is ignorance of parameters, and how much luck.
    Luck,
}

/// The most rows of a chart of parameters, drawn or interactive: further ones are too small to see, and stand in the table.
pub const MOST_ROWS: usize = 15;

/// Every chart of sensitivities, in their order; those of the spread where indices were asked for.
pub(in crate::charts) fn kinds(found: &Sensitivity) -> Vec<Kind> {
    match found.indices {
        None => vec![Kind::Tornado],
        Some(_) => vec![Kind::Tornado, Kind::Indices, Kind::Luck],
    }
}

impl Kind {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Tornado => "tornado",
            Kind::Indices => "indices",
            Kind::Luck => "luck",
        }
    }

    /// What stands below the rows where so many find no place.
    pub fn rest(self, more: usize, language: Language) -> String {
        match (self, language) {
            (Kind::Tornado, Language::Chinese) => format!("其余 {more} 行影响更小，见数据表"),
            (Kind::Tornado, Language::English) => {
                format!("{more} further rows matter less: see the table")
            }
            (Kind::Indices, Language::Chinese) => format!("其余 {more} 项参数解释更少，见数据表"),
            (Kind::Indices, Language::English) => {
                format!("{more} further parameters explain less: see the table")
            }
            (Kind::Luck, _) => String::new(),
        }
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, found: &Sensitivity) -> Text {
    match kind {
        Kind::Tornado => tornado::shows(),
        Kind::Indices => indices::shows(found),
        Kind::Luck => luck::shows(),
    }
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(kind: Kind, found: &Sensitivity, language: Language) -> (String, Picture) {
    match kind {
        Kind::Tornado => tornado::picture(found, language),
        Kind::Indices => indices::picture(found, language),
        Kind::Luck => luck::picture(found, language),
    }
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, found: &Sensitivity) -> Numbers {
    match kind {
        Kind::Tornado => tornado::numbers(found),
        Kind::Indices => indices::numbers(found),
        Kind::Luck => luck::numbers(found),
    }
}
