//! The order of the rooms: a room imports only rooms above it in docs/architecture.md, and what must not know
//! chance, money or files does not.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/` from the table of docs/architecture.md, top to bottom.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md");
    let table = text.split("<!-- rooms -->").nth(1).expect("the table of rooms is marked by <!-- rooms -->");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| line.split('`').nth(1).expect("a room's name").to_owned()).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The room of a source file: its first folder, or its own name.
fn room_of(path: &Path) -> String {
    let relative = path.strip_prefix(root().join("src")).expect("a file of src");
    let first = relative.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// A source file without its comments, which may speak of any room.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names as `crate::room`.
fn imports(text: &str) -> Vec<String> {
    let named = text.split("crate::").skip(1);
    named.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let rooms = rooms();
    let position = |room: &str| rooms.iter().position(|candidate| candidate == room);
    let mut seen = Vec::new();
    for path in sources(&root().join("src")) {
        let room = room_of(&path);
        if room == "lib" || room == "main" {
            continue;
        }
        let own = position(&room)
            .unwrap_or_else(|| panic!("room {room} is not in the table of docs/architecture.md"));
        seen.push(own);
        for import in imports(&code(&path)) {
            let Some(other) = position(&import) else {
                panic!("{}: crate::{import} is no room", path.display())
            };
            assert!(other <= own, "{}: {room} imports {import}, which stands below it", path.display());
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), rooms.len(), "the table names a room that src/ does not have: {rooms:?}");
}

#[test]
fn law_knows_no_chance_and_chance_knows_no_law() {
    for path in sources(&root().join("src")) {
        let text = code(&path);
        let forbid = |words: &[&str]| {
            for word in words {
                assert!(!text.contains(word), "{} must not mention {word}", path.display());
            }
        };
        match room_of(&path).as_str() {
            "policy" => forbid(&["crate::chance", "rand::", "rand_distr", "std::fs", "std::time"]),
            "settlement" => forbid(&["crate::chance", "rand::", "rand_distr", "std::fs", "std::time", "f64"]),
            "chance" => forbid(&["crate::policy", "crate::settlement", "std::fs", "std::time"]),
            "charts" | "tables" | "workbook" => forbid(&["crate::simulation", "crate::chance", "std::fs"]),
            "results" | "cli" | "main" => {}
            _ => forbid(&["std::fs::", "std::time::"]),
        }
    }
}
