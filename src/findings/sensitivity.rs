//! What each parameter's range is worth: every parameter alone to its bounds and alternatives, on common random numbers.

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::simulation::{Engine, PairedChance, PairedCount, VariedOutcome};
use crate::statistics::{Proportion, Summary};
use crate::things::Text;

use super::intervals::{normal_interval, quantile_interval};
use super::parameter_indices::ParameterIndices;
use super::parameter_names::ChoiceNames;
use super::ranged_parameters::{RangedParameter, Variation, parameters_without_range};
use super::study::STUDY_FORMAT;

/// What a study of single parameters found. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Version of this format.
    pub format: String,
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// The seed that all variations share.
    pub seed: u64,
    /// How many paths.
    pub paths: u64,
    /// The confidence of quantiles, a decimal in text.
    pub confidence: String,
    /// The scenario as it is.
    pub base: BaseLevels,
    /// Each parameter varied, the one that moves the mean of all obligations most first.
    pub parameters: Vec<ParameterSensitivity>,
    /// Estimates that have no range and no alternatives, and are not varied.
    pub without_range: Vec<UnvariedParameter>,
    /// The names of what the parameters choose among.
    #[serde(default, skip_serializing_if = "ChoiceNames::is_empty")]
    pub names: ChoiceNames,
    /// Where the spread comes from, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indices: Option<ParameterIndices>,
}

/// The scenario as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BaseLevels {
    /// All obligations.
    pub obligations: Level,
    /// The horizon's cash demand on the special fund.
    pub cash: Level,
    /// That the fund has arrears at the end of any year, and that each stated budget is exceeded.
    pub chances: Vec<ChanceLevel>,
}

/// An amount's distribution in short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Mean.
    pub mean_fen: f64,
    /// Its standard error.
    pub se_fen: Option<f64>,
    /// The quantile at the confidence.
    pub quantile_fen: i64,
}

/// How likely something is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChanceLevel {
    /// `arrears`, or the budget's identifier.
    pub id: String,
    /// In words.
    pub title: Text,
    /// The share of the paths.
    pub probability: f64,
    /// Its 95 % interval.
    pub interval: [f64; 2],
}

/// One parameter and what its range is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterSensitivity {
    /// Its key, such as `spin_offs.formation_rate`.
    pub key: String,
    /// What it is.
    pub name: Text,
    /// What its value counts.
    pub unit: Text,
    /// The scenario's own value as written.
    pub value: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// Each bound and alternative.
    pub variations: Vec<VariationFinding>,
}

/// A parameter at one bound or alternative, all else as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariationFinding {
    /// `low`, `high`, or the alternative's name.
    pub name: String,
    /// The value as written.
    pub value: String,
    /// What all obligations cost more or less.
    pub obligations: Change,
    /// What is demanded of the special fund more or less within the horizon.
    pub cash: Change,
    /// How the chances change.
    pub chances: Vec<ChanceChange>,
}

/// An amount's change, path by path against the base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The mean with the variation.
    pub mean_fen: f64,
    /// The mean of the differences.
    pub difference_fen: f64,
    /// Its standard error.
    pub difference_se_fen: Option<f64>,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub difference_interval_fen: Option<[f64; 2]>,
    /// The quantile at the confidence with the variation.
    pub quantile_fen: i64,
    /// The difference of the quantiles.
    pub quantile_difference_fen: i64,
    /// Its 95 % interval, from the scatter of batches of paths; absent for too few paths.
    pub quantile_interval_fen: Option<[f64; 2]>,
    /// On which share of the paths it is more.
    pub more: f64,
    /// On which share it is less.
    pub less: f64,
}

/// A chance's change, path by path against the base.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChanceChange {
    /// `arrears`, or the budget's identifier.
    pub id: String,
    /// The chance with the variation.
    pub probability: f64,
    /// The difference of the chances.
    pub difference: f64,
    /// Its standard error.
    pub difference_se: Option<f64>,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub difference_interval: Option<[f64; 2]>,
}

/// A parameter that is not varied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnvariedParameter {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: Text,
    /// Its value as written.
    pub value: String,
}

/// What [`vary`](crate::simulation::vary) found for the base and each variation, in their order.
pub fn sensitivity(
    scenario: &Scenario,
    base: &Engine,
    (parameters, variations): (&[RangedParameter], &[Variation]),
    outcomes: &[VariedOutcome],
) -> Sensitivity {
    let (own, varied) = outcomes.split_first().expect("the base");
    let ids: Vec<String> = std::iter::once("arrears".to_owned())
        .chain(base.budgets().iter().map(|budget| budget.id.clone()))
        .collect();
    let finding = |(position, ranged): (usize, &RangedParameter)| ParameterSensitivity {
        key: ranged.assumption.path.clone(),
        name: ranged.name.clone(),
        unit: ranged.assumption.unit.clone(),
        value: ranged.assumption.value.clone(),
        source: ranged.assumption.source.clone(),
        variations: variations
            .iter()
            .zip(varied)
            .filter(|(variation, _)| variation.parameter == position)
            .map(|(variation, outcome)| variation_finding(scenario, variation, outcome, own, &ids))
            .collect(),
    };
    let mut found: Vec<ParameterSensitivity> = parameters.iter().enumerate().map(finding).collect();
    // stable: those that move nothing keep the scenario's order
    found.sort_by(|one, other| other.largest_change().total_cmp(&one.largest_change()));
    Sensitivity {
        format: STUDY_FORMAT.to_owned(),
        indices: None,
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        seed: base.seed(),
        paths: own.obligations.moments.count(),
        confidence: scenario.confidence.value().normalize().to_string(),
        base: base_levels(scenario, base, own, &ids),
        parameters: found,
        names: ChoiceNames::of(scenario),
        without_range: parameters_without_range(scenario)
            .into_iter()
            .map(|(assumption, name)| UnvariedParameter {
                key: assumption.path,
                name,
                value: assumption.value,
            })
            .collect(),
    }
}

impl ParameterSensitivity {
    /// The larger change of the mean of all obligations, whichever its sign.
    pub fn largest_change(&self) -> f64 {
        let changes = self.variations.iter().map(|variation| variation.obligations.difference_fen.abs());
        changes.fold(0.0, f64::max)
    }
}

fn base_levels(scenario: &Scenario, base: &Engine, own: &VariedOutcome, ids: &[String]) -> BaseLevels {
    let level = |count: &PairedCount| Level {
        mean_fen: count.moments.mean().unwrap_or(0.0),
        se_fen: count.moments.standard_error(),
        quantile_fen: quantile(scenario, count),
    };
    let arrears = Text::new("专项资金任一年末有欠付", "The special fund has arrears at the end of some year");
    let titles = std::iter::once(arrears).chain(base.budgets().iter().map(|budget| budget.title.clone()));
    let chances = std::iter::once(&own.arrears).chain(&own.budgets);
    let chances = ids.iter().zip(titles).zip(chances).map(|((id, title), chance)| {
        let proportion = Proportion::new(chance.paths, own.obligations.moments.count().max(1));
        ChanceLevel { id: id.clone(), title, probability: proportion.share, interval: proportion.interval }
    });
    BaseLevels { obligations: level(&own.obligations), cash: level(&own.cash), chances: chances.collect() }
}

fn quantile(scenario: &Scenario, count: &PairedCount) -> i64 {
    Summary::with_ranks(&count.moments, &count.counts, &[]).quantile_at(scenario.confidence.value())
}

fn variation_finding(
    scenario: &Scenario,
    variation: &Variation,
    outcome: &VariedOutcome,
    own: &VariedOutcome,
    ids: &[String],
) -> VariationFinding {
    let chances = std::iter::once(&outcome.arrears).chain(&outcome.budgets);
    VariationFinding {
        name: variation.name.clone(),
        value: variation.value.clone(),
        obligations: change(scenario, &outcome.obligations, &own.obligations),
        cash: change(scenario, &outcome.cash, &own.cash),
        chances: ids.iter().zip(chances).map(|(id, chance)| chance_change(id, chance)).collect(),
    }
}

fn change(scenario: &Scenario, count: &PairedCount, own: &PairedCount) -> Change {
    let paths = count.moments.count().max(1) as f64;
    let (mean, error) = (count.difference.mean().unwrap_or(0.0), count.difference.standard_error());
    let varied = quantile(scenario, count);
    let moved = varied - quantile(scenario, own);
    Change {
        mean_fen: count.moments.mean().unwrap_or(0.0),
        difference_fen: mean,
        difference_se_fen: error,
        difference_interval_fen: error.map(|error| normal_interval(mean, error)),
        quantile_fen: varied,
        quantile_difference_fen: moved,
        quantile_interval_fen: quantile_interval(own, count, scenario.confidence.value()),
        more: count.more as f64 / paths,
        less: count.less as f64 / paths,
    }
}

fn chance_change(id: &str, chance: &PairedChance) -> ChanceChange {
    let paths = chance.difference.count().max(1) as f64;
    let (difference, error) = (chance.difference.mean().unwrap_or(0.0), chance.difference.standard_error());
    ChanceChange {
        id: id.to_owned(),
        probability: chance.paths as f64 / paths,
        difference,
        difference_se: error,
        difference_interval: error.map(|error| normal_interval(difference, error)),
    }
}
