//! `fiscast cases`: files of legal cases decided, and what does not hold told with its place.

use super::support::{ended, fiscast, folder, of_project, write};

const CASE: &str = "[[case]]
title = { zh = \"新三板挂牌。\", en = \"A quotation on NEEQ.\" }
article = \"四（三）\"
clause = \"listing_reward\"
events = [
    { date = 2022-03-01, institute = \"甲院\", event = \"accreditation\" },
    { date = 2022-05-01, institute = \"甲院\", firm = \"甲公司\", event = \"founding\" },
    { date = 2023-05-01, firm = \"甲公司\", event = \"listing\", category = \"NEEQ\" },
]
owed = [
    { date = 2023-05-01, to = \"甲公司\", amount = \"100万元\" },
    { date = 2023-05-01, to = \"甲院\", amount = \"25万元\" },
]
";

#[test]
fn shipped_cases_hold() {
    let file = of_project("tests/cases/listing-reward.toml");
    let run = ended(fiscast().arg("cases").arg(file).args(["--lang", "en"]));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.ends_with("cases, all hold\n"), "{}", run.stdout);
}

#[test]
fn a_case_that_does_not_hold_is_told_with_its_place_and_exit_code_1() {
    let folder = folder();
    let file = write(folder.path(), "mine.toml", CASE.replace("25万元", "24万元"));
    let run = ended(fiscast().arg("cases").arg(&file).args(["--lang", "en"]));
    assert_eq!(run.code, Some(1));
    for words in [
        "mine.toml:2: A quotation on NEEQ.",
        "only in the case: 2023-05-01 甲院 24万元 listing_reward",
        "only in the program's law: 2023-05-01 甲院 25万元 listing_reward",
        "1 case, 1 does not hold",
    ] {
        assert!(run.stdout.contains(words), "{words} is missing in\n{}", run.stdout);
    }
    assert!(run.stderr.contains("of 1 case, 1 does not hold"), "{}", run.stderr);
}

#[test]
fn mistakes_of_a_file_are_told_with_their_place_and_exit_code_2() {
    let folder = folder();
    for (from, to, words) in [
        ("\"listing_reward\"", "\"listing_rewards\"", "is listing_reward meant?"),
        ("category = \"NEEQ\"", "category = \"NEQQ\"", "is NEEQ meant?"),
        ("owed = [", "owd = [", "is owed meant?"),
        ("amount = \"25万元\"", "amount = 25", "lacks its unit"),
        ("event = \"founding\"", "event = \"foundin\"", "is founding meant?"),
        ("2022-05-01", "2023-06-01", "before its founding on 2023-06-01"),
        ("\"四（三）\"", "\"四（三）\"\nlag = 31", "from 0 to 30"),
        (
            "\"四（三）\"",
            "\"四（三）\"\nrefused = [{ of = \"甲院\", reason = \"listed_before\" }]",
            "either the day of the event",
        ),
        ("amount = \"25万元\"", "amount = \"25万元\", lapses = false", "write lapses = true alone"),
        (
            "amount = \"25万元\"",
            "amount = \"25万元\", clause = \"science_award\"",
            "is none of the case's clauses",
        ),
        ("[[case]]", "policy = \"nowhere\"\n[[case]]", "no policy of the program is called \"nowhere\""),
    ] {
        assert!(CASE.contains(from), "{from}");
        let file = write(folder.path(), "mine.toml", CASE.replacen(from, to, 1));
        let run = ended(fiscast().arg("cases").arg(&file));
        assert_eq!(run.code, Some(2), "{to}: {}", run.stdout);
        assert!(run.stderr.contains(words) && run.stderr.contains("mine.toml:"), "{to}: {}", run.stderr);
        assert!(!run.stderr.contains("none is known here"), "{to}: {}", run.stderr);
    }
}

#[test]
fn every_entry_without_its_clause_is_told() {
    let folder = folder();
    let both = CASE.replace("\"listing_reward\"", "[\"listing_reward\", \"science_award\"]");
    let file = write(folder.path(), "mine.toml", both);
    let run = ended(fiscast().arg("cases").arg(&file));
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("owed[0].clause: is missing"), "{}", run.stderr);
    assert!(run.stderr.contains("owed[1].clause: is missing"), "{}", run.stderr);
    assert!(!run.stderr.contains("unknown key"), "{}", run.stderr);
}
