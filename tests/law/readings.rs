//! Each reading changes the clauses that it concerns and no other, on simulated courses of events and in the sums of
//! a run.

use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};
use std::sync::atomic::AtomicBool;

use fiscast::findings::findings;
use fiscast::policy::{ClauseKind, Readings};
use fiscast::scenario::Scenario;
use fiscast::scenario_file::load_scenario;
use fiscast::simulation::{Engine, Path, simulate};
use fiscast::things::{Obligation, SpinOffIndex};

use crate::town::{Town, day};

/// Many firms that list early and grow fast, evaluations that often fail, an institute unveiled long after its
/// accreditation, and a firm older than its institute.
const LIVELY: &str = r#"
[readings]
evaluation_effect = "EFFECT"
[evaluation]
results_rate = { value = "12", assumption = true }
[institutes.device]
unveiled = 2023-01-05
[institutes.device.spin_offs.older]
name = { zh = "老企业", en = "Older" }
founded = 2015-06-01
revenue = "400万元"
captive = false
[spin_offs]
captive_share = { value = "30%", assumption = true }
[listing.neeq]
hazard = { value = "2", assumption = true }
min_age = { value = 1, assumption = true }
min_revenue = { value = "1元", assumption = true }
[listing.exchange]
hazard = { value = "1", assumption = true }
min_age = { value = 1, assumption = true }
min_revenue = { value = "1元", assumption = true }
"#;

/// The clauses that a switch concerns (docs/model.md §8).
fn concerned(switch: &str) -> &'static [&'static str] {
    match switch {
        "subsidy_after_expiry" | "subsidy_start" | "start_before_policy" | "evaluation_effect" => {
            &["creation_subsidy"]
        }
        "listing_sequence" => &["listing_reward"],
        "milestone_jump" | "milestone_date" => &["revenue_milestone"],
        "spin_off_scope" => &["listing_reward", "revenue_milestone"],
        _ => panic!("an unknown switch: {switch}"),
    }
}

/// The lively scenario under other readings, each `switch = "option"`.
fn lively(readings: &str) -> Scenario {
    let stretch = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/stretch.toml");
    let name = PathBuf::from("lively.toml");
    let effect = if readings.contains("evaluation_effect") { "" } else { "evaluation_effect = \"ignore\"" };
    let overlay = LIVELY.replace("evaluation_effect = \"EFFECT\"", &format!("{effect}\n{readings}"));
    let read = |path: &FilePath| {
        if path == name { Ok(overlay.clone().into_bytes()) } else { std::fs::read(path) }
    };
    let loaded = load_scenario(&stretch, std::slice::from_ref(&name), &read);
    loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(false)))
}

/// Every switch with every option but the default.
fn alternatives() -> impl Iterator<Item = (&'static str, &'static str)> {
    Readings::SWITCHES
        .iter()
        .flat_map(|(switch, options)| options[1..].iter().map(move |option| (*switch, *option)))
}

#[test]
fn a_reading_moves_obligations_of_its_own_clauses_only() {
    // evaluations are drawn where a reading asks for them; they move no other draw
    let scenario = lively("evaluation_effect = \"withhold\"");
    let engine = Engine::new(&scenario, 7);
    let towns: Vec<Town> = (0..400)
        .map(|number| {
            let mut path = Path::default();
            engine.path(number, &mut path);
            Town {
                policy: scenario.policy.clone(),
                readings: Readings::default(),
                horizon: (2022, 2025),
                registry: scenario.registry.clone(),
                history: path.history,
            }
        })
        .collect();
    let owed = |town: &Town, clause: &str| -> Vec<Obligation> {
        let of_clause = |owed: &Obligation| town.policy.clauses[owed.clause.index()].id == clause;
        town.decide().owed.into_iter().filter(of_clause).collect()
    };
    let paying = |clause: &&fiscast::policy::Clause| clause.kind.pays();
    let clauses: Vec<String> =
        scenario.policy.clauses.iter().filter(paying).map(|clause| clause.id.clone()).collect();
    assert_eq!(clauses.len(), 4);
    for (switch, option) in alternatives() {
        let mut moved = BTreeSet::new();
        for town in &towns {
            let read = Town {
                policy: town.policy.clone(),
                registry: town.registry.clone(),
                history: town.history.clone(),
                ..*town
            }
            .reading(&[&format!("{switch}={option}")]);
            moved.extend(clauses.iter().filter(|clause| owed(town, clause) != owed(&read, clause)).cloned());
        }
        let moved: Vec<&str> = moved.iter().map(String::as_str).collect();
        assert_eq!(moved, concerned(switch), "{switch} = {option}");
    }
}

#[test]
fn a_reading_moves_sums_of_a_run_in_its_own_clauses_only() {
    let sums = |readings: &str| -> Vec<(String, String, String)> {
        let scenario = lively(readings);
        let engine = Engine::new(&scenario, 7);
        let tally = simulate(&engine, 0..2000, 0, &(), &AtomicBool::new(false)).expect("a run");
        let found = findings(&scenario, &engine, 7, &tally);
        let by_clause =
            found.series.into_iter().filter(|series| series.clause.is_some() && series.payer.is_none());
        by_clause
            .map(|series| {
                let place = format!("{:?} {:?}", series.basis, series.year);
                (series.clause.unwrap_or_default(), place, series.statistics.sum_of_squares_fen2)
            })
            .collect()
    };
    let default = sums("");
    for (switch, option) in alternatives() {
        let read = sums(&format!("{switch} = \"{option}\""));
        assert_eq!(default.len(), read.len());
        let differing = default.iter().zip(&read).filter(|(a, b)| a != b);
        let moved: BTreeSet<&str> = differing.map(|(a, _)| a.0.as_str()).collect();
        assert_eq!(moved.into_iter().collect::<Vec<_>>(), concerned(switch), "{switch} = {option}");
    }
}

/// 本意见中产研院范围为省政府认定的产业研究院; a clause that pays nothing says why.
#[test]
fn clauses_without_payment_decide_nothing_and_state_a_reason() {
    let mut town = Town::new();
    let silent: Vec<_> = town
        .policy
        .clauses
        .iter()
        .filter(|clause| matches!(clause.kind, ClauseKind::NoPayment { .. }))
        .collect();
    for clause in &silent {
        let ClauseKind::NoPayment { reason } = &clause.kind else { continue };
        assert!(!reason.zh.is_empty() && !reason.en.is_empty(), "{}", clause.id);
    }
    // (2), (4), (7) to (10), (12) and (13) of part four
    assert!(silent.len() >= 8);
    town.policy.clauses.retain(|clause| matches!(clause.kind, ClauseKind::NoPayment { .. }));
    let institute = town.institute("2022-02-01");
    let firm = town.firm(institute, "2022-03-01");
    town.listing(firm, "2023-05-01", "SSE");
    town.revenue(SpinOffIndex(0), 2023, "2亿元");
    town.award(institute, "2024-06-24", "national.special");
    assert!(town.owed().is_empty() && town.refused().is_empty());
}

/// A scenario may extend the validity: 31 December 2025 then pays what 2024 alone would not.
#[test]
fn an_extended_validity_pays_events_of_its_last_day() {
    for (last, pays) in [("2024-12-31", false), ("2025-12-30", false), ("2025-12-31", true)] {
        let mut town = Town::new();
        town.policy.clauses.retain(|clause| clause.id == "listing_reward");
        town.policy.clauses[0].validity.last_day = day(last);
        let institute = town.institute("2022-02-01");
        let firm = town.firm(institute, "2022-03-01");
        town.listing(firm, "2025-12-31", "BSE");
        assert_eq!(!town.owed().is_empty(), pays, "valid to {last}");
    }
}
