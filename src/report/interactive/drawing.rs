//! A picture for the chart library.

use serde_json::Value;

use crate::charts::{Chart, Numbers, palette};
use crate::things::Language;

use super::parts::Pen;
use super::rows::Rows;
use super::{appropriations, comparison, readings, run, sensitivity};

/// What the chart library is told, and how high the picture is on wide and on narrow screens, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Drawing {
    pub option: Value,
    pub height: u32,
    pub narrow: u32,
}

/// A picture of numbers; none where there is nothing to draw.
pub(in crate::report) fn drawing(
    chart: &Chart<'_>,
    numbers: &Numbers,
    language: Language,
) -> Option<Drawing> {
    if numbers.rows.is_empty() {
        return None;
    }
    let rows = Rows::new(numbers, language);
    let pen = Pen { rows: &rows, palette: palette() };
    match chart {
        Chart::Run(kind, findings) => run::drawing(&pen, *kind, findings),
        Chart::Comparison(kind, _) => comparison::drawing(&pen, *kind),
        Chart::Readings(kind, _) => readings::drawing(&pen, *kind),
        // the picture as it is printed serves here too
        Chart::Verification(..) => None,
        Chart::Sensitivity(kind, found) => sensitivity::drawing(&pen, *kind, found),
        Chart::Appropriations(kind, _) => appropriations::drawing(&pen, *kind),
    }
}
