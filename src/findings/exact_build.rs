//! From an exact answer to its findings.

use rust_decimal::Decimal;

use crate::exact::{Distribution, DriverMean, Exact, ExactSeries, NotExact};
use crate::quantities::Money;
use crate::scenario::Scenario;
use crate::simulation::{Engine, SeriesKey, YearBucket};
use crate::statistics::{REPORTED_CONFIDENCES, REPORTED_QUANTILES, REPORTED_TAILS, round_width};
use crate::things::{Basis, CountyId, Payer, Text};

use super::build::{
    clauses, counties, is_drawn_as_curve, label, named_readings, policy_finding, scenario_finding,
};
use super::exact_answer::{
    ExactBin, ExactBudget, ExactDistribution, ExactFindings, ExactPoint, ExactQuantile, ExactRecommendation,
    ExactSeriesFinding, ExactTail, MeanWithDrivers,
};
use super::study::STUDY_FORMAT;
use super::verify::numerics;

/// About how many points an exceedance curve keeps.
const POINTS: i64 = 200;
/// At most so many bins in a histogram.
const BINS: usize = 60;
/// What pictures leave out at each end, in hundred-thousandths.
const BEYOND: i64 = 1;

/// What was computed of a scenario; `exact` is its answer without the drivers' effect, `means` those with it, where it has one.
pub fn exact_findings(scenario: &Scenario, exact: &Exact, means: Option<&[DriverMean]>) -> ExactFindings {
    let mut left_out: Vec<Text> = exact.left_out.iter().map(|reason| reason.words()).collect();
    if means.is_some() {
        left_out.push(NotExact::Drivers.words());
    }
    ExactFindings {
        format: STUDY_FORMAT.to_owned(),
        program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        scenario: scenario_finding(scenario),
        policy: policy_finding(scenario),
        readings: named_readings(scenario),
        clauses: clauses(scenario),
        counties: counties(scenario),
        drivers_switched_off: means.is_some(),
        means_with_drivers: with_drivers(scenario, exact, means.unwrap_or_default()),
        recommendations: recommendations(scenario, exact),
        budgets: budgets(scenario, exact),
        series: exact.series.iter().map(|series| series_finding(scenario, series)).collect(),
        numerics: numerics(exact.numerics),
        left_out,
    }
}

fn with_drivers(scenario: &Scenario, exact: &Exact, means: &[DriverMean]) -> Vec<MeanWithDrivers> {
    let mean = |mean: &DriverMean| {
        let clause = mean.key.clause?;
        Some(MeanWithDrivers {
            basis: mean.key.basis,
            year: label(mean.key.years),
            clause: scenario.policy.clauses[clause.index()].id.clone(),
            mean_fen: mean.mean_fen,
            se_fen: mean.standard_error_fen,
            mean_without_fen: exact.get(&mean.key)?.mean_fen,
        })
    };
    means.iter().filter_map(mean).collect()
}

/// Cash demand of all payers, the city, all counties and each county, by year and over the horizon.
fn recommendations(scenario: &Scenario, exact: &Exact) -> Vec<ExactRecommendation> {
    let mut payers = vec![(None, None), (Some(Payer::City), None), (Some(Payer::County), None)];
    let counties = scenario.reachable_counties().into_iter();
    payers.extend(counties.map(|county| (Some(Payer::County), Some(county))));
    let years = scenario.horizon.years().map(YearBucket::Year).chain([YearBucket::Horizon]);
    let mut recommendations = Vec::new();
    for (payer, county) in payers {
        for years in years.clone() {
            let key = SeriesKey { basis: Basis::Cash, years, clause: None, county, payer, beneficiary: None };
            let distribution = exact.get(&key).and_then(|series| series.distribution.as_ref());
            let Some(distribution) = distribution else { continue };
            recommendations.extend(REPORTED_CONFIDENCES.map(|thousandths| {
                let p = Decimal::new(thousandths, 3);
                let quantile_fen = distribution.quantile(p);
                ExactRecommendation {
                    year: label(years),
                    payer,
                    county: county.map(|county| county_name(scenario, county)),
                    confidence: p.normalize().to_string(),
                    amount_fen: Money::from_fen(quantile_fen).rounded_up_to(Money::WAN).fen(),
                    quantile_fen,
                }
            }));
        }
    }
    recommendations
}

fn county_name(scenario: &Scenario, county: CountyId) -> String {
    scenario.registry.counties[county.index()].id.clone()
}

/// An engine knows which series each stated budget is about; nothing is drawn.
fn budgets(scenario: &Scenario, exact: &Exact) -> Vec<ExactBudget> {
    let engine = Engine::new(scenario, 0);
    let budget = |budget: &crate::simulation::StatedBudget| {
        let distribution = exact.get(&budget.key)?.distribution.as_ref()?;
        Some(ExactBudget {
            id: budget.id.clone(),
            title: budget.title.clone(),
            amount_fen: budget.amount.fen(),
            probability: distribution.above(budget.amount.fen()).clamp(0.0, 1.0),
        })
    };
    engine.budgets().iter().filter_map(budget).collect()
}

fn series_finding(scenario: &Scenario, series: &ExactSeries) -> ExactSeriesFinding {
    let key = &series.key;
    ExactSeriesFinding {
        basis: key.basis,
        year: label(key.years),
        clause: key.clause.map(|id| scenario.policy.clauses[id.index()].id.clone()),
        county: key.county.map(|id| county_name(scenario, id)),
        payer: key.payer,
        beneficiary: key.beneficiary,
        mean_fen: series.mean_fen,
        sd_fen: series.standard_deviation_fen,
        distribution: series.distribution.as_ref().map(|found| distribution(found, is_drawn_as_curve(key))),
    }
}

fn distribution(found: &Distribution, is_drawn: bool) -> ExactDistribution {
    let decimal = |thousandths: i64| Decimal::new(thousandths, 3);
    let quantile = |thousandths: i64| {
        let p = decimal(thousandths);
        ExactQuantile { p: p.normalize().to_string(), fen: found.quantile(p) }
    };
    let tail = |thousandths: i64| {
        let p = decimal(thousandths);
        let tvar_fen = found.tail_value_at_risk(p);
        ExactTail { p: p.normalize().to_string(), var_fen: found.quantile(p), tvar_fen }
    };
    ExactDistribution {
        lattice_fen: found.step(),
        quantiles: REPORTED_QUANTILES.map(quantile).into(),
        tails: REPORTED_TAILS.map(tail).into(),
        exceedance: if is_drawn { exceedance(found) } else { Vec::new() },
        histogram: if is_drawn { histogram(found) } else { Vec::new() },
    }
}

/// Between which amounts pictures show a distribution.
fn ends(found: &Distribution) -> (i64, i64) {
    let at = |hundred_thousandths: i64| found.quantile(Decimal::new(hundred_thousandths, 5));
    (at(BEYOND), at(100_000 - BEYOND))
}

/// Evenly spaced amounts, and those on which much probability lies.
fn exceedance(found: &Distribution) -> Vec<ExactPoint> {
    let (first, last) = ends(found);
    let width = ((last - first) / POINTS).max(1);
    let mut points: Vec<ExactPoint> = Vec::new();
    let shown = found.cells().filter(|(fen, _)| (first..=last).contains(fen));
    for (fen, probability) in shown {
        let far = points.last().is_none_or(|before| fen - before.fen >= width);
        if far || probability >= 1.0 / POINTS as f64 || fen == last {
            points.push(ExactPoint { fen, above: found.above(fen).clamp(0.0, 1.0) });
        }
    }
    points
}

fn histogram(found: &Distribution) -> Vec<ExactBin> {
    let (first, last) = ends(found);
    let width = round_width(last - first, BINS, found.step());
    let below = |amount: i64| found.below_or_at(amount - 1);
    let bins = first.div_euclid(width)..=last.div_euclid(width);
    bins.map(|index| {
        let (lower_fen, upper_fen) = (index * width, (index + 1) * width);
        ExactBin { lower_fen, upper_fen, probability: (below(upper_fen) - below(lower_fen)).clamp(0.0, 1.0) }
    })
    .collect()
}
