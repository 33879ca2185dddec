//! The frame that names the scenario, and how a variation is called.

use crate::findings::{OutputIndices, Sensitivity, VariationFinding};
use crate::things::{Language, Text, alternative_name};

use super::super::canvas::{self, Room};
use super::super::picture::Picture;
use super::super::study;

/// Draws title, subtitle and a foot that names the scenario; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    found: &Sensitivity,
    language: Language,
    title: &str,
    shows: &Text,
) -> Room {
    let scenarios = [(found.scenario.as_str(), &found.title)];
    let foot = study::foot(&scenarios, found.paths, found.seed, language);
    canvas::frame(picture, title, language.of(shows), &foot)
}

/// A variation with its value: `低 0.5`; an alternative by its name.
pub(super) fn label(variation: &VariationFinding) -> Text {
    match variation.name.as_str() {
        "low" => Text::new(format!("低 {}", variation.value), format!("low {}", variation.value)),
        "high" => Text::new(format!("高 {}", variation.value), format!("high {}", variation.value)),
        name => alternative_name(name),
    }
}

/// All obligations among the outputs that have indices.
pub(super) fn obligations(found: &Sensitivity) -> Option<&OutputIndices> {
    found.indices.as_ref()?.outputs.iter().find(|output| output.output == "obligations")
}
