//! All combinations: the cheapest, the scenario's own and the dearest, and what explains the spread.

use maud::{Markup, html};

use crate::findings::{EffectsOfSeries, Ranking, ReadingPrices};
use crate::things::{Language, Text};

use super::super::page::{Page, Section, nothing};
use super::super::words::{count, level, percent};
use super::lookup::{meaning, switch};

/// At most so many interactions are named.
const INTERACTIONS: usize = 6;

/// The section.
pub(super) fn section(page: &Page, found: &ReadingPrices) -> Section {
    let all = count(found.combinations.len() as u64);
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => { "各处文字的理解可以任意组合，共 " (all) " 种。每种组合的费用都是在相同路径上精确结算的，不是把单独的差额相加。" }
                Language::English => { "Readings combine freely, in " (all) " ways. What each combination costs is settled exactly on the same paths, not added up from single differences." }
            }
        }
        @for (series, ranking) in found.rankings.iter().enumerate() { (extremes(page, found, series, ranking)) }
        @for (series, effects) in found.effects.iter().enumerate() { (shares(page, found, series, effects)) }
        p.note {
            (page.say(
                "“单独解释”为该处文字的主效应占组合间方差的比例，“连同交互”还包括它与其他文字共同作用的部分；各组合等权，比例为全部组合上的精确值。它说明哪处文字最值得请制定机关解释，不说明哪种理解更可能成立。",
                "“Explained alone” is the main effect's share of the variance between combinations, “with interactions” includes what the phrase does together with others; all combinations weigh the same, and shares are exact over the whole table. They say which words are worth asking the issuing authority about, not which reading is the likelier.",
            ))
        }
    };
    Section { name: "combined", title: Text::new("理解的组合", "Combinations of readings"), body }
}

/// The cheapest, the own and the dearest combination by one series.
fn extremes(page: &Page, found: &ReadingPrices, series: usize, ranking: &Ranking) -> Markup {
    let rows = [
        (ranking.cheapest, page.say("最省", "Cheapest")),
        (ranking.own, page.say("本情景", "This scenario")),
        (ranking.dearest, page.say("最贵", "Dearest")),
    ];
    let head = html! {
        tr {
            th scope="col" { (page.say("组合", "Combination")) }
            th scope="col" { (page.say("与本情景不同的理解", "What it reads otherwise")) }
            th.number scope="col" { (page.say("期望", "Expected")) }
            th.number scope="col" { (page.say("与本情景之差", "Difference")) }
            th.number scope="col" { (level(&found.confidence)) (page.say(" 水平", " level")) }
        }
    };
    let row = |position: usize, name: &str| {
        let combination = &found.combinations[position];
        let at = format!("/combinations/{position}");
        let from =
            [format!("{at}/difference_fen/{series}"), format!("{at}/difference_interval_fen/{series}")];
        html! {
            tr {
                th scope="row" { (name) }
                td.words { (otherwise(page, found, position)) }
                (page.fine(combination.mean_fen[series], &format!("{at}/mean_fen/{series}")))
                @if position == ranking.own { (nothing()) }
                @else { (page.change(combination.difference_fen[series], combination.difference_interval_fen[series], [&from[0], &from[1]])) }
                (page.fine(combination.quantile_fen[series] as f64, &format!("{at}/quantile_fen/{series}")))
            }
        }
    };
    let bodies = html! { tbody { @for (position, name) in rows { (row(position, name)) } } };
    let caption = html! { (page.name(&ranking.series.name)) };
    page.table(rows.len(), &caption, &head, &bodies)
}

/// The readings of a combination that are not the scenario's own.
fn otherwise(page: &Page, found: &ReadingPrices, position: usize) -> Markup {
    let options = found.switches.iter().zip(&found.combinations[position].options);
    let other: Vec<_> = options.filter(|(switch, option)| switch.own != **option).collect();
    html! {
        @if other.is_empty() { (page.say("与本情景相同", "none")) }
        @for (switch, option) in other {
            span.alternative { (page.name(&switch.title)) (page.say("：", ": ")) strong { (page.name(&meaning(switch, option))) } }
        }
    }
}

/// What each phrase explains of the spread.
fn shares(page: &Page, found: &ReadingPrices, series: usize, effects: &EffectsOfSeries) -> Markup {
    let title =
        |name: &str| switch(found, name).map_or_else(|| Text::same(name), |switch| switch.title.clone());
    let head = html! {
        tr {
            th scope="col" { (page.say("问题", "Question")) }
            th.number scope="col" { (page.say("单独解释", "Explained alone")) }
            th.number scope="col" { (page.say("连同交互", "With interactions")) }
        }
    };
    let at = format!("/effects/{series}");
    let bodies = html! {
        tbody {
            @for (position, effect) in effects.switches.iter().enumerate() {
                tr data-at={ (at) "/switches/" (position) } {
                    th scope="row" { (page.name(&title(&effect.factor))) }
                    (page.share(effect.main, "main"))
                    (page.share(effect.total, "total"))
                }
            }
        }
        tbody {
            tr.group { th colspan="3" scope="rowgroup" { (page.say("两处文字的交互", "Interactions of two")) } }
            @for (position, pair) in effects.interactions.iter().take(INTERACTIONS).enumerate() {
                @if pair.share.is_some_and(|share| share >= 0.0001) {
                    tr data-at={ (at) "/interactions/" (position) } {
                        th scope="row" { (page.name(&title(&pair.factors[0]))) " × " (page.name(&title(&pair.factors[1]))) }
                        td data-from="share" { (percent(pair.share.unwrap_or(0.0))) }
                        (nothing())
                    }
                }
            }
        }
    };
    let caption = html! {
        (page.say("什么解释了组合之间的差距：", "What explains the spread: ")) (page.name(&effects.series.name))
    };
    html! {
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.whole { caption { (caption) } thead { (head) } (bodies) }
        }
    }
}
