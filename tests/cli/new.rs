//! `fiscast new`: a scenario to start from.

use std::fs;

use fiscast::language::Language;
use fiscast::scenario::Scenario;
use fiscast::scenario_file::{Loaded, STARTS, load_scenario};

use super::support::{FEW, ended, fiscast, folder, names, of_project, write};

fn load(path: &std::path::Path) -> Loaded {
    load_scenario(path, &[], &|path: &std::path::Path| fs::read(path))
}

/// A scenario without what a new name and another place change.
fn without_names(loaded: &Loaded) -> Scenario {
    let mut scenario = loaded
        .scenario
        .clone()
        .unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
    for assumption in &mut scenario.assumptions {
        assumption.origin.file.clear();
        assumption.origin.line = 0;
    }
    scenario.id.clear();
    (scenario.title, scenario.description) = Default::default();
    scenario
}

#[test]
fn every_start_is_the_shipped_scenario_under_a_new_name_and_needs_no_other_file() {
    let folder = folder();
    for start in STARTS {
        let name = format!("from-{}", start.id);
        let run = ended(
            fiscast().args(["new", &name, "--from", start.id, "--lang", "en"]).current_dir(folder.path()),
        );
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", start.id);
        let file = format!("{name}.toml");
        assert!(run.stdout.contains(&format!("fiscast check {file}")), "{}", run.stdout);
        let checked = ended(fiscast().args(["check", &file]).current_dir(folder.path()));
        assert_eq!(checked.code, Some(0), "{}: {}", start.id, checked.stderr);
        let loaded = load(&folder.path().join(&file));
        let scenario = loaded.scenario.as_ref().expect("checked");
        assert_eq!((scenario.id.as_str(), scenario.title.zh.as_str()), (name.as_str(), name.as_str()));
        let shipped = load(&of_project(&format!("scenarios/{}.toml", start.id)));
        let (begun, shipped) = (without_names(&loaded), without_names(&shipped));
        // a merged file states its readings where the layers do, and all else in the same order
        assert!(begun == shipped, "{}: a value or its evidence differs", start.id);
        let text = fs::read_to_string(folder.path().join(&file)).expect("the file");
        let comments = text.lines().filter(|line| line.starts_with("# ")).count();
        assert!(comments > 20, "{}: {comments} comments", start.id);
        let words =
            [&format!("fiscast run {file}"), "schemas/", "scenarios/"].map(|word| text.contains(word));
        assert_eq!(words[..2], [true, false], "{}", start.id);
        assert!(start.id != "tutorial" || !words[2], "it does not send the reader to the shipped file");
    }
    assert_eq!(names(folder.path()).len(), STARTS.len());
}

#[test]
fn the_tutorial_is_the_usual_start_keeps_its_comments_and_runs() {
    let folder = folder();
    let run = ended(fiscast().args(["new", "my-city", "--lang", "zh"]).current_dir(folder.path()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "已写入 my-city.toml。检查：fiscast check my-city.toml　运行：fiscast run my-city.toml\n"
    );
    let begun = fs::read_to_string(folder.path().join("my-city.toml")).expect("the file");
    let tutorial = fs::read_to_string(of_project("scenarios/tutorial.toml")).expect("the tutorial");
    let own = ["#:schema", "id = ", "title = ", "description = "];
    let first_section = tutorial.find("\n[").expect("a section");
    for (index, line) in tutorial.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at, line.trim_end()))
    }) {
        if index <= first_section && own.iter().any(|own| line.starts_with(own)) {
            continue;
        }
        let line = line.replace("scenarios/tutorial.toml", "my-city.toml");
        assert!(begun.lines().any(|begun| begun == line), "{line}");
    }
    assert!(begun.contains("\nid = \"my-city\"\ntitle = { zh = \"my-city\", en = \"my-city\" }"));
    let run = ended(fiscast().args(["run", "my-city.toml"]).args(FEW).current_dir(folder.path()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(folder.path().join("results/my-city/budget.csv").is_file());
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let folder = folder();
    write(folder.path(), "plan.toml", "mine");
    let run = ended(fiscast().args(["new", "plan"]).current_dir(folder.path()));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(run.stderr, "error: plan.toml is there already: take another name, or move the file away\n");
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).expect("the file"), "mine");
}

#[test]
fn a_name_that_can_be_no_id_is_refused_with_advice() {
    let folder = folder();
    let long = "x".repeat(65);
    for (name, words) in [
        ("My City.toml", "is my-city meant?"),
        ("plan.toml", "is plan meant?"),
        ("我的情景", "write an identifier of a-z, 0-9, _ and -"),
        ("../plan", "write an identifier of a-z, 0-9, _ and -"),
        ("value", "value is a word of the format"),
        ("", "an identifier has 1 to 64 characters"),
        (long.as_str(), "an identifier has 1 to 64 characters"),
    ] {
        let run = ended(fiscast().args(["new", name]).current_dir(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{name}");
        assert!(run.stderr.starts_with("error: a scenario cannot be called so: "), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{name}: {}", run.stderr);
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn what_there_is_to_start_from_is_listed() {
    let folder = folder();
    for arguments in [vec!["new", "plan", "--from", "basline"], vec!["new", "plan", "--from"]] {
        let run = ended(fiscast().args(&arguments).current_dir(folder.path()));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        for start in STARTS {
            assert!(run.stderr.contains(start.id), "{arguments:?}: {}", run.stderr);
        }
    }
    let help = ended(fiscast().args(["new", "--help"])).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for start in STARTS {
        assert!(help.contains(&format!("- {}: {}", start.id, start.about.1)), "{help}");
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_fails_without_success() {
    let run = ended(fiscast().args(["new", "plan"]).current_dir("/proc"));
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("error: cannot write plan.toml: "), "{}", run.stderr);
}
