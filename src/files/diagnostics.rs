//! Problems of files: where, what is wrong, what would be right.

use std::cell::RefCell;
use std::collections::BTreeSet;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde::Serialize;

use super::source::{Place, Sources, floor_boundary};
use super::tree::quoted;
use crate::language::{Language, Text, both};

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but perhaps it does not say what is meant.
    Warning,
}

/// A problem of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file's name as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, beginning with the key.
    pub message: Text,
    /// What would be right.
    pub advice: Text,
    #[serde(skip)]
    place: Place,
}

/// Every problem found, in the order of files and lines.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    sources: Sources,
    problems: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn new(sources: Sources, problems: Problems) -> Self {
        let mut problems: Vec<Diagnostic> = problems
            .proper(&sources)
            .into_iter()
            .map(|problem| {
                let (line, column) = sources.line_and_column(problem.place);
                Diagnostic {
                    severity: problem.severity,
                    file: sources.file(problem.place.file).name.clone(),
                    line,
                    column,
                    message: problem.message,
                    advice: problem.advice,
                    place: problem.place,
                }
            })
            .collect();
        problems.sort_by(|one, other| (one.place, &one.message.en).cmp(&(other.place, &other.message.en)));
        problems.dedup();
        Diagnostics { sources, problems }
    }

    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter()
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// One block for each problem, with its line and a caret under the place, with colours for a terminal or
    /// without, separated by empty lines and ending with a line break; empty without problems.
    pub fn render(&self, language: Language, colour: bool) -> String {
        let blocks: Vec<String> =
            self.problems.iter().map(|problem| self.block(problem, language, colour)).collect();
        if blocks.is_empty() { String::new() } else { format!("{}\n", blocks.join("\n\n")) }
    }

    fn block(&self, problem: &Diagnostic, language: Language, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let level = match problem.severity {
            Severity::Error => Level::ERROR.with_name(language.say("错误", "error")),
            Severity::Warning => Level::WARNING.with_name(language.say("警告", "warning")),
        };
        let help = Level::HELP.with_name(language.say("建议", "help"));
        let name = normalize_untrusted_str(&problem.file);
        let title = level.primary_title(language.of(&problem.message).to_owned());
        let help = help.message(normalize_untrusted_str(language.of(&problem.advice)));
        let text = &self.sources.file(problem.place.file).text;
        let group = if text.is_empty() {
            // a file that is not there, or has nothing in it, has no line to show
            title.element(Origin::path(name)).element(help)
        } else {
            let line_start =
                text[..floor_boundary(text, problem.place.start)].rfind('\n').map_or(0, |index| index + 1);
            let line_end = text[line_start..].find('\n').map_or(text.len(), |index| line_start + index);
            let line = text[line_start..line_end].trim_end_matches('\r').trim_start_matches('\u{feff}');
            let cut = line_end - line_start - line.len() - usize::from(text[..line_end].ends_with('\r'));
            // one line is shown: a place that goes on is marked to the end of its first line
            let start = floor_boundary(line, problem.place.start.saturating_sub(line_start + cut));
            let end = floor_boundary(line, problem.place.end.saturating_sub(line_start + cut)).max(start);
            let snippet = Snippet::source(line.to_owned())
                .line_start(problem.line)
                .path(name)
                .annotation(AnnotationKind::Primary.span(start..end));
            title.element(snippet).element(help)
        };
        renderer.render(&[group])
    }
}

/// Where a problem comes from: a syntax error makes others that are not the writer's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Syntax,
    Missing,
    Content,
}

struct Problem {
    severity: Severity,
    cause: Cause,
    place: Place,
    message: Text,
    advice: Text,
}

/// Collects problems while files are read; reading never stops at the first one.
#[derive(Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Problem>>,
    beyond: RefCell<Option<Problem>>,
}

/// So many problems are shown; nobody mends more at once.
const MOST_PROBLEMS: usize = 200;
/// So many characters of a message are shown at its beginning and at its end.
const MOST_SHOWN: usize = 200;

impl Problems {
    pub fn error(&self, place: Place, message: impl Into<Text>, advice: impl Into<Text>) {
        self.add(Severity::Error, Cause::Content, place, message.into(), advice.into());
    }

    /// An error of the TOML syntax.
    pub fn syntax(&self, place: Place, message: impl Into<Text>, advice: impl Into<Text>) {
        self.add(Severity::Error, Cause::Syntax, place, message.into(), advice.into());
    }

    /// Something that a file must state and does not.
    pub fn missing(&self, place: Place, message: impl Into<Text>, advice: impl Into<Text>) {
        self.add(Severity::Error, Cause::Missing, place, message.into(), advice.into());
    }

    pub fn warning(&self, place: Place, message: impl Into<Text>, advice: impl Into<Text>) {
        self.add(Severity::Warning, Cause::Content, place, message.into(), advice.into());
    }

    fn add(&self, severity: Severity, cause: Cause, place: Place, message: Text, advice: Text) {
        let short = |text: Text| Text { zh: shortened(text.zh), en: shortened(text.en) };
        let (message, advice) = (short(message), short(advice));
        let problem = Problem { severity, cause, place, message, advice };
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_PROBLEMS {
            found.push(problem);
            return;
        }
        let mut beyond = self.beyond.borrow_mut();
        if beyond.as_ref().is_none_or(|beyond| beyond.severity > severity) {
            *beyond = Some(Problem {
                cause: Cause::Syntax,
                message: both!("此处及以后的问题不再列出", "this and further problems are not shown"),
                advice: both!("先改正已列出的，再重新检查", "mend the ones shown, and check again"),
                ..problem
            });
        }
    }

    /// The problems without those that a syntax error merely drags along: what seems missing may stand in the
    /// unreadable part, and a value on an unreadable line is not the writer's.
    fn proper(self, sources: &Sources) -> Vec<Problem> {
        let mut found = self.found.into_inner();
        let beyond = self.beyond.into_inner();
        let line = |place: Place| (place.file, sources.line_and_column(place).0);
        let unreadable: BTreeSet<_> = found
            .iter()
            .filter(|problem| problem.cause == Cause::Syntax)
            .map(|problem| line(problem.place))
            .collect();
        if !unreadable.is_empty() {
            found.retain(|problem| match problem.cause {
                Cause::Syntax => true,
                Cause::Missing => false,
                Cause::Content => problem.place.end > 0 && !unreadable.contains(&line(problem.place)),
            });
        }
        found.extend(beyond);
        found
    }

    pub fn any_error(&self) -> bool {
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        self.found.borrow().iter().any(is_error) || self.beyond.borrow().as_ref().is_some_and(is_error)
    }
}

/// A text without its middle where it is long: names and values of a file may be of any length.
fn shortened(text: String) -> String {
    if text.len() <= 3 * MOST_SHOWN {
        return text;
    }
    let characters = text.chars().count();
    if characters <= 3 * MOST_SHOWN {
        return text;
    }
    let head: String = text.chars().take(MOST_SHOWN).collect();
    let tail: String = text.chars().skip(characters - MOST_SHOWN).collect();
    format!("{head}…{tail}")
}

/// What is wrong with a value, without its key, and what would be right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    pub wrong: Text,
    pub right: Text,
}

impl Fault {
    pub fn new(wrong: impl Into<Text>, right: impl Into<Text>) -> Self {
        Fault { wrong: wrong.into(), right: right.into() }
    }
}

/// The known word nearest to an unknown one, if one is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let lower = word.to_lowercase();
    let most = (lower.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Advice for a word that is none of the known ones.
pub(crate) fn advice_among(word: &str, known: &[&str]) -> Text {
    match nearest(word, known.iter().copied()) {
        Some(candidate) => meant(candidate),
        None if known.is_empty() => both!("此处没有可用的名称", "none is known here"),
        None => {
            Text::new(format!("此处可用：{}", known.join("、")), format!("known here: {}", known.join(", ")))
        }
    }
}

/// Advice to write a word that is near.
pub(crate) fn meant(candidate: &str) -> Text {
    both!("是否应为 {candidate}？", "is {candidate} meant?")
}

/// The fault of naming something that is not there.
pub(crate) fn unknown(what: (&str, &str), word: &str, known: &[&str]) -> Fault {
    let (zh, en) = what;
    let word_quoted = quoted(word);
    Fault::new(
        both!("没有名为 {word_quoted} 的{zh}", "unknown {en} {word_quoted}"),
        advice_among(word, known),
    )
}
