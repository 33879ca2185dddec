//! The tables: what each parameter's range does, and which estimates are not varied.

use maud::{Markup, html};

use crate::findings::{Change, ParameterSensitivity, Sensitivity, VariationFinding};
use crate::tables::stated_value;
use crate::things::{Text, alternative_name};

use super::super::difference::{Verdict, verdict};
use super::super::page::{Page, Section, foreign, nothing};
use super::super::words::{level, percent};

/// The section.
pub(super) fn section(page: &Page, found: &Sensitivity) -> Section {
    let body = html! {
        p.note {
            (page.say(
                "参数按对全部应付义务期望的影响排列。每行是一项参数取一个变动值，与本情景相比的增减；下方小字为 95% 区间。",
                "Parameters by what they do to expected obligations. Each row sets one parameter to one value, against the scenario as it is, over the 95% interval.",
            ))
        }
        (table(page, found))
        (without_range(page, found))
    };
    Section {
        name: "parameters", title: Text::new("每项参数的影响", "What each parameter does"), body
    }
}

/// `取低值 0.5`, `取高值 2`, or an alternative's name with its value.
pub(super) fn variation_name(
    page: &Page,
    found: &Sensitivity,
    key: &str,
    variation: &VariationFinding,
) -> Markup {
    let words = match variation.name.as_str() {
        "low" => page.say("取低值", "low").to_owned(),
        "high" => page.say("取高值", "high").to_owned(),
        name => page.language.of(&alternative_name(name)).to_owned(),
    };
    let value = stated_value(&found.names, key, &variation.value, page.language);
    match variation.name.as_str() {
        "low" | "high" => html! { (foreign(&words)) " " (foreign(&value)) },
        _ => html! { (foreign(&words)) (page.say("（", " (")) (foreign(&value)) (page.say("）", ")")) },
    }
}

fn table(page: &Page, found: &Sensitivity) -> Markup {
    let confidence = level(&found.confidence);
    let head = html! {
        tr {
            th scope="col" { (page.say("取值", "Value")) }
            th.number scope="col" { (page.say("全部应付义务", "All obligations")) }
            th.number scope="col" { (page.say("全部应付义务 ", "Their ")) (confidence) (page.say(" 水平", " level")) }
            th.number scope="col" { (page.say("专项资金期内支出", "Cash of the special fund")) }
            th.number scope="col" { (page.say("专项资金欠付的概率", "Chance of the fund's arrears")) }
        }
    };
    let bodies = html! {
        @for (position, parameter) in found.parameters.iter().enumerate() {
            tbody {
                tr.group {
                    th colspan="5" scope="rowgroup" {
                        (page.name(&parameter.name)) (page.say("，现为 ", ", now ")) (foreign(&stated_value(&found.names, &parameter.key, &parameter.value, page.language)))
                        code { (parameter.key) }
                    }
                }
                @for (place, variation) in parameter.variations.iter().enumerate() {
                    (row(page, &format!("/parameters/{position}/variations/{place}"), &variation_name(page, found, &parameter.key, variation), variation))
                }
            }
        }
    };
    let rows =
        found.parameters.iter().map(|parameter: &ParameterSensitivity| parameter.variations.len() + 1).sum();
    page.table(rows, &html! { (page.say("一项参数单独变动", "One parameter at a time")) }, &head, &bodies)
}

fn row(page: &Page, at: &str, name: &Markup, variation: &VariationFinding) -> Markup {
    let mean = |change: &Change, at: &str| {
        let from = [format!("{at}/difference_fen"), format!("{at}/difference_interval_fen")];
        page.change(change.difference_fen, change.difference_interval_fen, [&from[0], &from[1]])
    };
    let quantile = |change: &Change, at: &str| {
        let from = [format!("{at}/quantile_difference_fen"), format!("{at}/quantile_interval_fen")];
        page.change(change.quantile_difference_fen as f64, change.quantile_interval_fen, [&from[0], &from[1]])
    };
    html! {
        tr {
            th scope="row" { (name) }
            (mean(&variation.obligations, &format!("{at}/obligations")))
            (quantile(&variation.obligations, &format!("{at}/obligations")))
            (mean(&variation.cash, &format!("{at}/cash")))
            @match variation.chances.first() {
                Some(arrears) => (chance_change(page, arrears.difference, arrears.difference_interval, &format!("{at}/chances/0"))),
                None => (nothing()),
            }
        }
    }
}

/// A cell with the change of a chance, in points.
fn chance_change(page: &Page, change: f64, interval: Option<[f64; 2]>, at: &str) -> Markup {
    let ends = interval.map(|[low, high]| {
        super::super::words::span(page.language, &signed_percent(low, false), &signed_percent(high, false))
    });
    let below =
        html! { @if let Some(ends) = &ends { small data-from={ (at) "/difference_interval" } { (ends) } } };
    match verdict(interval) {
        Verdict::Unchanged => html! { td { (page.say("不变", "unchanged")) } },
        Verdict::None => html! { td { span.none { (page.no_difference()) } (below) } },
        Verdict::Differs | Verdict::Unknown => html! {
            td data-from={ (at) "/difference" } { (signed_percent(change, true)) (below) }
        },
    }
}

/// A share that may be negative; one that rises has its sign where it is wanted.
fn signed_percent(share: f64, plus: bool) -> String {
    let written = percent(share.abs());
    match (share < 0.0, plus && share > 0.0) {
        (true, _) => format!("−{written}"),
        (_, true) => format!("+{written}"),
        _ => written,
    }
}

/// Estimates that have no range.
fn without_range(page: &Page, found: &Sensitivity) -> Markup {
    if found.without_range.is_empty() {
        return html! {};
    }
    html! {
        h3 { (page.say("没有范围、未予变动的估计", "Estimates without a range, which are not varied")) }
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.words.parameters {
                caption { (page.say("情景没有给出合理范围的假设", "Assumptions for which the scenario states no plausible range")) }
                thead { tr { th scope="col" { (page.say("参数", "Parameter")) } th scope="col" { (page.say("取值", "Value")) } } }
                tbody {
                    @for parameter in &found.without_range {
                        tr { th scope="row" { (page.name(&parameter.name)) code { (parameter.key) } } td { (foreign(&stated_value(&found.names, &parameter.key, &parameter.value, page.language))) } }
                    }
                }
            }
        }
    }
}
