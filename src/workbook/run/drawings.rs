//! The numbers behind the charts, each chart's in a block of rows with its title and the names of its series.

use rust_xlsxwriter::XlsxError;

use crate::findings::{SeriesStatistics, YearLabel};
use crate::tables::{grouped_wan, percent};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{Kind, RowLook};
use super::super::text::within_a_line;
use super::super::words;
use super::answers::{Answers, Part, quantile};
use super::appropriations::most_needed;

pub(super) const NAME: &str = "图表数据";

/// Where a chart's numbers stand; its labels are in the first column.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The row of the title, in the first column.
    pub title: u32,
    /// The same in English.
    pub english: String,
    /// The row of the names.
    pub names: u32,
    /// The first and the last row of numbers.
    pub rows: (u32, u32),
    /// How many columns of numbers.
    pub series: u16,
}

/// The blocks of all charts; a chart without a number is absent.
pub(super) struct Blocks {
    pub city: Block,
    pub pooled: Block,
    pub clauses: Option<Block>,
    pub payers: Block,
}

/// The sheet, and where each chart finds its numbers.
pub(super) fn sheet(answers: &Answers<'_>) -> Result<(Sheet, Blocks), XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("图表数据", "The numbers behind the charts"),
        finding: None,
        note: Some(Text::new(
            "区间的各段为相邻分位数之差，叠放成图；其余与各表相同。",
            "The bands of a range are differences between quantiles, stacked in the chart; all else is as in the tables.",
        )),
        amounts: true,
        frozen: 1,
    };
    let wide = (clauses_that_pay(answers).len() + 2).max(9);
    let columns = (0..wide).map(|index| match index {
        0 => Column::new(Kind::Year, 24.0, "", ""),
        _ => Column::new(Kind::Amount, 17.0, "", ""),
    });
    let mut sheet = Sheet::new(&answers.origin, &frame, columns.collect())?;
    let city = write_years(&mut sheet, answers, Part::CITY)?;
    let pooled = write_years(&mut sheet, answers, Part::ALL)?;
    let clauses = write_clauses(&mut sheet, answers)?;
    let payers = write_payers(&mut sheet, answers)?;
    Ok((sheet, Blocks { city, pooled, clauses, payers }))
}

/// Begins a block: its title in both languages, a row each, and the names of its columns likewise.
fn begin(sheet: &mut Sheet, title: &Text, names: &[Text]) -> Result<Block, XlsxError> {
    let title_row = sheet.chart_title(title)?;
    let names_row = sheet.chart_names(names)?;
    let first = sheet.row;
    Ok(Block {
        title: title_row,
        english: title.en.clone(),
        names: names_row,
        rows: (first, first),
        series: names.len() as u16 - 1,
    })
}

/// The fan of one payer's years, or of all together.
fn write_years(sheet: &mut Sheet, answers: &Answers<'_>, part: Part<'static>) -> Result<Block, XlsxError> {
    let confidence = answers.confidence();
    let level = percent(confidence);
    let names = [
        Text::new("年度", "Year"),
        Text::new("5%", "5%"),
        Text::new("90% 区间", "25% − 5%"),
        Text::new("50% 区间", "75% − 25%"),
        Text::new("75%—95%", "95% − 75%"),
        Text::new("中位数", "Median"),
        Text::new("期望", "Mean"),
        Text::new(format!("建议安排（{level}）"), format!("Recommended ({level})")),
        Text::new("已列安排", "Stated"),
    ];
    let mut block = begin(sheet, &years_title(answers, part), &names)?;
    for year in answers.years() {
        let cash = answers.series(Basis::Cash, year, part);
        let at = |p| cash.and_then(|cash| quantile(cash, p)).map_or(0, |found| found.fen);
        let [q5, q25, q50, q75, q95] = ["0.05", "0.25", "0.5", "0.75", "0.95"].map(at);
        let mut cells = vec![words::year(year)];
        cells.extend([q5, q25 - q5, q75 - q25, q95 - q75, q50].map(Cell::fen));
        cells.push(Cell::Fen(cash.map_or(0.0, |cash| cash.mean_fen)));
        let found = answers.recommended(year, part, confidence);
        cells.push(Cell::fen(found.map_or(0, |found| found.amount_fen)));
        cells.push(answers.stated(year, part).map_or(Cell::Blank, |budget| Cell::fen(budget.amount_fen)));
        block.rows.1 = sheet.row(RowLook::Plain, cells)?;
    }
    Ok(block)
}

fn years_title(answers: &Answers<'_>, part: Part<'_>) -> Text {
    let level = percent(answers.confidence());
    let Some((year, fen)) = most_needed(answers, part) else {
        return Text::new("各年度现金支出", "Cash by year");
    };
    let amount = grouped_wan(fen as f64);
    match part.payer {
        Some(_) => Text::new(
            format!("{year} 年市级安排 {amount} 万元可覆盖 {level} 的情形"),
            format!("In {year} the city needs {amount} 万元 to cover {level} of outcomes"),
        ),
        None => Text::new(
            format!("{year} 年市县合计安排 {amount} 万元可覆盖 {level} 的情形"),
            format!("In {year} city and counties need {amount} 万元 to cover {level} of outcomes"),
        ),
    }
}

/// The clauses that have a cash series, by position.
fn clauses_that_pay(answers: &Answers<'_>) -> Vec<usize> {
    let positions = 0..answers.findings.clauses.len();
    positions.filter(|position| clause_cash(answers, *position, YearLabel::All).is_some()).collect()
}

fn clause_cash<'f>(answers: &Answers<'f>, position: usize, year: YearLabel) -> Option<&'f SeriesStatistics> {
    let clause = Some(answers.findings.clauses[position].id.as_str());
    answers.series(Basis::Cash, year, Part { clause, ..Part::ALL })
}

/// Expected cash by year and clause, and all together in the last column.
fn write_clauses(sheet: &mut Sheet, answers: &Answers<'_>) -> Result<Option<Block>, XlsxError> {
    let clauses = clauses_that_pay(answers);
    if clauses.is_empty() {
        return Ok(None);
    }
    let name = |text: &Text| Text::new(within_a_line(&text.zh, 36), within_a_line(&text.en, 48));
    let titles = clauses.iter().map(|position| name(&answers.findings.clauses[*position].title));
    let names = std::iter::once(Text::new("年度", "Year")).chain(titles);
    let names: Vec<Text> = names.chain([Text::new("合计", "Total")]).collect();
    let mut block = begin(sheet, &clauses_title(answers, &clauses), &names)?;
    for year in answers.years().chain([YearLabel::AfterHorizon]) {
        let label = match year {
            YearLabel::AfterHorizon => Cell::words("以后 Later"),
            year => words::year(year),
        };
        let costs = clauses.iter().map(|position| {
            Cell::Fen(clause_cash(answers, *position, year).map_or(0.0, |cash| cash.mean_fen))
        });
        let total = answers.series(Basis::Cash, year, Part::ALL).map_or(0.0, |cash| cash.mean_fen);
        let cells = std::iter::once(label).chain(costs).chain([Cell::Fen(total)]).collect();
        block.rows.1 = sheet.row(RowLook::Plain, cells)?;
    }
    Ok(Some(block))
}

fn clauses_title(answers: &Answers<'_>, clauses: &[usize]) -> Text {
    let mean =
        |position: &usize| clause_cash(answers, *position, YearLabel::All).map_or(0.0, |cash| cash.mean_fen);
    let total = answers.series(Basis::Cash, YearLabel::All, Part::ALL).map_or(0.0, |cash| cash.mean_fen);
    let largest = clauses.iter().max_by(|a, b| mean(a).total_cmp(&mean(b)));
    match largest {
        Some(largest) if total > 0.0 => {
            let title = &answers.findings.clauses[*largest].title;
            let (amount, share) = (grouped_wan(total), 100.0 * mean(largest) / total);
            Text::new(
                format!("期望支出 {amount} 万元中，{}占 {share:.0}%", within_a_line(&title.zh, 36)),
                format!(
                    "{}: {share:.0}% of the expected cost of {amount} 万元",
                    within_a_line(&title.en, 48)
                ),
            )
        }
        _ => Text::new("没有任何条款产生支出", "No clause pays anything"),
    }
}

/// Cash of each payer over the horizon with its range.
fn write_payers(sheet: &mut Sheet, answers: &Answers<'_>) -> Result<Block, XlsxError> {
    let names = [
        Text::new("支付方", "Payer"),
        Text::new("期望支出", "Expected cash"),
        Text::new("95%", "95%"),
        Text::new("区间宽度", "95% − 5%"),
        Text::new("5%", "5%"),
    ];
    let mut block = begin(sheet, &payers_title(answers), &names)?;
    let city = [(words::payer(Part::CITY.payer).zh, Part::CITY)];
    let counties = answers.findings.counties.iter();
    let counties = counties.map(|county| (county.name.zh.clone(), Part::county(&county.id)));
    for (name, part) in city.into_iter().chain(counties) {
        let cash = answers.series(Basis::Cash, YearLabel::Horizon, part);
        let at = |p| cash.and_then(|cash| quantile(cash, p)).map_or(0, |found| found.fen);
        let (low, high) = (at("0.05"), at("0.95"));
        let cells = vec![
            Cell::words(within_a_line(&name, 24)),
            Cell::Fen(cash.map_or(0.0, |cash| cash.mean_fen)),
            Cell::fen(high),
            Cell::fen(high - low),
            Cell::fen(low),
        ];
        block.rows.1 = sheet.row(RowLook::Plain, cells)?;
    }
    Ok(block)
}

fn payers_title(answers: &Answers<'_>) -> Text {
    let mean = |part| answers.series(Basis::Cash, YearLabel::Horizon, part).map_or(0.0, |cash| cash.mean_fen);
    let (total, city) = (mean(Part::ALL), mean(Part::CITY));
    let share = if total > 0.0 { 100.0 * city / total } else { 0.0 };
    let (years, amount) = (words::horizon(answers.findings), grouped_wan(total));
    Text::new(
        format!("{years} 年期望支出 {amount} 万元，其中市级承担 {share:.0}%"),
        format!("The city bears {share:.0}% of the expected {amount} 万元 in {years}"),
    )
}
