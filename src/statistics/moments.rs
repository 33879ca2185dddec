//! Sums and sums of squares as exact integers.

/// Count, sum, sum of squares and extremes of amounts in fen.
///
/// Everything is an integer, so that merging is associative and commutative and the result does not depend on
/// the order of the paths. An overflow of 127 bits stops the program; it would take 10⁹ paths of 10¹⁴ yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    count: u64,
    sum: i128,
    sum_of_squares: i128,
    min: i64,
    max: i64,
}

impl Moments {
    /// Counts one amount.
    #[inline]
    pub fn add(&mut self, amount: i64) {
        self.include(amount, amount);
        self.count += 1;
        self.sum += i128::from(amount);
        self.sum_of_squares += i128::from(amount) * i128::from(amount);
    }

    /// Counts `count` times the same amount.
    pub fn add_many(&mut self, amount: i64, count: u64) {
        if count > 0 {
            self.include(amount, amount);
            self.count += count;
            let times = i128::from(count);
            self.sum += times * i128::from(amount);
            self.sum_of_squares += times * (i128::from(amount) * i128::from(amount));
        }
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &Moments) {
        if other.count > 0 {
            self.include(other.min, other.max);
            self.count += other.count;
            self.sum += other.sum;
            self.sum_of_squares += other.sum_of_squares;
        }
    }

    #[inline]
    fn include(&mut self, min: i64, max: i64) {
        if self.count == 0 {
            (self.min, self.max) = (min, max);
        } else {
            self.min = self.min.min(min);
            self.max = self.max.max(max);
        }
    }

    /// How many amounts.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Their exact sum in fen.
    pub const fn sum(&self) -> i128 {
        self.sum
    }

    /// The exact sum of their squares in fen².
    pub const fn sum_of_squares(&self) -> i128 {
        self.sum_of_squares
    }

    /// The smallest amount.
    pub const fn min(&self) -> Option<i64> {
        if self.count == 0 { None } else { Some(self.min) }
    }

    /// The largest amount.
    pub const fn max(&self) -> Option<i64> {
        if self.count == 0 { None } else { Some(self.max) }
    }

    /// The mean in fen.
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// The standard deviation in fen, dividing by n − 1; none for fewer than two amounts.
    ///
    /// With `q` the whole part of the mean and `r = Σx − n q` in `[0, n)`, `Σ(x − mean)²` is
    /// `Σx² − q Σx − q r − r²/n`: integers up to the last term, so that nothing cancels in floating point.
    pub fn standard_deviation(&self) -> Option<f64> {
        if self.count < 2 {
            return None;
        }
        let n = i128::from(self.count);
        let (q, r) = (self.sum.div_euclid(n), self.sum.rem_euclid(n));
        let whole = self.sum_of_squares - q * self.sum - q * r;
        let fraction = r as f64 * (r as f64 / n as f64);
        Some(((whole as f64 - fraction).max(0.0) / (n - 1) as f64).sqrt())
    }

    /// The standard error of the mean in fen.
    pub fn standard_error(&self) -> Option<f64> {
        self.standard_deviation().map(|deviation| deviation / (self.count as f64).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(amounts: &[i64]) -> Moments {
        let mut moments = Moments::default();
        for amount in amounts {
            moments.add(*amount);
        }
        moments
    }

    #[test]
    fn textbook_values() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squared deviations 32, divided by 7
        let moments = of(&[2, 4, 4, 4, 5, 5, 7, 9]);
        assert_eq!(moments.mean(), Some(5.0));
        assert_eq!(moments.standard_deviation(), Some((32.0f64 / 7.0).sqrt()));
        assert_eq!((moments.min(), moments.max()), (Some(2), Some(9)));
        assert_eq!(of(&[1]).standard_deviation(), None);
        assert_eq!(Moments::default().mean(), None);
    }

    #[test]
    fn a_small_spread_about_a_large_mean_does_not_cancel() {
        // deviations -1, 0, 1 about 10^13 + 1: variance 1
        let large = 10_000_000_000_001;
        assert_eq!(of(&[large - 1, large, large + 1]).standard_deviation(), Some(1.0));
    }

    proptest! {
        #[test]
        fn merging_is_associative_and_commutative_and_equals_counting(
            a in prop::collection::vec(-1_000_000_000i64..10_000_000_000, 0..20),
            b in prop::collection::vec(0i64..10_000_000_000, 0..20),
            c in prop::collection::vec(0i64..10, 0..20),
        ) {
            let merged = |parts: &[&[i64]]| {
                let mut all = Moments::default();
                for part in parts {
                    all.merge(&of(part));
                }
                all
            };
            let whole = of(&[a.clone(), b.clone(), c.clone()].concat());
            prop_assert_eq!(merged(&[&a, &b, &c]), whole);
            prop_assert_eq!(merged(&[&c, &a, &b]), whole);
            let mut right = of(&b);
            right.merge(&of(&c));
            let mut left = of(&a);
            left.merge(&right);
            prop_assert_eq!(left, whole);
            let mut repeated = of(&a);
            repeated.add_many(7, 3);
            prop_assert_eq!(repeated, of(&[a, vec![7; 3]].concat()));
        }
    }
}
