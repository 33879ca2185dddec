//! Scenarios to start from: shipped ones as files of their own, under a new name and with comments.

use std::io;
use std::path::Path;

use super::catalogue::described;
use super::effective::commented_scenario_text;
use super::layers::{EMBEDDED_POLICIES, Loader};
use crate::files::diagnostics::{Fault, meant};
use crate::files::reader::id_fault;
use crate::files::source::Place;
use crate::files::tree::{Entry, Item, Node, Table, parse};

/// A shipped scenario from which another can begin.
#[derive(Debug)]
pub struct Start {
    /// Its identifier.
    pub id: &'static str,
    /// What it is, in Chinese and English.
    pub about: (&'static str, &'static str),
    text: &'static str,
}

macro_rules! starts {
    ($($id:literal $zh:literal $en:literal),+ $(,)?) => {
        &[$(Start { id: $id, about: ($zh, $en), text: include_str!(concat!("../../scenarios/", $id, ".toml")) }),+]
    };
}

/// Every scenario to start from, the usual one first.
pub const STARTS: &[Start] = starts![
    "tutorial" "入门情景" "invented and small, every section commented",
    "baseline" "基准情景" "public facts and estimates, every value with its source",
    "low" "低情景" "the baseline at the lower edge",
    "stretch" "进取情景" "the baseline at the upper edge",
    "market-freeze" "资本市场冻结" "the baseline with a frozen capital market",
    "market-boom" "资本市场繁荣" "the baseline with a booming capital market",
    "strict-evaluation" "严格评价" "the baseline with a strict evaluation",
    "extended-to-2025" "政策延期至 2025 年底" "the baseline with the policy a year longer",
    "with-sub-fund" "启用子基金" "the baseline with the sub-fund",
];

/// What keeps a name from being a scenario's, and what would do instead; nothing where it can be one.
pub(crate) fn name_fault(name: &str) -> Option<Fault> {
    let Fault { wrong, right } = id_fault(name, "")?;
    let plain: String = name
        .trim()
        .trim_end_matches(".toml")
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c.to_ascii_lowercase() })
        .collect();
    let near = plain != name && id_fault(&plain, "").is_none();
    Some(Fault { wrong, right: if near { meant(&plain) } else { right } })
}

impl Start {
    /// The scenario to start from by its identifier.
    pub fn named(id: &str) -> Option<&'static Start> {
        STARTS.iter().find(|start| start.id == id)
    }

    /// The text of a scenario of this name that begins as this one: it needs no other file.
    pub fn begun(&self, name: &str) -> String {
        let (zh, en) = self.about;
        let head = format!(
            "# {name}：由{zh}（{id}）新建，请逐项改写。\n\
             # Begun from {id}: {en}. Change it line by line.\n\
             #\n\
             # 检查 · Check it:   fiscast check {name}.toml\n\
             # 运行 · Run it:     fiscast run {name}.toml\n\
             # 编辑器提示 · Completion in an editor: fiscast schema > scenario.schema.json\n\
             #                    本文件首行写 · and as this file's first line: #:schema scenario.schema.json\n\n",
            id = self.id
        );
        let stands_alone = !self.text.lines().any(|line| line.starts_with("extends = "));
        let body = if stands_alone { self.renamed(name) } else { self.merged(name) };
        format!("{head}{body}")
    }

    /// The shipped text with a name and title of its own.
    fn renamed(&self, name: &str) -> String {
        let shipped = format!("scenarios/{}.toml", self.id);
        let mut text = String::new();
        let mut in_section = false;
        for line in self.text.lines().filter(|line| !line.starts_with("#:schema ")) {
            let comment = line.split_once(" }").map_or("", |(_, comment)| comment);
            // a budget below has a title as well
            in_section |= line.starts_with('[');
            let line = match line.split_once(" = ").filter(|_| !in_section) {
                Some(("id", _)) => format!("id = \"{name}\""),
                Some(("title", _)) => format!("title = {{ zh = \"{name}\", en = \"{name}\" }}{comment}"),
                Some(("description", _)) => {
                    let [zh, en] = self.description();
                    format!("description = {{ zh = \"{zh}\", en = \"{en}\" }}")
                }
                _ => line.replace(&shipped, &format!("{name}.toml")),
            };
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    fn description(&self) -> [String; 2] {
        [
            format!("由{}新建，请改写本说明。", self.about.0),
            format!("Begun from the scenario {}; rewrite this.", self.id),
        ]
    }

    /// All layers merged, each key with what it means where it stands first.
    fn merged(&self, name: &str) -> String {
        let files = |path: &Path| {
            let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let start = id.and_then(|id| Start::named(&id));
            start.map(|start| start.text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
        };
        let mut loader = Loader::new(&files);
        let merged = loader.scenario(Path::new(&format!("{}.toml", self.id)), &[]);
        let mut merged = merged.expect("a test loads every scenario to start from");
        let place = Place::top_of(merged.file);
        let words = |words: &str| Item { node: Node::Text(words.to_owned()), place };
        let named = |key: &str, item: Item| Entry { key: key.to_owned(), key_place: place, item };
        let texts = |zh: &str, en: &str| {
            let entries = vec![named("zh", words(zh)), named("en", words(en))];
            Item { node: Node::Table(Table { entries, inline: true }), place }
        };
        let [zh, en] = self.description();
        for key in ["id", "title", "description"] {
            merged.scenario.take(key);
        }
        let own_names = [
            named("id", words(name)),
            named("title", texts(name, name)),
            named("description", texts(&zh, &en)),
        ];
        merged.scenario.entries.splice(0..0, own_names);
        let own = parse(&loader.sources, merged.file, &loader.problems);
        let mut policy = Table::default();
        policy.entries.push(named("file", words(EMBEDDED_POLICIES[0].0)));
        if let Some(changes) = own.get("policy").and_then(Entry::table) {
            policy.entries.extend(changes.entries.iter().filter(|entry| entry.key != "file").cloned());
        }
        commented_scenario_text(&merged.scenario, &policy, &|path| {
            described(path).map(|(meaning, _)| format!("{} · {}", meaning.zh, meaning.en))
        })
    }
}
