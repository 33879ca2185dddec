//! The computed answers as the budget table of the terminal and as CSV: no sampling error, no seed.

use std::fmt::Write;

use comfy_table::{Cell, Table};

use crate::findings::{ExactFindings, ExactSeriesFinding, YearLabel};
use crate::things::{Basis, Language};

use super::budget::{BudgetPayer, payers_of, years_of};
use super::csv_text::CsvText;
use super::paint::Paint;
use super::terminal::{plain_table, right_aligned, year_name};
use super::words::{basis, beneficiary, grouped, payer, percent, real_yuan, wan, year, yuan};

/// The levels, as decimals in text.
fn confidences(found: &ExactFindings) -> Vec<&str> {
    let mut confidences: Vec<&str> = Vec::new();
    for recommendation in &found.recommendations {
        if !confidences.contains(&recommendation.confidence.as_str()) {
            confidences.push(&recommendation.confidence);
        }
    }
    confidences
}

fn expected(found: &ExactFindings, payer: &BudgetPayer, year: YearLabel) -> f64 {
    let series = found.total(Basis::Cash, year, payer.payer, payer.county.as_deref());
    series.map_or(0.0, |series| series.mean_fen)
}

fn level(found: &ExactFindings, payer: &BudgetPayer, year: YearLabel, confidence: &str) -> Option<i64> {
    let recommendation = found.recommendation(year, payer.payer, payer.county.as_deref(), confidence)?;
    Some(recommendation.amount_fen / 1_000_000)
}

/// The budget table: expected cost and recommended appropriation by year for city and counties together, for the city and for the
/// counties, then each county; what the drivers would change, and what is left out; amounts in 万元.
pub fn exact_table(found: &ExactFindings, language: Language, paint: Paint) -> String {
    let mut text = String::new();
    let (title, id) = (language.of(&found.scenario.title), &found.scenario.id);
    let head = match language {
        Language::Chinese => format!("{title}（{id}）　精确值：未经模拟，没有抽样误差　单位：万元"),
        Language::English => {
            format!(
                "{title} ({id}), exact: computed without simulating, no sampling error, amounts in 万元 (10,000 yuan)"
            )
        }
    };
    let _ = writeln!(text, "{}", paint.heading(&head));
    if found.drivers_switched_off {
        let words = language.say(
            "年度共同因素的影响已设为零，因此与 run 的结果略有差别。",
            "The shared drivers' effect is switched off, so that the answers differ a little from those of run.",
        );
        let _ = writeln!(text, "{words}");
    }
    let payers = payers_of(&found.counties);
    let (groups, counties) = payers.split_at(3);
    let heading =
        language.say("各年度现金支出的建议安排", "Recommended appropriation for each year's cash demand");
    let _ =
        writeln!(text, "\n{}\n{}", paint.heading(heading), levels(found, groups, language, paint).trim_fmt());
    if !counties.is_empty() {
        let at = percent(&found.scenario.confidence);
        let heading = match language {
            Language::Chinese => format!("各县（市、区）：期望支出 / {at} 保证程度的建议安排"),
            Language::English => format!("Each county: expected cost / recommended appropriation at {at}"),
        };
        let table = county_levels(found, counties, language);
        let _ = writeln!(text, "\n{}\n{}", paint.heading(&heading), table.trim_fmt());
    }
    write_budgets(&mut text, found, language);
    write_drivers(&mut text, found, language);
    for reason in &found.left_out {
        let label = language.say("未包括：", "Left out: ");
        let _ = writeln!(text, "{label}{}{}", language.of(reason), language.say("。", "."));
    }
    text
}

fn levels(found: &ExactFindings, payers: &[BudgetPayer], language: Language, paint: Paint) -> Table {
    let confidences = confidences(found);
    let mut table = plain_table();
    paint.applied(&mut table);
    // the level that the scenario puts first stands out
    let mark = |confidence: &str, text: String| {
        if *confidence == found.scenario.confidence { paint.accent_cell(text) } else { Cell::new(text) }
    };
    let heads = [("支付方", "Payer"), ("年度", "Year"), ("期望", "Expected"), ("标准差", "s.d.")];
    let mut head: Vec<Cell> = heads.map(|(zh, en)| Cell::new(language.say(zh, en))).into();
    head.extend(confidences.iter().map(|confidence| mark(confidence, percent(confidence))));
    table.set_header(head);
    for (position, payer) in payers.iter().enumerate() {
        if position > 0 {
            table.add_row([""]);
        }
        for (index, year) in years_of(&found.scenario).into_iter().enumerate() {
            let name = if index == 0 { language.say(&payer.zh, &payer.en) } else { "" };
            let series = found.total(Basis::Cash, year, payer.payer, payer.county.as_deref());
            let spread = series.map_or(0.0, |series| series.sd_fen);
            let mean = expected(found, payer, year);
            let mut row: Vec<Cell> =
                [name.to_owned(), year_name(year, language), wan(mean), wan(spread)].map(Cell::new).into();
            row.extend(confidences.iter().map(|confidence| {
                let amount = level(found, payer, year, confidence);
                mark(confidence, amount.map_or_else(|| "—".to_owned(), |wan| grouped(&wan.to_string())))
            }));
            table.add_row(row);
        }
    }
    right_aligned(&mut table, 2);
    table
}

fn county_levels(found: &ExactFindings, counties: &[BudgetPayer], language: Language) -> Table {
    let mut table = plain_table();
    let years = years_of(&found.scenario);
    let mut head = vec![language.say("县（市、区）", "County").to_owned()];
    head.extend(years.iter().map(|year| year_name(*year, language)));
    table.set_header(head);
    for county in counties {
        let mut row = vec![language.say(&county.zh, &county.en).to_owned()];
        row.extend(years.iter().map(|year| {
            let level = level(found, county, *year, &found.scenario.confidence);
            let level = level.map_or_else(|| "—".to_owned(), |wan| grouped(&wan.to_string()));
            format!("{} / {level}", wan(expected(found, county, *year)))
        }));
        table.add_row(row);
    }
    right_aligned(&mut table, 1);
    table
}

fn write_budgets(text: &mut String, found: &ExactFindings, language: Language) {
    for budget in &found.budgets {
        let (title, amount) = (language.of(&budget.title), wan(budget.amount_fen as f64));
        let chance = 100.0 * budget.probability;
        let _ = match language {
            Language::Chinese => writeln!(text, "{title} {amount} 万元，支出超过它的概率 {chance:.2}%。"),
            Language::English => {
                writeln!(text, "{title}: {amount} 万元, exceeded with probability {chance:.2}%.")
            }
        };
    }
}

/// What the clauses that the drivers touch cost with their effect.
fn write_drivers(text: &mut String, found: &ExactFindings, language: Language) {
    let totals = found
        .means_with_drivers
        .iter()
        .filter(|mean| mean.basis == Basis::Accrual && mean.year == YearLabel::All);
    for mean in totals {
        let clause = found.clauses.iter().find(|clause| clause.id == mean.clause);
        let title = clause.map_or(mean.clause.as_str(), |clause| language.of(&clause.title));
        let (with, error, without) = (wan(mean.mean_fen), wan(mean.se_fen), wan(mean.mean_without_fen));
        let _ = match language {
            Language::Chinese => writeln!(
                text,
                "计入年度共同因素，{title}的期望为 {with} 万元（标准误 {error}），不计为 {without} 万元。"
            ),
            Language::English => writeln!(
                text,
                "With the shared drivers, {title} is expected to cost {with} 万元 (s.e. {error}), without them {without} 万元."
            ),
        };
    }
}

/// `budget.csv` of exact answers: for each payer and year, the expected cash, its standard deviation and the recommended appropriation
/// at each confidence, in 万元.
pub fn exact_budget_csv(found: &ExactFindings) -> Vec<u8> {
    let confidences = confidences(found);
    let mut text = CsvText::new();
    let head = ["支付方 payer", "payer", "county", "year", "期望支出（万元） expected", "标准差（万元） sd"];
    let mut head: Vec<String> = head.map(str::to_owned).into();
    head.extend(confidences.iter().map(|p| format!("{}保证程度（万元） recommended", percent(p))));
    text.row(head);
    for of in payers_of(&found.counties) {
        for at in years_of(&found.scenario) {
            let series = found.total(Basis::Cash, at, of.payer, of.county.as_deref());
            let mut cells = vec![
                format!("{} {}", of.zh, of.en),
                payer(of.payer).to_owned(),
                of.county.clone().unwrap_or_default(),
                year(at),
                format!("{:.4}", expected(found, &of, at) / 1e6),
                series.map(|series| format!("{:.4}", series.sd_fen / 1e6)).unwrap_or_default(),
            ];
            let levels = confidences.iter().map(|confidence| level(found, &of, at, confidence));
            cells.extend(levels.map(|wan| wan.map(|wan| wan.to_string()).unwrap_or_default()));
            text.row(cells);
        }
    }
    text.finish()
}

/// `series.csv` of exact answers: basis, year, clause, county, payer, beneficiary (empty: all), then mean, sd, quantiles, VaR and TVaR
/// in yuan; empty where there is no distribution.
pub fn exact_series_csv(found: &ExactFindings) -> Vec<u8> {
    let mut text = CsvText::new();
    let head = ["basis", "year", "clause", "county", "payer", "beneficiary", "mean", "sd"];
    let mut head: Vec<String> = head.map(str::to_owned).into();
    let first = found.series.iter().find_map(|series| series.distribution.as_ref());
    if let Some(first) = first {
        head.extend(first.quantiles.iter().map(|quantile| format!("q{}", percent(&quantile.p))));
        for tail in &first.tails {
            head.extend(["var", "tvar"].map(|name| format!("{name}{}", percent(&tail.p))));
        }
    }
    let width = head.len();
    text.row(head);
    for series in &found.series {
        let mut cells = cells(series);
        cells.resize(width, String::new());
        text.row(cells);
    }
    text.finish()
}

fn cells(series: &ExactSeriesFinding) -> Vec<String> {
    let mut cells = vec![
        basis(series.basis).to_owned(),
        year(series.year),
        series.clause.clone().unwrap_or_default(),
        series.county.clone().unwrap_or_default(),
        payer(series.payer).to_owned(),
        beneficiary(series.beneficiary).to_owned(),
        real_yuan(series.mean_fen),
        real_yuan(series.sd_fen),
    ];
    if let Some(distribution) = &series.distribution {
        cells.extend(distribution.quantiles.iter().map(|quantile| yuan(quantile.fen)));
        for tail in &distribution.tails {
            cells.extend([yuan(tail.var_fen), real_yuan(tail.tvar_fen)]);
        }
    }
    cells
}
