//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::ScenarioDifferences;

use super::super::origin::Origin;
use super::super::study::Written;

/// The largest amount in fen.
pub(in crate::workbook) fn largest(_found: &ScenarioDifferences) -> f64 {
    0.0
}

/// The sheets of the workbook.
pub(in crate::workbook) fn sheets(
    _found: &ScenarioDifferences,
    _origin: &Origin,
) -> Result<Written, XlsxError> {
    Ok(Written { kind: "情景比较", answer: Vec::new(), tables: Vec::new(), rests_on: Vec::new() })
}
