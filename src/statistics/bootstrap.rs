//! The bootstrap: intervals from resampled observations (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993).

use rayon::prelude::*;

use super::keyed_words::{word, word_below};
use super::normal::{normal_probability, normal_quantile};

/// How intervals are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How many resamplings, at least 2; a thousand settle a 95 % interval.
    pub replicates: u32,
    /// The probability that an interval is to hold, between 0 and 1.
    pub confidence: f64,
    /// Seed of the resampling.
    pub seed: u64,
}

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its interval; none where a resampling left the estimate undefined.
    pub interval: Option<[f64; 2]>,
}

impl Bootstrap {
    /// Evaluates `statistic` on each resampling of `rows` observations: it is given how often each observation was taken. The result
    /// stands in the order of the replicates and does not depend on threads.
    pub(super) fn resampled(
        &self,
        rows: usize,
        statistic: impl Fn(&[f64]) -> Vec<f64> + Sync,
    ) -> Vec<Vec<f64>> {
        let resample = |weights: &mut Vec<f64>, replicate: u32| {
            let key = word(self.seed, u64::from(replicate));
            weights.clear();
            weights.resize(rows, 0.0);
            for draw in 0..rows as u64 {
                weights[word_below(key, draw, rows as u64) as usize] += 1.0;
            }
            statistic(weights)
        };
        (0..self.replicates).into_par_iter().map_init(Vec::new, resample).collect()
    }

    /// The interval corrected for bias and acceleration (BCa, §14.3): for statistics with a skewed error, such as variances. `left_out`
    /// are the estimates that leave out one observation each. None where a replicate is not finite.
    pub(super) fn accelerated(
        &self,
        estimate: f64,
        left_out: &[f64],
        replicates: &[Vec<f64>],
        position: usize,
    ) -> Option<[f64; 2]> {
        let sorted = sorted(replicates, position)?;
        let count = sorted.len() as f64;
        let below = sorted.partition_point(|value| *value < estimate) as f64;
        // at least half a replicate on either side, so that the bias stays finite
        let bias = normal_quantile((below / count).clamp(0.5 / count, 1.0 - 0.5 / count));
        let acceleration = acceleration(left_out);
        let side = 0.5 * (1.0 - self.confidence);
        let end = |z: f64| {
            let shifted = bias + z;
            let level = normal_probability(bias + shifted / (1.0 - acceleration * shifted));
            quantile(&sorted, level)
        };
        let z = normal_quantile(side);
        Some([end(z), end(-z)])
    }
}

/// `Σ dᵢ³ / (6 (Σ dᵢ²)^{3/2})` with `d` the mean less the estimate that leaves out an observation (equation 14.15).
fn acceleration(left_out: &[f64]) -> f64 {
    let mean = left_out.iter().sum::<f64>() / left_out.len() as f64;
    let (mut squares, mut cubes) = (0.0, 0.0);
    for value in left_out {
        let below = mean - value;
        squares += below * below;
        cubes += below * below * below;
    }
    if squares > 0.0 { cubes / (6.0 * squares * squares.sqrt()) } else { 0.0 }
}

/// The statistic's replicates in order; none where one is not finite or there are none.
fn sorted(replicates: &[Vec<f64>], position: usize) -> Option<Vec<f64>> {
    let mut values: Vec<f64> = replicates.iter().map(|replicate| replicate[position]).collect();
    if values.is_empty() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    Some(values)
}

/// The quantile at `p` of sorted values, between those of ranks around `(n + 1) p`.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let rank = ((sorted.len() + 1) as f64 * p - 1.0).clamp(0.0, (sorted.len() - 1) as f64);
    let lower = rank.floor();
    let (at, part) = (lower as usize, rank - lower);
    let next = sorted[(at + 1).min(sorted.len() - 1)];
    sorted[at] + part * (next - sorted[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap { replicates: 999, confidence: 0.9, seed: 4 };

    #[test]
    fn quantiles_of_ranks() {
        // 1 to 9: (9 + 1) × 0.05 is half of the first rank, below which there is none; the median is the fifth
        let sorted: Vec<f64> = (1..10).map(f64::from).collect();
        assert_eq!(quantile(&sorted, 0.05), 1.0);
        assert_eq!(quantile(&sorted, 0.5), 5.0);
        assert!((quantile(&sorted, 0.75) - 7.5).abs() < 1e-12);
        assert_eq!(quantile(&sorted, 0.99), 9.0);
    }

    #[test]
    fn a_resampling_takes_as_many_as_there_are_and_no_two_are_alike() {
        let replicates = BOOTSTRAP.resampled(50, <[f64]>::to_vec);
        assert!(replicates.iter().all(|weights| weights.iter().sum::<f64>() == 50.0));
        // the chance that two of 999 multinomial vectors agree is far below 1e-20
        assert!(replicates.windows(2).all(|pair| pair[0] != pair[1]));
        // an observation is taken once on average: 999 × 50 draws, weights of variance 49/50; k = 5 of √(0.98/999) = 0.0313
        let mean = replicates.iter().map(|weights| weights[7]).sum::<f64>() / 999.0;
        assert!((mean - 1.0).abs() < 5.0 * 0.0313, "{mean}");
        let other = Bootstrap { seed: 5, ..BOOTSTRAP };
        assert_ne!(other.resampled(50, <[f64]>::to_vec), replicates);
    }

    #[test]
    fn the_interval_of_a_mean_is_normal_theory_s() {
        // 400 observations −1 and 1 by turns: mean 0, standard error 1/20; the 5 and 95 % quantiles of the resampled mean are ∓1.645/20 with
        // the standard error √(0.05 × 0.95 / 999) / (20 × 0.1031) × … = 0.0033 from 999 replicates; k = 5
        let observations: Vec<f64> = (0..400).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let mean = |weights: &[f64]| {
            vec![weights.iter().zip(&observations).map(|(w, x)| w * x).sum::<f64>() / 400.0]
        };
        let replicates = BOOTSTRAP.resampled(400, mean);
        // without bias and acceleration BCa is the percentile interval, up to the share of replicates below the estimate, which shifts
        // both ends by twice the normal quantile of that share: √(0.25 / 999) / 0.3989 / 20 = 0.0020 each
        let left_out: Vec<f64> = observations.iter().map(|x| -x / 399.0).collect();
        let [low, high] = BOOTSTRAP.accelerated(0.0, &left_out, &replicates, 0).expect("finite");
        let error = 0.0033 + 2.0 * 0.0020;
        assert!((low + 1.645 / 20.0).abs() < 5.0 * error && (high - 1.645 / 20.0).abs() < 5.0 * error);
    }

    #[test]
    fn an_undefined_replicate_leaves_no_interval() {
        assert_eq!(BOOTSTRAP.accelerated(1.0, &[1.0, 1.0], &[vec![1.0], vec![f64::NAN]], 0), None);
        assert_eq!(BOOTSTRAP.accelerated(1.0, &[1.0, 1.0], &[vec![1.0], vec![f64::INFINITY]], 0), None);
    }

    #[test]
    fn acceleration_of_a_skewed_sample() {
        // the mean of 0, 0, 3: left-out means 1.5, 1.5, 0 about 1: d = −½, −½, 1: Σd³ = 0.75, Σd² = 1.5
        assert!((acceleration(&[1.5, 1.5, 0.0]) - 0.75 / (6.0 * 1.5f64 * 1.5f64.sqrt())).abs() < 1e-15);
    }
}
