//! The answer: what must be appropriated, by whom and when, and whether what is stated is enough.

use maud::{Markup, html};

use crate::findings::{BudgetFinding, FundFinding, YearLabel};
use crate::things::{Language, Text};

use super::super::page::{Section, foreign, nothing, number};
use super::super::words::{amount, fine, in_words, level, percent, span, unit, with_unit};
use super::lookup::{self, BudgetPayer};
use super::page::RunPage;

/// The most years that stand beside each other in one table: more would not fit on A4.
const YEARS_BESIDE: usize = 7;

/// The section.
pub(in crate::report) fn section(page: &RunPage<'_>) -> Section {
    let body = html! {
        (sentence(page))
        (key_figures(page))
        (appropriations(page))
        (shortages(page))
        (other_budgets(page))
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The year in which the city needs most, and how much.
fn heaviest(page: &RunPage<'_>) -> Option<(YearLabel, String, f64)> {
    let confidence = lookup::confidence(page.findings);
    let of = |year| {
        let (at, found) = page.index.recommendation(&lookup::city(), year, confidence)?;
        Some((year, at, found.amount_fen as f64))
    };
    lookup::years(page.findings)
        .into_iter()
        .filter_map(of)
        .reduce(|most, year| if year.2 > most.2 { year } else { most })
}

fn over_horizon(page: &RunPage<'_>, payer: &BudgetPayer<'_>) -> Option<(String, f64)> {
    let confidence = lookup::confidence(page.findings);
    let (at, found) = page.index.recommendation(payer, YearLabel::Horizon, confidence)?;
    Some((at, found.amount_fen as f64))
}

/// The stated appropriation of the fund with the greatest chance of being too little.
fn tightest<'f>(page: &RunPage<'f>) -> Option<(usize, &'f BudgetFinding)> {
    let stated = page.findings.budgets.iter().enumerate().filter(|(_, budget)| of_fund(budget).is_some());
    stated.reduce(|most, budget| if budget.1.probability > most.1.probability { budget } else { most })
}

/// The year of a budget that is the fund's appropriation.
fn of_fund(budget: &BudgetFinding) -> Option<i32> {
    budget.id.strip_prefix("fund.").and_then(|year| year.parse().ok())
}

/// The answer in plain words.
fn sentence(page: &RunPage<'_>) -> Markup {
    let language = page.language;
    let confidence = level(lookup::confidence(page.findings));
    let Some((year, _, most)) = heaviest(page) else { return html! {} };
    let year = page.year(year);
    let whole = over_horizon(page, &lookup::city()).map_or(0.0, |found| found.1);
    let pooled = over_horizon(page, &lookup::everyone()).map_or(0.0, |found| found.1);
    let (whole, pooled) = (in_words(language, whole), in_words(language, pooled));
    let (horizon, several) =
        (page.horizon(), page.findings.scenario.first_year < page.findings.scenario.last_year);
    let strong = |words: String| html! { strong { (words) } };
    html! {
        p.lead {
            @match language {
                Language::Chinese => {
                    "按 " (confidence) " 的把握，" (year) " 年市级专项资金需安排 " (strong(in_words(language, most)))
                    @if several { "，是各年中最多的一年；" span.nowrap { (horizon) } " 年合计，市级需 " (whole) "，市县合并需 " (pooled) "。" }
                    @else { "；市县合并需 " (pooled) "。" }
                }
                Language::English => {
                    "At " (confidence) " confidence the city's special fund must hold " (strong(in_words(language, most)))
                    " in " (year)
                    @if several {
                        ", the most of any year; over " span.nowrap { (horizon) } " the city needs " (whole)
                        ", and city and counties together " (pooled) "."
                    }
                    @else { "; city and counties together need " (pooled) "." }
                }
            }
            (stated_sentence(page))
        }
    }
}

/// Whether what is stated is enough.
fn stated_sentence(page: &RunPage<'_>) -> Markup {
    let language = page.language;
    let Some((_, budget)) = tightest(page) else {
        let words = page.say(
            "情景未列专项资金安排，因此不计算资金不足的概率。",
            " The scenario states no appropriation, so there is no chance of its being too little.",
        );
        return html! { (words) };
    };
    let (year, stated) = (page.year(budget.year), with_unit(language, budget.amount_fen as f64));
    let chance = percent(budget.probability);
    let error = budget.standard_error.map(percent);
    html! {
        @match language {
            Language::Chinese => {
                "情景已列的安排中，" (year) " 年的 " (stated) "最可能不足：当年支出超过它的概率为 "
                strong { (chance) } @if let Some(error) = &error { "（标准误 " (error) "）" } "。"
            }
            Language::English => {
                " Of the appropriations that the scenario states, the " (stated) " of " (year)
                " are the most likely to fall short: the chance that the year's payments exceed them is "
                strong { (chance) } @if let Some(error) = &error { " (standard error " (error) ")" } "."
            }
        }
    }
}

/// The figures to remember.
fn key_figures(page: &RunPage<'_>) -> Markup {
    let language = page.language;
    let confidence = level(lookup::confidence(page.findings));
    // word joiners: the two years stay on one line
    let horizon = page.horizon().replace('—', "\u{2060}—\u{2060}").replace('–', "\u{2060}–\u{2060}");
    let labels = |zh: String, en: String| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let mut figures: Vec<(String, String, String, &'static str)> = Vec::new();
    if let Some((year, at, fen)) = heaviest(page) {
        let year = page.year(year);
        let label = labels(
            format!("{year} 年市级专项资金，{confidence} 的把握"),
            format!("city's special fund in {year}, at {confidence} confidence"),
        );
        figures.push((label, amount(language, fen), format!("{at}/amount_fen"), unit(language)));
    }
    let pools = [
        (lookup::city(), "市级合计", "city, all years"),
        (lookup::everyone(), "市县合并合计", "city and counties, all years"),
    ];
    for (payer, zh, en) in pools {
        if let Some((at, fen)) = over_horizon(page, &payer) {
            let label = labels(format!("{horizon} 年{zh}"), format!("{en} {horizon}"));
            figures.push((label, amount(language, fen), format!("{at}/amount_fen"), unit(language)));
        }
    }
    if let Some((at, budget)) = tightest(page) {
        let year = page.year(budget.year);
        let stated = with_unit(language, budget.amount_fen as f64);
        let label = labels(
            format!("{year} 年已安排 {stated}，资金不足的概率"),
            format!("chance that the {stated} stated for {year} are not enough"),
        );
        figures.push((label, percent(budget.probability), format!("/budgets/{at}/probability"), ""));
    }
    html! {
        dl.figures {
            @for (label, written, from, unit) in &figures {
                div {
                    dt { (label) }
                    dd { span data-from=(from) { (written) } @if !unit.is_empty() { span.unit { (unit) } } }
                }
            }
        }
    }
}

/// The recommended appropriations by payer and year.
fn appropriations(page: &RunPage<'_>) -> Markup {
    let confidence = level(lookup::confidence(page.findings));
    let years: Vec<YearLabel> =
        lookup::years(page.findings).into_iter().chain([YearLabel::Horizon]).collect();
    let note = page.say(
        "每年、每一支付方的建议安排都是单独能以该把握覆盖其现金支出的最小整万元数。各自的水平不能相加：几家同时达到高位的概率小于一家，因此合并所需小于各方之和。其他把握的水平见“数据表”。",
        "Each figure is the smallest whole 万元 that covers the cash demand of that payer in that year with this confidence. Levels do not add up: several payers are less likely to have a bad year at once than one, so together they need less than the sum. Other levels of confidence are among the tables.",
    );
    html! {
        h3 { (page.say("建议安排", "Recommended appropriations")) }
        @for years in years.chunks(YEARS_BESIDE) {
            (appropriation_table(page, years, &confidence))
        }
        p.note { (note) }
    }
}

fn appropriation_table(page: &RunPage<'_>, years: &[YearLabel], confidence: &str) -> Markup {
    let caption = match page.language {
        Language::Chinese => format!("各年度建议安排（{confidence} 的把握）"),
        Language::English => format!("Recommended appropriation by year, at {confidence} confidence"),
    };
    let head = html! {
        tr {
            th scope="col" { (page.say("支付方", "Payer")) }
            @for year in years { th.number scope="col" { (page.year(*year)) } }
        }
    };
    let wanted = lookup::confidence(page.findings);
    let row = |payer: &BudgetPayer<'_>, class: Option<&str>| {
        html! {
            tr class=[class] {
                th scope="row" { (page.name(&payer.name)) }
                @for year in years {
                    @match page.index.recommendation(payer, *year, wanted) {
                        Some((at, found)) => (page.amount(found.amount_fen as f64, &format!("{at}/amount_fen"))),
                        None => (nothing()),
                    }
                }
            }
        }
    };
    let bodies = html! {
        tbody { (row(&lookup::city(), Some("first"))) }
        tbody { @for county in lookup::counties(page.findings) { (row(&county, None)) } }
        tbody {
            (row(&lookup::all_counties(), Some("sum")))
            (row(&lookup::everyone(), Some("sum")))
        }
    };
    page.table(page.findings.counties.len() + 3, &html! { (caption) }, &head, &bodies)
}

/// The stated appropriations, how likely they are to fall short, and what is then left unpaid.
fn shortages(page: &RunPage<'_>) -> Markup {
    let stated = page.findings.fund.iter().any(|year| year.appropriation_fen > 0);
    if !stated {
        return html! {};
    }
    let confidence = level(lookup::confidence(page.findings));
    let head = html! {
        tr {
            th scope="col" { (page.say("年度", "Year")) }
            th.number scope="col" { (page.say("已列安排", "Stated")) }
            th.number scope="col" {
                @match page.language {
                    Language::Chinese => { "建议安排（" (confidence) "）" }
                    Language::English => { "Recommended (" (confidence) ")" }
                }
            }
            th.number scope="col" { (page.say("当年支出超过已列的概率", "Chance that the year's payments exceed it")) }
            th.number scope="col" { (page.say("年末仍有欠付的概率", "Chance of arrears at the year's end")) }
            th.number scope="col" { (page.say("欠付时的平均欠付额", "Mean arrears if any")) }
        }
    };
    let bodies = html! {
        tbody { @for (position, year) in page.findings.fund.iter().enumerate() { (shortage_row(page, position, year)) } }
    };
    let note = page.say(
        "年末欠付会带入下年，未用完的安排按规定结转，因此年末是否欠付与当年支出是否超过安排并不相同。± 后为标准误。",
        "Arrears carry over into the next year, and so does what is not spent, so a shortage at the year's end is not the same as a year whose payments exceed its appropriation. ± gives the standard error.",
    );
    html! {
        h3 { (page.say("已安排资金不足的概率", "The chance that the stated appropriation is not enough")) }
        (page.table(page.findings.fund.len(), &html! { (page.say("专项资金已列安排", "Stated appropriations of the special fund")) }, &head, &bodies))
        p.note { (note) }
    }
}

fn shortage_row(page: &RunPage<'_>, position: usize, year: &FundFinding) -> Markup {
    let label = YearLabel::Year(year.year);
    let budget = page.findings.budgets.iter().enumerate().find(|(_, b)| of_fund(b) == Some(year.year));
    let wanted = lookup::confidence(page.findings);
    html! {
        tr data-at={ "/fund/" (position) } {
            th scope="row" { (year.year) }
            (page.amount(year.appropriation_fen as f64, "appropriation_fen"))
            @match page.index.recommendation(&lookup::city(), label, wanted) {
                Some((at, found)) => (page.amount(found.amount_fen as f64, &format!("{at}/amount_fen"))),
                None => (nothing()),
            }
            @match budget {
                Some((at, budget)) => (budget_chance(page, at, budget)),
                None => (nothing()),
            }
            (page.chance(year.arrears_probability, year.arrears_standard_error, ["arrears_probability", "arrears_standard_error"]))
            @match year.arrears_mean_if_any_fen {
                Some(fen) => (number(&fine(page.language, fen), "arrears_mean_if_any_fen")),
                None => (nothing()),
            }
        }
    }
}

fn budget_chance(page: &RunPage<'_>, position: usize, budget: &BudgetFinding) -> Markup {
    let at = format!("/budgets/{position}");
    let from = [format!("{at}/probability"), format!("{at}/standard_error")];
    match budget.standard_error {
        Some(error) => page.chance(budget.probability, error, [&from[0], &from[1]]),
        None => number(&percent(budget.probability), &from[0]),
    }
}

/// Budgets that the scenario states besides the fund's appropriations, which have a table of their own where paths tell of arrears.
fn other_budgets(page: &RunPage<'_>) -> Markup {
    let sampled = page.findings.sample.is_some();
    let budgets = page.findings.budgets.iter().enumerate().filter(|(_, b)| !sampled || of_fund(b).is_none());
    let budgets: Vec<(usize, &BudgetFinding)> = budgets.collect();
    if budgets.is_empty() {
        return html! {};
    }
    let rows = budgets.len();
    let head = html! {
        tr {
            th scope="col" { (page.say("预算", "Budget")) }
            th scope="col" { (page.say("年度", "Years")) }
            th.number scope="col" { (page.say("金额", "Amount")) }
            th.number scope="col" { (page.say("支出超过它的概率", "Chance that it is exceeded")) }
            @if sampled { th.number scope="col" { (page.say("该概率的 95% 区间", "95% interval of the chance")) } }
        }
    };
    let bodies = html! {
        tbody {
            @for (position, budget) in budgets {
                tr {
                    th scope="row" { (foreign(page.language.of(&budget.title))) }
                    td.words { (page.year(budget.year)) }
                    (page.amount(budget.amount_fen as f64, &format!("/budgets/{position}/amount_fen")))
                    (budget_chance(page, position, budget))
                    @if let Some([low, high]) = budget.interval {
                        (number(&span(page.language, &percent(low), &percent(high)), &format!("/budgets/{position}/interval")))
                    }
                }
            }
        }
    };
    let (heading, caption) = if sampled {
        (("其他已列预算", "Other stated budgets"), ("情景中的其他预算", "Further budgets of the scenario"))
    } else {
        (
            ("已列安排与预算", "Stated appropriations and budgets"),
            ("情景中已列的安排与预算", "What the scenario states"),
        )
    };
    html! {
        h3 { (page.say(heading.0, heading.1)) }
        (page.table(rows, &html! { (page.say(caption.0, caption.1)) }, &head, &bodies))
    }
}
