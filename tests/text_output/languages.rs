//! Every word that is shown exists in both languages.

use std::fs;
use std::path::{Path, PathBuf};

use super::support::{Folder, of_project};

/// Characters of Chinese, its punctuation included.
fn is_chinese(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}

/// A text without the units of money, which English keeps as the files write them.
fn without_units(text: &str) -> String {
    ["万元", "亿元", "元"].iter().fold(text.to_owned(), |text, unit| text.replace(unit, ""))
}

/// Two lower-case English words side by side, which no identifier and no value has.
fn english_words(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    words.windows(2).find(|pair| pair.iter().all(|word| is_word(word))).map(|pair| pair.join(" "))
}

/// The complete scenario with its policy, where everything that a file writes in one language alone is of neither.
fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["complete.toml", "policy.toml"] {
        let text = fs::read_to_string(of_project("tests/bad_input").join(name)).expect(name);
        let of_one_language = ["article = ", "words = ", "document = ", "issuer = ", "units = "];
        let mut plain = String::new();
        for line in text.lines() {
            let key = of_one_language.iter().find(|key| line.starts_with(**key));
            let line = match key {
                Some(key @ &"units = ") => format!("{key}[\"X1\"]"),
                Some(key) => format!("{key}\"X1\""),
                // sources and an age stand inside of lines
                None => {
                    ["2年", "河南商报 2022-03-23", "财政体制", "颁奖大会", "JITRI 2020", "A-share IPO counts"]
                        .iter()
                        .fold(line.to_owned(), |line, written| {
                            line.replace(written, if *written == "2年" { "2" } else { "X1" })
                        })
                }
            };
            plain.push_str(&line);
            plain.push('\n');
        }
        folder.write(name, &plain);
    }
    folder
}

#[test]
fn no_output_mixes_the_languages() {
    let folder = folder();
    let run = ["run", "complete.toml", "--paths", "50", "--force"];
    let commands: [&[&str]; 7] = [
        &run,
        &["show", "complete.toml"],
        &["show", "complete.toml", "--diff", "tutorial.toml"],
        &["clauses", "--policy", "policy.toml"],
        &["apply", "events.csv", "--scenario", "complete.toml"],
        &["trace", "complete.toml", "--worst", "2", "--paths", "500"],
        &["new", "begun", "--from", "tutorial"],
    ];
    for arguments in commands {
        for language in ["zh", "en"] {
            if arguments[0] == "new" {
                let name = format!("begun-{language}");
                let text = folder.printed(&["new", &name], language);
                assert_eq!(text.contains("已写入"), language == "zh");
                continue;
            }
            let text = folder.printed(arguments, language);
            assert!(text.lines().count() > 5, "{arguments:?} says something");
            for line in text.lines() {
                match language {
                    "en" => {
                        let plain = without_units(line);
                        assert!(!plain.chars().any(is_chinese), "{arguments:?}: Chinese in English: {line}");
                    }
                    _ => assert_eq!(english_words(line), None, "{arguments:?}: English in Chinese: {line}"),
                }
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// A string literal at the beginning of a text, and what follows it.
fn literal(text: &str) -> Option<(String, &str)> {
    let rest = text.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = rest.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    })?;
    Some((rest[..end.0].to_owned(), &rest[end.0 + 1..]))
}

/// Pairs of literals that the program says: Chinese, then English.
#[test]
fn what_is_said_in_pairs_is_chinese_first_and_english_second() {
    let mut pairs = 0;
    for path in sources(&of_project("src")) {
        let text = fs::read_to_string(&path).expect("a source file");
        for call in [".say(", "Text::new(", "readings! {"] {
            for after in text.split(call).skip(1) {
                let Some((zh, rest)) = literal(after) else { continue };
                let Some((en, _)) = rest.trim_start().strip_prefix(',').and_then(literal) else { continue };
                let place = format!("{}: {zh:?} / {en:?}", path.display());
                assert_eq!(zh.trim().is_empty(), en.trim().is_empty(), "{place}: one is empty");
                let letters = zh.chars().any(|c| c.is_ascii_alphabetic());
                assert!(zh.chars().any(is_chinese) || !letters, "{place}: the first is no Chinese");
                assert!(!without_units(&en).chars().any(is_chinese), "{place}: the second is no English");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 80, "only {pairs} pairs were found");
}
