//! Where the page comes from: versions, hashes, and the command that repeats the run.

use maud::{Markup, html};

use crate::things::Text;

use super::page::{Page, Section, foreign};

/// A file and the SHA-256 of its bytes, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHash {
    /// The file's name.
    pub name: String,
    /// Its hash.
    pub sha256: String,
}

/// What a run was made from, as its manifest says. Not the files that were read: their names differ from place to place,
/// and a report repeats byte by byte from the effective scenario and policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Name and version of the program that simulated.
    pub program: String,
    /// What was simulated and found: the effective scenario, the effective policy and the findings.
    pub results: Vec<FileHash>,
    /// The command that repeats the run from within the results folder.
    pub repeat: String,
}

/// The section.
pub(super) fn section(page: &Page<'_>, provenance: &Provenance) -> Section {
    let findings = page.findings;
    let now = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let entry = |name: &str, value: Markup| html! { div { dt { (name) } dd { (value) } } };
    let body = html! {
        dl.facts {
            (entry(page.say("模拟程序", "Simulated by"), html! { (provenance.program) }))
            (entry(page.say("本页生成程序", "Page made by"), html! { (now) }))
            (entry(page.say("情景", "Scenario"), html! { (page.name(&findings.scenario.title)) " " code { (findings.scenario.id) } }))
            (entry(page.say("政策", "Policy"), html! { (foreign(&findings.policy.document)) " " (page.name(&findings.policy.title)) }))
            (entry(page.say("种子", "Seed"), html! { (findings.seed) }))
            (entry(page.say("路径数", "Paths"), html! { (super::words::count(findings.paths)) }))
            (entry(page.say("结果格式", "Format of the findings"), html! { code { (findings.format) } }))
            (entry(page.say("重算命令（在结果文件夹内执行）", "Command that repeats the run, within the results folder"), html! { code.command { (provenance.repeat) } }))
        }
        (hashes(page, &provenance.results))
        p.note {
            (page.say(
                "本页的全部数字取自 findings.json，没有另行计算；情景由哪些文件叠加而成，见 manifest.json。交互图使用 Apache ECharts（Apache 2.0 许可），已嵌入本页，打开时不访问网络。",
                "Every figure on this page is taken from findings.json; none is computed here. From which files the scenario was put together stands in manifest.json. The interactive pictures use Apache ECharts (Apache License 2.0), which is embedded: the page opens without a network.",
            ))
        }
    };
    Section { name: "provenance", title: Text::new("来源与重算", "Provenance"), body }
}

fn hashes(page: &Page<'_>, files: &[FileHash]) -> Markup {
    html! {
        div.box tabindex="0" role="region" aria-label=(page.say("表格", "table")) {
            table.words.hashes {
                caption { (page.say("本页所依据的文件（在结果文件夹中）", "The files of the results folder that this page rests on")) }
                thead { tr { th scope="col" { (page.say("文件", "File")) } th scope="col" { "SHA-256" } } }
                tbody {
                    @for file in files { tr { th scope="row" { (foreign(&file.name)) } td { code { (file.sha256) } } } }
                }
            }
        }
    }
}
