//! The register of parameters as text: what a scenario states, on what it rests, where it was written, and how two
//! scenarios differ.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::scenario::{Assumption, Scenario};
use crate::scenario_file::option_described;
use crate::things::Language;

use super::wrapping::{WIDTH, columns, fitted};

/// Every parameter of a scenario in the order of reading: value, what it is and counts, plausible range, mark of an
/// assumption, source and note, and the file and line that states it.
pub fn assumptions_text(scenario: &Scenario, language: Language) -> String {
    let mut text = String::new();
    let title = language.say(&scenario.title.zh, &scenario.title.en);
    let _ = writeln!(text, "{title} ({})", scenario.id);
    let mut section = "";
    for assumption in &scenario.assumptions {
        let of = section_of(&assumption.path);
        if of != section {
            let _ = writeln!(text, "\n[{of}]");
            section = of;
        }
        write_one(&mut text, assumption, language);
    }
    fitted(&text)
}

/// What stands before the last part of a path.
fn section_of(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(section, _)| section)
}

fn write_one(text: &mut String, assumption: &Assumption, language: Language) {
    let name = assumption.path.rsplit('.').next().unwrap_or(&assumption.path);
    let _ = write!(text, "{name} = {}  {}", assumption.value, described(assumption, language));
    let mut marks = Vec::new();
    if let Some(range) = range(assumption) {
        marks.push(format!("{} {range}", language.say("5%—95%：", "5 to 95%:")));
    }
    if assumption.assumption {
        marks.push(language.say("假设", "assumption").to_owned());
    }
    marks.push(format!("{}:{}", assumption.origin.file, assumption.origin.line));
    let _ = writeln!(text, "\n    {}", marks.join(language.say("；", "; ")));
    for (label, words) in [
        (language.say("来源：", "source: "), &assumption.source),
        (language.say("说明：", "note: "), &assumption.note),
    ] {
        if let Some(words) = words {
            let _ = writeln!(text, "    {label}{words}");
        }
    }
    for (name, value) in &assumption.alternatives {
        let _ = writeln!(text, "    {} {name}: {value}", language.say("备选", "alternative"));
    }
}

/// What a parameter is, with what its value counts or, where a word was chosen, what the word means.
fn described(assumption: &Assumption, language: Language) -> String {
    let meaning = language.of(&assumption.meaning);
    if let Some(option) = option_described(&assumption.path, &assumption.value) {
        return format!("{meaning}{}{}", language.say("：", ": "), language.of(&option));
    }
    match (language.of(&assumption.unit), language) {
        ("", _) => meaning.to_owned(),
        (unit, Language::Chinese) => format!("{meaning}（{unit}）"),
        (unit, Language::English) => format!("{meaning} ({unit})"),
    }
}

fn range(assumption: &Assumption) -> Option<String> {
    match (&assumption.low, &assumption.high) {
        (Some(low), Some(high)) => Some(format!("{low} – {high}")),
        (Some(low), None) => Some(format!("{low} –")),
        (None, Some(high)) => Some(format!("– {high}")),
        (None, None) => None,
    }
}

/// What another scenario states otherwise: a line for each parameter whose value differs, `path: value → other value`, and one for
/// each section that only one of the two has, with all that it states; with what it is and the place of the other value.
pub fn difference_text(scenario: &Scenario, other: &Scenario, language: Language) -> String {
    let of = |scenario: &Scenario| -> BTreeMap<String, Assumption> {
        scenario.assumptions.iter().map(|a| (a.path.clone(), a.clone())).collect()
    };
    let (before, after) = (of(scenario), of(other));
    let mut lines: Vec<Line> = Vec::new();
    for path in paths(scenario, other) {
        let line = match (before.get(path), after.get(path)) {
            (Some(old), Some(new)) if old.value != new.value => Line {
                mark: "",
                section: path,
                values: format!("{} → {}", old.value, new.value),
                place: placed(new, language),
            },
            (None, Some(new)) => Line::of_one("+ ", path, &before, &new.value, place(new)),
            (Some(old), None) => Line::of_one("- ", path, &after, &old.value, String::new()),
            _ => continue,
        };
        match lines.last_mut() {
            Some(last) if !line.mark.is_empty() && (last.mark, last.section) == (line.mark, line.section) => {
                last.values = format!("{}, {}", last.values, line.values);
            }
            _ => lines.push(line),
        }
    }
    let mut text = format!("{} → {}\n", scenario.id, other.id);
    if lines.is_empty() {
        let _ = writeln!(text, "{}", language.say("没有不同的取值。", "No value differs."));
    }
    for line in lines {
        let _ = writeln!(text, "{}", line.text());
    }
    fitted(&text)
}

/// One line of a difference.
struct Line<'p> {
    mark: &'static str,
    section: &'p str,
    values: String,
    place: String,
}

impl<'p> Line<'p> {
    /// As one line where it fits a terminal, else with the place, and at need the other value, on lines of their own.
    fn text(&self) -> String {
        let Line { mark, section, values, place } = self;
        let mut words = format!("{mark}{section}: {values}");
        if place.is_empty() || columns(&words) + columns(place) <= WIDTH {
            return format!("{words}{place}");
        }
        if columns(&words) > WIDTH {
            words = words.replace(" → ", "\n    → ");
        }
        format!("{words}\n  {place}")
    }

    /// A parameter that only one scenario has, under the outermost section of which the other has nothing.
    fn of_one(
        mark: &'static str,
        path: &'p str,
        without: &BTreeMap<String, Assumption>,
        value: &str,
        place: String,
    ) -> Self {
        let has = |section: &str| {
            let next = without.range(section.to_owned()..).find(|(path, _)| {
                let rest = path.strip_prefix(section);
                rest.is_none_or(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            });
            next.is_some_and(|(path, _)| path.starts_with(section))
        };
        let ends = path.match_indices(['.']).map(|(end, _)| end).chain([path.len()]);
        let section = ends.map(|end| &path[..end]).find(|section| !has(section)).unwrap_or(path);
        let rest = path[section.len()..].trim_start_matches('.');
        let values = if rest.is_empty() { value.to_owned() } else { format!("{rest} = {value}") };
        Line { mark, section, values, place }
    }
}

/// What a parameter is, and where its value stands.
fn placed(assumption: &Assumption, language: Language) -> String {
    let separator = language.say("；", "; ");
    let (meaning, origin) = (language.of(&assumption.meaning), &assumption.origin);
    format!("  ({meaning}{separator}{}:{})", origin.file, origin.line)
}

fn place(assumption: &Assumption) -> String {
    format!("  ({}:{})", assumption.origin.file, assumption.origin.line)
}

/// Every path of either scenario once, in the order of the first and then of the second.
fn paths<'s>(scenario: &'s Scenario, other: &'s Scenario) -> Vec<&'s str> {
    let mut paths: Vec<&str> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for assumption in scenario.assumptions.iter().chain(&other.assumptions) {
        if known.insert(assumption.path.as_str()) {
            paths.push(&assumption.path);
        }
    }
    paths
}
