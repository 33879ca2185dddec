//! Finding an entry of the findings, together with the place where it stands in findings.json.

use std::collections::BTreeMap;

use crate::findings::{Findings, QuantileFinding, Recommendation, SeriesStatistics, TailFinding, YearLabel};
use crate::things::{Basis, BeneficiaryKind, Payer, Text};

/// Which series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) struct Which<'f> {
    pub basis: Basis,
    pub year: YearLabel,
    pub clause: Option<&'f str>,
    pub county: Option<&'f str>,
    pub payer: Option<Payer>,
    pub beneficiary: Option<BeneficiaryKind>,
}

impl Which<'_> {
    /// Everything of a basis in some years.
    pub const fn all(basis: Basis, year: YearLabel) -> Self {
        Which { basis, year, clause: None, county: None, payer: None, beneficiary: None }
    }
}

/// A distribution and the JSON pointer to it.
#[derive(Debug, Clone)]
pub(in crate::report) struct Distribution<'f> {
    pub at: String,
    pub statistics: &'f SeriesStatistics,
}

impl<'f> Distribution<'f> {
    /// The quantile at `p`, a decimal in text, and the pointer to it from here.
    pub fn quantile(&self, p: &str) -> Option<(String, &'f QuantileFinding)> {
        let position = self.statistics.quantiles.iter().position(|quantile| quantile.p == p)?;
        Some((format!("quantiles/{position}"), &self.statistics.quantiles[position]))
    }

    /// The tail at `p`, a decimal in text, and the pointer to it from here.
    pub fn tail(&self, p: &str) -> Option<(String, &'f TailFinding)> {
        let position = self.statistics.tails.iter().position(|tail| tail.p == p)?;
        Some((format!("tails/{position}"), &self.statistics.tails[position]))
    }
}

/// A payer of the budget.
#[derive(Debug, Clone)]
pub(in crate::report) struct BudgetPayer<'f> {
    pub payer: Option<Payer>,
    pub county: Option<&'f str>,
    pub name: Text,
}

type WhichRecommendation<'f> = (Option<Payer>, Option<&'f str>, YearLabel, &'f str);

/// The entries of the findings by what they are about.
#[derive(Debug)]
pub(in crate::report) struct Index<'f> {
    findings: &'f Findings,
    series: BTreeMap<Which<'f>, usize>,
    recommendations: BTreeMap<WhichRecommendation<'f>, usize>,
}

impl<'f> Index<'f> {
    pub fn new(findings: &'f Findings) -> Self {
        let series = findings.series.iter().enumerate().map(|(position, series)| {
            let which = Which {
                basis: series.basis,
                year: series.year,
                clause: series.clause.as_deref(),
                county: series.county.as_deref(),
                payer: series.payer,
                beneficiary: series.beneficiary,
            };
            (which, position)
        });
        let recommendations = findings.recommendations.iter().enumerate().map(|(position, found)| {
            ((found.payer, found.county.as_deref(), found.year, found.confidence.as_str()), position)
        });
        Index { findings, series: series.collect(), recommendations: recommendations.collect() }
    }

    /// A series.
    pub fn series(&self, which: &Which<'_>) -> Option<Distribution<'f>> {
        let position = *self.series.get(which)?;
        let statistics = &self.findings.series[position].statistics;
        Some(Distribution { at: format!("/series/{position}"), statistics })
    }

    /// A recommended appropriation and the pointer to it.
    pub fn recommendation(
        &self,
        payer: &BudgetPayer<'_>,
        year: YearLabel,
        confidence: &str,
    ) -> Option<(String, &'f Recommendation)> {
        let position = *self.recommendations.get(&(payer.payer, payer.county, year, confidence))?;
        Some((format!("/recommendations/{position}"), &self.findings.recommendations[position]))
    }
}

/// The confidence that the page puts first: the scenario's, where it is one of the recommended ones.
pub(in crate::report) fn confidence(findings: &Findings) -> &str {
    let wanted = findings.scenario.confidence.as_str();
    let known = findings.recommendations.iter().any(|found| found.confidence == wanted);
    if known { wanted } else { "0.95" }
}

/// Every confidence of the recommendations, in their order.
pub(in crate::report) fn confidences(findings: &Findings) -> Vec<&str> {
    let mut confidences: Vec<&str> = Vec::new();
    for found in &findings.recommendations {
        if !confidences.contains(&found.confidence.as_str()) {
            confidences.push(&found.confidence);
        }
    }
    confidences
}

/// The years of the horizon.
pub(super) fn years(findings: &Findings) -> Vec<YearLabel> {
    (findings.scenario.first_year..=findings.scenario.last_year).map(YearLabel::Year).collect()
}

/// The city.
pub(super) fn city() -> BudgetPayer<'static> {
    BudgetPayer {
        payer: Some(Payer::City),
        county: None,
        name: Text::new("市级专项资金", "City's special fund"),
    }
}

/// Each county.
pub(super) fn counties(findings: &Findings) -> Vec<BudgetPayer<'_>> {
    let payer = |county: &'_ crate::findings::CountyFinding| county.name.clone();
    let counties = findings.counties.iter();
    counties
        .map(|county| BudgetPayer {
            payer: Some(Payer::County),
            county: Some(&county.id),
            name: payer(county),
        })
        .collect()
}

/// All counties together.
pub(super) fn all_counties() -> BudgetPayer<'static> {
    BudgetPayer {
        payer: Some(Payer::County),
        county: None,
        name: Text::new("县级合并", "All counties pooled"),
    }
}

/// City and counties together.
pub(super) fn everyone() -> BudgetPayer<'static> {
    BudgetPayer { payer: None, county: None, name: Text::new("市县合并", "City and counties pooled") }
}
