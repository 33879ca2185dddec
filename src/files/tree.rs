//! A file as a tree in which every key and value knows its place, and numbers keep their exact text.

use toml::de::{DeTable, DeValue};

use super::diagnostics::Problems;
use crate::language::{Text, both};

use super::source::{FileId, Place, Sources, floor_boundary};

/// A value without its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Text(String),
    /// Decimal digits.
    Integer(String),
    /// As written: `0.1` stays exact.
    Float(String),
    Boolean(bool),
    /// As TOML writes it.
    Date(String),
    Array(Vec<Item>),
    Table(Table),
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub node: Node,
    pub place: Place,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub key: String,
    pub key_place: Place,
    pub item: Item,
}

/// A table in the order of its keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    pub entries: Vec<Entry>,
    /// Written in braces.
    pub inline: bool,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let index = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(index))
    }

    /// Whether it is one assumption, which an overlay replaces whole.
    pub fn is_whole(&self) -> bool {
        ["value", "weights", "by_year"].iter().any(|key| self.get(key).is_some())
    }
}

impl Entry {
    /// The table that the entry holds.
    pub fn table(&self) -> Option<&Table> {
        match &self.item.node {
            Node::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Node {
    /// What it is, for messages: `the text "x"`, `the number 5`; more Chinese may follow at once.
    pub fn described(&self) -> Text {
        match self {
            Node::Text(text) => {
                let quoted = quoted(text);
                both!("文本 {quoted} ", "the text {quoted}")
            }
            Node::Integer(number) | Node::Float(number) => both!("数字 {number} ", "the number {number}"),
            Node::Boolean(value) => both!("{value} ", "{value}"),
            Node::Date(date) => both!("日期 {date} ", "the date {date}"),
            Node::Array(_) => both!("列表", "a list"),
            Node::Table(_) => both!("表", "a table"),
        }
    }

    /// The value as words for the register of parameters.
    pub fn words(&self) -> String {
        match self {
            Node::Text(text) | Node::Integer(text) | Node::Float(text) | Node::Date(text) => text.clone(),
            Node::Boolean(value) => value.to_string(),
            Node::Array(items) => items.iter().map(|item| item.node.words()).collect::<Vec<_>>().join(", "),
            Node::Table(table) => table
                .entries
                .iter()
                .map(|entry| format!("{} = {}", entry.key, entry.item.node.words()))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }
}

/// A text in quotation marks, with control characters made visible and a long one shortened.
pub(crate) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().count() > MOST {
        shown.push('…');
    }
    let visible: String = shown
        .chars()
        .flat_map(|c| match c {
            '"' => vec!['"'],
            c if c.is_control() => c.escape_default().collect(),
            c => vec![c],
        })
        .collect();
    format!("\"{visible}\"")
}

/// Parses a file; every syntax error becomes a problem, and what could be read is returned.
pub(crate) fn parse(sources: &Sources, file: FileId, problems: &Problems) -> Table {
    let text = &sources.file(file).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut repeated_section: Option<usize> = None;
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        // a section that stands twice is one mistake, however many keys it repeats
        let repeats = error.message().contains("duplicate");
        if let Some(header) = repeated_section.filter(|_| repeats)
            && !text[header..floor_boundary(text, span.start)].contains("\n[")
        {
            continue;
        }
        let in_header = line_of(text, span.start).trim_start().starts_with('[');
        repeated_section = (repeats && in_header).then(|| floor_boundary(text, span.start));
        problems.syntax(
            Place::new(file, span),
            Text::new(
                format!("不是有效的 TOML（解析器原文：{}）", error.message()),
                format!("this is no valid TOML: {}", error.message()),
            ),
            syntax_advice(error.message()),
        );
    }
    grown_table(table.get_ref(), text, file, false)
}

fn line_of(text: &str, position: usize) -> &str {
    let position = floor_boundary(text, position);
    let start = text[..position].rfind('\n').map_or(0, |index| index + 1);
    text[start..].lines().next().unwrap_or_default()
}

fn syntax_advice(message: &str) -> Text {
    if message.contains("duplicate") {
        both!("同一表中一个键只能出现一次：请合并", "a key may stand only once in a table: merge the two")
    } else if ["date", "time", "day", "month"].iter().any(|word| message.contains(word)) {
        both!("请写日历上的日期，如 2022-01-30", "write a day of the calendar, such as 2022-01-30")
    } else if message.contains("unquoted key") {
        both!(
            "键由字母、数字、_ 和 - 组成；其他字符须放在引号内的文本中",
            "a key is made of letters, digits, _ and -; anything else stands in a text in quotation marks"
        )
    } else if message.contains("recurs") {
        both!(
            "情景中没有嵌套如此之深的部分：请补上括号",
            "no part of a scenario is nested so deeply: close the brackets"
        )
    } else if message.contains("string") || message.contains("quot") {
        both!(
            "文本写在一行之内的英文双引号中，如 \"500万元\"",
            "a text stands in double quotation marks on one line, such as \"500万元\""
        )
    } else {
        both!("请在 [节] 之下每行写一个 键 = 值", "write key = value, one a line, under a [section]")
    }
}

fn grown_table(table: &DeTable<'_>, text: &str, file: FileId, inline: bool) -> Table {
    let entries = table
        .iter()
        .map(|(key, value)| {
            let key_place = Place::new(file, key.span());
            let span = value.span();
            let in_braces = text.get(span.clone()).is_some_and(|words| words.starts_with('{'));
            let place = match value.get_ref() {
                // the span of a section may cover its header or nothing at all: its key is what a reader seeks
                DeValue::Table(_) if !in_braces => key_place,
                _ => Place::new(file, span),
            };
            let node = grown_node(value.get_ref(), text, file, in_braces);
            Entry { key: key.get_ref().to_string(), key_place, item: Item { node, place } }
        })
        .collect();
    Table { entries, inline }
}

fn grown_node(value: &DeValue<'_>, text: &str, file: FileId, in_braces: bool) -> Node {
    match value {
        DeValue::String(words) => Node::Text(words.to_string()),
        DeValue::Integer(number) => Node::Integer(
            i128::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
        ),
        DeValue::Float(number) => Node::Float(number.as_str().to_owned()),
        DeValue::Boolean(value) => Node::Boolean(*value),
        DeValue::Datetime(date) => Node::Date(date.to_string()),
        DeValue::Array(items) => Node::Array(
            items
                .iter()
                .map(|item| Item {
                    node: grown_node(item.get_ref(), text, file, true),
                    place: Place::new(file, item.span()),
                })
                .collect(),
        ),
        DeValue::Table(table) => Node::Table(grown_table(table, text, file, in_braces)),
    }
}
