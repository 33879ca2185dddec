//! The answer: what must be appropriated each year, by city, counties and each county.

use maud::{Markup, html};

use crate::findings::{ExactFindings, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::page::{Page, Section, nothing};
use super::super::words::{in_words, level, percent};

/// A payer: who, which county, its name.
type Payers<'f> = Vec<(Option<Payer>, Option<&'f str>, String)>;

/// The section.
pub(super) fn section(page: &Page, found: &ExactFindings) -> Section {
    let body = html! {
        (sentence(page, found))
        (levels(page, found))
        (budgets(page, found))
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

fn sentence(page: &Page, found: &ExactFindings) -> Markup {
    let confidence = &found.scenario.confidence;
    let Some(known) = found.recommendation(YearLabel::Horizon, None, None, confidence) else {
        return html! {};
    };
    let amount = in_words(page.language, known.amount_fen as f64);
    let (first, last, level) = (found.scenario.first_year, found.scenario.last_year, level(confidence));
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => {
                    (first) "—" (last) " 年市县合计安排 " strong { (amount) } "，可覆盖 " (level) " 的情形。本页数字由模型直接算出，没有抽样误差。"
                }
                Language::English => {
                    strong { (amount) } " over " (first) "–" (last) " cover " (level) " of outcomes, city and counties together. The figures are computed from the model directly, without sampling error."
                }
            }
        }
        @if found.drivers_switched_off {
            p.note {
                (page.say(
                    "年度共同因素（经济与资本市场）使企业之间互相关联，其影响在此设为零，因此与主报告略有差别；受其影响的两项奖励计入影响后的期望见下。",
                    "Shared drivers of economy and capital market tie firms together; their effect is switched off here, so that the figures differ a little from the main report's. What the two rewards that they touch are expected to cost with them stands below.",
                ))
            }
        }
    }
}

fn payers<'f>(page: &Page, found: &'f ExactFindings) -> Payers<'f> {
    let mut payers: Payers<'f> = vec![
        (None, None, page.say("市县合并", "City and counties").to_owned()),
        (Some(Payer::City), None, page.say("市级", "City").to_owned()),
        (Some(Payer::County), None, page.say("县级合并", "All counties").to_owned()),
    ];
    payers.extend(found.counties.iter().map(|county| {
        (Some(Payer::County), Some(county.id.as_str()), page.language.of(&county.name).to_owned())
    }));
    payers
}

/// Expected cash and recommended appropriation of every payer, year by year.
fn levels(page: &Page, found: &ExactFindings) -> Markup {
    let confidence = &found.scenario.confidence;
    let years = (found.scenario.first_year..=found.scenario.last_year).map(YearLabel::Year);
    let years: Vec<YearLabel> = years.chain([YearLabel::Horizon]).collect();
    let payers = payers(page, found);
    let covers = match page.language {
        Language::Chinese => format!("各年度建议安排（覆盖 {} 的情形），括号内为期望支出", level(confidence)),
        Language::English => {
            format!(
                "Recommended appropriation (covers {} of outcomes), expected cash in brackets",
                level(confidence)
            )
        }
    };
    let head = html! {
        tr {
            th scope="col" { (page.say("支付方", "Payer")) }
            @for year in &years { th.number scope="col" { (page.year(*year)) } }
        }
    };
    let cell = |payer: Option<Payer>, county: Option<&str>, year: YearLabel| {
        let series = found.series.iter().position(|series| {
            series.basis == Basis::Cash
                && (series.year, series.payer, series.county.as_deref()) == (year, payer, county)
                && series.clause.is_none()
                && series.beneficiary.is_none()
        });
        let level = found.recommendations.iter().position(|known| {
            (known.year, known.payer, known.county.as_deref()) == (year, payer, county)
                && known.confidence == *confidence
        });
        let (Some(series), Some(level)) = (series, level) else { return nothing() };
        let (mean, amount) = (found.series[series].mean_fen, found.recommendations[level].amount_fen);
        html! {
            td data-from={ "/recommendations/" (level) "/amount_fen" } {
                (super::super::words::amount(page.language, amount as f64))
                small { "(" span data-from={ "/series/" (series) "/mean_fen" } { (super::super::words::fine(page.language, mean)) } ")" }
            }
        }
    };
    let bodies = html! {
        tbody {
            @for (payer, county, name) in &payers {
                tr { th scope="row" { (name) } @for year in &years { (cell(*payer, *county, *year)) } }
            }
        }
    };
    page.table(payers.len(), &html! { (covers) }, &head, &bodies)
}

/// Stated budgets and the chance that they are exceeded.
fn budgets(page: &Page, found: &ExactFindings) -> Markup {
    if found.budgets.is_empty() {
        return html! {};
    }
    let head = html! {
        tr {
            th scope="col" { (page.say("已列安排", "Stated")) }
            th.number scope="col" { (page.say("金额", "Amount")) }
            th.number scope="col" { (page.say("支出超过它的概率", "Probability of more")) }
        }
    };
    let bodies = html! {
        tbody {
            @for (at, budget) in found.budgets.iter().enumerate() {
                tr {
                    th scope="row" { (page.name(&budget.title)) }
                    (page.amount(budget.amount_fen as f64, &format!("/budgets/{at}/amount_fen")))
                    td data-from={ "/budgets/" (at) "/probability" } { (percent(budget.probability)) }
                }
            }
        }
    };
    let caption = page.say("已列安排够不够", "Whether what is stated is enough");
    page.table(found.budgets.len(), &html! { (caption) }, &head, &bodies)
}
