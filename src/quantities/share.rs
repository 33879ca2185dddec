//! Shares (exact decimals), probabilities and rates.

use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::QuantityError;
use crate::language::both;

/// A share in [0, 1] as an exact decimal with at most nine digits after the point; it splits money, so it
/// never passes through a binary float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "Decimal")]
pub struct Share {
    numerator: i64,
    denominator: i64,
}

impl Share {
    /// Nothing.
    pub const NONE: Share = Share { numerator: 0, denominator: 1 };
    /// All of it.
    pub const WHOLE: Share = Share { numerator: 1, denominator: 1 };

    /// The share that a decimal stands for.
    ///
    /// # Errors
    /// Values outside [0, 1] and more than nine digits after the point.
    pub fn new(value: Decimal) -> Result<Self, QuantityError> {
        let value = value.normalize();
        if value < Decimal::ZERO || value > Decimal::ONE {
            return Err(QuantityError(both!("{value} 不在 [0, 1] 之内", "{value} is outside [0, 1]")));
        }
        if value.scale() > 9 {
            return Err(QuantityError(both!(
                "{value} 小数点后多于九位",
                "{value} has more than nine digits after the point"
            )));
        }
        let numerator = value.mantissa().to_i64().expect("at most 10^9");
        Ok(Share { numerator, denominator: 10i64.pow(value.scale()) })
    }

    /// Reads `"12%"` or `"0.12"`.
    ///
    /// # Errors
    /// As [`Share::new`], and malformed numbers.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        Share::new(parse_fraction(text)?)
    }

    /// Numerator and denominator (a power of ten).
    pub const fn ratio(self) -> (i64, i64) {
        (self.numerator, self.denominator)
    }

    /// The exact value.
    pub fn value(self) -> Decimal {
        Decimal::new(self.numerator, self.denominator.ilog10())
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Share) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By value: 37.5 % is less than 50 %, whatever their denominators.
impl Ord for Share {
    fn cmp(&self, other: &Share) -> std::cmp::Ordering {
        self.value().cmp(&other.value())
    }
}

impl From<Share> for Decimal {
    fn from(share: Share) -> Decimal {
        share.value()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", (self.value() * Decimal::ONE_HUNDRED).normalize())
    }
}

/// A probability in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Probability(f64);

impl Probability {
    /// Checks that the value lies in [0, 1].
    ///
    /// # Errors
    /// Values outside [0, 1] and NaN.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if (0.0..=1.0).contains(&value) {
            Ok(Probability(value))
        } else {
            Err(QuantityError(both!(
                "{value} 不是概率：须在 [0, 1] 之内，即 0% 到 100%",
                "{value} is no probability: it must lie in [0, 1], or 0% to 100%"
            )))
        }
    }

    /// The value in [0, 1].
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// A rate, a factor or a standard deviation: finite and not negative.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Rate(f64);

impl Rate {
    /// Checks that the value is finite and not negative.
    ///
    /// # Errors
    /// Negative and non-finite values.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if value.is_finite() && value >= 0.0 {
            Ok(Rate(value))
        } else {
            Err(QuantityError(both!(
                "{value} 须为有限且不为负的数",
                "{value} must be finite and not negative"
            )))
        }
    }

    /// The value, at least 0.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// Reads a plain decimal or a percentage as an exact fraction: `"12%"` is 0.12.
pub(crate) fn parse_fraction(text: &str) -> Result<Decimal, QuantityError> {
    let text = text.trim();
    let (number, percent) = match text.strip_suffix('%') {
        Some(number) => (number.trim(), true),
        None => (text, false),
    };
    let value: Decimal = number.parse().map_err(|_| {
        QuantityError(both!(
            "\"{text}\" 不是数字；请写小数如 \"0.12\" 或百分数如 \"12%\"",
            "\"{text}\" is no number: write a decimal like \"0.12\" or a percentage like \"12%\""
        ))
    })?;
    Ok(if percent { value / Decimal::ONE_HUNDRED } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_and_bounded() {
        assert_eq!(Share::parse("37.5%").unwrap().ratio(), (375, 1000));
        assert_eq!(Share::parse("0.3333").unwrap().ratio(), (3333, 10_000));
        assert_eq!(Share::parse("1.0").unwrap(), Share::WHOLE);
        assert_eq!(Share::parse("0%").unwrap(), Share::NONE);
        assert_eq!(Share::parse("0.375").unwrap().to_string(), "37.5%");
        assert!(Share::parse("0.375").unwrap() < Share::parse("0.5").unwrap());
        for wrong in ["101%", "-0.1", "half", "0.1234567891", "50%%"] {
            assert!(Share::parse(wrong).is_err(), "{wrong:?} must be refused");
        }
    }

    #[test]
    fn probabilities_and_rates_refuse_what_they_are_not() {
        assert!(Probability::new(1.0).is_ok() && Probability::new(0.0).is_ok());
        assert!(Probability::new(1.0000001).is_err() && Probability::new(f64::NAN).is_err());
        assert!(Rate::new(0.0).is_ok() && Rate::new(-0.1).is_err() && Rate::new(f64::INFINITY).is_err());
    }
}
