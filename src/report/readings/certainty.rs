//! How sure the numbers are.

use maud::html;

use crate::findings::ReadingPrices;
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, error, fine, level};

/// The section.
pub(super) fn section(page: &Page, found: &ReadingPrices) -> Section {
    let (paths, seed, confidence) = (count(found.paths), found.seed, level(&found.confidence));
    let own = found.own.first();
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "同一批 " (paths) " 条路径（种子 " (seed) "）按每种理解结算。期望值增减的 95% 区间为“平均 ± 1.96 个标准误”；" (confidence) " 水平增减的区间由 20 批路径重抽样得出（bootstrap）。路径增加到四倍，区间减半。"
                }
                Language::English => {
                    "One set of " (paths) " paths (seed " (seed) ") is settled under every reading. The 95% interval of a change of means is the mean ± 1.96 standard errors; that of the change of the " (confidence) " level comes from resampling 20 batches of paths (bootstrap). Four times as many paths halve the intervals."
                }
            }
        }
        @if let Some(own) = own {
            p {
                @match page.language {
                    Language::Chinese => {
                        "按本情景的理解，全部应付义务的期望为 " span data-from="/own/0/mean_fen" { (fine(page.language, own.mean_fen)) } " 万元"
                        @if let Some(se) = own.se_fen { "（标准误 " span data-from="/own/0/se_fen" { (error(page.language, se)) } " 万元）" }
                        "。差额比水平精确得多，因为各种理解面对的是同样的历史。"
                    }
                    Language::English => {
                        "Read as in this scenario, expected obligations are " span data-from="/own/0/mean_fen" { (fine(page.language, own.mean_fen)) } " million yuan"
                        @if let Some(se) = own.se_fen { " (standard error " span data-from="/own/0/se_fen" { (error(page.language, se)) } " million yuan)" }
                        ". Differences are far more precise than levels, since all readings meet the same histories."
                    }
                }
            }
        }
        p {
            (page.say(
                "最省和最贵是从许多组合中挑出的，其期望值因此略有低估和高估；与本情景之差的区间未作修正。同时查看许多差额时，平均每 20 个“没有变化”的差额会有 1 个的区间恰好不含 0。参数的不确定不在区间之内。",
                "The cheapest and the dearest are picked out of many combinations, so that their expected values lean a little to their sides, for which the intervals of their differences make no allowance. Who looks at many differences at once must expect the interval of one in twenty that are none to leave 0 out by chance. That parameters are uncertain is not in the intervals.",
            ))
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测，也不是对文件的有权解释。1 万元 = 10,000 元；1 亿元 = 10,000 万元。", "These are a scenario's figures, no official forecast and no authoritative reading of the document. 1 million yuan = 100 万元.")) }
    };
    Section { name: "certainty", title: Text::new("数字有多可靠", "How sure the numbers are"), body }
}
