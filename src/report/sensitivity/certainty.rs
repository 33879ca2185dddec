//! How sure the numbers are.

use maud::html;

use crate::findings::Sensitivity;
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, level};

/// The section.
pub(super) fn section(page: &Page, found: &Sensitivity) -> Section {
    let (paths, seed, confidence) = (count(found.paths), found.seed, level(&found.confidence));
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "每个变动与本情景共用 " (paths) " 条路径（种子 " (seed) "）。期望值和概率增减的 95% 区间为“平均 ± 1.96 个标准误”；" (confidence) " 水平增减的区间由 20 批路径重抽样得出（bootstrap）。路径增加到四倍，区间减半。"
                }
                Language::English => {
                    "Every variation shares " (paths) " paths with the scenario as it is (seed " (seed) "). The 95% interval of a change of means or chances is the mean ± 1.96 standard errors; that of the change of the " (confidence) " level comes from resampling 20 batches of paths (bootstrap). Four times as many paths halve the intervals."
                }
            }
        }
        p {
            (page.say(
                "区间只反映模拟次数有限带来的误差；参数的范围本身是估计，范围给宽了，影响也会显得大。没有范围的估计没有变动，不等于没有影响。同时查看许多差额时，平均每 20 个“没有变化”的差额会有 1 个的区间恰好不含 0。",
                "Intervals speak of the number of paths alone. Ranges are themselves estimates: a wide range makes a parameter look important. What has no range was not varied, which does not mean that it does not matter. Who looks at many differences at once must expect the interval of one in twenty that are none to leave 0 out by chance.",
            ))
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元；1 亿元 = 10,000 万元。", "These are a scenario's figures and no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section { name: "certainty", title: Text::new("数字有多可靠", "How sure the numbers are"), body }
}
