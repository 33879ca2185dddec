//! The answer: which open phrase is worth most, and how far apart the readings are.

use maud::{Markup, html};

use crate::findings::ReadingPrices;
use crate::things::{Language, Text};

use super::super::page::{Page, Section, foreign};
use super::super::words::{count, fine, unit};
use super::lookup::{dearest, meaning, switch};

/// The section.
pub(super) fn section(page: &Page, found: &ReadingPrices) -> Section {
    let body = html! {
        (phrase(page, found))
        (spread(page, found))
        (key_figures(page, found))
        p.note {
            (page.say(
                "政策文件有若干处文字可以有不同理解。同一批历史按每一种理解分别结算，差额逐路径计算，就是这处文字值多少钱。金额为全部应付（各年度、市县合计）的期望值。",
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
                    "最值钱的一处文字是“" (title) "”：本情景的理解为“" (own) "”，若改为“" (other) "”，全部应付" (costs) "。"
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

/// The figures to remember.
fn key_figures(page: &Page, found: &ReadingPrices) -> Markup {
    let language = page.language;
    let mut figures: Vec<(&str, String, String)> = Vec::new();
    if let Some((_, _, at, priced)) = dearest(found) {
        let name = page.say("影响最大的一处，改变理解后", "the words that matter most, read otherwise");
        figures.push((name, page.signed(priced.difference_fen), format!("{at}/difference_fen")));
    }
    if let Some(ranking) = found.rankings.first() {
        let named = [
            (ranking.cheapest, page.say("最省的组合", "cheapest combination")),
            (ranking.own, page.say("本情景", "this scenario")),
            (ranking.dearest, page.say("最贵的组合", "dearest combination")),
        ];
        for (position, name) in named {
            let written = fine(language, found.combinations[position].mean_fen[0]);
            figures.push((name, written, format!("/combinations/{position}/mean_fen/0")));
        }
    }
    html! {
        dl.figures {
            @for (name, written, from) in &figures {
                div { dt { (name) } dd { span data-from=(from) { (written) } span.unit { (unit(language)) } } }
            }
        }
    }
}
