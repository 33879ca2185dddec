//! Layers: the file given, what it extends, the policy that it names, and overlays on top.

use std::path::{Component, Path, PathBuf};

use super::merge::put_on;
use crate::files::diagnostics::{Problems, advice_among};
use crate::files::reader::id_fault;
use crate::files::source::{FileId, Place, Sources};
use crate::files::tree::{Entry, Item, Node, Table, parse, quoted};
use crate::files::{Files, MOST_BYTES};
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
        keep_own(&mut layers, &["id", "title", "description"]);
        let read: Vec<Layer> =
            overlays.iter().filter_map(|overlay| self.layer(&Reference::file(overlay), None)).collect();
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
        Some((self.policy_table(layers), file))
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
                        format!("policy: {} is no section", other.described()),
                        "write [policy] and under it file = \"xinxiang-2022-9\"",
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
            if says_nothing(&self.sources.file(layer.file).text) {
                self.problems.error(
                    Place::top_of(layer.file),
                    "the file states nothing",
                    "begin with a shipped scenario, or extend one: extends = \"baseline.toml\"",
                );
                return None;
            }
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
                        "let the lowest file state everything and extend nothing",
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
                self.problems.error(
                    place,
                    format!("the file {} cannot be read: {error}", quoted(&name)),
                    "check the name; a path in a file is relative to that file",
                );
                return None;
            }
        };
        if bytes.len() > MOST_BYTES {
            let (file, _) = self.sources.add(name, b"");
            self.problems.error(
                named_at.unwrap_or(Place::top_of(file)),
                format!(
                    "the file {} has more than {MOST_BYTES} bytes",
                    quoted(&self.sources.file(file).name)
                ),
                "check the name; scenario and policy files have some ten thousand",
            );
            return None;
        }
        let (file, invalid) = self.sources.add(name, &bytes);
        if let Some(position) = invalid {
            self.problems.error(
                Place::new(file, position..position + 1),
                "the file is no UTF-8 text from here on",
                "save it with the encoding UTF-8",
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
                format!("{key}: {} is no name of a file", item.node.described()),
                "write a path in quotation marks, such as \"baseline.toml\"",
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
        let (what, embedded) = match key {
            "policy.file" => (
                "neither a path ending in .toml nor a policy of the program",
                format!("; policies of the program: {}", advice_among(name, &ids)),
            ),
            _ => ("no path ending in .toml", String::new()),
        };
        self.problems.error(
            item.place,
            format!("{key}: {} is {what}", quoted(name)),
            format!("write a path ending in .toml, relative to this file{embedded}"),
        );
        None
    }
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

fn chain_fault(trail: &[&Path], next: &Path) -> Option<String> {
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
        Some(_) => format!("extends: circular: {}", shown.join(" extends ")),
        None => format!("extends: more than {MOST_LAYERS} files extend each other"),
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
                format!("the overlay's name becomes part of the scenario's id: {}", fault.wrong),
                "give the overlay an id of a-z, 0-9, _ and -, or rename its file",
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
