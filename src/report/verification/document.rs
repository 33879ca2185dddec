//! The page, put together.

use maud::html;

use crate::findings::Verification;
use crate::things::Text;

use super::super::page::Page;
use super::super::study::Told;
use super::{answer, method, scores};

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &Verification) -> Told {
    let scenario = html! { (page.name(&found.scenario.title)) " " code { (found.scenario.id) } };
    Told {
        kind: Text::new("计算核验", "How do we know?"),
        title: found.scenario.title.clone(),
        facts: html! {},
        answer: answer::section(page, found),
        sections: vec![scores::section(page, found), method::section(page, found)],
        file: "verification.json",
        of: vec![(Text::new("情景", "Scenario"), scenario)],
        saved_as: format!("{}-verify", found.scenario.id),
    }
}
