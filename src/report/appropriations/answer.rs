//! The answer: the least that keeps arrears rare, and what the given appropriations do.

use maud::{Markup, html};

use crate::findings::{Appropriations, GivenBy};
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{amount, level, percent, span, unit};
use super::document::horizon;

/// The section.
pub(super) fn section(page: &Page, found: &Appropriations) -> Section {
    let body = html! {
        (cheapest(page, found))
        (given(page, found))
        p.note {
            (page.say(
                "“欠付”指当年应付而专项资金不够支付、结转到下年的部分。最省的安排逐年取最小的足额（整万元），在模拟路径上精确求解，各年合计也最小；任何一年再少 1 万元都会超过所要求的概率。",
                "Arrears are what is due and the fund cannot pay, carried into the next year. The cheapest appropriations take each year's smallest sufficient whole 万元 in turn, solved exactly on the simulated paths, which is also least in sum: 1 万元 less in any year would exceed the chance asked for.",
            ))
        }
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The ends of an interval of whole amounts; an open one is said to be open.
pub(super) fn ends(page: &Page, interval: [Option<i64>; 2]) -> String {
    page.interval(interval)
}

fn cheapest(page: &Page, found: &Appropriations) -> Markup {
    let Some(fund) = found.payers.first() else { return html! {} };
    let Some(rule) = fund.rules.first() else { return html! {} };
    let at = "/payers/0/rules/0/cheapest";
    let total = html! {
        strong { span data-from={ (at) "/total_fen" } { (amount(page.language, rule.cheapest.total_fen as f64)) } " " (unit(page.language)) }
    };
    let last = rule.cheapest.cumulated_interval_fen.len().saturating_sub(1);
    let interval = html! {
        span data-from={ (at) "/cumulated_interval_fen/" (last) } { (ends(page, rule.cheapest.total_interval_fen())) }
    };
    let (chance, years) = (level(&found.chance), horizon(page, found));
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => {
                    (page.name(&fund.name)) "：要使每年年末欠付的概率都不超过 " (chance) "，" span.nowrap { (years) } " 年最省需安排合计 "
                    (total) "（95% 区间 " (interval) "）。"
                }
                Language::English => {
                    (page.name(&fund.name)) ": to keep the chance of arrears within " (chance) " in every year, "
                    span.nowrap { (years) } " need " (total) " in all at least (95% interval " (interval) ")."
                }
            }
        }
    }
}

/// What the given appropriations do.
fn given(page: &Page, found: &Appropriations) -> Markup {
    let rule = found.payers.first().and_then(|fund| fund.rules.first());
    let Some(given) = rule.and_then(|rule| rule.given.as_ref()) else { return html! {} };
    let at = "/payers/0/rules/0/given";
    let worst = given.plan.years.iter().enumerate().max_by_key(|(_, year)| year.chance.paths);
    let Some((position, worst)) = worst else { return html! {} };
    let total = html! {
        span data-from={ (at) "/total_fen" } { (amount(page.language, given.plan.total_fen as f64)) } " " (unit(page.language))
    };
    let chance = &worst.chance;
    let share = html! { strong { span data-from={ (at) "/years/" (position) "/chance/share" } { (percent(chance.share)) } } };
    let interval = html! {
        span data-from={ (at) "/years/" (position) "/chance/interval" } {
            (span(page.language, &percent(chance.interval[0]), &percent(chance.interval[1])))
        }
    };
    let whose = match found.given {
        GivenBy::Scenario => page.say("情景已列的安排", "What the scenario states"),
        GivenBy::Asked => page.say("所问的安排", "What was asked about"),
        GivenBy::Spread => page.say("所问总额按年摊开后", "The total asked about, spread over the years"),
    };
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => {
                    (whose) "合计 " (total) "：欠付概率最高的是 " (worst.year) " 年末，为 " (share) "（95% 区间 " (interval) "）。"
                }
                Language::English => {
                    (whose) ", " (total) " in all: the chance of arrears is highest at the end of " (worst.year) ", " (share)
                    " (95% interval " (interval) ")."
                }
            }
        }
    }
}
