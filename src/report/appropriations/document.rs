//! The page, put together.

use maud::html;

use crate::findings::Appropriations;
use crate::things::Text;

use super::super::page::{Page, foreign};
use super::super::study::Told;
use super::{answer, certainty, tables};

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &Appropriations) -> Told {
    let scenario = html! { (page.name(&found.title)) " " code { (found.scenario) } };
    Told {
        kind: Text::new("预算安排求解", "What to appropriate"),
        title: found.title.clone(),
        facts: html! {},
        answer: answer::section(page, found),
        sections: vec![tables::section(page, found), certainty::section(page, found)],
        file: "appropriate.json",
        of: vec![
            (Text::new("情景", "Scenario"), scenario),
            (Text::new("政策", "Policy"), foreign(&found.document)),
        ],
        saved_as: format!("{}-appropriate", found.scenario),
    }
}

/// The years of the horizon in words.
pub(super) fn horizon(page: &Page, found: &Appropriations) -> String {
    let (first, last) = (found.first_year.to_string(), found.last_year.to_string());
    if first == last { first } else { super::super::words::span(page.language, &first, &last) }
}
