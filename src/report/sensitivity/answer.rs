//! The answer: which assumptions to research first, and how much of the spread research can take away.

use maud::{Markup, html};

use crate::findings::{ParameterSensitivity, Sensitivity};
use crate::tables::stated_value;
use crate::things::{Language, Text};

use super::super::difference::{Verdict, verdict};
use super::super::page::{Page, Section, foreign};
use super::super::words::{percent, unit};
use super::parameters::variation_name;

/// So many assumptions are named.
const NAMED: usize = 5;

/// The section.
pub(super) fn section(page: &Page, found: &Sensitivity) -> Section {
    let body = html! {
        (first_to_research(page, found))
        (split(page, found))
        p.note {
            (page.say(
                "每项参数在其合理范围（5%—95% 分位）内单独变动，其余不变，在相同的随机路径上与本情景逐路径比较。金额为全部应付义务的期望值。区间含 0 的写作“无差别”。",
                "Each parameter varies alone within its plausible range (5 to 95% quantiles), all else as it is, and is compared path by path on the same random paths. Amounts are expected obligations. Where the interval of a change holds 0, it reads “no difference”.",
            ))
        }
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The parameters that make a difference, the largest first.
fn moving(found: &Sensitivity) -> impl Iterator<Item = (usize, &ParameterSensitivity)> {
    found.parameters.iter().enumerate().filter(|(_, parameter)| {
        let changes =
            parameter.variations.iter().map(|variation| variation.obligations.difference_interval_fen);
        changes.into_iter().any(|interval| verdict(interval) == Verdict::Differs)
    })
}

/// The assumptions to research first, each with what its variations change.
fn first_to_research(page: &Page, found: &Sensitivity) -> Markup {
    if moving(found).next().is_none() {
        return html! {
            p.lead { (page.say("没有一项参数单独变动会使应付义务有差别。", "No parameter varied by itself makes a difference to obligations.")) }
        };
    }
    let count = moving(found).count().min(NAMED);
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => { "最值得先研究的 " (count) " 项假设，按对全部应付义务期望的影响排列：" }
                Language::English => { "The " (count) " assumptions to research first, by what they do to expected obligations:" }
            }
        }
        ol.first {
            @for (position, parameter) in moving(found).take(NAMED) {
                li {
                    strong { (page.name(&parameter.name)) }
                    (page.say("，现为 ", ", now ")) (foreign(&stated_value(&found.names, &parameter.key, &parameter.value, page.language)))
                    @for (place, variation) in parameter.variations.iter().enumerate() {
                        span.variation {
                            (variation_name(page, found, &parameter.key, variation)) (page.say("：", ": "))
                            @let change = &variation.obligations;
                            @let at = format!("/parameters/{position}/variations/{place}/obligations");
                            @match verdict(change.difference_interval_fen) {
                                Verdict::Differs | Verdict::Unknown => {
                                    span data-from={ (at) "/difference_fen" } { (page.signed(change.difference_fen)) } " " (unit(page.language))
                                    @if let Some(ends) = change.difference_interval_fen {
                                        (page.say("（95% 区间 ", " (95% interval ")) span data-from={ (at) "/difference_interval_fen" } { (page.ends(ends)) } (page.say("）", ")"))
                                    }
                                }
                                Verdict::None => (page.no_difference()),
                                Verdict::Unchanged => (page.say("不变", "unchanged")),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How much of the spread is ignorance.
fn split(page: &Page, found: &Sensitivity) -> Markup {
    let outputs = found.indices.iter().flat_map(|indices| indices.outputs.iter().enumerate());
    let known = outputs.filter_map(|(position, output)| Some((position, output.split.as_ref()?)));
    let Some((position, split)) = known.into_iter().next() else { return html! {} };
    let at = format!("/indices/outputs/{position}/split/share_of_ignorance");
    let share =
        html! { strong { span data-from={ (at) "/value" } { (percent(split.share_of_ignorance.value)) } } };
    let interval = html! {
        @if let Some([low, high]) = split.share_of_ignorance.interval {
            (page.say("（95% 区间 ", " (95% interval "))
            span data-from={ (at) "/interval" } { (super::super::words::span(page.language, &percent(low), &percent(high))) }
            (page.say("）", ")"))
        }
    };
    html! {
        p.lead {
            @match page.language {
                Language::Chinese => { "全部应付义务在路径之间的差异中，" (share) (interval) " 来自不了解参数，研究可以减少；其余是随机波动，参数全知道也仍在。" }
                Language::English => { "Of the spread of obligations, " (share) (interval) " is ignorance of the parameters, which research lessens; the rest is luck, which stays." }
            }
        }
    }
}
