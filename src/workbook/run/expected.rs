//! Expected costs by year and payer, with the check that city and counties add up to the total.

use rust_xlsxwriter::{XlsxError, row_col_to_cell};

use crate::findings::{SeriesStatistics, YearLabel};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words::{self, BASES};
use super::answers::{Answers, Part};

pub(super) const NAME: &str = "期望支出";

/// The largest number whose every digit a spreadsheet keeps.
const FIFTEEN_DIGITS: i64 = 999_999_999_999_999;

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("期望支出", "Expected costs"),
        finding: None,
        note: Some(note(answers)),
        amounts: true,
        frozen: 2,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers))?;
    let first = sheet.row;
    for basis in BASES {
        for year in answers.all_years() {
            write(&mut sheet, answers, basis, year)?;
        }
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn note(answers: &Answers<'_>) -> Text {
    if answers.is_sampled() {
        Text::new(
            "期望值可以相加，抽样误差以标准误表示。“核对”为公式：市级 + 县级 − 合计，应为 0。右侧为全部路径的精确合计（分），逐分相符。",
            "Expected values add up; the standard error is their sampling error. The check is a formula: city + counties − total, which is 0. At the right, the exact sums over all paths in fen, equal to the fen.",
        )
    } else {
        Text::new(
            "期望值可以相加；由模型直接算出，没有抽样误差。“核对”为公式：市级 + 县级 − 合计，应为 0。",
            "Expected values add up; they are computed from the model directly, without sampling error. The check is a formula: city + counties − total, which is 0.",
        )
    }
}

fn columns(answers: &Answers<'_>) -> Vec<Column> {
    let mut columns =
        vec![Column::new(Kind::Words, 19.0, "口径", "Basis"), Column::new(Kind::Year, 12.0, "年度", "Year")];
    for (zh, en) in [("市级", "City"), ("县级", "Counties"), ("合计", "Total")] {
        let pair = vec![Column::new(Kind::Amount, 12.0, "期望", "mean"), answers.beside_mean(9.5)];
        columns.extend(Column::under(pair, zh, en));
    }
    columns.push(Column::new(Kind::Check, 10.0, "核对", "Check"));
    if !answers.is_sampled() {
        return columns;
    }
    let exact = [("市级", "city"), ("县级", "counties"), ("合计", "total")];
    let exact = exact.map(|(zh, en)| Column::new(Kind::Count, 20.0, zh, en)).into_iter();
    let exact = exact.chain([Column::new(Kind::Check, 9.0, "差", "difference")]);
    columns.extend(Column::under(
        exact.collect(),
        "全部路径精确合计（分）",
        "Exact sums over all paths, in fen",
    ));
    columns
}

fn write(sheet: &mut Sheet, answers: &Answers<'_>, basis: Basis, year: YearLabel) -> Result<(), XlsxError> {
    let parts = [Part::CITY, Part::COUNTIES, Part::ALL].map(|part| answers.series(basis, year, part));
    let [Some(city), Some(counties), Some(total)] = parts else { return Ok(()) };
    let row = sheet.row;
    let mut cells = vec![Cell::words(words::basis(basis)), words::year(year)];
    for part in [city, counties, total] {
        cells.extend([Cell::Fen(part.mean_fen), answers.beside(part)]);
    }
    cells.push(split_check(row, [2, 4, 6], [city, counties, total]));
    let exact = answers.findings.split_check.iter().find(|check| check.basis == basis);
    match exact {
        Some(check) if year == YearLabel::All => {
            let sums = [&check.city_sum_fen, &check.county_sum_fen, &check.total_sum_fen];
            cells.extend(exact_sums(row, sums, &check.difference_fen));
        }
        _ => cells.resize(usize::from(sheet.width()), Cell::Blank),
    }
    let sum = matches!(year, YearLabel::Horizon | YearLabel::All);
    sheet.row(if sum { RowLook::Sum } else { RowLook::Plain }, cells)?;
    Ok(())
}

/// The first two columns minus the third, rounded to the fen: the means are sums divided by the number of paths, and
/// may differ in their last binary digit.
pub(super) fn split_check(row: u32, columns: [u16; 3], parts: [&SeriesStatistics; 3]) -> Cell {
    let [city, counties, total] = columns.map(|column| row_col_to_cell(row, column));
    let [of_city, of_counties, whole] = parts.map(|part| part.mean_fen);
    let difference = (of_city + of_counties - whole).round() / 1e6;
    Cell::Formula(format!("ROUND({city}+{counties}-{total},6)"), difference)
}

/// Exact sums as numbers with a live difference; as text where a spreadsheet would lose digits.
fn exact_sums(row: u32, sums: [&String; 3], difference: &str) -> Vec<Cell> {
    let numbers = sums.map(|sum| sum.parse::<i64>().ok().filter(|fen| fen.abs() <= FIFTEEN_DIGITS));
    match numbers {
        [Some(city), Some(counties), Some(total)] => {
            let [a, b, c] = [9, 10, 11].map(|column| row_col_to_cell(row, column));
            vec![
                Cell::Whole(city as f64),
                Cell::Whole(counties as f64),
                Cell::Whole(total as f64),
                Cell::Formula(format!("{a}+{b}-{c}"), (city + counties - total) as f64),
            ]
        }
        _ => sums.into_iter().chain([&difference.to_owned()]).map(Cell::words).collect(),
    }
}
