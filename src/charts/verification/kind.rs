//! Which charts show a verification.

use crate::findings::{Verification, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::curve;

/// A chart of a verification: the exact distribution over the simulated one, of the curve at this position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub usize);

/// Every chart of a verification, in their order.
pub(in crate::charts) fn kinds(found: &Verification) -> Vec<Kind> {
    (0..found.curves.len()).map(Kind).collect()
}

/// The name of a chart's file.
pub(in crate::charts) fn name(Kind(position): Kind, found: &Verification) -> String {
    let curve = &found.curves[position];
    let basis = match curve.basis {
        Basis::Accrual => "obligations",
        Basis::Cash => "cash",
        Basis::Lapsed => "lapsed",
        Basis::Contingent => "contingent",
    };
    match curve.year {
        YearLabel::Year(year) => format!("{basis}-{year}"),
        YearLabel::AfterHorizon => format!("{basis}-later"),
        YearLabel::Horizon => format!("{basis}-horizon"),
        YearLabel::All => basis.to_owned(),
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(Kind(position): Kind, found: &Verification) -> Text {
    curve::shows(&found.curves[position])
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(
    Kind(position): Kind,
    found: &Verification,
    language: Language,
) -> (String, Picture) {
    curve::picture(found, &found.curves[position], language)
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(Kind(position): Kind, found: &Verification) -> Numbers {
    curve::numbers(found, &found.curves[position])
}
