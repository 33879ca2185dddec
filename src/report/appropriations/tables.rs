//! The tables: the cheapest appropriations of each payer, what given ones do to the fund, and the frontier.

use maud::{Markup, html};

use crate::findings::{Appropriations, CheapestPlan, Checked, PayerAppropriations, RuleAppropriations};
use crate::things::{Language, Text};

use super::super::page::{Page, Section, nothing};
use super::super::words::{level, percent, span};
use super::answer::ends;

/// The most years beside each other.
const BESIDE: usize = 6;

/// The section.
pub(super) fn section(page: &Page, found: &Appropriations) -> Section {
    let body = html! {
        h3 { (page.say("最省的安排", "The cheapest appropriations")) }
        p.note {
            (page.say(
                "每一支付方单独求解；各方的安排不能相加成合并所需。合计下方小字为其 95% 区间。",
                "Each payer is solved by itself; what they need alone does not add up to what they need together. Below a total stands its 95% interval.",
            ))
        }
        @for (first, years) in years(found) { (cheapest(page, found, first, &years)) }
        @if let Some(fund) = found.payers.first() {
            @for (position, rule) in fund.rules.iter().enumerate() { (arrears(page, found, position, rule)) }
            (frontier(page, fund))
        }
    };
    Section { name: "tables", title: Text::new("数据表", "Tables"), body }
}

/// The years in lots that fit beside each other, with the position of the first of each.
fn years(found: &Appropriations) -> Vec<(usize, Vec<i32>)> {
    let all: Vec<i32> = (found.first_year..=found.last_year).collect();
    all.chunks(BESIDE).enumerate().map(|(lot, years)| (lot * BESIDE, years.to_vec())).collect()
}

/// How unspent appropriation is carried over, in words.
fn rule_words(page: &Page, rule: &RuleAppropriations) -> String {
    match (page.language, rule.carry_over_years) {
        (Language::Chinese, Some(0)) => "不结转".to_owned(),
        (Language::Chinese, Some(years)) => format!("结转 {years} 年"),
        (Language::Chinese, None) => "长期结转".to_owned(),
        (Language::English, Some(0)) => "nothing carried over".to_owned(),
        (Language::English, Some(1)) => "carried over for 1 year".to_owned(),
        (Language::English, Some(years)) => format!("carried over for {years} years"),
        (Language::English, None) => "carried over for ever".to_owned(),
    }
}

fn cheapest(page: &Page, found: &Appropriations, first: usize, years: &[i32]) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (page.say("支付方", "Payer")) }
            @for year in years { th.number scope="col" { (year) } }
            th.number scope="col" { (page.say("各年合计", "All years")) }
        }
    };
    let row = |payer: usize, one: &PayerAppropriations, rule: usize, of: &RuleAppropriations| {
        let at = format!("/payers/{payer}/rules/{rule}/cheapest");
        html! {
            tr {
                th scope="row" {
                    (page.name(&one.name))
                    @if one.rules.len() > 1 { span.rule { (rule_words(page, of)) } }
                }
                @for (place, _) in years.iter().enumerate() {
                    (page.amount(of.cheapest.appropriations_fen[first + place] as f64, &format!("{at}/appropriations_fen/{}", first + place)))
                }
                (total(page, &of.cheapest, &at))
            }
        }
    };
    let bodies = html! {
        tbody {
            @for (payer, one) in found.payers.iter().enumerate() {
                @for (rule, of) in one.rules.iter().enumerate() { (row(payer, one, rule, of)) }
            }
        }
    };
    let rows = found.payers.iter().map(|payer| payer.rules.len()).sum();
    let caption = match page.language {
        Language::Chinese => format!("每年年末欠付的概率不超过 {}", level(&found.chance)),
        Language::English => format!("Chance of arrears within {} in every year", level(&found.chance)),
    };
    page.table(rows, &html! { (caption) }, &head, &bodies)
}

/// A cell with a plan's total over its interval.
fn total(page: &Page, plan: &CheapestPlan, at: &str) -> Markup {
    let last = plan.cumulated_interval_fen.len().saturating_sub(1);
    html! {
        td data-from={ (at) "/total_fen" } {
            (super::super::words::amount(page.language, plan.total_fen as f64))
            small data-from={ (at) "/cumulated_interval_fen/" (last) } { (ends(page, plan.total_interval_fen())) }
        }
    }
}

/// What given and cheapest appropriations do to the fund's arrears under one rule.
fn arrears(page: &Page, found: &Appropriations, position: usize, rule: &RuleAppropriations) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (page.say("年度", "Year")) }
            th.number scope="col" { (page.say("安排", "Appropriation")) }
            th.number scope="col" { (page.say("年末欠付的概率", "Chance of arrears")) }
            th.number scope="col" { (page.say("另一半路径上的概率", "Chance on further paths")) }
            th.number scope="col" { (page.say("欠付时的平均欠付额", "Mean arrears if any")) }
        }
    };
    let body = |name: &str, key: &str, checked: &Checked| {
        let at = format!("/payers/0/rules/{position}/{key}");
        html! {
            tbody {
                tr.group { th colspan="5" scope="rowgroup" { (name) } }
                @for (place, year) in checked.plan.years.iter().enumerate() {
                    tr {
                        th scope="row" { (year.year) }
                        (page.amount(year.appropriation_fen as f64, &format!("{at}/years/{place}/appropriation_fen")))
                        (chance(page, year.chance.share, year.chance.interval, &format!("{at}/years/{place}/chance")))
                        @match checked.further_years.get(place) {
                            Some(further) => (chance(page, further.share, further.interval, &format!("{at}/further_years/{place}"))),
                            None => (nothing()),
                        }
                        @match &year.if_any {
                            Some(mean) => {
                                td data-from={ (at) "/years/" (place) "/if_any/fen" } {
                                    (super::super::words::fine(page.language, mean.fen))
                                    @if let Some(ends) = mean.interval_fen {
                                        small data-from={ (at) "/years/" (place) "/if_any/interval_fen" } { (page.ends(ends)) }
                                    }
                                }
                            }
                            None => (nothing()),
                        }
                    }
                }
            }
        }
    };
    let bodies = html! {
        @if let Some(given) = &rule.given { (body(page.say("给定的安排", "Given"), "given", given)) }
        (body(page.say("最省的安排", "Cheapest"), "judged", &rule.judged))
    };
    let caption = match page.language {
        Language::Chinese => format!("专项资金的欠付（{}）", rule_words(page, rule)),
        Language::English => format!("Arrears of the special fund, {}", rule_words(page, rule)),
    };
    let rows = 2 * (found.last_year - found.first_year + 2) as usize;
    page.table(rows, &html! { (caption) }, &head, &bodies)
}

/// A cell with a chance over its interval.
fn chance(page: &Page, share: f64, [low, high]: [f64; 2], at: &str) -> Markup {
    html! {
        td data-from={ (at) "/share" } {
            (percent(share))
            small data-from={ (at) "/interval" } { (span(page.language, &percent(low), &percent(high))) }
        }
    }
}

/// What keeping arrears rarer costs.
fn frontier(page: &Page, fund: &PayerAppropriations) -> Markup {
    let Some(own) = fund.rules.first() else { return html! {} };
    let head = html! {
        tr {
            th scope="col" { (page.say("欠付的概率不超过", "Chance of arrears within")) }
            @for rule in &fund.rules { th.number scope="col" { (rule_words(page, rule)) } }
        }
    };
    let bodies = html! {
        tbody {
            @for (place, plan) in own.frontier.iter().enumerate() {
                tr {
                    th scope="row" { (level(&plan.chance)) }
                    @for (position, rule) in fund.rules.iter().enumerate() {
                        @match rule.frontier.get(place) {
                            Some(plan) => (total(page, plan, &format!("/payers/0/rules/{position}/frontier/{place}"))),
                            None => (nothing()),
                        }
                    }
                }
            }
        }
    };
    let caption =
        page.say("最省的各年合计，按要求的概率", "The cheapest total of all years, by the chance asked for");
    page.table(own.frontier.len(), &html! { (caption) }, &head, &bodies)
}
