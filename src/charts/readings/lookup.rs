//! Finding an entry of readings priced, and the frame that names the scenario.

use crate::findings::{OptionPrice, PricedDifference, ReadingPrices, SwitchFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::canvas::{self, Room};
use super::super::picture::Picture;
use super::super::study;

/// Draws title, subtitle and a foot that names the scenario; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    found: &ReadingPrices,
    language: Language,
    title: &str,
    shows: &Text,
) -> Room {
    let scenarios = [(found.scenario.as_str(), &found.title)];
    let foot = study::foot(&scenarios, found.paths, found.seed, language);
    canvas::frame(picture, title, language.of(shows), &foot)
}

/// What an option changes of all obligations, or of one payer's.
pub(super) fn obligations(option: &OptionPrice, payer: Option<Payer>) -> Option<&PricedDifference> {
    option.series.iter().find(|priced| {
        let series = &priced.series;
        series.basis == Basis::Accrual
            && series.year == YearLabel::All
            && series.payer == payer
            && series.county.is_none()
    })
}

/// A switch by its name in files.
pub(super) fn switch<'f>(found: &'f ReadingPrices, name: &str) -> Option<&'f SwitchFinding> {
    found.switches.iter().find(|switch| switch.switch == name)
}

/// What a switch decides.
pub(super) fn title_of(found: &ReadingPrices, name: &str) -> Text {
    switch(found, name).map_or_else(|| Text::same(name), |switch| switch.title.clone())
}

/// What an option means.
pub(super) fn option_title(found: &ReadingPrices, of: &str, option: &str) -> Text {
    let options = switch(found, of).map_or(&[][..], |switch| &switch.options);
    let known = options.iter().find(|(name, _)| name == option);
    known.map_or_else(|| Text::same(option), |(_, title)| title.clone())
}
