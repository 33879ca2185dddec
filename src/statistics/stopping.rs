//! The stopping rule: when a quantile is known well enough.

use rust_decimal::Decimal;

use super::summary::Quantile;

/// How closely a quantile is to be known: half the width of its 95 % interval, as a share of the quantile itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precision(pub Decimal);

impl Precision {
    /// Whether a quantile is known so closely. An interval without an end is endless, and about a quantile of 0 only one without
    /// width is narrow enough.
    pub fn is_reached(self, quantile: &Quantile) -> bool {
        match quantile.interval {
            [Some(low), Some(high)] => {
                let width = Decimal::from(i128::from(high) - i128::from(low));
                width <= Decimal::TWO * self.0 * Decimal::from(quantile.amount.unsigned_abs())
            }
            _ => false,
        }
    }
}

impl Quantile {
    /// Half the width of the interval as a share of the quantile; none where an end is absent or the quantile is 0.
    pub fn relative_half_width(&self) -> Option<f64> {
        let [Some(low), Some(high)] = self.interval else { return None };
        (self.amount != 0).then(|| (high - low) as f64 / 2.0 / self.amount.unsigned_abs() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantile(amount: i64, low: Option<i64>, high: Option<i64>) -> Quantile {
        Quantile { p: Decimal::new(95, 2), amount, interval: [low, high] }
    }

    #[test]
    fn the_half_width_is_held_against_the_quantile_exactly() {
        // 990 to 1010 about 1000: half of it is 1 %
        let known = quantile(1000, Some(990), Some(1010));
        assert!(Precision(Decimal::new(1, 2)).is_reached(&known));
        assert!(!Precision(Decimal::new(999_999, 8)).is_reached(&known));
        assert_eq!(known.relative_half_width(), Some(0.01));
    }

    #[test]
    fn an_endless_interval_and_a_quantile_of_nothing() {
        let half = Precision(Decimal::new(5, 1));
        assert!(!half.is_reached(&quantile(1000, Some(990), None)));
        assert!(!half.is_reached(&quantile(0, Some(0), Some(1))));
        assert!(half.is_reached(&quantile(0, Some(0), Some(0))));
        assert_eq!(quantile(0, Some(0), Some(0)).relative_half_width(), None);
    }
}
