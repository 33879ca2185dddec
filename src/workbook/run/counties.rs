//! What each county pays, and what its institutes cost whoever pays.

use rust_xlsxwriter::{XlsxError, cell_range_absolute, row_col_to_cell};

use crate::findings::{SeriesStatistics, YearLabel};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;
use super::answers::{Answers, Part, quantile, tail};

pub(super) const NAME: &str = "县（市、区）";

/// Where the columns stand.
const BASIS: u16 = 2;
const YEAR: u16 = 3;
const PAID: u16 = 4;
const COST: u16 = 10;

/// The bases that a county plans by.
const BASES: [Basis; 2] = [Basis::Cash, Basis::Accrual];

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("各县（市、区）支出", "Counties by year"),
        finding: None,
        note: Some(Text::new(
            "左：该县（市、区）承担的部分。右：辖内产研院及其衍生企业的全部支出，含市级承担部分。下部“核对”为公式：各县期望之和 − 合计，应为 0。",
            "Left: what the county pays. Right: all costs of the institutes in it and of their firms, the city's part included. The checks below are formulas: sum of the counties' means − total, which is 0.",
        )),
        amounts: true,
        frozen: 2,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers))?;
    let first = sheet.row;
    for county in &answers.findings.counties {
        for basis in BASES {
            for year in answers.all_years() {
                let label = [county.name.zh.as_str(), county.name.en.as_str()];
                let parts =
                    [Part::county(&county.id), Part { county: Some(county.id.as_str()), ..Part::ALL }];
                write(&mut sheet, answers, label, (basis, year), parts, None)?;
            }
        }
    }
    let last = sheet.row - 1;
    if last < first {
        return Ok(sheet);
    }
    sheet.filter_from(first)?;
    sheet.part(&Text::new("各县合计", "All counties"))?;
    for basis in BASES {
        for year in answers.all_years() {
            let label = ["各县合计", "All counties"];
            let parts = [Part::COUNTIES, Part::ALL];
            write(&mut sheet, answers, label, (basis, year), parts, Some((first, last)))?;
        }
    }
    Ok(sheet)
}

fn columns(answers: &Answers<'_>) -> Vec<Column> {
    let amounts = |heads: &[(&str, &str)]| -> Vec<Column> {
        heads.iter().map(|(zh, en)| Column::new(Kind::Amount, 11.0, *zh, *en)).collect()
    };
    let mut columns = vec![
        Column::new(Kind::Words, 13.0, "县（市、区）", "County"),
        Column::new(Kind::Words, 28.0, "英文名", "In English"),
        Column::new(Kind::Words, 19.0, "口径", "Basis"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
    ];
    let beside = if answers.is_sampled() { ("标准误", "s.e.") } else { ("标准差", "s.d.") };
    let paid = [("期望", "mean"), beside, ("5%", ""), ("50%", ""), ("95%", ""), ("TVaR 95%", "")];
    columns.extend(Column::under(amounts(&paid), "本级承担", "Paid by the county"));
    let cost = [("期望", "mean"), beside, ("50%", ""), ("95%", "")];
    columns.extend(Column::under(amounts(&cost), "辖内全部支出", "All costs of its institutes"));
    let checks = [("本级承担", "paid"), ("全部支出", "all costs")];
    let checks = checks.map(|(zh, en)| Column::new(Kind::Check, 9.5, zh, en));
    columns.extend(Column::under(checks.into(), "核对", "Check"));
    columns
}

/// A row of what is paid and what all costs; of all counties with the checks that those in the rows `rows` add up.
fn write<'f>(
    sheet: &mut Sheet,
    answers: &Answers<'f>,
    label: [&str; 2],
    (basis, year): (Basis, YearLabel),
    parts: [Part<'f>; 2],
    rows: Option<(u32, u32)>,
) -> Result<(), XlsxError> {
    let [Some(paid), Some(cost)] = parts.map(|part| answers.series(basis, year, part)) else { return Ok(()) };
    let row = sheet.row;
    let mut cells: Vec<Cell> = label.map(Cell::words).into();
    cells.extend([Cell::words(words::basis(basis)), words::year(year)]);
    cells.extend([Cell::Fen(paid.mean_fen), answers.beside(paid)]);
    cells.extend(quantiles(paid, &["0.05", "0.5", "0.95"]));
    cells.push(Cell::maybe_fen(tail(paid, "0.95").map(|found| found.tvar_fen)));
    cells.extend([Cell::Fen(cost.mean_fen), answers.beside(cost)]);
    cells.extend(quantiles(cost, &["0.5", "0.95"]));
    match rows {
        None => cells.extend([Cell::Blank, Cell::Blank]),
        Some(rows) => {
            let counties = answers.findings.counties.iter();
            let of = |payer| -> f64 {
                let parts = counties.clone().map(|county| Part {
                    county: Some(county.id.as_str()),
                    payer,
                    clause: None,
                });
                parts.filter_map(|part| answers.series(basis, year, part)).map(|found| found.mean_fen).sum()
            };
            cells.push(check(row, rows, PAID, of(Part::COUNTIES.payer) - paid.mean_fen));
            cells.push(check(row, rows, COST, of(None) - cost.mean_fen));
        }
    }
    let sum = matches!(year, YearLabel::Horizon | YearLabel::All);
    sheet.row(if sum { RowLook::Sum } else { RowLook::Plain }, cells)?;
    Ok(())
}

fn quantiles(found: &SeriesStatistics, levels: &[&str]) -> Vec<Cell> {
    levels.iter().map(|p| Cell::maybe_fen(quantile(found, p).map(|found| found.fen as f64))).collect()
}

/// The means of a column in some rows of this row's basis and year, minus this row's.
fn check(row: u32, (first, last): (u32, u32), column: u16, difference: f64) -> Cell {
    let range = |column| cell_range_absolute(first, column, last, column);
    let at = |column| row_col_to_cell(row, column);
    let formula = format!(
        "ROUND(SUMIFS({},{},{},{},{})-{},6)",
        range(column),
        range(BASIS),
        at(BASIS),
        range(YEAR),
        at(YEAR),
        at(column)
    );
    Cell::Formula(formula, difference.round() / 1e6)
}
