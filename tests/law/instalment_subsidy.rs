//! Clause (1): 河南省产业研究院挂牌后，财政每年一次性给予 500 万元的创建经费补助，连续支持 3 年。

use fiscast::policy::{
    EvaluationEffect, Reason, StartBeforePolicy, SubsidyAfterExpiry, SubsidyStart, Validity,
};
use fiscast::quantities::Horizon;
use fiscast::things::{BeneficiaryKind::Institute, Event, EventKey};

use super::support::{CREATION_SUBSIDY, Due, World, day, year};

/// The days of instalments of 500 万元 each, to the institute.
fn instalments(days: &[&str]) -> Vec<Due> {
    days.iter().map(|text| (day(text), Institute, 5_000_000)).collect()
}

/// A world of one institute, unveiled on the day of its accreditation.
fn unveiled_on(start: &str) -> World {
    let mut world = World::new();
    world.institute(start);
    world
}

#[test]
fn three_instalments_of_five_million_fall_due_on_the_unveiling_and_the_same_day_of_the_next_two_years() {
    let world = unveiled_on("2022-05-10");
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-05-10", "2023-05-10", "2024-05-10"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), []);
}

#[test]
fn a_start_is_honoured_to_the_last_day_of_the_validity_and_not_a_day_later() {
    let due: [(&str, &[&str]); 5] = [
        ("2022-01-30", &["2022-01-30", "2023-01-30", "2024-01-30"]),
        ("2022-01-31", &["2022-01-31", "2023-01-31", "2024-01-31"]),
        ("2024-12-30", &["2024-12-30", "2025-12-30", "2026-12-30"]),
        ("2024-12-31", &["2024-12-31", "2025-12-31", "2026-12-31"]),
        ("2025-01-01", &[]),
    ];
    for (start, days) in due {
        assert_eq!(unveiled_on(start).owed(CREATION_SUBSIDY), instalments(days), "start {start}");
    }
    assert_eq!(unveiled_on("2025-01-01").refused(CREATION_SUBSIDY), [Reason::StartAfterValidity; 3]);
}

#[test]
fn under_cut_what_falls_due_on_the_last_day_is_paid_and_a_day_later_is_not() {
    let due: [(&str, &[&str], usize); 4] = [
        ("2022-12-31", &["2022-12-31", "2023-12-31", "2024-12-31"], 0),
        ("2023-01-01", &["2023-01-01", "2024-01-01"], 1),
        ("2024-12-31", &["2024-12-31"], 2),
        ("2024-01-01", &["2024-01-01"], 2),
    ];
    for (start, days, cut) in due {
        let mut world = unveiled_on(start);
        world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "start {start}");
        assert_eq!(world.refused(CREATION_SUBSIDY), vec![Reason::DueAfterValidity; cut], "start {start}");
    }
    // a start after the end pays nothing under either reading, and says so
    let mut late = unveiled_on("2025-01-01");
    late.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    assert_eq!(late.refused(CREATION_SUBSIDY), [Reason::StartAfterValidity; 3]);
}

#[test]
fn a_start_on_29_february_falls_due_on_28_february_of_years_without_a_29th() {
    let world = unveiled_on("2024-02-29");
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2024-02-29", "2025-02-28", "2026-02-28"]));
}

#[test]
fn the_subsidy_starts_on_the_day_that_the_reading_names() {
    let starts: [(SubsidyStart, [&str; 3]); 3] = [
        (SubsidyStart::Accredited, ["2022-03-01", "2023-03-01", "2024-03-01"]),
        (SubsidyStart::Unveiled, ["2022-06-15", "2023-06-15", "2024-06-15"]),
        (SubsidyStart::Accepted, ["2023-12-31", "2024-12-31", "2025-12-31"]),
    ];
    for (reading, days) in starts {
        let mut world = World::new();
        world.institute_of_days("2022-03-01", "2022-06-15", "2023-12-31");
        world.readings.subsidy_start = reading;
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&days), "{reading:?}");
    }
}

#[test]
fn the_start_that_counts_is_tested_against_the_end_of_the_validity() {
    // accredited and unveiled in time, accepted a day too late
    let mut world = World::new();
    world.institute_of_days("2023-06-01", "2024-12-31", "2025-01-01");
    world.readings.subsidy_start = SubsidyStart::Accepted;
    assert_eq!(world.owed(CREATION_SUBSIDY), []);
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::StartAfterValidity; 3]);
    world.readings.subsidy_start = SubsidyStart::Unveiled;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2024-12-31", "2025-12-31", "2026-12-31"]));
}

#[test]
fn a_start_before_the_policy_matters_only_under_the_reading_whose_start_lies_before_it() {
    // the first batch: accredited 2021-10-16, unveiled and accepted within the validity
    use {StartBeforePolicy as Before, SubsidyStart as Start};
    let due: [(Start, Before, &[&str]); 9] = [
        (Start::Unveiled, Before::Eligible, &["2022-03-23", "2023-03-23", "2024-03-23"]),
        (Start::Unveiled, Before::Elapsed, &["2022-03-23", "2023-03-23", "2024-03-23"]),
        (Start::Unveiled, Before::Excluded, &["2022-03-23", "2023-03-23", "2024-03-23"]),
        (Start::Accredited, Before::Eligible, &["2022-01-30", "2023-01-30", "2024-01-30"]),
        (Start::Accredited, Before::Elapsed, &["2022-10-16", "2023-10-16"]),
        (Start::Accredited, Before::Excluded, &[]),
        (Start::Accepted, Before::Eligible, &["2022-12-31", "2023-12-31", "2024-12-31"]),
        (Start::Accepted, Before::Elapsed, &["2022-12-31", "2023-12-31", "2024-12-31"]),
        (Start::Accepted, Before::Excluded, &["2022-12-31", "2023-12-31", "2024-12-31"]),
    ];
    for (start, before, days) in due {
        let mut world = World::new();
        world.institute_of_days("2021-10-16", "2022-03-23", "2022-12-31");
        world.readings.subsidy_start = start;
        world.readings.start_before_policy = before;
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "{start:?}, {before:?}");
        let lost = vec![Reason::StartBeforePolicy; 3 - days.len()];
        assert_eq!(world.refused(CREATION_SUBSIDY), lost, "{start:?}, {before:?}");
    }
}

#[test]
fn the_day_of_issue_itself_is_not_before_the_policy_and_the_day_before_it_is() {
    for (start, before, days) in [
        ("2022-01-29", StartBeforePolicy::Eligible, &["2022-01-30", "2023-01-30", "2024-01-30"][..]),
        ("2022-01-29", StartBeforePolicy::Elapsed, &["2023-01-29", "2024-01-29"]),
        ("2022-01-29", StartBeforePolicy::Excluded, &[]),
        ("2022-01-30", StartBeforePolicy::Elapsed, &["2022-01-30", "2023-01-30", "2024-01-30"]),
        ("2022-01-30", StartBeforePolicy::Excluded, &["2022-01-30", "2023-01-30", "2024-01-30"]),
    ] {
        let mut world = unveiled_on(start);
        world.readings.start_before_policy = before;
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "start {start}, {before:?}");
    }
}

#[test]
fn elapsed_instalments_keep_their_dates_and_only_those_within_the_policy_are_left() {
    for (start, days) in [
        ("2019-06-01", &[][..]),
        // the third falls due the day before the policy, and on its first day
        ("2020-01-29", &[]),
        ("2020-01-30", &["2022-01-30"]),
        // 29 February 2020, 28 February 2021 and 2022
        ("2020-02-29", &["2022-02-28"]),
        ("2021-12-20", &["2022-12-20", "2023-12-20"]),
    ] {
        let mut world = unveiled_on(start);
        world.readings.start_before_policy = StartBeforePolicy::Elapsed;
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "start {start}");
    }
}

/// An institute accredited on 2021-10-16 and unveiled on 2022-03-23, so that its second instalment is judged by the
/// evaluation of 2022 and its third by that of 2023. Evaluations of 2022, 2023 and 2024 pass or fail as told.
fn evaluated(passed: [bool; 3], effect: EvaluationEffect) -> World {
    let mut world = World::new();
    let institute = world.institute_of_days("2021-10-16", "2022-03-23", "2022-12-31");
    for (year, passed) in (2022..).zip(passed) {
        world.evaluate(institute, year, if passed { 10 } else { 9 }, 5);
    }
    world.readings.evaluation_effect = effect;
    world
}

#[test]
fn failed_evaluations_are_ignored_unless_a_reading_gives_them_an_effect() {
    let world = evaluated([false, false, false], EvaluationEffect::Ignore);
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-03-23", "2023-03-23", "2024-03-23"]));
}

#[test]
fn under_withhold_an_instalment_is_lost_when_the_evaluation_of_the_year_before_failed() {
    for (passed, days) in [
        ([true, true, false], &["2022-03-23", "2023-03-23", "2024-03-23"][..]),
        ([false, true, true], &["2022-03-23", "2024-03-23"]),
        ([true, false, true], &["2022-03-23", "2023-03-23"]),
        ([false, false, true], &["2022-03-23"]),
    ] {
        let world = evaluated(passed, EvaluationEffect::Withhold);
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "{passed:?}");
        let lost = vec![Reason::EvaluationFailed; 3 - days.len()];
        assert_eq!(world.refused(CREATION_SUBSIDY), lost, "{passed:?}");
    }
}

#[test]
fn under_defer_an_instalment_moves_by_a_year_and_is_lost_only_if_that_year_fails_too() {
    for (passed, days) in [
        ([true, true, false], &["2022-03-23", "2023-03-23", "2024-03-23"][..]),
        // each instalment is treated alone: the second moves onto the third's day
        ([false, true, true], &["2022-03-23", "2024-03-23", "2024-03-23"]),
        ([true, false, true], &["2022-03-23", "2023-03-23", "2025-03-23"]),
        ([false, false, true], &["2022-03-23", "2025-03-23"]),
        ([true, false, false], &["2022-03-23", "2023-03-23"]),
        ([false, false, false], &["2022-03-23"]),
    ] {
        let world = evaluated(passed, EvaluationEffect::Defer);
        assert_eq!(world.owed(CREATION_SUBSIDY), instalments(days), "{passed:?}");
        let lost = vec![Reason::EvaluationFailed; 3 - days.len()];
        assert_eq!(world.refused(CREATION_SUBSIDY), lost, "{passed:?}");
    }
}

#[test]
fn ten_results_and_five_transfers_pass_and_one_less_of_either_fails() {
    // 每年新研发科技成果 10 项以上、转移转化先进技术 5 项以上 (五（五）); 以上 includes the number
    for (results, transfers, paid) in [(10, 5, 3), (9, 5, 2), (10, 4, 2), (9, 4, 2), (11, 6, 3), (100, 4, 2)]
    {
        let mut world = World::new();
        let institute = world.institute("2022-05-10");
        world.evaluate(institute, 2023, results, transfers);
        world.readings.evaluation_effect = EvaluationEffect::Withhold;
        assert_eq!(world.owed(CREATION_SUBSIDY).len(), paid, "{results} results, {transfers} transfers");
    }
}

#[test]
fn the_first_instalment_is_judged_by_no_evaluation() {
    for effect in [EvaluationEffect::Withhold, EvaluationEffect::Defer] {
        let mut world = World::new();
        let institute = world.institute_of_days("2021-10-16", "2024-01-01", "2024-06-01");
        for evaluated in 2022..=2024 {
            world.evaluate(institute, evaluated, 0, 0);
        }
        world.readings.evaluation_effect = effect;
        assert_eq!(world.owed(CREATION_SUBSIDY)[0], (day("2024-01-01"), Institute, 5_000_000), "{effect:?}");
    }
}

#[test]
fn an_instalment_stands_where_there_was_no_evaluation() {
    // accredited in 2022, so the first evaluation is of 2023: the second instalment, due in 2023, has none before it
    let mut world = World::new();
    let institute = world.institute("2022-05-10");
    world.evaluate(institute, 2023, 0, 0);
    world.readings.evaluation_effect = EvaluationEffect::Withhold;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-05-10", "2023-05-10"]));
}

#[test]
fn another_institutes_evaluation_takes_nothing_away() {
    let mut world = World::new();
    let failing = world.institute("2022-05-10");
    let passing = world.institute("2022-05-10");
    world.evaluate(failing, 2023, 0, 0);
    world.evaluate(passing, 2023, 10, 5);
    world.readings.evaluation_effect = EvaluationEffect::Withhold;
    let decisions = world.decide();
    let paid = |institute| decisions.owed.iter().filter(|owed| owed.institute == institute).count();
    assert_eq!((paid(failing), paid(passing)), (2, 3));
}

#[test]
fn cut_goes_by_the_day_to_which_an_instalment_was_deferred() {
    // the third instalment, due on 2024-03-23, moves to 2025-03-23, after the validity
    let mut world = evaluated([true, false, true], EvaluationEffect::Defer);
    world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-03-23", "2023-03-23"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::DueAfterValidity]);
    // the second moves to 2024-03-23, still within it
    let mut world = evaluated([false, true, true], EvaluationEffect::Defer);
    world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-03-23", "2024-03-23", "2024-03-23"]));
}

#[test]
fn a_start_that_was_moved_to_the_first_day_is_judged_and_deferred_from_there() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.evaluate(institute, 2022, 9, 4);
    world.evaluate(institute, 2023, 10, 5);
    world.readings.evaluation_effect = EvaluationEffect::Defer;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-01-30", "2024-01-30", "2024-01-30"]));
}

#[test]
fn an_elapsed_instalment_before_the_policy_is_lost_though_a_deferral_would_move_it_into_the_policy() {
    // due on 2021-06-01, to which the failed evaluation of 2020 would add a year
    let mut world = World::new();
    let institute = world.institute_of_days("2019-01-01", "2020-06-01", "2020-12-31");
    world.evaluate(institute, 2020, 0, 0);
    world.evaluate(institute, 2021, 10, 5);
    world.readings.start_before_policy = StartBeforePolicy::Elapsed;
    world.readings.evaluation_effect = EvaluationEffect::Defer;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2022-06-01"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::StartBeforePolicy; 2]);
}

#[test]
fn an_instalment_dated_before_the_run_is_no_part_of_it_and_a_deferred_one_goes_by_its_moved_day() {
    let mut world = evaluated([false, true, true], EvaluationEffect::Ignore);
    world.horizon = Horizon::new(year(2024), year(2025)).expect("two years");
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2024-03-23"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::BeforeHorizon; 2]);
    world.readings.evaluation_effect = EvaluationEffect::Defer;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2024-03-23", "2024-03-23"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::BeforeHorizon]);
}

#[test]
fn an_instalment_is_claimed_in_the_year_of_its_moved_day_and_keeps_its_name() {
    let names = |world: &World| -> Vec<(i32, EventKey)> {
        world.decide().owed.iter().map(|owed| (owed.claim_year.number(), owed.event)).collect()
    };
    let at_first = names(&evaluated([true, true, true], EvaluationEffect::Defer));
    let deferred = names(&evaluated([false, true, true], EvaluationEffect::Defer));
    assert_eq!(at_first.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2022, 2023, 2024]);
    assert_eq!(deferred.iter().map(|(year, _)| *year).collect::<Vec<_>>(), [2022, 2024, 2024]);
    assert!(at_first.iter().map(|(_, key)| key).eq(deferred.iter().map(|(_, key)| key)));
}

#[test]
fn a_clause_in_force_for_longer_pays_for_longer() {
    let mut world = unveiled_on("2025-06-01");
    world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    let extended = Validity { first_day: day("2022-01-30"), last_day: day("2026-06-01") };
    world.clause(CREATION_SUBSIDY).validity = extended;
    assert_eq!(world.owed(CREATION_SUBSIDY), instalments(&["2025-06-01", "2026-06-01"]));
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::DueAfterValidity]);
}

#[test]
fn a_subsidy_limited_to_other_counties_pays_nothing() {
    let mut world = unveiled_on("2022-05-10");
    world.clause(CREATION_SUBSIDY).counties = vec!["weihui".to_owned()];
    assert_eq!(world.owed(CREATION_SUBSIDY), []);
    assert_eq!(world.refused(CREATION_SUBSIDY), [Reason::OtherCounty; 3]);
    world.clause(CREATION_SUBSIDY).counties.push("hongqi".to_owned());
    assert_eq!(world.owed(CREATION_SUBSIDY).len(), 3);
}

#[test]
fn a_refused_instalment_is_named_by_its_number_and_institute() {
    let mut world = unveiled_on("2024-06-01");
    let second = world.institute("2024-07-01");
    world.readings.subsidy_after_expiry = SubsidyAfterExpiry::Cut;
    let refused = world.decide().refused;
    let numbers: Vec<_> =
        refused.iter().map(|refusal| (refusal.institute.index(), refusal.instalment)).collect();
    assert_eq!(numbers, [(0, Some(2)), (0, Some(3)), (second.index(), Some(2)), (second.index(), Some(3))]);
    let events: Vec<Option<Event>> = refused.iter().map(|refusal| refusal.event).collect();
    assert_eq!(events, [None; 4]);
}
