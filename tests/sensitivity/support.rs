//! Scenarios with a change on top.

use std::path::{Path, PathBuf};

use fiscast::language::Language;
use fiscast::scenario::{Assumption, Scenario};
use fiscast::scenario_file::{Loaded, load_scenario};

/// A file of the project.
pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A scenario file with overlays given as texts.
pub fn loaded(path: &Path, overlays: &[&str]) -> Loaded {
    let name = |index: usize| PathBuf::from(format!("overlay-{index}.toml"));
    let names: Vec<PathBuf> = (0..overlays.len()).map(name).collect();
    let read = |path: &Path| match names.iter().position(|name| name == path) {
        Some(index) => Ok(overlays[index].as_bytes().to_vec()),
        None => std::fs::read(path),
    };
    load_scenario(path, &names, &read)
}

/// A sound scenario.
pub fn scenario(path: &Path, overlays: &[&str]) -> Scenario {
    let loaded = loaded(path, overlays);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)))
}

/// An overlay that states a parameter's value by the words in which the register has it.
pub fn overlay(assumption: &Assumption, words: &str) -> String {
    let (section, key) = assumption.path.rsplit_once('.').expect("a key in a section");
    let number = |word: &str| match word.starts_with("20") && word.matches('-').count() == 2 {
        true => word.to_owned(),
        false => format!("\"{word}\""),
    };
    let map = || {
        let entries = words.split(", ").map(|entry| {
            let (name, value) = entry.split_once(" = ").expect("a name and a value");
            format!("\"{name}\" = \"{value}\"")
        });
        entries.collect::<Vec<_>>().join(", ")
    };
    let value = if !assumption.alternatives.is_empty() {
        format!("weights = {{ {} }}", map())
    } else if words.contains(" = ") {
        format!("by_year = {{ {} }}", map())
    } else if words.contains(", ") {
        format!("value = [{}]", words.split(", ").map(number).collect::<Vec<_>>().join(", "))
    } else {
        format!("value = {}", number(words))
    };
    format!("[{section}]\n{key} = {{ {value}, assumption = true }}\n")
}
