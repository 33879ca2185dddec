//! Layers: the file given, what it extends, the policy that it names, and overlays on top.

use std::path::{Component, Path, PathBuf};

use super::load::FileKind;
use super::merge::put_on;
use crate::files::diagnostics::{Fault, Problems, advice_among, meant, nearest};
use crate::files::reader::id_fault;
use crate::files::source::{FileId, Place, Sources};
use crate::files::tree::{Entry, Item, Node, Table, parse, quoted};
use crate::files::{Files, MOST_BYTES};
use crate::language::{Text, both, system_reason};
use crate::policy::Readings;

/// Policies that are part of the program, by the name that `policy.file` calls them.
pub const EMBEDDED_POLICIES: &[(&str, &str)] =
    &[("xinxiang-2022-9", include_str!("../../scenarios/policies/xinxiang-2022-9.toml"))];

/// The most files that may extend each other.
const MOST_LAYERS: usize = 16;

/// A file as a layer.
pub(super) struct Layer {
    pub table: Table,
    pub file: FileId,
    path: PathBuf,
}

/// A scenario's merged layers.
pub(super) struct Merged {
    /// The scenario without its policy.
    pub scenario: Table,
    /// The policy with the scenario's overrides; none where its file could not be found.
    pub policy: Option<Table>,
    /// The file that was given.
    pub file: FileId,
}

/// Reads files and puts them on each other.
pub(super) struct Loader<'f> {
    files: &'f dyn Files,
    pub sources: Sources,
    pub problems: Problems,
}

impl<'f> Loader<'f> {
    pub fn new(files: &'f dyn Files) -> Self {
        Loader { files, sources: Sources::default(), problems: Problems::default() }
    }

    /// Reads a scenario with all that it rests on.
    pub fn scenario(&mut self, path: &Path, overlays: &[PathBuf]) -> Option<Merged> {
        let mut layers = self.chain(Reference::file(path), None)?;
        let file = layers.last()?.file;
        self.refuse_other_kind(layers.last()?, FileKind::Scenario)?;
        keep_own(&mut layers, &["id", "title", "description"]);
        let read: Vec<Layer> = overlays.iter().filter_map(|overlay| self.overlay(overlay)).collect();
        let mut names = Vec::new();
        for mut overlay in read {
            overlay.table.take("extends");
            overlay.table.take("description");
            names.push(OverlayName::taken_from(&mut overlay, &self.problems));
            layers.push(overlay);
        }
        let (scenario, policy) = self.merged(layers);
        let mut scenario = scenario;
        add_names(&mut scenario, &names);
        state_readings(&mut scenario, file);
        Some(Merged { scenario, policy, file })
    }

    /// Reads a policy file with all that it extends; the second is the file given.
    pub fn policy(&mut self, path: &Path) -> Option<(Table, FileId)> {
        let layers = self.chain(Reference::file(path), None)?;
        let file = layers.last()?.file;
        self.refuse_other_kind(layers.last()?, FileKind::Policy)?;
        Some((self.policy_table(layers), file))
    }

    /// Reads an overlay, which is part of a scenario.
    fn overlay(&mut self, path: &Path) -> Option<Layer> {
        let layer = self.layer(&Reference::file(path), None)?;
        if says_nothing(&self.sources.file(layer.file).text) {
            self.problems.warning(
                Place::top_of(layer.file),
                both!("叠加文件没有内容，不改变任何参数", "the overlay states nothing and changes nothing"),
                both!(
                    "请写出要改的键，或去掉这一文件",
                    "state the keys that it changes, or leave the file out"
                ),
            );
        }
        self.refuse_other_kind(&layer, FileKind::Scenario)?;
        Some(layer)
    }

    fn refuse_empty(&self, layer: &Layer) -> Option<()> {
        if !says_nothing(&self.sources.file(layer.file).text) {
            return Some(());
        }
        self.problems.error(
            Place::top_of(layer.file),
            both!("文件没有内容", "the file states nothing"),
            both!(
                "请从自带情景开始，或扩展一个情景：extends = \"baseline.toml\"",
                "begin with a shipped scenario, or extend one: extends = \"baseline.toml\""
            ),
        );
        None
    }

    /// A misspelt `extends` makes everything below it seem missing.
    fn refuse_misspelt_extends(&self, layer: &Layer) -> Option<()> {
        const EXTENDS: &str = "extends";
        let is_near = |entry: &&Entry| entry.key != EXTENDS && nearest(&entry.key, [EXTENDS]).is_some();
        let Some(Entry { key, key_place, .. }) = layer.table.entries.iter().find(is_near) else {
            return Some(());
        };
        self.problems.error(*key_place, both!("{key}：没有这一键", "{key}: unknown key"), meant(EXTENDS));
        None
    }

    /// Nothing of a policy can be judged as a scenario, and the other way round.
    fn refuse_other_kind(&self, layer: &Layer, wanted: FileKind) -> Option<()> {
        let keys = layer.table.entries.iter().map(|entry| entry.key.as_str());
        let (wrong, right) = match FileKind::of_keys(keys).filter(|found| *found != wanted) {
            None => return Some(()),
            Some(FileKind::Policy) => (
                both!("这是政策文件，不是情景", "this is a policy, not a scenario"),
                both!(
                    "请指定情景文件；情景以 [policy] 下的 file 指定其政策，`fiscast clauses --policy` 显示政策",
                    "name a scenario, which names its policy by file under [policy]; `fiscast clauses --policy` shows a policy"
                ),
            ),
            Some(FileKind::Scenario) => (
                both!("这是情景文件，不是政策", "this is a scenario, not a policy"),
                both!(
                    "请指定政策文件，如 scenarios/policies/ 下的文件",
                    "name a policy, such as one of scenarios/policies/"
                ),
            ),
        };
        self.problems.error(Place::top_of(layer.file), wrong, right);
        None
    }

    fn policy_table(&mut self, mut layers: Vec<Layer>) -> Table {
        keep_own(&mut layers, &["id", "title"]);
        let mut policy = Table::default();
        for layer in layers {
            put_on(&mut policy, layer.table, "", &self.problems);
        }
        policy
    }

    /// Merges a scenario's layers; the policy overrides of every layer go on top of the policy's own file.
    fn merged(&mut self, layers: Vec<Layer>) -> (Table, Option<Table>) {
        let mut scenario = Table::default();
        let mut overrides = Vec::new();
        let mut named: Option<(Item, PathBuf)> = None;
        for mut layer in layers {
            if let Some(entry) = layer.table.take("policy") {
                match entry.item.node {
                    Node::Table(mut table) => {
                        if let Some(file) = table.take("file") {
                            named = Some((file.item, layer.path.clone()));
                        }
                        overrides.push(table);
                    }
                    other => self.problems.error(
                        entry.item.place,
                        other.described().then("不是一节", " is no section").about("policy"),
                        both!(
                            "请写 [policy]，其下写 file = \"xinxiang-2022-9\"",
                            "write [policy] and under it file = \"xinxiang-2022-9\""
                        ),
                    ),
                }
            }
            put_on(&mut scenario, layer.table, "", &self.problems);
        }
        let policy = named.and_then(|(item, from)| self.policy_named(&item, &from));
        let policy = policy.map(|mut policy| {
            for table in overrides {
                put_on(&mut policy, table, "policy", &self.problems);
            }
            policy
        });
        (scenario, policy)
    }

    fn policy_named(&mut self, item: &Item, from: &Path) -> Option<Table> {
        let reference = self.reference("policy.file", item, from)?;
        let layers = self.chain(reference, Some(item.place))?;
        Some(self.policy_table(layers))
    }

    /// A file and what it extends, the lowest first; none where one of them is not to be had, because what the
    /// others say cannot be judged without it.
    fn chain(&mut self, top: Reference, named_at: Option<Place>) -> Option<Vec<Layer>> {
        let mut layers: Vec<Layer> = Vec::new();
        let (mut next, mut named_at) = (Some(top), named_at);
        while let Some(reference) = next.take() {
            let mut layer = self.layer(&reference, named_at)?;
            self.refuse_empty(&layer)?;
            self.refuse_misspelt_extends(&layer)?;
            if let Some(extends) = layer.table.take("extends") {
                next = Some(self.reference("extends", &extends.item, &layer.path)?);
                named_at = Some(extends.item.place);
                let mut trail: Vec<&Path> = layers.iter().map(|layer| layer.path.as_path()).collect();
                trail.push(&layer.path);
                let wrong = next.as_ref().and_then(|next| chain_fault(&trail, &next.path));
                if let Some(wrong) = wrong {
                    self.problems.error(
                        extends.item.place,
                        wrong,
                        both!(
                            "最底层的文件应写出全部内容，不再 extends 其他文件",
                            "let the lowest file state everything and extend nothing"
                        ),
                    );
                    return None;
                }
            }
            layers.push(layer);
        }
        layers.reverse();
        Some(layers)
    }

    fn layer(&mut self, reference: &Reference, named_at: Option<Place>) -> Option<Layer> {
        let name = reference.path.display().to_string();
        let read = match reference.embedded {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.files.read(&reference.path),
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                let place = named_at.unwrap_or_else(|| Place::top_of(self.sources.add(name.clone(), b"").0));
                let Fault { wrong, right } = unread(&name, &error, named_at.is_some());
                self.problems.error(place, wrong, right);
                return None;
            }
        };
        if bytes.len() > MOST_BYTES {
            let (file, _) = self.sources.add(name, b"");
            let quoted = quoted(&self.sources.file(file).name);
            self.problems.error(
                named_at.unwrap_or(Place::top_of(file)),
                both!(
                    "文件 {quoted} 超过 {MOST_BYTES} 字节",
                    "the file {quoted} has more than {MOST_BYTES} bytes"
                ),
                both!(
                    "请检查文件名；情景与政策文件约为一万字节",
                    "check the name; scenario and policy files have some ten thousand"
                ),
            );
            return None;
        }
        let (file, invalid) = self.sources.add(name, &bytes);
        if let Some(position) = invalid {
            self.problems.error(
                Place::new(file, position..position + 1),
                both!("从此处起不是 UTF-8 文本", "the file is no UTF-8 text from here on"),
                both!("请以 UTF-8 编码保存", "save it with the encoding UTF-8"),
            );
            return None;
        }
        let table = parse(&self.sources, file, &self.problems);
        Some(Layer { table, file, path: reference.path.clone() })
    }

    /// What `extends` or `policy.file` names.
    fn reference(&self, key: &str, item: &Item, from: &Path) -> Option<Reference> {
        let Node::Text(name) = &item.node else {
            self.problems.error(
                item.place,
                item.node.described().then("不是文件名", " is no name of a file").about(key),
                both!(
                    "请在引号中写路径，如 \"baseline.toml\"",
                    "write a path in quotation marks, such as \"baseline.toml\""
                ),
            );
            return None;
        };
        if name.ends_with(".toml") {
            let folder = from.parent().unwrap_or(Path::new(""));
            return Some(Reference::file(&folder.join(name)));
        }
        if let Some((id, text)) = EMBEDDED_POLICIES.iter().find(|(id, _)| id == name) {
            return Some(Reference { path: PathBuf::from(format!("policy:{id}")), embedded: Some(text) });
        }
        let ids: Vec<&str> = EMBEDDED_POLICIES.iter().map(|(id, _)| *id).collect();
        let is_policy = key == "policy.file";
        let quoted = quoted(name);
        let wrong = match is_policy {
            true => both!(
                "{quoted} 既不是以 .toml 结尾的路径，也不是程序自带的政策",
                "{quoted} is neither a path ending in .toml nor a policy of the program"
            ),
            false => both!("{quoted} 不是以 .toml 结尾的路径", "{quoted} is no path ending in .toml"),
        };
        let right = both!(
            "请写以 .toml 结尾、相对于本文件的路径",
            "write a path ending in .toml, relative to this file"
        );
        let embedded = advice_among(name, &ids).after("；程序自带的政策：", "; policies of the program: ");
        let right = if is_policy { right.then(&embedded.zh, &embedded.en) } else { right };
        self.problems.error(item.place, wrong.about(key), right);
        None
    }
}

/// What is wrong with a file that was not read, `named` in another file or on the command line.
fn unread(name: &str, error: &std::io::Error, named: bool) -> Fault {
    let quoted = quoted(name);
    let wrong = match error.kind() {
        std::io::ErrorKind::NotFound => both!("没有文件 {quoted}", "there is no file {quoted}"),
        std::io::ErrorKind::IsADirectory => {
            both!("{quoted} 是文件夹，不是文件", "{quoted} is a folder, not a file")
        }
        _ => {
            let reason = system_reason(error);
            both!("无法读取文件 {quoted}：{reason}", "the file {quoted} cannot be read: {error}")
        }
    };
    let right = match named {
        true => both!(
            "请检查名称；文件中的路径相对于该文件",
            "check the name; a path in a file is relative to that file"
        ),
        false => both!("请检查路径", "check the path"),
    };
    Fault::new(wrong, right)
}

/// Whether a file has nothing but comments and empty lines.
fn says_nothing(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

/// A file to read.
struct Reference {
    path: PathBuf,
    embedded: Option<&'static str>,
}

impl Reference {
    fn file(path: &Path) -> Self {
        Reference { path: normalised(path), embedded: None }
    }
}

/// The path without `.` and, where the text shows it, without `..`: one file has one name.
fn normalised(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn chain_fault(trail: &[&Path], next: &Path) -> Option<Text> {
    let at = trail.iter().position(|path| *path == next);
    if at.is_none() && trail.len() < MOST_LAYERS {
        return None;
    }
    let shown: Vec<String> = trail[at.unwrap_or(0)..]
        .iter()
        .copied()
        .chain([next])
        .map(|path| quoted(&path.display().to_string()))
        .collect();
    Some(match at {
        Some(_) => {
            let circle = shown.join(" extends ");
            both!("extends：循环引用：{circle}", "extends: circular: {circle}")
        }
        None => both!(
            "extends：超过 {MOST_LAYERS} 个文件相互引用",
            "extends: more than {MOST_LAYERS} files extend each other"
        ),
    })
}

/// Only the last layer keeps what is a file's own.
fn keep_own(layers: &mut [Layer], own: &[&str]) {
    if let Some((_, below)) = layers.split_last_mut() {
        for layer in below {
            for key in own {
                layer.table.take(key);
            }
        }
    }
}

/// States every reading that no layer mentions: it stands at its first option, visibly.
fn state_readings(scenario: &mut Table, file: FileId) {
    let place = Place::top_of(file);
    let entry =
        |key: &str, node: Node| Entry { key: key.to_owned(), key_place: place, item: Item { node, place } };
    if scenario.get("readings").is_none() {
        scenario.entries.push(entry("readings", Node::Table(Table::default())));
    }
    let Some(Entry { item: Item { node: Node::Table(readings), .. }, .. }) = scenario.get_mut("readings")
    else {
        return;
    };
    for (switch, options) in Readings::SWITCHES {
        if readings.get(switch).is_none() {
            readings.entries.push(entry(switch, Node::Text(options[0].to_owned())));
        }
    }
}

/// How an overlay shows in the name of what it changes.
struct OverlayName {
    id: String,
    title: [Option<String>; 2],
}

impl OverlayName {
    fn taken_from(overlay: &mut Layer, problems: &Problems) -> Self {
        let text = |item: &Item| match &item.node {
            Node::Text(text) => Some(text.clone()),
            _ => None,
        };
        let stem = overlay.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stated = overlay.table.take("id");
        let place = stated.as_ref().map_or(Place::top_of(overlay.file), |entry| entry.item.place);
        let id = match &stated {
            Some(entry) => text(&entry.item).unwrap_or_else(|| entry.item.node.words()),
            None => stem.unwrap_or_default(),
        };
        if let Some(fault) = id_fault(&id, "+") {
            problems.error(
                place,
                fault.wrong.after(
                    "叠加文件的名称会成为情景标识的一部分：",
                    "the overlay's name becomes part of the scenario's id: ",
                ),
                both!(
                    "请给叠加文件一个由 a-z、0-9、_ 和 - 组成的 id，或改文件名",
                    "give the overlay an id of a-z, 0-9, _ and -, or rename its file"
                ),
            );
            return OverlayName { title: [None, None], id: String::from("overlay") };
        }
        let title = overlay.table.take("title");
        let of = |language: &str| {
            title.as_ref().and_then(Entry::table).and_then(|t| t.get(language)).and_then(|e| text(&e.item))
        };
        OverlayName { title: [of("zh"), of("en")], id }
    }
}

/// Adds the overlays' names to the scenario's: `base+overlay`.
fn add_names(scenario: &mut Table, names: &[OverlayName]) {
    for name in names {
        if let Some(Entry { item: Item { node: Node::Text(id), .. }, .. }) = scenario.get_mut("id") {
            id.push('+');
            id.push_str(&name.id);
        }
        let Some(Entry { item: Item { node: Node::Table(title), .. }, .. }) = scenario.get_mut("title")
        else {
            continue;
        };
        for (language, addition) in ["zh", "en"].iter().zip(&name.title) {
            if let Some(Entry { item: Item { node: Node::Text(words), .. }, .. }) = title.get_mut(language) {
                words.push_str(" + ");
                words.push_str(addition.as_ref().unwrap_or(&name.id));
            }
        }
    }
}
