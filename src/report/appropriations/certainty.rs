//! How sure the numbers are.

use maud::html;

use crate::findings::Appropriations;
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::count;

/// The section.
pub(super) fn section(page: &Page, found: &Appropriations) -> Section {
    let (paths, further, seed) = (count(found.paths), count(found.further_paths), found.seed);
    let body = html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "安排在 " (paths) " 条路径（种子 " (seed) "）上求解，并在另外 " (further) " 条互不重复的路径上核对：求解用过的路径会显得略好，另一半路径上的概率才是公平的检验。概率的区间按 Wilson 方法计算；合计的 95% 区间由路径的次序统计量得出，“未定”表示路径太少。"
                }
                Language::English => {
                    "Appropriations are solved on " (paths) " paths (seed " (seed) ") and checked on " (further) " further ones, none of them the same: the paths they were solved on look a little better, and the chance on further paths is the fair test. Intervals of chances are Wilson's; the 95% interval of a total comes from order statistics of the paths, and is open where there are too few."
                }
            }
        }
        p {
            (page.say(
                "区间只反映模拟次数有限带来的误差。情景的参数本身不确定，其影响见参数敏感性研究。",
                "These intervals speak of the number of paths alone. The scenario's parameters are themselves uncertain: see the study of sensitivities.",
            ))
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元；1 亿元 = 10,000 万元。", "These are a scenario's figures and no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section { name: "certainty", title: Text::new("数字有多可靠", "How sure the numbers are"), body }
}
