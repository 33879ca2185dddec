//! Each year's cost on each basis, with its distribution.

use rust_xlsxwriter::XlsxError;

use crate::findings::{SeriesStatistics, YearLabel};
use crate::tables::percent;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words::{self, BASES};
use super::answers::{Answers, Part};

pub(super) const NAME: &str = "年度";

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("各年度支出及其分布", "Years: cash and accrual with quantiles"),
        finding: None,
        note: Some(Text::new(
            "收付实现制按支付年度计，权责发生制按事项发生年度计。p 分位数：在 p 的情形下支出不超过该数；分位数不能相加。TVaR：最差 5%（1%）情形的平均支出。",
            "Cash counts the year of payment, accrual the year of the event. A quantile at p: the cost stays at or below it in a share p of outcomes; quantiles do not add up. TVaR: the mean of the worst 5% (1%).",
        )),
        amounts: true,
        frozen: 3,
    };
    let found = answers.findings.series.iter().map(|series| &series.statistics);
    let sample = found.max_by_key(|statistics| statistics.quantiles.len());
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers, sample))?;
    let first = sheet.row;
    for basis in BASES {
        for part in [Part::ALL, Part::CITY, Part::COUNTIES] {
            for year in answers.all_years() {
                let Some(found) = answers.series(basis, year, part) else { continue };
                let payer = words::payer(part.payer);
                let mut cells = vec![
                    Cell::words(words::basis(basis)),
                    Cell::words(format!("{} {}", payer.zh, payer.en)),
                    words::year(year),
                ];
                cells.extend(distribution(answers, found));
                cells.resize(usize::from(sheet.width()), Cell::dash());
                let sum = matches!(year, YearLabel::Horizon | YearLabel::All);
                sheet.row(if sum { RowLook::Sum } else { RowLook::Plain }, cells)?;
            }
        }
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn columns(answers: &Answers<'_>, sample: Option<&SeriesStatistics>) -> Vec<Column> {
    let mut columns = vec![
        Column::new(Kind::Words, 19.0, "口径", "Basis"),
        Column::new(Kind::Words, 28.0, "支付方", "Payer"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        Column::new(Kind::Amount, 9.0, "期望", "Mean"),
    ];
    let amount = |zh: &str, en: &str| Column::new(Kind::Amount, 9.0, zh, en);
    if answers.is_sampled() {
        columns.push(amount("标准误", "S.e."));
    }
    columns.push(amount("标准差", "S.d."));
    if answers.is_sampled() {
        columns.push(amount("最小", "Least"));
    }
    let quantiles = sample.map_or(&[][..], |sample| &sample.quantiles);
    let quantiles = quantiles.iter().map(|quantile| Column::new(Kind::Amount, 9.0, percent(&quantile.p), ""));
    columns.extend(Column::under(quantiles.collect(), "分位数", "Quantiles"));
    if answers.is_sampled() {
        columns.push(amount("最大", "Most"));
    }
    let tails = sample.map_or(&[][..], |sample| &sample.tails);
    columns.extend(
        tails.iter().map(|tail| Column::new(Kind::Amount, 9.0, format!("TVaR {}", percent(&tail.p)), "")),
    );
    columns
}

/// Mean to largest amount and tails, in the order of the columns.
fn distribution(answers: &Answers<'_>, found: &SeriesStatistics) -> Vec<Cell> {
    let mut cells = vec![Cell::Fen(found.mean_fen)];
    if answers.is_sampled() {
        cells.push(Cell::maybe_fen(found.se_fen));
    }
    cells.push(Cell::maybe_fen(found.sd_fen));
    if answers.is_sampled() {
        cells.push(Cell::maybe_whole_fen(found.min_fen));
    }
    cells.extend(found.quantiles.iter().map(|quantile| Cell::fen(quantile.fen)));
    if answers.is_sampled() {
        cells.push(Cell::maybe_whole_fen(found.max_fen));
    }
    cells.extend(found.tails.iter().map(|tail| Cell::Fen(tail.tvar_fen)));
    cells
}
