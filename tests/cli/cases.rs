//! `fiscast cases`: legal cases that hold, that do not, and that cannot be read.

use super::support::{ended, fiscast, folder, of_project, write};

/// One subsidy, whose first instalment has this amount.
fn case(amount: &str) -> String {
    format!(
        "[[case]]\ntitle = {{ zh = \"三期补助\", en = \"Three instalments\" }}\narticle = \"四（一）\"\n\
         clause = \"creation_subsidy\"\nevents = [\n    {{ date = 2022-05-10, institute = \"甲院\", event = \"accreditation\" }},\n]\n\
         owed = [\n    {{ date = 2022-05-10, to = \"甲院\", amount = \"{amount}\" }},\n    \
         {{ date = 2023-05-10, to = \"甲院\", amount = \"500万元\" }},\n    {{ date = 2024-05-10, to = \"甲院\", amount = \"500万元\" }},\n]\n"
    )
}

#[test]
fn cases_that_hold_are_counted() {
    let file = of_project("tests/cases/other-example-city.toml");
    for (language, words) in [("zh", "个案例，全部成立"), ("en", " cases")] {
        let run = ended(fiscast().arg("cases").arg(&file).args(["--lang", language]));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        assert!(run.stdout.contains(words), "{}", run.stdout);
    }
}

#[test]
fn a_case_that_does_not_hold_says_where_the_law_differs() {
    let folder = folder();
    write(folder.path(), "sound.toml", case("500万元"));
    let wrong = write(folder.path(), "wrong.toml", case("400万元"));
    let sound = ended(fiscast().args(["cases", "sound.toml"]).current_dir(folder.path()));
    assert_eq!(sound.code, Some(0), "{}{}", sound.stdout, sound.stderr);
    for (language, title) in [("zh", "三期补助"), ("en", "Three instalments")] {
        let run = ended(fiscast().arg("cases").arg(&wrong).args(["--lang", language]));
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let told = run.stdout + &run.stderr;
        for word in [title, "400万元", "500万元", "2022-05-10"] {
            assert!(told.contains(word), "{word}: {told}");
        }
    }
}

#[test]
fn a_file_that_is_no_case_is_told_with_its_line() {
    let folder = folder();
    for (name, text, words) in [
        ("key.toml", case("500万元").replace("clause = ", "claus = "), "key.toml:4:1"),
        (
            "clause.toml",
            case("500万元").replace("creation_subsidy", "creation_subsidies"),
            "is creation_subsidy meant?",
        ),
        ("money.toml", case("500"), "money.toml:9:"),
    ] {
        write(folder.path(), name, text);
        let run = ended(fiscast().args(["cases", name]).current_dir(folder.path()));
        assert_eq!(run.code, Some(2), "{name}: {}", run.stdout);
        assert!(run.stderr.contains(words), "{name}: {}", run.stderr);
    }
    let nowhere = ended(fiscast().args(["cases", "nowhere.toml"]).current_dir(folder.path()));
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.stderr.contains("nowhere.toml"), "{}", nowhere.stderr);
}
