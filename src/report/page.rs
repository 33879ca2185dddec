//! What every section of a page needs: the language, and how a cell is written.

use maud::{Markup, html};

use crate::findings::YearLabel;
use crate::things::{Language, Text};

use super::words;

/// The most rows of a table that stays on one page of paper.
const WHOLE: usize = 16;

/// A page in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub language: Language,
    /// The language's name in files: `zh` or `en`.
    pub word: &'static str,
}

/// A section of the page.
pub(super) struct Section {
    pub name: &'static str,
    pub title: Text,
    pub body: Markup,
}

impl Page {
    pub fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.language.say(zh, en)
    }

    /// Words that somebody wrote: set apart, so that their direction cannot turn what stands beside them.
    pub fn name(&self, text: &Text) -> Markup {
        foreign(self.language.of(text))
    }

    /// An identifier of this language's part of the page.
    pub fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.word)
    }

    /// `单位：万元`.
    pub fn unit_note(&self) -> String {
        match self.language {
            Language::Chinese => "单位：万元".to_owned(),
            Language::English => "million yuan (1 million yuan = 100 万元)".to_owned(),
        }
    }

    pub fn year(&self, year: YearLabel) -> String {
        words::year(self.language, year)
    }

    /// A table in a box of its own, which scrolls where it is too wide. One of few rows is not parted by a page's end.
    pub fn table(&self, rows: usize, caption: &Markup, head: &Markup, bodies: &Markup) -> Markup {
        html! {
            div.box tabindex="0" role="region" aria-label=(self.say("表格", "table")) {
                table.whole[rows <= WHOLE] {
                    caption { (caption) span.unit { (self.unit_note()) } }
                    thead { (head) }
                    (bodies)
                }
            }
        }
    }

    /// A cell with a whole amount.
    pub fn amount(&self, fen: f64, from: &str) -> Markup {
        number(&words::amount(self.language, fen), from)
    }

    /// A cell with a statistic.
    pub fn fine(&self, fen: f64, from: &str) -> Markup {
        number(&words::fine(self.language, fen), from)
    }

    /// A cell with a standard error, which is absent where it is not defined.
    pub fn error(&self, fen: Option<f64>, from: &str) -> Markup {
        match fen {
            Some(fen) => number(&words::error(self.language, fen), from),
            None => nothing(),
        }
    }

    /// A cell with a chance and its standard error.
    pub fn chance(&self, chance: f64, error: f64, from: [&str; 2]) -> Markup {
        html! {
            td data-from=(from[0]) {
                (words::percent(chance))
                small { "± " span data-from=(from[1]) { (words::percent(error)) } }
            }
        }
    }

    /// A cell with a statistic and its standard error.
    pub fn with_error(&self, fen: f64, error: Option<f64>, from: [&str; 2]) -> Markup {
        html! {
            td data-from=(from[0]) {
                (words::fine(self.language, fen))
                @if let Some(error) = error {
                    small { "± " span data-from=(from[1]) { (words::error(self.language, error)) } }
                }
            }
        }
    }

    /// The ends of an interval; one that so few paths cannot give is said to be open.
    pub fn interval(&self, ends: [Option<i64>; 2]) -> String {
        let end = |end: Option<i64>| {
            end.map_or_else(
                || self.say("未定", "open").to_owned(),
                |fen| words::fine(self.language, fen as f64),
            )
        };
        words::span(self.language, &end(ends[0]), &end(ends[1]))
    }
}

/// Words that somebody wrote, set apart in their own direction.
pub(super) fn foreign(words: &str) -> Markup {
    html! { bdi { (words) } }
}

/// A cell with a written number. `from` is where it stands in findings.json: a JSON pointer, or the rest of one whose
/// beginning the row gives as `data-at`.
pub(super) fn number(written: &str, from: &str) -> Markup {
    html! { td data-from=(from) { (written) } }
}

/// A cell with nothing in it.
pub(super) fn nothing() -> Markup {
    html! { td { "—" } }
}
