//! Every parameter of every shipped scenario has words in both languages.

use std::path::{Path, PathBuf};

use fiscast::language::Language;
use fiscast::scenario_file::{described, load_scenario};

fn from_disk(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn scenarios() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["scenarios", "scenarios/splits", "scenarios/reforms", "scenarios/other-cities"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let entries = std::fs::read_dir(folder).expect("a folder of scenarios");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let is_scenario = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".toml") && !name.ends_with("-policy.toml")
        };
        files.extend(paths.filter(is_scenario));
    }
    files
}

#[test]
fn the_register_of_every_shipped_scenario_takes_its_words_from_the_catalogue() {
    let scenarios = scenarios();
    assert!(scenarios.len() >= 18, "{scenarios:?}");
    for path in scenarios {
        let loaded = load_scenario(&path, &[], &from_disk);
        let scenario = loaded
            .scenario
            .unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
        assert!(scenario.assumptions.len() > 70, "{}", path.display());
        for assumption in &scenario.assumptions {
            let words = described(&assumption.path);
            let (meaning, unit) = words.unwrap_or_else(|| {
                panic!("{}: {} has no entry in the catalogue", path.display(), assumption.path)
            });
            assert_eq!((&assumption.meaning, &assumption.unit), (&meaning, &unit), "{}", assumption.path);
            assert_ne!(meaning.zh, meaning.en, "{}", assumption.path);
        }
    }
}
