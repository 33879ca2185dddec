//! The page, put together.

use maud::html;

use crate::findings::Sensitivity;
use crate::things::Text;

use super::super::page::Page;
use super::super::study::Told;
use super::{answer, certainty, indices, parameters};

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &Sensitivity) -> Told {
    let mut sections = vec![parameters::section(page, found)];
    sections.extend(found.indices.as_ref().map(|indices| indices::section(page, indices)));
    sections.push(certainty::section(page, found));
    let scenario = html! { (page.name(&found.title)) " " code { (found.scenario) } };
    Told {
        kind: Text::new("参数敏感性", "Which assumptions matter"),
        title: found.title.clone(),
        facts: html! {},
        answer: answer::section(page, found),
        sections,
        file: "sensitivity.json",
        of: vec![(Text::new("情景", "Scenario"), scenario)],
        saved_as: format!("{}-sensitivity", found.scenario),
    }
}
