//! Where the page comes from: versions, hashes, and the command that repeats the run.

use maud::{Markup, html};

use crate::findings::Drawn;
use crate::things::{Language, Text};

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

/// What a page's numbers are of.
pub(super) struct Facts<'f> {
    /// The file that holds every number of the page.
    pub file: &'f str,
    /// The scenarios and policies, each with what it is.
    pub of: Vec<(Text, Markup)>,
    /// What was drawn, where there is chance.
    pub sample: Option<Drawn>,
    /// The file's format, where it states one.
    pub format: Option<&'f str>,
}

/// The section.
pub(super) fn section(page: &Page, provenance: &Provenance, facts: &Facts<'_>) -> Section {
    let now = format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let entry = |name: &str, value: Markup| html! { div { dt { (name) } dd { (value) } } };
    let made_by = match facts.sample {
        Some(_) => page.say("模拟程序", "Simulated by"),
        None => page.say("计算程序", "Computed by"),
    };
    let body = html! {
        dl.facts {
            (entry(made_by, html! { (provenance.program) }))
            (entry(page.say("本页生成程序", "Page made by"), html! { (now) }))
            @for (name, value) in &facts.of { (entry(page.language.of(name), value.clone())) }
            @if let Some(drawn) = facts.sample {
                (entry(page.say("种子", "Seed"), html! { (drawn.seed) }))
                (entry(page.say("路径数", "Paths"), html! { (super::words::count(drawn.paths)) }))
            }
            @if let Some(format) = facts.format { (entry(page.say("结果格式", "Format of the findings"), html! { code { (format) } })) }
            (entry(page.say("重算命令（在结果文件夹内执行）", "Command that repeats the run, within the results folder"), html! { code.command { (provenance.repeat) } }))
        }
        (hashes(page, &provenance.results))
        p.note {
            @match page.language {
                Language::Chinese => {
                    "本页的全部数字取自 " (facts.file) "，没有另行计算；情景由哪些文件叠加而成，见 manifest.json。交互图使用 Apache ECharts（Apache 2.0 许可），已嵌入本页，打开时不访问网络。"
                }
                Language::English => {
                    "Every figure on this page is taken from " (facts.file) "; none is computed here. From which files the scenario was put together stands in manifest.json. The interactive pictures use Apache ECharts (Apache License 2.0), which is embedded: the page opens without a network."
                }
            }
        }
    };
    Section { name: "provenance", title: Text::new("来源与重算", "Provenance"), body }
}

fn hashes(page: &Page, files: &[FileHash]) -> Markup {
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
