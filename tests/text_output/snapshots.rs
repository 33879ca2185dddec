//! Snapshots of the text output of small fixed scenarios, each looked at when it was taken. After a change that is meant:
//! `INSTA_UPDATE=always cargo test --test text_output`, and read the difference.

use super::support::Folder;

fn compared(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

fn in_both_languages(name: &str, arguments: &[&str]) {
    let folder = Folder::new();
    for language in ["zh", "en"] {
        let text = folder.printed(arguments, language);
        let trailing = text.lines().find(|line| line.ends_with(' '));
        assert_eq!(trailing, None, "{name}.{language}: a line ends with spaces");
        assert!(!text.contains('\u{1b}'), "{name}.{language}: colours in a pipe");
        compared(&format!("{name}.{language}"), &text);
    }
}

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_budget_table_with_its_histogram() {
    in_both_languages("run", &["run", "tutorial.toml", "--paths", "5000", "--force"]);
}

#[test]
fn the_clauses_of_a_policy() {
    in_both_languages("clauses", &["clauses", "--policy", "policy.toml"]);
}

#[test]
fn every_parameter_of_a_scenario() {
    in_both_languages("show", &["show", "complete.toml"]);
}

#[test]
fn the_difference_of_two_scenarios() {
    let folder = Folder::new();
    let change = "extends = \"complete.toml\"\nid = \"other\"\ntitle = { zh = \"另一\", en = \"Other\" }\n\
                  [spin_offs]\nformation_rate = \"1\"\n[policy]\nvalidity.last_day = 2025-12-31\n\
                  [institutes.planned]\naccreditation_probability = { remove = true }\n\
                  accreditation_dates = { remove = true }\naccredited = 2024-06-30\n";
    folder.write("other.toml", change);
    for language in ["zh", "en"] {
        let text = folder.printed(&["show", "complete.toml", "--diff", "other.toml"], language);
        compared(&format!("difference.{language}"), &text);
    }
}

#[test]
fn what_is_due_for_real_events() {
    in_both_languages("apply", &["apply", "events.csv", "--scenario", "complete.toml"]);
}

#[test]
#[cfg_attr(not(target_arch = "x86_64"), ignore = "floating point may round differently elsewhere")]
fn the_story_of_a_path() {
    in_both_languages("trace", &["trace", "tutorial.toml", "--path", "3"]);
}
