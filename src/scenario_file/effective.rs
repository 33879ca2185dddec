//! The effective files: merged layers as self-contained TOML text.

use std::collections::BTreeSet;

use crate::files::tree::{Entry, Node, Table};

/// A scenario without layers, whose policy stands beside it in `policy.toml`.
pub(super) fn scenario_text(scenario: &Table) -> String {
    let mut writer = Writer {
        text: String::from("# The effective scenario: all layers merged. Its policy is policy.toml.\n"),
        ..Writer::default()
    };
    writer.write(scenario, Some("\n[policy]\nfile = \"policy.toml\"\n"));
    writer.text
}

/// A scenario without layers, with its policy and what it changes in it, and a comment above each key where `comment` has one
/// for its path and it was not said before.
pub(super) fn commented_scenario_text(scenario: &Table, policy: &Table, comment: &Comment<'_>) -> String {
    let mut section = Writer { header: vec!["policy".into()], comment: Some(comment), ..Writer::default() };
    section.write(policy, None);
    let mut writer = Writer { comment: Some(comment), ..Writer::default() };
    writer.write(scenario, Some(&section.text));
    writer.text
}

/// A policy without layers and with the scenario's changes.
pub(super) fn policy_text(policy: &Table) -> String {
    let mut writer = Writer {
        text: String::from("# The effective policy: all layers and the scenario's changes merged.\n"),
        ..Writer::default()
    };
    writer.write(policy, None);
    writer.text
}

/// What a path means, where something is to be said of it.
type Comment<'c> = dyn Fn(&str) -> Option<String> + 'c;

/// Writes a table as TOML.
#[derive(Default)]
struct Writer<'c> {
    text: String,
    header: Vec<String>,
    comment: Option<&'c Comment<'c>>,
    said: BTreeSet<String>,
}

impl Writer<'_> {
    /// Writes a table's keys, then its sections; `between` follows the top table's own keys.
    fn write(&mut self, table: &Table, between: Option<&str>) {
        // after the first section no plain key may follow: a table in braces then becomes a section, so that
        // identifiers keep their order
        let first_section = table.entries.iter().position(is_section).unwrap_or(table.entries.len());
        let in_section = |(index, entry): (usize, &Entry)| {
            is_section(entry)
                || (index > first_section && entry.table().is_some_and(|table| !table.is_whole()))
        };
        let (mut keys, mut sections) = (Vec::new(), Vec::new());
        for (index, entry) in table.entries.iter().enumerate() {
            if in_section((index, entry)) { sections.push(entry) } else { keys.push(entry) }
        }
        if !self.header.is_empty() && (!keys.is_empty() || sections.is_empty()) {
            let header = self.header.join(".");
            self.text.push('\n');
            self.explain(&header);
            self.text.push_str(&format!("[{header}]\n"));
        }
        for entry in keys {
            let key = key_text(&entry.key);
            let path: Vec<&str> = self.header.iter().map(String::as_str).chain([key.as_str()]).collect();
            self.explain(&path.join("."));
            self.text.push_str(&format!("{key} = {}\n", value_text(&entry.item.node)));
        }
        self.text.push_str(between.unwrap_or_default());
        for entry in sections {
            if let Some(table) = entry.table() {
                self.header.push(key_text(&entry.key));
                self.write(table, None);
                self.header.pop();
            }
        }
    }

    /// Writes what a path means, where nothing said it before.
    fn explain(&mut self, path: &str) {
        let words = self.comment.and_then(|comment| comment(path));
        if let Some(words) = words.filter(|words| self.said.insert(words.clone())) {
            self.text.push_str(&format!("# {words}\n"));
        }
    }
}

fn is_section(entry: &Entry) -> bool {
    entry.table().is_some_and(|table| !table.inline && !table.is_whole())
}

fn key_text(key: &str) -> String {
    let bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { key.to_owned() } else { string_text(key) }
}

fn value_text(node: &Node) -> String {
    match node {
        Node::Text(text) => string_text(text),
        Node::Integer(text) | Node::Float(text) | Node::Date(text) => text.clone(),
        Node::Boolean(value) => value.to_string(),
        Node::Array(items) => {
            let values: Vec<String> = items.iter().map(|item| value_text(&item.node)).collect();
            if items.iter().any(|item| matches!(item.node, Node::Table(_))) {
                format!("[\n    {},\n]", values.join(",\n    "))
            } else {
                format!("[{}]", values.join(", "))
            }
        }
        Node::Table(table) if table.entries.is_empty() => "{}".into(),
        Node::Table(table) => {
            let values: Vec<String> = table
                .entries
                .iter()
                .map(|entry| format!("{} = {}", key_text(&entry.key), value_text(&entry.item.node)))
                .collect();
            format!("{{ {} }}", values.join(", "))
        }
    }
}

/// A basic string on one line: everything that TOML does not take as it is, is escaped.
fn string_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::diagnostics::Problems;
    use crate::files::source::Sources;
    use crate::files::tree::parse;

    fn rewritten(text: &str) -> String {
        let mut sources = Sources::default();
        let problems = Problems::default();
        let (file, _) = sources.add("x".into(), text.as_bytes());
        let table = parse(&sources, file, &problems);
        assert!(!problems.any_error(), "{text}");
        policy_text(&table)
    }

    #[test]
    fn what_is_written_reads_the_same_and_keeps_the_order_of_identifiers() {
        let text = "a = 1\nb.c = \"引号\\\" \\\\ \\u0007\"\n[x.late]\nn = 0.10\n[x]\nsoon = { n = 2 }\nwhole = { value = \"1\" }\n\
                    list = [{ d = 2024-01-10 }, 2]\n\"odd key\" = true\n[empty]\n";
        let once = rewritten(text);
        assert_eq!(rewritten(&once), once);
        assert!(once.contains("n = 0.10") && once.contains("\"odd key\" = true"));
        let (late, soon) = (once.find("[x.late]").unwrap(), once.find("[x.soon]").unwrap());
        assert!(late < soon, "{once}");
        assert!(once.contains("\n[empty]\n"));
    }
}
