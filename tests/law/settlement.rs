//! From obligations to payments (docs/model.md §9): 按财政体制分级承担, each obligation split to the fen; the year of payment
//! is the year of the claim and a lag; claims that are never paid lapse; the special fund sees what falls on it.

use std::collections::BTreeMap;
use std::path::Path;

use fiscast::language::Language;
use fiscast::policy::{EvaluationEffect, MilestoneDate};
use fiscast::quantities::{Money, Share};
use fiscast::scenario::{CarryOver, FundDemand, Lag, OpeningPayable, Scenario};
use fiscast::scenario_file::load_scenario;
use fiscast::settlement::{Ledger, Terms, settle};
use fiscast::things::{
    BeneficiaryKind, ClauseId, CountyId, EventKey, InstituteIndex, Obligation, SpinOffIndex,
};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::support::{REVENUE_MILESTONE, SCIENCE_AWARD, World, money, year};

fn from_disk(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The tutorial's scenario of two counties and the years 2022 to 2025, with one county share for each county under
/// every clause, and a fund of appropriations in 万元 that carry over for two years.
fn scenario(shares: [&str; 2], demand: FundDemand, appropriations: [&str; 4]) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/tutorial.toml");
    let loaded = load_scenario(&path, &[], &from_disk);
    let mut scenario =
        loaded.scenario.unwrap_or_else(|| panic!("{}", loaded.diagnostics.render(Language::English, false)));
    let clauses = scenario.policy.clauses.len();
    scenario.split = shares.map(|text| vec![share(text); clauses]).to_vec();
    scenario.fund.demand = demand;
    scenario.fund.appropriations = appropriations.map(money).to_vec();
    scenario.fund.carry_over = CarryOver::Years(2);
    scenario.opening_payables.clear();
    scenario
}

fn share(text: &str) -> Share {
    Share::parse(text).expect("a share")
}

/// What the law owes for a world, settled.
fn settled(world: &World, scenario: &Scenario, mut lag_of: impl FnMut(&Obligation) -> Lag) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.settle(&world.history, &world.law(), &Terms::new(scenario), &mut lag_of);
    ledger
}

/// An obligation of the first instalment's clause, institute and day, of any amount.
fn obligation_of(amount: Money) -> Obligation {
    let mut world = World::new();
    world.institute("2022-05-10");
    Obligation { amount, ..world.decide().owed[0] }
}

#[test]
fn the_countys_part_is_rounded_half_up_to_the_fen_and_the_city_bears_the_rest() {
    for (amount, county_share, county, city) in [
        ("500万元", "30%", "150万元", "350万元"),
        ("25万元", "37.5%", "93750元", "156250元"),
        // 83,333.33325 yuan
        ("25万元", "0.333333333", "83333.33元", "166666.67元"),
        // half a fen goes up: 0.005 and 0.015 yuan
        ("0.01元", "50%", "0.01元", "0元"),
        ("0.03元", "50%", "0.02元", "0.01元"),
        // just below half: 0.0049999… yuan
        ("0.01元", "0.499999999", "0元", "0.01元"),
        ("200万元", "0%", "0元", "200万元"),
        ("200万元", "100%", "200万元", "0元"),
    ] {
        let payment = settle(&obligation_of(money(amount)), Lag::Years(0), share(county_share));
        let parts = (payment.county, payment.city);
        assert_eq!(parts, (money(county), money(city)), "{county_share} of {amount}");
    }
}

#[test]
fn a_payment_follows_the_claim_by_its_lag_and_a_claim_that_lapses_is_never_paid() {
    let owed = obligation_of(money("500万元"));
    assert_eq!(owed.claim_year, year(2022));
    let paid_in = |lag| settle(&owed, lag, share("30%")).year;
    assert_eq!(paid_in(Lag::Years(0)), Some(year(2022)));
    assert_eq!(paid_in(Lag::Years(2)), Some(year(2024)));
    // after the horizon is still a year
    assert_eq!(paid_in(Lag::Years(9)), Some(year(2031)));
    assert_eq!(paid_in(Lag::Never), None);
    let lapsed = settle(&owed, Lag::Never, share("30%"));
    assert_eq!((lapsed.county, lapsed.city), (money("150万元"), money("350万元")));
}

#[test]
fn a_lag_counts_from_the_moved_day_of_a_deferred_instalment_and_from_the_year_after_a_revenue_year() {
    let mut world = World::new();
    let institute = world.institute("2022-05-10");
    world.evaluate(institute, 2023, 9, 5);
    world.evaluate(institute, 2024, 10, 5);
    let firm = world.firm(institute, "2022-06-01");
    world.earns(firm, 2022, money("700万元"));
    world.readings.evaluation_effect = EvaluationEffect::Defer;
    let scenario = scenario(["50%", "50%"], FundDemand::City, ["0元"; 4]);
    for reading in [MilestoneDate::RevenueYear, MilestoneDate::ReportingYear] {
        world.readings.milestone_date = reading;
        let ledger = settled(&world, &scenario, |_| Lag::Years(1));
        let years: Vec<i32> = ledger.payments.iter().filter_map(|paid| Some(paid.year?.number())).collect();
        // instalments of 2022 and 2023; the third, of 2024, moved to 2025; revenue of 2022 is claimed in 2023, twice
        assert_eq!(years, [2023, 2024, 2026, 2024, 2024], "{reading:?}");
    }
}

#[test]
fn one_lag_is_drawn_for_a_report_that_passes_three_thresholds() {
    let mut world = World::new();
    let institute = world.institute("2025-01-01");
    let firm = world.firm(institute, "2025-01-01");
    world.earns(firm, 2025, money("2亿元"));
    world.clause(REVENUE_MILESTONE).validity.last_day = year(2025).last_day();
    let scenario = scenario(["50%", "50%"], FundDemand::City, ["0元"; 4]);
    let mut drawn = 0;
    let ledger = settled(&world, &scenario, |_| {
        drawn += 1;
        Lag::Years(drawn)
    });
    assert_eq!((drawn, ledger.payments.len()), (1, 6));
    assert!(ledger.payments.iter().all(|paid| paid.year == Some(year(2027))));
}

#[test]
fn the_fund_pays_the_citys_part_or_the_whole_as_its_terms_say() {
    // 500 万元 in 2022, 2023 and 2024, half of it the county's; 5 万元 owed from 2021 and paid in
    // 2023, 7 万元 after the horizon
    let mut world = World::new();
    world.institute("2022-05-10");
    for (demand, payments, paid, arrears, carried) in [
        (
            FundDemand::City,
            ["250万元", "252.5万元", "250万元", "0元"],
            ["250万元", "252.5万元", "250万元", "0元"],
            ["0元"; 4],
            ["0元", "47.5万元", "147.5万元", "247.5万元"],
        ),
        (
            FundDemand::Whole,
            ["500万元", "505万元", "500万元", "0元"],
            ["250万元", "300万元", "350万元", "100万元"],
            ["250万元", "455万元", "605万元", "505万元"],
            ["0元"; 4],
        ),
    ] {
        let mut scenario = scenario(["50%", "50%"], demand, ["250万元", "300万元", "350万元", "100万元"]);
        scenario.fund.opening_balance = Money::ZERO;
        scenario.fund.opening_arrears = Money::ZERO;
        let owed_before = |amount, paid| OpeningPayable {
            id: format!("paid_in_{paid}"),
            clause: world.clause_id(SCIENCE_AWARD),
            beneficiary: BeneficiaryKind::Institute,
            county: CountyId(0),
            amount: money(amount),
            payment_year: year(paid),
        };
        scenario.opening_payables = vec![owed_before("5万元", 2023), owed_before("7万元", 2026)];
        for (payable, half) in Terms::new(&scenario).opening_payables().iter().zip(["2.5万元", "3.5万元"])
        {
            assert_eq!((payable.county_part, payable.city_part), (money(half), money(half)));
        }
        let fund = settled(&world, &scenario, |_| Lag::Years(0)).fund;
        assert_eq!(fund.iter().map(|of| of.payments).collect::<Vec<_>>(), payments.map(money), "{demand:?}");
        assert_eq!(fund.iter().map(|of| of.paid).collect::<Vec<_>>(), paid.map(money), "{demand:?}");
        assert_eq!(fund.iter().map(|of| of.arrears).collect::<Vec<_>>(), arrears.map(money), "{demand:?}");
        assert_eq!(fund.iter().map(|of| of.carried).collect::<Vec<_>>(), carried.map(money), "{demand:?}");
    }
}

#[test]
fn a_write_off_is_no_payment_and_demands_nothing_of_the_fund() {
    let mut world = World::new();
    let institute = world.institute("2025-01-01");
    world.loses(institute, "2022-06-01", "2023-12-31", money("80万元"));
    world.history.institutes[institute.index()].accredited = year(2022).first_day();
    let scenario = scenario(["50%", "50%"], FundDemand::Whole, ["0元"; 4]);
    let ledger = settled(&world, &scenario, |_| Lag::Years(0));
    assert_eq!(ledger.write_offs.len(), 1);
    assert_eq!((ledger.obligations.len(), ledger.payments.len()), (0, 0));
    let opening = scenario.fund.opening_arrears;
    assert!(ledger.fund.iter().all(|of| of.payments == Money::ZERO && of.demand == opening));
}

/// What a claim is: obligations of one event under one clause.
type Claim = (ClauseId, InstituteIndex, Option<SpinOffIndex>, EventKey);

fn claim(owed: &Obligation) -> Claim {
    (owed.clause, owed.institute, owed.spin_off, owed.event)
}

/// Half-up to the fen in decimal arithmetic, independent of the program's integers.
fn county_part(amount: Money, share: Share) -> Decimal {
    (amount.yuan() * share.value()).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A share of any value with up to nine digits after the point.
fn any_share() -> impl Strategy<Value = Share> {
    (0u32..=9).prop_flat_map(|digits| {
        (0..=10i64.pow(digits))
            .prop_map(move |units| Share::new(Decimal::new(units, digits)).expect("in [0, 1]"))
    })
}

fn any_lag() -> impl Strategy<Value = Lag> {
    prop_oneof![1 => Just(Lag::Never), 4 => (0u8..6).prop_map(Lag::Years)]
}

/// Two institutes in two counties, each with firms that list, earn and win as told.
fn any_world() -> impl Strategy<Value = World> {
    let firm = (0usize..2, 2022i64..=2024, 1i64..30_000, 0usize..4, 0usize..4);
    prop::collection::vec(firm, 0..12).prop_map(|firms| {
        let mut world = World::new();
        let institutes = [world.institute("2021-10-16"), world.institute("2023-02-28")];
        world.history.institutes[1].county = CountyId(1);
        for (which, of, ten_thousands, market, category) in firms {
            let firm = world.firm(institutes[which], "2023-03-01");
            world.lists(firm, &format!("{of}-06-30"), ["NEEQ", "BSE", "US", "REGIONAL"][market]);
            world.earns(firm, of, Money::from_fen(ten_thousands * 1_000_000));
            let prizes = ["national.special", "national.first", "provincial.first", "provincial.second"];
            world.firm_wins(firm, &format!("{of}-07-01"), prizes[category]);
            world.loses(institutes[which], "2023-06-01", &format!("{of}-12-31"), money("12345.67元"));
        }
        world
    })
}

proptest! {
    #[test]
    fn the_parts_of_any_split_add_up_and_agree_with_decimal_arithmetic(
        fen in prop_oneof![0..=1000i64, 0..=Money::LARGEST.fen()],
        share in any_share(),
    ) {
        let amount = Money::from_fen(fen);
        let payment = settle(&obligation_of(amount), Lag::Years(0), share);
        prop_assert_eq!(payment.county + payment.city, amount);
        prop_assert_eq!(payment.county.yuan(), county_part(amount, share));
        prop_assert!(payment.county >= Money::ZERO && payment.city >= Money::ZERO);
    }

    #[test]
    fn a_ledger_pays_what_is_owed_to_the_fen_or_lets_it_lapse(
        world in any_world(),
        lags in prop::collection::vec(any_lag(), 1..8),
        shares in [any_share(), any_share()],
        whole in any::<bool>(),
    ) {
        let demand = if whole { FundDemand::Whole } else { FundDemand::City };
        let mut scenario = scenario(["0%", "0%"], demand, ["100万元"; 4]);
        for (of_county, share) in scenario.split.iter_mut().zip(shares) {
            of_county.fill(share);
        }
        let mut drawn: BTreeMap<Claim, Lag> = BTreeMap::new();
        let ledger = settled(&world, &scenario, |owed| {
            let lag = lags[drawn.len() % lags.len()];
            assert_eq!(drawn.insert(claim(owed), lag), None, "one draw for one claim");
            lag
        });
        prop_assert_eq!(&ledger.obligations, &world.decide().owed);
        prop_assert_eq!(&ledger.write_offs, &world.decide().written_off);
        prop_assert_eq!(ledger.payments.len(), ledger.obligations.len());
        let mut by_year: BTreeMap<i32, Money> = BTreeMap::new();
        let (mut paid, mut lapsed) = (Money::ZERO, Money::ZERO);
        for (owed, payment) in ledger.obligations.iter().zip(&ledger.payments) {
            prop_assert_eq!(payment.county + payment.city, owed.amount);
            prop_assert_eq!(payment.county.yuan(), county_part(owed.amount, shares[owed.county.index()]));
            match (drawn[&claim(owed)], payment.year) {
                (Lag::Years(years), Some(year)) => {
                    prop_assert_eq!(year.number(), owed.claim_year.number() + i32::from(years));
                    paid += owed.amount;
                    *by_year.entry(year.number()).or_default() += if whole { owed.amount } else { payment.city };
                }
                (Lag::Never, None) => lapsed += owed.amount,
                (lag, year) => prop_assert!(false, "{lag:?} gives {year:?}"),
            }
        }
        let total: Money = ledger.obligations.iter().map(|owed| owed.amount).sum();
        prop_assert_eq!(paid + lapsed, total);
        for (year, of) in (2022..).zip(&ledger.fund) {
            prop_assert_eq!(of.payments, by_year.get(&year).copied().unwrap_or_default(), "{}", year);
        }
        prop_assert_eq!(ledger.fund.len(), 4);
    }

    #[test]
    fn a_ledger_that_is_used_again_holds_nothing_of_what_it_held(first in any_world(), second in any_world()) {
        let scenario = scenario(["30%", "70%"], FundDemand::City, ["100万元"; 4]);
        let terms = Terms::new(&scenario);
        let mut lag_of = |owed: &Obligation| Lag::Years(u8::try_from(owed.event.serial).unwrap_or(0) + 1);
        let mut used = Ledger::default();
        used.settle(&first.history, &first.law(), &terms, &mut lag_of);
        used.settle(&second.history, &second.law(), &terms, &mut lag_of);
        let fresh = settled(&second, &scenario, lag_of);
        prop_assert_eq!((&used.obligations, &used.payments), (&fresh.obligations, &fresh.payments));
        prop_assert_eq!((&used.write_offs, &used.fund), (&fresh.write_offs, &fresh.fund));
    }
}
