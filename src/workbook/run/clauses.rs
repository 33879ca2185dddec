//! What each clause costs in each year.

use rust_xlsxwriter::{XlsxError, cell_range_absolute, row_col_to_cell};

use crate::findings::{ClauseFinding, SeriesStatistics, YearLabel};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words::{self, BASES};
use super::answers::{Answers, Part, quantile, tail};
use super::expected::split_check;

pub(super) const NAME: &str = "条款";

/// Where the columns stand.
const BASIS: u16 = 3;
const YEAR: u16 = 4;
const MEAN: u16 = 5;
const CITY: u16 = 7;
const COUNTIES: u16 = 8;

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("各条款支出", "Clauses by year"),
        finding: None,
        note: Some(Text::new(
            "“市县核对”为公式：市级 + 县级 − 合计。下部各年合计的“条款核对”为公式：各条款期望之和 − 总额。二者应为 0。",
            "The split check is a formula: city + counties − total. In the totals below, the check of clauses is a formula: sum of the clauses' means − total. Both are 0.",
        )),
        amounts: true,
        frozen: 2,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers))?;
    let first = sheet.row;
    for clause in &answers.findings.clauses {
        for basis in BASES {
            for year in answers.all_years() {
                write_clause(&mut sheet, answers, clause, basis, year)?;
            }
        }
    }
    let last = sheet.row - 1;
    if last < first {
        return Ok(sheet);
    }
    sheet.filter_from(first)?;
    sheet.part(&Text::new("全部条款", "All clauses"))?;
    for basis in BASES {
        for year in answers.all_years() {
            write_total(&mut sheet, answers, basis, year, (first, last))?;
        }
    }
    Ok(sheet)
}

fn columns(answers: &Answers<'_>) -> Vec<Column> {
    let beside = if answers.is_sampled() { ("标准误", "S.e.") } else { ("标准差", "S.d.") };
    let mut columns = vec![
        Column::new(Kind::Words, 11.0, "条", "Article"),
        Column::new(Kind::Words, 21.0, "条款", "Clause"),
        Column::new(Kind::Words, 34.0, "条款（英文）", "Clause in English"),
        Column::new(Kind::Words, 19.0, "口径", "Basis"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        Column::new(Kind::Amount, 11.5, "期望合计", "Mean, total"),
        Column::new(Kind::Amount, 9.5, beside.0, beside.1),
        Column::new(Kind::Amount, 11.5, "其中市级", "City"),
        Column::new(Kind::Amount, 11.5, "其中县级", "Counties"),
        Column::new(Kind::Check, 9.5, "市县核对", "Split check"),
        Column::new(Kind::Check, 10.0, "条款核对", "Clauses check"),
    ];
    let quantiles = ["5%", "50%", "95%", "99%"].map(|p| Column::new(Kind::Amount, 11.0, p, ""));
    columns.extend(Column::under(quantiles.into(), "合计的分位数", "Quantiles of the total"));
    columns.push(Column::new(Kind::Amount, 11.0, "TVaR 95%", ""));
    columns
}

fn write_clause(
    sheet: &mut Sheet,
    answers: &Answers<'_>,
    clause: &ClauseFinding,
    basis: Basis,
    year: YearLabel,
) -> Result<(), XlsxError> {
    let part = Part { clause: Some(&clause.id), ..Part::ALL };
    let Some(total) = answers.series(basis, year, part) else { return Ok(()) };
    let row = sheet.row;
    let mut cells = vec![
        Cell::words(&clause.article),
        Cell::words(&clause.title.zh),
        Cell::words(&clause.title.en),
        Cell::words(words::basis(basis)),
        words::year(year),
    ];
    cells.extend(costs(answers, row, basis, year, part, total));
    cells.push(Cell::Blank);
    cells.extend(tails(total));
    let sum = matches!(year, YearLabel::Horizon | YearLabel::All);
    sheet.row(if sum { RowLook::Sum } else { RowLook::Plain }, cells)?;
    Ok(())
}

/// Mean, its standard error, the city's and the counties' part, and the check of the split.
fn costs<'f>(
    answers: &Answers<'f>,
    row: u32,
    basis: Basis,
    year: YearLabel,
    part: Part<'f>,
    total: &SeriesStatistics,
) -> Vec<Cell> {
    let of = |payer| answers.series(basis, year, Part { payer, ..part });
    let mut cells = vec![Cell::Fen(total.mean_fen), answers.beside(total)];
    match (of(Part::CITY.payer), of(Part::COUNTIES.payer)) {
        (Some(city), Some(counties)) => cells.extend([
            Cell::Fen(city.mean_fen),
            Cell::Fen(counties.mean_fen),
            split_check(row, [CITY, COUNTIES, MEAN], [city, counties, total]),
        ]),
        // write-offs of the sub-fund are borne by it, and split between nobody
        _ => cells.extend([Cell::dash(), Cell::dash(), Cell::Blank]),
    }
    cells
}

fn tails(total: &SeriesStatistics) -> Vec<Cell> {
    let at = |p| Cell::maybe_fen(quantile(total, p).map(|found| found.fen as f64));
    let mut cells: Vec<Cell> = ["0.05", "0.5", "0.95", "0.99"].map(at).into();
    cells.push(Cell::maybe_fen(tail(total, "0.95").map(|found| found.tvar_fen)));
    cells
}

/// All clauses of a year: the total, and whether the clauses in the rows `first` to `last` add up to it.
fn write_total(
    sheet: &mut Sheet,
    answers: &Answers<'_>,
    basis: Basis,
    year: YearLabel,
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    let Some(total) = answers.series(basis, year, Part::ALL) else { return Ok(()) };
    let row = sheet.row;
    let mut cells = vec![
        Cell::Blank,
        Cell::words("全部条款"),
        Cell::words("All clauses"),
        Cell::words(words::basis(basis)),
        words::year(year),
    ];
    cells.extend(costs(answers, row, basis, year, Part::ALL, total));
    let range = |column| cell_range_absolute(first, column, last, column);
    let formula = format!(
        "ROUND(SUMIFS({},{},{},{},{})-{},6)",
        range(MEAN),
        range(BASIS),
        row_col_to_cell(row, BASIS),
        range(YEAR),
        row_col_to_cell(row, YEAR),
        row_col_to_cell(row, MEAN)
    );
    let clauses = answers.findings.clauses.iter();
    let parts = clauses
        .filter_map(|clause| answers.series(basis, year, Part { clause: Some(&clause.id), ..Part::ALL }));
    let sum: f64 = parts.map(|part| part.mean_fen).sum();
    cells.push(Cell::Formula(formula, (sum - total.mean_fen).round() / 1e6));
    cells.extend(tails(total));
    let sums = matches!(year, YearLabel::Horizon | YearLabel::All);
    sheet.row(if sums { RowLook::Sum } else { RowLook::Plain }, cells)?;
    Ok(())
}
