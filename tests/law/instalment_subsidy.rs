//! 四（一）河南省产业研究院挂牌后，财政每年一次性给予500万元的创建经费补助，连续支持3年。

use crate::town::Town;

/// The days on which an institute's instalments are owed under some readings.
fn days(town: &Town) -> Vec<String> {
    let lines = town.owed();
    for line in &lines {
        assert!(line.starts_with("creation_subsidy ") && line.ends_with(" institute0 500万元"), "{line}");
    }
    lines.iter().map(|line| line.split(' ').nth(1).expect("a day").to_owned()).collect()
}

fn one(accredited: &str, unveiled: &str, accepted: &str, readings: &[&str]) -> Town {
    let mut town = Town::new().reading(readings);
    town.institute_with(accredited, unveiled, accepted);
    town
}

#[test]
fn three_instalments_a_year_apart_from_the_unveiling() {
    let town = one("2022-02-01", "2022-03-23", "2023-12-31", &[]);
    assert_eq!(days(&town), ["2022-03-23", "2023-03-23", "2024-03-23"]);
    assert!(town.refused().is_empty());
}

#[test]
fn the_start_is_read_from_the_unveiling_the_accreditation_or_the_acceptance() {
    for (option, first) in
        [("unveiled", "2022-03-23"), ("accredited", "2022-02-01"), ("accepted", "2022-06-30")]
    {
        let town = one("2022-02-01", "2022-03-23", "2022-06-30", &[&format!("subsidy_start={option}")]);
        assert_eq!(days(&town)[0], first);
        assert_eq!(days(&town).len(), 3);
    }
}

/// 有效期自发布之日（2022-01-30）起至2024年12月31日。
#[test]
fn the_start_decides_on_the_first_and_last_day_of_the_validity() {
    for (start, paid) in [
        // before the policy: moved to its first day
        ("2022-01-29", &["2022-01-30", "2023-01-30", "2024-01-30"][..]),
        ("2022-01-30", &["2022-01-30", "2023-01-30", "2024-01-30"]),
        ("2022-01-31", &["2022-01-31", "2023-01-31", "2024-01-31"]),
        // instalments after the validity are honoured where it started within
        ("2024-12-30", &["2024-12-30", "2025-12-30", "2026-12-30"]),
        ("2024-12-31", &["2024-12-31", "2025-12-31", "2026-12-31"]),
        ("2025-01-01", &[]),
    ] {
        assert_eq!(days(&one(start, start, start, &[])), paid, "start {start}");
    }
    let late = one("2025-01-01", "2025-01-01", "2025-01-01", &[]);
    assert_eq!(late.refused(), ["creation_subsidy: the subsidy starts after the validity"; 3]);
}

#[test]
fn under_cut_nothing_is_paid_after_the_validity() {
    let cut = &["subsidy_after_expiry=cut"];
    for (start, paid) in [
        ("2022-12-31", &["2022-12-31", "2023-12-31", "2024-12-31"][..]),
        ("2023-01-01", &["2023-01-01", "2024-01-01"]),
        ("2024-12-31", &["2024-12-31"]),
        ("2025-01-01", &[]),
    ] {
        assert_eq!(days(&one(start, start, start, cut)), paid, "start {start}");
    }
    let late = one("2023-01-01", "2023-01-01", "2023-01-01", cut);
    assert_eq!(late.refused(), ["creation_subsidy: the instalment falls due after the validity"]);
}

#[test]
fn a_start_before_the_policy_moves_elapses_or_excludes() {
    for (option, paid) in [
        ("eligible", &["2022-01-30", "2023-01-30", "2024-01-30"][..]),
        // the instalment of 2021-10-16 is lost, the other two keep their dates
        ("elapsed", &["2022-10-16", "2023-10-16"]),
        ("excluded", &[]),
    ] {
        let reading = format!("start_before_policy={option}");
        assert_eq!(days(&one("2021-10-16", "2021-10-16", "2021-10-16", &[&reading])), paid, "{option}");
    }
    let elapsed = one("2019-05-01", "2019-05-01", "2019-05-01", &["start_before_policy=elapsed"]);
    assert!(days(&elapsed).is_empty(), "the third instalment of 2021-05-01 is lost as well");
    assert_eq!(elapsed.refused(), ["creation_subsidy: the subsidy starts before the policy"; 3]);
}

#[test]
fn which_day_starts_it_decides_whether_it_starts_before_the_policy() {
    let days_of = |start: &str, before: &str| {
        let readings = [format!("subsidy_start={start}"), format!("start_before_policy={before}")];
        days(&one("2021-10-16", "2021-12-20", "2022-12-31", &[&readings[0], &readings[1]]))
    };
    let accepted = ["2022-12-31", "2023-12-31", "2024-12-31"];
    assert_eq!(days_of("accepted", "eligible"), accepted);
    assert_eq!(days_of("accepted", "elapsed"), accepted);
    assert_eq!(days_of("accepted", "excluded"), accepted);
    assert_eq!(days_of("accredited", "elapsed"), ["2022-10-16", "2023-10-16"]);
    assert_eq!(days_of("unveiled", "elapsed"), ["2022-12-20", "2023-12-20"]);
    assert!(days_of("unveiled", "excluded").is_empty());
}

#[test]
fn a_start_on_29_february_falls_on_the_28th_of_other_years() {
    let town = one("2024-02-29", "2024-02-29", "2024-02-29", &[]);
    assert_eq!(days(&town), ["2024-02-29", "2025-02-28", "2026-02-28"]);
}

/// 指南：年度成果10项以上、转移转化5项以上为合格; the first instalment has no evaluation before it.
#[test]
fn an_evaluation_passes_with_ten_results_and_five_transfers() {
    for (results, transfers, passes) in
        [(10, 5, true), (9, 5, false), (10, 4, false), (11, 6, true), (0, 0, false)]
    {
        let mut town = one("2022-03-01", "2022-03-01", "2022-03-01", &["evaluation_effect=withhold"]);
        let institute = fiscast::things::InstituteIndex(0);
        // the second instalment is judged by the evaluation of 2022, which there is none of; the third by that of 2023
        town.evaluation(institute, 2023, results, transfers);
        let third = days(&town).contains(&"2024-03-01".to_owned());
        assert_eq!(third, passes, "{results} results, {transfers} transfers");
        assert_eq!(days(&town).len(), if passes { 3 } else { 2 });
    }
}

/// An institute accredited in 2021, unveiled 2022-03-23, whose evaluations of some years failed.
fn failing(readings: &[&str], years: &[i64]) -> Town {
    let mut town = one("2021-10-16", "2022-03-23", "2022-12-31", readings);
    for year in 2022..=2026 {
        let (results, transfers) = if years.contains(&year) { (0, 0) } else { (30, 18) };
        town.evaluation(fiscast::things::InstituteIndex(0), year, results, transfers);
    }
    town
}

#[test]
fn a_failed_evaluation_is_ignored_withholds_or_defers() {
    let all = ["2022-03-23", "2023-03-23", "2024-03-23"];
    assert_eq!(days(&failing(&["evaluation_effect=ignore"], &[2022, 2023])), all);
    assert_eq!(days(&failing(&["evaluation_effect=withhold"], &[])), all);
    // the evaluation of y - 1 decides on the instalment due in y
    assert_eq!(days(&failing(&["evaluation_effect=withhold"], &[2022])), ["2022-03-23", "2024-03-23"]);
    assert_eq!(days(&failing(&["evaluation_effect=withhold"], &[2023])), ["2022-03-23", "2023-03-23"]);
    assert_eq!(days(&failing(&["evaluation_effect=withhold"], &[2022, 2023])), ["2022-03-23"]);
    // deferred by a year; each instalment is treated alone, so two may fall on one day
    let deferred = ["2022-03-23", "2024-03-23", "2024-03-23"];
    assert_eq!(days(&failing(&["evaluation_effect=defer"], &[2022])), deferred);
    // and lost where the year's own evaluation fails too
    let lost = failing(&["evaluation_effect=defer"], &[2022, 2023]);
    assert_eq!(days(&lost), ["2022-03-23", "2025-03-23"]);
    assert_eq!(lost.refused(), ["creation_subsidy: the performance evaluation failed"]);
}

#[test]
fn a_deferral_beyond_the_validity_is_honoured_or_cut() {
    let honoured = failing(&["evaluation_effect=defer"], &[2023]);
    assert_eq!(days(&honoured), ["2022-03-23", "2023-03-23", "2025-03-23"]);
    let cut = failing(&["evaluation_effect=defer", "subsidy_after_expiry=cut"], &[2023]);
    assert_eq!(days(&cut), ["2022-03-23", "2023-03-23"]);
    assert_eq!(cut.refused(), ["creation_subsidy: the instalment falls due after the validity"]);
}

#[test]
fn an_elapsed_instalment_is_lost_whatever_the_evaluation() {
    let readings = ["start_before_policy=elapsed", "evaluation_effect=defer", "subsidy_start=accredited"];
    // due 2021-10-16, 2022-10-16, 2023-10-16; a deferral would move the second to 2023
    let town = failing(&readings, &[]);
    assert_eq!(days(&town), ["2022-10-16", "2023-10-16"]);
    let town = failing(&readings, &[2022]);
    assert_eq!(
        days(&town),
        ["2022-10-16", "2024-10-16"],
        "the evaluation of 2021 does not exist, that of 2022 defers"
    );
}

#[test]
fn what_fell_due_before_the_run_is_not_owed_again() {
    let mut town = one("2022-03-01", "2022-03-01", "2022-03-01", &[]);
    town.horizon = (2024, 2025);
    assert_eq!(days(&town), ["2024-03-01"]);
    assert_eq!(town.refused(), ["creation_subsidy: before the run's first year"; 2]);
}

#[test]
fn a_clause_of_one_county_pays_that_county_alone() {
    let mut town = one("2022-03-01", "2022-03-01", "2022-03-01", &[]);
    let clause = town.policy.clauses.iter_mut().find(|clause| clause.id == "creation_subsidy");
    clause.expect("the clause").counties = vec!["weihui".to_owned()];
    assert!(days(&town).is_empty());
    assert_eq!(town.refused(), ["creation_subsidy: the clause is limited to other counties"; 3]);
    town.history.institutes[0].county = fiscast::things::CountyId(1);
    assert_eq!(days(&town).len(), 3);
}
