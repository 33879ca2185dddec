//! Where the spread comes from: indices of parameters and groups, and ignorance against luck.

use maud::{Markup, html};

use crate::findings::{Index, OutputIndices, OutputState, ParameterIndices, WithInterval};
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, percent, span};

/// The section.
pub(super) fn section(page: &Page, found: &ParameterIndices) -> Section {
    let [draws, each] = found.split_draws.map(count);
    let (rows, inner) = (count(u64::from(found.rows)), count(found.inner_paths));
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "全部有范围的参数按各自的分布同时独立抽取（" (rows) " 行 Sobol' 设计，每点 " (inner) " 条相同路径）。一阶指数是知道该参数可以消除的方差比例，总指数是其他参数都知道后仍剩下的比例；小字为 95% 区间（多次独立扰动，t 分布）。参数不确定与随机波动由 " (draws) " 次参数抽取、每次 " (each) " 条路径分开。"
                }
                Language::English => {
                    "All parameters with a range are drawn together, each from its own law (" (rows) " rows of a Sobol' design, " (inner) " paths at each point, the same for all). The first-order index is the share of the variance that would go if the parameter were known, the total index what would remain if all others were, over 95% intervals from independent scramblings (Student's t). Ignorance and luck are told apart by " (draws) " draws of the parameters with " (each) " paths each."
                }
            }
        }
        (split(page, found))
        @for (position, output) in found.outputs.iter().enumerate() { (output_table(page, position, output)) }
    };
    Section { name: "spread", title: Text::new("差异从哪里来", "Where the spread comes from"), body }
}

/// A cell with an estimated share over its interval.
fn estimate(page: &Page, estimate: &WithInterval, at: &str) -> Markup {
    let share = |share: f64| if share < 0.0 { format!("−{}", percent(-share)) } else { percent(share) };
    html! {
        td data-from={ (at) "/value" } {
            (share(estimate.value))
            @if let Some([low, high]) = estimate.interval {
                small data-from={ (at) "/interval" } { (span(page.language, &share(low), &share(high))) }
            }
        }
    }
}

fn split(page: &Page, found: &ParameterIndices) -> Markup {
    let rows: Vec<(usize, &OutputIndices)> =
        found.outputs.iter().enumerate().filter(|(_, output)| output.split.is_some()).collect();
    if rows.is_empty() {
        return html! {};
    }
    let head = html! {
        tr {
            th scope="col" { (page.say("结果", "Outcome")) }
            th.number scope="col" { (page.say("不了解参数所占的比例", "Share of ignorance")) }
        }
    };
    let bodies = html! {
        tbody {
            @for (position, output) in &rows {
                @if let Some(split) = &output.split {
                    tr {
                        th scope="row" { (page.name(&output.name)) }
                        (estimate(page, &split.share_of_ignorance, &format!("/indices/outputs/{position}/split/share_of_ignorance")))
                    }
                }
            }
        }
    };
    shares_table(page, page.say("参数不确定与随机波动", "Ignorance and luck"), &head, &bodies)
}

/// A table of shares, which has no unit.
fn shares_table(page: &Page, caption: &str, head: &Markup, bodies: &Markup) -> Markup {
    html! {
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table { caption { (caption) } thead { (head) } (bodies) }
        }
    }
}

fn output_table(page: &Page, position: usize, output: &OutputIndices) -> Markup {
    if output.state != OutputState::Known {
        let why = match output.state {
            OutputState::Constant => {
                page.say("不随参数变化，没有指数。", "does not vary with the parameters and has no indices.")
            }
            OutputState::NotFinite => page.say(
                "部分结果不是有限数，没有指数。",
                "is no finite number at some points and has no indices.",
            ),
            _ => page.say(
                "参数的影响小于路径的偶然性，没有指数。",
                "varies no more than by the chance of its paths and has no indices.",
            ),
        };
        return html! { p { (page.name(&output.name)) (page.say("：", ": ")) (why) } };
    }
    let head = html! {
        tr {
            th scope="col" { (page.say("参数", "Parameter")) }
            th.number scope="col" { (page.say("一阶指数", "First order")) }
            th.number scope="col" { (page.say("总指数", "Total")) }
        }
    };
    let at = format!("/indices/outputs/{position}");
    let row = |list: &str, place: usize, index: &Index| {
        let at = format!("{at}/{list}/{place}");
        html! {
            tr {
                th scope="row" { (page.name(&index.name)) }
                (estimate(page, &index.first, &format!("{at}/first")))
                (estimate(page, &index.total, &format!("{at}/total")))
            }
        }
    };
    let bodies = html! {
        tbody { @for (place, index) in output.parameters.iter().enumerate() { (row("parameters", place, index)) } }
        @if !output.groups.is_empty() {
            tbody {
                tr.group { th colspan="3" scope="rowgroup" { (page.say("成组", "In groups")) } }
                @for (place, index) in output.groups.iter().enumerate() { (row("groups", place, index)) }
            }
        }
    };
    let name = page.language.of(&output.name);
    let caption = match page.language {
        Language::Chinese => format!("什么决定了{name}"),
        Language::English => format!("What decides {name}"),
    };
    shares_table(page, &caption, &head, &bodies)
}
