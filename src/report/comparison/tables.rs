//! The tables: differences by payer, year and clause with their intervals, and quantiles.

use maud::{Markup, html};

use crate::findings::{QuantileDifference, ScenarioDifferences, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::page::{Page, Section, nothing};
use super::super::words::{level, percent};
use super::answer::{horizon, quantile_change};
use super::lookup::{CASH, Found, OBLIGATIONS, Which, find, payers, years};

/// The section.
pub(super) fn section(page: &Page, found: &ScenarioDifferences) -> Section {
    let several = found.others.len() > 1;
    let body = html! {
        p.note {
            (page.say(
                "差额为“该情景减基准”的逐路径平均，下方小字为 95% 区间；“增、减的路径”为支出增加、减少的路径占比；误差比为相同随机数下差额的标准误与两情景独立抽样时之比，越小越好。期望值的差额可以相加，分位数的差额不能。",
                "A difference is the mean, path by path, of the scenario less the base, over its 95% interval; “more, less” are the shares of paths on which it costs more and less; the error ratio is the difference's standard error over that of two independent samples, the smaller the better. Differences of means add up, those of quantiles do not.",
            ))
        }
        @for (other, this) in found.others.iter().enumerate() {
            @if several { h3 { (page.name(&this.scenario.title)) } }
            (by_payer(page, found, other))
            (by_year(page, found, other))
            (by_clause(page, found, other))
            (quantiles(page, found, other, &OBLIGATIONS, page.say("全部应付义务", "all obligations")))
            (quantiles(page, found, other, &CASH, page.say("预算期现金", "cash of the horizon")))
        }
    };
    Section { name: "tables", title: Text::new("数据表", "Tables"), body }
}

/// A row of a table of differences.
type Entry<'f> = (Markup, Option<Found<'f>>);

/// A table of differences in groups, each under a head of its own.
fn table(page: &Page, caption: &Markup, first: &str, groups: &[(Option<String>, Vec<Entry<'_>>)]) -> Markup {
    let head = html! {
        tr {
            th scope="col" { (first) }
            th.number scope="col" { (page.say("基准期望", "Base, expected")) }
            th.number scope="col" { (page.say("期望", "Expected")) }
            th.number scope="col" { (page.say("差额", "Difference")) }
            th.number scope="col" { (page.say("增、减的路径", "More, less")) }
            th.number scope="col" { (page.say("误差比", "Error ratio")) }
        }
    };
    let bodies = html! {
        @for (name, rows) in groups {
            tbody {
                @if let Some(name) = name { tr.group { th colspan="6" scope="rowgroup" { (name) } } }
                @for (name, one) in rows { @if let Some(one) = one { (row(page, name, one)) } }
            }
        }
    };
    let rows = groups.iter().map(|(_, rows)| rows.len() + 1).sum();
    page.table(rows, caption, &head, &bodies)
}

fn row(page: &Page, name: &Markup, one: &Found<'_>) -> Markup {
    let series = one.series;
    let ratio = series.error_ratio.map(super::super::words::ratio);
    html! {
        tr data-at=(one.at) {
            th scope="row" { (name) }
            (page.fine(series.base_mean_fen, "base_mean_fen"))
            (page.fine(series.other_mean_fen, "other_mean_fen"))
            (page.change(series.difference_fen, series.interval_fen, ["difference_fen", "interval_fen"]))
            td data-from="more" { (percent(series.more)) small data-from="less" { (percent(series.less)) } }
            @match ratio {
                Some(ratio) => { td data-from="error_ratio" { (ratio) } }
                None => (nothing()),
            }
        }
    }
}

/// All obligations and the horizon's cash, by who pays.
fn by_payer(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let rows = |basis: Basis, year: YearLabel, counties: bool| -> Vec<Entry<'_>> {
        let payers = payers(found).into_iter().filter(|(_, _, county)| counties || county.is_none());
        payers
            .map(|(name, payer, county)| {
                let which = Which { basis, year, payer, county, clause: None };
                (page.name(&name), find(found, other, &which))
            })
            .collect()
    };
    let years = horizon(page, found);
    let groups = [
        (
            Some(page.say("全部应付义务", "All obligations").to_owned()),
            rows(Basis::Accrual, YearLabel::All, false),
        ),
        (
            Some(match page.language {
                Language::Chinese => format!("{years} 年现金支出"),
                Language::English => format!("Cash in {years}"),
            }),
            rows(Basis::Cash, YearLabel::Horizon, true),
        ),
    ];
    let caption = html! { (page.say("按支付方", "By payer")) };
    table(page, &caption, page.say("支付方", "Payer"), &groups)
}

/// Cash by year, of all payers and of the city.
fn by_year(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let rows = |payer: Option<Payer>| -> Vec<Entry<'_>> {
        let of = |year| {
            let which = Which { year, payer, ..CASH };
            (html! { (page.year(year)) }, find(found, other, &which))
        };
        years(found).into_iter().map(of).collect()
    };
    let groups = [
        (Some(page.say("市县合计", "City and counties").to_owned()), rows(None)),
        (Some(page.say("市级", "City").to_owned()), rows(Some(Payer::City))),
        (Some(page.say("县级合计", "All counties").to_owned()), rows(Some(Payer::County))),
    ];
    let caption = html! { (page.say("现金支出，按年度", "Cash by year")) };
    table(page, &caption, page.say("年度", "Year"), &groups)
}

/// Obligations by clause.
fn by_clause(page: &Page, found: &ScenarioDifferences, other: usize) -> Markup {
    let clauses = found.clauses.iter().map(|clause| {
        let which = Which { clause: Some(&clause.id), ..OBLIGATIONS };
        (
            html! { (page.name(&clause.title)) " " span.article { (clause.article) } },
            find(found, other, &which),
        )
    });
    let whole = (html! { (page.say("合计", "In all")) }, find(found, other, &OBLIGATIONS));
    let groups = [(None, clauses.collect()), (None, vec![whole])];
    let caption = html! { (page.say("全部应付义务，按条款", "All obligations by clause")) };
    table(page, &caption, page.say("条款", "Clause"), &groups)
}

/// The quantiles of both distributions and of the differences.
fn quantiles(
    page: &Page,
    found: &ScenarioDifferences,
    other: usize,
    which: &Which<'_>,
    name: &str,
) -> Markup {
    let Some(one) = find(found, other, which).filter(|one| !one.series.quantiles.is_empty()) else {
        return html! {};
    };
    let head = html! {
        tr {
            th scope="col" { (page.say("分位", "Quantile")) }
            th.number scope="col" { (page.say("基准", "Base")) }
            th.number scope="col" { (page.say("该情景", "This scenario")) }
            th.number scope="col" { (page.say("两者之差", "Difference of the two")) }
            th.number scope="col" { (page.say("逐路径差额的分位数", "Quantile of the difference")) }
        }
    };
    let row = |(position, quantile): (usize, &QuantileDifference)| {
        html! {
            tr data-at={ (one.at) "/quantiles/" (position) } {
                th scope="row" { (level(&quantile.p)) }
                (page.fine(quantile.base_fen as f64, "base_fen"))
                (page.fine(quantile.other_fen as f64, "other_fen"))
                @if quantile.p == found.confidence { (quantile_change(page, found, other, which)) }
                @else { td data-from="difference_fen" { (page.signed(quantile.difference_fen as f64)) } }
                td data-from="of_difference_fen" { (page.signed(quantile.of_difference_fen as f64)) }
            }
        }
    };
    let bodies = html! { tbody { @for entry in one.series.quantiles.iter().enumerate() { (row(entry)) } } };
    let caption = match page.language {
        Language::Chinese => {
            format!("{name}的分位数（两者之差在 {} 水平有 95% 区间，其余为点估计）", level(&found.confidence))
        }
        Language::English => format!(
            "Quantiles of {name}; at {} the difference of the two has its 95% interval, elsewhere it is an estimate alone",
            level(&found.confidence)
        ),
    };
    page.table(one.series.quantiles.len(), &html! { (caption) }, &head, &bodies)
}
