//! `fiscast schema`.

use super::support::{ended, fiscast, of_project};

#[test]
fn the_schema_of_each_kind_is_printed_and_is_the_published_one() {
    for (arguments, name) in [
        (vec!["schema"], "scenario"),
        (vec!["schema", "scenario"], "scenario"),
        (vec!["schema", "policy"], "policy"),
    ] {
        let run = ended(fiscast().args(&arguments));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let published = of_project(&format!("schemas/{name}.schema.json"));
        let published = std::fs::read_to_string(published).expect("a published schema");
        assert!(
            run.stdout == published,
            "schemas/{name}.schema.json is not what `fiscast schema {name}` prints"
        );
    }
}

#[test]
fn another_kind_is_told_which_there_are() {
    let run = ended(fiscast().args(["schema", "polices"]));
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("[possible values: scenario, policy]"), "{}", run.stderr);
}
