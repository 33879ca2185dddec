//! The answer: what each scenario costs more or less than the base.

use maud::{Markup, html};

use crate::findings::{ScenarioDifferences, YearLabel};
use crate::things::{Language, Payer, Text};

use super::super::difference::{Verdict, verdict};
use super::super::page::{Page, Section, nothing};
use super::super::words::{level, percent, unit};
use super::lookup::{CASH, Found, OBLIGATIONS, Which, find};

/// The section.
pub(super) fn section(page: &Page, found: &ScenarioDifferences) -> Section {
    let body = html! {
        @for other in 0..found.others.len() { (sentence(page, found, other)) }
        @if found.others.len() == 1 { (key_figures(page, found)) } @else { (overview(page, found)) }
        p.note {
            (page.say(
                "每个情景都在相同的随机路径上结算，差额逐路径计算，因此大部分偶然性互相抵消。应付义务包括以后年度到期的款项。区间含 0 的差额写作“无差别”。",
                "Every scenario is settled on the same random paths and differences are taken path by path, so that most of the chance cancels. Obligations include what falls due after the horizon. Where the interval of a difference holds 0, it reads “no difference”.",
            ))
        }
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The answer in plain words.
fn sentence(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let Some(all) = find(found, other, &OBLIGATIONS) else { return html! {} };
    let this = page.name(&found.others[other].scenario.title);
    let base = page.name(&found.base.title);
    let costs = page.costs_more(all.series.difference_fen, all.series.interval_fen);
    let told = matches!(verdict(all.series.interval_fen), Verdict::Differs | Verdict::Unknown);
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => {
                    (this) "：与" (base) "相比，全部应付义务" (costs) "。"
                    @if told { (paths(page, &all)) (when(page, found, other)) }
                }
                Language::English => {
                    (this) ": against " (base) ", all obligations: " (costs) ". "
                    @if told { (paths(page, &all)) (when(page, found, other)) }
                }
            }
        }
    }
}

/// On how many paths it costs more, and less.
fn paths(page: &Page, all: &Found<'_>) -> Markup {
    let (more, less) = (percent(all.series.more), percent(all.series.less));
    match page.language {
        Language::Chinese => html! { (more) " 的路径上支出增加，" (less) " 的路径上减少。" },
        Language::English => html! { "It costs more on " (more) " of the paths and less on " (less) ". " },
    }
}

/// What of it falls into the horizon, and what later.
fn when(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let later = Which { year: YearLabel::AfterHorizon, ..CASH };
    let (Some(within), Some(after)) = (find(found, other, &CASH), find(found, other, &later)) else {
        return html! {};
    };
    let years = horizon(page, found);
    let part = |part: &Found<'_>| page.costs_more(part.series.difference_fen, part.series.interval_fen);
    match page.language {
        Language::Chinese => {
            html! { "按现金支付的年度：" (years) " 年" (part(&within)) "；以后年度" (part(&after)) "。" }
        }
        Language::English => {
            html! { "By the year of payment, in " (years) ": " (part(&within)) "; later: " (part(&after)) "." }
        }
    }
}

/// The years of the horizon in words.
pub(super) fn horizon(page: &Page, found: &ScenarioDifferences) -> String {
    let [first, last] = found.base.horizon;
    if first == last {
        return first.to_string();
    }
    super::super::words::span(page.language, &first.to_string(), &last.to_string())
}

/// A name, its series, and whether it is the quantile at the confidence.
type Figure<'f> = (String, Option<Found<'f>>);

/// The figures to remember of one other scenario.
fn key_figures(page: &Page, found: &ScenarioDifferences) -> Markup {
    let years = horizon(page, found);
    let cash = |payer| find(found, 0, &Which { payer, ..CASH });
    let figures: Vec<Figure<'_>> = vec![
        (page.say("全部应付义务", "all obligations").to_owned(), find(found, 0, &OBLIGATIONS)),
        (format!("{years} {}", page.say("年现金", "cash")), cash(None)),
        (format!("{years} {}", page.say("年现金，市级", "cash, city")), cash(Some(Payer::City))),
        (format!("{years} {}", page.say("年现金，县级", "cash, counties")), cash(Some(Payer::County))),
    ];
    html! {
        dl.figures {
            @for (name, figure) in &figures {
                @if let Some(figure) = figure {
                    div {
                        dt { (name) }
                        (figure_value(page, figure))
                    }
                }
            }
        }
    }
}

fn figure_value(page: &Page, figure: &Found<'_>) -> Markup {
    let [difference, interval] = figure.difference();
    let ends = figure.series.interval_fen.map(|ends| page.ends(ends));
    match verdict(figure.series.interval_fen) {
        Verdict::Differs | Verdict::Unknown => html! {
            dd {
                span data-from=(difference) { (page.signed(figure.series.difference_fen)) }
                span.unit { (unit(page.language)) }
                @if let Some(ends) = ends { small.ends { (page.say("95% 区间 ", "95% interval ")) span data-from=(interval) { (ends) } } }
            }
        },
        Verdict::Unchanged => html! { dd { (page.say("不变", "unchanged")) } },
        Verdict::None => html! {
            dd {
                (page.no_difference())
                @if let Some(ends) = ends { small.ends { (page.say("95% 区间 ", "95% interval ")) span data-from=(interval) { (ends) } } }
            }
        },
    }
}

/// Several other scenarios in one table.
fn overview(page: &Page, found: &ScenarioDifferences) -> Markup {
    let years = horizon(page, found);
    let confidence = level(&found.confidence);
    let head = html! {
        tr {
            th scope="col" { (page.say("情景", "Scenario")) }
            th.number scope="col" { (page.say("全部应付义务", "All obligations")) }
            th.number scope="col" { (years) (page.say(" 年现金", " cash")) }
            th.number scope="col" { (page.say("其中市级", "of it the city")) }
            th.number scope="col" { (page.say("其中县级", "of it the counties")) }
            th.number scope="col" { (page.say("以后年度现金", "cash later")) }
            th.number scope="col" { (confidence) (page.say(" 水平，全部应付义务", " level, all obligations")) }
        }
    };
    let cell = |other: usize, which: &Which<'_>| match find(found, other, which) {
        Some(one) => {
            let [difference, interval] = one.difference();
            page.change(one.series.difference_fen, one.series.interval_fen, [&difference, &interval])
        }
        None => nothing(),
    };
    let bodies = html! {
        tbody {
            @for (other, this) in found.others.iter().enumerate() {
                tr {
                    th scope="row" { (page.name(&this.scenario.title)) }
                    (cell(other, &OBLIGATIONS))
                    (cell(other, &CASH))
                    (cell(other, &Which { payer: Some(Payer::City), ..CASH }))
                    (cell(other, &Which { payer: Some(Payer::County), ..CASH }))
                    (cell(other, &Which { year: YearLabel::AfterHorizon, ..CASH }))
                    (quantile_change(page, found, other, &OBLIGATIONS))
                }
            }
        }
    };
    let caption =
        page.say("与基准情景之差，下方小字为 95% 区间", "Difference from the base, over its 95% interval");
    page.table(found.others.len(), &html! { (caption) }, &head, &bodies)
}

/// A cell with the difference of the quantiles at the base's confidence.
pub(super) fn quantile_change(
    page: &Page,
    found: &ScenarioDifferences,
    other: usize,
    which: &Which<'_>,
) -> Markup {
    let Some(one) = find(found, other, which) else { return nothing() };
    let position = one.series.quantiles.iter().position(|quantile| quantile.p == found.confidence);
    let Some(position) = position else { return nothing() };
    let from = [
        format!("{}/quantiles/{position}/difference_fen", one.at),
        format!("{}/quantile_interval_fen", one.at),
    ];
    let fen = one.series.quantiles[position].difference_fen as f64;
    page.change(fen, one.series.quantile_interval_fen, [&from[0], &from[1]])
}
