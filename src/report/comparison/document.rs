//! The page, put together.

use maud::html;

use crate::findings::ScenarioDifferences;
use crate::things::Text;

use super::super::page::{Page, Section};
use super::super::study::Told;

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ScenarioDifferences) -> Told {
    Told {
        kind: Text::new("情景比较", "Scenarios compared"),
        title: found.base.title.clone(),
        facts: html! {},
        answer: Section { name: "answer", title: Text::new("结论", "The answer"), body: html! {} },
        sections: Vec::new(),
        file: "differences.json",
        of: vec![(Text::new("情景", "Scenario"), page.name(&found.base.title.clone()))],
        saved_as: found.base.id.clone(),
    }
}
