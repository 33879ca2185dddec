//! The cheapest yearly appropriations that keep arrears rare, solved exactly on simulated payments (docs/studies.md,
//! *Why each year's least is cheapest in sum*).

use crate::quantities::Money;
use crate::scenario::{CarryOver, SpecialFund};
use crate::simulation::PaymentCourses;

/// The cheapest appropriations, in whole 万元, under which at most `allowed` of the paths are in arrears at the end of each
/// year: each year's smallest sufficient amount in turn. No other appropriations that suffice sum to less, up to whichever
/// year one sums. What the account itself appropriates is not looked at.
pub fn cheapest_appropriations(courses: &PaymentCourses, account: &SpecialFund, allowed: u64) -> Vec<Money> {
    cheapest_by_year(courses, account, &vec![allowed; courses.years()])
}

/// Likewise where each year allows a number of paths of its own.
fn cheapest_by_year(courses: &PaymentCourses, account: &SpecialFund, allowed: &[u64]) -> Vec<Money> {
    // on each course what is left less what is owed
    let mut standing = vec![(account.opening_balance - account.opening_arrears).fen(); courses.iter().len()];
    // the opening balance, then the years' appropriations
    let mut granted = vec![account.opening_balance];
    let mut needs: Vec<(i64, u64)> = Vec::with_capacity(standing.len());
    for year in 0..courses.years() {
        let kept = kept(account.carry_over, &granted);
        needs.clear();
        for ((payments, paths), standing) in courses.iter().zip(&mut standing) {
            // what the year must be granted so that nothing is owed at its end; what is kept at most is a negative need
            let need = (payments[year] - *standing).max(-kept);
            needs.push((need, paths));
            *standing = -need;
        }
        let least = Money::from_fen(exceeded_by_at_most(&mut needs, allowed[year]).unwrap_or(0).max(0));
        let least = least.rounded_up_to(Money::WAN);
        for standing in &mut standing {
            *standing += least.fen();
            if account.carry_over == CarryOver::Years(0) {
                *standing = (*standing).min(0);
            }
        }
        granted.push(least);
    }
    granted.split_off(1)
}

/// How much of what was granted before a year may at most be left at its end, in fen: it must not have lapsed. The oldest is
/// spent first, so that what is left is left of the youngest. Where nothing is carried over the year's own lapses too, and
/// that is done afterwards.
fn kept(carry_over: CarryOver, granted: &[Money]) -> i64 {
    match carry_over {
        CarryOver::Unlimited | CarryOver::Years(0) => i64::MAX,
        CarryOver::Years(years) => {
            granted.iter().rev().take(usize::from(years) - 1).copied().sum::<Money>().fen()
        }
    }
}

/// The smallest of some amounts that is exceeded on at most `allowed` paths; none where all paths together are no more. The
/// amounts change places.
fn exceeded_by_at_most(mut amounts: &mut [(i64, u64)], mut allowed: u64) -> Option<i64> {
    while !amounts.is_empty() {
        let middle = amounts.len() / 2;
        // the larger ones stand in front
        amounts.select_nth_unstable_by(middle, |one, other| other.0.cmp(&one.0));
        let larger: u64 = amounts[..middle].iter().map(|(_, paths)| paths).sum();
        let (amount, paths) = amounts[middle];
        if larger > allowed {
            amounts = &mut amounts[..middle];
        } else if larger + paths > allowed {
            return Some(amount);
        } else {
            allowed -= larger + paths;
            amounts = &mut amounts[middle + 1..];
        }
    }
    None
}

/// One total spread over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The amount of each year; together they are the total.
    pub appropriations: Vec<Money>,
    /// On so many paths at most arrears stand at the end of whichever year; no other spread keeps to fewer.
    pub paths: u64,
}

/// Spreads a total over the years so that the largest yearly chance of arrears is as small as the total allows, and no other
/// spread is as good in every year and better in one. Among the years whose chance can fall further without raising the
/// largest, all fall together as far as the total allows, then the earliest of them goes first, and so on. What is left of the
/// total prevents no arrears in any year and stands in the first.
pub fn spread(courses: &PaymentCourses, account: &SpecialFund, total: Money) -> Spread {
    let affords =
        |allowed: &[u64]| cheapest_by_year(courses, account, allowed).into_iter().sum::<Money>() <= total;
    // all paths in arrears cost nothing
    let mut allowed = vec![courses.total(); courses.years()];
    let mut open: Vec<usize> = (0..courses.years()).collect();
    let mut largest = None;
    while !open.is_empty() {
        let (mut few, mut enough) = (0, allowed[open[0]]);
        while few < enough {
            let between = few + (enough - few) / 2;
            if affords(&with(&allowed, &open, between)) { enough = between } else { few = between + 1 }
        }
        allowed = with(&allowed, &open, enough);
        largest.get_or_insert(enough);
        let Some(fewer) = enough.checked_sub(1) else { break };
        // one year after another tries to do with fewer; at least one cannot, and stays as it is
        let mut trial = allowed.clone();
        open.retain(|year| {
            trial[*year] = fewer;
            let can = affords(&trial);
            if !can {
                trial[*year] = enough;
            }
            can
        });
        allowed = trial;
    }
    let mut appropriations = cheapest_by_year(courses, account, &allowed);
    let rest = total - appropriations.iter().copied().sum::<Money>();
    appropriations[0] += rest;
    Spread { appropriations, paths: largest.expect("a horizon has a year") }
}

/// The numbers with those of some years replaced.
fn with(allowed: &[u64], years: &[usize], by: u64) -> Vec<u64> {
    let mut allowed = allowed.to_vec();
    years.iter().for_each(|year| allowed[*year] = by);
    allowed
}

/// On how many paths an account is in arrears at the end of each year.
pub fn paths_in_arrears(courses: &PaymentCourses, account: &SpecialFund) -> Vec<u64> {
    let mut counts = vec![0; courses.years()];
    super::plan_judgement::keep(courses, account, |years, paths| {
        for (count, year) in counts.iter_mut().zip(years) {
            if year.arrears > Money::ZERO {
                *count += paths;
            }
        }
    });
    counts
}
