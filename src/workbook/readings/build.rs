//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;

use super::super::origin::Origin;
use super::super::study::Written;

/// The largest amount in fen.
pub(in crate::workbook) fn largest(_found: &ReadingPrices) -> f64 {
    0.0
}

/// The sheets of the workbook.
pub(in crate::workbook) fn sheets(_found: &ReadingPrices, _origin: &Origin) -> Result<Written, XlsxError> {
    Ok(Written {
        kind: "政策理解的价格", answer: Vec::new(), tables: Vec::new(), rests_on: Vec::new()
    })
}
