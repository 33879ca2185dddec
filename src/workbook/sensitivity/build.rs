//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::Sensitivity;

use super::super::origin::Origin;
use super::super::study::Written;
use super::{guide, indices, parameters, without_range};

/// The largest amount in fen.
pub(in crate::workbook) fn largest(found: &Sensitivity) -> f64 {
    let variations = found.parameters.iter().flat_map(|parameter| &parameter.variations);
    let changes = variations.flat_map(|variation| [&variation.obligations, &variation.cash]);
    changes.flat_map(|change| [change.mean_fen, change.quantile_fen as f64]).fold(0.0, f64::max)
}

/// The sheets of the workbook; that of indices where they were asked for.
pub(in crate::workbook) fn sheets(found: &Sensitivity, origin: &Origin) -> Result<Written, XlsxError> {
    let mut tables = Vec::new();
    if let Some(of) = &found.indices {
        tables.push(indices::sheet(of, origin)?);
    }
    Ok(Written {
        kind: "参数敏感性",
        answer: vec![parameters::sheet(found, origin)?],
        tables,
        rests_on: vec![without_range::sheet(found, origin)?, guide::sheet(found, origin)?],
    })
}
