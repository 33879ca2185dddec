//! The catalogue of keys against what the readers ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::{COMPLETE, Memory, POLICY as POLICY_TEXT, replaced};
use crate::files::asked::{Asked, taken};
use crate::files::kinds;
use crate::language::Language;
use crate::policy::Readings;
use crate::scenario_file::catalogue::{Entry, Form, Kind, POLICY, Presence, SCENARIO, find};
use crate::scenario_file::load_policy;

/// What the readers ask when they read the complete scenario, in every variant that asks for other keys.
fn asked_of_scenarios() -> Vec<Asked> {
    taken();
    let files = Memory::complete();
    files.sound("complete.toml", &[]);
    // either years or dates, whatever a budget names, and a switch with what it rests on
    for (from, to) in [
        (
            "accreditation_dates = { weights = { \"2023-06-30\" = \"50%\", \"2024-06-30\" = \"50%\" } }",
            "accreditation_years = { weights = { 2023 = 1 } }",
        ),
        (
            "accreditation_years = { weights = { 2022 = \"30%\", 2023 = \"70%\" } }",
            "accreditation_dates = { weights = { \"2023-06-30\" = 1 } }",
        ),
    ] {
        files.clone().with("complete.toml", replaced(COMPLETE, from, to)).sound("complete.toml", &[]);
    }
    taken()
}

fn asked_of_policy() -> Vec<Asked> {
    taken();
    let files = Memory::complete().with("policy.toml", POLICY_TEXT);
    let loaded = load_policy(Path::new("policy.toml"), &files);
    assert!(loaded.policy.is_some(), "{}", loaded.diagnostics.render(Language::English, false));
    taken()
}

/// The entry of a path, or of the nearest one above it, with what is left of the path.
fn nearest(keys: &'static [Entry], path: &str) -> (Option<&'static Entry>, String) {
    let parts: Vec<&str> = path.split('.').collect();
    for length in (1..=parts.len()).rev() {
        if let Some(entry) = find(keys, &parts[..length].join(".")) {
            return (Some(entry), parts[length..].join("."));
        }
    }
    (None, path.to_owned())
}

/// Whether a value of this form has keys of its own, which are no entries of the catalogue.
fn is_value(form: Form) -> bool {
    !matches!(form, Form::Section | Form::Ids | Form::Like(_))
}

/// What a kind of the catalogue is called where files are read; none where a name is sought and nothing read.
fn what(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Money => kinds::MONEY.what.1,
        Kind::PositiveMoney => kinds::POSITIVE_MONEY.what.1,
        Kind::Probability => kinds::PROBABILITY.what.1,
        Kind::Share => kinds::SHARE.what.1,
        Kind::Rate => kinds::RATE.what.1,
        Kind::EventRate => kinds::EVENT_RATE.what.1,
        Kind::Variation => kinds::VARIATION.what.1,
        Kind::PositiveRate => kinds::POSITIVE_RATE.what.1,
        Kind::Real => kinds::REAL.what.1,
        Kind::Correlation => kinds::CORRELATION.what.1,
        Kind::Count => kinds::COUNT.what.1,
        Kind::Age => kinds::AGE.what.1,
        Kind::Year => kinds::YEAR.what.1,
        Kind::Date => kinds::DATE.what.1,
        Kind::MonthDay => kinds::MONTH_DAY.what.1,
        Kind::Boolean => kinds::BOOLEAN.what.1,
        Kind::Words => kinds::WORDS.what.1,
        Kind::Line | Kind::Market => kinds::LINE.what.1,
        Kind::ScenarioId | Kind::Id => kinds::ID.what.1,
        Kind::File | Kind::PolicyFile => return None,
    })
}

/// A table of a list states its source beside its values.
fn is_evidence_of_a_list(path: &str) -> bool {
    path.rsplit_once("].").is_some_and(|(_, key)| ["source", "note", "assumption"].contains(&key))
}

/// Every key that can be written with a range or alternatives can be set by a study.
#[test]
fn every_key_that_can_have_a_range_can_be_set() {
    let known: BTreeSet<&str> = crate::scenario::Parameter::paths().collect();
    let mut ranged = 0;
    for (prefix, keys) in [("", SCENARIO), ("policy.", POLICY)] {
        for entry in keys.iter() {
            let path = match entry.path.strip_prefix("spin_offs.") {
                Some(key) => format!("sectors.*.spin_offs.{key}"),
                None => format!("{prefix}{}", entry.path),
            };
            let can = matches!(
                entry.form,
                Form::One(_) | Form::List(_) | Form::ByYear(_) | Form::Weights(_) | Form::OneOr(..)
            );
            assert_eq!(can, known.contains(path.as_str()), "{path}");
            ranged += usize::from(can);
        }
    }
    assert_eq!(ranged, known.len());
}

fn check(keys: &'static [Entry], asked: Vec<Asked>, skip: fn(&str) -> bool) {
    let mut used = BTreeSet::new();
    let mut required: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
    for asked in asked {
        let (Asked::Key(path, _) | Asked::Kind(path, _) | Asked::Words(path, _)) = &asked;
        if skip(path) || is_evidence_of_a_list(path) {
            continue;
        }
        let (entry, rest) = nearest(keys, path);
        let entry = entry.unwrap_or_else(|| panic!("{path} is asked for and not in the catalogue"));
        if !rest.is_empty() {
            assert!(is_value(entry.form), "{path} is asked for and not in the catalogue");
            continue;
        }
        used.insert(entry.path);
        match asked {
            // a section of like keys asks for none of them
            Asked::Key(path, must) if !path.starts_with("sectors.") || entry.path.starts_with("sectors.") => {
                required.entry(entry.path).or_default().insert(must);
            }
            Asked::Key(..) => {}
            Asked::Kind(path, read) => match entry.form {
                Form::One(kind)
                | Form::List(kind)
                | Form::ByYear(kind)
                | Form::Plain(kind)
                | Form::OneOr(kind, _)
                | Form::PlainOr(kind, _) => assert_eq!(what(kind), Some(read), "{path}"),
                Form::Word(_) => assert_eq!(read, kinds::LINE.what.1, "{path}"),
                form => panic!("{path} is read as {read}, and the catalogue says {form:?}"),
            },
            Asked::Words(path, words) => match entry.form {
                Form::Word(options) | Form::Choice(options) | Form::OneOr(_, options) => {
                    assert_eq!(words, options.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "{path}");
                }
                form => panic!("{path} is read as one of {words:?}, and the catalogue says {form:?}"),
            },
        }
    }
    for entry in keys.iter().filter(|entry| !skip(entry.path)) {
        assert!(used.contains(entry.path), "no reader asks for {}", entry.path);
        let must = &required[entry.path];
        match entry.presence {
            Presence::Must => assert!(must.contains(&true), "{} may be absent", entry.path),
            Presence::May => assert!(must.contains(&false), "{} must be there", entry.path),
            Presence::Either => {}
        }
    }
}

#[test]
fn the_catalogue_of_scenarios_has_what_the_readers_ask_for_and_nothing_else() {
    // `policy` and `extends` are taken out by the layers, which the tests of layering cover; readings have words of their own
    check(SCENARIO, asked_of_scenarios(), |path| {
        path == "readings"
            || path == "policy"
            || path.starts_with("policy.")
            || path == "extends"
            || path.starts_with("readings.")
            || path.is_empty()
    });
}

#[test]
fn the_catalogue_of_policies_has_what_the_readers_ask_for_and_nothing_else() {
    check(POLICY, asked_of_policy(), |path| path == "extends" || path.is_empty());
}

#[test]
fn the_kinds_of_clauses_are_those_of_the_readers() {
    let entry = find(POLICY, "clauses.any.kind").expect("the kind of a clause");
    let Form::Word(options) = entry.form else { panic!("a word") };
    let named: Vec<&str> = options.iter().map(|(word, _)| *word).collect();
    let read: Vec<&str> = crate::scenario_file::clauses::KINDS.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, read);
    for entry in POLICY {
        assert!(entry.of_kinds.iter().all(|kind| read.contains(kind)), "{}", entry.path);
    }
}

/// Words of both languages for everything that an editor or the register shows.
#[test]
fn every_key_has_words_in_chinese_and_in_english() {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut paths = BTreeSet::new();
    for (name, keys) in [("scenario", SCENARIO), ("policy", POLICY)] {
        for entry in keys {
            assert!(paths.insert((name, entry.path)), "{} stands twice", entry.path);
            let (zh, en) = entry.meaning;
            assert!(!zh.is_empty() && !en.is_empty(), "{} has no meaning", entry.path);
            let texts = [entry.meaning, entry.unit, entry.remark];
            for (zh, en) in texts.into_iter().chain(entry.form.options().iter().map(|(_, words)| *words)) {
                assert_eq!(zh.is_empty(), en.is_empty(), "{}: {zh} / {en}", entry.path);
                let symbols = zh.chars().all(|c| !c.is_ascii_lowercase()) && !zh.is_empty();
                assert!(zh.is_empty() || chinese(zh) || symbols, "{}: {zh} is no Chinese", entry.path);
                assert!(!chinese(en), "{}: {en} is no English", entry.path);
                assert!(
                    !zh.ends_with('。') && !en.ends_with('.'),
                    "{}: a phrase has no full stop",
                    entry.path
                );
            }
        }
    }
    for (switch, options) in Readings::SWITCHES {
        let titles = options.iter().map(|option| Readings::option_title(switch, option));
        for text in titles.chain([Readings::title(switch)]) {
            let text = text.unwrap_or_else(|| panic!("{switch} has no words"));
            assert!(chinese(&text.zh) && !text.en.is_empty() && !chinese(&text.en), "{switch}: {text:?}");
        }
    }
}
