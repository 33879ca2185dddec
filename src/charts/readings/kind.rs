//! Which charts show readings priced.

use crate::findings::ReadingPrices;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;

/// A chart of readings priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {}

/// Every chart of a pricing of readings, in their order.
pub(in crate::charts) fn kinds(_found: &ReadingPrices) -> Vec<Kind> {
    Vec::new()
}

impl Kind {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {}
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, _found: &ReadingPrices) -> Text {
    match kind {}
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(
    kind: Kind,
    _found: &ReadingPrices,
    _language: Language,
) -> (String, Picture) {
    match kind {}
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, _found: &ReadingPrices) -> Numbers {
    match kind {}
}
