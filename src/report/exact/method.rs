//! How it was computed, what the shared drivers would change, and what is left out.

use maud::{Markup, html};

use crate::findings::{ExactFindings, YearLabel};
use crate::things::{Basis, Text};

use super::super::page::{Page, Section};

/// The section.
pub(super) fn section(page: &Page, found: &ExactFindings) -> Section {
    let defect = found.numerics.total_defect.max(found.numerics.folded);
    let body = html! {
        p {
            (page.say(
                "金额都是某一最小单位的整数倍，各产研院相互独立，企业的一生可以逐年递推，因此支出的概率分布可以直接算出：递推、特征函数与快速傅里叶变换，不抽一个随机数。",
                "Amounts are whole multiples of a smallest step, institutes are independent of each other, and a firm's life can be followed year by year: so the distribution of the cost is computed directly, by recursion, characteristic functions and fast Fourier transforms, without a random number.",
            ))
            " "
            (page.say("各序列概率之和与 1 的差及变换折叠的概率不超过 ", "Total probabilities differ from 1, and transforms fold back probability, by at most "))
            (format!("{:.0e}", defect.max(1e-16)))
            (page.say("。", "."))
        }
        (drivers(page, found))
        @if !found.left_out.is_empty() {
            h3 { (page.say("未包括的", "What is left out")) }
            ul { @for reason in &found.left_out { li { (page.name(reason)) } } }
        }
        p.note { (page.say("本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元。", "These are a scenario's figures, no official forecast. 1 million yuan = 100 万元.")) }
    };
    Section {
        name: "method",
        title: Text::new("如何算出，有何局限", "How it was computed, and its limits"),
        body,
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
                @let clause = found.clauses.iter().find(|clause| clause.id == mean.clause);
                tr {
                    th scope="row" { @if let Some(clause) = clause { (page.name(&clause.title)) } @else { (mean.clause) } }
                    (page.with_error(mean.mean_fen, Some(mean.se_fen), [&format!("/means_with_drivers/{at}/mean_fen"), &format!("/means_with_drivers/{at}/se_fen")]))
                    (page.fine(mean.mean_without_fen, &format!("/means_with_drivers/{at}/mean_without_fen")))
                }
            }
        }
    };
    let caption = page.say("年度共同因素的影响", "What the shared drivers do");
    page.table(totals.len(), &html! { (caption) }, &head, &bodies)
}
