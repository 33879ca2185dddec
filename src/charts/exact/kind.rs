//! Which charts show what was computed.

use crate::findings::ExactFindings;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::distribution::Of;
use super::{distribution, years};

/// A chart of computed distributions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The distribution of the horizon's cash of all payers.
    Cash,
    /// The distribution of all obligations.
    Obligations,
    /// Cash of all payers by year.
    Years,
}

/// Every chart, in their order; of distributions where there are any.
pub(in crate::charts) fn kinds(found: &ExactFindings) -> Vec<Kind> {
    let drawn = |kind: &Kind| match kind {
        Kind::Cash => distribution::is_drawn(found, Of::Cash),
        Kind::Obligations => distribution::is_drawn(found, Of::Obligations),
        Kind::Years => years::is_drawn(found),
    };
    [Kind::Cash, Kind::Obligations, Kind::Years].into_iter().filter(drawn).collect()
}

impl Kind {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Cash => "distribution",
            Kind::Obligations => "obligations",
            Kind::Years => "yearly-cash",
        }
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind) -> Text {
    match kind {
        Kind::Cash => distribution::shows(Of::Cash),
        Kind::Obligations => distribution::shows(Of::Obligations),
        Kind::Years => years::shows(),
    }
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(kind: Kind, found: &ExactFindings, language: Language) -> (String, Picture) {
    match kind {
        Kind::Cash => distribution::picture(found, Of::Cash, language),
        Kind::Obligations => distribution::picture(found, Of::Obligations, language),
        Kind::Years => years::picture(found, language),
    }
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, found: &ExactFindings) -> Numbers {
    match kind {
        Kind::Cash => distribution::numbers(found, Of::Cash),
        Kind::Obligations => distribution::numbers(found, Of::Obligations),
        Kind::Years => years::numbers(found),
    }
}
