//! Which charts show appropriations solved.

use crate::findings::Appropriations;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::frontier;

/// A chart of appropriations solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What keeping arrears rare costs, by how rare.
    Frontier,
}

/// Every chart of appropriations, in their order.
pub(in crate::charts) fn kinds(_found: &Appropriations) -> Vec<Kind> {
    vec![Kind::Frontier]
}

impl Kind {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Frontier => "frontier",
        }
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, found: &Appropriations) -> Text {
    match kind {
        Kind::Frontier => frontier::shows(found),
    }
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(
    kind: Kind,
    found: &Appropriations,
    language: Language,
) -> (String, Picture) {
    match kind {
        Kind::Frontier => frontier::picture(found, language),
    }
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, found: &Appropriations) -> Numbers {
    match kind {
        Kind::Frontier => frontier::numbers(found),
    }
}
