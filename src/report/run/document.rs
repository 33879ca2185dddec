//! A run's page, put together.

use maud::{Markup, html};

use crate::charts::Chart;
use crate::findings::Findings;
use crate::things::{Language, Text};

use super::super::document::{Part, document};
use super::super::page::foreign;
use super::super::pictures::{self, StaticPicture};
use super::super::provenance::{self, Facts, Provenance};
use super::super::words;
use super::lookup::Index;
use super::page::RunPage;
use super::{answer, certainty, premises, tables};

/// The report of a run as one HTML file: the answer, the pictures, the tables, what is assumed, how sure the numbers
/// are, and where they come from, in both languages. Every figure is one of the findings.
///
/// `static_pictures` are the charts as SVG, for readers without scripts and for paper.
pub fn report(findings: &Findings, provenance: &Provenance, static_pictures: &[StaticPicture]) -> String {
    let index = Index::new(findings);
    document("", |page| part(&RunPage { page, findings, index: &index }, provenance, static_pictures))
}

fn part(page: &RunPage<'_>, provenance: &Provenance, static_pictures: &[StaticPicture]) -> Part {
    let findings = page.findings;
    let charts = Chart::of_run(findings);
    let (pictures, scripted) = pictures::section(page, &charts, static_pictures, &findings.scenario.id);
    let facts = Facts {
        file: "findings.json",
        of: of(page),
        sample: findings.sample,
        format: Some(&findings.format),
    };
    Part {
        title: title(findings, page.language),
        masthead: masthead(page),
        sections: vec![
            answer::section(page),
            pictures,
            tables::section(page),
            premises::section(page),
            certainty::section(page),
            provenance::section(page, provenance, &facts),
        ],
        pictures: scripted,
        program: findings.program.clone(),
    }
}

/// Which scenario and policy.
fn of(page: &RunPage<'_>) -> Vec<(Text, Markup)> {
    let (scenario, policy) = (&page.findings.scenario, &page.findings.policy);
    let scenario = html! { (page.name(&scenario.title)) " " code { (scenario.id) } };
    let policy = html! { (foreign(&policy.document)) " " (page.name(&policy.title)) };
    vec![(Text::new("情景", "Scenario"), scenario), (Text::new("政策", "Policy"), policy)]
}

fn title(findings: &Findings, language: Language) -> String {
    let scenario = language.of(&findings.scenario.title);
    match language {
        Language::Chinese => format!("财政支出责任预测报告：{scenario}"),
        Language::English => format!("Fiscal liability forecast: {scenario}"),
    }
}

fn masthead(page: &RunPage<'_>) -> Markup {
    let findings = page.findings;
    let policy = &findings.policy;
    let day = |day: &str| words::date(page.language, day);
    let paths = words::count(findings.sample.map_or(0, |drawn| drawn.paths));
    html! {
        header {
            p.kind { (page.say("财政支出责任预测报告", "Fiscal liability forecast")) }
            h1 { (page.name(&findings.scenario.title)) }
            p.policy { (page.name(&policy.title)) " " bdi lang="zh-CN" { (page.say("（", "(")) (policy.document) (page.say("）", ")")) } }
            p.facts {
                @match page.language {
                    Language::Chinese => {
                        "有效期 " (day(&policy.first_day)) "至 " (day(&policy.last_day)) "　预算期 " (page.horizon()) " 年　模拟路径 " (paths) " 条"
                    }
                    Language::English => {
                        "In force " (day(&policy.first_day)) " to " (day(&policy.last_day)) " · horizon " (page.horizon()) " · " (paths) " simulated paths"
                    }
                }
            }
            p.description { (page.name(&findings.scenario.description)) }
        }
    }
}
