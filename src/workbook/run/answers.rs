//! Findings by what they are of, so that each sheet finds its numbers.

use std::collections::BTreeMap;

use crate::findings::{
    BudgetFinding, Findings, QuantileFinding, Recommendation, SeriesStatistics, TailFinding, YearLabel,
};
use crate::things::{Basis, Payer};

use super::super::cell::Cell;
use super::super::columns::Column;
use super::super::origin::Origin;
use super::super::style::Kind;

/// Whose part of a cost, or whose institutes' cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part<'f> {
    pub clause: Option<&'f str>,
    pub county: Option<&'f str>,
    pub payer: Option<Payer>,
}

impl<'f> Part<'f> {
    /// Everything.
    pub const ALL: Part<'static> = Part { clause: None, county: None, payer: None };
    /// What the city pays.
    pub const CITY: Part<'static> = Part { payer: Some(Payer::City), ..Part::ALL };
    /// What all counties pay.
    pub const COUNTIES: Part<'static> = Part { payer: Some(Payer::County), ..Part::ALL };

    /// What one county pays.
    pub fn county(id: &'f str) -> Self {
        Part { county: Some(id), ..Part::COUNTIES }
    }
}

/// Findings with an index of their series and recommendations.
pub(super) struct Answers<'f> {
    pub findings: &'f Findings,
    series: BTreeMap<(Basis, YearLabel, Part<'f>), &'f SeriesStatistics>,
    recommended: BTreeMap<(YearLabel, Part<'f>, &'f str), &'f Recommendation>,
    /// The confidences, the scenario's first.
    pub confidences: Vec<&'f str>,
    /// What the sheets say of the run.
    pub origin: Origin,
}

impl<'f> Answers<'f> {
    pub fn new(findings: &'f Findings) -> Self {
        let all_receivers = findings.series.iter().filter(|series| series.beneficiary.is_none());
        let series = all_receivers.map(|series| {
            let part = Part {
                clause: series.clause.as_deref(),
                county: series.county.as_deref(),
                payer: series.payer,
            };
            ((series.basis, series.year, part), &series.statistics)
        });
        let recommended = findings.recommendations.iter().map(|found| {
            let part = Part { clause: None, county: found.county.as_deref(), payer: found.payer };
            ((found.year, part, found.confidence.as_str()), found)
        });
        let mut confidences: Vec<&str> = Vec::new();
        for found in &findings.recommendations {
            if !confidences.contains(&found.confidence.as_str()) {
                confidences.push(&found.confidence);
            }
        }
        let first = confidences.iter().position(|p| *p == findings.scenario.confidence);
        let first = first.or_else(|| confidences.iter().position(|p| *p == "0.95"));
        if let Some(first) = first {
            confidences[..=first].rotate_right(1);
        }
        let largest = findings.series.iter().map(|series| series.statistics.largest_fen());
        let stated = findings.budgets.iter().map(|budget| budget.amount_fen);
        let largest = largest.chain(stated).max().unwrap_or(0);
        let scenario = &findings.scenario;
        let origin = Origin {
            title: scenario.title.zh.clone(),
            source: match findings.sample {
                Some(drawn) => Origin::source(&scenario.title.zh, &scenario.id, drawn.paths, drawn.seed),
                None => Origin::exact(&scenario.title.zh, &scenario.id, findings.drivers_are_switched_off()),
            },
            program: findings.program.clone(),
            widest_amount: Origin::letters(largest as f64),
        };
        Answers {
            findings,
            series: series.collect(),
            recommended: recommended.collect(),
            confidences,
            origin,
        }
    }

    /// Whether numbers are of paths, and so have sampling errors; otherwise they were computed.
    pub fn is_sampled(&self) -> bool {
        self.findings.sample.is_some()
    }

    /// The column beside a mean: its standard error, or the standard deviation of what was computed.
    pub fn beside_mean(&self, width: f64) -> Column {
        let (zh, en) = if self.is_sampled() { ("标准误", "s.e.") } else { ("标准差", "s.d.") };
        Column::new(Kind::Amount, width, zh, en)
    }

    /// What stands in it.
    pub fn beside(&self, statistics: &SeriesStatistics) -> Cell {
        Cell::maybe_fen(if self.is_sampled() { statistics.se_fen } else { statistics.sd_fen })
    }

    /// The confidence that comes first.
    pub fn confidence(&self) -> &'f str {
        self.confidences.first().copied().unwrap_or("0.95")
    }

    /// Each year of the horizon.
    pub fn years(&self) -> impl Iterator<Item = YearLabel> + use<> {
        let scenario = &self.findings.scenario;
        (scenario.first_year..=scenario.last_year).map(YearLabel::Year)
    }

    /// Each year of the horizon, and the horizon.
    pub fn years_and_horizon(&self) -> Vec<YearLabel> {
        self.years().chain([YearLabel::Horizon]).collect()
    }

    /// Each year, the horizon, what comes after it, and everything.
    pub fn all_years(&self) -> Vec<YearLabel> {
        self.years().chain([YearLabel::Horizon, YearLabel::AfterHorizon, YearLabel::All]).collect()
    }

    /// The distribution of a part's cost; absent where the run has no such series.
    pub fn series(&self, basis: Basis, year: YearLabel, part: Part<'f>) -> Option<&'f SeriesStatistics> {
        self.series.get(&(basis, year, part)).copied()
    }

    /// The recommended appropriation.
    pub fn recommended(
        &self,
        year: YearLabel,
        part: Part<'f>,
        confidence: &'f str,
    ) -> Option<&'f Recommendation> {
        self.recommended.get(&(year, part, confidence)).copied()
    }

    /// The first stated budget for the cash of a year and payer.
    pub fn stated(&self, year: YearLabel, part: Part<'f>) -> Option<&'f BudgetFinding> {
        self.findings.budgets.iter().find(|budget| {
            budget.basis == Basis::Cash
                && budget.year == year
                && budget.payer == part.payer
                && budget.county.as_deref() == part.county
                && budget.clause.is_none()
        })
    }
}

/// A quantile by its probability in text.
pub(super) fn quantile<'s>(statistics: &'s SeriesStatistics, p: &str) -> Option<&'s QuantileFinding> {
    statistics.quantiles.iter().find(|quantile| quantile.p == p)
}

/// A tail by its probability in text.
pub(super) fn tail<'s>(statistics: &'s SeriesStatistics, p: &str) -> Option<&'s TailFinding> {
    statistics.tails.iter().find(|tail| tail.p == p)
}
