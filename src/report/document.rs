//! The frame of every page: one file with everything in it, that loads nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::charts::palette;
use crate::things::Language;

use super::page::{Page, Section};

/// The chart library, reduced and built as `assets/echarts/` says.
const ECHARTS: &str = include_str!("../../assets/echarts/echarts.js");
/// The page's own script.
const SCRIPT: &str = include_str!("../../assets/report/page.js");
/// The page's style sheet.
const STYLE: &str = include_str!("../../assets/report/page.css");
/// What it has of narrow screens and paper besides.
const FLOW: &str = include_str!("flow.css");

/// A page in one language.
pub(super) struct Part {
    /// The page's name in the browser's tab and among bookmarks.
    pub title: String,
    /// What stands above the sections.
    pub masthead: Markup,
    pub sections: Vec<Section>,
    /// What the scripts need for the pictures, by their names.
    pub pictures: Value,
    /// Name and version of the program that simulated.
    pub program: String,
}

/// A page as one HTML file in both languages, each as `part` writes it, with what its style sheet has besides.
pub(super) fn document(further_style: &str, part: impl Fn(Page) -> Part) -> String {
    let pages = Language::ALL.map(|(language, word)| Page { language, word });
    let parts = pages.map(|page| (page, part(page)));
    let scripted = parts.iter().map(|(page, part)| (page.word.to_owned(), part.pictures.clone()));
    let scripted: Map<String, Value> = scripted.collect();
    let title = &parts[0].1.title;
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
                style { (PreEscaped(colours())) (PreEscaped(STYLE)) (PreEscaped(FLOW)) (PreEscaped(further_style)) }
            }
            body {
                @for (page, part) in &parts { (written(*page, part)) }
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

fn written(page: Page, part: &Part) -> Markup {
    let lang = match page.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    html! {
        div.part id=(page.word) lang=(lang) data-title=(part.title) {
            (contents(page, &part.sections))
            main {
                (part.masthead)
                @for section in &part.sections {
                    section id=(page.id(section.name)) aria-labelledby=(page.id(&format!("{}-title", section.name))) {
                        h2 id=(page.id(&format!("{}-title", section.name))) { (page.name(&section.title)) }
                        (section.body)
                    }
                }
                (foot(page, &part.program))
            }
        }
    }
}

/// The table of contents, with the switch of languages.
fn contents(page: Page, sections: &[Section]) -> Markup {
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

fn foot(page: Page, program: &str) -> Markup {
    html! {
        footer {
            p { (page.say("情景推算，非官方预测。", "A scenario's figures, no official forecast.")) " " (program) }
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
