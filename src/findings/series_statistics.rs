//! The shape of a distribution in findings: counted on paths, or computed, which has no counts and no sampling errors.

use serde::{Deserialize, Serialize};

use super::study::Drawn;

/// The distribution of one series over the paths, or as it was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesStatistics {
    /// Exact sum over all paths, in fen, as an integer in text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_fen: Option<String>,
    /// Exact sum of squares, in fen², as an integer in text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum_of_squares_fen2: Option<String>,
    /// Mean.
    pub mean_fen: f64,
    /// Standard deviation, over paths dividing by n − 1; absent for one path.
    pub sd_fen: Option<f64>,
    /// Standard error of the mean; absent for one path, and where it was computed.
    pub se_fen: Option<f64>,
    /// Smallest amount of all paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fen: Option<i64>,
    /// Largest amount of all paths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_fen: Option<i64>,
    /// The step of the lattice on which quantiles are exact; absent where they are not.
    pub lattice_fen: Option<i64>,
    /// The largest relative error of a quantile, upwards; 0 on the lattice.
    pub relative_error: f64,
    /// Quantiles, ascending; none where only mean and standard deviation could be computed.
    pub quantiles: Vec<QuantileFinding>,
    /// Values at risk and tail values at risk; none likewise.
    pub tails: Vec<TailFinding>,
    /// Points of the exceedance curve, for series that charts show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceedance: Vec<CurvePoint>,
    /// Histogram, for series that charts show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub histogram: Vec<HistogramBin>,
}

/// A quantile with its order-statistic confidence interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuantileFinding {
    /// The probability, a decimal in text.
    pub p: String,
    /// The smallest amount that the cost stays at or below on at least that share of the paths, or with that probability.
    pub fen: i64,
    /// 95 % confidence interval; a side that this many paths cannot give is absent, and both where it was computed.
    pub interval_fen: [Option<i64>; 2],
}

/// Value at risk and tail value at risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TailFinding {
    /// The probability, a decimal in text.
    pub p: String,
    /// The quantile at `p`.
    pub var_fen: i64,
    /// The mean of the worst share 1 − p.
    pub tvar_fen: f64,
    /// Standard error of the tail value at risk; absent where it is not defined.
    pub tvar_se_fen: Option<f64>,
}

/// A point of the exceedance curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Amount.
    pub fen: i64,
    /// On how many paths the cost is strictly above it, with the 95 % interval of the chance of that; or the chance itself.
    #[serde(flatten)]
    pub above: Above,
}

/// How often, or with what chance, a cost is strictly above an amount.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Above {
    /// Counted on paths.
    Counted {
        /// On how many.
        paths_above: u64,
        /// The 95 % interval of the chance, by Wilson's score.
        interval: [f64; 2],
    },
    /// Computed.
    Computed {
        /// The chance.
        probability_above: f64,
    },
}

/// A bin of a histogram: amounts in `[lower, upper)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HistogramBin {
    /// Lower edge.
    pub lower_fen: i64,
    /// Upper edge.
    pub upper_fen: i64,
    /// How many paths are in it, with the 95 % interval of the chance of falling into it; or the chance itself.
    #[serde(flatten)]
    pub within: Within,
}

/// How often, or with what chance, a cost falls into a bin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Within {
    /// Counted on paths.
    Counted {
        /// On how many.
        paths: u64,
        /// The 95 % interval of the chance, by Wilson's score.
        interval: [f64; 2],
    },
    /// Computed.
    Computed {
        /// The chance.
        probability: f64,
    },
}

impl Above {
    /// On how many paths, with the interval; none where it was computed.
    pub fn counted(self) -> Option<(u64, [f64; 2])> {
        match self {
            Above::Counted { paths_above, interval } => Some((paths_above, interval)),
            Above::Computed { .. } => None,
        }
    }

    /// The share of the paths of a sample, or the chance as it was computed.
    pub fn share(self, sample: Option<Drawn>) -> f64 {
        match self {
            Above::Counted { paths_above, .. } => share_of(paths_above, sample),
            Above::Computed { probability_above } => probability_above,
        }
    }
}

impl Within {
    /// On how many paths, with the interval; none where it was computed.
    pub fn counted(self) -> Option<(u64, [f64; 2])> {
        match self {
            Within::Counted { paths, interval } => Some((paths, interval)),
            Within::Computed { .. } => None,
        }
    }

    /// The share of the paths of a sample, or the chance as it was computed.
    pub fn share(self, sample: Option<Drawn>) -> f64 {
        match self {
            Within::Counted { paths, .. } => share_of(paths, sample),
            Within::Computed { probability } => probability,
        }
    }
}

fn share_of(counted: u64, sample: Option<Drawn>) -> f64 {
    counted as f64 / sample.map_or(1, |drawn| drawn.paths) as f64
}

impl SeriesStatistics {
    /// Whether all paths cost the same, or one amount has all probability that pictures could show.
    pub fn is_one_amount(&self) -> bool {
        match (self.min_fen, self.max_fen) {
            (Some(least), Some(most)) => least == most,
            _ => self.exceedance.len() < 2,
        }
    }

    /// Whether no path costs anything, or a computed mean is less than the least coin.
    pub fn is_nothing(&self) -> bool {
        self.max_fen.map_or(self.mean_fen < 1.0, |most| most <= 0)
    }

    /// The largest amount of all paths, or the highest quantile that was computed.
    pub fn largest_fen(&self) -> i64 {
        let highest = || self.quantiles.last().map_or(self.mean_fen.ceil() as i64, |quantile| quantile.fen);
        self.max_fen.unwrap_or_else(highest)
    }
}
