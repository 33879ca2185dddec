//! 四（五）……获得国家科技进步奖的，按照特等、一等、二等奖次，分别给予200万元、40万元、20万元一次性奖励；获得省科技进步奖的，按照
//! 一、二、三等奖次，分别给予15万元、5万元、2万元一次性奖励。

use crate::town::Town;

fn town() -> Town {
    let mut town = Town::new();
    town.policy.clauses.retain(|clause| clause.id == "science_award");
    town.institute("2022-02-01");
    town
}

const INSTITUTE: fiscast::things::InstituteIndex = fiscast::things::InstituteIndex(0);

#[test]
fn each_prize_pays_its_amount_to_its_holder_alone() {
    for (category, amount) in [
        ("national.special", "200万元"),
        ("national.first", "40万元"),
        ("national.second", "20万元"),
        ("provincial.first", "15万元"),
        ("provincial.second", "5万元"),
        ("provincial.third", "2万元"),
    ] {
        let mut institute = town();
        institute.award(INSTITUTE, "2024-06-24", category);
        assert_eq!(institute.owed(), [format!("science_award 2024-06-24 institute0 {amount}")]);
        let mut firm = town();
        let holder = firm.firm(INSTITUTE, "2022-03-01");
        firm.firm_award(holder, "2024-06-24", category);
        assert_eq!(firm.owed(), [format!("science_award 2024-06-24 firm0 {amount}")]);
    }
}

/// The document names no provincial special prize.
#[test]
fn a_prize_that_the_document_does_not_name_pays_nothing_and_says_so() {
    let mut town = town();
    town.award(INSTITUTE, "2024-06-24", "provincial.special");
    assert!(town.owed().is_empty());
    assert_eq!(town.refused(), ["science_award: the policy names no reward for the award"]);
}

#[test]
fn an_award_pays_on_the_first_and_last_day_of_the_validity_and_not_beside_them() {
    for (date, pays) in [
        ("2022-01-29", false),
        ("2022-01-30", true),
        ("2022-01-31", true),
        ("2024-12-30", true),
        ("2024-12-31", true),
        ("2025-01-01", false),
    ] {
        let mut town = town();
        town.history.institutes[0].accredited = crate::town::day("2021-10-16");
        town.award(INSTITUTE, date, "provincial.third");
        assert_eq!(!town.owed().is_empty(), pays, "{date}");
    }
}

#[test]
fn the_institute_must_be_accredited_by_the_day_of_the_award() {
    for (date, pays) in [("2022-01-31", false), ("2022-02-01", true), ("2022-02-02", true)] {
        let mut town = town();
        town.award(INSTITUTE, date, "provincial.first");
        assert_eq!(!town.owed().is_empty(), pays, "{date}");
        if !pays {
            assert_eq!(town.refused(), ["science_award: the institute was not yet accredited"]);
        }
    }
}

#[test]
fn each_of_several_awards_of_one_day_pays() {
    let mut town = town();
    for category in ["provincial.first", "provincial.third", "provincial.third"] {
        town.award(INSTITUTE, "2024-01-10", category);
    }
    let amounts: Vec<String> =
        town.owed().iter().map(|line| line.rsplit(' ').next().expect("an amount").to_owned()).collect();
    assert_eq!(amounts, ["15万元", "2万元", "2万元"]);
}

/// The clause speaks of 衍生企业 without 新设立.
#[test]
fn older_and_captive_firms_earn_awards_under_every_scope() {
    for scope in ["new_only", "all", "new_not_captive"] {
        let mut town = town().reading(&[&format!("spin_off_scope={scope}")]);
        let firm = town.firm(INSTITUTE, "2010-01-01");
        town.captive(firm);
        town.firm_award(firm, "2024-01-10", "provincial.second");
        assert_eq!(town.owed(), ["science_award 2024-01-10 firm0 5万元"], "{scope}");
    }
}

#[test]
fn an_award_before_the_run_is_not_owed_again() {
    let mut town = town();
    town.horizon = (2023, 2025);
    town.award(INSTITUTE, "2022-12-31", "provincial.first");
    town.award(INSTITUTE, "2023-01-01", "provincial.first");
    assert_eq!(town.owed(), ["science_award 2023-01-01 institute0 15万元"]);
    assert_eq!(town.refused(), ["science_award: before the run's first year"]);
}
