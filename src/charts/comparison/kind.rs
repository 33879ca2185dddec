//! Which charts show scenarios compared.

use crate::findings::ScenarioDifferences;
use crate::things::{Language, Text};

use super::super::numbers::Numbers;
use super::super::picture::Picture;
use super::{curves, spread, waterfall, years};

/// A chart of scenarios compared. A number is the position of the other scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The chance that all obligations exceed an amount, of every scenario.
    Curves,
    /// From the base's obligations to another's, clause by clause.
    Waterfall(usize),
    /// How the difference is spread over the paths.
    Spread(usize),
    /// Cash by year, every scenario beside the others.
    Years,
}

/// Every chart of a comparison, in their order.
pub(in crate::charts) fn kinds(found: &ScenarioDifferences) -> Vec<Kind> {
    let mut kinds = vec![Kind::Curves];
    for other in 0..found.others.len() {
        kinds.extend([Kind::Waterfall(other), Kind::Spread(other)]);
    }
    kinds.push(Kind::Years);
    kinds
}

/// The name of a chart's file: with the other's identifier where there are several.
pub(in crate::charts) fn name(kind: Kind, found: &ScenarioDifferences) -> String {
    let of = |name: &str, other: usize| match found.others.len() {
        1 => name.to_owned(),
        // + joins files on the command line
        _ => format!("{name}-{}", found.others[other].scenario.id.replace('+', "-")),
    };
    match kind {
        Kind::Curves => "curves".to_owned(),
        Kind::Waterfall(other) => of("waterfall", other),
        Kind::Spread(other) => of("difference", other),
        Kind::Years => "years".to_owned(),
    }
}

/// What a chart shows, in a line.
pub(in crate::charts) fn shows(kind: Kind, found: &ScenarioDifferences) -> Text {
    match kind {
        Kind::Curves => curves::shows(),
        Kind::Waterfall(other) => waterfall::shows(found, other),
        Kind::Spread(other) => spread::shows(found, other),
        Kind::Years => years::shows(),
    }
}

/// The title and the marks of a chart.
pub(in crate::charts) fn picture(
    kind: Kind,
    found: &ScenarioDifferences,
    language: Language,
) -> (String, Picture) {
    match kind {
        Kind::Curves => curves::picture(found, language),
        Kind::Waterfall(other) => waterfall::picture(found, other, language),
        Kind::Spread(other) => spread::picture(found, other, language),
        Kind::Years => years::picture(found, language),
    }
}

/// The numbers behind a chart.
pub(in crate::charts) fn numbers(kind: Kind, found: &ScenarioDifferences) -> Numbers {
    match kind {
        Kind::Curves => curves::numbers(found),
        Kind::Waterfall(other) => waterfall::numbers(found, other),
        Kind::Spread(other) => spread::numbers(found, other),
        Kind::Years => years::numbers(found),
    }
}
