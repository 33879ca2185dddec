//! The answer: which open phrase is worth most, and how far apart the readings are.

use maud::{Markup, html};

use crate::findings::ReadingPrices;
use crate::things::{Language, Text};

use super::super::difference::{Verdict, verdict};
use super::super::page::{Page, Section, foreign};
use super::super::words::{count, error, fine, unit};
use super::lookup::{dearest, meaning, switch};

/// The section.
pub(super) fn section(page: &Page, found: &ReadingPrices) -> Section {
    let body = html! {
        (phrase(page, found))
        (spread(page, found))
        (key_figures(page, found))
        p.note {
            (page.say(
                "政策文件有若干处文字可以有不同理解。同一批历史按每一种理解分别结算，差额逐路径计算，就是这处文字值多少钱。金额为全部应付义务（各年度、市县合计）的期望值。",
                "Some words of the policy can be read in more than one way. One set of histories is settled under every reading, and the differences path by path are what the words are worth. Amounts are expected obligations of all years, city and counties together.",
            ))
        }
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The phrase in whose reading most money lies.
fn phrase(page: &Page, found: &ReadingPrices) -> Markup {
    let Some((_, option, _, priced)) = dearest(found) else {
        return html! {
            p.lead { (page.say("单独换一种理解，均与本情景无差别。", "No phrase read otherwise by itself makes a difference.")) }
        };
    };
    let Some(switch) = switch(found, &option.switch) else { return html! {} };
    let own = page.name(&meaning(switch, &switch.own));
    let other = page.name(&meaning(switch, &option.option));
    let title = page.name(&switch.title);
    let costs = page.costs_more(priced.difference_fen, priced.difference_interval_fen);
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => {
                    "最值钱的一处文字是“" (title) "”：本情景的理解为“" (own) "”，若改为“" (other) "”，全部应付义务" (costs) "。"
                }
                Language::English => {
                    "The words that matter most: " (title) ". This scenario reads “" (own) "”; read as “" (other) "”, all obligations cost " (costs) "."
                }
            }
        }
        @if !switch.words.is_empty() {
            p.quoted {
                q lang="zh-CN" { (foreign(&switch.words)) }
                " " span.article lang="zh-CN" { (switch.article) }
            }
        }
    }
}

/// The cheapest and dearest combinations.
fn spread(page: &Page, found: &ReadingPrices) -> Markup {
    let Some(ranking) = found.rankings.first() else { return html! {} };
    let language = page.language;
    let mean = |position: usize| fine(language, found.combinations[position].mean_fen[0]);
    let (all, unit) = (count(found.combinations.len() as u64), unit(language));
    let (low, own, high) = (mean(ranking.cheapest), mean(ranking.own), mean(ranking.dearest));
    let (cheaper, dearer) = (count(ranking.cheaper_than_own), count(ranking.dearer_than_own));
    let strong = |words: &str| html! { strong { (words) } };
    html! {
        p.lead {
            @match language {
                Language::Chinese => {
                    "全部 " (all) " 种理解组合中，最省的应付 " (strong(&low)) " " (unit) "，最贵的 " (strong(&high)) " " (unit) "；本情景 " (own) " " (unit)
                    @match ranking.own_is() {
                        (true, true) => "，各种组合费用相同。",
                        (false, true) => "，已是最贵的一种。",
                        (true, false) => "，已是最省的一种。",
                        (false, false) => { "，有 " (cheaper) " 种更省、" (dearer) " 种更贵。" }
                    }
                }
                Language::English => {
                    "Of all " (all) " combinations of readings the cheapest owes " (strong(&low)) " and the dearest " (strong(&high)) " " (unit) "; this scenario owes " (own)
                    @match ranking.own_is() {
                        (true, true) => ", as every other.",
                        (false, true) => ", the dearest of all.",
                        (true, false) => ", the cheapest of all.",
                        (false, false) => { ": " (cheaper) " are cheaper and " (dearer) " dearer." }
                    }
                }
            }
        }
    }
}

/// A figure to remember: its name, itself, where it stands, and what stands below it.
type Figure<'a> = (&'a str, String, String, Markup);

/// The figures to remember.
fn key_figures(page: &Page, found: &ReadingPrices) -> Markup {
    let mut figures: Vec<Figure<'_>> = Vec::new();
    if let Some((_, _, at, priced)) = dearest(found) {
        let name = page.say("影响最大的一处，改变理解后", "the words that matter most, read otherwise");
        let interval = priced.difference_interval_fen.map(|ends| page.ends(ends)).unwrap_or_default();
        let below = html! {
            (page.say("95% 区间 ", "95% interval ")) span data-from={ (at) "/difference_interval_fen" } { (interval) }
        };
        figures.push((name, page.signed(priced.difference_fen), format!("{at}/difference_fen"), below));
    }
    if let Some(ranking) = found.rankings.first() {
        figures.push(combination(
            page,
            found,
            ranking.cheapest,
            page.say("最省的组合", "cheapest combination"),
        ));
        figures.push(own(page, found, ranking.own));
        figures.push(combination(
            page,
            found,
            ranking.dearest,
            page.say("最贵的组合", "dearest combination"),
        ));
    }
    html! {
        dl.figures {
            @for (name, written, from, below) in &figures {
                div {
                    dt { (name) }
                    dd { span data-from=(from) { (written) } span.unit { (unit(page.language)) } small.ends { (below) } }
                }
            }
        }
    }
}

/// A combination's mean over its difference from the scenario's own.
fn combination<'a>(page: &Page, found: &ReadingPrices, position: usize, name: &'a str) -> Figure<'a> {
    let one = &found.combinations[position];
    let at = format!("/combinations/{position}");
    let interval = one.difference_interval_fen.first().copied().flatten();
    let below = match verdict(interval) {
        Verdict::Unchanged => html! { (page.say("与本情景相同", "the same as this scenario")) },
        Verdict::None => html! { (page.say("与本情景无差别", "no difference from this scenario")) },
        Verdict::Differs | Verdict::Unknown => html! {
            (page.say("与本情景之差 ", "difference ")) span data-from={ (at) "/difference_fen/0" } { (page.signed(one.difference_fen[0])) }
            @if let Some(ends) = interval {
                (page.say("，95% 区间 ", ", 95% interval ")) span data-from={ (at) "/difference_interval_fen/0" } { (page.ends(ends)) }
            }
        },
    };
    (name, fine(page.language, one.mean_fen[0]), format!("{at}/mean_fen/0"), below)
}

/// The scenario's own mean over its standard error.
fn own<'a>(page: &Page, found: &ReadingPrices, position: usize) -> Figure<'a> {
    let se = found.own.first().and_then(|own| own.se_fen);
    let below = html! {
        @if let Some(se) = se { (page.say("标准误 ", "standard error ")) span data-from="/own/0/se_fen" { (error(page.language, se)) } }
    };
    let written = fine(page.language, found.combinations[position].mean_fen[0]);
    (
        page.language.say("本情景", "this scenario"),
        written,
        format!("/combinations/{position}/mean_fen/0"),
        below,
    )
}
