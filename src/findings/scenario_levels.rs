//! What each of several compared scenarios costs, and how the clauses lead from one to another.

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::simulation::Pairing;
use crate::statistics::{Proportion, Summary, round_width};
use crate::things::Basis;

use super::intervals::normal_interval;
use super::scenario_differences::{Named, SharedNames};
use super::shapes::{ClauseFinding, YearLabel};

/// At most about so many steps of the amounts at which all curves are told.
const STEPS: usize = 160;

/// What one scenario costs. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioLevel {
    /// Its identifier.
    pub scenario: String,
    /// The mean of all obligations.
    pub mean_fen: f64,
    /// Its standard error.
    pub se_fen: Option<f64>,
    /// The chance that all obligations exceed an amount, at the same round amounts for all scenarios.
    pub curve: Vec<CurveBand>,
    /// The cash of all payers: each year of the horizon, then what is paid after it.
    pub years: Vec<YearLevel>,
}

/// A point of an exceedance curve with its uncertainty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CurveBand {
    /// The amount.
    pub fen: i64,
    /// The chance that more is owed.
    pub probability: f64,
    /// Its 95 % interval by Wilson's score.
    pub interval: [f64; 2],
}

/// The cash of a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearLevel {
    /// The year.
    pub year: YearLabel,
    /// The mean.
    pub mean_fen: f64,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub interval_fen: Option<[f64; 2]>,
    /// The 5 % quantile.
    pub q5_fen: i64,
    /// The 95 % quantile.
    pub q95_fen: i64,
}

/// From the base's mean of all obligations to another's, clause by clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waterfall {
    /// The base's mean.
    pub base_mean_fen: f64,
    /// A step for each clause.
    pub steps: Vec<WaterfallStep>,
    /// The other's mean, where the last step ends.
    pub other_mean_fen: f64,
}

/// What one clause adds or takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaterfallStep {
    /// The clause by identifier.
    pub clause: String,
    /// Where the step begins.
    pub before_fen: f64,
    /// Where it ends: the sum over all paths is exact, so that the last one ends at the other's mean to the last bit.
    pub after_fen: f64,
    /// The mean of the differences path by path.
    pub difference_fen: f64,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub interval_fen: Option<[f64; 2]>,
}

fn named(basis: Basis, year: YearLabel, clause: Option<&str>) -> Named {
    (basis, year, clause.map(str::to_owned), None, None, None)
}

fn pairing<'p>(shared: &SharedNames, found: &'p [Pairing], name: &Named) -> Option<&'p Pairing> {
    shared.names.iter().position(|known| known == name).map(|position| &found[position])
}

/// What each scenario costs.
pub(super) fn scenario_levels(
    scenarios: &[Scenario],
    shared: &SharedNames,
    pairings: &[Vec<Pairing>],
) -> Vec<ScenarioLevel> {
    let total = named(Basis::Accrual, YearLabel::All, None);
    let totals: Vec<&Pairing> = pairings.iter().filter_map(|found| pairing(shared, found, &total)).collect();
    let amounts = amounts(&totals);
    let both = scenarios.iter().zip(pairings);
    both.map(|(scenario, found)| scenario_level(scenario, shared, found, &amounts)).collect()
}

/// Round amounts that hold all paths of all scenarios.
fn amounts(totals: &[&Pairing]) -> Vec<i64> {
    let least = totals.iter().filter_map(|total| total.moments.min()).min().unwrap_or(0);
    let most = totals.iter().filter_map(|total| total.moments.max()).max().unwrap_or(0);
    let width = round_width(most - least, STEPS, 1);
    // the first one lies below every path
    (-(-least).div_euclid(width) - 1..=-(-most).div_euclid(width)).map(|step| step * width).collect()
}

fn scenario_level(
    scenario: &Scenario,
    shared: &SharedNames,
    found: &[Pairing],
    amounts: &[i64],
) -> ScenarioLevel {
    let total = pairing(shared, found, &named(Basis::Accrual, YearLabel::All, None));
    let years = scenario.horizon.years().map(|year| YearLabel::Year(year.number()));
    let cash = |year| {
        let pairing = pairing(shared, found, &named(Basis::Cash, year, None))?;
        year_level(year, pairing)
    };
    ScenarioLevel {
        scenario: scenario.id.clone(),
        mean_fen: total.and_then(|total| total.moments.mean()).unwrap_or(0.0),
        se_fen: total.and_then(|total| total.moments.standard_error()),
        curve: total.map(|total| curve(total, amounts)).unwrap_or_default(),
        years: years.chain([YearLabel::AfterHorizon]).filter_map(cash).collect(),
    }
}

fn summary(pairing: &Pairing) -> Option<Summary> {
    let count = &pairing.full.as_ref()?.count;
    Some(Summary::with_ranks(&count.moments, &count.counts, &[]))
}

fn curve(total: &Pairing, amounts: &[i64]) -> Vec<CurveBand> {
    let Some(summary) = summary(total) else { return Vec::new() };
    let band = |fen: &i64| {
        let Proportion { share, interval, .. } = Proportion::new(summary.above(*fen), total.moments.count());
        CurveBand { fen: *fen, probability: share, interval }
    };
    amounts.iter().map(band).collect()
}

fn year_level(year: YearLabel, pairing: &Pairing) -> Option<YearLevel> {
    use rust_decimal::Decimal;
    let summary = summary(pairing)?;
    let mean = pairing.moments.mean()?;
    Some(YearLevel {
        year,
        mean_fen: mean,
        interval_fen: pairing.moments.standard_error().map(|error| normal_interval(mean, error)),
        q5_fen: summary.quantile_at(Decimal::new(5, 2)),
        q95_fen: summary.quantile_at(Decimal::new(95, 2)),
    })
}

/// The steps from the base's mean of all obligations to another's.
pub(super) fn waterfall(
    clauses: &[ClauseFinding],
    shared: &SharedNames,
    base: &[Pairing],
    other: &[Pairing],
) -> Waterfall {
    let total = named(Basis::Accrual, YearLabel::All, None);
    let sum = |found: &[Pairing]| pairing(shared, found, &total).map_or(0, |total| total.moments.sum());
    let paths = base.first().map_or(1, |any| any.moments.count()) as f64;
    let mut reached = sum(base);
    let mut steps = Vec::new();
    for clause in clauses {
        let name = named(Basis::Accrual, YearLabel::All, Some(&clause.id));
        let Some(found) = pairing(shared, other, &name) else { continue };
        let before = reached;
        reached += found.difference.sum();
        let difference = found.difference.mean().unwrap_or(0.0);
        steps.push(WaterfallStep {
            clause: clause.id.clone(),
            before_fen: before as f64 / paths,
            after_fen: reached as f64 / paths,
            difference_fen: difference,
            interval_fen: found.difference.standard_error().map(|error| normal_interval(difference, error)),
        });
    }
    Waterfall { base_mean_fen: sum(base) as f64 / paths, steps, other_mean_fen: sum(other) as f64 / paths }
}
