//! The shipped legal cases: each holds, and together they stand on every clause, threshold, day, reading and reason.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use fiscast::case_file::{LoadedCases, load_cases};
use fiscast::findings::{LegalCase, differences};
use fiscast::language::Language;
use fiscast::policy::{Clause, ClauseKind, Policy, Readings, Reason};
use fiscast::quantities::{Date, Money};
use fiscast::records::RecordedEvent;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every shipped file of cases by name, without errors.
fn shipped() -> BTreeMap<String, LoadedCases> {
    let entries = std::fs::read_dir(folder()).expect("the folder of cases");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let loaded = load_cases(&path, &|path: &Path| std::fs::read(path));
            assert_eq!(
                loaded.diagnostics.errors(),
                0,
                "{name}: {}",
                loaded.diagnostics.render(Language::English, false)
            );
            (name, loaded)
        })
        .collect()
}

#[test]
fn every_case_holds() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, loaded) in shipped() {
        let policy = loaded.policy.as_ref().expect("a policy");
        for case in &loaded.cases {
            let found = differences(&case.case, policy, &loaded.registry).expect("no contradictions");
            if !found.is_empty() {
                wrong.push(format!("{name}:{}: {}\n{found:#?}", case.line, case.case.title.en));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 150, "{count} cases");
    // the test harness keeps what is printed; this goes past it
    writeln!(std::io::stderr(), "{count} legal cases hold").expect("standard error");
}

#[test]
fn a_case_that_states_anything_else_does_not_hold() {
    let text = std::fs::read_to_string(folder().join("listing-reward.toml")).expect("cases");
    for (from, to) in [
        ("amount = \"25万元\"", "amount = \"25.01万元\""),
        ("reason = \"market_without_tier\"", "reason = \"outside_validity\""),
        ("owed = []", "owed = [{ date = 2023-01-01, to = \"甲院\", amount = \"1元\" }]"),
    ] {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        let loaded = load_cases(Path::new("cases.toml"), &|_: &Path| Ok(changed.clone().into_bytes()));
        assert_eq!(loaded.diagnostics.errors(), 0, "{}", loaded.diagnostics.render(Language::English, false));
        let policy = loaded.policy.as_ref().expect("a policy");
        let differing = loaded
            .cases
            .iter()
            .filter(|case| !differences(&case.case, policy, &loaded.registry).unwrap().is_empty());
        assert_eq!(differing.count(), 1, "{from} → {to}");
    }
}

/// The cases of the document itself.
struct Document {
    policy: Policy,
    cases: Vec<LegalCase>,
    markets: Vec<String>,
    categories: Vec<String>,
}

fn document() -> Document {
    let mut files: Vec<LoadedCases> = shipped()
        .into_values()
        .filter(|l| l.policy.as_ref().is_some_and(|p| p.id == "xinxiang-2022-9"))
        .collect();
    let cases = files.iter().flat_map(|file| file.cases.iter().map(|case| case.case.clone())).collect();
    let first = files.remove(0);
    Document {
        policy: first.policy.expect("a policy"),
        cases,
        markets: first.registry.markets.into_iter().map(|market| market.id).collect(),
        categories: first.registry.categories.into_iter().map(|category| category.id).collect(),
    }
}

impl Document {
    fn cases_of<'d>(&'d self, id: &'d str) -> impl Iterator<Item = &'d LegalCase> {
        self.cases.iter().filter(move |case| {
            case.clauses.iter().any(|clause| self.policy.clauses[clause.index()].id == id)
        })
    }

    fn events_of<'d>(&'d self, id: &'d str) -> impl Iterator<Item = (Date, RecordedEvent)> {
        self.cases_of(id).flat_map(|case| case.records.iter().map(|record| (record.date, record.event)))
    }
}

#[test]
fn every_clause_is_named_by_a_case_and_rests_on_its_article() {
    let document = document();
    for Clause { id, citation, .. } in &document.policy.clauses {
        let mut cases = document.cases_of(id).peekable();
        assert!(cases.peek().is_some(), "no case looks at {id}");
        assert!(
            cases.any(|case| case.article.contains(&citation.article)),
            "no case of {id} rests on {}",
            citation.article
        );
    }
}

#[test]
fn every_threshold_is_stood_on_and_beside() {
    let document = document();
    let fen = Money::from_fen(1);
    let mut thresholds = 0;
    for clause in &document.policy.clauses {
        let revenues: BTreeSet<Money> = document
            .events_of(&clause.id)
            .filter_map(|(_, event)| match event {
                RecordedEvent::Revenue { revenue } => Some(revenue),
                _ => None,
            })
            .collect();
        if let ClauseKind::RevenueMilestoneReward { milestones, .. } = &clause.kind {
            for threshold in milestones.iter().map(|milestone| milestone.threshold) {
                for amount in [threshold - fen, threshold, threshold + fen] {
                    assert!(revenues.contains(&amount), "no case has a revenue of {}", amount.with_unit());
                }
                thresholds += 1;
            }
        }
    }
    assert_eq!(thresholds, 3);
    // 10 项以上、5 项以上: 9, 10 and 11 results with enough transfers, 4, 5 and 6 transfers with enough results
    let counts: BTreeSet<(u32, u32)> = document
        .events_of("creation_subsidy")
        .filter_map(|(_, event)| match event {
            RecordedEvent::Evaluation { results, transfers } => Some((results, transfers)),
            _ => None,
        })
        .collect();
    for results in [9, 10, 11] {
        assert!(counts.iter().any(|(r, t)| *r == results && *t >= 5), "no evaluation of {results} results");
    }
    for transfers in [4, 5, 6] {
        assert!(
            counts.iter().any(|(r, t)| *t == transfers && *r >= 10),
            "no evaluation of {transfers} transfers"
        );
    }
}

#[test]
fn validity_is_stood_on_and_beside_by_every_clause_that_looks_at_days() {
    let document = document();
    let days = ["2022-01-29", "2022-01-30", "2022-01-31", "2024-12-30", "2024-12-31", "2025-01-01"];
    for id in ["creation_subsidy", "listing_reward", "science_award", "fault_tolerance"] {
        let named: BTreeSet<String> = document
            .events_of(id)
            .map(|(date, event)| match event {
                RecordedEvent::FundLoss { invested, .. } => invested,
                _ => date,
            })
            .map(|date| date.to_string())
            .collect();
        for day in days {
            assert!(named.contains(day), "no case of {id} has something on {day}");
        }
    }
    // revenue is dated at the end of its year, or on 30 April of the next
    let years: BTreeSet<i32> = document
        .events_of("revenue_milestone")
        .filter(|(_, event)| matches!(event, RecordedEvent::Revenue { .. }))
        .map(|(date, _)| date.year().number())
        .collect();
    assert!((2020..=2025).all(|year| years.contains(&year)), "{years:?}");
    let leap = document.cases.iter().flat_map(|case| &case.records);
    assert!(leap.filter(|record| record.date.to_string().ends_with("-02-29")).count() > 3);
}

#[test]
fn every_market_and_prize_and_what_the_document_does_not_name_is_in_a_case() {
    let document = document();
    let (mut markets, mut categories) = (BTreeSet::new(), BTreeSet::new());
    for (_, event) in
        document.cases.iter().flat_map(|case| &case.records).map(|record| (record.date, record.event))
    {
        match event {
            RecordedEvent::Listing { market } => markets.insert(document.markets[market.index()].clone()),
            RecordedEvent::Award { category } => {
                categories.insert(document.categories[category.index()].clone())
            }
            _ => false,
        };
    }
    assert_eq!(markets, document.markets.iter().cloned().collect());
    assert_eq!(categories, document.categories.iter().cloned().collect());
}

#[test]
fn every_option_of_every_reading_is_in_a_case_alone_and_in_every_pair_that_touches() {
    let document = document();
    for (switch, options) in Readings::SWITCHES {
        let kinds = document.policy.clauses.iter().map(|clause| &clause.kind);
        let touching: BTreeSet<&str> = kinds
            .filter(|kind| kind.switches().contains(switch))
            .flat_map(|kind| kind.switches())
            .copied()
            .collect();
        for option in *options {
            let mut alone = Readings::default();
            assert!(alone.choose(switch, option));
            assert!(
                document.cases.iter().any(|case| case.readings == alone),
                "no case reads {switch} = {option} and leaves the rest at its default"
            );
            for (other, choices) in
                Readings::SWITCHES.iter().filter(|(other, _)| other != switch && touching.contains(other))
            {
                for choice in *choices {
                    let both = |case: &&LegalCase| {
                        let chosen = case.readings.chosen();
                        chosen.contains(&(switch, option)) && chosen.contains(&(other, choice))
                    };
                    assert!(
                        document.cases.iter().find(both).is_some(),
                        "no case pairs {switch} = {option} with {other} = {choice}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_reason_for_a_refusal_is_given_by_a_case() {
    let named: BTreeSet<String> = shipped()
        .values()
        .flat_map(|file| &file.cases)
        .flat_map(|case| case.case.refused.iter().flatten().map(|refusal| refusal.reason.clone()))
        .collect();
    let known: BTreeSet<String> = Reason::ALL.map(|reason| reason.word().to_owned()).into();
    assert_eq!(named, known);
}

#[test]
fn titles_are_sentences_and_none_stands_twice() {
    let mut seen = BTreeSet::new();
    for (name, loaded) in shipped() {
        for case in &loaded.cases {
            let title = &case.case.title;
            assert!(
                title.zh.ends_with('。') && title.en.ends_with('.'),
                "{name}:{}: {}",
                case.line,
                title.en
            );
            assert!(
                seen.insert(title.zh.clone()) && seen.insert(title.en.clone()),
                "{name}:{}: twice",
                case.line
            );
        }
    }
}
