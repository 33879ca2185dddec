//! docs/another-policy.md and the files of Example City agree: excerpts are word for word, commands print what is quoted.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;

fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The blocks of one language of the page.
fn blocks(language: &str) -> Vec<String> {
    let page = fs::read_to_string(of_project("docs/another-policy.md")).expect("the page");
    let (page, fence) = (page.replace("\r\n", "\n"), format!("\n```{language}\n"));
    let blocks = page.split(&fence).skip(1).map(|block| block.split("```").next().unwrap_or_default());
    let blocks: Vec<String> = blocks.map(str::to_owned).collect();
    assert!(!blocks.is_empty(), "the page has no block of {language}");
    blocks
}

/// The file that a block of TOML names in its first line, and the rest of the block.
fn named(block: &str) -> (&str, &str) {
    let (first, rest) = block.split_once('\n').expect("lines");
    let name = first.strip_prefix("# ").filter(|name| name.ends_with(".toml"));
    (name.unwrap_or_else(|| panic!("a block begins with no file's name but with {first:?}")), rest)
}

/// Runs the program in a folder; its exit code, and what it prints, problems first as on a terminal.
fn ended(arguments: &[&str], folder: &Path) -> (Option<i32>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("fiscast"));
    command.timeout(Duration::from_secs(120)).env_remove("COLUMNS").env_remove("RUST_BACKTRACE");
    // as the page says
    command.env("FISCAST_LANG", "en");
    let output = command.args(arguments).current_dir(folder).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stderr) + &text(output.stdout))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copied file");
        }
    }
}

#[test]
fn excerpts_are_word_for_word() {
    for block in blocks("toml") {
        let (name, excerpt) = named(&block);
        if name.contains('/') {
            let file = fs::read_to_string(of_project(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(file.replace("\r\n", "\n").contains(excerpt), "{name} does not hold:\n{excerpt}");
        }
    }
}

#[test]
fn the_example_is_valid_and_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let [policy, example] = ["example-policy", "example"]
        .map(|name| of_project(&format!("scenarios/other-cities/{name}.toml")).display().to_string());
    let (code, printed) = ended(&["check", &policy, &example], folder.path());
    assert_eq!(code, Some(0), "{printed}");
    assert!(!printed.contains("warning"), "{printed}");
    let (code, printed) = ended(&["run", &example, "--paths", "200"], folder.path());
    assert_eq!(code, Some(0), "{printed}");
}

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn commands_print_what_the_page_quotes() {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["scenarios", "tests/cases"] {
        copy(&of_project(part), &folder.path().join(part));
    }
    for block in blocks("toml") {
        let (name, text) = named(&block);
        if !name.contains('/') {
            fs::write(folder.path().join(name), text).expect("a file of the reader's own");
        }
    }
    for block in blocks("console") {
        for step in block.strip_prefix("$ fiscast ").expect("a command first").split("\n$ fiscast ") {
            let (command, quoted) = step.split_once('\n').expect("what is printed");
            let (code, printed) = ended(&command.split_whitespace().collect::<Vec<_>>(), folder.path());
            assert_eq!(code == Some(0), !quoted.contains("error:"), "fiscast {command}\n{printed}");
            let mut left = printed.lines();
            let missing =
                quoted.lines().filter(|line| *line != "…").find(|line| !left.any(|found| found == *line));
            assert_eq!(missing, None, "fiscast {command} printed\n{printed}");
        }
    }
}
