//! Each of the eight readings changes the result where it should and only there: what is owed under a clause depends on
//! the switches that concern the clause and on no other (docs/model.md §8).

use std::path::{Path, PathBuf};

use fiscast::language::Language;
use fiscast::policy::{ClauseKind, EvaluationEffect, Law, Policy, Readings};
use fiscast::quantities::{Money, Rate};
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, Path as SimulatedPath};
use fiscast::things::{History, Obligation};

use super::support::{Decisions, World, money};

/// The kinds of clause that each switch concerns.
const CONCERNS: [(&str, &[&str]); 8] = [
    ("subsidy_after_expiry", &["instalment_subsidy"]),
    ("subsidy_start", &["instalment_subsidy"]),
    ("start_before_policy", &["instalment_subsidy"]),
    ("evaluation_effect", &["instalment_subsidy"]),
    ("listing_sequence", &["listing_reward"]),
    ("milestone_jump", &["revenue_milestone_reward"]),
    ("milestone_date", &["revenue_milestone_reward"]),
    ("spin_off_scope", &["listing_reward", "revenue_milestone_reward"]),
];

/// The kinds of clause under which something is owed or written off.
const KINDS: [&str; 5] = [
    "instalment_subsidy",
    "listing_reward",
    "award_reward",
    "revenue_milestone_reward",
    "fund_loss_write_off",
];

fn concerns(switch: &str, kind: &str) -> bool {
    CONCERNS.iter().any(|(name, kinds)| *name == switch && kinds.contains(&kind))
}

/// The readings with one switch on another option.
fn with(readings: Readings, switch: &str, option: &str) -> Readings {
    let mut changed = readings;
    assert!(changed.choose(switch, option), "{switch} has the option {option}");
    changed
}

/// Every combination of options of all switches.
fn all_combinations() -> Vec<Readings> {
    let mut combinations = vec![Readings::default()];
    for (switch, options) in Readings::SWITCHES {
        combinations = combinations
            .iter()
            .flat_map(|readings| options.iter().map(|option| with(*readings, switch, option)))
            .collect();
    }
    combinations
}

/// The readings with the default for every switch that does not concern a kind of clause.
fn reduced_to(readings: Readings, kind: &str) -> Readings {
    let chosen = readings.chosen();
    let concerning = chosen.iter().filter(|(switch, _)| concerns(switch, kind));
    concerning.fold(Readings::default(), |reduced, (switch, option)| with(reduced, switch, option))
}

/// What is owed and written off under the clauses of a kind.
fn under(decisions: &Decisions, policy: &Policy, kind: &str) -> Vec<Obligation> {
    let of_kind = |owed: &&Obligation| policy.clauses[owed.clause.index()].kind.name() == kind;
    decisions.owed.iter().chain(&decisions.written_off).filter(of_kind).copied().collect()
}

/// A history that every option of every switch touches.
fn rich_world() -> World {
    let mut world = World::new();
    // unveiled before the policy and accepted within it; fails the evaluations of 2022 and 2023
    let first = world.institute_of_days("2021-10-16", "2021-12-20", "2023-06-30");
    // unveiled within it; fails the evaluation of 2023 alone
    let second = world.institute_of_days("2022-05-10", "2022-09-01", "2024-03-01");
    // accredited late, so that instalments fall due after the validity
    let third = world.institute_of_days("2024-02-29", "2024-06-01", "2025-02-01");
    for (institute, counts) in
        [(first, [(2022, 9), (2023, 9), (2024, 10)]), (second, [(2022, 10), (2023, 9), (2024, 10)])]
    {
        for (evaluated, results) in counts {
            world.evaluate(institute, evaluated, results, 5);
        }
    }
    for institute in [first, second, third] {
        // one of each: older than its institute, new, captive
        for (founded, captive) in [("2020-01-01", false), ("2024-03-01", false), ("2024-03-01", true)] {
            let firm = world.firm(institute, founded);
            world.firm_mut(firm).captive = captive;
            world.lists(firm, "2024-04-01", "NEEQ");
            world.earns(firm, 2023, money("600万元"));
            world.firm_wins(firm, "2024-06-24", "national.second");
            world.lists(firm, "2024-11-01", "BSE");
            world.earns(firm, 2024, money("1.2亿元"));
        }
        world.institute_wins(institute, "2024-06-24", "provincial.first");
        world.loses(institute, "2024-03-01", "2025-12-31", money("123.45万元"));
    }
    world
}

#[test]
fn the_eight_switches_are_those_of_the_document() {
    let switches: Vec<&str> = Readings::SWITCHES.iter().map(|(switch, _)| *switch).collect();
    assert_eq!(switches, CONCERNS.map(|(switch, _)| switch));
    let options: Vec<&[&str]> = Readings::SWITCHES.iter().map(|(_, options)| *options).collect();
    let expected: [&[&str]; 8] = [
        &["honour", "cut"],
        &["unveiled", "accredited", "accepted"],
        &["eligible", "elapsed", "excluded"],
        &["ignore", "withhold", "defer"],
        &["cumulative", "top_up", "first_only"],
        &["each", "highest"],
        &["revenue_year", "reporting_year"],
        &["new_only", "all", "new_not_captive"],
    ];
    assert_eq!(options, expected);
    // the default stands first
    for ((switch, option), (_, options)) in Readings::default().chosen().iter().zip(Readings::SWITCHES) {
        assert_eq!(*option, options[0], "{switch}");
    }
}

#[test]
fn under_every_combination_of_readings_a_clause_depends_on_its_own_switches_alone() {
    let mut world = rich_world();
    let combinations = all_combinations();
    assert_eq!(combinations.len(), 2 * 3 * 3 * 3 * 3 * 2 * 2 * 3);
    for readings in combinations {
        world.readings = readings;
        let decisions = world.decide();
        for kind in KINDS {
            world.readings = reduced_to(readings, kind);
            let reduced = world.decide();
            assert_eq!(
                under(&decisions, &world.policy, kind),
                under(&reduced, &world.policy, kind),
                "{kind} under {readings:?}"
            );
        }
    }
}

#[test]
fn every_option_changes_what_is_owed_under_each_clause_that_it_concerns() {
    let mut world = rich_world();
    for (switch, options) in Readings::SWITCHES {
        for kind in KINDS {
            let mut seen: Vec<Vec<Obligation>> = Vec::new();
            for option in *options {
                world.readings = with(Readings::default(), switch, option);
                let owed = under(&world.decide(), &world.policy, kind);
                if concerns(switch, kind) {
                    assert!(!seen.contains(&owed), "{switch} = {option} changes nothing under {kind}");
                }
                seen.push(owed);
            }
            if !concerns(switch, kind) {
                assert!(seen.iter().all(|owed| *owed == seen[0]), "{switch} changes {kind}");
            }
        }
    }
}

fn from_disk(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// A shipped scenario, whose evaluations are drawn whatever its readings.
fn shipped(name: &str) -> Scenario {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
    let loaded = load_scenario(&path, &[], &from_disk);
    let mut scenario =
        loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
    scenario.readings.evaluation_effect = EvaluationEffect::Defer;
    scenario
}

fn decide(scenario: &Scenario, readings: Readings, history: &History) -> Decisions {
    let law = Law::new(&scenario.policy, readings, &scenario.registry, scenario.horizon);
    let mut decisions = Decisions::default();
    law.apply(history, &mut decisions);
    decisions
}

/// Firms list early and often, so that many come to an exchange by way of NEEQ within the validity.
fn with_many_listings(mut scenario: Scenario) -> Scenario {
    let (neeq, exchange) = (&mut scenario.listing.neeq, &mut scenario.listing.exchange);
    let certain = Rate::new(1.0).expect("a rate");
    (neeq.hazard, neeq.min_age, neeq.min_revenue) = (certain, 1, Money::ZERO);
    (exchange.hazard, exchange.min_age, exchange.min_revenue) = (certain, 1, Money::ZERO);
    scenario
}

/// The options that come last, as far from the defaults as they go.
fn last_options() -> Readings {
    let switches = Readings::SWITCHES.iter();
    switches.fold(Readings::default(), |readings, (switch, options)| {
        with(readings, switch, options[options.len() - 1])
    })
}

/// A switch and a kind of clause that it has changed.
type Change = (&'static str, &'static str);

/// Chooses every option of every switch alone, from the defaults and from the last options, on simulated histories.
/// What a switch does not concern must stay as it is.
fn note_changes(scenario: &Scenario, paths: u64, changes: &mut Vec<Change>) {
    let engine = Engine::new(scenario, 2022);
    let mut path = SimulatedPath::default();
    for number in 0..paths {
        engine.path(number, &mut path);
        for base in [Readings::default(), last_options()] {
            let before = decide(scenario, base, &path.history);
            for (switch, options) in Readings::SWITCHES {
                for option in *options {
                    let after = decide(scenario, with(base, switch, option), &path.history);
                    for kind in KINDS {
                        let changed =
                            under(&before, &scenario.policy, kind) != under(&after, &scenario.policy, kind);
                        assert!(
                            !changed || concerns(switch, kind),
                            "{switch} = {option} changes {kind} on path {number} of {}",
                            scenario.id
                        );
                        if changed && !changes.contains(&(switch, kind)) {
                            changes.push((switch, kind));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn on_simulated_histories_each_reading_changes_its_clauses_and_no_other() {
    let mut changes = Vec::new();
    // the first batch and a few more; the sub-fund's losses; many institutes and firms; many listings
    for scenario in [
        shipped("baseline.toml"),
        shipped("with-sub-fund.toml"),
        shipped("stretch.toml"),
        with_many_listings(shipped("stretch.toml")),
    ] {
        note_changes(&scenario, 100, &mut changes);
    }
    for (switch, kinds) in CONCERNS {
        for kind in kinds {
            assert!(changes.contains(&(switch, kind)), "{switch} never changes {kind}");
        }
    }
}

#[test]
fn simulated_histories_hold_something_under_every_clause() {
    // or the test above would compare nothing with nothing
    let scenario = shipped("with-sub-fund.toml");
    let engine = Engine::new(&scenario, 2022);
    let mut path = SimulatedPath::default();
    let mut counts = KINDS.map(|_| 0);
    for number in 0..100 {
        engine.path(number, &mut path);
        let decisions = decide(&scenario, scenario.readings, &path.history);
        for (count, kind) in counts.iter_mut().zip(KINDS) {
            *count += under(&decisions, &scenario.policy, kind).len();
        }
    }
    assert!(counts.iter().all(|count| *count > 0), "{KINDS:?}: {counts:?}");
    let paying =
        scenario.policy.clauses.iter().filter(|clause| !matches!(clause.kind, ClauseKind::NoPayment { .. }));
    assert_eq!(paying.count(), KINDS.len());
}
