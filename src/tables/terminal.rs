//! The budget table of the terminal.

use std::fmt::Write;

use crate::findings::{BudgetFinding, Findings, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::budget::{BudgetPayer, confidences, expected, payers, recommended, years};
use super::grid::{Cell, Grid};
use super::histogram::horizon_histogram;
use super::paint::Paint;
use super::words::{grouped, percent, wan};
use super::wrapping::{fitted, paragraph};

/// The budget table: expected cost and recommended appropriation by year for city and counties together, for the
/// city and for the counties, then each county at the scenario's confidence, the distribution of the horizon's cash, and
/// what there is to know; amounts in 万元.
pub fn budget_table(findings: &Findings, language: Language, paint: Paint) -> String {
    let mut text = String::new();
    let title = language.say(&findings.scenario.title.zh, &findings.scenario.title.en);
    let (id, of) = (&findings.scenario.id, numbers_of(findings, language));
    let head = match language {
        Language::Chinese => format!("{title}（{id}）　{of}　单位：万元"),
        Language::English => format!("{title} ({id}), {of}, amounts in 万元 (10,000 yuan)"),
    };
    let _ = writeln!(text, "{}", paint.heading(&paragraph(&head, 2)));
    let payers = payers(findings);
    let (groups, counties) = payers.split_at(3);
    let heading =
        language.say("各年度现金支出的建议安排", "Recommended appropriation for each year's cash demand");
    let _ = writeln!(text, "\n{}", paint.heading(heading));
    let _ = writeln!(text, "{}", levels(findings, groups, language).text(paint));
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
    write_budgets(&mut text, findings, language);
    write_fund(&mut text, findings, language);
    write_contingent(&mut text, findings, language);
    for warning in &findings.warnings {
        let label = paint.caution(language.say("提示：", "Note: "));
        let _ = writeln!(text, "{label}{}", language.of(&warning.message));
    }
    fitted(&text)
}

/// What the numbers are of: so many paths and a seed, or exact.
fn numbers_of(findings: &Findings, language: Language) -> String {
    let Some(drawn) = findings.sample else {
        let words = language
            .say("精确值：未经模拟，没有抽样误差", "exact: computed without simulating, no sampling error");
        return words.to_owned();
    };
    let (paths, seed) = (grouped(&drawn.paths.to_string()), drawn.seed);
    match language {
        Language::Chinese => format!("{paths} 条路径　种子 {seed}"),
        Language::English => format!("{paths} paths, seed {seed}"),
    }
}

fn levels(findings: &Findings, payers: &[BudgetPayer], language: Language) -> Grid {
    let confidences = confidences(findings);
    // the level that the scenario puts first stands out
    let level = |confidence: &str, text: String| {
        if *confidence == findings.scenario.confidence { Cell::accented(text) } else { Cell::from(text) }
    };
    let beside = if findings.sample.is_some() { ("标准误", "± s.e.") } else { ("标准差", "s.d.") };
    let heads = [("支付方", "Payer"), ("年度", "Year"), ("期望", "Expected"), beside];
    let mut head: Vec<Cell> = heads.map(|(zh, en)| Cell::from(language.say(zh, en))).into();
    head.extend(confidences.iter().map(|confidence| level(confidence, percent(confidence))));
    let mut table = Grid::new(2, head);
    for (position, payer) in payers.iter().enumerate() {
        if position > 0 {
            table.across("");
        }
        for (index, year) in years(findings).into_iter().enumerate() {
            let name = if index == 0 { language.say(&payer.zh, &payer.en) } else { "" };
            let (mean, beside) = expected(findings, payer, year).unwrap_or((0.0, None));
            let mut row: Vec<Cell> =
                [name.to_owned(), year_name(year, language), wan(mean)].map(Cell::from).into();
            row.push(beside.map_or_else(|| "—".to_owned(), wan).into());
            row.extend(confidences.iter().map(|confidence| {
                let amount = recommended(findings, payer, year, confidence);
                let text = amount.map(|amount| grouped(&(amount.amount_fen / 1_000_000).to_string()));
                level(confidence, text.unwrap_or_else(|| "—".to_owned()))
            }));
            table.row(row);
        }
    }
    table
}

fn county_levels(
    findings: &Findings,
    counties: &[BudgetPayer],
    confidence: &str,
    language: Language,
) -> Grid {
    let years = years(findings);
    let mut head = vec![language.say("县（市、区）", "County").to_owned()];
    head.extend(years.iter().map(|year| year_name(*year, language)));
    let mut table = Grid::new(1, head);
    for county in counties {
        let mut row = vec![language.say(&county.zh, &county.en).to_owned()];
        row.extend(years.iter().map(|year| {
            let mean = expected(findings, county, *year).map_or(0.0, |(mean, _)| mean);
            let level = recommended(findings, county, *year, confidence)
                .map(|level| grouped(&(level.amount_fen / 1_000_000).to_string()));
            format!("{} / {}", wan(mean), level.as_deref().unwrap_or("—"))
        }));
        table.row(row);
    }
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
    let _ = writeln!(text, "{}", county_levels(findings, counties, confidence, language).plain());
}

/// Where all was computed, which gives no account: the chance that each stated budget is exceeded; what several names ask
/// of the same money is answered once, under all of them.
fn write_budgets(text: &mut String, findings: &Findings, language: Language) {
    let budgets: &[BudgetFinding] = if findings.sample.is_none() { &findings.budgets } else { &[] };
    for (index, budget) in budgets.iter().enumerate() {
        if budgets[..index].iter().any(|earlier| is_same_question(earlier, budget)) {
            continue;
        }
        let (title, amount) = (language.of(&budget.title), wan(budget.amount_fen as f64));
        let chance = 100.0 * budget.probability;
        let others: String = budgets[index + 1..]
            .iter()
            .filter(|later| is_same_question(budget, later))
            .map(|later| match language {
                Language::Chinese => format!("（又名“{}”）", later.title.zh),
                Language::English => format!(" (also called \"{}\")", later.title.en),
            })
            .collect();
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "{title}{others} {amount} 万元，支出超过它的概率为 {chance:.2}%。")
            }
            Language::English => {
                writeln!(text, "{title}{others}: {amount} 万元, exceeded with probability {chance:.2}%.")
            }
        };
    }
}

/// Whether two budgets are the same amount for the same payments.
fn is_same_question(one: &BudgetFinding, other: &BudgetFinding) -> bool {
    let scope = |budget: &BudgetFinding| (budget.basis, budget.year, budget.payer, budget.amount_fen);
    scope(one) == scope(other) && one.clause == other.clause && one.county == other.county
}

/// Two chances of too little, each with what it counts: the year alone, and the account with what earlier years leave.
fn write_fund(text: &mut String, findings: &Findings, language: Language) {
    let chance = |p: f64, error: f64| format!("{:.1}% ± {:.1}%", 100.0 * p, 100.0 * error);
    for year in &findings.fund {
        let arrears = chance(year.arrears_probability, year.arrears_standard_error);
        let appropriation = wan(year.appropriation_fen as f64);
        let alone = findings.budgets.iter().find(|budget| {
            (budget.basis, budget.year, budget.payer)
                == (Basis::Cash, YearLabel::Year(year.year), Some(Payer::City))
                && budget.amount_fen == year.appropriation_fen
                && budget.clause.is_none()
                && budget.county.is_none()
        });
        let alone = alone.and_then(|budget| Some(chance(budget.probability, budget.standard_error?)));
        let _ = match language {
            Language::Chinese => {
                writeln!(text, "{} 年专项资金已列 {appropriation} 万元（± 后为标准误）：", year.year)
            }
            Language::English => writeln!(
                text,
                "{}: stated appropriation of the special fund {appropriation} 万元 (± standard error):",
                year.year
            ),
        };
        if let Some(alone) = alone {
            let words = language.say(
                "  单看当年支出超过当年已列，不计结转和上年欠付：概率 ",
                "  the year's payments alone exceed it, no carry-over, no earlier arrears: chance ",
            );
            let _ = writeln!(text, "{words}{alone}");
        }
        let words = language.say(
            "  计入结转和上年欠付，年末欠付：概率 ",
            "  arrears at year end, carry-over and earlier arrears counted: chance ",
        );
        let _ = writeln!(text, "{words}{arrears}");
    }
}

/// The sub-fund's losses that would be written off over the horizon; nothing where the scenario has no sub-fund.
fn write_contingent(text: &mut String, findings: &Findings, language: Language) {
    let found = findings.series.iter().find(|series| {
        (series.basis, series.year) == (Basis::Contingent, YearLabel::Horizon)
            && (series.payer, series.beneficiary) == (None, None)
            && (series.clause.as_ref(), series.county.as_ref()) == (None, None)
    });
    let Some(statistics) = found.map(|series| &series.statistics).filter(|found| found.max_fen > Some(0))
    else {
        return;
    };
    let mean = wan(statistics.mean_fen);
    let error = statistics.se_fen.map_or_else(|| "—".to_owned(), wan);
    let high = statistics.quantiles.iter().find(|quantile| quantile.p == "0.95");
    let high = high.map_or_else(|| "—".to_owned(), |quantile| wan(quantile.fen as f64));
    let _ = match language {
        Language::Chinese => writeln!(
            text,
            "子基金容错核销（或有，不支付，不含在上表中）：各年合计期望 {mean} ± {error} 万元，95% 分位 {high} 万元。"
        ),
        Language::English => writeln!(
            text,
            "Sub-fund write-offs (contingent, not paid, not in the tables above), all years:\n  \
             expected {mean} ± {error} 万元, 95% quantile {high} 万元."
        ),
    };
}

pub(super) fn year_name(year: YearLabel, language: Language) -> String {
    match year {
        YearLabel::Year(year) => year.to_string(),
        YearLabel::AfterHorizon => language.say("以后年度", "later").to_owned(),
        YearLabel::Horizon => language.say("各年合计", "all years").to_owned(),
        YearLabel::All => language.say("全部", "all").to_owned(),
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
