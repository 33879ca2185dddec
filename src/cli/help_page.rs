//! A page of Chinese help: in the form of the English one, with lines that break where Chinese does.

use clap::builder::StyledStr;
use clap::builder::styling::Style;
use clap::{Arg, Command};

use super::arguments::STYLES;
use super::text_columns::{columns, wrapped};

/// Between the columns of a list.
const GAP: usize = 2;
/// What stands before each line of a list.
const INDENT: usize = 2;
/// What stands before the text of an argument in the long form.
const DEEP: usize = 10;

/// How a page is laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Whether everything is told, as `--help` does, or each argument in a line, as `-h` does.
    pub is_long: bool,
    /// The columns that a line may fill.
    pub most: usize,
}

/// The page of a command that has its Chinese words and was built.
pub(super) fn page(command: &Command, layout: Layout) -> String {
    let mut parts = Vec::new();
    let text = |words: Option<&StyledStr>| words.map(ToString::to_string).filter(|words| !words.is_empty());
    let about =
        text(command.get_long_about().filter(|_| layout.is_long)).or_else(|| text(command.get_about()));
    parts.extend(about.map(|about| wrapped(&about, layout.most).join("\n")));
    parts.push(usage(&command.clone().render_usage()));
    let commands: Vec<Entry> = command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| Entry {
            name: styled(STYLES.get_literal(), command.get_name()),
            columns: columns(command.get_name()),
            text: command.get_about().map(ToString::to_string).unwrap_or_default(),
            values: Vec::new(),
        })
        .collect();
    // commands are told in a line each, always
    parts.extend(section("命令", &commands, Layout { is_long: false, ..layout }));
    let entries = |arguments: Vec<&Arg>| -> Vec<Entry> {
        arguments.into_iter().map(|argument| entry(argument, layout.is_long)).collect()
    };
    parts.extend(section("参数", &entries(positional(command)), layout));
    parts.extend(section("选项", &entries(options(command)), layout));
    parts.extend(text(command.get_after_help()).map(|after| wrapped(&after, layout.most).join("\n")));
    parts.join("\n\n")
}

/// The line of usage in Chinese.
pub(super) fn usage(english: &StyledStr) -> String {
    let reset = STYLES.get_usage().render_reset().to_string();
    english
        .ansi()
        .to_string()
        .replace(&format!("Usage:{reset} "), &format!("用法：{reset}"))
        .replace("[OPTIONS]", "[选项]")
        // further lines begin where the first one does
        .replace("\n       ", "\n      ")
}

/// A line of a list.
struct Entry {
    name: String,
    columns: usize,
    text: String,
    values: Vec<String>,
}

fn positional(command: &Command) -> Vec<&Arg> {
    command.get_positionals().filter(|argument| !argument.is_hide_set()).collect()
}

/// A command's own options, then those of every command.
fn options(command: &Command) -> Vec<&Arg> {
    let is_common = |argument: &&Arg| {
        argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str())
    };
    let shown =
        command.get_arguments().filter(|argument| !argument.is_positional() && !argument.is_hide_set());
    let (common, own): (Vec<&Arg>, Vec<&Arg>) = shown.partition(is_common);
    own.into_iter().chain(common).collect()
}

fn entry(argument: &Arg, is_long: bool) -> Entry {
    let told = argument.to_string();
    let (literal, rest) = match argument.get_long() {
        Some(long) => told.split_at(long.len() + "--".len()),
        None => ("", told.as_str()),
    };
    let short = match argument.get_short() {
        Some(short) => format!("{}, ", styled(STYLES.get_literal(), &format!("-{short}"))),
        None if argument.is_positional() => String::new(),
        None => "    ".to_owned(),
    };
    let before = if argument.is_positional() { 0 } else { "-x, ".len() };
    let name = short + &styled(STYLES.get_literal(), literal) + &styled(STYLES.get_placeholder(), rest);
    let (text, values) = text(argument, is_long);
    Entry { name, columns: before + columns(&told), text, values }
}

/// What is said of an argument, with its default; and its values where each is told in a line.
fn text(argument: &Arg, is_long: bool) -> (String, Vec<String>) {
    let words = argument.get_long_help().filter(|_| is_long).or_else(|| argument.get_help());
    let mut text = words.map(ToString::to_string).unwrap_or_default();
    let mut notes = Vec::new();
    let takes_value = argument.get_action().takes_values();
    let possible = if takes_value { argument.get_possible_values() } else { Vec::new() };
    let told = |value: &clap::builder::PossibleValue, between: &str| match value.get_help() {
        Some(help) => format!("{}{between}{help}", value.get_name()),
        None => value.get_name().to_owned(),
    };
    let has_words = possible.iter().any(|value| value.get_help().is_some());
    let values = match is_long && has_words {
        true => possible.iter().map(|value| format!("- {}", told(value, "："))).collect(),
        false => {
            let told: Vec<String> = possible.iter().map(|value| told(value, " ")).collect();
            notes.extend((!told.is_empty()).then(|| format!("[可选：{}]", told.join("、"))));
            Vec::new()
        }
    };
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    notes.extend((takes_value && !defaults.is_empty()).then(|| format!("[默认：{}]", defaults.join(" "))));
    for note in notes {
        text = format!("{text} {note}");
    }
    (text, values)
}

/// A list under its heading; nothing where it is empty.
fn section(heading: &str, entries: &[Entry], layout: Layout) -> Option<String> {
    if entries.is_empty() {
        return None;
    }
    let widest = entries.iter().map(|entry| entry.columns).max().unwrap_or(0);
    let lines: Vec<String> = entries.iter().map(|entry| lines(entry, widest, layout)).collect();
    let between = if layout.is_long { "\n\n" } else { "\n" };
    Some(format!("{}\n{}", styled(STYLES.get_header(), &format!("{heading}：")), lines.join(between)))
}

fn lines(entry: &Entry, widest: usize, layout: Layout) -> String {
    let begun = format!("{}{}", " ".repeat(INDENT), entry.name);
    let indent = if layout.is_long { DEEP } else { INDENT + widest + GAP };
    let next = format!("\n{}", " ".repeat(indent));
    let mut text = wrapped(&entry.text, layout.most.saturating_sub(indent));
    text.extend(entry.values.iter().flat_map(|value| wrapped(value, layout.most.saturating_sub(indent))));
    let first = if layout.is_long { next.clone() } else { " ".repeat(widest + GAP - entry.columns) };
    begun + &first + &text.join(&next)
}

/// Text in a style; nothing stays nothing.
fn styled(style: &Style, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{style}{text}{style:#}")
}
