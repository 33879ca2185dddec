//! By which rule it was judged, what it proves, and what it does not.

use maud::{Markup, html};

use crate::findings::Verification;
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, percent};

/// A small chance as people write it: `2 × 10` and the exponent raised.
fn power(chance: f64) -> Markup {
    let written = format!("{chance:.0e}");
    match written.split_once("e-") {
        Some((digit, exponent)) => html! { span.nowrap { (digit) " × 10" sup { "−" (exponent) } } },
        None => html! { (written) },
    }
}

/// The section.
pub(super) fn section(page: &Page, found: &Verification) -> Section {
    let (comparisons, paths) = (count(found.comparisons as u64), count(found.paths));
    let (alarm, bound) = (percent(found.false_alarm), percent(found.distance_threshold));
    let threshold = power(found.threshold);
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "每个序列比较四样：期望值、标准差、各分位数以上的路径数，以及两条分布函数的最大差距。" (comparisons)
                    " 项比较合并判定（Holm 法）：模拟无误而被误判的概率合计不超过 " (alarm) "；单项概率不大于 " (threshold)
                    " 即为不符，就分布函数而言，" (paths) " 条路径时相当于差距 " (bound)
                    "（Dvoretzky–Kiefer–Wolfowitz 不等式，Massart 常数）。路径数、分布差距以及金额有公共单位的序列，概率取不依赖正态近似的上界（Chernoff、Cramér），因此罕见事件也照样适用；没有公共单位的序列的期望值和标准差用正态近似，年度因素影响下的期望值用 t 分布近似，二者都只在不同于最常见金额的路径足够多时才判定。确定的金额必须在每条路径上完全一致，不可能的金额一次也不得出现。"
                }
                Language::English => {
                    "Of every series four things are compared: the mean, the standard deviation, the number of paths above each quantile, and the largest distance of the two distribution functions. "
                    (comparisons) " comparisons are judged together (Holm's method): a right simulation fails with probability at most " (alarm)
                    " in all; a single chance of at most " (threshold) " fails, which for distribution functions and " (paths) " paths is a distance of " (bound)
                    " (the Dvoretzky–Kiefer–Wolfowitz inequality with Massart's constant). Chances of counts, of distances and of amounts with a common step are upper bounds that need no normal approximation (Chernoff, Cramér), so that rare events are judged alike; means and standard deviations of amounts without a common step use the normal, and means under the shared drivers Student's t, and are judged only where enough paths differ from the commonest amount. What is certain must be the same on every path, and what cannot be must not occur once."
                }
            }
        }
        p {
            (page.say(
                "通过说明模拟程序按 docs/model.md 的规定计算：随机抽取、政策条款、各处理解、时滞、分担和统计都在其中，任何一处有错，除非小到淹没在偶然误差里，都会使某个序列不符。通过并不说明假设合乎实际，也不说明政策的理解正确；二者见主报告的“依据”和政策理解的价格。",
                "Passing says that the simulation computes what docs/model.md prescribes: drawing, clauses, readings, lags, split and statistics are all in it, and a fault in any of them makes some series differ, unless it is so small that chance covers it. It does not say that the assumptions are true to life, nor that the policy is read rightly.",
            ))
        }
        @if !found.left_out.is_empty() {
            h3 { (page.say("没有核验的", "What was not compared")) }
            ul { @for reason in &found.left_out { li { (page.name(reason)) } } }
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元。", "These are a scenario's figures, no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section {
        name: "method",
        title: Text::new("如何判定，说明什么", "How it is judged, and what it says"),
        body,
    }
}
