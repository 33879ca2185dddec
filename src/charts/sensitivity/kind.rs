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
