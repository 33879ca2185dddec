//! Scenarios against a base on common random numbers: levels, paired differences and what the scenarios state otherwise.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::scenario::{Assumption, Scenario};
use crate::simulation::{Engine, FullPairing, Pairing, SeriesKey, SharedSeries};
use crate::statistics::{OrderStatistics, Summary};
use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::build::label;
use super::intervals::{normal_interval, quantile_interval};
use super::shapes::YearLabel;

/// The quantiles at which distributions are compared, in thousandths.
const QUANTILES: [i64; 7] = [50, 250, 500, 750, 900, 950, 990];

/// What a comparison found. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioDifferences {
    /// The base.
    pub base: ComparedScenario,
    /// The seed that all share.
    pub seed: u64,
    /// How many paths.
    pub paths: u64,
    /// The confidence of the base, a decimal in text.
    pub confidence: String,
    /// Each other scenario against the base.
    pub others: Vec<ScenarioDifference>,
}

/// Which scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedScenario {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// First and last year of the horizon.
    pub horizon: [i32; 2],
}

/// One scenario against the base.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScenarioDifference {
    /// Which.
    pub scenario: ComparedScenario,
    /// The parameters that differ.
    pub parameters: Vec<ParameterDifference>,
    /// Every series.
    pub series: Vec<SeriesDifference>,
}

/// A parameter whose value differs, or that only one scenario has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterDifference {
    /// Its key.
    pub key: String,
    /// What it is.
    pub meaning: Text,
    /// The base's value; absent where it has none.
    pub base: Option<String>,
    /// The other's value.
    pub other: Option<String>,
    /// What the base's value rests on.
    pub base_source: Option<String>,
    /// What the other's value rests on.
    pub other_source: Option<String>,
}

/// A series of both scenarios.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesDifference {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub year: YearLabel,
    /// One clause by identifier; all where absent.
    pub clause: Option<String>,
    /// One county by identifier; all where absent.
    pub county: Option<String>,
    /// One payer; all where absent.
    pub payer: Option<Payer>,
    /// One kind of beneficiary; all where absent.
    pub beneficiary: Option<BeneficiaryKind>,
    /// The base's mean.
    pub base_mean_fen: f64,
    /// The other's mean.
    pub other_mean_fen: f64,
    /// The mean of the differences path by path, other less base.
    pub difference_fen: f64,
    /// Its standard error.
    pub difference_se_fen: Option<f64>,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub interval_fen: Option<[f64; 2]>,
    /// On which share of the paths the other costs more.
    pub more: f64,
    /// On which share it costs less.
    pub less: f64,
    /// The standard error of the difference over what it would be without common random numbers; absent where neither varies.
    pub error_ratio: Option<f64>,
    /// Quantiles of both distributions and of the difference, for the main series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quantiles: Vec<QuantileDifference>,
    /// The 95 % interval of the difference of the quantiles at the confidence, from batches of paths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantile_interval_fen: Option<[f64; 2]>,
    /// How the differences are spread: amount and paths, for the main series; neighbouring amounts are counted together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<(i64, u64)>,
}

/// A quantile of both distributions, and of the differences.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantileDifference {
    /// The probability, a decimal in text.
    pub p: String,
    /// The base's.
    pub base_fen: i64,
    /// The other's.
    pub other_fen: i64,
    /// The quantile of the difference path by path, which is not the difference of the two.
    pub of_difference_fen: i64,
}

/// A series by names, so that scenarios with other clauses or counties can be matched.
type Named = (Basis, YearLabel, Option<String>, Option<String>, Option<Payer>, Option<BeneficiaryKind>);

/// The series of all scenarios, matched by names.
#[derive(Debug, Clone)]
pub struct SharedNames {
    names: Vec<Named>,
    /// Where each stands.
    pub series: Vec<SharedSeries>,
}

/// Matches the series of scenarios by names. A series that one of them does not have is 0 there.
pub fn shared_series(scenarios: &[Scenario], engines: &[Engine]) -> SharedNames {
    let named: Vec<BTreeMap<Named, usize>> = scenarios
        .iter()
        .zip(engines)
        .map(|(scenario, engine)| {
            let layout = engine.layout();
            let cells =
                (0..layout.len()).filter_map(|cell| Some((named(scenario, &layout.key(cell)?), cell)));
            cells.collect()
        })
        .collect();
    let names: BTreeSet<Named> = named.iter().flat_map(|cells| cells.keys().cloned()).collect();
    let names: Vec<Named> = names.into_iter().collect();
    let series = names
        .iter()
        .map(|name| SharedSeries {
            cells: named.iter().map(|cells| cells.get(name).copied()).collect(),
            in_full: is_main(name),
        })
        .collect();
    SharedNames { names, series }
}

/// Totals by payer and year of what is owed and paid.
fn is_main((basis, year, clause, county, payer, beneficiary): &Named) -> bool {
    matches!(basis, Basis::Accrual | Basis::Cash)
        && clause.is_none()
        && beneficiary.is_none()
        && (county.is_none() || (payer.is_some() && *year == YearLabel::Horizon && *basis == Basis::Cash))
}

fn named(scenario: &Scenario, key: &SeriesKey) -> Named {
    let clause = key.clause.map(|id| scenario.policy.clauses[id.index()].id.clone());
    let county = key.county.map(|id| scenario.registry.counties[id.index()].id.clone());
    (key.basis, label(key.years), clause, county, key.payer, key.beneficiary)
}

/// What pairings of [`shared_series`] found.
pub fn scenario_differences(
    scenarios: &[Scenario],
    seed: u64,
    paths: u64,
    shared: &SharedNames,
    pairings: &[Vec<Pairing>],
) -> ScenarioDifferences {
    let (base, others) = scenarios.split_first().expect("a base");
    let confidence = base.confidence.value();
    ScenarioDifferences {
        base: compared(base),
        seed,
        paths,
        confidence: confidence.normalize().to_string(),
        others: others
            .iter()
            .zip(&pairings[1..])
            .map(|(other, found)| ScenarioDifference {
                scenario: compared(other),
                parameters: parameters(base, other),
                series: shared
                    .names
                    .iter()
                    .zip(pairings[0].iter().zip(found))
                    .map(|(name, (base, other))| difference(name, base, other, confidence))
                    .collect(),
            })
            .collect(),
    }
}

fn compared(scenario: &Scenario) -> ComparedScenario {
    ComparedScenario {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        horizon: [scenario.horizon.first().number(), scenario.horizon.last().number()],
    }
}

fn difference(name: &Named, base: &Pairing, other: &Pairing, confidence: Decimal) -> SeriesDifference {
    let (basis, year, clause, county, payer, beneficiary) = name.clone();
    let paths = other.moments.count() as f64;
    let (mean, error) = (other.difference.mean().unwrap_or(0.0), other.difference.standard_error());
    let variance = |pairing: &Pairing| pairing.moments.standard_error().map(|error| error * error);
    let unpaired = variance(base).zip(variance(other)).map(|(one, other)| (one + other).sqrt());
    let mut quantiles = Vec::new();
    let mut interval = None;
    let mut differences = Vec::new();
    if let (Some(base), Some(other)) = (&base.full, &other.full) {
        let summary =
            |pairing: &FullPairing| Summary::with_ranks(&pairing.count.moments, &pairing.count.counts, &[]);
        let (before, after) = (summary(base), summary(other));
        quantiles = QUANTILES
            .iter()
            .map(|thousandths| Decimal::new(*thousandths, 3))
            .map(|p| QuantileDifference {
                p: p.normalize().to_string(),
                base_fen: before.quantile_at(p),
                other_fen: after.quantile_at(p),
                of_difference_fen: quantile_of(&other.differences, p),
            })
            .collect();
        interval = quantile_interval(&base.count, &other.count, confidence);
        differences = gathered(&other.differences);
    }
    SeriesDifference {
        basis,
        year,
        clause,
        county,
        payer,
        beneficiary,
        base_mean_fen: base.moments.mean().unwrap_or(0.0),
        other_mean_fen: other.moments.mean().unwrap_or(0.0),
        difference_fen: mean,
        difference_se_fen: error,
        interval_fen: error.map(|error| normal_interval(mean, error)),
        more: other.more as f64 / paths,
        less: other.less as f64 / paths,
        error_ratio: error
            .zip(unpaired)
            .filter(|(_, unpaired)| *unpaired > 0.0)
            .map(|(error, unpaired)| error / unpaired),
        quantiles,
        quantile_interval_fen: interval,
        differences,
    }
}

/// The order statistic of rank `⌈n p⌉` of counted amounts.
fn quantile_of(counts: &BTreeMap<i64, u64>, p: Decimal) -> i64 {
    let rank = OrderStatistics::new(counts.values().sum(), p).rank;
    let mut below = 0;
    let reached = counts.iter().find(|(_, count)| {
        below += **count;
        below >= rank
    });
    *reached.expect("a rank is at most the number of paths").0
}

/// At most so many amounts are kept of a distribution of differences.
const MOST_DIFFERENCES: usize = 60;

/// The distribution in at most [`MOST_DIFFERENCES`] steps of equal width; each step is named by its lower end, and 0 keeps a step of its
/// own, since "no difference" is a finding.
fn gathered(counts: &BTreeMap<i64, u64>) -> Vec<(i64, u64)> {
    if counts.len() <= MOST_DIFFERENCES {
        return counts.iter().map(|(amount, count)| (*amount, *count)).collect();
    }
    let (first, last) = (*counts.keys().next().expect("some"), *counts.keys().next_back().expect("some"));
    let width = ((last - first) / (MOST_DIFFERENCES as i64 - 2)).max(1);
    let mut steps: BTreeMap<i64, u64> = BTreeMap::new();
    for (amount, count) in counts {
        let step = if *amount == 0 { 0 } else { (amount - first).div_euclid(width) * width + first };
        // a step that begins at 0 must not take the paths without a difference
        let step = if *amount != 0 && step == 0 { 1 } else { step };
        *steps.entry(step).or_default() += count;
    }
    steps.into_iter().collect()
}

fn parameters(base: &Scenario, other: &Scenario) -> Vec<ParameterDifference> {
    let of = |scenario: &Scenario| -> BTreeMap<String, Assumption> {
        scenario.assumptions.iter().map(|assumption| (assumption.path.clone(), assumption.clone())).collect()
    };
    let (before, after) = (of(base), of(other));
    let mut seen = BTreeSet::new();
    let all = base.assumptions.iter().chain(&other.assumptions);
    all.filter(|assumption| seen.insert(&assumption.path))
        .filter_map(|assumption| {
            let (old, new) = (before.get(&assumption.path), after.get(&assumption.path));
            let value = |of: Option<&Assumption>| of.map(|of| of.value.clone());
            let source = |of: Option<&Assumption>| of.and_then(|of| of.source.clone());
            (value(old) != value(new)).then(|| ParameterDifference {
                key: assumption.path.clone(),
                meaning: assumption.meaning.clone(),
                base: value(old),
                other: value(new),
                base_source: source(old),
                other_source: source(new),
            })
        })
        .collect()
}
