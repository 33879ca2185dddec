//! What all clauses share: validity (有效期自发布之日起至 2024 年 12 月 31 日), scope (省政府认定的产业研究院), the clauses that pay
//! nothing, and who is named in what is owed.

use std::collections::BTreeSet;

use fiscast::policy::{ClauseKind, Policy, Reason, SubsidyAfterExpiry, Validity};
use fiscast::quantities::{Horizon, Money};
use fiscast::things::{CountyId, Obligation};

use super::support::{
    CREATION_SUBSIDY, FAULT_TOLERANCE, LISTING_REWARD, REVENUE_MILESTONE, SCIENCE_AWARD, World, day, money,
    year,
};

/// One event under every clause that has any, all on one day, of an institute long accredited.
fn everything_on(date: &str) -> World {
    let mut world = World::new();
    let institute = world.institute_of_days("2021-01-01", date, date);
    let firm = world.firm(institute, "2021-06-01");
    world.firm_wins(firm, date, "national.first");
    world.lists(firm, date, "SSE");
    world.institute_wins(institute, date, "provincial.second");
    world.loses(institute, date, date, money("80万元"));
    world
}

#[test]
fn outside_the_validity_no_clause_pays_and_on_its_first_and_last_day_every_one_does() {
    for (date, within) in [
        ("2022-01-29", false),
        ("2022-01-30", true),
        ("2022-01-31", true),
        ("2024-12-30", true),
        ("2024-12-31", true),
        ("2025-01-01", false),
    ] {
        let world = everything_on(date);
        let decisions = world.decide();
        let paid = |clause| decisions.owed_under(world.clause_id(clause)).count();
        let expected = if within { (2, 2, 1) } else { (0, 0, 0) };
        let counts = (paid(LISTING_REWARD), paid(SCIENCE_AWARD), decisions.written_off.len());
        assert_eq!(counts, expected, "{date}");
    }
}

#[test]
fn a_scenario_that_extends_the_validity_extends_every_clause_that_it_changes() {
    let mut world = everything_on("2025-12-31");
    assert_eq!((world.decide().owed.len(), world.decide().written_off.len()), (0, 0));
    for id in [CREATION_SUBSIDY, LISTING_REWARD, SCIENCE_AWARD, FAULT_TOLERANCE] {
        world.clause(id).validity = Validity { first_day: day("2022-01-30"), last_day: day("2025-12-31") };
    }
    // three instalments, firm and institute for the listing, two awards
    assert_eq!((world.decide().owed.len(), world.decide().written_off.len()), (7, 1));
}

#[test]
fn one_clauses_own_validity_leaves_the_others_alone() {
    let mut world = everything_on("2024-12-31");
    world.clause(SCIENCE_AWARD).validity =
        Validity { first_day: day("2022-01-30"), last_day: day("2024-12-30") };
    assert_eq!(world.owed(SCIENCE_AWARD), []);
    assert_eq!(world.refused(SCIENCE_AWARD), [Reason::OutsideValidity; 2]);
    assert_eq!((world.owed(LISTING_REWARD).len(), world.owed(CREATION_SUBSIDY).len()), (2, 3));
}

/// The policy with every clause that pays limited to one county.
fn limited(policy: &mut Policy, county: &str) {
    for clause in &mut policy.clauses {
        clause.counties = vec![county.to_owned()];
    }
}

#[test]
fn a_clause_limited_to_counties_pays_for_their_institutes_alone() {
    let mut world = World::new();
    let hongqi = world.institute("2022-03-01");
    let weihui = world.institute("2022-03-01");
    world.history.institutes[weihui.index()].county = CountyId(1);
    for institute in [hongqi, weihui] {
        let firm = world.firm(institute, "2022-04-01");
        world.lists(firm, "2023-03-01", "BSE");
        world.earns(firm, 2023, money("700万元"));
        world.firm_wins(firm, "2024-03-15", "provincial.third");
        world.loses(institute, "2022-06-01", "2023-12-31", money("80万元"));
    }
    // per institute: three instalments, a listing to two, a threshold to two, one award, and one write-off
    let all = world.decide();
    assert_eq!((all.owed.len(), all.written_off.len()), (16, 2));
    limited(&mut world.policy, "weihui");
    let weihui_alone = world.decide();
    assert_eq!((weihui_alone.owed.len(), weihui_alone.written_off.len()), (8, 1));
    let of_both = weihui_alone.owed.iter().chain(&weihui_alone.written_off);
    assert!(of_both.into_iter().all(|owed| owed.county == CountyId(1) && owed.institute == weihui));
    assert!(weihui_alone.refused.iter().all(|refusal| refusal.reason == Reason::OtherCounty));
    // a county that the scenario does not have has no institutes
    limited(&mut world.policy, "elsewhere");
    assert_eq!((world.decide().owed.len(), world.decide().written_off.len()), (0, 0));
}

#[test]
fn every_obligation_names_the_county_of_its_institute() {
    let mut world = World::new();
    let hongqi = world.institute("2022-03-01");
    let weihui = world.institute("2022-03-01");
    world.history.institutes[weihui.index()].county = CountyId(1);
    world.institute_wins(hongqi, "2024-03-15", "provincial.third");
    let firm = world.firm(weihui, "2022-04-01");
    world.lists(firm, "2023-03-01", "BSE");
    for owed in world.decide().owed {
        let county = if owed.institute == hongqi { CountyId(0) } else { CountyId(1) };
        assert_eq!(owed.county, county);
    }
}

#[test]
fn the_clauses_that_name_no_amount_pay_nothing_and_say_why() {
    // (2), (4), (7) to (10), (12) and (13)
    let world = everything_on("2023-05-05");
    let silent: Vec<usize> = (0..world.policy.clauses.len())
        .filter(|index| matches!(world.policy.clauses[*index].kind, ClauseKind::NoPayment { .. }))
        .map(|index| index + 1)
        .collect();
    assert_eq!(silent, [2, 4, 7, 8, 9, 10, 12, 13]);
    for clause in &world.policy.clauses {
        if let ClauseKind::NoPayment { reason } = &clause.kind {
            assert!(!reason.zh.is_empty() && !reason.en.is_empty(), "{}", clause.id);
        }
    }
    let decisions = world.decide();
    let acting: BTreeSet<usize> = decisions
        .owed
        .iter()
        .chain(&decisions.written_off)
        .map(|owed| owed.clause.index() + 1)
        .chain(decisions.refused.iter().map(|refusal| refusal.clause.index() + 1))
        .collect();
    assert_eq!(acting, BTreeSet::from([1, 3, 5, 6]));
}

#[test]
fn a_failure_and_a_founding_alone_owe_nothing() {
    let mut world = World::new();
    let institute = world.institute("2025-06-01");
    let firm = world.firm(institute, "2025-07-01");
    world.fails(firm, "2026-01-01");
    let decisions = world.decide();
    assert!(decisions.owed.is_empty() && decisions.written_off.is_empty());
    // the three instalments are all that was looked at
    assert_eq!(decisions.refused.len(), 3);
}

#[test]
fn what_falls_due_after_the_horizon_is_not_dropped() {
    // docs/model.md §1: commitments outstanding
    let mut world = World::new();
    world.horizon = Horizon::new(year(2022), year(2022)).expect("one year");
    world.institute("2022-03-01");
    let years: Vec<i32> = world.decide().owed.iter().map(|owed| owed.date.year().number()).collect();
    assert_eq!(years, [2022, 2023, 2024]);
}

#[test]
fn a_run_that_begins_later_owes_nothing_from_before_its_first_day() {
    for (first, owed) in [(2022, 3), (2023, 2), (2024, 1), (2025, 0)] {
        let mut world = World::new();
        world.institute("2022-01-30");
        world.horizon = Horizon::new(year(first), year(2025)).expect("at most four years");
        assert_eq!(world.owed(CREATION_SUBSIDY).len(), owed, "from {first}");
        let refused = vec![Reason::BeforeHorizon; 3 - owed];
        assert_eq!(world.refused(CREATION_SUBSIDY), refused, "from {first}");
    }
}

#[test]
fn an_institute_paid_in_full_under_every_clause_costs_what_the_document_adds_up_to() {
    // subsidy 3 × 500; NEEQ 100 + 25 and exchange 200 + 50; national special 200; milestones 2 × (5 + 10 + 20) 万元
    let mut world = World::new();
    let institute = world.institute("2022-02-01");
    let firm = world.firm(institute, "2022-02-01");
    world.lists(firm, "2023-02-01", "NEEQ");
    world.earns(firm, 2023, money("1.5亿元"));
    world.lists(firm, "2024-02-01", "SZSE");
    world.institute_wins(institute, "2024-06-24", "national.special");
    world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    let total = |owed: &[Obligation]| owed.iter().map(|owed| owed.amount).sum::<Money>();
    assert_eq!(total(&world.decide().owed), money("2145万元"));
    assert_eq!(world.owed(REVENUE_MILESTONE).iter().map(|due| due.2).sum::<i64>(), 700_000);
}
