//! The simulation held against the exact distribution, series by series: what `fiscast verify` found (docs/verification.md).

use serde::{Deserialize, Serialize};

use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::agreement::Agreement;
use super::shapes::{ClauseFinding, CountyFinding, ScenarioFinding, YearLabel};

/// The chance that a right simulation is called wrong, over all comparisons of a verification together.
pub const FALSE_ALARM: f64 = 1e-3;

/// What a verification found. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// Version of this format.
    pub format: String,
    /// Name and version of the program.
    pub program: String,
    /// The scenario.
    pub scenario: ScenarioFinding,
    /// Clauses that the series name.
    pub clauses: Vec<ClauseFinding>,
    /// Counties that the series name.
    pub counties: Vec<CountyFinding>,
    /// The seed.
    pub seed: u64,
    /// How many paths each trial simulated.
    pub paths: u64,
    /// Whether simulation and computation agree on everything that was compared.
    pub passed: bool,
    /// The chance that a right simulation would have failed, at most: over all comparisons, by Holm's method.
    pub false_alarm: f64,
    /// How many comparisons were judged.
    pub comparisons: usize,
    /// The chance at or below which the most unlikely comparison fails: the false alarm over the comparisons.
    pub threshold: f64,
    /// The distance of distribution functions that has this chance.
    pub distance_threshold: f64,
    /// The chance, at most, that a right simulation has an amount that counts as impossible.
    pub impossible_chance: f64,
    /// The trials: the drivers' effect switched off, then with it where it is.
    pub trials: Vec<TrialFinding>,
    /// Exact curves over simulated histograms, from the first trial.
    pub curves: Vec<VerifiedCurve>,
    /// How far the computed numbers themselves can be off.
    pub numerics: NumericsFinding,
    /// What was not compared, and why.
    pub left_out: Vec<Text>,
}

/// One simulation against the exact distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialFinding {
    /// Whether the shared drivers had their effect.
    pub drivers: bool,
    /// Every series compared.
    pub series: Vec<VerifiedSeries>,
    /// Their positions, those that agree least first.
    pub order: Vec<usize>,
    /// How many of them do not agree.
    pub disagreeing: usize,
    /// The largest z-score of a mean, without its sign; absent where there is none.
    pub largest_mean_z: Option<f64>,
    /// The largest z-score of a standard deviation, without its sign.
    pub largest_deviation_z: Option<f64>,
    /// The largest distance of two distribution functions.
    pub largest_distance: Option<f64>,
    /// How many exact quantiles were compared.
    pub quantiles: usize,
    /// How many of them lie in the simulated 95 % interval.
    pub quantiles_inside: usize,
    /// How many series are certain, and must be the same on every path.
    pub certain: usize,
}

/// One series, or what one institute receives, compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerifiedSeries {
    /// In words.
    pub name: Text,
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
    /// One institute with its firms, or those of the pipeline, in words; all where absent.
    pub institute: Option<Text>,
    /// What was found.
    #[serde(flatten)]
    pub agreement: Agreement,
    /// The smallest chance of its comparisons; 1 where none was judged.
    pub chance: f64,
    /// It adjusted for the number of all comparisons (Holm).
    pub adjusted_chance: f64,
    /// How many of its exact quantiles lie in the simulated 95 % interval.
    pub quantiles_inside: usize,
    /// Whether it is one of the totals that a reader looks at first.
    pub is_headline: bool,
    /// Whether simulation and computation agree.
    pub agrees: bool,
}

/// The exact distribution beside the simulated one, for a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerifiedCurve {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub year: YearLabel,
    /// Bins of amounts.
    pub bins: Vec<VerifiedBin>,
    /// Points of the chance that more is spent.
    pub points: Vec<VerifiedPoint>,
}

/// Amounts in `[lower, upper)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VerifiedBin {
    /// Lower edge.
    pub lower_fen: i64,
    /// Upper edge.
    pub upper_fen: i64,
    /// Paths in it.
    pub paths: u64,
    /// Their share.
    pub simulated: f64,
    /// The exact chance.
    pub exact: f64,
}

/// The chance of more than an amount.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VerifiedPoint {
    /// The amount.
    pub fen: i64,
    /// The share of the paths.
    pub simulated: f64,
    /// The exact chance.
    pub exact: f64,
    /// The simulated less the exact distribution function.
    pub difference: f64,
}

/// How far computed numbers can be off ([`crate::exact::Numerics`]).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NumericsFinding {
    /// The largest bound on a probability that a transform folded back.
    pub folded: f64,
    /// The most negative probability that rounding left.
    pub most_negative: f64,
    /// The largest distance of a total probability from 1.
    pub total_defect: f64,
    /// The largest relative distance between a mean by formula and its distribution's.
    pub mean_defect: f64,
    /// Likewise for standard deviations.
    pub deviation_defect: f64,
}
