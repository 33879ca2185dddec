//! The answer: whether simulation and computation agree.

use maud::{Markup, html};

use crate::findings::{TrialFinding, Verification};
use crate::tables::{decimal, exact, verdict};
use crate::things::{Language, Text};

use super::super::page::{Page, Section};
use super::super::words::{count, percent};

/// The section.
pub(super) fn section(page: &Page, found: &Verification) -> Section {
    let body = html! {
        p.lead { (verdict(found, page.language)) }
        p.lead {
            (page.say(
                "同一情景用两种互不相干的办法各算一遍：一是逐条路径模拟，二是不抽任何随机数、由递推和变换直接算出分布。二者只共用情景和政策的数据，不共用任何计算。",
                "The same scenario is solved twice in ways that have nothing to do with each other: by simulating path after path, and by computing the distribution directly, by recursion and transform, without a single random number. They share the data of scenario and policy, and no calculation.",
            ))
        }
        @if let Some(first) = found.trials.first() { (figures(page, found, first)) }
    };
    Section { name: "answer", title: Text::new("结论", "The answer"), body }
}

/// The figures to remember, of the first trial.
fn figures(page: &Page, found: &Verification, trial: &TrialFinding) -> Markup {
    let z = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |z| decimal(exact(z), 2));
    let distance = trial.largest_distance.map_or_else(|| "—".to_owned(), percent);
    let bound = percent(found.distance_threshold);
    let inside = match page.language {
        Language::Chinese => format!("共 {} 个", count(trial.quantiles as u64)),
        Language::English => format!("of {}", count(trial.quantiles as u64)),
    };
    html! {
        dl.figures {
            div {
                dt { (page.say("逐序列比较的次数", "comparisons")) }
                dd { span data-from="/comparisons" { (count(found.comparisons as u64)) } }
            }
            div {
                dt { (page.say("期望值的最大 z 值", "largest z-score of a mean")) }
                dd { span data-from="/trials/0/largest_mean_z" { (z(trial.largest_mean_z)) } }
            }
            div {
                dt { (page.say("两条分布函数的最大差距", "largest distance of two distribution functions")) }
                dd {
                    span data-from="/trials/0/largest_distance" { (distance) }
                    small.ends { (page.say("判定界限 ", "bound ")) span data-from="/distance_threshold" { (bound) } }
                }
            }
            div {
                dt { (page.say("落在模拟 95% 区间内的精确分位数", "exact quantiles in the simulated 95% interval")) }
                dd {
                    span data-from="/trials/0/quantiles_inside" { (count(trial.quantiles_inside as u64)) }
                    small.ends { (inside) }
                }
            }
        }
    }
}
