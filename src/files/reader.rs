//! Reading tables: every key that is asked for is known, and what remains unknown at the end is a problem.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::diagnostics::{Fault, Problems, advice_among, nearest};
use super::kinds::{Kind, LINE};
use super::source::{FileId, Place, Sources};
use super::tree::{Entry, Item, Node, Table, quoted};
use crate::language::{Text, both};
use crate::scenario::Assumption;

/// One reading of a merged tree: what it found besides values.
pub(crate) struct Reading<'a> {
    pub sources: &'a Sources,
    pub problems: &'a Problems,
    assumptions: RefCell<Vec<Assumption>>,
    places: RefCell<BTreeMap<String, Place>>,
    file: FileId,
}

impl<'a> Reading<'a> {
    pub fn new(sources: &'a Sources, problems: &'a Problems, file: FileId) -> Self {
        Reading { sources, problems, assumptions: RefCell::default(), places: RefCell::default(), file }
    }

    /// The whole tree; `path` is empty, or what precedes the paths of its keys.
    pub fn root<'r>(&'r self, table: &'r Table, path: &str) -> Section<'r> {
        Section::new(self, table, path.to_owned(), Place::top_of(self.file))
    }

    /// The place of a value by its path, or of the nearest table above it.
    pub fn place(&self, path: &str) -> Place {
        let places = self.places.borrow();
        let mut path = path;
        loop {
            if let Some(place) = places.get(path) {
                return *place;
            }
            match path.rfind('.') {
                Some(dot) => path = &path[..dot],
                None => return Place::top_of(self.file),
            }
        }
    }

    /// An error at the value of a path, whose message begins with the path.
    pub fn error(&self, path: &str, wrong: Text, right: Text) {
        self.problems.error(self.place(path), wrong.about(path), right);
    }

    /// A warning at the value of a path.
    pub fn warning(&self, path: &str, wrong: Text, right: Text) {
        self.problems.warning(self.place(path), wrong.about(path), right);
    }

    /// An error at a given place.
    pub fn fault(&self, place: Place, path: &str, fault: Fault) {
        self.problems.error(place, fault.wrong.about(path), fault.right);
    }

    pub fn register(&self, assumption: Assumption) {
        self.assumptions.borrow_mut().push(assumption);
    }

    pub fn remember(&self, path: &str, place: Place) {
        self.places.borrow_mut().insert(path.to_owned(), place);
    }

    pub fn assumptions(&self) -> Vec<Assumption> {
        self.assumptions.take()
    }
}

struct Missing {
    key: String,
    example: Text,
}

/// A table being read. When it goes out of scope, its unknown and missing keys become problems.
pub(crate) struct Section<'r> {
    pub reading: &'r Reading<'r>,
    pub table: &'r Table,
    pub path: String,
    pub place: Place,
    known: RefCell<Vec<String>>,
    missing: RefCell<Vec<Missing>>,
}

impl<'r> Section<'r> {
    pub fn new(reading: &'r Reading<'r>, table: &'r Table, path: String, place: Place) -> Self {
        reading.remember(&path, place);
        Section { reading, table, path, place, known: RefCell::default(), missing: RefCell::default() }
    }

    /// The path of a key.
    pub fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// An optional key.
    pub fn optional(&self, key: &str) -> Option<&'r Entry> {
        self.sought(key, false)
    }

    fn sought(&self, key: &str, required: bool) -> Option<&'r Entry> {
        #[cfg(test)]
        super::asked::record(super::asked::Asked::Key(self.path_of(key), required));
        #[cfg(not(test))]
        let _ = required;
        self.known.borrow_mut().push(key.to_owned());
        let entry = self.table.get(key)?;
        self.reading.remember(&self.path_of(key), entry.item.place);
        Some(entry)
    }

    /// A key that must be there; `example` shows what follows its name.
    pub fn required(&self, key: &str, example: &str) -> Option<&'r Entry> {
        self.required_as(key, &Text::same(example))
    }

    /// A key that must be there; `example`, which has words, shows what follows its name.
    pub fn required_as(&self, key: &str, example: &Text) -> Option<&'r Entry> {
        let entry = self.sought(key, true);
        if entry.is_none() {
            self.missing.borrow_mut().push(Missing { key: key.to_owned(), example: example.clone() });
        }
        entry
    }

    /// A key, which must be there unless `optional` says otherwise.
    pub fn asked(&self, key: &str, required: bool, example: &str) -> Option<&'r Entry> {
        if required { self.required(key, example) } else { self.optional(key) }
    }

    /// A section that must be there.
    pub fn section(&self, key: &str) -> Option<Section<'r>> {
        self.required(key, "").and_then(|entry| self.entered(entry))
    }

    /// A section that may be absent.
    pub fn optional_section(&self, key: &str) -> Option<Section<'r>> {
        self.optional(key).and_then(|entry| self.entered(entry))
    }

    /// The table of an entry of this section.
    pub fn entered(&self, entry: &'r Entry) -> Option<Section<'r>> {
        let path = self.path_of(&entry.key);
        match &entry.item.node {
            Node::Table(table) => Some(Section::new(self.reading, table, path, entry.key_place)),
            other => {
                self.reading.fault(
                    entry.item.place,
                    &path,
                    Fault::new(
                        other.described().then("放在了应为表的位置", " stands where a table belongs"),
                        both!("请写成一节 [{path}] 及其各键", "write a section [{path}] with its keys"),
                    ),
                );
                None
            }
        }
    }

    /// The tables of a section whose keys are identifiers, in the file's order.
    pub fn by_id(&self) -> Vec<(&'r str, Section<'r>)> {
        self.identifiers()
            .into_iter()
            .filter_map(|entry| Some((entry.key.as_str(), self.entered(entry)?)))
            .collect()
    }

    /// The entries of a section whose keys are identifiers, in the file's order.
    pub fn identifiers(&self) -> Vec<&'r Entry> {
        let mut entries = Vec::new();
        for entry in &self.table.entries {
            #[cfg(test)]
            super::asked::record(super::asked::Asked::Key(self.path_of(&entry.key), true));
            self.known.borrow_mut().push(entry.key.clone());
            if let Some(fault) = id_fault(&entry.key, "") {
                self.reading.fault(entry.key_place, &self.path_of(&entry.key), fault);
            }
            entries.push(entry);
        }
        entries
    }

    /// The entries of a list that must be there.
    pub fn tables_of_list(&self, key: &str, example: &str) -> Option<Vec<Section<'r>>> {
        let entry = self.required(key, example)?;
        let path = self.path_of(key);
        let Node::Array(items) = &entry.item.node else {
            let described = entry.item.node.described();
            let wrong = described.then("放在了应为列表的位置", " stands where a list belongs");
            self.reading.fault(
                entry.item.place,
                &path,
                Fault::new(wrong, both!("请写 {key} = {example}", "write {key} = {example}")),
            );
            return None;
        };
        let section = |(index, item): (usize, &'r Item)| {
            let path = format!("{path}[{index}]");
            match &item.node {
                Node::Table(table) => Some(Section::new(self.reading, table, path, item.place)),
                other => {
                    let described = other.described();
                    let wrong =
                        described.then("放在了应为花括号表的位置", " stands where a table in braces belongs");
                    self.reading.fault(
                        item.place,
                        &path,
                        Fault::new(wrong, both!("请写 {key} = {example}", "write {key} = {example}")),
                    );
                    None
                }
            }
        };
        Some(items.iter().enumerate().filter_map(section).collect())
    }

    /// A plain value that is no parameter, such as an identifier.
    pub fn plain<T>(&self, key: &str, required: bool, kind: &Kind<T>) -> Option<T> {
        let entry = self.asked(key, required, kind.example)?;
        self.read_as(&self.path_of(key), kind);
        match kind.read(&entry.item.node) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.reading.fault(entry.item.place, &self.path_of(key), fault);
                None
            }
        }
    }

    /// Notes as what a value is read, for the test of the catalogue.
    pub fn read_as<T>(&self, path: &str, kind: &Kind<T>) {
        #[cfg(test)]
        super::asked::record(super::asked::Asked::Kind(path.to_owned(), kind.what.1));
        let _ = (path, kind);
    }

    /// A list of texts; empty where absent.
    pub fn lines(&self, key: &str) -> Vec<(String, Place)> {
        let Some(entry) = self.optional(key) else { return Vec::new() };
        let path = self.path_of(key);
        let advice = both!("请写 {key} = [\"…\", \"…\"]", "write {key} = [\"…\", \"…\"]");
        let Node::Array(items) = &entry.item.node else {
            let described = entry.item.node.described();
            let wrong = described.then("放在了应为文本列表的位置", " stands where a list of texts belongs");
            self.reading.fault(entry.item.place, &path, Fault::new(wrong, advice));
            return Vec::new();
        };
        if items.is_empty() {
            self.reading.fault(
                entry.item.place,
                &path,
                Fault::new(
                    both!("列表为空", "the list is empty"),
                    both!(
                        "至少写一项；若指全部，则去掉此键",
                        "name at least one, or leave the key away for all"
                    ),
                ),
            );
        }
        let mut lines = Vec::new();
        for item in items {
            match LINE.read(&item.node) {
                Ok(line) => lines.push((line, item.place)),
                Err(fault) => self.reading.fault(item.place, &path, fault),
            }
        }
        lines
    }

    /// A text in both languages.
    pub fn text(&self, key: &str) -> Option<Text> {
        const EXAMPLE: &str = "{ zh = \"…\", en = \"…\" }";
        let entry = self.required(key, EXAMPLE)?;
        if !matches!(entry.item.node, Node::Table(_)) {
            let described = entry.item.node.described();
            let wrong = described.then("不是中英文双语文本", " is not a text in both languages");
            let right = both!("请写 {key} = {EXAMPLE}", "write {key} = {EXAMPLE}");
            self.reading.fault(entry.item.place, &self.path_of(key), Fault::new(wrong, right));
            return None;
        }
        let section = self.entered(entry)?;
        let (zh, en) = (section.plain("zh", true, &LINE), section.plain("en", true, &LINE));
        Some(Text { zh: zh?, en: en? })
    }

    /// A word that must be one of a few.
    pub fn word(&self, key: &str, options: &[&'static str]) -> Option<&'static str> {
        #[cfg(test)]
        super::asked::record(super::asked::Asked::Words(self.path_of(key), options.to_vec()));
        let entry = self.required(key, &quoted(options.first().unwrap_or(&"")))?;
        let listed =
            Text::new(format!("可选：{}", options.join("、")), format!("options: {}", options.join(", ")));
        let (described, right) = match &entry.item.node {
            Node::Text(text) => match options.iter().find(|option| *option == text) {
                Some(option) => return Some(option),
                None => {
                    let near = nearest(text, options.iter().copied());
                    let right = match near {
                        Some(option) => {
                            listed.after(&format!("是否应为 {option}？"), &format!("is {option} meant? "))
                        }
                        None => listed,
                    };
                    (Text::new(format!("{} ", quoted(text)), quoted(text)), right)
                }
            },
            other => (other.described(), listed),
        };
        let fault = Fault::new(described.then("不是选项", " is no option"), right);
        self.reading.fault(entry.item.place, &self.path_of(key), fault);
        None
    }

    /// A name of something that is listed elsewhere.
    pub fn named<T>(&self, key: &str, required: bool, find: &dyn Fn(&str) -> Result<T, Fault>) -> Option<T> {
        let entry = self.asked(key, required, "\"…\"")?;
        let fault = match &entry.item.node {
            Node::Text(text) => match find(text) {
                Ok(found) => return Some(found),
                Err(fault) => fault,
            },
            other => {
                let wrong = other.described().then("不是名称", " is no name");
                Fault::new(wrong, both!("请在引号中写名称", "write a name in quotation marks"))
            }
        };
        self.reading.fault(entry.item.place, &self.path_of(key), fault);
        None
    }

    fn report_unknown(&self) -> Vec<String> {
        let known = self.known.borrow();
        let mut meant = Vec::new();
        let absent: Vec<&str> =
            known.iter().map(String::as_str).filter(|key| self.table.get(key).is_none()).collect();
        for entry in &self.table.entries {
            if known.contains(&entry.key) {
                continue;
            }
            let advice = match nearest(&entry.key, absent.iter().copied()) {
                Some(candidate) => {
                    meant.push(candidate.to_owned());
                    super::diagnostics::meant(candidate)
                }
                // a word that is there already may be misspelt here as well, and would be stated twice
                None if nearest(&entry.key, known.iter().map(String::as_str)).is_some() => {
                    advice_among(&entry.key, &known.iter().map(String::as_str).collect::<Vec<_>>())
                }
                None => {
                    let mut words: Vec<&str> = if absent.is_empty() {
                        known.iter().map(String::as_str).collect()
                    } else {
                        absent.clone()
                    };
                    words.dedup();
                    advice_among(&entry.key, &words)
                }
            };
            let path = self.path_of(&entry.key);
            self.reading.problems.error(
                entry.key_place,
                both!("{path}：没有这一键", "{path}: unknown key"),
                advice,
            );
        }
        meant
    }
}

impl Drop for Section<'_> {
    fn drop(&mut self) {
        let meant = self.report_unknown();
        for Missing { key, example } in self.missing.take() {
            // its misspelt form is reported already
            if meant.contains(&key) {
                continue;
            }
            let path = self.path_of(&key);
            let advice = if example.zh.is_empty() {
                both!("请加一节 [{path}]", "add a section [{path}]")
            } else if self.path.is_empty() || self.table.inline {
                Text::new(format!("请加 {key} = {}", example.zh), format!("add {key} = {}", example.en))
            } else {
                Text::new(
                    format!("请在 [{}] 之下加 {key} = {}", self.path, example.zh),
                    format!("add {key} = {} under [{}]", example.en, self.path),
                )
            };
            self.reading.problems.missing(self.place, both!("{path}：缺少", "{path}: is missing"), advice);
        }
    }
}

/// What is wrong with an identifier; `further` are characters allowed beyond the usual ones.
pub(crate) fn id_fault(id: &str, further: &str) -> Option<Fault> {
    const LONGEST: usize = 64;
    const RESERVED: &[&str] = &["value", "weights", "by_year", "remove", "never", "extends"];
    let usual = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let advice = both!("请用 a-z、0-9、_ 和 - 写标识", "write an identifier of a-z, 0-9, _ and -");
    if RESERVED.contains(&id) {
        let wrong =
            both!("{id} 是文件格式的保留词，不能作标识", "{id} is a word of the format and no identifier");
        return Some(Fault::new(wrong, advice));
    }
    // the name of a stack of overlays joins several identifiers
    let longest = if further.is_empty() { LONGEST } else { LONGEST * 8 };
    if !(1..=longest).contains(&id.len()) {
        let wrong = both!("标识有 1 到 {longest} 个字符", "an identifier has 1 to {longest} characters");
        return Some(Fault::new(wrong, advice));
    }
    let wrong = id.chars().find(|c| !usual(*c) && !further.contains(*c))?;
    let (quoted, wrong) = (quoted(id), wrong.escape_debug());
    Some(Fault::new(both!("{quoted} 中有字符 {wrong}", "{quoted} has the character {wrong}"), advice))
}
