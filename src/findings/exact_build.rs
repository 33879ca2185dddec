//! From an exact answer to its findings.

use rust_decimal::Decimal;

use crate::exact::{Distribution, DriverMean, Exact, ExactSeries};
use crate::language::Told;
use crate::quantities::Money;
use crate::scenario::Scenario;
use crate::simulation::{Engine, SeriesKey, YearBucket};
use crate::statistics::{REPORTED_CONFIDENCES, REPORTED_QUANTILES, REPORTED_TAILS, round_width};
use crate::things::{Basis, CountyId, Payer, Text};

use super::Warning;
use super::build::{
    assumptions, clauses, counties, is_drawn_as_curve, label, named_readings, policy_finding,
    scenario_finding,
};
use super::exact_answer::{ExactFindings, MeanWithDrivers};
use super::parameter_names::ChoiceNames;
use super::series_statistics::{
    Above, CurvePoint, HistogramBin, QuantileFinding, SeriesStatistics, TailFinding, Within,
};
use super::shapes::{BudgetFinding, Findings, Recommendation, SeriesFinding};
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
    ExactFindings {
        answers: answers(scenario, exact, means.is_some()),
        means_with_drivers: with_drivers(scenario, exact, means.unwrap_or_default()),
        numerics: numerics(exact.numerics),
    }
}

/// What a run answers too.
fn answers(scenario: &Scenario, exact: &Exact, without_drivers: bool) -> Findings {
    Findings {
        format: STUDY_FORMAT.to_owned(),
        program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        scenario: scenario_finding(scenario),
        policy: policy_finding(scenario),
        readings: named_readings(scenario),
        sample: None,
        clauses: clauses(scenario),
        counties: counties(scenario),
        split_check: Vec::new(),
        recommendations: recommendations(scenario, exact),
        budgets: budgets(scenario, exact),
        fund: Vec::new(),
        contributions: Vec::new(),
        series: exact.series.iter().map(|series| series_finding(scenario, series)).collect(),
        assumptions: assumptions(scenario),
        names: ChoiceNames::of(scenario),
        warnings: warnings(exact, without_drivers),
    }
}

/// That the drivers are switched off, where they matter, and what simulation alone gives: besides what the solver names, the parts of
/// the worst outcomes, which need paths on which all parts stand together.
fn warnings(exact: &Exact, without_drivers: bool) -> Vec<Warning> {
    let drivers = without_drivers.then(Warning::drivers_switched_off);
    let left_out = exact.left_out.iter().map(|reason| Warning::left_out(&reason.told()));
    let parts = Warning::left_out(&Text::new(
        "各条款、各县（市、区）、各产研院对最坏情形的贡献取决于各部分的联合分布，仅由模拟给出",
        "what each clause, county and institute contributes to the worst outcomes follows from all parts together; simulation gives it",
    ));
    drivers.into_iter().chain(left_out).chain([parts]).collect()
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
fn recommendations(scenario: &Scenario, exact: &Exact) -> Vec<Recommendation> {
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
                Recommendation {
                    year: label(years),
                    payer,
                    county: county.map(|county| county_name(scenario, county)),
                    confidence: p.normalize().to_string(),
                    amount_fen: Money::from_fen(quantile_fen).rounded_up_to(Money::WAN).fen(),
                    quantile_fen,
                    interval_fen: [None, None],
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
fn budgets(scenario: &Scenario, exact: &Exact) -> Vec<BudgetFinding> {
    let engine = Engine::new(scenario, 0);
    let budget = |budget: &crate::simulation::StatedBudget| {
        let key = &budget.key;
        let distribution = exact.get(key)?.distribution.as_ref()?;
        Some(BudgetFinding {
            id: budget.id.clone(),
            title: budget.title.clone(),
            basis: key.basis,
            year: label(key.years),
            payer: key.payer,
            county: key.county.map(|id| county_name(scenario, id)),
            clause: key.clause.map(|id| scenario.policy.clauses[id.index()].id.clone()),
            amount_fen: budget.amount.fen(),
            exceeding_paths: None,
            probability: distribution.above(budget.amount.fen()).clamp(0.0, 1.0),
            standard_error: None,
            interval: None,
        })
    };
    engine.budgets().iter().filter_map(budget).collect()
}

fn series_finding(scenario: &Scenario, series: &ExactSeries) -> SeriesFinding {
    let key = &series.key;
    SeriesFinding {
        basis: key.basis,
        year: label(key.years),
        clause: key.clause.map(|id| scenario.policy.clauses[id.index()].id.clone()),
        county: key.county.map(|id| county_name(scenario, id)),
        payer: key.payer,
        beneficiary: key.beneficiary,
        statistics: statistics(series, is_drawn_as_curve(key)),
    }
}

fn statistics(series: &ExactSeries, is_drawn: bool) -> SeriesStatistics {
    let known = series.distribution.as_ref();
    let decimal = |thousandths: &i64| Decimal::new(*thousandths, 3);
    let quantile = |found: &Distribution, p: Decimal| QuantileFinding {
        p: p.normalize().to_string(),
        fen: found.quantile(p),
        interval_fen: [None, None],
    };
    let tail = |found: &Distribution, p: Decimal| TailFinding {
        p: p.normalize().to_string(),
        var_fen: found.quantile(p),
        tvar_fen: found.tail_value_at_risk(p),
        tvar_se_fen: None,
    };
    let quantiles = |found| REPORTED_QUANTILES.iter().map(|p| quantile(found, decimal(p))).collect();
    let tails = |found| REPORTED_TAILS.iter().map(|p| tail(found, decimal(p))).collect();
    let drawn = known.filter(|_| is_drawn);
    SeriesStatistics {
        sum_fen: None,
        sum_of_squares_fen2: None,
        mean_fen: series.mean_fen,
        sd_fen: Some(series.standard_deviation_fen),
        se_fen: None,
        min_fen: None,
        max_fen: None,
        lattice_fen: known.map(Distribution::step),
        relative_error: 0.0,
        quantiles: known.map(quantiles).unwrap_or_default(),
        tails: known.map(tails).unwrap_or_default(),
        exceedance: drawn.map(exceedance).unwrap_or_default(),
        histogram: drawn.map(histogram).unwrap_or_default(),
    }
}

/// Between which amounts pictures show a distribution.
fn ends(found: &Distribution) -> (i64, i64) {
    let at = |hundred_thousandths: i64| found.quantile(Decimal::new(hundred_thousandths, 5));
    (at(BEYOND), at(100_000 - BEYOND))
}

/// Evenly spaced amounts, and those on which much probability lies.
fn exceedance(found: &Distribution) -> Vec<CurvePoint> {
    let (first, last) = ends(found);
    let width = ((last - first) / POINTS).max(1);
    let mut points: Vec<CurvePoint> = Vec::new();
    let shown = found.cells().filter(|(fen, _)| (first..=last).contains(fen));
    for (fen, probability) in shown {
        let far = points.last().is_none_or(|before| fen - before.fen >= width);
        if far || probability >= 1.0 / POINTS as f64 || fen == last {
            let probability_above = found.above(fen).clamp(0.0, 1.0);
            points.push(CurvePoint { fen, above: Above::Computed { probability_above } });
        }
    }
    points
}

fn histogram(found: &Distribution) -> Vec<HistogramBin> {
    let (first, last) = ends(found);
    let width = round_width(last - first, BINS, found.step());
    let below = |amount: i64| found.below_or_at(amount - 1);
    let bins = first.div_euclid(width)..=last.div_euclid(width);
    bins.map(|index| {
        let (lower_fen, upper_fen) = (index * width, (index + 1) * width);
        let probability = (below(upper_fen) - below(lower_fen)).clamp(0.0, 1.0);
        HistogramBin { lower_fen, upper_fen, within: Within::Computed { probability } }
    })
    .collect()
}
