//! 四（三）……在全国中小企业股份转让系统挂牌交易的除给予100万元奖励外，再对相应产研院给予25万元鼓励性奖励；在境内沪深交易所、
//! 北交所或者在香港证券交易所、美国证券交易所等境外证券交易所主板市场首发上市的，除给予200万元奖励外，再对相应产研院给予
//! 50万元嘉奖性奖励。

use crate::town::Town;

/// A firm founded in 2022 by an institute accredited on 2022-02-01, with listings.
fn listed(readings: &[&str], listings: &[(&str, &str)]) -> Town {
    let mut town = Town::new().reading(readings);
    town.policy.clauses.retain(|clause| clause.id != "creation_subsidy");
    let institute = town.institute("2022-02-01");
    let firm = town.firm(institute, "2022-03-01");
    for (date, market) in listings {
        town.listing(firm, date, market);
    }
    town
}

fn pair(date: &str, firm: &str, institute: &str) -> [String; 2] {
    [format!("listing_reward {date} firm0 {firm}"), format!("listing_reward {date} institute0 {institute}")]
}

#[test]
fn each_market_pays_its_tier_to_the_firm_and_to_its_institute() {
    assert_eq!(listed(&[], &[("2023-05-01", "NEEQ")]).owed(), pair("2023-05-01", "100万元", "25万元"));
    for market in ["SSE", "SZSE", "BSE", "HKEX", "US"] {
        let town = listed(&[], &[("2023-05-01", market)]);
        assert_eq!(town.owed(), pair("2023-05-01", "200万元", "50万元"), "{market}");
    }
}

#[test]
fn a_market_that_the_document_does_not_name_pays_nothing_and_says_so() {
    let town = listed(&[], &[("2023-05-01", "OTC")]);
    assert!(town.owed().is_empty());
    assert_eq!(town.refused(), ["listing_reward: the policy names no reward for the market"]);
}

#[test]
fn a_listing_pays_on_the_first_and_last_day_of_the_validity_and_not_beside_them() {
    for (date, pays) in [
        ("2022-01-29", false),
        ("2022-01-30", true),
        ("2022-01-31", true),
        ("2024-12-30", true),
        ("2024-12-31", true),
        ("2025-01-01", false),
    ] {
        let mut town = listed(&[], &[]);
        // the institute must be accredited by then and the firm founded after that
        town.history.institutes[0].accredited = crate::town::day("2021-10-16");
        town.history.spin_offs[0].founded = crate::town::day("2021-11-01");
        town.listing(fiscast::things::SpinOffIndex(0), date, "NEEQ");
        assert_eq!(!town.owed().is_empty(), pays, "{date}");
        let reason = ["listing_reward: outside the validity"];
        assert_eq!(town.refused(), if pays { &[][..] } else { &reason[..] }, "{date}");
    }
}

#[test]
fn an_institute_must_be_accredited_on_the_day_of_the_listing_or_before() {
    for (accredited, pays) in [("2023-04-30", true), ("2023-05-01", true), ("2023-05-02", false)] {
        let mut town = listed(&["spin_off_scope=all"], &[("2023-05-01", "SSE")]);
        town.history.institutes[0].accredited = crate::town::day(accredited);
        assert_eq!(!town.owed().is_empty(), pays, "accredited {accredited}");
        if !pays {
            assert_eq!(town.refused(), ["listing_reward: the institute was not yet accredited"]);
        }
    }
}

const NEEQ_THEN_BSE: [(&str, &str); 2] = [("2023-05-01", "NEEQ"), ("2024-06-01", "BSE")];

#[test]
fn neeq_and_a_later_exchange_are_both_paid_in_full() {
    let both = [pair("2023-05-01", "100万元", "25万元"), pair("2024-06-01", "200万元", "50万元")].concat();
    assert_eq!(listed(&["listing_sequence=cumulative"], &NEEQ_THEN_BSE).owed(), both);
}

#[test]
fn top_up_pays_the_difference_and_never_less_than_nothing() {
    // 200 − 100 = 100 and 50 − 25 = 25
    let topped = [pair("2023-05-01", "100万元", "25万元"), pair("2024-06-01", "100万元", "25万元")].concat();
    assert_eq!(listed(&["listing_sequence=top_up"], &NEEQ_THEN_BSE).owed(), topped);
    let backwards = listed(&["listing_sequence=top_up"], &[("2023-05-01", "SSE"), ("2024-06-01", "NEEQ")]);
    assert_eq!(
        backwards.owed(),
        pair("2023-05-01", "200万元", "50万元"),
        "100 − 200 is nothing, not a claim back"
    );
}

#[test]
fn a_third_listing_is_topped_up_against_all_that_was_granted() {
    let thrice = [("2022-05-01", "NEEQ"), ("2023-05-01", "SSE"), ("2024-05-01", "HKEX")];
    let town = listed(&["listing_sequence=top_up"], &thrice);
    let paid = [pair("2022-05-01", "100万元", "25万元"), pair("2023-05-01", "100万元", "25万元")].concat();
    assert_eq!(town.owed(), paid, "the firm was granted 200万元 in all, so the third adds nothing");
}

#[test]
fn first_only_refuses_the_later_listing() {
    let town = listed(&["listing_sequence=first_only"], &NEEQ_THEN_BSE);
    assert_eq!(town.owed(), pair("2023-05-01", "100万元", "25万元"));
    assert_eq!(town.refused(), ["listing_reward: an earlier listing was rewarded"]);
}

#[test]
fn only_an_earlier_listing_that_was_eligible_counts() {
    // NEEQ before the policy, exchange within it
    for (sequence, date) in
        [("top_up", "2021-12-01"), ("first_only", "2021-12-01"), ("cumulative", "2021-12-01")]
    {
        let mut town = listed(&[&format!("listing_sequence={sequence}")], &[]);
        town.history.institutes[0].accredited = crate::town::day("2021-01-01");
        town.history.spin_offs[0].founded = crate::town::day("2021-02-01");
        town.listing(fiscast::things::SpinOffIndex(0), date, "NEEQ");
        town.listing(fiscast::things::SpinOffIndex(0), "2023-06-01", "BSE");
        assert_eq!(town.owed(), pair("2023-06-01", "200万元", "50万元"), "{sequence}");
    }
}

#[test]
fn an_eligible_listing_from_before_the_run_is_not_owed_but_counts_as_the_first() {
    for (sequence, later) in [
        ("cumulative", Some(("200万元", "50万元"))),
        ("top_up", Some(("100万元", "25万元"))),
        ("first_only", None),
    ] {
        let mut town = listed(
            &[&format!("listing_sequence={sequence}")],
            &[("2022-05-01", "NEEQ"), ("2023-06-01", "BSE")],
        );
        town.horizon = (2023, 2025);
        let owed =
            later.map(|(firm, institute)| pair("2023-06-01", firm, institute).to_vec()).unwrap_or_default();
        assert_eq!(town.owed(), owed, "{sequence}");
        assert_eq!(town.refused()[0], "listing_reward: before the run's first year");
    }
}

#[test]
fn both_listings_of_one_year_are_treated_alike() {
    let twice = [("2023-02-01", "NEEQ"), ("2023-11-01", "BSE")];
    assert_eq!(listed(&[], &twice).owed().len(), 4);
    assert_eq!(listed(&["listing_sequence=first_only"], &twice).owed().len(), 2);
}

#[test]
fn two_firms_do_not_share_their_sequence() {
    let mut town = listed(&["listing_sequence=first_only"], &[("2023-05-01", "NEEQ")]);
    let other = town.firm(fiscast::things::InstituteIndex(0), "2022-06-01");
    town.listing(other, "2023-07-01", "SSE");
    assert_eq!(town.owed().len(), 4);
}

/// 产研院将科技成果产业化所新设立的衍生企业.
#[test]
fn who_counts_as_a_spin_off_is_read_three_ways() {
    let pays = |scope: &str, founded: &str, captive: bool| {
        let mut town = listed(&[&format!("spin_off_scope={scope}")], &[("2023-05-01", "NEEQ")]);
        town.history.spin_offs[0].founded = crate::town::day(founded);
        if captive {
            town.captive(fiscast::things::SpinOffIndex(0));
        }
        (!town.owed().is_empty(), town.refused())
    };
    let older = vec!["listing_reward: the firm is older than its institute's accreditation".to_owned()];
    let carved = vec!["listing_reward: the firm was carved out of the lead enterprise".to_owned()];
    // the institute was accredited on 2022-02-01
    assert_eq!(pays("new_only", "2022-01-31", false), (false, older.clone()));
    assert_eq!(pays("new_only", "2022-02-01", false), (true, vec![]));
    assert_eq!(pays("new_only", "2022-02-01", true), (true, vec![]));
    assert_eq!(pays("all", "2015-01-01", true), (true, vec![]));
    assert_eq!(pays("new_not_captive", "2022-02-01", false), (true, vec![]));
    assert_eq!(pays("new_not_captive", "2022-02-01", true), (false, carved));
    assert_eq!(pays("new_not_captive", "2022-01-31", true), (false, older));
}

#[test]
fn a_failure_after_the_listing_takes_nothing_back() {
    let mut town = listed(&[], &[("2023-05-01", "NEEQ")]);
    town.failure(fiscast::things::SpinOffIndex(0), "2024-01-01");
    assert_eq!(town.owed(), pair("2023-05-01", "100万元", "25万元"));
}
