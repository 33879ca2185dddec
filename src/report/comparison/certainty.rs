//! How sure the numbers are: paths, what common random numbers bought, and what the intervals leave out.

use maud::{Markup, html};

use crate::findings::ScenarioDifferences;
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, error, level, ratio};
use super::lookup::{OBLIGATIONS, find};

/// The section.
pub(super) fn section(page: &Page, found: &ScenarioDifferences) -> Section {
    let (paths, seed) = (count(found.paths), found.seed);
    let confidence = level(&found.confidence);
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "各情景在相同的 " (paths) " 条路径（种子 " (seed) "）上结算。期望值差额的 95% 区间为“平均 ± 1.96 个标准误”；" (confidence) " 水平之差的区间由 20 批路径重抽样得出（bootstrap）；超过某一金额的概率的区间按 Wilson 方法计算。路径增加到四倍，区间减半。"
                }
                Language::English => {
                    "All scenarios are settled on the same " (paths) " paths (seed " (seed) "). The 95% interval of a difference of means is the mean ± 1.96 standard errors; that of the difference at the " (confidence) " level comes from resampling 20 batches of paths (bootstrap); that of a chance of exceeding an amount is Wilson's. Four times as many paths halve the intervals."
                }
            }
        }
        @for other in 0..found.others.len() { (bought(page, found, other)) }
        p {
            (page.say(
                "这里的区间只反映模拟次数有限带来的误差。情景的参数本身不确定，其影响见敏感性研究；政策文字的不同理解见“政策理解的价格”研究。同时查看许多差额时，平均每 20 个“没有变化”的差额会有 1 个的区间恰好不含 0。",
                "These intervals speak of the number of paths alone. The parameters of the scenarios are themselves uncertain: see the study of sensitivities; what the open words of the policy leave open stands in the study of readings. Who looks at many differences at once must expect the interval of one in twenty that are none to leave 0 out by chance.",
            ))
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元；1 亿元 = 10,000 万元。", "These are a scenario's figures and no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section { name: "certainty", title: Text::new("数字有多可靠", "How sure the numbers are"), body }
}

/// What common random numbers bought: the ratio of standard errors.
fn bought(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let Some(one) = find(found, other, &OBLIGATIONS) else { return html! {} };
    let (Some(se), Some(bought)) = (one.series.difference_se_fen, one.series.error_ratio) else {
        return html! {};
    };
    let name = page.name(&found.others[other].scenario.title);
    let written = html! { span data-from={ (one.at) "/error_ratio" } { (ratio(bought)) } };
    let se = html! { span data-from={ (one.at) "/difference_se_fen" } { (error(page.language, se)) } };
    html! {
        p {
            @match page.language {
                Language::Chinese => {
                    (name) "：全部应付义务差额的标准误为 " (se) " 万元，是两情景独立抽样时的 " (written) " 倍；要独立抽样得到同样的精度，路径数要按这一比值的平方反比增加。"
                }
                Language::English => {
                    (name) ": the difference of all obligations has a standard error of " (se) " million yuan, " (written) " times that of two independent samples, which would need more paths by the inverse square of that ratio to be as precise."
                }
            }
        }
    }
}
