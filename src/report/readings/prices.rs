//! The price of each phrase: its words, and what every other reading of it changes.

use maud::{Markup, html};

use crate::findings::{ReadingPrices, SwitchFinding};
use crate::things::{Payer, Text};

use super::super::page::{Page, Section, foreign, nothing};
use super::super::words::{level, percent};
use super::lookup::{CASH, OBLIGATIONS, Which, meaning, of, priced};

/// The section.
pub(super) fn section(page: &Page, found: &ReadingPrices) -> Section {
    let body = html! {
        p.note {
            (page.say(
                "每行是单独换一种理解后，与本情景的理解相比的增减；下方小字为 95% 区间，区间含 0 的写作“无差别”。",
                "Each row reads one phrase otherwise, against the scenario's own reading, over the 95% interval; where it holds 0, it reads “no difference”.",
            ))
        }
        (table(page, found))
        (words(page, found))
    };
    Section { name: "prices", title: Text::new("每处文字的价格", "What each phrase is worth"), body }
}

fn table(page: &Page, found: &ReadingPrices) -> Markup {
    let confidence = level(&found.confidence);
    let head = html! {
        tr {
            th scope="col" { (page.say("理解", "Read as")) }
            th.number scope="col" { (page.say("全部应付义务", "All obligations")) }
            th.number scope="col" { (page.say("其中市级", "of it the city")) }
            th.number scope="col" { (page.say("其中县级", "of it the counties")) }
            th.number scope="col" { (page.say("预算期现金", "Cash of the horizon")) }
            th.number scope="col" { (page.say("预算期现金 ", "Its ")) (confidence) (page.say(" 水平", " level")) }
            th.number scope="col" { (page.say("增、减的路径", "More, less")) }
        }
    };
    let bodies = html! {
        @for switch in &found.switches {
            tbody {
                tr.group { th colspan="7" scope="rowgroup" { (page.name(&switch.title)) } }
                tr.own {
                    th scope="row" { (page.name(&meaning(switch, &switch.own))) }
                    td.words colspan="6" { (page.say("本情景的理解", "the scenario's own reading")) }
                }
                @for (position, option) in found.options.iter().enumerate() {
                    @if option.switch == switch.switch { (row(page, found, switch, position, &option.option)) }
                }
            }
        }
    };
    let caption = page.say("单独换一种理解的增减", "One phrase at a time read otherwise");
    page.table(found.options.len() + 2 * found.switches.len(), &html! { (caption) }, &head, &bodies)
}

fn row(page: &Page, found: &ReadingPrices, switch: &SwitchFinding, position: usize, option: &str) -> Markup {
    let change = |which: Which| match priced(found, position, which) {
        Some((at, one)) => {
            let from = [format!("{at}/difference_fen"), format!("{at}/difference_interval_fen")];
            page.change(one.difference_fen, one.difference_interval_fen, [&from[0], &from[1]])
        }
        None => nothing(),
    };
    html! {
        tr {
            th scope="row" { (page.name(&meaning(switch, option))) }
            (change(OBLIGATIONS))
            (change(of(Payer::City, OBLIGATIONS)))
            (change(of(Payer::County, OBLIGATIONS)))
            (change(CASH))
            @match priced(found, position, CASH) {
                Some((at, one)) => {
                    (page.change(
                        one.quantile_difference_fen as f64,
                        one.quantile_interval_fen,
                        [&format!("{at}/quantile_difference_fen"), &format!("{at}/quantile_interval_fen")],
                    ))
                }
                None => (nothing()),
            }
            @match priced(found, position, OBLIGATIONS) {
                Some((at, one)) => {
                    td data-from={ (at) "/more" } { (percent(one.more)) small data-from={ (at) "/less" } { (percent(one.less)) } }
                }
                None => (nothing()),
            }
        }
    }
}

/// The words that each question rests on.
fn words(page: &Page, found: &ReadingPrices) -> Markup {
    html! {
        h3 { (page.say("所依据的文字", "The words they rest on")) }
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.words.readings {
                caption { (page.say("待解释之处", "Open phrases")) }
                thead {
                    tr {
                        th scope="col" { (page.say("问题", "Question")) }
                        th scope="col" { (page.say("可作的理解", "Readings")) }
                        th scope="col" { (page.say("文件原文", "The policy's words")) }
                    }
                }
                tbody { @for switch in &found.switches { (words_row(page, switch)) } }
            }
        }
    }
}

fn words_row(page: &Page, switch: &SwitchFinding) -> Markup {
    html! {
        tr {
            th scope="row" { (page.name(&switch.title)) code { (switch.switch) } }
            td {
                @for (name, title) in &switch.options {
                    span.alternative {
                        @if *name == switch.own { strong { (page.name(title)) } } @else { (page.name(title)) }
                        " " code.inline { (name) }
                    }
                }
            }
            td {
                @if switch.words.is_empty() { (page.say("文件未涉及", "the policy has none")) }
                @else {
                    q lang="zh-CN" { (foreign(&switch.words)) }
                    span.article lang="zh-CN" { (switch.article) }
                }
            }
        }
    }
}
