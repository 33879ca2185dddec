//! Words and numbers of the tables.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::findings::YearLabel;
use crate::things::{Basis, BeneficiaryKind, Payer};

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
}
