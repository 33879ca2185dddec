//! Words and numbers of the tables.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::findings::YearLabel;
use crate::things::{Basis, BeneficiaryKind, Language, Payer};

/// The basis in files.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Accrual => "accrual",
        Basis::Cash => "cash",
        Basis::Lapsed => "lapsed",
        Basis::Contingent => "contingent",
    }
}

/// The payer in files; empty for all.
pub(super) fn payer(payer: Option<Payer>) -> &'static str {
    match payer {
        None => "",
        Some(Payer::City) => "city",
        Some(Payer::County) => "county",
    }
}

/// The payer for a reader: all together, or one level of government.
pub(super) fn payer_name(payer: Option<Payer>, language: Language) -> &'static str {
    match payer {
        None => language.say("市县合并", "City and counties pooled"),
        Some(Payer::City) => language.say("市级", "City"),
        Some(Payer::County) => language.say("县级合并", "All counties pooled"),
    }
}

/// The beneficiary in files; empty for all.
pub(super) fn beneficiary(kind: Option<BeneficiaryKind>) -> &'static str {
    match kind {
        None => "",
        Some(BeneficiaryKind::Institute) => "institute",
        Some(BeneficiaryKind::SpinOff) => "spin_off",
    }
}

/// The year in files; empty for all.
pub(super) fn year(year: YearLabel) -> String {
    match year {
        YearLabel::Year(year) => year.to_string(),
        YearLabel::AfterHorizon => "after_horizon".to_owned(),
        YearLabel::Horizon => "horizon".to_owned(),
        YearLabel::All => String::new(),
    }
}

/// Whole fen as yuan: `1234.50`.
pub(super) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

/// A real number of fen as yuan, to the fen.
pub(super) fn real_yuan(fen: f64) -> String {
    format!("{:.2}", fen / 100.0)
}

/// Fen as 万元 with two decimals and thousands separators: `1,234.50`.
pub(super) fn wan(fen: f64) -> String {
    decimal(exact(fen) / Decimal::from(FEN_IN_WAN), 2).replace('−', "-")
}

/// A difference in 万元 with its sign: `+1,234.50`.
pub(super) fn signed_wan(fen: f64) -> String {
    let words = wan(fen);
    if fen > 0.0 && words != "0.00" { format!("+{words}") } else { words }
}

/// An interval in 万元 as `[991, 1,947]`: three digits and more, its ends rounded outward, so that it still holds what it held.
pub(super) fn interval_wan(low: f64, high: f64) -> String {
    let end = |fen: f64, outward| short(exact(fen) / Decimal::from(FEN_IN_WAN), outward);
    let (low, high) =
        (end(low, RoundingStrategy::ToNegativeInfinity), end(high, RoundingStrategy::ToPositiveInfinity));
    format!("[{low}, {high}]")
}

/// An interval of a difference in 万元, with signs: `[+991, +1,947]`.
pub(super) fn signed_interval_wan(low: f64, high: f64) -> String {
    let words = interval_wan(low, high);
    let (start, end) = words.trim_matches(['[', ']']).split_once(", ").expect("two ends");
    let signed =
        |end: &str, fen: f64| if fen > 0.0 && end != "0" { format!("+{end}") } else { end.to_owned() };
    format!("[{}, {}]", signed(start, low), signed(end, high))
}

/// Whole from 100 on, with one decimal from 10 on, with two below.
fn short(value: Decimal, rounding: RoundingStrategy) -> String {
    let decimals =
        if value.abs() >= Decimal::ONE_HUNDRED { 0 } else { 1 + u32::from(value.abs() < Decimal::TEN) };
    let rounded = value.round_dp_with_strategy(decimals, rounding);
    let decimals = if rounded.fract().is_zero() { 0 } else { decimals };
    decimal(rounded, decimals).replace('−', "-")
}

/// Fen as whole 万元 with thousands separators: `11,045`.
pub fn grouped_wan(fen: f64) -> String {
    decimal(exact(fen) / Decimal::from(FEN_IN_WAN), 0).replace('−', "-")
}

/// Fen in 1 万元.
const FEN_IN_WAN: u32 = 1_000_000;

/// A number with thousands separators and so many decimals, halves rounded away from zero (四舍五入): in decimal digits,
/// for in binary ones most halves are not quite halves.
pub fn decimal(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let plain = format!("{:.*}", decimals as usize, rounded.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if rounded < Decimal::ZERO { "−" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// A real number by its shortest decimal digits, which are those of findings.json; none there is too large for it.
pub fn exact(value: f64) -> Decimal {
    value.to_string().parse().unwrap_or_default()
}

/// A whole number with thousands separators.
pub fn grouped(whole: &str) -> String {
    let digits = whole.len();
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (digits - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A decimal probability in text as a percentage: `0.995` is `99.5%`.
pub fn percent(p: &str) -> String {
    match p.parse::<rust_decimal::Decimal>() {
        Ok(value) => format!("{}%", (value * rust_decimal::Decimal::ONE_HUNDRED).normalize()),
        Err(_) => p.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_a_bureau_writes_them() {
        assert_eq!(wan(123_456_000_000.0), "123,456.00");
        assert_eq!(wan(-1_500_000.0), "-1.50");
        assert_eq!(wan(-0.1), "0.00");
        assert_eq!(grouped("1000000"), "1,000,000");
        assert_eq!(grouped("999"), "999");
        assert_eq!(yuan(-5), "-0.05");
        assert_eq!(percent("0.995"), "99.5%");
        assert_eq!(percent("0.50"), "50%");
    }

    #[test]
    fn the_ends_of_an_interval_are_rounded_outward() {
        assert_eq!(interval_wan(1_107_500_000.0, 1_364_400_000.0), "[1,107, 1,365]");
        assert_eq!(interval_wan(0.0, 12_340_000.0), "[0, 12.4]");
        assert_eq!(signed_interval_wan(-900_250_000.0, -1_234_000.0), "[-901, -1.23]");
        assert_eq!(signed_interval_wan(8_500_000.0, 99_990_000.0), "[+8.50, +100]");
    }
}
