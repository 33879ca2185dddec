//! A picture for the chart library, by kind.

use serde_json::Value;

use crate::charts::{Kind, Numbers, palette};
use crate::findings::Findings;
use crate::things::Language;

use super::super::lookup::confidence;
use super::super::words::level;
use super::parts::Pen;
use super::rows::Rows;
use super::{distribution, fan, fund, panels, stack};

/// What the chart library is told, and how high the picture is on wide and on narrow screens, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Drawing {
    pub option: Value,
    pub height: u32,
    pub narrow: u32,
}

/// A picture of numbers; none where there is nothing to draw.
pub(in crate::report) fn drawing(
    kind: Kind,
    findings: &Findings,
    numbers: &Numbers,
    language: Language,
) -> Option<Drawing> {
    if numbers.rows.is_empty() {
        return None;
    }
    let rows = Rows::new(numbers, language);
    let pen = Pen { rows: &rows, palette: palette() };
    match kind {
        Kind::Distribution => distribution::drawing(&pen, &level(confidence(findings))),
        Kind::YearlyCash | Kind::YearlyCashAll | Kind::YearlyAccrual => Some(fan::drawing(&pen)),
        Kind::Clauses => stack::drawing(&pen, findings),
        Kind::Payers => Some(panels::payers(&pen)),
        Kind::Contributions => Some(panels::contributions(&pen)),
        Kind::Fund => Some(fund::drawing(&pen)),
        Kind::Commitments => Some(panels::commitments(&pen)),
    }
}
