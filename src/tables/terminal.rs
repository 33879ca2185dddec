//! The budget table of the terminal.

use std::fmt::Write;

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use crate::findings::{Findings, YearLabel};
use crate::things::Language;

use super::budget::{BudgetPayer, confidences, expected, payers, recommended, years};
use super::histogram::horizon_histogram;
use super::paint::Paint;
use super::words::{grouped, percent, wan};

/// The budget table: expected cost and recommended appropriation by year for city and counties together, for the
/// city and for the counties, then each county at the scenario's confidence, the distribution of the horizon's cash, and
/// what there is to know; amounts in 万元.
pub fn budget_table(findings: &Findings, language: Language, paint: Paint) -> String {
    let mut text = String::new();
    let title = language.say(&findings.scenario.title.zh, &findings.scenario.title.en);
    let paths = grouped(&findings.paths.to_string());
    let (id, seed) = (&findings.scenario.id, findings.seed);
    let head = match language {
        Language::Chinese => format!("{title}（{id}）　{paths} 条路径　种子 {seed}　单位：万元"),
        Language::English => {
            format!("{title} ({id}), {paths} paths, seed {seed}, amounts in 万元 (10,000 yuan)")
        }
    };
    let _ = writeln!(text, "{}", paint.heading(&head));
    let payers = payers(findings);
    let (groups, counties) = payers.split_at(3);
    let heading =
        language.say("各年度现金支出的建议安排", "Recommended appropriation for each year's cash demand");
    let _ = writeln!(text, "\n{}", paint.heading(heading));
    let _ = writeln!(text, "{}", levels(findings, groups, language, paint).trim_fmt());
    if !counties.is_empty() {
        write_counties(&mut text, findings, counties, language, paint);
    }
    let note = language.say(
        "注：各级、各县和各年的保证水平单独计算，不能相加；期望支出可以相加。",
        "Levels of payers and of years stand alone and do not add up; expected costs do.",
    );
    let _ = writeln!(text, "{note}");
    if let Some(histogram) = horizon_histogram(findings, language, paint) {
        let _ = writeln!(text, "\n{histogram}");
    }
    write_fund(&mut text, findings, language);
    for warning in &findings.warnings {
        let label = paint.caution(language.say("提示：", "Note: "));
        let _ = writeln!(text, "{label}{}", language.of(&warning.message));
    }
    text
}

fn levels(findings: &Findings, payers: &[BudgetPayer], language: Language, paint: Paint) -> Table {
    let confidences = confidences(findings);
    let mut table = plain_table();
    paint.applied(&mut table);
    // the level that the scenario puts first stands out
    let level = |confidence: &str, text: String| {
        if *confidence == findings.scenario.confidence { paint.accent_cell(text) } else { Cell::new(text) }
    };
    let heads = [("支付方", "Payer"), ("年度", "Year"), ("期望", "Expected"), ("标准误", "± s.e.")];
    let mut head: Vec<Cell> = heads.map(|(zh, en)| Cell::new(language.say(zh, en))).into();
    head.extend(confidences.iter().map(|confidence| level(confidence, percent(confidence))));
    table.set_header(head);
    for (position, payer) in payers.iter().enumerate() {
        if position > 0 {
            table.add_row([""]);
        }
        for (index, year) in years(findings).into_iter().enumerate() {
            let name = if index == 0 { language.say(&payer.zh, &payer.en) } else { "" };
            let (mean, error) = expected(findings, payer, year).unwrap_or((0.0, None));
            let mut row: Vec<Cell> =
                [name.to_owned(), year_name(year, language), wan(mean)].map(Cell::new).into();
            row.push(Cell::new(error.map_or_else(|| "—".to_owned(), wan)));
            row.extend(confidences.iter().map(|confidence| {
                let amount = recommended(findings, payer, year, confidence);
                let text = amount.map(|amount| grouped(&(amount.amount_fen / 1_000_000).to_string()));
                level(confidence, text.unwrap_or_default())
            }));
            table.add_row(row);
        }
    }
    right_aligned(&mut table, 2);
    table
}

fn county_levels(
    findings: &Findings,
    counties: &[BudgetPayer],
    confidence: &str,
    language: Language,
) -> Table {
    let mut table = plain_table();
    let years = years(findings);
    let mut head = vec![language.say("县（市、区）", "County").to_owned()];
    head.extend(years.iter().map(|year| year_name(*year, language)));
    table.set_header(head);
    for county in counties {
        let mut row = vec![language.say(&county.zh, &county.en).to_owned()];
        row.extend(years.iter().map(|year| {
            let mean = expected(findings, county, *year).map_or(0.0, |(mean, _)| mean);
            let level = recommended(findings, county, *year, confidence)
                .map_or(0, |level| level.amount_fen / 1_000_000);
            format!("{} / {}", wan(mean), grouped(&level.to_string()))
        }));
        table.add_row(row);
    }
    right_aligned(&mut table, 1);
    table
}

fn write_counties(
    text: &mut String,
    findings: &Findings,
    counties: &[BudgetPayer],
    language: Language,
    paint: Paint,
) {
    let confidence = &findings.scenario.confidence;
    let level = percent(confidence);
    let heading = match language {
        Language::Chinese => format!("各县（市、区）：期望支出 / {level} 保证程度的建议安排"),
        Language::English => format!("Each county: expected cost / recommended appropriation at {level}"),
    };
    let _ = writeln!(text, "\n{}", paint.heading(&heading));
    let _ = writeln!(text, "{}", county_levels(findings, counties, confidence, language).trim_fmt());
}

fn write_fund(text: &mut String, findings: &Findings, language: Language) {
    for year in &findings.fund {
        let chance =
            format!("{:.1}% ± {:.1}%", 100.0 * year.arrears_probability, 100.0 * year.arrears_standard_error);
        let appropriation = wan(year.appropriation_fen as f64);
        let _ = match language {
            Language::Chinese => {
                writeln!(
                    text,
                    "{} 年专项资金已列 {appropriation} 万元，年末出现欠付的概率为 {chance}（标准误）。",
                    year.year
                )
            }
            Language::English => writeln!(
                text,
                "{}: stated appropriation of the special fund {appropriation} 万元, chance of arrears at year end {chance} (s.e.).",
                year.year
            ),
        };
    }
}

pub(super) fn year_name(year: YearLabel, language: Language) -> String {
    match year {
        YearLabel::Year(year) => year.to_string(),
        YearLabel::AfterHorizon => language.say("以后年度", "later").to_owned(),
        YearLabel::Horizon => language.say("各年合计", "all years").to_owned(),
        YearLabel::All => language.say("全部", "all").to_owned(),
    }
}

pub(super) fn plain_table() -> Table {
    let rule = LineStyle::none().fill('─').junction('─');
    let style = TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule);
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Disabled);
    table
}

pub(super) fn right_aligned(table: &mut Table, from: usize) {
    for column in table.column_iter_mut().skip(from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_named_in_both_languages() {
        assert_eq!(year_name(YearLabel::Horizon, Language::Chinese), "各年合计");
        assert_eq!(year_name(YearLabel::Year(2024), Language::English), "2024");
    }
}
