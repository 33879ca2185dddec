//! Quantiles of both distributions and of the differences.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{QuantileDifference, ScenarioDifference, ScenarioDifferences, SeriesDifference};
use crate::tables::percent;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::difference_cells::ends;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;

pub(super) const NAME: &str = "分位数";

/// Where the columns stand that the formula reads.
const BASE: u16 = 5;
const OTHER: u16 = 6;

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let level = percent(&found.confidence);
    let frame = Frame {
        name: NAME,
        title: Text::new("分位数之差", "Differences of quantiles"),
        finding: None,
        note: Some(Text::new(
            format!(
                "“两者之差”为公式；其 95% 区间在 {level} 水平给出，由 20 批路径重抽样得出。逐路径差额的分位数不等于两者之差。"
            ),
            format!(
                "The difference of the two is a formula; its 95% interval is given at {level}, from resampling 20 batches of paths. The quantile of the differences path by path is another number."
            ),
        )),
        amounts: true,
        frozen: 2,
    };
    let amount = |zh, en| Column::new(Kind::Amount, 14.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 24.0, "情景", "Scenario"),
        Column::new(Kind::Words, 20.0, "支付方", "Payer"),
        Column::new(Kind::Words, 19.0, "口径", "Basis"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        Column::new(Kind::Year, 9.0, "分位", "Quantile"),
        amount("基准", "base"),
        amount("该情景", "scenario"),
        amount("两者之差", "difference"),
        amount("区间下端", "from"),
        amount("区间上端", "to"),
        amount("逐路径差额的分位数", "quantile of the difference"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    for other in &found.others {
        for series in other.series.iter().filter(|series| !series.quantiles.is_empty()) {
            for quantile in &series.quantiles {
                write(&mut sheet, found, other, series, quantile)?;
            }
        }
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn write(
    sheet: &mut Sheet,
    found: &ScenarioDifferences,
    other: &ScenarioDifference,
    series: &SeriesDifference,
    quantile: &QuantileDifference,
) -> Result<(), XlsxError> {
    let row = sheet.row;
    let formula = format!("{}-{}", row_col_to_cell(row, OTHER), row_col_to_cell(row, BASE));
    let county = series.county.as_ref().and_then(|id| found.counties.iter().find(|county| county.id == *id));
    let payer = county.map_or_else(|| words::payer(series.payer), |county| county.name.clone());
    let chosen = quantile.p == found.confidence;
    let interval = if chosen { ends(series.quantile_interval_fen) } else { [Cell::Blank, Cell::Blank] };
    let [low, high] = interval;
    let cells = vec![
        Cell::words(&other.scenario.title.zh),
        Cell::both(&payer),
        Cell::words(words::basis(series.basis)),
        words::year(series.year),
        Cell::words(percent(&quantile.p)),
        Cell::fen(quantile.base_fen),
        Cell::fen(quantile.other_fen),
        Cell::Formula(formula, quantile.difference_fen as f64 / 1e6),
        low,
        high,
        Cell::fen(quantile.of_difference_fen),
    ];
    sheet.row(if chosen { RowLook::Sum } else { RowLook::Plain }, cells)?;
    Ok(())
}
