//! Words of the workbook, in both languages.

use crate::findings::{Dimension, Findings, YearLabel};
use crate::things::{Basis, Payer, Text};

use super::cell::Cell;

/// When amounts are counted, in a line.
pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Cash => "收付实现制 Cash",
        Basis::Accrual => "权责发生制 Accrual",
        Basis::Lapsed => "逾期失效 Lapsed",
        Basis::Contingent => "风险核销 Contingent",
    }
}

/// The bases in the order of every sheet.
pub(super) const BASES: [Basis; 4] = [Basis::Cash, Basis::Accrual, Basis::Lapsed, Basis::Contingent];

/// Who pays, where no county is named.
pub(super) fn payer(payer: Option<Payer>) -> Text {
    match payer {
        None => Text::new("市县合并", "City and counties"),
        Some(Payer::City) => Text::new("市级", "City"),
        Some(Payer::County) => Text::new("县级合并", "All counties"),
    }
}

/// A year as a number, or the words for several.
pub(super) fn year(year: YearLabel) -> Cell {
    match year {
        YearLabel::Year(year) => Cell::Whole(f64::from(year)),
        YearLabel::Horizon => Cell::words("合计 Total"),
        YearLabel::AfterHorizon => Cell::words("以后 Later"),
        YearLabel::All => Cell::words("全部 All"),
    }
}

/// The years of the horizon: `2022—2025`.
pub(super) fn horizon(findings: &Findings) -> String {
    let (first, last) = (findings.scenario.first_year, findings.scenario.last_year);
    if first == last { first.to_string() } else { format!("{first}—{last}") }
}

/// How a total is divided.
pub(super) fn dimension(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Clause => "条款 Clause",
        Dimension::County => "县（市、区） County",
        Dimension::Payer => "支付方 Payer",
        Dimension::Institute => "产研院 Institute",
    }
}
