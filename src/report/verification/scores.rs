//! The tables of z-scores: the totals, and the series that agree least.

use maud::{Markup, html};

use crate::findings::{AgreedNumber, TrialFinding, Verification, VerifiedSeries};
use crate::tables::{decimal, exact};
use crate::things::Text;

use super::super::page::{Page, Section, nothing, number};
use super::super::words::percent;

/// How many of the other series a table shows.
const SHOWN: usize = 12;

/// The section.
pub(super) fn section(page: &Page, found: &Verification) -> Section {
    let body = html! {
        @for (at, trial) in found.trials.iter().enumerate() { (trial_tables(page, at, trial)) }
        p.note {
            (page.say(
                "z 为“模拟减精确”除以标准误，标准误由精确分布算出；无误时 z 大致在 −2 与 2 之间，序列很多时偶有超出。“分位数”为精确分位数落在模拟 95% 区间内的个数。全部序列见 verification.csv。",
                "z is simulated less exact over its standard error, which follows from the exact distribution; where all is right z lies about between −2 and 2, now and then outside among so many series. Quantiles: how many exact ones lie in the simulated 95% interval. Every series is in verification.csv.",
            ))
        }
    };
    Section { name: "scores", title: Text::new("z 值表", "The z-scores"), body }
}

fn trial_tables(page: &Page, at: usize, trial: &TrialFinding) -> Markup {
    let heading = match trial.drivers {
        false => page.say("不计年度共同因素的影响", "The shared drivers' effect switched off"),
        true => page.say("计入年度共同因素的影响", "With the shared drivers' effect"),
    };
    let all = 0..trial.series.len();
    let totals: Vec<usize> = all.filter(|index| trial.series[*index].is_headline).collect();
    let others = trial.order.iter().copied().filter(|index| {
        let series = &trial.series[*index];
        !series.is_headline && !series.agreement.is_certain
    });
    let others: Vec<usize> = others.take(SHOWN).collect();
    html! {
        h3 { (heading) }
        (table(page, at, trial, &totals, page.say("主要序列", "Totals")))
        (table(page, at, trial, &others, page.say("其余序列中差异最大的", "Of the others, the least likely")))
    }
}

fn table(page: &Page, at: usize, trial: &TrialFinding, rows: &[usize], caption: &str) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let head = html! {
        tr {
            th scope="col" { (page.say("序列", "Series")) }
            th.number scope="col" { (page.say("期望：精确", "Mean: exact")) }
            th.number scope="col" { (page.say("模拟", "simulated")) }
            th.number scope="col" { "z" }
            th.number scope="col" { (page.say("标准差：精确", "S.d.: exact")) }
            th.number scope="col" { (page.say("模拟", "simulated")) }
            th.number scope="col" { "z" }
            th.number scope="col" { (page.say("分布差距", "Distance")) }
            th.number scope="col" { (page.say("分位数", "Quantiles")) }
        }
    };
    let bodies = html! {
        tbody { @for index in rows { (row(page, &format!("/trials/{at}/series/{index}"), &trial.series[*index])) } }
    };
    page.table(rows.len(), &html! { (caption) }, &head, &bodies)
}

fn row(page: &Page, at: &str, series: &VerifiedSeries) -> Markup {
    let agreement = &series.agreement;
    let quantiles = agreement.quantiles.len();
    html! {
        tr data-at=(at) {
            th scope="row" {
                (page.name(&series.name))
                @if !series.agrees { " " strong { (page.say("不符", "differs")) } }
            }
            (cells(page, Some(&agreement.mean), "mean"))
            (cells(page, agreement.deviation.as_ref(), "deviation"))
            @match agreement.distance {
                Some(distance) => (number(&percent(distance.largest), "distance/largest")),
                None => (nothing()),
            }
            @if quantiles > 0 { td { span data-from="quantiles_inside" { (series.quantiles_inside) } "/" (quantiles) } }
            @else { (nothing()) }
        }
    }
}

/// Exact, simulated, z.
fn cells(page: &Page, pair: Option<&AgreedNumber>, at: &str) -> Markup {
    let Some(pair) = pair else { return html! { (nothing()) (nothing()) (nothing()) } };
    html! {
        (page.fine(pair.exact_fen, &format!("{at}/exact_fen")))
        (page.fine(pair.simulated_fen, &format!("{at}/simulated_fen")))
        @match pair.z {
            Some(z) => (number(&signed(z), &format!("{at}/z"))),
            None => (nothing()),
        }
    }
}

/// A z-score with its sign.
fn signed(z: f64) -> String {
    let written = decimal(exact(z), 2);
    if z > 0.0 { format!("+{written}") } else { written }
}
