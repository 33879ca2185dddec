//! The special fund's account of each year, as a statement.

use rust_xlsxwriter::{XlsxError, cell_range_absolute, row_col_to_cell};

use crate::findings::{FundFinding, SeriesStatistics};
use crate::things::Text;

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::answers::{Answers, quantile};

pub(super) const NAME: &str = "专项资金";

/// Where the columns stand.
const YEAR: u16 = 0;
const ITEM: u16 = 1;
const AMOUNT: u16 = 3;

/// How many rows each year has: the last one is known before it is written.
const ITEMS: u32 = 9;

const APPROPRIATION: &str = "情景中已列安排";
const PAYMENTS: &str = "当年应付";
const DEMAND: &str = "需求（当年应付与上年欠付）";
const PAID: &str = "支付";
const ARREARS: &str = "年末欠付";
const CARRIED: &str = "结转下年";
const LAPSED: &str = "年末收回";

/// A term of a balance: its sign, its item, and of how many years before.
type Term = (char, &'static str, u8);

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("市级专项资金收支", "The special fund's account"),
        finding: None,
        note: Some(Text::new(
            "按情景中已列的安排逐年记账；除安排外均为全部路径的期望值，期望值满足收支平衡。“核对”为公式：需求 = 上年欠付 + 当年应付；欠付 = 需求 − 支付；结转 = 上年结转 + 安排 − 支付 − 收回，差额应为 0。",
            "The account under the stated appropriations. All but the appropriation are means over all paths, and means balance. The checks are formulas: demand = last year's arrears + payments; arrears = demand − paid; carried = carried before + appropriation − paid − lapsed; their differences are 0.",
        )),
        amounts: true,
        frozen: 3,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns())?;
    let first = sheet.row;
    if answers.findings.fund.is_empty() {
        return Ok(sheet);
    }
    let last = first + ITEMS * answers.findings.fund.len() as u32 - 1;
    let before = std::iter::once(None).chain(answers.findings.fund.iter().map(Some));
    for (before, year) in before.zip(&answers.findings.fund) {
        write_year(&mut sheet, before, year, (first, last))?;
    }
    sheet.filter_from(first)?;
    Ok(sheet)
}

fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::new(Kind::Year, 9.0, "年度", "Year"),
        Column::new(Kind::Words, 29.0, "项目", "Item"),
        Column::new(Kind::Words, 44.0, "项目（英文）", "Item in English"),
        Column::new(Kind::Amount, 13.0, "金额或期望", "Amount or mean"),
        Column::new(Kind::Amount, 10.0, "标准误", "S.e."),
    ];
    let quantiles = ["5%", "50%", "95%", "99%"].map(|p| Column::new(Kind::Amount, 11.0, p, ""));
    columns.extend(Column::under(quantiles.into(), "分位数", "Quantiles"));
    columns.push(Column::new(Kind::Amount, 11.0, "最大", "Most"));
    let ends = [("下限", "lower end"), ("上限", "upper end")];
    let ends = ends.map(|(zh, en)| Column::new(Kind::Share, 13.0, zh, en));
    columns.extend(Column::under(ends.into(), "概率的 95% 抽样区间", "95% interval of the chance"));
    columns.push(Column::new(Kind::Check, 9.5, "核对", "Check"));
    columns
}

fn write_year(
    sheet: &mut Sheet,
    before: Option<&FundFinding>,
    year: &FundFinding,
    rows: (u32, u32),
) -> Result<(), XlsxError> {
    let appropriation = Cell::fen(year.appropriation_fen);
    line(sheet, year, [APPROPRIATION, "Stated appropriation"], vec![appropriation], None)?;
    measure(sheet, year, [PAYMENTS, "Payments of the year"], &year.payments, None)?;
    let of = |statistics: &SeriesStatistics| statistics.mean_fen;
    let (payments, demand, paid) = (of(&year.payments), of(&year.demand), of(&year.paid));
    // what was left at the start of the run is no finding: the first year's account is not checked against it
    let check = before.map(|before| {
        let terms = [('+', PAYMENTS, 0), ('+', ARREARS, 1), ('-', DEMAND, 0)];
        balance(sheet, rows, &terms, payments + of(&before.arrears) - demand)
    });
    measure(sheet, year, [DEMAND, "Demand: payments and last year's arrears"], &year.demand, check)?;
    measure(sheet, year, [PAID, "Paid"], &year.paid, None)?;
    let terms = [('+', DEMAND, 0), ('-', PAID, 0), ('-', ARREARS, 0)];
    let check = balance(sheet, rows, &terms, demand - paid - of(&year.arrears));
    measure(sheet, year, [ARREARS, "Arrears at year end"], &year.arrears, Some(check))?;
    measure(sheet, year, [LAPSED, "Lapsed at year end"], &year.lapsed, None)?;
    let check = before.map(|before| {
        let terms =
            [('+', CARRIED, 1), ('+', APPROPRIATION, 0), ('-', PAID, 0), ('-', LAPSED, 0), ('-', CARRIED, 0)];
        let left = of(&before.carried) + year.appropriation_fen as f64 - paid - of(&year.lapsed);
        balance(sheet, rows, &terms, left - of(&year.carried))
    });
    measure(sheet, year, [CARRIED, "Carried into next year"], &year.carried, check)?;
    let mean = Cell::maybe_fen(year.arrears_mean_if_any_fen);
    line(sheet, year, ["有欠付时的平均欠付", "Mean arrears where there are any"], vec![mean], None)?;
    write_chance(sheet, year)
}

/// A balance of items in the year of the next row; it looks for them by year and item, so that it stays right when rows
/// are sorted.
fn balance(sheet: &Sheet, (first, last): (u32, u32), terms: &[Term], difference: f64) -> Cell {
    let range = |column| cell_range_absolute(first, column, last, column);
    let (amounts, years, items) = (range(AMOUNT), range(YEAR), range(ITEM));
    let year = row_col_to_cell(sheet.row, YEAR);
    let sums = terms.iter().map(|(sign, item, before)| match before {
        0 => format!("{sign}SUMIFS({amounts},{years},{year},{items},\"{item}\")"),
        _ => format!("{sign}SUMIFS({amounts},{years},{year}-{before},{items},\"{item}\")"),
    });
    let sums: String = sums.collect();
    Cell::Formula(format!("ROUND({},6)", sums.trim_start_matches('+')), difference.round() / 1e6)
}

fn measure(
    sheet: &mut Sheet,
    year: &FundFinding,
    item: [&str; 2],
    found: &SeriesStatistics,
    check: Option<Cell>,
) -> Result<(), XlsxError> {
    let at = |p| Cell::maybe_fen(quantile(found, p).map(|found| found.fen as f64));
    let mut cells = vec![Cell::Fen(found.mean_fen), Cell::maybe_fen(found.se_fen)];
    cells.extend(["0.05", "0.5", "0.95", "0.99"].map(at));
    cells.push(Cell::maybe_whole_fen(found.max_fen));
    line(sheet, year, item, cells, check)
}

fn line(
    sheet: &mut Sheet,
    year: &FundFinding,
    item: [&str; 2],
    amounts: Vec<Cell>,
    check: Option<Cell>,
) -> Result<(), XlsxError> {
    let mut cells = vec![Cell::Whole(f64::from(year.year)), Cell::words(item[0]), Cell::words(item[1])];
    cells.extend(amounts);
    cells.resize(usize::from(sheet.width()) - 1, Cell::Blank);
    cells.push(check.unwrap_or(Cell::Blank));
    sheet.row(RowLook::Plain, cells)?;
    Ok(())
}

/// The last line of a year, which is what its reader asks for.
fn write_chance(sheet: &mut Sheet, year: &FundFinding) -> Result<(), XlsxError> {
    let share = |share| Cell::As(Kind::Share, Box::new(Cell::Share(share)));
    let mut cells = vec![
        Cell::Whole(f64::from(year.year)),
        Cell::words("年末出现欠付的概率"),
        Cell::words("Chance of arrears at year end"),
        share(year.arrears_probability),
        share(year.arrears_standard_error),
    ];
    cells.resize(10, Cell::Blank);
    cells.extend(year.arrears_interval.map(Cell::Share));
    cells.push(Cell::Blank);
    sheet.row(RowLook::Sum, cells)?;
    Ok(())
}
