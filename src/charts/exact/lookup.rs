//! The frame that says that the numbers are exact.

use crate::findings::ExactFindings;
use crate::things::{Language, Text};

use super::super::canvas::{self, Room};
use super::super::picture::Picture;

/// Draws title, subtitle and a foot that names the scenario; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    found: &ExactFindings,
    language: Language,
    title: &str,
    shows: &Text,
) -> Room {
    let (scenario, id) = (language.of(&found.scenario.title), &found.scenario.id);
    let document = &found.policy.document;
    let foot = match language {
        Language::Chinese => {
            let drivers =
                if found.drivers_switched_off { "　年度共同因素的影响设为零" } else { "" };
            format!(
                "情景：{scenario}（{id}）　{document}　精确值，未经模拟，没有抽样误差{drivers}　情景推算，非官方预测"
            )
        }
        Language::English => {
            let drivers =
                if found.drivers_switched_off { ", shared drivers' effect switched off" } else { "" };
            format!(
                "Scenario: {scenario} ({id}), policy {document}. Exact, not simulated, no sampling error{drivers}. A scenario's figures, no official forecast."
            )
        }
    };
    canvas::frame(picture, title, language.of(shows), &foot)
}

/// The years of the horizon, `2022—2025`.
pub(super) fn horizon(found: &ExactFindings, language: Language) -> String {
    match (found.scenario.first_year, found.scenario.last_year) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}{}{last}", language.say("—", "–")),
    }
}
