//! Laws given by what is plausible: a 5 % and a 95 % quantile.

use super::normal::{normal_probability, normal_quantile};

/// The 95 % quantile of the standard normal distribution.
const Z: f64 = 1.644_853_626_951_472_7;

/// The family of a parameter's law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Normal: for what may have either sign.
    Normal,
    /// Log-normal: for what is positive.
    LogNormal,
    /// Logit-normal, its log-odds normal: for probabilities and shares.
    LogitNormal,
}

/// A range that its family refuses.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PlausibleRangeError {
    /// An end is not a finite number.
    #[error("low {low} and high {high} must be finite numbers")]
    NotFinite {
        /// The 5 % quantile asked for.
        low: f64,
        /// The 95 % quantile asked for.
        high: f64,
    },
    /// The ends are in the wrong order.
    #[error("low {low} is above high {high}")]
    LowAboveHigh {
        /// The 5 % quantile asked for.
        low: f64,
        /// The 95 % quantile asked for.
        high: f64,
    },
    /// Zero or less for a log-normal law.
    #[error("low {0} of a log-normal law must be above 0")]
    NotPositive(f64),
    /// An end outside the open interval (0, 1) for a logit-normal law.
    #[error("low {low} and high {high} of a logit-normal law must lie between 0 and 1, both excluded")]
    NotBetweenZeroAndOne {
        /// The 5 % quantile asked for.
        low: f64,
        /// The 95 % quantile asked for.
        high: f64,
    },
}

/// The law of a parameter whose 5 % and 95 % quantiles are `low` and `high`: plausible in nine cases of ten.
///
/// With `g` the identity, the logarithm or the log-odds, `g(X)` is normal with mean `(g(low) + g(high)) / 2` and standard deviation
/// `(g(high) − g(low)) / 3.2897`. Two quantiles determine the law: it has its own median, `g⁻¹` of that mean, which in general is not a
/// scenario's base value, and its own mean. Where `low` and `high` are equal the law is that one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlausibleRange {
    family: Family,
    low: f64,
    high: f64,
    centre: f64,
    spread: f64,
}

impl PlausibleRange {
    /// The law of a family with these two quantiles.
    ///
    /// # Errors
    /// When an end is not finite, `low` is above `high`, or the family does not reach an end: 0 and below for the log-normal,
    /// 0 and below or 1 and above for the logit-normal law.
    pub fn new(family: Family, low: f64, high: f64) -> Result<Self, PlausibleRangeError> {
        if !(low.is_finite() && high.is_finite()) {
            return Err(PlausibleRangeError::NotFinite { low, high });
        }
        if low > high {
            return Err(PlausibleRangeError::LowAboveHigh { low, high });
        }
        match family {
            Family::LogNormal if low <= 0.0 => return Err(PlausibleRangeError::NotPositive(low)),
            Family::LogitNormal if low <= 0.0 || high >= 1.0 => {
                return Err(PlausibleRangeError::NotBetweenZeroAndOne { low, high });
            }
            _ => {}
        }
        let (from, to) = (family.straightened(low), family.straightened(high));
        // halves first, so that the largest doubles do not overflow
        let (centre, spread) = (0.5 * from + 0.5 * to, (0.5 * to - 0.5 * from) / Z);
        Ok(PlausibleRange { family, low, high, centre, spread })
    }

    /// The family.
    pub const fn family(&self) -> Family {
        self.family
    }

    /// The 5 % quantile.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The 95 % quantile.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// The quantile at `p`, 0 < p < 1: increasing in `p`, so that a uniform number gives one draw. At 5 and 95 % it is `low` and `high`
    /// up to rounding.
    pub fn quantile(&self, p: f64) -> f64 {
        self.at(normal_quantile(p))
    }

    /// The probability of a value of at most `x`.
    pub fn probability(&self, x: f64) -> f64 {
        let beyond = match self.family {
            Family::Normal => None,
            Family::LogNormal => (x <= 0.0).then_some(0.0),
            Family::LogitNormal if x <= 0.0 => Some(0.0),
            Family::LogitNormal => (x >= 1.0).then_some(1.0),
        };
        beyond.unwrap_or_else(|| {
            if self.low == self.high {
                return if x < self.low { 0.0 } else { 1.0 };
            }
            normal_probability((self.family.straightened(x) - self.centre) / self.spread)
        })
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.at(0.0)
    }

    /// The mean. The logit-normal law has no closed form: the trapezoidal rule over ±10 standard deviations with the step 1/64, whose
    /// error is about `exp(−128 π² / spread)` (Trefethen and Weideman, SIAM Review 56, 2014, theorem 5.1: the nearest poles lie at
    /// distance π / spread): far below a rounding where both ends keep 1e-15 from 0 and 1.
    pub fn mean(&self) -> f64 {
        if self.low == self.high {
            return self.low;
        }
        match self.family {
            Family::Normal => self.centre,
            Family::LogNormal => libm::exp(self.centre + 0.5 * self.spread * self.spread),
            Family::LogitNormal => {
                let (mut sum, mut weights) = (0.0, 0.0);
                for step in -640..=640 {
                    let z = f64::from(step) / 64.0;
                    let weight = libm::exp(-0.5 * z * z);
                    sum += weight * self.at(z);
                    weights += weight;
                }
                sum / weights
            }
        }
    }

    /// The value that stands `z` standard deviations above the centre on the scale of the normal law.
    fn at(&self, z: f64) -> f64 {
        if self.low == self.high {
            return self.low;
        }
        let straight = self.centre + self.spread * z;
        match self.family {
            Family::Normal => straight,
            Family::LogNormal => libm::exp(straight),
            Family::LogitNormal => 1.0 / (1.0 + libm::exp(-straight)),
        }
    }
}

impl Family {
    /// The scale on which the law is normal.
    fn straightened(self, x: f64) -> f64 {
        match self {
            Family::Normal => x,
            Family::LogNormal => libm::log(x),
            Family::LogitNormal => libm::log(x) - libm::log1p(-x),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn range(family: Family, low: f64, high: f64) -> PlausibleRange {
        PlausibleRange::new(family, low, high).expect("a range")
    }

    #[test]
    fn each_family_has_its_median_and_mean() {
        // normal: the middle is both
        let correlation = range(Family::Normal, 0.0, 0.6);
        assert!((correlation.median() - 0.3).abs() < 1e-15 && (correlation.mean() - 0.3).abs() < 1e-15);
        // log-normal 0.3 to 2.5: median √0.75 = 0.866025403784439, sd ln(2.5/0.3)/3.28970725 = 0.644514, mean median × exp(sd²/2)
        let formation = range(Family::LogNormal, 0.3, 2.5);
        assert!((formation.median() - 0.75f64.sqrt()).abs() < 1e-15);
        assert!((formation.mean() - 1.065_941_384_878_126_7).abs() < 1e-14);
        // logit-normal 0.05 to 0.3: log-odds −2.944 and −0.847; mean by mpmath's Gauss-Legendre quadrature at 30 digits
        let award = range(Family::LogitNormal, 0.05, 0.3);
        assert!((award.median() - 0.130_576_802_734_139_8).abs() < 1e-15);
        assert!((award.mean() - 0.146_896_772_371_312_9).abs() < 1e-14);
        // 10^-9 to 1 − 10^-9 is symmetric: mean ½ although the law is nearly two-valued
        assert!((range(Family::LogitNormal, 1e-9, 1.0 - 1e-9).mean() - 0.5).abs() < 1e-8);
    }

    #[test]
    fn equal_ends_are_one_value() {
        let fixed = range(Family::LogitNormal, 0.1, 0.1);
        assert_eq!((fixed.quantile(0.01), fixed.mean(), fixed.median()), (0.1, 0.1, 0.1));
        assert_eq!((fixed.probability(0.0999), fixed.probability(0.1)), (0.0, 1.0));
        assert_eq!(range(Family::Normal, 0.0, 0.0).quantile(0.9), 0.0);
    }

    #[test]
    fn what_a_family_does_not_reach_is_refused() {
        use PlausibleRangeError::*;
        assert_eq!(PlausibleRange::new(Family::LogNormal, 0.0, 1.0), Err(NotPositive(0.0)));
        assert!(PlausibleRange::new(Family::LogNormal, f64::MIN_POSITIVE, 1.0).is_ok());
        let outside = |low, high| Err(NotBetweenZeroAndOne { low, high });
        assert_eq!(PlausibleRange::new(Family::LogitNormal, 0.0, 0.5), outside(0.0, 0.5));
        assert_eq!(PlausibleRange::new(Family::LogitNormal, 0.5, 1.0), outside(0.5, 1.0));
        let wrong_order = LowAboveHigh { low: 0.6, high: 0.5 };
        assert_eq!(PlausibleRange::new(Family::Normal, 0.6, 0.5), Err(wrong_order));
        assert!(matches!(PlausibleRange::new(Family::Normal, f64::NAN, 0.5), Err(NotFinite { .. })));
        assert!(matches!(PlausibleRange::new(Family::Normal, 0.0, f64::INFINITY), Err(NotFinite { .. })));
    }

    proptest! {
        #[test]
        fn the_ends_are_the_five_and_ninety_five_percent_quantiles(
            ends in (1e-6f64..0.9, 1e-6f64..0.9),
            family in prop::sample::select(vec![Family::Normal, Family::LogNormal, Family::LogitNormal]),
            p in 1e-6f64..0.999_999,
        ) {
            let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
            prop_assume!(high > low * 1.001);
            let law = range(family, low, high);
            // on the normal scale values reach 14 and carry a few roundings of 1.1e-16
            prop_assert!((law.quantile(0.05) / low - 1.0).abs() < 1e-13);
            prop_assert!((law.quantile(0.95) / high - 1.0).abs() < 1e-13);
            prop_assert!(law.quantile(p) <= law.quantile(p + 5e-7));
            // the spread may be 1e-3 / 3.29 of values up to 14: roundings grow by 14 × 3290 at most
            prop_assert!((law.probability(law.quantile(p)) - p).abs() < 1e-10);
        }
    }
}
