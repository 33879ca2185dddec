//! The special fund's account (专项资金; guarantee (3) of part five, docs/model.md §9).

use std::collections::VecDeque;

use crate::quantities::Money;
use crate::scenario::{CarryOver, SpecialFund};

/// The terms of the account.
#[derive(Debug, Clone, PartialEq)]
pub struct FundTerms {
    appropriations: Vec<Money>,
    carry_over: CarryOver,
    opening_balance: Money,
    opening_arrears: Money,
}

impl FundTerms {
    /// The terms of a fund whose account is kept for so many years, each with its appropriation.
    ///
    /// # Panics
    /// When the fund does not state an appropriation for every year.
    pub fn new(fund: &SpecialFund, years: usize) -> Self {
        assert_eq!(fund.appropriations.len(), years, "an appropriation for each year");
        FundTerms {
            appropriations: fund.appropriations.clone(),
            carry_over: fund.carry_over,
            opening_balance: fund.opening_balance,
            opening_arrears: fund.opening_arrears,
        }
    }
}

/// The account of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FundYear {
    /// Payments of the year that fall on the fund.
    pub payments: Money,
    /// Arrears of earlier years and this year's payments.
    pub demand: Money,
    /// The year's appropriation.
    pub appropriation: Money,
    /// Paid in the year.
    pub paid: Money,
    /// Demand left unpaid at the end of the year.
    pub arrears: Money,
    /// Unspent appropriation carried into the next year.
    pub carried: Money,
    /// Unspent appropriation that lapses at the end of the year.
    pub lapsed: Money,
}

/// Keeps the account in order of years: the oldest appropriation is spent first, and what is left of an
/// appropriation lapses after its years of carrying over. `unspent` is memory, emptied and reused.
pub fn keep_account(
    terms: &FundTerms,
    payments: &[Money],
    unspent: &mut VecDeque<(usize, Money)>,
    years: &mut Vec<FundYear>,
) {
    years.clear();
    unspent.clear();
    // year numbers count from 1, so that the opening balance is of year 0, the year before the run
    unspent.push_back((0, terms.opening_balance));
    let mut arrears = terms.opening_arrears;
    for (index, (payments, appropriation)) in payments.iter().zip(&terms.appropriations).enumerate() {
        let year = index + 1;
        unspent.push_back((year, *appropriation));
        let demand = arrears + *payments;
        let paid = spend(unspent, demand);
        arrears = demand - paid;
        let lapsed = lapse(terms.carry_over, unspent, year);
        years.push(FundYear {
            payments: *payments,
            demand,
            appropriation: *appropriation,
            paid,
            arrears,
            carried: unspent.iter().map(|(_, left)| *left).sum(),
            lapsed,
        });
    }
}

/// Spends up to `demand`, the oldest first; says how much.
fn spend(unspent: &mut VecDeque<(usize, Money)>, demand: Money) -> Money {
    let mut paid = Money::ZERO;
    for (_, left) in unspent.iter_mut() {
        let spent = (*left).min(demand - paid);
        *left -= spent;
        paid += spent;
    }
    paid
}

/// Removes what may not be used after `year`; says how much.
fn lapse(carry_over: CarryOver, unspent: &mut VecDeque<(usize, Money)>, year: usize) -> Money {
    let CarryOver::Years(years) = carry_over else { return Money::ZERO };
    let mut lapsed = Money::ZERO;
    while unspent.front().is_some_and(|(of, _)| of + usize::from(years) <= year) {
        lapsed += unspent.pop_front().map_or(Money::ZERO, |(_, left)| left);
    }
    lapsed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn account(terms: &FundTerms, payments: &[i64]) -> Vec<FundYear> {
        let payments: Vec<Money> = payments.iter().map(|fen| Money::from_fen(*fen)).collect();
        let mut years = Vec::new();
        keep_account(terms, &payments, &mut VecDeque::new(), &mut years);
        years
    }

    fn terms(appropriations: &[i64], carry_over: CarryOver, balance: i64, arrears: i64) -> FundTerms {
        FundTerms {
            appropriations: appropriations.iter().map(|fen| Money::from_fen(*fen)).collect(),
            carry_over,
            opening_balance: Money::from_fen(balance),
            opening_arrears: Money::from_fen(arrears),
        }
    }

    #[test]
    fn unspent_appropriation_lapses_after_its_years() {
        // 100 a year, nothing to pay: with no carry-over it all lapses at once; with one year, a year later
        let lapsed = |carry_over| -> Vec<i64> {
            let years = account(&terms(&[100, 100, 100], carry_over, 40, 0), &[0, 0, 0]);
            years.iter().map(|year| year.lapsed.fen()).collect()
        };
        assert_eq!(lapsed(CarryOver::Years(0)), [140, 100, 100]);
        assert_eq!(lapsed(CarryOver::Years(1)), [40, 100, 100]);
        assert_eq!(lapsed(CarryOver::Years(2)), [0, 40, 100]);
        assert_eq!(lapsed(CarryOver::Unlimited), [0, 0, 0]);
    }

    #[test]
    fn arrears_are_paid_before_anything_lapses() {
        // demand 150 against 100, then 20 + arrears 50 against 100, 30 left over
        let years = account(&terms(&[100, 100], CarryOver::Years(0), 0, 0), &[150, 20]);
        assert_eq!((years[0].paid.fen(), years[0].arrears.fen(), years[0].lapsed.fen()), (100, 50, 0));
        assert_eq!((years[1].demand.fen(), years[1].paid.fen(), years[1].arrears.fen()), (70, 70, 0));
        assert_eq!(years[1].lapsed.fen(), 30);
    }

    /// The same account kept unit by unit: every fen of appropriation is a coin with its year.
    fn coin_by_coin(
        terms: &FundTerms,
        payments: &[i64],
        years_of_use: Option<usize>,
    ) -> Vec<(i64, i64, i64, i64)> {
        let mut coins: Vec<usize> = vec![0; terms.opening_balance.fen() as usize];
        let mut owed = terms.opening_arrears.fen();
        let mut account = Vec::new();
        for (index, payment) in payments.iter().enumerate() {
            let year = index + 1;
            coins.extend(vec![year; terms.appropriations[index].fen() as usize]);
            owed += payment;
            let mut paid = 0;
            while owed > 0 && !coins.is_empty() {
                coins.remove(0);
                owed -= 1;
                paid += 1;
            }
            let before = coins.len();
            coins.retain(|of| years_of_use.is_none_or(|years| year < of + years));
            account.push((paid, owed, coins.len() as i64, (before - coins.len()) as i64));
        }
        account
    }

    proptest! {
        #[test]
        fn the_account_equals_one_kept_coin_by_coin_and_conserves(
            (appropriations, payments) in (1usize..6).prop_flat_map(|n| {
                (prop::collection::vec(0i64..60, n), prop::collection::vec(0i64..60, n))
            }),
            balance in 0i64..40,
            arrears in 0i64..40,
            carry_over in 0u8..4,
        ) {
            let (rule, years_of_use) = match carry_over {
                3 => (CarryOver::Unlimited, None),
                years => (CarryOver::Years(years), Some(usize::from(years))),
            };
            let terms = terms(&appropriations, rule, balance, arrears);
            let years = account(&terms, &payments);
            let kept: Vec<_> =
                years.iter().map(|y| (y.paid.fen(), y.arrears.fen(), y.carried.fen(), y.lapsed.fen())).collect();
            prop_assert_eq!(kept, coin_by_coin(&terms, &payments, years_of_use));
            let sum = |of: fn(&FundYear) -> Money| years.iter().map(of).sum::<Money>().fen();
            let last = years[years.len() - 1];
            // all that came in was paid, lapsed or is still there
            prop_assert_eq!(
                balance + appropriations.iter().sum::<i64>(),
                sum(|y| y.paid) + sum(|y| y.lapsed) + last.carried.fen()
            );
            // all that was owed was paid or is still owed
            prop_assert_eq!(arrears + payments.iter().sum::<i64>(), sum(|y| y.paid) + last.arrears.fen());
        }
    }
}
