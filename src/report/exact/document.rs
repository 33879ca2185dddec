//! The page, put together.

use maud::html;

use crate::findings::ExactFindings;
use crate::things::Text;

use super::super::page::{Page, foreign};
use super::super::study::Told;
use super::{answer, method};

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ExactFindings) -> Told {
    let scenario = html! { (page.name(&found.scenario.title)) " " code { (found.scenario.id) } };
    let policy = html! { (foreign(&found.policy.document)) " " (page.name(&found.policy.title)) };
    Told {
        kind: Text::new("精确预测", "Exact forecast"),
        title: found.scenario.title.clone(),
        facts: html! {
            p.policy { (page.name(&found.policy.title)) " " bdi lang="zh-CN" { (page.say("（", "(")) (found.policy.document) (page.say("）", ")")) } }
        },
        answer: answer::section(page, found),
        sections: vec![method::section(page, found)],
        file: "exact.json",
        of: vec![(Text::new("情景", "Scenario"), scenario), (Text::new("政策", "Policy"), policy)],
        saved_as: format!("{}-exact", found.scenario.id),
    }
}
