//! The sheets.

use rust_xlsxwriter::XlsxError;

use crate::findings::ReadingPrices;

use super::super::origin::Origin;
use super::super::study::Written;
use super::{combinations, effects, guide, options, words};

/// The largest amount in fen.
pub(in crate::workbook) fn largest(found: &ReadingPrices) -> f64 {
    let own = found.own.iter().flat_map(|own| [own.mean_fen, own.quantile_fen as f64]);
    let options = found.options.iter().flat_map(|option| &option.series);
    let options = options.flat_map(|priced| [priced.mean_fen, priced.quantile_fen as f64]);
    let combinations = found.combinations.iter();
    let combinations = combinations.flat_map(|one| one.quantile_fen.iter().map(|fen| *fen as f64));
    own.chain(options).chain(combinations).fold(0.0, f64::max)
}

/// The sheets of the workbook; those of combinations where they were priced.
pub(in crate::workbook) fn sheets(found: &ReadingPrices, origin: &Origin) -> Result<Written, XlsxError> {
    let mut tables = Vec::new();
    if !found.combinations.is_empty() {
        tables.push(effects::sheet(found, origin)?);
        tables.push(combinations::sheet(found, origin)?);
    }
    Ok(Written {
        kind: "政策理解的价格",
        answer: vec![options::sheet(found, origin)?],
        tables,
        rests_on: vec![words::sheet(found, origin)?, guide::sheet(found, origin)?],
    })
}
