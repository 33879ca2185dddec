//! Clause (11): 年营业收入首次超过500万元、1000万元、1亿元的，除分别给予 5 万元、10 万元、20 万元一次性奖励外，再对相应产研院分别
//! 给予 5 万元、10 万元、20 万元一次性奖励. 超过 is strict.

use fiscast::policy::{MilestoneDate, MilestoneJump, Reason, SpinOffScope};
use fiscast::quantities::{Horizon, Money};
use fiscast::things::BeneficiaryKind::{Institute, SpinOff};
use fiscast::things::{EventKey, SpinOffIndex};

use super::support::{Due, REVENUE_MILESTONE, World, day, money, year};

/// The rewards of thresholds passed, to firm and institute each, all of one day.
fn rewards(date: &str, yuan: &[i64]) -> Vec<Due> {
    yuan.iter().flat_map(|yuan| [(day(date), SpinOff, *yuan), (day(date), Institute, *yuan)]).collect()
}

/// An institute accredited on 2021-10-16 and a firm that it founded on 2021-12-01.
fn world_with_firm() -> (World, SpinOffIndex) {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    let firm = world.firm(institute, "2021-12-01");
    (world, firm)
}

/// One fen more.
fn above(text: &str) -> Money {
    money(text) + Money::from_fen(1)
}

/// One fen less.
fn below(text: &str) -> Money {
    money(text) - Money::from_fen(1)
}

#[test]
fn revenue_of_exactly_a_threshold_earns_nothing_for_it_and_one_fen_more_does() {
    for (revenue, each, highest) in [
        (below("500万元"), &[][..], &[][..]),
        (money("500万元"), &[], &[]),
        (above("500万元"), &[50_000], &[50_000]),
        (below("1000万元"), &[50_000], &[50_000]),
        (money("1000万元"), &[50_000], &[50_000]),
        (above("1000万元"), &[50_000, 100_000], &[100_000]),
        (below("1亿元"), &[50_000, 100_000], &[100_000]),
        (money("1亿元"), &[50_000, 100_000], &[100_000]),
        (above("1亿元"), &[50_000, 100_000, 200_000], &[200_000]),
    ] {
        let (mut world, firm) = world_with_firm();
        world.earns(firm, 2023, revenue);
        assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2023-12-31", each), "{revenue}");
        let refused = if each.is_empty() { vec![Reason::ThresholdNotExceeded] } else { vec![] };
        assert_eq!(world.refused(REVENUE_MILESTONE), refused, "{revenue}");
        // 就高不重复: only the highest of the year, and a refusal for each of the others
        world.readings.milestone_jump = MilestoneJump::Highest;
        assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2023-12-31", highest), "{revenue}");
        let refused = world.refused(REVENUE_MILESTONE);
        let lower = refused.iter().filter(|reason| **reason == Reason::HigherThresholdPaid).count();
        assert_eq!(lower, each.len() - highest.len(), "{revenue}");
    }
}

#[test]
fn each_threshold_pays_once_in_a_firms_life() {
    // above 500, back, above 500 again and 1000, above 1000 again
    let (mut world, firm) = world_with_firm();
    world.earns(firm, 2022, money("600万元"));
    world.earns(firm, 2023, money("400万元"));
    world.earns(firm, 2024, money("1200万元"));
    let due = [rewards("2022-12-31", &[50_000]), rewards("2024-12-31", &[100_000])].concat();
    assert_eq!(world.owed(REVENUE_MILESTONE), due);
    assert_eq!(world.refused(REVENUE_MILESTONE), [Reason::ThresholdNotExceeded]);
    // one threshold a year is the highest of its year
    world.readings.milestone_jump = MilestoneJump::Highest;
    assert_eq!(world.owed(REVENUE_MILESTONE), due);
}

#[test]
fn thresholds_below_the_highest_are_used_up_though_they_were_not_paid() {
    let (mut world, firm) = world_with_firm();
    world.readings.milestone_jump = MilestoneJump::Highest;
    world.earns(firm, 2022, money("1200万元"));
    world.earns(firm, 2023, money("300万元"));
    world.earns(firm, 2024, money("700万元"));
    assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2022-12-31", &[100_000]));
    use Reason::{HigherThresholdPaid, ThresholdNotExceeded, ThresholdUsedUp};
    assert_eq!(
        world.refused(REVENUE_MILESTONE),
        [HigherThresholdPaid, ThresholdNotExceeded, ThresholdUsedUp]
    );
}

#[test]
fn two_thresholds_of_a_later_year_jump_from_the_one_already_passed() {
    for (jump, later) in
        [(MilestoneJump::Each, &[100_000, 200_000][..]), (MilestoneJump::Highest, &[200_000])]
    {
        let (mut world, firm) = world_with_firm();
        world.readings.milestone_jump = jump;
        world.earns(firm, 2022, money("501万元"));
        world.earns(firm, 2023, money("2亿元"));
        let due = [rewards("2022-12-31", &[50_000]), rewards("2023-12-31", later)].concat();
        assert_eq!(world.owed(REVENUE_MILESTONE), due, "{jump:?}");
    }
}

#[test]
fn the_years_of_the_validity_depend_on_when_revenue_passes_a_threshold() {
    // revenue_year: 31 December of the year; reporting_year: 30 April of the next one
    for (earned, reading, paid_on) in [
        (2021, MilestoneDate::RevenueYear, None),
        (2021, MilestoneDate::ReportingYear, Some("2022-04-30")),
        (2022, MilestoneDate::RevenueYear, Some("2022-12-31")),
        (2022, MilestoneDate::ReportingYear, Some("2023-04-30")),
        (2023, MilestoneDate::ReportingYear, Some("2024-04-30")),
        (2024, MilestoneDate::RevenueYear, Some("2024-12-31")),
        (2024, MilestoneDate::ReportingYear, None),
        (2025, MilestoneDate::RevenueYear, None),
    ] {
        let (mut world, firm) = world_with_firm();
        world.readings.milestone_date = reading;
        world.earns(firm, earned, money("800万元"));
        let due = paid_on.map_or(vec![], |date| rewards(date, &[50_000]));
        assert_eq!(world.owed(REVENUE_MILESTONE), due, "{earned}, {reading:?}");
        let refused = if paid_on.is_some() { vec![] } else { vec![Reason::OutsideValidity] };
        assert_eq!(world.refused(REVENUE_MILESTONE), refused, "{earned}, {reading:?}");
    }
}

#[test]
fn a_threshold_first_passed_outside_the_validity_is_used_up() {
    // 首次超过: the revenue of 2021 exceeded 500 万元 before the policy, that of 2022 does so for the second time
    let (mut world, firm) = world_with_firm();
    world.earns(firm, 2021, money("600万元"));
    world.earns(firm, 2022, money("900万元"));
    world.earns(firm, 2023, money("1100万元"));
    assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2023-12-31", &[100_000]));
    // reported in April 2022 the first passing lies within it
    world.readings.milestone_date = MilestoneDate::ReportingYear;
    let due = [rewards("2022-04-30", &[50_000]), rewards("2024-04-30", &[100_000])].concat();
    assert_eq!(world.owed(REVENUE_MILESTONE), due);
}

#[test]
fn revenue_is_claimed_in_the_year_after_it_under_both_readings() {
    for reading in [MilestoneDate::RevenueYear, MilestoneDate::ReportingYear] {
        let (mut world, firm) = world_with_firm();
        world.readings.milestone_date = reading;
        world.earns(firm, 2022, money("1200万元"));
        let decisions = world.decide();
        let owed: Vec<_> = decisions.owed_under(world.clause_id(REVENUE_MILESTONE)).collect();
        assert_eq!(owed.len(), 4, "{reading:?}");
        // one report is one event, whatever thresholds it passes and whenever it is dated
        let report = EventKey { year: year(2022), ordinal: 365, serial: 0 };
        for owed in owed {
            assert_eq!((owed.claim_year, owed.event), (year(2023), report), "{reading:?}");
        }
    }
}

#[test]
fn a_firm_that_fails_after_the_revenue_year_keeps_what_it_earned() {
    for (reading, date) in
        [(MilestoneDate::RevenueYear, "2023-12-31"), (MilestoneDate::ReportingYear, "2024-04-30")]
    {
        let (mut world, firm) = world_with_firm();
        world.readings.milestone_date = reading;
        world.earns(firm, 2023, money("700万元"));
        world.fails(firm, "2024-01-01");
        assert_eq!(world.owed(REVENUE_MILESTONE), rewards(date, &[50_000]), "{reading:?}");
    }
}

#[test]
fn accreditation_is_tested_on_the_day_that_the_reading_names() {
    for (accredited, reading, paid_on) in [
        ("2023-12-31", MilestoneDate::RevenueYear, Some("2023-12-31")),
        ("2024-01-01", MilestoneDate::RevenueYear, None),
        ("2024-04-30", MilestoneDate::ReportingYear, Some("2024-04-30")),
        ("2024-05-01", MilestoneDate::ReportingYear, None),
    ] {
        let mut world = World::new();
        let institute = world.institute(accredited);
        let firm = world.firm(institute, "2020-01-01");
        world.readings.spin_off_scope = SpinOffScope::All;
        world.readings.milestone_date = reading;
        world.earns(firm, 2023, money("700万元"));
        let due = paid_on.map_or(vec![], |date| rewards(date, &[50_000]));
        assert_eq!(world.owed(REVENUE_MILESTONE), due, "{accredited}, {reading:?}");
        // used up before the accreditation, it is not paid afterwards
        world.earns(firm, 2024, money("750万元"));
        assert_eq!(world.owed(REVENUE_MILESTONE), due, "{accredited}, {reading:?}");
        let refused = if paid_on.is_some() {
            vec![Reason::ThresholdUsedUp]
        } else {
            vec![Reason::InstituteNotYetAccredited, Reason::ThresholdUsedUp]
        };
        assert_eq!(world.refused(REVENUE_MILESTONE), refused, "{accredited}, {reading:?}");
    }
}

#[test]
fn thresholds_exceeded_before_the_run_are_used_up_and_those_only_reached_are_not() {
    for (prior, paid) in [
        (money("500万元"), &[50_000, 100_000, 200_000][..]),
        (above("500万元"), &[100_000, 200_000]),
        (money("1000万元"), &[100_000, 200_000]),
        (above("1000万元"), &[200_000]),
        (money("1亿元"), &[200_000]),
        (above("1亿元"), &[]),
    ] {
        let (mut world, firm) = world_with_firm();
        world.firm_mut(firm).prior_revenue = Some(prior);
        world.earns(firm, 2022, money("3亿元"));
        assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2022-12-31", paid), "prior revenue {prior}");
    }
}

#[test]
fn thresholds_up_to_the_highest_one_rewarded_before_the_run_are_used_up() {
    for (rewarded, prior, paid) in [
        ("500万元", "300万元", &[100_000, 200_000][..]),
        ("1000万元", "300万元", &[200_000]),
        ("1亿元", "300万元", &[]),
        // what was exceeded and what was rewarded: the higher of the two
        ("500万元", "1001万元", &[200_000]),
        ("1000万元", "600万元", &[200_000]),
    ] {
        let (mut world, firm) = world_with_firm();
        world.firm_mut(firm).prior_revenue = Some(money(prior));
        world.firm_mut(firm).highest_rewarded = Some(money(rewarded));
        world.earns(firm, 2022, money("3亿元"));
        assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2022-12-31", paid), "{rewarded} rewarded");
    }
}

#[test]
fn one_firms_thresholds_are_not_anothers() {
    let (mut world, first) = world_with_firm();
    let institute = world.history.spin_off(first).institute;
    let second = world.firm(institute, "2022-02-01");
    for firm in [first, second] {
        world.earns(firm, 2022, money("600万元"));
        world.earns(firm, 2023, money("600万元"));
    }
    let due = rewards("2022-12-31", &[50_000, 50_000]);
    assert_eq!(world.owed(REVENUE_MILESTONE), due);
}

#[test]
fn only_firms_within_the_scope_are_rewarded_and_their_institutes_with_them() {
    for (founded, captive, scope, refused) in [
        ("2021-10-15", false, SpinOffScope::NewOnly, Some(Reason::FirmNotNew)),
        ("2021-10-15", true, SpinOffScope::All, None),
        ("2021-10-15", false, SpinOffScope::NewNotCaptive, Some(Reason::FirmNotNew)),
        ("2021-10-16", true, SpinOffScope::NewOnly, None),
        ("2021-10-16", true, SpinOffScope::All, None),
        ("2021-10-16", false, SpinOffScope::NewNotCaptive, None),
        ("2021-10-16", true, SpinOffScope::NewNotCaptive, Some(Reason::FirmCaptive)),
    ] {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        let firm = world.firm(institute, founded);
        world.firm_mut(firm).captive = captive;
        world.earns(firm, 2023, money("700万元"));
        world.readings.spin_off_scope = scope;
        let due = if refused.is_none() { rewards("2023-12-31", &[50_000]) } else { vec![] };
        assert_eq!(world.owed(REVENUE_MILESTONE), due, "{founded}, captive {captive}, {scope:?}");
        assert_eq!(world.refused(REVENUE_MILESTONE), Vec::from_iter(refused), "{founded}, {scope:?}");
    }
}

#[test]
fn a_milestone_dated_before_the_run_is_no_part_of_it_and_its_threshold_is_used_up() {
    let (mut world, firm) = world_with_firm();
    world.horizon = Horizon::new(year(2023), year(2025)).expect("three years");
    world.earns(firm, 2022, money("700万元"));
    world.earns(firm, 2023, money("1100万元"));
    assert_eq!(world.owed(REVENUE_MILESTONE), rewards("2023-12-31", &[100_000]));
    assert_eq!(world.refused(REVENUE_MILESTONE), [Reason::BeforeHorizon]);
    world.readings.milestone_date = MilestoneDate::ReportingYear;
    let due = [rewards("2023-04-30", &[50_000]), rewards("2024-04-30", &[100_000])].concat();
    assert_eq!(world.owed(REVENUE_MILESTONE), due);
}

#[test]
fn a_clause_limited_to_other_counties_rewards_no_revenue_but_uses_the_threshold_up() {
    let (mut world, firm) = world_with_firm();
    world.earns(firm, 2023, money("700万元"));
    world.earns(firm, 2024, money("700万元"));
    world.clause(REVENUE_MILESTONE).counties = vec!["weihui".to_owned()];
    assert_eq!(world.owed(REVENUE_MILESTONE), []);
    assert_eq!(world.refused(REVENUE_MILESTONE), [Reason::OtherCounty, Reason::ThresholdUsedUp]);
}
