//! What to appropriate: the level of each payer at each confidence, what all need together, and the difference.

use rust_xlsxwriter::{XlsxError, cell_range_absolute, row_col_to_cell};

use crate::findings::YearLabel;
use crate::tables::{grouped_wan, percent};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::words;
use super::answers::{Answers, Part};

pub(super) const NAME: &str = "建议安排";

/// Where the columns stand.
const YEAR: u16 = 2;
const EXPECTED: u16 = 3;
const LEVELS: u16 = 5;

/// The sheet.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("建议安排", "Recommended appropriations"),
        finding: Some(finding(answers)),
        note: Some(Text::new(
            "每个金额都是使该支付方当年现金支出在相应比例的情形下够用的最小整数万元。各支付方、各年的保证水平单独计算，不能相加；期望支出可以相加。",
            "Each level is the smallest whole 万元 that covers the payer's cash of the year in that share of outcomes. Levels of payers and of years stand alone and do not add up; expected costs do.",
        )),
        amounts: true,
        frozen: 3,
    };
    let mut sheet = Sheet::new(&answers.origin, &frame, columns(answers))?;
    let first = sheet.row;
    for (name, part) in payers(answers) {
        write_payer(&mut sheet, answers, &name, part)?;
    }
    sheet.filter_from(first)?;
    let last = sheet.row - 1;
    sheet.part(&Text::new("合并安排与单独安排的差别", "Pooled and stand-alone"))?;
    write_payer(&mut sheet, answers, &words::payer(Part::COUNTIES.payer), Part::COUNTIES)?;
    let pooled = sheet.row;
    write_payer(&mut sheet, answers, &words::payer(None), Part::ALL)?;
    write_sums(&mut sheet, answers, first, last, pooled)?;
    Ok(sheet)
}

/// The sentence that the leader takes away: the year that needs most, and what it needs.
fn finding(answers: &Answers<'_>) -> Text {
    let Some((year, fen)) = most_needed(answers, Part::CITY) else { return Text::default() };
    let amount = grouped_wan(fen as f64);
    let share = percent(answers.confidence());
    let stated = answers.stated(YearLabel::Year(year), Part::CITY).map(|budget| {
        let stated = grouped_wan(budget.amount_fen as f64);
        let chance = format!("{:.1}%", 100.0 * budget.probability);
        (
            format!("；已列 {stated} 万元，不足的概率为 {chance}"),
            format!("; {stated} 万元 are stated, which fall short with a probability of {chance}"),
        )
    });
    let (zh, en) = stated.unwrap_or_default();
    Text::new(
        format!("市级需要最多的是 {year} 年：安排 {amount} 万元可覆盖 {share} 的情形{zh}。"),
        format!("The city needs most in {year}: {amount} 万元 cover {share} of outcomes{en}."),
    )
}

fn columns(answers: &Answers<'_>) -> Vec<Column> {
    let mut columns = vec![
        Column::new(Kind::Words, 16.0, "支付方", "Payer"),
        Column::new(Kind::Words, 28.0, "英文名", "In English"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
    ];
    let expected = vec![Column::new(Kind::Amount, 11.0, "期望", "mean"), answers.beside_mean(9.5)];
    columns.extend(Column::under(expected, "期望支出", "Expected cash"));
    let mut levels = Vec::new();
    for (index, confidence) in answers.confidences.iter().enumerate() {
        let level = percent(confidence);
        if index == 0 {
            levels.push(Column::new(Kind::Chosen, 12.5, level.clone(), ""));
            if !answers.is_sampled() {
                continue;
            }
            let (zh, en) = (format!("{level} 下限"), "lower end");
            levels.push(Column::new(Kind::Amount, 11.0, zh, en));
            levels.push(Column::new(Kind::Amount, 11.0, format!("{level} 上限"), "upper end"));
        } else {
            levels.push(Column::new(Kind::Amount, 11.0, level, ""));
        }
    }
    let (zh, en) = if answers.is_sampled() {
        (
            "建议安排：按保证程度（上下限为 95% 抽样区间）",
            "Recommended, by confidence (ends of the 95% sampling interval)",
        )
    } else {
        ("建议安排：按保证程度", "Recommended, by confidence")
    };
    columns.extend(Column::under(levels, zh, en));
    let mut stated = vec![
        Column::new(Kind::Amount, 11.0, "金额", "amount"),
        Column::new(Kind::Share, 13.5, "不足的概率", "chance short"),
    ];
    if answers.is_sampled() {
        stated.push(Column::new(Kind::Share, 8.5, "标准误", "s.e."));
    }
    columns.extend(Column::under(stated, "情景中已列安排", "Stated in the scenario"));
    columns
}

/// The payers whose levels stand alone: the city and each county.
fn payers<'f>(answers: &Answers<'f>) -> Vec<(Text, Part<'f>)> {
    let counties = answers.findings.counties.iter();
    let counties = counties.map(|county| (county.name.clone(), Part::county(&county.id)));
    [(words::payer(Part::CITY.payer), Part::CITY)].into_iter().chain(counties).collect()
}

fn write_payer<'f>(
    sheet: &mut Sheet,
    answers: &Answers<'f>,
    name: &Text,
    part: Part<'f>,
) -> Result<(), XlsxError> {
    for year in answers.years_and_horizon() {
        let cash = answers.series(Basis::Cash, year, part);
        let mut cells = vec![
            Cell::words(&name.zh),
            Cell::words(&name.en),
            words::year(year),
            Cell::maybe_fen(cash.map(|cash| cash.mean_fen)),
            cash.map_or_else(Cell::dash, |cash| answers.beside(cash)),
        ];
        for (index, confidence) in answers.confidences.iter().enumerate() {
            let found = answers.recommended(year, part, confidence);
            cells.push(Cell::maybe_fen(found.map(|found| found.amount_fen as f64)));
            if index == 0 && answers.is_sampled() {
                let ends = found.map_or([None, None], |found| found.interval_fen);
                cells.extend(ends.map(|end| Cell::maybe_fen(end.map(|fen| fen as f64))));
            }
        }
        let stated = answers.stated(year, part);
        cells.push(Cell::maybe_whole_fen(stated.map(|budget| budget.amount_fen)));
        cells.push(Cell::maybe_share(stated.map(|budget| budget.probability)));
        if answers.is_sampled() {
            cells.push(Cell::maybe_share(stated.and_then(|budget| budget.standard_error)));
        }
        sheet.row(look(year), cells)?;
    }
    Ok(())
}

fn look(year: YearLabel) -> RowLook {
    if year == YearLabel::Horizon { RowLook::Sum } else { RowLook::Plain }
}

/// The sums of the stand-alone levels, and by what they exceed the pooled ones, as formulas. The sums look for their
/// year, so that they stay right when the rows above are sorted.
fn write_sums(
    sheet: &mut Sheet,
    answers: &Answers<'_>,
    first: u32,
    last: u32,
    pooled: u32,
) -> Result<(), XlsxError> {
    let sums = sheet.row;
    let levels = level_columns(answers);
    for year in answers.years_and_horizon() {
        let row = sheet.row;
        let mut cells = label(sheet, year, "单独安排之和", "Sum of stand-alone");
        for (column, confidence) in &levels {
            let range = |column| cell_range_absolute(first, column, last, column);
            let formula =
                format!("SUMIFS({},{},{})", range(*column), range(YEAR), row_col_to_cell(row, YEAR));
            let sum = alone(answers, year, *confidence);
            cells[usize::from(*column)] = Cell::Formula(formula, sum / 1e6);
        }
        sheet.row(look(year), cells)?;
    }
    for (index, year) in answers.years_and_horizon().into_iter().enumerate() {
        let mut cells = label(sheet, year, "差额", "Difference");
        for (column, confidence) in &levels {
            let at = |row: u32| row_col_to_cell(row + index as u32, *column);
            let formula = format!("ROUND({}-{},6)", at(sums), at(pooled));
            let difference = alone(answers, year, *confidence) - level(answers, year, Part::ALL, *confidence);
            cells[usize::from(*column)] = Cell::Formula(formula, difference.round() / 1e6);
        }
        sheet.row(look(year), cells)?;
    }
    Ok(())
}

/// The columns that are summed: expected cash, then each confidence.
fn level_columns<'f>(answers: &Answers<'f>) -> Vec<(u16, Option<&'f str>)> {
    let mut columns = vec![(EXPECTED, None)];
    for (index, confidence) in answers.confidences.iter().enumerate() {
        // two ends of an interval stand between the first level and the others
        let column = LEVELS + index as u16 + if index == 0 || !answers.is_sampled() { 0 } else { 2 };
        columns.push((column, Some(*confidence)));
    }
    columns
}

/// Expected cash (no confidence) or a recommended level, in fen.
fn level<'f>(answers: &Answers<'f>, year: YearLabel, part: Part<'f>, confidence: Option<&'f str>) -> f64 {
    match confidence {
        None => answers.series(Basis::Cash, year, part).map_or(0.0, |cash| cash.mean_fen),
        Some(confidence) => {
            answers.recommended(year, part, confidence).map_or(0.0, |found| found.amount_fen as f64)
        }
    }
}

/// The stand-alone levels of a year, summed, in fen.
fn alone<'f>(answers: &Answers<'f>, year: YearLabel, confidence: Option<&'f str>) -> f64 {
    payers(answers).iter().map(|(_, part)| level(answers, year, *part, confidence)).sum()
}

fn label(sheet: &Sheet, year: YearLabel, zh: &str, en: &str) -> Vec<Cell> {
    let mut cells = vec![Cell::words(zh), Cell::words(en), words::year(year)];
    cells.resize(usize::from(sheet.width()), Cell::Blank);
    cells
}

/// What the city needs in the year in which it needs most, for the title of a picture.
pub(super) fn most_needed<'f>(answers: &Answers<'f>, part: Part<'f>) -> Option<(i32, i64)> {
    let confidence = answers.confidence();
    let levels = answers.years().filter_map(|year| match year {
        YearLabel::Year(number) => Some((number, answers.recommended(year, part, confidence)?.amount_fen)),
        _ => None,
    });
    levels.fold(None, |most, (year, fen)| match most {
        Some((_, before)) if before >= fen => most,
        _ => Some((year, fen)),
    })
}
