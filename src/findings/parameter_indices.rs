//! Where the spread of the forecast comes from: which parameters, and how much of it is luck.

use serde::{Deserialize, Serialize};

use crate::scenario::Scenario;
use crate::simulation::{NestedPaths, Uncertainty};
use crate::statistics::{
    Bootstrap, DesignError, Estimate, Evaluations, OuterPoint, Replication, SaltelliDesign, Sample,
    VarianceIndices, variance_components, variance_indices,
};
use crate::things::Text;

use super::parameter_groups::ParameterGroup;
use super::ranged_parameters::{RangedParameter, ranged_parameters};

/// Which parameters are drawn, which groups have indices, and where the model is evaluated.
#[derive(Debug, Clone)]
pub struct IndicesDesign {
    /// The parameters drawn: those that have both bounds, or alternatives.
    parameters: Vec<RangedParameter>,
    groups: Vec<ParameterGroup>,
    design: SaltelliDesign,
    samples: Vec<Sample>,
}

/// Indices of every parameter and group for every output, and the part of luck. Amounts are fen, variances fen².
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterIndices {
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// The seed.
    pub seed: u64,
    /// Rows of the design: each is evaluated once for A, for B and for every parameter and group.
    pub rows: u32,
    /// Independent scramblings that the rows are of, equally many of each; their scatter makes the intervals of the indices.
    pub replicates: u32,
    /// Paths at each evaluation, the same for all.
    pub inner_paths: u64,
    /// Draws of the parameters from which luck and ignorance are told apart, and paths of each.
    pub split_draws: [u64; 2],
    /// The groups besides the single parameters.
    pub groups: Vec<IndexedGroup>,
    /// Each output.
    pub outputs: Vec<OutputIndices>,
}

/// Parameters looked at together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexedGroup {
    /// Identifier.
    pub id: String,
    /// In words.
    pub name: Text,
    /// Paths of its parameters.
    pub members: Vec<String>,
}

/// One output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutputIndices {
    /// `obligations`, `fund_cash` or `arrears`.
    pub output: String,
    /// In words.
    pub name: Text,
    /// Whether it has indices, and why not.
    pub state: OutputState,
    /// The mean over the parameters.
    pub mean: Option<f64>,
    /// The variance of the conditional mean over the parameters.
    pub variance: Option<WithInterval>,
    /// For each parameter its indices, the largest total first.
    pub parameters: Vec<Index>,
    /// For each group, the largest total first.
    pub groups: Vec<Index>,
    /// Ignorance against luck; absent where nothing can be told.
    pub split: Option<SpreadSplit>,
}

/// Whether an output has indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputState {
    /// It has.
    Known,
    /// It is the same at every point.
    Constant,
    /// Some evaluations are no finite numbers.
    NotFinite,
    /// It varies no more than by the chance of its inner paths.
    WithinNoise,
}

/// An estimate and its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WithInterval {
    /// The estimate.
    pub value: f64,
    /// The interval; absent where it is not defined.
    pub interval: Option<[f64; 2]>,
}

/// The indices of a parameter or group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The parameter's path, or the group's identifier.
    pub id: String,
    /// In words.
    pub name: Text,
    /// The share of the variance that would go if it were known.
    pub first: WithInterval,
    /// The share that would remain if all others were known.
    pub total: WithInterval,
}

/// The variance of one path's output: what not knowing the parameters adds to chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SpreadSplit {
    /// Variance of the conditional mean.
    pub ignorance: WithInterval,
    /// Mean conditional variance.
    pub luck: WithInterval,
    /// The share of ignorance in their sum.
    pub share_of_ignorance: WithInterval,
}

/// The outputs, in the order of [`conditional_means`](crate::simulation::conditional_means).
const OUTPUTS: [(&str, &str, &str); 3] = [
    ("obligations", "应付义务", "all obligations"),
    ("fund_cash", "期内专项资金支出", "the horizon's cash of the special fund"),
    ("arrears", "专项资金任一年末有欠付", "the fund has arrears at the end of some year"),
];

/// Of all intervals.
const CONFIDENCE: f64 = 0.95;

impl IndicesDesign {
    /// A design of so many rows, a power of two, for the parameters of `uncertainty`, each alone and in `groups`.
    ///
    /// # Errors
    /// No parameter, or too many.
    pub fn new(
        scenario: &Scenario,
        uncertainty: &Uncertainty,
        groups: Vec<ParameterGroup>,
        rows: u32,
        seed: u64,
    ) -> Result<Self, DesignError> {
        let drawn: Vec<&str> = uncertainty.parameters().iter().map(|parameter| parameter.path()).collect();
        let mut parameters = ranged_parameters(scenario);
        parameters.retain(|ranged| drawn.contains(&ranged.assumption.path.as_str()));
        let column = |path: &String| drawn.iter().position(|known| known == path);
        let alone = (0..drawn.len()).map(|column| vec![column]);
        let together = groups.iter().map(|group| group.members.iter().filter_map(column).collect());
        let design = SaltelliDesign::of_groups(
            drawn.len(),
            alone.chain(together).collect(),
            Replication::of(rows),
            seed,
        )?;
        Ok(IndicesDesign { samples: design.samples().collect(), parameters, groups, design })
    }

    /// How many points there are.
    pub fn points(&self) -> usize {
        self.design.rows() as usize * self.samples.len()
    }

    /// Writes a point: a uniform number for each parameter.
    pub fn point(&self, number: usize, uniforms: &mut [f64]) {
        let (row, sample) = (number / self.samples.len(), self.samples[number % self.samples.len()]);
        self.design.point(row as u32, sample, uniforms);
    }

    /// The values of an output by sample: A, B, then each parameter and group from B.
    fn columns(&self, means: &[[f64; 3]], output: usize) -> Vec<Vec<f64>> {
        let column = |sample: usize| {
            let rows = means.iter().skip(sample).step_by(self.samples.len());
            rows.map(|outputs| outputs[output]).collect()
        };
        (0..self.samples.len()).map(column).collect()
    }
}

/// Indices from the means at the points of a design, and the split from draws with paths of their own.
pub fn parameter_indices(
    scenario: &Scenario,
    design: &IndicesDesign,
    (means, inner_paths): (&[[f64; 3]], u64),
    nested: &NestedPaths,
    seed: u64,
) -> ParameterIndices {
    // the draws of the split are independent: resampling them is right
    let bootstrap = Bootstrap { replicates: 1000, confidence: CONFIDENCE, seed };
    let outputs = OUTPUTS.iter().enumerate().map(|(output, words)| {
        let columns = design.columns(means, output);
        // the inner paths are common to all evaluations and add no noise
        let evaluations = Evaluations {
            a: &columns[0],
            b: &columns[1],
            swapped: &columns[2..],
            replicates: design.design.replicates(),
            noise: 0.0,
        };
        let mut finding = output_indices(design, *words, variance_indices(&evaluations, CONFIDENCE));
        finding.split = split(nested, output, &bootstrap);
        finding
    });
    let inner = nested.first().and_then(|draw| draw.first()).map_or(0, |moments| moments.count());
    ParameterIndices {
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        seed,
        rows: design.design.rows(),
        replicates: design.design.replicates() as u32,
        inner_paths,
        split_draws: [nested.len() as u64, inner],
        outputs: outputs.collect(),
        groups: design
            .groups
            .iter()
            .map(|group| IndexedGroup {
                id: group.id.clone(),
                name: group.name.clone(),
                members: group.members.clone(),
            })
            .collect(),
    }
}

fn output_indices(
    design: &IndicesDesign,
    (id, zh, en): (&str, &str, &str),
    indices: VarianceIndices,
) -> OutputIndices {
    let mut finding = OutputIndices {
        output: id.to_owned(),
        name: Text::new(zh, en),
        state: OutputState::Known,
        mean: None,
        variance: None,
        parameters: Vec::new(),
        groups: Vec::new(),
        split: None,
    };
    match indices {
        VarianceIndices::Constant(value) => {
            finding.state = OutputState::Constant;
            finding.mean = Some(value);
        }
        VarianceIndices::NotFinite(_) => finding.state = OutputState::NotFinite,
        VarianceIndices::WithinNoise { .. } => finding.state = OutputState::WithinNoise,
        VarianceIndices::Known(known) => {
            finding.mean = Some(known.mean);
            finding.variance = Some(with_interval(known.variance));
            let (alone, together) = known.groups.split_at(design.parameters.len());
            let index = |id: &str, name: &Text, found: &crate::statistics::GroupIndices| Index {
                id: id.to_owned(),
                name: name.clone(),
                first: with_interval(found.first),
                total: with_interval(found.total),
            };
            let parameters = design.parameters.iter().zip(alone);
            finding.parameters = by_total(
                parameters
                    .map(|(ranged, found)| index(&ranged.assumption.path, &ranged.name, found))
                    .collect(),
            );
            let groups = design.groups.iter().zip(together);
            finding.groups =
                by_total(groups.map(|(group, found)| index(&group.id, &group.name, found)).collect());
        }
    }
    finding
}

fn by_total(mut indices: Vec<Index>) -> Vec<Index> {
    indices.sort_by(|one, other| other.total.value.total_cmp(&one.total.value));
    indices
}

fn split(nested: &NestedPaths, output: usize, bootstrap: &Bootstrap) -> Option<SpreadSplit> {
    let points: Option<Vec<OuterPoint>> = nested.iter().map(|draw| OuterPoint::of(&draw[output])).collect();
    let found = variance_components(&points?, bootstrap).ok()?;
    Some(SpreadSplit {
        ignorance: with_interval(found.ignorance),
        luck: with_interval(found.luck),
        share_of_ignorance: with_interval(found.share_of_ignorance),
    })
}

fn with_interval(estimate: Estimate) -> WithInterval {
    WithInterval { value: estimate.value, interval: estimate.interval }
}
