//! Which charts show readings priced.

use crate::findings::ReadingPrices;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::{combinations, effects, options};

/// A chart of readings priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What each option alone costs more or less than the scenario's own.
    Options,
    /// How the combinations are spread, with the cheapest, the scenario's own and the dearest.
    Combinations,
    /// What each switch explains of that spread.
    Effects,
}

/// Every chart of readings priced, in their order; those of combinations where combinations were priced.
pub(in crate::charts) fn kinds(found: &ReadingPrices) -> Vec<Kind> {
    match found.combinations.is_empty() {
        true => vec![Kind::Options],
        false => vec![Kind::Options, Kind::Combinations, Kind::Effects],
    }
}

impl Kind {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Options => "options",
            Kind::Combinations => "combinations",
            Kind::Effects => "effects",
        }
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, _found: &ReadingPrices) -> Text {
    match kind {
        Kind::Options => options::shows(),
        Kind::Combinations => combinations::shows(),
        Kind::Effects => effects::shows(),
    }
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(kind: Kind, found: &ReadingPrices, language: Language) -> (String, Picture) {
    match kind {
        Kind::Options => options::picture(found, language),
        Kind::Combinations => combinations::picture(found, language),
        Kind::Effects => effects::picture(found, language),
    }
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, found: &ReadingPrices) -> Numbers {
    match kind {
        Kind::Options => options::numbers(found),
        Kind::Combinations => combinations::numbers(found),
        Kind::Effects => effects::numbers(found),
    }
}
