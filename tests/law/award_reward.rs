//! Clause (5): national 特等、一等、二等 200, 40, 20 万元; provincial 一、二、三等 15, 5, 2 万元, once, to the holder.

use fiscast::policy::{Reason, SpinOffScope};
use fiscast::quantities::Horizon;
use fiscast::things::Beneficiary;
use fiscast::things::BeneficiaryKind::{Institute, SpinOff};

use super::support::{SCIENCE_AWARD, World, day, year};

const PRIZES: [(&str, i64); 6] = [
    ("national.special", 2_000_000),
    ("national.first", 400_000),
    ("national.second", 200_000),
    ("provincial.first", 150_000),
    ("provincial.second", 50_000),
    ("provincial.third", 20_000),
];

#[test]
fn every_prize_pays_its_amount_once_to_the_institute_or_the_firm_that_holds_it() {
    for (category, yuan) in PRIZES {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        let firm = world.firm(institute, "2022-02-01");
        world.institute_wins(institute, "2024-06-24", category);
        assert_eq!(world.owed(SCIENCE_AWARD), [(day("2024-06-24"), Institute, yuan)], "{category}");
        world.firm_wins(firm, "2023-01-15", category);
        // firms stand before their institute in a history
        assert_eq!(
            world.owed(SCIENCE_AWARD),
            [(day("2023-01-15"), SpinOff, yuan), (day("2024-06-24"), Institute, yuan)],
            "{category}"
        );
        let owed = world.decide().owed;
        let awards: Vec<Beneficiary> = owed
            .iter()
            .filter(|owed| owed.clause == world.clause_id(SCIENCE_AWARD))
            .map(|owed| owed.beneficiary)
            .collect();
        assert_eq!(awards, [Beneficiary::SpinOff(firm), Beneficiary::Institute(institute)], "{category}");
    }
}

#[test]
fn a_prize_that_the_document_does_not_name_earns_nothing() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.institute_wins(institute, "2024-06-24", "provincial.special");
    assert_eq!(world.owed(SCIENCE_AWARD), []);
    assert_eq!(world.refused(SCIENCE_AWARD), [Reason::CategoryWithoutPrize]);
}

#[test]
fn an_award_counts_from_the_first_day_of_the_validity_to_the_last() {
    for (date, paid) in [
        ("2022-01-29", false),
        ("2022-01-30", true),
        ("2022-01-31", true),
        ("2024-12-30", true),
        ("2024-12-31", true),
        ("2025-01-01", false),
    ] {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        world.institute_wins(institute, date, "provincial.second");
        let due = if paid { vec![(day(date), Institute, 50_000)] } else { vec![] };
        assert_eq!(world.owed(SCIENCE_AWARD), due, "{date}");
        let refused = if paid { vec![] } else { vec![Reason::OutsideValidity] };
        assert_eq!(world.refused(SCIENCE_AWARD), refused, "{date}");
    }
}

#[test]
fn an_award_counts_from_the_day_of_accreditation() {
    for (date, paid) in [("2023-05-09", 0), ("2023-05-10", 2), ("2023-05-11", 2)] {
        let mut world = World::new();
        let institute = world.institute("2023-05-10");
        let firm = world.firm(institute, "2022-02-01");
        world.institute_wins(institute, date, "national.second");
        world.firm_wins(firm, date, "national.second");
        assert_eq!(world.owed(SCIENCE_AWARD).len(), paid, "{date}");
        let refused = vec![Reason::InstituteNotYetAccredited; 2 - paid];
        assert_eq!(world.refused(SCIENCE_AWARD), refused, "{date}");
    }
}

#[test]
fn two_awards_of_one_day_are_two_awards() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.institute_wins(institute, "2024-03-15", "provincial.third");
    world.institute_wins(institute, "2024-03-15", "provincial.third");
    world.institute_wins(institute, "2024-03-15", "provincial.first");
    assert_eq!(
        world.owed(SCIENCE_AWARD),
        [
            (day("2024-03-15"), Institute, 20_000),
            (day("2024-03-15"), Institute, 20_000),
            (day("2024-03-15"), Institute, 150_000),
        ]
    );
}

#[test]
fn an_old_or_captive_firm_is_rewarded_under_every_scope() {
    // the words 新设立 are absent from clause (5)
    for scope in [SpinOffScope::NewOnly, SpinOffScope::All, SpinOffScope::NewNotCaptive] {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        let old = world.firm(institute, "2010-01-01");
        world.firm_mut(old).captive = true;
        world.firm_wins(old, "2024-03-15", "provincial.first");
        world.readings.spin_off_scope = scope;
        assert_eq!(world.owed(SCIENCE_AWARD), [(day("2024-03-15"), SpinOff, 150_000)], "{scope:?}");
    }
}

#[test]
fn an_award_before_the_run_is_no_part_of_it() {
    let mut world = World::new();
    world.horizon = Horizon::new(year(2023), year(2025)).expect("three years");
    let institute = world.institute("2021-10-16");
    world.institute_wins(institute, "2022-12-31", "national.first");
    world.institute_wins(institute, "2023-01-01", "national.first");
    assert_eq!(world.owed(SCIENCE_AWARD), [(day("2023-01-01"), Institute, 400_000)]);
    assert_eq!(world.refused(SCIENCE_AWARD), [Reason::BeforeHorizon]);
}

#[test]
fn a_clause_limited_to_other_counties_rewards_no_award() {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    world.institute_wins(institute, "2024-03-15", "national.special");
    world.clause(SCIENCE_AWARD).counties = vec!["weihui".to_owned()];
    assert_eq!(world.owed(SCIENCE_AWARD), []);
    assert_eq!(world.refused(SCIENCE_AWARD), [Reason::OtherCounty]);
    world.clause(SCIENCE_AWARD).counties = vec!["hongqi".to_owned()];
    assert_eq!(world.owed(SCIENCE_AWARD), [(day("2024-03-15"), Institute, 2_000_000)]);
}
