//! Scenarios against a base on common random numbers: levels, paired differences and what the scenarios state otherwise.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::scenario::{Assumption, Scenario};
use crate::simulation::{Engine, FullPairing, Pairing, SeriesKey, SharedSeries};
use crate::statistics::{OrderStatistics, Summary};
use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::build::{clauses, counties, label};
use super::difference_bins::{DifferenceBin, difference_bins};
use super::intervals::{normal_interval, quantile_interval};
use super::parameter_names::{ChoiceNames, parameter_name};
use super::scenario_levels::{ScenarioLevel, Waterfall, scenario_levels, waterfall};
use super::shapes::{ClauseFinding, CountyFinding, YearLabel};
use super::study::STUDY_FORMAT;

/// The quantiles at which distributions are compared, in thousandths.
const QUANTILES: [i64; 7] = [50, 250, 500, 750, 900, 950, 990];

/// What a comparison found. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioDifferences {
    /// Version of this format.
    pub format: String,
    /// The base.
    pub base: ComparedScenario,
    /// The seed that all share.
    pub seed: u64,
    /// How many paths.
    pub paths: u64,
    /// The confidence of the base, a decimal in text.
    pub confidence: String,
    /// Clauses that the series name, each as the first scenario that has it states it.
    pub clauses: Vec<ClauseFinding>,
    /// Counties that the series name.
    pub counties: Vec<CountyFinding>,
    /// What each scenario costs, the base first.
    pub levels: Vec<ScenarioLevel>,
    /// Each other scenario against the base.
    pub others: Vec<ScenarioDifference>,
    /// The names of what the parameters choose among.
    #[serde(default, skip_serializing_if = "ChoiceNames::is_empty")]
    pub names: ChoiceNames,
}

/// Which scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ComparedScenario {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// Number of the policy's document.
    pub document: String,
    /// The policy's title.
    pub policy: Text,
    /// First and last year of the horizon.
    pub horizon: [i32; 2],
}

/// One scenario against the base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioDifference {
    /// Which.
    pub scenario: ComparedScenario,
    /// The parameters that differ.
    pub parameters: Vec<ParameterDifference>,
    /// From the base's mean to the other's, clause by clause.
    pub waterfall: Waterfall,
    /// Every series.
    pub series: Vec<SeriesDifference>,
}

/// A parameter whose value differs, or that only one scenario has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quantiles: Vec<QuantileDifference>,
    /// The 95 % interval of the difference of the quantiles at the confidence, from batches of paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantile_interval_fen: Option<[f64; 2]>,
    /// How the differences are spread, for the main series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<DifferenceBin>,
}

/// A quantile of both distributions, and of the differences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuantileDifference {
    /// The probability, a decimal in text.
    pub p: String,
    /// The base's.
    pub base_fen: i64,
    /// The other's.
    pub other_fen: i64,
    /// The difference of the two.
    pub difference_fen: i64,
    /// The quantile of the difference path by path, which is not the difference of the two.
    pub of_difference_fen: i64,
}

/// A series by names, so that scenarios with other clauses or counties can be matched.
pub(super) type Named =
    (Basis, YearLabel, Option<String>, Option<String>, Option<Payer>, Option<BeneficiaryKind>);

/// The series of all scenarios, matched by names.
#[derive(Debug, Clone)]
pub struct SharedNames {
    pub(super) names: Vec<Named>,
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
        format: STUDY_FORMAT.to_owned(),
        base: compared(base),
        seed,
        paths,
        confidence: confidence.normalize().to_string(),
        clauses: named_clauses(scenarios),
        counties: named_counties(scenarios),
        levels: scenario_levels(scenarios, shared, pairings),
        names: ChoiceNames::of_all(scenarios),
        others: others
            .iter()
            .zip(&pairings[1..])
            .map(|(other, found)| ScenarioDifference {
                scenario: compared(other),
                parameters: parameters(base, other),
                waterfall: waterfall(&named_clauses(scenarios), shared, &pairings[0], found),
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

/// The clauses of all scenarios in the order of their documents.
fn named_clauses(scenarios: &[Scenario]) -> Vec<ClauseFinding> {
    let mut found: Vec<ClauseFinding> = Vec::new();
    for clause in scenarios.iter().flat_map(clauses) {
        if !found.iter().any(|known| known.id == clause.id) {
            found.push(clause);
        }
    }
    found
}

/// The counties of all scenarios.
fn named_counties(scenarios: &[Scenario]) -> Vec<CountyFinding> {
    let mut found: Vec<CountyFinding> = Vec::new();
    for county in scenarios.iter().flat_map(counties) {
        if !found.iter().any(|known| known.id == county.id) {
            found.push(county);
        }
    }
    found
}

fn compared(scenario: &Scenario) -> ComparedScenario {
    ComparedScenario {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        description: scenario.description.clone(),
        document: scenario.policy.document.clone(),
        policy: scenario.policy.title.clone(),
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
                difference_fen: after.quantile_at(p) - before.quantile_at(p),
                of_difference_fen: quantile_of(&other.differences, p),
            })
            .collect();
        interval = quantile_interval(&base.count, &other.count, confidence);
        differences = difference_bins(&other.differences);
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
                meaning: parameter_name(if new.is_some() { other } else { base }, assumption),
                base: value(old),
                other: value(new),
                base_source: source(old),
                other_source: source(new),
            })
        })
        .collect()
}
