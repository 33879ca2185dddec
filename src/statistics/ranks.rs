//! Ranks of order statistics that bound a quantile, and intervals of a proportion, from the exact binomial
//! distribution. Only + − × ÷ and square roots are used, so that the ranks are the same on every machine.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Probability left out on each side of a two-sided 95 % interval.
const ONE_SIDE: f64 = 0.025;

/// The binomial distribution around its mode, normalised by its own sum.
struct Binomial {
    lowest: u64,
    /// P(X ≤ lowest + i).
    cumulated: Vec<f64>,
}

impl Binomial {
    /// For `n` trials of probability `p` in (0, 1). Terms follow from the mode by the ratio
    /// `P(k+1)/P(k) = (n−k)/(k+1) · p/(1−p)` and are dropped below 1e-18 of the mode's.
    fn new(n: u64, p: f64) -> Self {
        let odds = p / (1.0 - p);
        let mode = (((n + 1) as f64 * p).floor() as u64).min(n);
        let mut terms = vec![1.0];
        let (mut k, mut term) = (mode, 1.0);
        while k > 0 && term > 1e-18 {
            term *= k as f64 / ((n - k + 1) as f64 * odds);
            k -= 1;
            terms.push(term);
        }
        let lowest = k;
        terms.reverse();
        let (mut k, mut term) = (mode, 1.0);
        while k < n && term > 1e-18 {
            term *= (n - k) as f64 / (k + 1) as f64 * odds;
            k += 1;
            terms.push(term);
        }
        let total: f64 = terms.iter().sum();
        let mut sum = 0.0;
        let cumulate = |term: &f64| {
            sum += term;
            sum / total
        };
        Binomial { lowest, cumulated: terms.iter().map(cumulate).collect() }
    }

    /// P(X ≤ k).
    fn at_most(&self, k: i64) -> f64 {
        match usize::try_from(k - self.lowest as i64) {
            Err(_) => 0.0,
            Ok(index) => self.cumulated.get(index).copied().unwrap_or(1.0),
        }
    }

    /// The smallest `k` with P(X ≤ k) ≥ `probability`, if `probability` is reached below certainty.
    fn quantile(&self, probability: f64) -> u64 {
        let index = self.cumulated.partition_point(|cumulated| *cumulated < probability);
        self.lowest + index as u64
    }
}

/// The ranks (from 1) of the order statistics that estimate a quantile and bound it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderStatistics {
    /// `⌈n p⌉`, at least 1: the smallest amount with `F(x) ≥ p`.
    pub rank: u64,
    /// The largest rank whose amount lies at or below the quantile with probability 97.5 %; none where even the
    /// smallest amount may lie above it.
    pub lower: Option<u64>,
    /// The smallest rank whose amount lies at or above the quantile with probability 97.5 %; none where even the
    /// largest amount may lie below it.
    pub upper: Option<u64>,
}

impl OrderStatistics {
    /// For the quantile at `p` of a sample of `n`: the two-sided 95 % interval.
    ///
    /// `P(X₍ᵣ₎ ≤ ξ) = P(Bin(n, p) ≥ r)` and `P(X₍ₛ₎ ≥ ξ) ≥ P(Bin(n, p) ≤ s − 1)` (David and Nagaraja, *Order
    /// Statistics*, 3rd ed., §7.1), conservative where amounts have atoms.
    pub fn new(n: u64, p: Decimal) -> Self {
        let probability = p.to_f64().expect("a decimal is a number");
        let upper = if p >= Decimal::ONE {
            Some(n)
        } else {
            // smallest s with P(X <= s - 1) >= 0.975
            Some(Binomial::new(n, probability).quantile(1.0 - ONE_SIDE) + 1).filter(|rank| *rank <= n)
        };
        OrderStatistics { rank: rank(n, p), lower: lower_bound_rank(n, probability, ONE_SIDE), upper }
    }

    /// The smallest sample whose interval for the quantile at `p` has both ends.
    pub fn smallest_sample(p: Decimal) -> u64 {
        // both ends exist when neither extreme alone bounds the quantile: p^n <= 0.025 and (1-p)^n <= 0.025
        let rarer = p.max(Decimal::ONE - p).to_f64().expect("a decimal is a number");
        let (mut n, mut all) = (0, 1.0);
        while all > ONE_SIDE {
            all *= rarer;
            n += 1;
        }
        n
    }
}

/// `⌈n p⌉` exactly, and at least 1.
pub(super) fn rank(n: u64, p: Decimal) -> u64 {
    let exact = (Decimal::from(n) * p).ceil();
    exact.to_u64().expect("a rank is at most n").clamp(1, n.max(1))
}

/// The largest rank (from 1) whose amount lies at or below the quantile at `p` except with probability `error`:
/// the largest `r` with P(Bin(n, p) ≤ r − 1) ≤ `error`.
fn lower_bound_rank(n: u64, p: f64, error: f64) -> Option<u64> {
    if p <= 0.0 || n == 0 {
        return None;
    }
    if p >= 1.0 {
        return Some(n);
    }
    let binomial = Binomial::new(n, p);
    // the first k with P(X <= k) > error is the rank itself: r - 1 = k - 1 still satisfies the bound
    let first_above =
        binomial.lowest + binomial.cumulated.partition_point(|cumulated| *cumulated <= error) as u64;
    debug_assert!(binomial.at_most(first_above as i64 - 1) <= error);
    (first_above >= 1).then_some(first_above)
}

/// A share of the paths with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// The share.
    pub share: f64,
    /// Its standard error, `sqrt(s (1 − s) / n)`.
    pub standard_error: f64,
    /// Its 95 % interval by Wilson's score (JASA 22, 1927), which keeps its meaning for rare events.
    pub interval: [f64; 2],
}

impl Proportion {
    /// For `count` of `n` paths, `n > 0`.
    pub fn new(count: u64, n: u64) -> Self {
        // the 97.5 % quantile of the standard normal distribution
        const Z: f64 = 1.959_963_984_540_054;
        let (size, share) = (n as f64, count as f64 / n as f64);
        let denominator = 1.0 + Z * Z / size;
        let centre = (share + Z * Z / (2.0 * size)) / denominator;
        let half = Z / denominator * (share * (1.0 - share) / size + Z * Z / (4.0 * size * size)).sqrt();
        Proportion {
            share,
            standard_error: (share * (1.0 - share) / size).sqrt(),
            // at the ends the formula gives exactly 0 and 1, up to rounding
            interval: [
                if count == 0 { 0.0 } else { (centre - half).max(0.0) },
                if count == n { 1.0 } else { (centre + half).min(1.0) },
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranks (from 0) of the one-sided lower 95 % bound of the 5 % quantile, as tabled for nonparametric
    /// tolerance limits (59 is the least sample that has one: 0.95^59 = 0.0485).
    #[test]
    fn published_ranks_of_the_lower_bound_of_the_five_percent_quantile() {
        let expected = [(59, 0), (93, 1), (124, 2), (181, 4), (410, 13), (900, 34), (1000, 38), (1036, 40)];
        for (n, from_zero) in expected {
            assert_eq!(lower_bound_rank(n, 0.05, 0.05).map(|rank| rank - 1), Some(from_zero), "n = {n}");
        }
        assert_eq!(lower_bound_rank(58, 0.05, 0.05), None);
        assert_eq!(lower_bound_rank(92, 0.05, 0.05), Some(1));
    }

    #[test]
    fn the_median_of_ten_has_the_textbook_interval() {
        // P(Bin(10, 1/2) <= 1) = 11/1024 = 0.0107 <= 0.025 < P(<= 2) = 56/1024: ranks 2 and 9
        let ranks = OrderStatistics::new(10, Decimal::new(5, 1));
        assert_eq!(ranks, OrderStatistics { rank: 5, lower: Some(2), upper: Some(9) });
    }

    #[test]
    fn ranks_take_p_as_an_exact_decimal() {
        // 0.29 × 100 is 28.999… in binary
        assert_eq!(rank(100, Decimal::new(29, 2)), 29);
        assert_eq!(rank(1000, Decimal::new(999, 3)), 999);
        assert_eq!(rank(1001, Decimal::new(999, 3)), 1000);
        assert_eq!(rank(10, Decimal::ZERO), 1);
    }

    #[test]
    fn an_end_that_the_sample_cannot_give_is_absent() {
        let high = Decimal::new(999, 3);
        let n = OrderStatistics::smallest_sample(high);
        // 0.999^3688 = 0.02497
        assert_eq!(n, 3688);
        assert!(OrderStatistics::new(n, high).upper.is_some());
        assert_eq!(OrderStatistics::new(n - 1, high).upper, None);
    }

    #[test]
    fn the_binomial_distribution_is_right_for_large_samples() {
        // normal approximation with continuity correction: P(Bin(10^6, 1/2) <= 499,500) has z = -0.999,
        // Φ = 0.158898; its error is below 1e-5 at this size
        let binomial = Binomial::new(1_000_000, 0.5);
        assert!((binomial.at_most(499_500) - 0.158_898).abs() < 1e-5);
    }

    #[test]
    fn wilson_interval_of_the_textbook() {
        // 15 of 148 (Newcombe 1998): 0.0624 to 0.1605
        let proportion = Proportion::new(15, 148);
        assert!(
            (proportion.interval[0] - 0.0624).abs() < 5e-5 && (proportion.interval[1] - 0.1605).abs() < 5e-5
        );
        assert!(Proportion::new(0, 100).interval[0] == 0.0 && Proportion::new(0, 100).interval[1] > 0.03);
    }
}
