//! Clause (3): NEEQ 100 万元 to the firm and 25 万元 to the institute; 沪深交易所、北交所 or an overseas main board 200 万元
//! and 50 万元.

use fiscast::policy::{ClauseKind, ListingSequence, Reason, SpinOffScope, Validity};
use fiscast::quantities::Horizon;
use fiscast::things::BeneficiaryKind::{Institute, SpinOff};
use fiscast::things::{Beneficiary, SpinOffIndex};

use super::support::{Due, LISTING_REWARD, World, day, money, year};

/// A listing on NEEQ paid in full.
fn neeq(date: &str) -> [Due; 2] {
    [(day(date), SpinOff, 1_000_000), (day(date), Institute, 250_000)]
}

/// A listing on an exchange paid in full.
fn exchange(date: &str) -> [Due; 2] {
    [(day(date), SpinOff, 2_000_000), (day(date), Institute, 500_000)]
}

/// An institute accredited on 2021-10-16 and a firm that it founded on 2021-12-01.
fn world_with_firm() -> (World, SpinOffIndex) {
    let mut world = World::new();
    let institute = world.institute("2021-10-16");
    let firm = world.firm(institute, "2021-12-01");
    (world, firm)
}

const SEQUENCES: [ListingSequence; 3] =
    [ListingSequence::Cumulative, ListingSequence::TopUp, ListingSequence::FirstOnly];

#[test]
fn every_market_of_the_document_earns_its_tier_and_any_other_nothing() {
    for (market, due) in [
        ("NEEQ", &neeq("2023-03-01")[..]),
        ("SSE", &exchange("2023-03-01")),
        ("SZSE", &exchange("2023-03-01")),
        ("BSE", &exchange("2023-03-01")),
        ("HKEX", &exchange("2023-03-01")),
        ("US", &exchange("2023-03-01")),
        // 境外证券交易所主板市场 leaves out second boards; regional equity markets are not named at all
        ("HKEX_GEM", &[]),
        ("REGIONAL", &[]),
    ] {
        let (mut world, firm) = world_with_firm();
        world.lists(firm, "2023-03-01", market);
        assert_eq!(world.owed(LISTING_REWARD), due, "{market}");
        let refused = if due.is_empty() { vec![Reason::MarketWithoutTier] } else { vec![] };
        assert_eq!(world.refused(LISTING_REWARD), refused, "{market}");
    }
}

#[test]
fn a_listing_counts_from_the_first_day_of_the_validity_to_the_last() {
    for (date, paid) in [
        ("2022-01-29", false),
        ("2022-01-30", true),
        ("2022-01-31", true),
        ("2024-12-30", true),
        ("2024-12-31", true),
        ("2025-01-01", false),
    ] {
        let (mut world, firm) = world_with_firm();
        world.lists(firm, date, "BSE");
        let due = if paid { exchange(date).to_vec() } else { vec![] };
        assert_eq!(world.owed(LISTING_REWARD), due, "{date}");
        let refused = if paid { vec![] } else { vec![Reason::OutsideValidity] };
        assert_eq!(world.refused(LISTING_REWARD), refused, "{date}");
    }
}

#[test]
fn a_listing_counts_from_the_day_of_accreditation() {
    // 本意见中产研院范围为省政府认定的产业研究院; under `all` the firm may be older than its institute
    for (date, paid) in [("2023-05-09", false), ("2023-05-10", true), ("2023-05-11", true)] {
        let mut world = World::new();
        let institute = world.institute("2023-05-10");
        let firm = world.firm(institute, "2020-01-01");
        world.readings.spin_off_scope = SpinOffScope::All;
        world.lists(firm, date, "NEEQ");
        let due = if paid { neeq(date).to_vec() } else { vec![] };
        assert_eq!(world.owed(LISTING_REWARD), due, "{date}");
        let refused = if paid { vec![] } else { vec![Reason::InstituteNotYetAccredited] };
        assert_eq!(world.refused(LISTING_REWARD), refused, "{date}");
    }
}

#[test]
fn a_later_exchange_listing_is_paid_in_full_topped_up_or_not_at_all() {
    // in the same year and in a later one alike
    for later in ["2022-11-15", "2023-02-01", "2024-12-31"] {
        for (sequence, second) in [
            (ListingSequence::Cumulative, &exchange(later)[..]),
            // 200 − 100 and 50 − 25 万元
            (ListingSequence::TopUp, &[(day(later), SpinOff, 1_000_000), (day(later), Institute, 250_000)]),
            (ListingSequence::FirstOnly, &[]),
        ] {
            let (mut world, firm) = world_with_firm();
            world.lists(firm, "2022-03-01", "NEEQ");
            world.lists(firm, later, "SZSE");
            world.readings.listing_sequence = sequence;
            assert_eq!(
                world.owed(LISTING_REWARD),
                [&neeq("2022-03-01"), second].concat(),
                "{sequence:?}, {later}"
            );
            let refused = if second.is_empty() { vec![Reason::ListedBefore] } else { vec![] };
            assert_eq!(world.refused(LISTING_REWARD), refused, "{sequence:?}, {later}");
        }
    }
}

#[test]
fn a_direct_exchange_listing_is_paid_in_full_under_every_sequence() {
    for sequence in SEQUENCES {
        let (mut world, firm) = world_with_firm();
        world.lists(firm, "2024-06-30", "SSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), exchange("2024-06-30"), "{sequence:?}");
    }
}

#[test]
fn an_earlier_listing_that_was_not_eligible_counts_for_nothing() {
    for sequence in SEQUENCES {
        // the day before the policy
        let (mut world, firm) = world_with_firm();
        world.lists(firm, "2022-01-29", "NEEQ");
        world.lists(firm, "2022-08-01", "BSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), exchange("2022-08-01"), "before the policy, {sequence:?}");

        // before the accreditation
        let mut world = World::new();
        let institute = world.institute("2023-05-10");
        let firm = world.firm(institute, "2021-12-01");
        world.lists(firm, "2023-05-09", "NEEQ");
        world.lists(firm, "2024-08-01", "BSE");
        world.readings.spin_off_scope = SpinOffScope::All;
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), exchange("2024-08-01"), "before accreditation, {sequence:?}");

        // on a market of no tier
        let (mut world, firm) = world_with_firm();
        world.lists(firm, "2022-03-01", "REGIONAL");
        world.lists(firm, "2022-08-01", "BSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), exchange("2022-08-01"), "no tier, {sequence:?}");
    }
}

#[test]
fn an_exchange_listing_after_the_validity_earns_nothing_under_any_sequence() {
    for sequence in SEQUENCES {
        let (mut world, firm) = world_with_firm();
        world.lists(firm, "2024-12-31", "NEEQ");
        world.lists(firm, "2025-01-01", "BSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), neeq("2024-12-31"), "{sequence:?}");
        assert_eq!(world.refused(LISTING_REWARD), [Reason::OutsideValidity], "{sequence:?}");
    }
}

#[test]
fn an_eligible_listing_before_the_run_is_no_part_of_it_but_was_rewarded() {
    for (sequence, due) in [
        (ListingSequence::Cumulative, &exchange("2023-09-01")[..]),
        (
            ListingSequence::TopUp,
            &[(day("2023-09-01"), SpinOff, 1_000_000), (day("2023-09-01"), Institute, 250_000)],
        ),
        (ListingSequence::FirstOnly, &[]),
    ] {
        let (mut world, firm) = world_with_firm();
        world.horizon = Horizon::new(year(2023), year(2025)).expect("three years");
        world.lists(firm, "2022-12-31", "NEEQ");
        world.lists(firm, "2023-09-01", "SSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(world.owed(LISTING_REWARD), due, "{sequence:?}");
        assert_eq!(world.refused(LISTING_REWARD)[0], Reason::BeforeHorizon, "{sequence:?}");
    }
}

#[test]
fn a_top_up_is_never_below_zero_and_each_beneficiarys_own() {
    // a policy whose NEEQ tier gives the institute more (60 万元) than the exchange tier does (50 万元)
    let (mut world, firm) = world_with_firm();
    let ClauseKind::ListingReward { tiers } = &mut world.clause(LISTING_REWARD).kind else {
        panic!("clause (3) is a listing reward");
    };
    tiers[0].institute = money("60万元");
    world.lists(firm, "2022-03-01", "NEEQ");
    world.lists(firm, "2023-03-01", "US");
    world.readings.listing_sequence = ListingSequence::TopUp;
    assert_eq!(
        world.owed(LISTING_REWARD),
        [
            (day("2022-03-01"), SpinOff, 1_000_000),
            (day("2022-03-01"), Institute, 600_000),
            (day("2023-03-01"), SpinOff, 1_000_000),
        ]
    );
    // back on NEEQ: the firm has had 200 and the institute 60 万元, so nothing is left to add
    world.lists(firm, "2024-03-01", "NEEQ");
    assert_eq!(world.owed(LISTING_REWARD).len(), 3);
    assert_eq!(world.refused(LISTING_REWARD), [Reason::ListedBefore]);
}

#[test]
fn under_top_up_no_course_of_listings_pays_more_than_the_highest_tier() {
    // the third pays nothing after 100 + 100 万元, and neither do a step down and a step up again
    for (markets, paid) in [(["NEEQ", "SSE", "HKEX"], 2), (["SSE", "NEEQ", "BSE"], 1)] {
        let (mut world, firm) = world_with_firm();
        for (date, market) in ["2022-03-01", "2023-03-01", "2024-03-01"].iter().zip(markets) {
            world.lists(firm, date, market);
        }
        world.readings.listing_sequence = ListingSequence::TopUp;
        let owed = world.owed(LISTING_REWARD);
        let total = |to| owed.iter().filter(|due| due.1 == to).map(|due| due.2).sum::<i64>();
        assert_eq!((total(SpinOff), total(Institute)), (2_000_000, 500_000), "{markets:?}");
        // what pays nothing says why
        let refused = vec![Reason::ListedBefore; 3 - paid];
        assert_eq!(world.refused(LISTING_REWARD), refused, "{markets:?}");
    }
}

#[test]
fn one_firms_listing_takes_nothing_from_another_firms() {
    for sequence in SEQUENCES {
        let (mut world, first) = world_with_firm();
        let institute = world.history.spin_off(first).institute;
        let second = world.firm(institute, "2021-12-01");
        world.lists(first, "2022-03-01", "NEEQ");
        world.lists(second, "2023-03-01", "SZSE");
        world.readings.listing_sequence = sequence;
        assert_eq!(
            world.owed(LISTING_REWARD),
            [neeq("2022-03-01"), exchange("2023-03-01")].concat(),
            "{sequence:?}"
        );
    }
}

#[test]
fn only_firms_within_the_scope_are_rewarded_and_their_institutes_with_them() {
    // 所新设立的衍生企业: founded on the day of accreditation or later
    for (founded, captive, scope, refused) in [
        ("2021-10-15", false, SpinOffScope::NewOnly, Some(Reason::FirmNotNew)),
        ("2021-10-15", false, SpinOffScope::All, None),
        ("2021-10-15", false, SpinOffScope::NewNotCaptive, Some(Reason::FirmNotNew)),
        ("2021-10-15", true, SpinOffScope::All, None),
        ("2021-10-15", true, SpinOffScope::NewNotCaptive, Some(Reason::FirmNotNew)),
        ("2021-10-16", false, SpinOffScope::NewOnly, None),
        ("2021-10-16", false, SpinOffScope::All, None),
        ("2021-10-16", false, SpinOffScope::NewNotCaptive, None),
        ("2021-10-16", true, SpinOffScope::NewOnly, None),
        ("2021-10-16", true, SpinOffScope::All, None),
        ("2021-10-16", true, SpinOffScope::NewNotCaptive, Some(Reason::FirmCaptive)),
    ] {
        let mut world = World::new();
        let institute = world.institute("2021-10-16");
        let firm = world.firm(institute, founded);
        world.firm_mut(firm).captive = captive;
        world.lists(firm, "2023-03-01", "NEEQ");
        world.readings.spin_off_scope = scope;
        let due = if refused.is_none() { neeq("2023-03-01").to_vec() } else { vec![] };
        assert_eq!(world.owed(LISTING_REWARD), due, "{founded}, captive {captive}, {scope:?}");
        let reasons: Vec<Reason> = refused.into_iter().collect();
        assert_eq!(world.refused(LISTING_REWARD), reasons, "{founded}, captive {captive}, {scope:?}");
    }
}

#[test]
fn a_captive_firm_by_way_of_neeq_is_decided_by_scope_and_sequence_together() {
    for scope in [SpinOffScope::NewOnly, SpinOffScope::All, SpinOffScope::NewNotCaptive] {
        for (sequence, firm_yuan, institute_yuan) in [
            (ListingSequence::Cumulative, 3_000_000, 750_000),
            (ListingSequence::TopUp, 2_000_000, 500_000),
            (ListingSequence::FirstOnly, 1_000_000, 250_000),
        ] {
            let (mut world, firm) = world_with_firm();
            world.firm_mut(firm).captive = true;
            world.lists(firm, "2022-03-01", "NEEQ");
            world.lists(firm, "2024-03-01", "HKEX");
            world.readings.spin_off_scope = scope;
            world.readings.listing_sequence = sequence;
            let owed = world.owed(LISTING_REWARD);
            let total = |to| owed.iter().filter(|due| due.1 == to).map(|due| due.2).sum::<i64>();
            let expected =
                if scope == SpinOffScope::NewNotCaptive { (0, 0) } else { (firm_yuan, institute_yuan) };
            assert_eq!((total(SpinOff), total(Institute)), expected, "{scope:?}, {sequence:?}");
        }
    }
}

#[test]
fn a_clause_limited_to_counties_or_with_a_validity_of_its_own_goes_by_them() {
    let (mut world, firm) = world_with_firm();
    world.lists(firm, "2025-01-01", "NEEQ");
    world.clause(LISTING_REWARD).validity =
        Validity { first_day: day("2022-01-30"), last_day: day("2025-01-01") };
    assert_eq!(world.owed(LISTING_REWARD), neeq("2025-01-01"));
    world.clause(LISTING_REWARD).counties = vec!["weihui".to_owned()];
    assert_eq!(world.owed(LISTING_REWARD), []);
    assert_eq!(world.refused(LISTING_REWARD), [Reason::OtherCounty]);
}

#[test]
fn the_reward_names_the_firm_its_institute_and_the_year_of_the_claim() {
    let mut world = World::new();
    world.institute("2021-10-16");
    let institute = world.institute("2021-10-16");
    world.firm(institute, "2022-02-01");
    let firm = world.firm(institute, "2022-02-01");
    world.lists(firm, "2024-05-06", "BSE");
    let owed = world.decide().owed;
    let of_listing: Vec<_> = owed.iter().filter(|owed| owed.spin_off == Some(firm)).collect();
    assert_eq!(of_listing[0].beneficiary, Beneficiary::SpinOff(firm));
    assert_eq!(of_listing[1].beneficiary, Beneficiary::Institute(institute));
    for owed in of_listing {
        assert_eq!((owed.institute, owed.claim_year), (institute, year(2024)));
        assert_eq!(owed.event, world.history.events[0].key());
    }
}
