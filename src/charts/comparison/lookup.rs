//! Finding an entry of a comparison, and the frame that names its scenarios.

use plotters::style::RGBColor;

use crate::findings::{
    ComparedScenario, ScenarioDifference, ScenarioDifferences, SeriesDifference, YearLabel,
};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{self, Room};
use super::super::picture::Picture;
use super::super::study;
use super::super::style::STACK;

/// Draws title, subtitle and a foot that names the scenarios; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    found: &ScenarioDifferences,
    language: Language,
    title: &str,
    shows: &Text,
) -> Room {
    let scenarios: Vec<(&str, &Text)> =
        scenarios(found).map(|scenario| (scenario.id.as_str(), &scenario.title)).collect();
    let foot = study::foot(&scenarios, found.paths, found.seed, language);
    canvas::frame(picture, title, language.of(shows), &foot)
}

/// Every scenario, the base first.
pub(super) fn scenarios(found: &ScenarioDifferences) -> impl Iterator<Item = &ComparedScenario> {
    std::iter::once(&found.base).chain(found.others.iter().map(|other| &other.scenario))
}

/// The colour of a scenario by its position, the base's being 0.
pub(super) fn colour(position: usize) -> RGBColor {
    STACK[position % STACK.len()]
}

/// All obligations, or the cash of all payers in some years.
pub(super) fn series(other: &ScenarioDifference, basis: Basis, year: YearLabel) -> Option<&SeriesDifference> {
    other.series.iter().find(|series| {
        series.basis == basis
            && series.year == year
            && series.clause.is_none()
            && series.county.is_none()
            && series.payer.is_none()
            && series.beneficiary.is_none()
    })
}

/// All obligations.
pub(super) fn obligations(other: &ScenarioDifference) -> Option<&SeriesDifference> {
    series(other, Basis::Accrual, YearLabel::All)
}

/// The finding: what a scenario costs more or less than the base.
pub(super) fn answer(found: &ScenarioDifferences, other: usize, language: Language) -> String {
    let other = &found.others[other];
    let (fen, interval) =
        obligations(other).map_or((0.0, None), |series| (series.difference_fen, series.interval_fen));
    let words = language.costs_more(fen, interval);
    match language {
        Language::Chinese => format!("{}：{words}", other.scenario.title.zh),
        Language::English => format!("{}: {words}", other.scenario.title.en),
    }
}

/// The finding of a picture of all scenarios.
pub(super) fn answer_of_all(found: &ScenarioDifferences, language: Language) -> String {
    if found.others.len() == 1 {
        return answer(found, 0, language);
    }
    let level = |position: usize| found.levels[position].mean_fen;
    let dearest = (0..found.levels.len()).max_by(|a, b| level(*a).total_cmp(&level(*b))).unwrap_or(0);
    let scenario = scenarios(found).nth(dearest).unwrap_or(&found.base);
    let amount = language.with_unit(level(dearest));
    let several = found.levels.len();
    match language {
        Language::Chinese => format!("{several} 个情景中，{}的应付义务期望最高：{amount}", scenario.title.zh),
        Language::English => {
            format!("Of {several} scenarios, {} owes most on average: {amount}", scenario.title.en)
        }
    }
}
