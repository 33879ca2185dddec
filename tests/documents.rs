//! The pages of docs/ in step with code and cases: links, files, functions, clauses, readings and the words quoted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fiscast::case_file::load_cases;
use fiscast::policy::Readings;
use fiscast::scenario_file::embedded_policy;
use fiscast::things::Text;

fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(of_project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Markdown page of the project that a reader meets.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> =
        ["README.md", "README.zh-CN.md", "CHANGELOG.md", "scenarios/README.md"].map(str::to_owned).to_vec();
    for entry in std::fs::read_dir(of_project("docs")).expect("docs") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        if name.ends_with(".md") {
            pages.push(format!("docs/{name}"));
        }
    }
    pages
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, open: &str, close: char) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    for page in pages() {
        let folder = of_project(&page).parent().expect("a folder").to_path_buf();
        for link in between(&read(&page), "](", ')') {
            if link.contains("://") || link.starts_with('#') {
                continue;
            }
            let file = link.split('#').next().expect("a part");
            assert!(folder.join(file).exists(), "{page} links to {link}, which does not exist");
            count += 1;
        }
    }
    assert!(count > 40, "{count} links");
}

#[test]
fn every_file_of_code_that_a_page_names_exists() {
    for page in pages() {
        for name in between(&read(&page), "`src/", '`') {
            let name = format!("src/{}", name.split(':').next().expect("a part"));
            assert!(of_project(&name).exists(), "{page} names {name}, which does not exist");
        }
    }
}

/// Titles of cases by file, each with its readings.
fn cases() -> BTreeMap<String, Vec<(Text, Readings, Vec<String>)>> {
    let entries = std::fs::read_dir(of_project("tests/cases")).expect("cases");
    entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let loaded = load_cases(&path, &|path: &Path| std::fs::read(path));
            let policy = loaded.policy.expect("a policy");
            let case = |case: fiscast::case_file::LoadedCase| {
                let clauses =
                    case.case.clauses.iter().map(|id| policy.clauses[id.index()].id.clone()).collect();
                (case.case.title, case.case.readings, clauses)
            };
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, loaded.cases.into_iter().map(case).collect())
        })
        .collect()
}

/// The sections of a page below headings of three marks, by heading.
fn sections(page: &str) -> Vec<(String, String)> {
    let text = format!("\n{}", read(page));
    let parts = text.split("\n### ").skip(1);
    parts
        .map(|part| {
            let part = part.split("\n## ").next().expect("a part");
            let (heading, body) = part.split_once('\n').expect("a heading");
            (heading.to_owned(), body.to_owned())
        })
        .collect()
}

#[test]
fn every_clause_of_the_policy_has_a_section_with_its_words_function_and_cases() {
    let policy = embedded_policy("xinxiang-2022-9").expect("the policy");
    let (sections, cases) = (sections("docs/policy.md"), cases());
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for clause in &policy.clauses {
        let (_, body) = sections
            .iter()
            .find(|(heading, _)| heading.ends_with(&format!("(`{}`)", clause.id)))
            .unwrap_or_else(|| panic!("docs/policy.md has no section of {}", clause.id));
        assert!(
            plain(body).contains(&plain(&clause.citation.words)),
            "the section of {} lacks its words",
            clause.id
        );
        for unit in &clause.units {
            let last = unit.trim_start_matches('市');
            assert!(body.contains(last), "the section of {} lacks the unit {unit}", clause.id);
        }
        assert!(body.contains(clause.kind.name()), "the section of {} lacks its kind", clause.id);
        let files = between(body, "](../tests/cases/", ')');
        assert!(!files.is_empty(), "the section of {} names no cases", clause.id);
        for file in files {
            let looked_at =
                cases.get(file).is_some_and(|cases| cases.iter().any(|(_, _, ids)| ids.contains(&clause.id)));
            assert!(looked_at, "{file} has no case of {}", clause.id);
        }
        for switch in clause.kind.switches() {
            assert!(
                body.contains(&format!("`{switch}`")),
                "the section of {} lacks the reading {switch}",
                clause.id
            );
        }
    }
    // the table of kinds: file and function
    for row in read("docs/policy.md").lines().filter(|row| row.contains("`src/policy/")) {
        let Some(function) =
            between(row, "`", '`').into_iter().find_map(|word| word.strip_suffix("::decide"))
        else {
            continue;
        };
        assert!(read(&format!("src/policy/{function}.rs")).contains("fn decide"), "{row}");
    }
}

#[test]
fn every_option_of_a_reading_has_a_case_that_shows_it() {
    let (sections, cases) = (sections("docs/policy.md"), cases());
    for (switch, options) in Readings::SWITCHES {
        let (_, body) = sections
            .iter()
            .find(|(heading, _)| heading.starts_with(&format!("`{switch}`:")))
            .unwrap_or_else(|| panic!("docs/policy.md has no section of {switch}"));
        for option in *options {
            assert!(body.contains(&format!("- For `{option}`:")), "{switch}: nothing is said for {option}");
            let line = body.lines().find(|line| line.starts_with(&format!("- `{option}`: “")));
            let line = line.unwrap_or_else(|| panic!("{switch}: no case is named for {option}"));
            let title = between(line, "“", '”')[0];
            let file = between(line, "](../tests/cases/", ')')[0];
            let found = cases[file].iter().find(|(of, _, _)| of.en == title);
            let (_, readings, _) = found.unwrap_or_else(|| panic!("{file} has no case “{title}”"));
            assert!(
                readings.chosen().contains(&(switch, option)),
                "“{title}” does not read {switch} = {option}"
            );
        }
    }
}
