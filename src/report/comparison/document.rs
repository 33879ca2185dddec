//! The page, put together.

use maud::{Markup, html};

use crate::findings::{ComparedScenario, ScenarioDifferences};
use crate::things::{Language, Text};

use super::super::page::{Page, foreign};
use super::super::study::Told;
use super::{answer, certainty, parameters, tables};

/// The file of the findings.
pub(super) const FILE: &str = "differences.json";

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ScenarioDifferences) -> Told {
    let scenarios = || std::iter::once(&found.base).chain(found.others.iter().map(|other| &other.scenario));
    let ids: Vec<&str> = scenarios().map(|scenario| scenario.id.as_str()).collect();
    Told {
        kind: Text::new("情景比较", "Scenarios compared"),
        title: title(found),
        facts: facts(page, found),
        answer: answer::section(page, found),
        sections: vec![
            tables::section(page, found),
            parameters::section(page, found),
            certainty::section(page, found),
        ],
        file: FILE,
        of: scenarios().enumerate().map(|(position, scenario)| of(page, position, scenario)).collect(),
        saved_as: format!("compare-{}", ids.join("-")),
    }
}

fn title(found: &ScenarioDifferences) -> Text {
    let base = &found.base.title;
    match found.others.as_slice() {
        [other] => {
            let other = &other.scenario.title;
            Text::new(format!("{}，与{}相比", other.zh, base.zh), format!("{} against {}", other.en, base.en))
        }
        others => Text::new(
            format!("{} 个情景，与{}相比", others.len(), base.zh),
            format!("{} scenarios against {}", others.len(), base.en),
        ),
    }
}

/// What each scenario is for.
fn facts(page: &Page, found: &ScenarioDifferences) -> Markup {
    let language = page.language;
    html! {
        @for scenario in std::iter::once(&found.base).chain(found.others.iter().map(|other| &other.scenario)) {
            p.description {
                strong { (page.name(&scenario.title)) }
                @match language { Language::Chinese => "：", Language::English => ": " }
                (page.name(&scenario.description))
            }
        }
    }
}

/// A scenario among the provenance's facts.
fn of(page: &Page, position: usize, scenario: &ComparedScenario) -> (Text, Markup) {
    let name = match position {
        0 => Text::new("基准情景", "Base"),
        _ => Text::new("比较情景", "Compared"),
    };
    let words = html! {
        (page.name(&scenario.title)) " " code { (scenario.id) } " " (foreign(&scenario.document)) " " (page.name(&scenario.policy))
    };
    (name, words)
}
