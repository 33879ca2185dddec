//! Which charts show scenarios compared.

use crate::findings::ScenarioDifferences;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;

/// A chart of scenarios compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {}

/// Every chart of a comparison, in their order.
pub(in crate::charts) fn kinds(_found: &ScenarioDifferences) -> Vec<Kind> {
    Vec::new()
}

/// The name of a chart's file.
pub(in crate::charts) fn name(kind: Kind, _found: &ScenarioDifferences) -> String {
    match kind {}
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, _found: &ScenarioDifferences) -> Text {
    match kind {}
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(
    kind: Kind,
    _found: &ScenarioDifferences,
    _language: Language,
) -> (String, Picture) {
    match kind {}
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, _found: &ScenarioDifferences) -> Numbers {
    match kind {}
}
