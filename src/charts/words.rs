//! Words and numbers of the charts.

use crate::tables::{decimal, exact};
use crate::things::Language;

impl Language {
    /// The unit of amounts in this language.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Language::Chinese => "万元",
            Language::English => "million yuan",
        }
    }

    /// An amount in the language's unit: whole 万元, or million yuan with two decimals.
    pub(super) fn amount(self, fen: f64) -> String {
        match self {
            Language::Chinese => grouped(fen / 1e6, 0),
            Language::English => grouped(fen / 1e8, 2),
        }
    }

    /// An expected amount, which is rarely whole.
    pub(super) fn mean(self, fen: f64) -> String {
        match self {
            Language::Chinese => grouped(fen / 1e6, if fen.abs() < 1e8 { 1 } else { 0 }),
            Language::English => grouped(fen / 1e8, 2),
        }
    }

    /// A standard error; a small one has two more decimals, so that it is not written as none.
    pub(super) fn error(self, fen: f64) -> String {
        match self {
            Language::Chinese if fen < 5e4 => grouped(fen / 1e6, 3),
            Language::English if fen < 5e5 => grouped(fen / 1e8, 4),
            _ => self.mean(fen),
        }
    }

    /// An amount with its unit.
    pub(super) fn with_unit(self, fen: f64) -> String {
        format!("{} {}", self.amount(fen), self.unit())
    }

    /// A tick of an axis whose steps may be smaller than its unit.
    pub(super) fn fine_tick(self, fen: f64, step: f64) -> String {
        let unit = match self {
            Language::Chinese => 1e6,
            Language::English => 1e8,
        };
        let (mut decimals, mut left) = (0, step / unit);
        while left < 0.999 && decimals < 6 {
            left *= 10.0;
            decimals += 1;
        }
        grouped(fen / unit, decimals)
    }

    /// A tick of an axis in the language's unit.
    pub(super) fn tick(self, fen: f64) -> String {
        match self {
            Language::Chinese => grouped(fen / 1e6, 0),
            Language::English => {
                let plain = grouped(fen / 1e8, 2);
                plain.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
        }
    }
}

/// A number with thousands separators, halves rounded away from zero (四舍五入).
pub(super) fn grouped(value: f64, decimals: u32) -> String {
    decimal(exact(value), decimals)
}

/// A decimal probability in text as a percentage: `0.95` is `95%`.
pub(super) fn percent(p: &str) -> String {
    match p.parse::<rust_decimal::Decimal>() {
        Ok(value) => format!("{}%", (value * rust_decimal::Decimal::ONE_HUNDRED).normalize()),
        Err(_) => p.to_owned(),
    }
}

/// A share or chance as a percentage; a rare one is not shown as none.
pub(super) fn chance(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { "<0.1%".to_owned() } else { format!("{:.1}%", 100.0 * share) }
}
