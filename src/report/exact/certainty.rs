//! How sure the numbers are: how they were computed, how far they can be off, what the shared drivers would change, and what is
//! left out.

use maud::{Markup, html};

use crate::findings::{ExactFindings, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::page::{Page, Section};

/// The section.
pub(super) fn section(page: &Page, found: &ExactFindings) -> Section {
    let body = html! {
        (method(page))
        (numerics(page, found))
        (drivers(page, found))
        (not_covered(page, found))
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元；1 亿元 = 10,000 万元。", "These are a scenario's figures and no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section { name: "certainty", title: Text::new("结果的可靠性", "How sure the numbers are"), body }
}

fn method(page: &Page) -> Markup {
    html! {
        p {
            (page.say(
                "精确值，没有抽样误差：金额都是某一最小单位的整数倍，各产研院相互独立，企业的一生可以逐年递推，因此支出的概率分布可以直接算出（递推、特征函数、快速傅里叶变换），不抽一个随机数，没有种子，也没有路径。",
                "The numbers are exact and have no sampling error: amounts are whole multiples of a smallest step, institutes are independent of each other, and a firm's life can be followed year by year; so the distribution of the cost is computed directly, by recursion, characteristic functions and fast Fourier transforms, without a random number, a seed or a path.",
            ))
        }
        p {
            (page.say(
                "精确是就情景而言：参数取值和文字理解带来的不确定性见“前提与假设”，不在其内。",
                "They are exact for this scenario: what parameters and readings leave open stands under “What it assumes” and is not in them.",
            ))
        }
    }
}

/// How far computed numbers can be off, for which each series has its own check.
fn numerics(page: &Page, found: &ExactFindings) -> Markup {
    let written = |defect: f64| {
        let defect = format!("{:.0e}", defect.abs().max(1e-16));
        let (digit, exponent) = defect.split_once("e-").unwrap_or((&defect, "0"));
        let raised = exponent.chars().filter_map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize));
        html! { (digit) " × 10⁻" (raised.collect::<String>()) }
    };
    let numerics = &found.numerics;
    let defects = [
        ("总概率与 1 之差", "total probability against 1", numerics.total_defect, "total_defect"),
        (
            "变换折叠的概率（上界）",
            "probability that transforms fold back (bound)",
            numerics.folded,
            "folded",
        ),
        (
            "最小的负概率（舍入）",
            "most negative probability (rounding)",
            numerics.most_negative,
            "most_negative",
        ),
        (
            "期望：公式与分布的相对差",
            "mean by formula against that of the distribution, relative",
            numerics.mean_defect,
            "mean_defect",
        ),
        (
            "标准差：公式与分布的相对差",
            "standard deviation likewise",
            numerics.deviation_defect,
            "deviation_defect",
        ),
    ];
    let head = html! {
        tr {
            th scope="col" { (page.say("核对", "Check")) }
            th.number scope="col" { (page.say("全部序列中最大", "Largest of all series")) }
        }
    };
    html! {
        h3 { (page.say("数值误差", "Numerical errors")) }
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.whole {
                caption { (page.say("逐个序列的核对", "What is checked of every series")) }
                thead { (head) }
                tbody {
                    @for (zh, en, defect, key) in defects {
                        tr {
                            th scope="row" { (page.say(zh, en)) }
                            td data-from={ "/numerics/" (key) } { (written(defect)) }
                        }
                    }
                }
            }
        }
        p {
            (page.say(
                "企业收入和日期按网格计算。在随程序发布的 baseline 和 tutorial 情景中，网格加密后没有一个分位数改变，期望的相对变动不超过百万分之一（docs/exact.md）。",
                "Firms' revenue and days are computed on grids. In the scenarios baseline and tutorial that come with the program a finer grid changes no quantile and moves no mean by more than a millionth of itself (docs/exact.md).",
            ))
        }
    }
}

fn not_covered(page: &Page, found: &ExactFindings) -> Markup {
    html! {
        h3 { (page.say("未包括的", "What is not covered")) }
        ul.warnings {
            @for warning in &found.answers.warnings {
                li { (page.name(&warning.message)) code { (warning.code) } }
            }
        }
        p {
            @match page.language {
                Language::Chinese => { "这些由模拟给出：" code { "fiscast run" } "。" code { "fiscast verify" } " 将两者逐项比较。" }
                Language::English => { "Simulation gives these: " code { "fiscast run" } ". " code { "fiscast verify" } " holds one against the other." }
            }
        }
    }
}

/// Means of the clauses that the drivers touch, with their effect and without.
fn drivers(page: &Page, found: &ExactFindings) -> Markup {
    let totals = found.means_with_drivers.iter().enumerate();
    let totals: Vec<_> =
        totals.filter(|(_, mean)| mean.basis == Basis::Accrual && mean.year == YearLabel::All).collect();
    if totals.is_empty() {
        return html! {};
    }
    let head = html! {
        tr {
            th scope="col" { (page.say("全部应付义务的期望", "Expected obligations in all")) }
            th.number scope="col" { (page.say("计入年度共同因素", "With the drivers")) }
            th.number scope="col" { (page.say("不计", "Without")) }
        }
    };
    let bodies = html! {
        tbody {
            @for (at, mean) in &totals {
                @let clause = found.answers.clauses.iter().find(|clause| clause.id == mean.clause);
                tr {
                    th scope="row" { @if let Some(clause) = clause { (page.name(&clause.title)) } @else { (mean.clause) } }
                    (page.with_error(mean.mean_fen, Some(mean.se_fen), [&format!("/means_with_drivers/{at}/mean_fen"), &format!("/means_with_drivers/{at}/se_fen")]))
                    (page.fine(mean.mean_without_fen, &format!("/means_with_drivers/{at}/mean_without_fen")))
                }
            }
        }
    };
    let caption = page.say("计入与不计年度共同因素", "Obligations with the drivers and without");
    html! {
        h3 { (page.say("年度共同因素的影响", "What the shared drivers do")) }
        p {
            (page.say(
                "年度共同因素（经济与资本市场）使企业之间互相关联，以上数字已将其影响设为零。下列奖励计入其影响的期望由各因素路径上的精确期望平均得出，± 后为标准误。",
                "Shared drivers of economy and capital market tie firms together; their effect is switched off in the numbers above. The expected values with them are exact given the drivers' path and averaged over paths of them; ± gives the standard error.",
            ))
        }
        (page.table(totals.len(), &html! { (caption) }, &head, &bodies))
    }
}
