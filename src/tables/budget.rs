//! `budget.csv`: the recommended appropriations, in 万元, as a bureau reads them.

use crate::findings::{Findings, Recommendation, YearLabel};
use crate::things::{Basis, Payer};

use super::csv_text::CsvText;
use super::words::percent;

/// A payer of the budget: all together, the city, all counties, or one county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BudgetPayer {
    pub payer: Option<Payer>,
    pub county: Option<String>,
    pub zh: String,
    pub en: String,
}

/// The payers in the order of the table.
pub(super) fn payers(findings: &Findings) -> Vec<BudgetPayer> {
    let of =
        |payer, zh: &str, en: &str| BudgetPayer { payer, county: None, zh: zh.to_owned(), en: en.to_owned() };
    let mut payers = vec![
        of(None, "市县合并", "City and counties pooled"),
        of(Some(Payer::City), "市级", "City"),
        of(Some(Payer::County), "县级合并", "All counties pooled"),
    ];
    payers.extend(findings.counties.iter().map(|county| BudgetPayer {
        payer: Some(Payer::County),
        county: Some(county.id.clone()),
        zh: county.name.zh.clone(),
        en: county.name.en.clone(),
    }));
    payers
}

/// The years of the table: each year of the horizon, then the horizon as a whole.
pub(super) fn years(findings: &Findings) -> Vec<YearLabel> {
    let scenario = &findings.scenario;
    let years = scenario.first_year..=scenario.last_year;
    years.map(YearLabel::Year).chain([YearLabel::Horizon]).collect()
}

/// The confidences of the table, as decimals in text.
pub(super) fn confidences(findings: &Findings) -> Vec<String> {
    let mut confidences: Vec<String> = Vec::new();
    for recommendation in &findings.recommendations {
        if !confidences.contains(&recommendation.confidence) {
            confidences.push(recommendation.confidence.clone());
        }
    }
    confidences
}

/// The recommended appropriation of a payer and year at a confidence.
pub(super) fn recommended<'f>(
    findings: &'f Findings,
    payer: &BudgetPayer,
    year: YearLabel,
    confidence: &str,
) -> Option<&'f Recommendation> {
    findings.recommendations.iter().find(|candidate| {
        candidate.payer == payer.payer
            && candidate.county == payer.county
            && candidate.year == year
            && candidate.confidence == confidence
    })
}

/// Expected cash of a payer and year, in fen, with its standard error; where it was computed, with the standard deviation.
pub(super) fn expected(
    findings: &Findings,
    payer: &BudgetPayer,
    year: YearLabel,
) -> Option<(f64, Option<f64>)> {
    let series = findings.series.iter().find(|series| {
        series.basis == Basis::Cash
            && series.payer == payer.payer
            && series.county == payer.county
            && series.year == year
            && series.clause.is_none()
            && series.beneficiary.is_none()
    })?;
    let statistics = &series.statistics;
    let beside = if findings.sample.is_some() { statistics.se_fen } else { statistics.sd_fen };
    Some((statistics.mean_fen, beside))
}

/// `budget.csv`: for each payer and year, the expected cash and the recommended appropriation at each confidence,
/// in 万元. Each level stands alone: levels of payers do not add up to the pooled level, and the last rows give
/// the difference.
pub fn budget_csv(findings: &Findings) -> Vec<u8> {
    let confidences = confidences(findings);
    let mut text = CsvText::new();
    let beside = if findings.sample.is_some() { "标准误 se" } else { "标准差 sd" };
    let mut head: Vec<String> =
        ["支付方 payer", "payer", "county", "year", "期望支出（万元） expected", beside]
            .map(str::to_owned)
            .into();
    head.extend(
        confidences.iter().map(|confidence| format!("{}保证程度（万元） recommended", percent(confidence))),
    );
    text.row(head);
    let payers = payers(findings);
    for payer in &payers {
        for year in years(findings) {
            text.row(row(findings, payer, year, &confidences));
        }
    }
    for year in years(findings) {
        text.row(difference_row(findings, &payers, year, &confidences));
    }
    text.finish()
}

fn row(findings: &Findings, payer: &BudgetPayer, year: YearLabel, confidences: &[String]) -> Vec<String> {
    let (mean, se) = expected(findings, payer, year).unwrap_or((0.0, None));
    let mut cells = vec![
        format!("{} {}", payer.zh, payer.en),
        super::words::payer(payer.payer).to_owned(),
        payer.county.clone().unwrap_or_default(),
        super::words::year(year),
        format!("{:.4}", mean / 1e6),
        se.map(|se| format!("{:.4}", se / 1e6)).unwrap_or_default(),
    ];
    cells.extend(confidences.iter().map(|confidence| {
        recommended(findings, payer, year, confidence)
            .map(|recommendation| (recommendation.amount_fen / 1_000_000).to_string())
            .unwrap_or_default()
    }));
    cells
}

/// What the stand-alone levels of the city and each county exceed the pooled level by.
fn difference_row(
    findings: &Findings,
    payers: &[BudgetPayer],
    year: YearLabel,
    confidences: &[String],
) -> Vec<String> {
    let alone = |payer: &&BudgetPayer| payer.payer == Some(Payer::City) || payer.county.is_some();
    let wan = |payer: &BudgetPayer, confidence: &str| {
        recommended(findings, payer, year, confidence).map_or(0, |level| level.amount_fen / 1_000_000)
    };
    let mut cells = vec![
        "单独安排之和减合并安排 stand-alone minus pooled".to_owned(),
        "difference".to_owned(),
        String::new(),
        super::words::year(year),
        String::new(),
        String::new(),
    ];
    cells.extend(confidences.iter().map(|confidence| {
        let sum: i64 = payers.iter().filter(alone).map(|payer| wan(payer, confidence)).sum();
        (sum - wan(&payers[0], confidence)).to_string()
    }));
    cells
}
