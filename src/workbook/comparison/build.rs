//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::ScenarioDifferences;

use super::super::origin::Origin;
use super::super::study::Written;
use super::{clauses, curves, differences, guide, parameters, quantiles, years};

/// The largest amount in fen.
pub(in crate::workbook) fn largest(found: &ScenarioDifferences) -> f64 {
    let series = found.others.iter().flat_map(|other| &other.series);
    let means = series.clone().flat_map(|series| [series.base_mean_fen, series.other_mean_fen]);
    let quantiles = series.flat_map(|series| &series.quantiles);
    let quantiles = quantiles.flat_map(|quantile| [quantile.base_fen as f64, quantile.other_fen as f64]);
    let curves = found.levels.iter().filter_map(|level| level.curve.last()).map(|point| point.fen as f64);
    means.chain(quantiles).chain(curves).fold(0.0, f64::max)
}

/// The sheets of the workbook.
pub(in crate::workbook) fn sheets(
    found: &ScenarioDifferences,
    origin: &Origin,
) -> Result<Written, XlsxError> {
    Ok(Written {
        kind: "情景比较",
        answer: vec![differences::sheet(found, origin)?],
        tables: vec![
            clauses::sheet(found, origin)?,
            years::sheet(found, origin)?,
            quantiles::sheet(found, origin)?,
            curves::sheet(found, origin)?,
        ],
        rests_on: vec![parameters::sheet(found, origin)?, guide::sheet(found, origin)?],
    })
}
