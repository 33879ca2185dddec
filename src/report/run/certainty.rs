//! How sure the numbers are: paths, standard errors, resolved quantiles, exactness and warnings.

use maud::{Markup, html};

use crate::findings::{SplitCheck, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::page::{Section, number};
use super::super::words::{count, fine, level, percent};
use super::lookup::{Distribution, Which};
use super::page::RunPage;

/// The section.
pub(super) fn section(page: &RunPage<'_>) -> Section {
    let body = html! {
        (paths(page))
        (resolution(page))
        (split(page))
        (warnings(page))
    };
    Section { name: "certainty", title: Text::new("结果的可靠性", "How sure the numbers are"), body }
}

fn whole<'f>(page: &RunPage<'f>) -> Option<Distribution<'f>> {
    page.index.series(&Which::all(Basis::Cash, YearLabel::Horizon))
}

/// The number of paths and what it does to the expected value.
fn paths(page: &RunPage<'_>) -> Markup {
    let Some(drawn) = page.findings.sample else { return html! {} };
    let (paths, seed) = (count(drawn.paths), drawn.seed);
    let whole = whole(page);
    let statistics = whole.as_ref().map(|whole| whole.statistics);
    let mean = statistics.map_or(0.0, |statistics| statistics.mean_fen);
    let error = statistics.and_then(|statistics| statistics.se_fen);
    let relative = error.filter(|_| mean > 0.0).map(|error| percent(error / mean));
    let exact = page.findings.series.iter().filter(|series| series.statistics.lattice_fen.is_some()).count();
    let rounded = page.findings.series.len() - exact;
    let (mean, error) =
        (fine(page.language, mean), error.map(|error| super::super::words::error(page.language, error)));
    html! {
        p {
            @match page.language {
                Language::Chinese => {
                    "共模拟 " (paths) " 条路径（种子 " (seed) "）。" (page.horizon()) " 年现金支出的期望值为 " (mean) " 万元"
                    @if let Some(error) = &error { "，标准误 " (error) " 万元" }
                    @if let Some(relative) = &relative { "，相对误差 " (relative) }
                    "。路径增加到四倍，标准误减半。这里的误差只是模拟次数有限带来的误差；参数取值和文字理解带来的不确定性见“前提与假设”，不在其内。"
                }
                Language::English => {
                    (paths) " paths were simulated (seed " (seed) "). Cash over " (page.horizon()) " has an expected value of " (mean) " million yuan"
                    @if let Some(error) = &error { ", with a standard error of " (error) " million yuan" }
                    @if let Some(relative) = &relative { " (" (relative) " of it)" }
                    ". Four times as many paths halve the standard error. These errors come from the number of paths alone; what parameters and readings leave open stands under “What it assumes” and is not in them."
                }
            }
        }
        p {
            @match page.language {
                Language::Chinese => {
                    "每条路径上的应付和支付精确到分，期望值由精确合计得出。"
                    @if rounded > 0 { (count((exact + rounded) as u64)) " 个序列中，" (count(exact as u64)) " 个的分位数是精确的，其余 " (count(rounded as u64)) " 个是上界，误差见下方提示。" }
                    @else { "全部 " (count(exact as u64)) " 个序列的分位数也是精确的。" }
                }
                Language::English => {
                    "What a path owes and pays is exact to the fen, and expected values come from exact sums. "
                    @if rounded > 0 { "The quantiles of " (count(exact as u64)) " of " (count((exact + rounded) as u64)) " series are exact; the other " (count(rounded as u64)) " are upper bounds, within the error stated in the notes below." }
                    @else { "The quantiles of all " (count(exact as u64)) " series are exact too." }
                }
            }
        }
    }
}

/// Whether so many paths resolve each quantile.
fn resolution(page: &RunPage<'_>) -> Markup {
    let Some(whole) = whole(page) else { return html! {} };
    let head = html! {
        tr {
            th scope="col" { (page.say("分位", "Quantile")) }
            th.number scope="col" { (page.say("支出不超过", "Cost at most")) }
            th.number scope="col" { (page.say("95% 置信区间", "95% interval")) }
            th scope="col" { (page.say("是否可靠", "Resolved")) }
        }
    };
    let row = |position: usize| {
        let quantile = &whole.statistics.quantiles[position];
        let resolved = quantile.interval_fen.iter().all(Option::is_some);
        html! {
            tr data-at={ (whole.at) "/quantiles/" (position) } {
                th scope="row" { (level(&quantile.p)) }
                (page.fine(quantile.fen as f64, "fen"))
                (number(&page.interval(quantile.interval_fen), "interval_fen"))
                td.words {
                    @if resolved { (page.say("是", "yes")) }
                    @else { strong { (page.say("否：路径不足", "no: too few paths")) } }
                }
            }
        }
    };
    let bodies = html! { tbody { @for position in 0..whole.statistics.quantiles.len() { (row(position)) } } };
    let caption = match page.language {
        Language::Chinese => format!("{} 年市县合并现金支出的分位数", page.horizon()),
        Language::English => format!("Quantiles of the cash of city and counties over {}", page.horizon()),
    };
    html! {
        h3 { (page.say("尾部分位数是否可靠", "Whether the tails are resolved")) }
        (page.table(whole.statistics.quantiles.len(), &html! { (caption) }, &head, &bodies))
    }
}

/// City and counties against the total, summed over all paths to the fen.
fn split(page: &RunPage<'_>) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (page.say("口径", "Basis")) }
            th.number scope="col" { (page.say("市级（元）", "City (yuan)")) }
            th.number scope="col" { (page.say("县级（元）", "Counties (yuan)")) }
            th.number scope="col" { (page.say("合计（元）", "Total (yuan)")) }
            th.number scope="col" { (page.say("市级 + 县级 − 合计", "City + counties − total")) }
        }
    };
    let row = |(position, check): (usize, &SplitCheck)| {
        let cells = [
            ("city_sum_fen", &check.city_sum_fen),
            ("county_sum_fen", &check.county_sum_fen),
            ("total_sum_fen", &check.total_sum_fen),
            ("difference_fen", &check.difference_fen),
        ];
        html! {
            tr data-at={ "/split_check/" (position) } {
                th scope="row" { (basis(page, check.basis)) }
                @for (key, fen) in cells {
                    (number(&yuan(fen), key))
                }
            }
        }
    };
    let bodies =
        html! { tbody { @for check in page.findings.split_check.iter().enumerate() { (row(check)) } } };
    let caption = page.say("全部路径之和，精确到分", "Sums over all paths, exact to the fen");
    html! {
        h3 { (page.say("市县分担核对", "City and counties add up")) }
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table { caption { (caption) } thead { (head) } (bodies) }
        }
    }
}

fn basis<'a>(page: &RunPage<'a>, basis: Basis) -> &'a str {
    let (zh, en) = match basis {
        Basis::Accrual => ("应付义务", "Obligations"),
        Basis::Cash => ("现金支出", "Cash"),
        Basis::Lapsed => ("未申报或未获批", "Never claimed or refused"),
        Basis::Contingent => ("或有损失", "Contingent"),
    };
    page.language.say(zh, en)
}

/// An exact sum of fen as yuan with separators.
fn yuan(fen: &str) -> String {
    let Ok(fen) = fen.parse::<i128>() else { return fen.to_owned() };
    let sign = if fen < 0 { "−" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", crate::tables::grouped(&(fen / 100).to_string()), fen % 100)
}

fn warnings(page: &RunPage<'_>) -> Markup {
    html! {
        h3 { (page.say("提示", "Notes")) }
        @if page.findings.warnings.is_empty() {
            p { (page.say("没有需要提示的事项。", "There is nothing to warn of.")) }
        } @else {
            ul.warnings {
                @for warning in &page.findings.warnings {
                    li { (page.name(&warning.message)) code { (warning.code) } }
                }
            }
        }
        p.note {
            @match page.language {
                Language::Chinese => { "本页数字均为情景推算，不是官方预测。1 万元 = 10,000 元；1 亿元 = 10,000 万元。" }
                Language::English => { "These are a scenario's figures and no official forecast. 1 million yuan = 100 万元." }
            }
        }
    }
}
