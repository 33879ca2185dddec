//! The special fund's account by year: what is stated, what is demanded and paid, and what is left unpaid.

use crate::findings::{Findings, FundFinding};
use crate::things::Language;

use super::canvas::frame;
use super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells};
use super::picture::Picture;

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let mut picture = Picture::default();
    frame(&mut picture, findings, language, &title, "");
    (title, picture)
}

/// The numbers of the picture: a row for each year.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    use NumberUnit::{Money, Share, Year};
    let column = NumberColumn::new;
    let columns = vec![
        column("year", "年度", "year", Year),
        column("appropriation", "已列安排", "stated appropriation", Money),
        column("payments", "当年应付期望值", "due in the year, expected", Money),
        column("payments_se", "当年应付标准误", "due in the year, standard error", Money),
        column("demand", "含上年欠付的资金需求期望值", "demand with earlier arrears, expected", Money),
        column("demand_se", "含上年欠付的资金需求标准误", "demand, standard error", Money),
        column("paid", "实际支付期望值", "paid, expected", Money),
        column("paid_se", "实际支付标准误", "paid, standard error", Money),
        column("arrears_chance", "年末欠付的可能性", "chance of arrears at the year's end", Share),
        column("arrears_chance_low", "可能性的 95% 区间下端", "chance, 95% interval from", Share),
        column("arrears_chance_high", "可能性的 95% 区间上端", "chance, 95% interval to", Share),
        column("arrears_if_any", "欠付时的平均欠付额", "mean arrears if any", Money),
        column("arrears", "年末欠付期望值", "arrears, expected", Money),
        column("arrears_se", "年末欠付标准误", "arrears, standard error", Money),
        column("arrears_q95", "年末欠付 95% 分位数", "arrears, 95% quantile", Money),
        column("arrears_q95_low", "该分位数的 95% 区间下端", "that quantile, 95% interval from", Money),
        column("arrears_q95_high", "该分位数的 95% 区间上端", "that quantile, 95% interval to", Money),
        column("carried", "结转下年期望值", "carried into the next year, expected", Money),
        column("carried_se", "结转下年标准误", "carried, standard error", Money),
        column("lapsed", "到期收回期望值", "lapsed, expected", Money),
        column("lapsed_se", "到期收回标准误", "lapsed, standard error", Money),
    ];
    let shown = if has_appropriations(findings) { findings.fund.as_slice() } else { &[] };
    Numbers {
        title: both(|language| title(findings, language)),
        columns,
        rows: shown.iter().map(row).collect(),
    }
}

fn row(year: &FundFinding) -> Vec<Number> {
    let mut cells = vec![Number::Year(year.year), Number::Fen(year.appropriation_fen as f64)];
    for measure in [&year.payments, &year.demand, &year.paid] {
        cells.extend(mean_cells(Some(measure)));
    }
    cells.push(Number::Share(year.arrears_probability));
    cells.extend(year.arrears_interval.map(Number::Share));
    cells.push(Number::fen(year.arrears_mean_if_any_fen));
    cells.extend(mean_cells(Some(&year.arrears)));
    cells.extend(quantile_cells(Some(&year.arrears), "0.95"));
    for measure in [&year.carried, &year.lapsed] {
        cells.extend(mean_cells(Some(measure)));
    }
    cells
}

/// Whether the scenario states an appropriation for any year; without one there is no account to show.
fn has_appropriations(findings: &Findings) -> bool {
    findings.fund.iter().any(|year| year.appropriation_fen > 0)
}

/// The finding: the year whose end most likely sees arrears.
fn title(findings: &Findings, language: Language) -> String {
    if !has_appropriations(findings) {
        let words =
            language.say("情景未列专项资金安排", "The scenario states no appropriation for the special fund");
        return words.to_owned();
    }
    let years = findings.fund.iter();
    let most = years.reduce(
        |most, year| {
            if year.arrears_probability > most.arrears_probability { year } else { most }
        },
    );
    let Some((most, arrears)) = most.and_then(|most| Some((most, most.arrears_mean_if_any_fen?))) else {
        let words = language.say(
            "已列专项资金足够：各年年末均无欠付",
            "The stated appropriations suffice: no year ends with arrears",
        );
        return words.to_owned();
    };
    let chance = chance(most.arrears_probability);
    let (year, arrears) = (most.year, language.with_unit(arrears));
    match language {
        Language::Chinese => {
            format!("{year} 年末专项资金有 {chance} 的可能性欠付，欠付时平均 {arrears}")
        }
        Language::English => {
            format!(
                "At the end of {year} the fund has a {chance} chance of arrears, {arrears} on average if any"
            )
        }
    }
}

/// A chance as a percentage; a rare one is not shown as none.
fn chance(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { "<0.1%".to_owned() } else { format!("{:.1}%", 100.0 * share) }
}
