//! The page, put together from the sections of a run's page, with its own on how sure the numbers are.

use maud::html;

use crate::findings::ExactFindings;
use crate::things::{Language, Text};

use super::super::page::{Page, foreign};
use super::super::run::{Index, RunPage, answer, premises, tables};
use super::super::study::Told;
use super::super::words;
use super::certainty;

/// What the page tells.
pub(in crate::report) fn told(page: &Page, found: &ExactFindings) -> Told {
    let findings = &found.answers;
    let index = Index::new(findings);
    let run = RunPage { page: *page, findings, index: &index };
    let scenario = html! { (page.name(&findings.scenario.title)) " " code { (findings.scenario.id) } };
    let policy = &findings.policy;
    let named = html! { (foreign(&policy.document)) " " (page.name(&policy.title)) };
    let day = |day: &str| words::date(page.language, day);
    Told {
        kind: Text::new("财政支出责任精确预测", "Exact fiscal liability forecast"),
        title: findings.scenario.title.clone(),
        facts: html! {
            p.policy { (page.name(&policy.title)) " " bdi lang="zh-CN" { (page.say("（", "(")) (policy.document) (page.say("）", ")")) } }
            p.facts {
                @match page.language {
                    Language::Chinese => {
                        "有效期 " (day(&policy.first_day)) "至 " (day(&policy.last_day)) "　预算期 " (run.horizon()) " 年"
                    }
                    Language::English => {
                        "In force " (day(&policy.first_day)) " to " (day(&policy.last_day)) " · horizon " (run.horizon())
                    }
                }
            }
            p.description { (page.name(&findings.scenario.description)) }
        },
        answer: answer::section(&run),
        sections: vec![tables::section(&run), premises::section(&run), certainty::section(page, found)],
        file: "exact.json",
        of: vec![(Text::new("情景", "Scenario"), scenario), (Text::new("政策", "Policy"), named)],
        saved_as: format!("{}-exact", findings.scenario.id),
    }
}
