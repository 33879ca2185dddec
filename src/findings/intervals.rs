//! Intervals of differences.

use crate::simulation::BATCHES;
use crate::statistics::Moments;

/// The 95 % interval of a mean with a normal error: mean ± 1.96 standard errors, 1.96 the 97.5 % quantile of the standard normal
/// distribution.
pub(super) fn normal_interval(mean: f64, error: f64) -> [f64; 2] {
    [mean - 1.96 * error, mean + 1.96 * error]
}

/// The 95 % interval of a difference between two quantiles of the same paths, by sectioning (Asmussen and Glynn, *Stochastic
/// Simulation*, 2007, §III.5a): the differences in equal batches of paths scatter about that of all paths, and Student's t has one
/// degree of freedom less than there are batches. None where there are fewer paths than batches.
pub(super) fn batch_interval(difference: f64, quantiles: &[i64], base: &[i64]) -> Option<[f64; 2]> {
    if quantiles.len() < BATCHES as usize {
        return None;
    }
    // the 97.5 % quantile of Student's t with 19 degrees of freedom
    const T_19: f64 = 2.093;
    let mut scatter = Moments::default();
    quantiles.iter().zip(base).for_each(|(quantile, base)| scatter.add(quantile - base));
    let half = T_19 * scatter.standard_error()?;
    Some([difference - half, difference + half])
}
