//! What each part contributes to the tail value at risk of a total.

use rust_decimal::Decimal;
use rust_xlsxwriter::{XlsxError, cell_range_absolute, row_col_to_cell};

use crate::findings::{ContributionFinding, Dimension, YearLabel};
use crate::tables::percent;
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;
use super::answers::{Answers, Part, tail};

pub(super) const NAME: &str = "尾部贡献";

/// Where the columns stand.
const TOTAL: u16 = 0;
const TAIL: u16 = 1;
const DIMENSION: u16 = 2;
const CONTRIBUTION: u16 = 5;
const SHARE: u16 = 7;
const MEAN: u16 = 8;
const WHOLE: u16 = 9;

/// Of which total, in which tail, divided how.
type Division<'f> = (Basis, YearLabel, &'f str, Dimension);

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("对尾部风险（TVaR）的贡献", "Contributions to the tail value at risk"),
        finding: None,
        note: Some(Text::new(
            "TVaR：最差 5%（1%）情形的平均支出。贡献为各部分在这些情形中的平均支出，同一划分的贡献相加等于总额的 TVaR；“核对”为公式，应为 0。",
            "TVaR is the mean of the worst 5% (1%) of outcomes. A contribution is the part's mean in those outcomes; contributions of a division add up to the total's TVaR. The check is a formula, which is 0.",
        )),
        amounts: true,
        frozen: 5,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns())?;
    let first = sheet.row;
    let mut divisions: Vec<Division<'_>> = Vec::new();
    for part in &answers.findings.contributions {
        let division = (part.basis, part.year, part.p.as_str(), part.dimension);
        if !divisions.contains(&division) {
            divisions.push(division);
        }
        sheet.row(RowLook::Plain, cells(part))?;
    }
    if divisions.is_empty() {
        return Ok(sheet);
    }
    let last = sheet.row - 1;
    sheet.filter_from(first)?;
    sheet.part(&Text::new("各划分的合计", "Sums of each division"))?;
    for division in divisions {
        write_sum(&mut sheet, answers, division, (first, last))?;
    }
    Ok(sheet)
}

fn columns() -> Vec<Column> {
    vec![
        Column::new(Kind::Words, 30.0, "总额", "Total"),
        Column::new(Kind::Words, 20.0, "尾部", "Tail"),
        Column::new(Kind::Words, 20.0, "划分", "Division"),
        Column::new(Kind::Words, 34.0, "部分", "Part"),
        Column::new(Kind::Words, 40.0, "部分（英文）", "Part in English"),
        Column::new(Kind::Amount, 13.0, "贡献", "Contribution"),
        Column::new(Kind::Amount, 10.0, "标准误", "S.e."),
        Column::new(Kind::Share, 10.0, "占比", "Share"),
        Column::new(Kind::Amount, 13.0, "期望", "Mean"),
        Column::new(Kind::Amount, 13.0, "总额的 TVaR", "TVaR of the total"),
        Column::new(Kind::Check, 10.0, "核对", "Check"),
    ]
}

fn total(basis: Basis, year: YearLabel) -> String {
    match words::year(year) {
        Cell::Words(year) => format!("{}，{year}", words::basis(basis)),
        _ => words::basis(basis).to_owned(),
    }
}

/// The tail in words: at 0.95 the worst 5 %. Words, because a formula would take a bare `5%` for a number.
fn worst(p: &str) -> String {
    let rest = p.parse::<Decimal>().map_or_else(|_| p.to_owned(), |p| (Decimal::ONE - p).to_string());
    let rest = percent(&rest);
    format!("最差 {rest} Worst {rest}")
}

fn cells(part: &ContributionFinding) -> Vec<Cell> {
    vec![
        Cell::words(total(part.basis, part.year)),
        Cell::words(worst(&part.p)),
        Cell::words(words::dimension(part.dimension)),
        Cell::words(&part.name.zh),
        Cell::words(&part.name.en),
        Cell::Fen(part.tvar_fen),
        Cell::maybe_fen(part.tvar_se_fen),
        part.share.map_or_else(Cell::dash, Cell::Share),
        Cell::Fen(part.mean_fen),
        Cell::Blank,
        Cell::Blank,
    ]
}

/// The sums of a division's parts, which stand in the rows `first` to `last`, against the total.
fn write_sum(
    sheet: &mut Sheet,
    answers: &Answers<'_>,
    division: Division<'_>,
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    let (basis, year, p, dimension) = division;
    let row = sheet.row;
    let of =
        |part: &&ContributionFinding| (part.basis, part.year, part.p.as_str(), part.dimension) == division;
    let parts: Vec<&ContributionFinding> = answers.findings.contributions.iter().filter(of).collect();
    let range = |column| cell_range_absolute(first, column, last, column);
    let at = |column| row_col_to_cell(row, column);
    let sum = |column: u16, result: f64| {
        let same = [TOTAL, TAIL, DIMENSION].map(|key| format!("{},{}", range(key), at(key))).join(",");
        Cell::Formula(format!("SUMIFS({},{same})", range(column)), result)
    };
    let tvar: f64 = parts.iter().map(|part| part.tvar_fen).sum();
    let whole = answers.series(basis, year, Part::ALL).and_then(|series| tail(series, p));
    let check = whole.map(|whole| {
        let formula = format!("ROUND({}-{},6)", at(CONTRIBUTION), at(WHOLE));
        Cell::Formula(formula, (tvar - whole.tvar_fen).round() / 1e6)
    });
    let shares: Option<f64> = parts.iter().map(|part| part.share).sum();
    let cells = vec![
        Cell::words(total(basis, year)),
        Cell::words(worst(p)),
        Cell::words(words::dimension(dimension)),
        Cell::words("合计"),
        Cell::words("Sum"),
        sum(CONTRIBUTION, tvar / 1e6),
        Cell::Blank,
        shares.map_or_else(Cell::dash, |shares| sum(SHARE, shares)),
        sum(MEAN, parts.iter().map(|part| part.mean_fen).sum::<f64>() / 1e6),
        Cell::maybe_fen(whole.map(|whole| whole.tvar_fen)),
        check.unwrap_or(Cell::Blank),
    ];
    sheet.row(RowLook::Sum, cells)?;
    Ok(())
}
