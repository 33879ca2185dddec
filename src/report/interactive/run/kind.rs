//! Which picture shows what of a run.

use crate::charts::Kind;
use crate::findings::Findings;

use super::super::super::run::confidence;
use super::super::super::words::level;
use super::super::drawing::Drawing;
use super::super::panels;
use super::super::parts::Pen;
use super::{distribution, fan, fund, stack};

/// A picture of a run; none where there is nothing to draw.
pub(in crate::report::interactive) fn drawing(
    pen: &Pen<'_>,
    kind: Kind,
    findings: &Findings,
) -> Option<Drawing> {
    match kind {
        Kind::Distribution => distribution::drawing(pen, &level(confidence(findings))),
        Kind::YearlyCash | Kind::YearlyCashAll | Kind::YearlyAccrual => Some(fan::drawing(pen)),
        Kind::Clauses => stack::drawing(pen, findings),
        Kind::Payers => Some(panels::payers(pen)),
        Kind::Contributions => Some(panels::contributions(pen)),
        Kind::Fund => Some(fund::drawing(pen)),
        Kind::Commitments => Some(panels::commitments(pen)),
    }
}
