//! The cheapest appropriations: they keep to the chance asked for, nothing cheaper does, and the account agrees.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use fiscast::findings::{
    AppropriationQuestion, Appropriations, GivenAppropriations, appropriation_payers, appropriations,
    cheapest_appropriations, findings, judge, paths_in_arrears, spread,
};
use fiscast::quantities::{Horizon, Money, Year};
use fiscast::scenario::{CarryOver, FundDemand, Scenario, SpecialFund};
use fiscast::scenario_file::load_scenario;
use fiscast::settlement::{FundTerms, keep_account};
use fiscast::simulation::{Engine, PaymentCourses, payment_courses, simulate};
use proptest::prelude::*;
use rust_decimal::Decimal;

const RULES: [CarryOver; 5] = [
    CarryOver::Years(0),
    CarryOver::Years(1),
    CarryOver::Years(2),
    CarryOver::Years(3),
    CarryOver::Unlimited,
];

fn wan(amount: i64) -> Money {
    Money::from_fen(amount * Money::WAN.fen())
}

fn account(carry_over: CarryOver, balance: i64, arrears: i64, appropriations: &[Money]) -> SpecialFund {
    SpecialFund {
        demand: FundDemand::City,
        appropriations: appropriations.to_vec(),
        carry_over,
        opening_balance: Money::from_fen(balance),
        opening_arrears: Money::from_fen(arrears),
    }
}

/// On how many paths each year ends in arrears, counted from the account itself, path by path.
fn in_arrears(paths: &[Vec<i64>], fund: &SpecialFund) -> Vec<u64> {
    let (mut counts, mut years) = (vec![0; fund.appropriations.len()], Vec::new());
    for path in paths {
        let payments: Vec<Money> = path.iter().map(|fen| Money::from_fen(*fen)).collect();
        keep_account(&FundTerms::new(fund, payments.len()), &payments, &mut VecDeque::new(), &mut years);
        for (count, year) in counts.iter_mut().zip(&years) {
            *count += u64::from(year.arrears > Money::ZERO);
        }
    }
    counts
}

fn courses(paths: &[Vec<i64>]) -> PaymentCourses {
    PaymentCourses::new(paths[0].len(), paths.iter().map(Vec::as_slice))
}

/// Every vector of `years` amounts from 0 to `most` 万元.
fn grid(years: usize, most: i64) -> Vec<Vec<Money>> {
    let mut vectors = vec![Vec::new()];
    for _ in 0..years {
        vectors = vectors
            .into_iter()
            .flat_map(|vector| {
                (0..=most).map(move |amount| {
                    let mut longer = vector.clone();
                    longer.push(wan(amount));
                    longer
                })
            })
            .collect();
    }
    vectors
}

/// Sums up to each year.
fn cumulated(amounts: &[Money]) -> Vec<Money> {
    (0..amounts.len()).map(|year| amounts[..=year].iter().copied().sum()).collect()
}

/// Few paths of three years that pay 0 to 4 halves of 1 万元 a year, so that amounts are rounded up, and an account.
fn small() -> impl Strategy<Value = (Vec<Vec<i64>>, usize, i64, i64, u64)> {
    let half = Money::WAN.fen() / 2;
    let path = prop::collection::vec((0i64..=4).prop_map(move |halves| halves * half), 3);
    (
        prop::collection::vec(path, 1..7),
        0..RULES.len(),
        (0i64..=4).prop_map(move |halves| halves * half),
        (0i64..=3).prop_map(move |halves| halves * half),
        0u64..7,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// All amounts from 0 to 9 万元, more than three years can owe, are tried for each year: of those that suffice, none sums to less
    /// up to any year.
    #[test]
    fn no_other_appropriations_suffice_and_sum_to_less_up_to_any_year(
        (paths, rule, balance, arrears, allowed) in small(),
    ) {
        let courses = courses(&paths);
        let empty = account(RULES[rule], balance, arrears, &[]);
        let cheapest = cheapest_appropriations(&courses, &empty, allowed);
        let suffices = |amounts: &[Money]| {
            let fund = account(RULES[rule], balance, arrears, amounts);
            in_arrears(&paths, &fund).iter().all(|count| *count <= allowed)
        };
        prop_assert!(suffices(&cheapest), "{:?}", cheapest);
        let sums = cumulated(&cheapest);
        // beyond the last year nothing is gained, so that the last amount is the largest that is tried
        for amounts in grid(3, 9).iter().filter(|amounts| {
            cumulated(amounts).iter().zip(&sums).any(|(other, mine)| other < mine)
        }) {
            prop_assert!(!suffices(amounts), "{:?} suffices and {:?} was found", amounts, cheapest);
        }
        // 1 万元 less in one year does not suffice
        for year in (0..3).filter(|year| cheapest[*year] > Money::ZERO) {
            let mut less = cheapest.clone();
            less[year] = less[year] - Money::WAN;
            prop_assert!(!suffices(&less), "{:?}", less);
        }
    }

    /// Every spread of a total over three years is tried.
    #[test]
    fn no_other_spread_of_a_total_has_a_smaller_largest_chance(
        (paths, rule, balance, arrears, _) in small(),
        total in 0i64..9,
    ) {
        let courses = courses(&paths);
        let found = spread(&courses, &account(RULES[rule], balance, arrears, &[]), wan(total));
        prop_assert_eq!(found.appropriations.iter().copied().sum::<Money>(), wan(total));
        let largest = |amounts: &[Money]| {
            let fund = account(RULES[rule], balance, arrears, amounts);
            *in_arrears(&paths, &fund).iter().max().expect("a year")
        };
        prop_assert!(largest(&found.appropriations) <= found.paths);
        let best = grid(3, total)
            .iter()
            .filter(|amounts| amounts.iter().copied().sum::<Money>() == wan(total))
            .map(|amounts| largest(amounts))
            .min()
            .expect("a spread");
        prop_assert_eq!(best, found.paths);
    }

    #[test]
    fn carrying_over_for_longer_never_costs_more(
        (paths, _, balance, arrears, allowed) in small(),
    ) {
        let courses = courses(&paths);
        let sums: Vec<Vec<Money>> = RULES
            .iter()
            .map(|rule| {
                cumulated(&cheapest_appropriations(&courses, &account(*rule, balance, arrears, &[]), allowed))
            })
            .collect();
        for pair in sums.windows(2) {
            prop_assert!(pair[0].iter().zip(&pair[1]).all(|(shorter, longer)| longer <= shorter));
        }
    }

    /// Courses that several paths take are judged as the single paths are.
    #[test]
    fn equal_courses_count_as_often_as_they_occur(
        (paths, rule, balance, arrears, _) in small(),
        amounts in prop::collection::vec((0i64..5).prop_map(wan), 3),
    ) {
        let fund = account(RULES[rule], balance, arrears, &amounts);
        let counted = in_arrears(&paths, &fund);
        prop_assert_eq!(&paths_in_arrears(&courses(&paths), &fund), &counted);
        let judged = judge(&courses(&paths), &fund, 2022);
        let chances: Vec<u64> = judged.years.iter().map(|year| year.chance.paths).collect();
        prop_assert_eq!(&chances, &counted);
        prop_assert!(judged.any_year.paths >= *counted.iter().max().expect("a year"));
        prop_assert!(judged.any_year.paths <= counted.iter().sum());
    }
}
