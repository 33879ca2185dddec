//! The page, put together.

use maud::html;

use crate::findings::ReadingPrices;
use crate::things::Text;

use super::super::page::{Page, Section};
use super::super::study::Told;

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ReadingPrices) -> Told {
    Told {
        kind: Text::new("政策理解的价格", "The price of each reading"),
        title: found.title.clone(),
        facts: html! {},
        answer: Section { name: "answer", title: Text::new("结论", "The answer"), body: html! {} },
        sections: Vec::new(),
        file: "readings.json",
        of: vec![(Text::new("情景", "Scenario"), page.name(&found.title.clone()))],
        saved_as: found.scenario.clone(),
    }
}
