//! The effective files: merged layers as self-contained TOML text.

use crate::files::tree::{Entry, Node, Table};

/// A scenario without layers, whose policy stands beside it in `policy.toml`.
pub(super) fn scenario_text(scenario: &Table) -> String {
    let mut text = String::from("# The effective scenario: all layers merged. Its policy is policy.toml.\n");
    let mut policy_written = false;
    let mut header = Vec::new();
    write_table(&mut text, scenario, &mut header, &mut |text| {
        if !policy_written {
            policy_written = true;
            text.push_str("\n[policy]\nfile = \"policy.toml\"\n");
        }
    });
    text
}

/// A policy without layers and with the scenario's changes.
pub(super) fn policy_text(policy: &Table) -> String {
    let mut text = String::from("# The effective policy: all layers and the scenario's changes merged.\n");
    write_table(&mut text, policy, &mut Vec::new(), &mut |_| {});
    text
}

/// Writes a table's keys, then its sections; `between` runs once the top table's own keys are written.
fn write_table(
    text: &mut String,
    table: &Table,
    header: &mut Vec<String>,
    between: &mut dyn FnMut(&mut String),
) {
    // after the first section no plain key may follow: a table in braces then becomes a section, so that
    // identifiers keep their order
    let first_section = table.entries.iter().position(is_section).unwrap_or(table.entries.len());
    let in_section = |(index, entry): (usize, &Entry)| {
        is_section(entry) || (index > first_section && entry.table().is_some_and(|table| !table.is_whole()))
    };
    let (mut keys, mut sections) = (Vec::new(), Vec::new());
    for (index, entry) in table.entries.iter().enumerate() {
        if in_section((index, entry)) { sections.push(entry) } else { keys.push(entry) }
    }
    if !header.is_empty() && (!keys.is_empty() || sections.is_empty()) {
        text.push_str(&format!("\n[{}]\n", header.join(".")));
    }
    for entry in keys {
        text.push_str(&format!("{} = {}\n", key_text(&entry.key), value_text(&entry.item.node)));
    }
    if header.is_empty() {
        between(text);
    }
    for entry in sections {
        if let Some(table) = entry.table() {
            header.push(key_text(&entry.key));
            write_table(text, table, header, between);
            header.pop();
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
