//! Intervals of differences.

use rust_decimal::Decimal;

use crate::simulation::PairedCount;
use crate::statistics::quantile_difference_interval;

/// The 95 % interval of a mean with a normal error: mean ± 1.96 standard errors, 1.96 the 97.5 % quantile of the standard normal
/// distribution.
pub(super) fn normal_interval(mean: f64, error: f64) -> [f64; 2] {
    [mean - 1.96 * error, mean + 1.96 * error]
}

/// The 95 % interval of the difference between the quantiles at `p` of two series of the same paths, in fen.
pub(super) fn quantile_interval(base: &PairedCount, other: &PairedCount, p: Decimal) -> Option<[f64; 2]> {
    quantile_difference_interval(&base.batches, &other.batches, p).map(|ends| ends.map(|end| end as f64))
}
