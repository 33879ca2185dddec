//! 四（十一）对于产研院将科技成果产业化所新设立的衍生企业，年营业收入首次超过500万元、1000万元、1亿元的，除分别给予5万元、10万元、
//! 20万元一次性奖励外，再对相应产研院分别给予5万元、10万元、20万元一次性奖励。

use fiscast::things::{InstituteIndex, SpinOffIndex};

use crate::town::{Town, day};

const FIRM: SpinOffIndex = SpinOffIndex(0);

/// A firm founded in 2022 by an institute accredited on 2022-02-01, with yearly revenues from 2022 on.
fn earning(readings: &[&str], revenues: &[&str]) -> Town {
    let mut town = Town::new().reading(readings);
    town.policy.clauses.retain(|clause| clause.id == "revenue_milestone");
    let institute = town.institute("2022-02-01");
    town.firm(institute, "2022-03-01");
    for (year, revenue) in (2022..).zip(revenues) {
        town.revenue(FIRM, year, revenue);
    }
    town
}

/// The firm's rewards by year in 万元; the institute must get the same.
fn rewards(town: &Town) -> Vec<(i32, i64)> {
    let owed = town.decide().owed;
    for pair in owed.chunks(2) {
        let [firm, institute] = pair else { panic!("an obligation without its twin") };
        assert_eq!((firm.date, firm.amount), (institute.date, institute.amount));
        assert_ne!(firm.beneficiary, institute.beneficiary);
        assert_eq!(firm.claim_year.number(), 1 + revenue_year(town, firm.date.year().number()));
    }
    owed.iter().step_by(2).map(|owed| (owed.date.year().number(), owed.amount.fen() / 1_000_000)).collect()
}

/// The year whose accounts an obligation of a year rests on.
fn revenue_year(town: &Town, year: i32) -> i32 {
    let reported = town.readings.chosen().contains(&("milestone_date", "reporting_year"));
    if reported { year - 1 } else { year }
}

/// 超过: strictly above.
#[test]
fn a_threshold_pays_above_it_and_not_at_it() {
    for (revenue, reward) in
        [("4999999.99元", None), ("500万元", None), ("5000000.01元", Some(5)), ("1000万元", Some(5))]
    {
        let paid: Vec<(i32, i64)> = reward.map(|reward| (2022, reward)).into_iter().collect();
        assert_eq!(rewards(&earning(&[], &[revenue])), paid, "{revenue}");
    }
    for (revenue, second) in
        [("9999999.99元", None), ("1000万元", None), ("10000000.01元", Some(10)), ("1亿元", Some(10))]
    {
        let mut paid = vec![(2022, 5)];
        paid.extend(second.map(|reward| (2023, reward)));
        assert_eq!(rewards(&earning(&[], &["600万元", revenue])), paid, "{revenue}");
    }
    for (revenue, third) in [("99999999.99元", None), ("1亿元", None), ("100000000.01元", Some(20))] {
        let mut paid = vec![(2022, 5), (2022, 10)];
        paid.extend(third.map(|reward| (2023, reward)));
        assert_eq!(rewards(&earning(&[], &["2000万元", revenue])), paid, "{revenue}");
    }
}

/// 首次: once in a firm's life.
#[test]
fn a_threshold_pays_once() {
    let town = earning(&[], &["600万元", "400万元", "700万元", "600万元"]);
    assert_eq!(rewards(&town), [(2022, 5)]);
    assert_eq!(town.refused(), ["revenue_milestone: no threshold was exceeded for the first time"; 3]);
}

#[test]
fn three_thresholds_in_one_year_pay_each_or_the_highest() {
    let each = [(2022, 5), (2022, 10), (2022, 20)];
    assert_eq!(rewards(&earning(&["milestone_jump=each"], &["2亿元"])), each);
    let highest = earning(&["milestone_jump=highest"], &["2亿元"]);
    assert_eq!(rewards(&highest), [(2022, 20)]);
    assert_eq!(highest.refused(), ["revenue_milestone: only the highest threshold of the year is paid"; 2]);
}

#[test]
fn under_highest_the_thresholds_jumped_over_are_used_up() {
    let town = earning(&["milestone_jump=highest"], &["2000万元", "300万元", "600万元"]);
    assert_eq!(rewards(&town), [(2022, 10)]);
}

#[test]
fn both_jumps_agree_where_each_year_passes_one() {
    let revenues = ["600万元", "2000万元", "2亿元"];
    for jump in ["each", "highest"] {
        let town = earning(&[&format!("milestone_jump={jump}")], &revenues);
        assert_eq!(rewards(&town), [(2022, 5), (2023, 10), (2024, 20)], "{jump}");
    }
}

/// 有效期至2024年12月31日: revenue of 2024 is dated 2024-12-31, or 2025-04-30 when the accounts are known.
#[test]
fn the_date_of_a_milestone_decides_on_the_validity() {
    let of_2024 = ["300万元", "300万元", "600万元"];
    assert_eq!(rewards(&earning(&["milestone_date=revenue_year"], &of_2024)), [(2024, 5)]);
    let late = earning(&["milestone_date=reporting_year"], &of_2024);
    assert!(rewards(&late).is_empty());
    assert_eq!(late.refused()[2], "revenue_milestone: outside the validity");
    let of_2023 = earning(&["milestone_date=reporting_year"], &["300万元", "600万元"]);
    assert_eq!(rewards(&of_2023), [(2024, 5)]);
    assert_eq!(of_2023.decide().owed[0].date, day("2024-04-30"));
    let of_2025 = ["300万元", "300万元", "300万元", "600万元"];
    assert!(rewards(&earning(&[], &of_2025)).is_empty());
}

/// Revenue of 2021 is dated before the policy under one reading and within it under the other.
#[test]
fn revenue_of_the_year_before_the_policy_is_reported_within_it() {
    for (option, paid) in [("revenue_year", vec![]), ("reporting_year", vec![(2022, 5)])] {
        let mut town = earning(&[&format!("milestone_date={option}")], &[]);
        town.history.institutes[0].accredited = day("2021-01-01");
        town.history.spin_offs[0].founded = day("2021-02-01");
        town.revenue(FIRM, 2021, "600万元");
        assert_eq!(rewards(&town), paid, "{option}");
    }
}

#[test]
fn a_threshold_passed_while_nothing_can_be_paid_is_used_up() {
    // passed in 2021, before the validity
    let mut town = earning(&[], &[]);
    town.history.institutes[0].accredited = day("2021-01-01");
    town.history.spin_offs[0].founded = day("2021-02-01");
    town.revenue(FIRM, 2021, "600万元");
    town.revenue(FIRM, 2022, "700万元");
    town.revenue(FIRM, 2023, "2000万元");
    assert_eq!(rewards(&town), [(2023, 10)]);
    // passed before the accreditation
    let mut town = earning(&["spin_off_scope=all"], &["600万元", "700万元"]);
    town.history.institutes[0].accredited = day("2023-01-01");
    assert!(rewards(&town).is_empty());
    assert_eq!(town.refused()[0], "revenue_milestone: the institute was not yet accredited");
}

#[test]
fn what_a_firm_had_before_the_run_is_used_up() {
    let paid = |prior: Option<&str>, rewarded: Option<&str>, revenue: &str| {
        let mut town = earning(&[], &[revenue]);
        town.before_the_run(FIRM, prior, rewarded);
        rewards(&town).iter().map(|(_, reward)| *reward).collect::<Vec<_>>()
    };
    assert_eq!(paid(Some("400万元"), None, "600万元"), [5]);
    assert_eq!(paid(Some("500万元"), None, "600万元"), [5], "500万元 do not exceed 500万元");
    assert!(paid(Some("5000000.01元"), None, "600万元").is_empty());
    assert_eq!(paid(Some("600万元"), None, "2亿元"), [10, 20]);
    // rewarded up to 1000万元, though revenue has fallen since
    assert_eq!(paid(Some("100万元"), Some("1000万元"), "2亿元"), [20]);
    assert!(paid(Some("100万元"), Some("1亿元"), "2亿元").is_empty());
    assert_eq!(paid(Some("100万元"), Some("500万元"), "2000万元"), [10]);
}

#[test]
fn who_counts_as_a_spin_off_is_read_three_ways() {
    let pays = |scope: &str, founded: &str, captive: bool| {
        let mut town = earning(&[&format!("spin_off_scope={scope}")], &["600万元"]);
        town.history.spin_offs[0].founded = day(founded);
        if captive {
            town.captive(FIRM);
        }
        !rewards(&town).is_empty()
    };
    for (scope, founded, captive, expected) in [
        ("new_only", "2022-01-31", false, false),
        ("new_only", "2022-02-01", false, true),
        ("new_only", "2022-02-01", true, true),
        ("all", "2015-01-01", true, true),
        ("new_not_captive", "2022-02-01", true, false),
        ("new_not_captive", "2022-01-31", false, false),
        ("new_not_captive", "2022-02-01", false, true),
    ] {
        assert_eq!(pays(scope, founded, captive), expected, "{scope} {founded} {captive}");
    }
}

#[test]
fn a_report_of_the_next_year_stands_though_the_firm_fails_before_it() {
    let mut town = earning(&["milestone_date=reporting_year"], &["600万元"]);
    town.failure(FIRM, "2023-01-01");
    assert_eq!(rewards(&town), [(2023, 5)]);
}

#[test]
fn two_firms_do_not_share_their_thresholds() {
    let mut town = earning(&[], &["600万元"]);
    let other = town.firm(InstituteIndex(0), "2022-06-01");
    town.revenue(other, 2022, "600万元");
    assert_eq!(rewards(&town), [(2022, 5), (2022, 5)]);
}

#[test]
fn a_milestone_before_the_run_is_not_owed_again() {
    let mut town = earning(&[], &["600万元", "2000万元"]);
    town.horizon = (2023, 2025);
    assert_eq!(rewards(&town), [(2023, 10)]);
    assert_eq!(town.refused(), ["revenue_milestone: before the run's first year"]);
}
