//! Money: an exact whole number of fen.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::{QuantityError, Share};
use crate::language::both;

/// An amount of money in fen (分), exact. 1 yuan = 100 fen, 1 万元 = 1,000,000 fen.
///
/// Arithmetic panics on overflow in every build profile; amounts read from files are limited to
/// [`Money::LARGEST`], so that sums over a path stay far inside the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// No money.
    pub const ZERO: Money = Money(0);
    /// One 万元 (10,000 yuan), the unit in which a bureau reads.
    pub const WAN: Money = Money(1_000_000);
    /// The largest amount accepted from a file: 1,000 亿元.
    pub const LARGEST: Money = Money(10_000_000_000_000);

    /// An amount of `fen`.
    pub const fn from_fen(fen: i64) -> Self {
        Money(fen)
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The amount nearest to a real number of yuan (half away from zero), for quantities that are drawn
    /// or measured as real numbers, such as a firm's revenue. Values beyond the range, and NaN, saturate.
    pub fn nearest_to_yuan(yuan: f64) -> Self {
        Money((yuan * 100.0).round() as i64)
    }

    /// The exact amount in yuan.
    pub fn yuan(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Reads an amount with its unit: `"500万元"`, `"1.2亿元"`, `"2,500,000元"`.
    ///
    /// # Errors
    /// A missing or unknown unit, a malformed number, a fraction of a fen, or more than [`Money::LARGEST`].
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        let (number, fen_per_unit) = [("亿元", 10_000_000_000i64), ("万元", 1_000_000), ("元", 100)]
            .iter()
            .find_map(|(unit, fen)| text.strip_suffix(unit).map(|number| (number, *fen)))
            .ok_or_else(|| {
                QuantityError(both!(
                    "\"{text}\" 不是金额；请写数字并带单位 元、万元 或 亿元，如 \"500万元\"",
                    "\"{text}\" is no amount of money: write a number with its unit 元, 万元 or 亿元, like \"500万元\""
                ))
            })?;
        let plain: String = number.trim().chars().filter(|c| *c != ',').collect();
        let value: Decimal = plain.parse().map_err(|_| {
            let number = number.trim();
            QuantityError(both!(
                "\"{text}\" 中的 \"{number}\" 不是数字",
                "\"{number}\" in \"{text}\" is no number"
            ))
        })?;
        let fen = value
            .checked_mul(Decimal::from(fen_per_unit))
            .filter(|fen| fen.abs() <= Decimal::from(Money::LARGEST.0))
            .ok_or_else(|| {
                QuantityError(both!(
                    "\"{text}\" 超过最大金额 1000亿元",
                    "\"{text}\" is beyond the largest amount, 1000亿元"
                ))
            })?;
        if !fen.is_integer() {
            return Err(QuantityError(both!(
                "\"{text}\" 不足一分：最小金额为 0.01元",
                "\"{text}\" has a fraction of a fen: the smallest amount is 0.01元"
            )));
        }
        Ok(Money(fen.to_i64().expect("checked to be in range")))
    }

    /// The part of this amount that a share stands for, rounded half-up to the fen: the only place where a
    /// split is rounded (docs/model.md §9). The other part is `self - part`, so that both add up exactly.
    pub fn part(self, share: Share) -> Money {
        let (numerator, denominator) = share.ratio();
        let part = match self.0.checked_mul(numerator) {
            // floor(x/d + 1/2) = floor((x + d/2) / d) for the even d of a power of ten (and for d = 1)
            Some(product) if product <= i64::MAX - denominator => {
                (product + denominator / 2).div_euclid(denominator)
            }
            _ => {
                let product = i128::from(self.0) * i128::from(numerator);
                let rounded = (product + i128::from(denominator / 2)).div_euclid(i128::from(denominator));
                i64::try_from(rounded).expect("a share is at most 1, so a part is no larger than the whole")
            }
        };
        Money(part)
    }

    /// The smallest multiple of `unit` that is not below this amount.
    pub fn rounded_up_to(self, unit: Money) -> Money {
        Money((self.0 + unit.0 - 1).div_euclid(unit.0) * unit.0)
    }

    /// The larger of two amounts' difference and zero.
    pub fn saturating_minus(self, other: Money) -> Money {
        Money((self.0 - other.0).max(0))
    }

    /// The amount as it is written in files, in the largest unit that needs no fraction longer than two
    /// digits: `500万元`, `0.3元`; five digits and more before the point stand in groups of three: `4,382,716.05元`.
    pub fn with_unit(self) -> String {
        let (unit, fen) = match self.0 {
            0 => ("元", 100),
            whole if whole % 10_000_000_000 == 0 => ("亿元", 10_000_000_000_i64),
            fen if fen % 10_000 == 0 => ("万元", 1_000_000),
            _ => ("元", 100),
        };
        let number = (Decimal::from(self.0) / Decimal::from(fen)).normalize().to_string();
        let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
        format!("{}{fraction}{unit}", grouped(whole))
    }
}

/// Digits in groups of three, where there are five or more; a sign may stand before them.
fn grouped(whole: &str) -> String {
    let digits = whole.trim_start_matches('-');
    if digits.len() < 5 {
        return whole.to_owned();
    }
    let mut text = whole[..whole.len() - digits.len()].to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Yuan with two decimals: `1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100))
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_unit() {
        assert_eq!(Money::parse("500万元").unwrap(), Money::from_fen(500_000_000));
        assert_eq!(Money::parse("1.2亿元").unwrap(), Money::from_fen(12_000_000_000));
        assert_eq!(Money::parse("2,500,000元").unwrap(), Money::from_fen(250_000_000));
        assert_eq!(Money::parse(" 0.01 元 ").unwrap(), Money::from_fen(1));
        for wrong in ["500", "500万", "万元", "5百万元", "0.001元", "1001亿元", "1.2.3元", ""] {
            assert!(Money::parse(wrong).is_err(), "{wrong:?} must be refused");
        }
    }

    #[test]
    fn a_part_is_rounded_half_up_to_the_fen() {
        let share = |text: &str| Share::parse(text).unwrap();
        // 0.5 of 1 fen is exactly half a fen, which goes up; 0.3333 of 3 fen is 0.9999
        assert_eq!(Money(1).part(share("0.5")), Money(1));
        assert_eq!(Money(3).part(share("0.3333")), Money(1));
        // 0.375 of 4 fen = 1.5 fen, of 3 fen = 1.125 fen
        assert_eq!(Money(4).part(share("0.375")), Money(2));
        assert_eq!(Money(3).part(share("0.375")), Money(1));
        assert_eq!(Money::LARGEST.part(share("100%")), Money::LARGEST);
        assert_eq!(Money::LARGEST.part(share("0")), Money::ZERO);
        // beyond 64 bits in the product: 10^13 × 0.333333333 = 3,333,333,330,000
        assert_eq!(Money::LARGEST.part(share("0.333333333")), Money(3_333_333_330_000));
    }

    #[test]
    fn amounts_are_written_as_they_are_read() {
        for text in ["500万元", "12.5万元", "0.3元", "100.01元", "0元"] {
            assert_eq!(Money::parse(text).unwrap().with_unit(), text);
        }
        assert_eq!(Money(123_450).to_string(), "1234.50");
        assert_eq!(Money(-5).to_string(), "-0.05");
    }

    #[test]
    fn rounding_up_goes_to_the_next_multiple() {
        assert_eq!(Money(1).rounded_up_to(Money::WAN), Money::WAN);
        assert_eq!(Money::WAN.rounded_up_to(Money::WAN), Money::WAN);
        assert_eq!(Money::ZERO.rounded_up_to(Money::WAN), Money::ZERO);
    }
}
