//! The page, put together.

use maud::html;

use crate::findings::ReadingPrices;
use crate::things::Text;

use super::super::page::{Page, foreign};
use super::super::study::Told;
use super::{answer, certainty, combinations, prices};

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ReadingPrices) -> Told {
    let mut sections = vec![prices::section(page, found)];
    if !found.combinations.is_empty() {
        sections.push(combinations::section(page, found));
    }
    sections.push(certainty::section(page, found));
    let scenario = html! { (page.name(&found.title)) " " code { (found.scenario) } };
    let policy = html! { (foreign(&found.document)) " " (page.name(&found.policy)) };
    Told {
        kind: Text::new("政策理解的价格", "The price of each reading"),
        title: found.title.clone(),
        facts: html! { p.policy { (page.name(&found.policy)) " " bdi lang="zh-CN" { (page.say("（", "(")) (found.document) (page.say("）", ")")) } } },
        answer: answer::section(page, found),
        sections,
        file: "readings.json",
        of: vec![(Text::new("情景", "Scenario"), scenario), (Text::new("政策", "Policy"), policy)],
        saved_as: format!("{}-readings", found.scenario),
    }
}
