//! The whole page: one file with everything in it, that loads nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::charts::palette;
use crate::findings::Findings;
use crate::things::Language;

use super::lookup::Index;
use super::page::{Page, Section};
use super::pictures::StaticPicture;
use super::provenance::Provenance;
use super::{answer, certainty, pictures, premises, provenance, tables, words};

/// The chart library, reduced and built as `assets/echarts/` says.
const ECHARTS: &str = include_str!("../../assets/echarts/echarts.js");
/// The page's own script.
const SCRIPT: &str = include_str!("../../assets/report/page.js");
/// The page's style sheet.
const STYLE: &str = include_str!("../../assets/report/page.css");

/// The report of a run as one HTML file: the answer, the pictures, the tables, what is assumed, how sure the numbers
/// are, and where they come from, in both languages. Every figure is one of the findings.
///
/// `static_pictures` are the charts as SVG, for readers without scripts and for paper.
pub fn report(findings: &Findings, provenance: &Provenance, static_pictures: &[StaticPicture]) -> String {
    let index = Index::new(findings);
    let mut scripted = Map::new();
    let mut parts = Vec::new();
    for (language, word) in Language::ALL {
        let page = Page { findings, index: &index, language, word };
        let (pictures, data) = pictures::section(&page, static_pictures);
        scripted.insert(word.to_owned(), data);
        parts.push(part(&page, pictures, provenance));
    }
    let title = title(findings, Language::Chinese);
    let page = html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(security_policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ (env!("CARGO_PKG_NAME")) " " (env!("CARGO_PKG_VERSION")) };
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(colours())) (PreEscaped(STYLE)) }
            }
            body {
                @for part in parts { (part) }
                script type="application/json" id="pictures" { (PreEscaped(embedded(&Value::Object(scripted)))) }
                script { (PreEscaped(ECHARTS)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

/// What the page may do: run its own two scripts, and nothing over a network.
fn security_policy() -> String {
    let hashes =
        [ECHARTS, SCRIPT].map(|script| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
    format!(
        "default-src 'none'; script-src {}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hashes.join(" ")
    )
}

/// The charts' colours as variables of the style sheet.
fn colours() -> String {
    let palette = palette();
    format!(
        ":root{{--ink:{};--quiet:{};--rule:{};--paper:{};--main:{};--accent:{}}}\n",
        palette.ink, palette.quiet, palette.rule, palette.paper, palette.main, palette.accent
    )
}

/// JSON that may stand inside a script element: nothing in it ends the element or a line of the script.
fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The page's name in the browser's tab and among bookmarks.
fn title(findings: &Findings, language: Language) -> String {
    let scenario = language.of(&findings.scenario.title);
    match language {
        Language::Chinese => format!("财政支出责任预测报告：{scenario}"),
        Language::English => format!("Fiscal liability forecast: {scenario}"),
    }
}

/// The page in one language.
fn part(page: &Page<'_>, pictures: Section, source: &Provenance) -> Markup {
    let sections = [
        answer::section(page),
        pictures,
        tables::section(page),
        premises::section(page),
        certainty::section(page),
        provenance::section(page, source),
    ];
    let lang = match page.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    html! {
        div.part id=(page.word) lang=(lang) data-title=(title(page.findings, page.language)) {
            (contents(page, &sections))
            main {
                (masthead(page))
                @for section in &sections {
                    section id=(page.id(section.name)) aria-labelledby=(page.id(&format!("{}-title", section.name))) {
                        h2 id=(page.id(&format!("{}-title", section.name))) { (page.name(&section.title)) }
                        (section.body)
                    }
                }
                (foot(page))
            }
        }
    }
}

/// The table of contents, with the switch of languages.
fn contents(page: &Page<'_>, sections: &[Section]) -> Markup {
    html! {
        nav.contents aria-label=(page.say("目录", "Contents")) {
            p.languages {
                @match page.language {
                    Language::Chinese => { span aria-current="true" { "中文" } a href="#en" lang="en" hreflang="en" { "English" } }
                    Language::English => { a href="#zh" lang="zh-CN" hreflang="zh-CN" { "中文" } span aria-current="true" { "English" } }
                }
            }
            ol {
                @for section in sections {
                    li { a href={ "#" (page.id(section.name)) } { (page.language.of(&section.title)) } }
                }
            }
        }
    }
}

fn masthead(page: &Page<'_>) -> Markup {
    let findings = page.findings;
    let policy = &findings.policy;
    let day = |day: &str| words::date(page.language, day);
    let paths = words::count(findings.paths);
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

fn foot(page: &Page<'_>) -> Markup {
    html! {
        footer {
            p { (page.say("情景推算，非官方预测。", "A scenario's figures, no official forecast.")) " " (page.findings.program) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_words_cannot_leave_their_element() {
        let hostile = serde_json::json!({ "a": "</script><!--\u{2028}\u{2029}&" });
        let text = embedded(&hostile);
        assert!(!text.contains('<') && !text.contains('\u{2028}') && !text.contains('\u{2029}'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), hostile);
    }
}
