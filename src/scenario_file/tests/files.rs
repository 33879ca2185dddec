//! Files in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::files::{Diagnostic, Files, Severity};
use crate::language::{Language, Text};
use crate::scenario_file::{Loaded, load_scenario};

pub const COMPLETE: &str = include_str!("../../../tests/bad_input/complete.toml");
pub const POLICY: &str = include_str!("../../../tests/bad_input/policy.toml");

/// Files by name.
#[derive(Clone, Default)]
pub struct Memory(BTreeMap<PathBuf, Vec<u8>>);

impl Memory {
    /// The complete scenario and its policy.
    pub fn complete() -> Self {
        Memory::default().with("complete.toml", COMPLETE).with("policy.toml", POLICY)
    }

    #[must_use]
    pub fn with(mut self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.0.insert(name.into(), text.as_ref().to_vec());
        self
    }

    pub fn load(&self, name: &str, overlays: &[&str]) -> Loaded {
        let overlays: Vec<PathBuf> = overlays.iter().map(PathBuf::from).collect();
        load_scenario(Path::new(name), &overlays, self)
    }

    /// Loads what must have no problem.
    pub fn sound(&self, name: &str, overlays: &[&str]) -> Loaded {
        let loaded = self.load(name, overlays);
        assert!(loaded.scenario.is_some(), "{}", loaded.diagnostics.render(Language::English, false));
        loaded
    }
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(path).cloned().ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file"))
    }
}

/// A text with one part replaced, which must stand in it once.
pub fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from:?} must stand in the text once");
    text.replace(from, to)
}

/// Takes the mark `‸` out of a text and says at which line and column (in characters) it stood.
pub fn marked(text: &str) -> (String, usize, usize) {
    let (before, after) = text.split_once('‸').expect("the text has a mark");
    let lines: Vec<&str> = before.split('\n').collect();
    let column = lines.last().map_or(0, |line| line.chars().count()) + 1;
    (format!("{before}{after}"), lines.len(), column)
}

/// The errors of a load, each told in both languages.
pub fn errors(loaded: &Loaded) -> Vec<Diagnostic> {
    for problem in loaded.diagnostics.iter() {
        for Text { zh, en } in [&problem.message, &problem.advice] {
            assert!(zh.contains(is_chinese) && zh != en, "{zh}: {en}");
        }
    }
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    loaded.diagnostics.iter().filter(is_error).cloned().collect()
}

fn is_chinese(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}
