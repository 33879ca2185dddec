//! Compound Poisson sums with known distributions.

use fiscast::scenario::{Scenario, Weights};
use fiscast::simulation::YearBucket;
use fiscast::things::Basis;

use crate::by_hand::{one_institute, rate};
use crate::support::{assert_sound, at, distribution, load, solved, total};

/// An institute without subsidy that wins awards of the given amounts of 万元 in one round, `expected` of them in all.
fn awards_of(amounts: &[(i64, f64)], expected: f64, cv: f64) -> Scenario {
    let mut scenario = one_institute();
    scenario.quality_cv = rate(cv);
    scenario.readings.start_before_policy = fiscast::policy::StartBeforePolicy::Excluded;
    let fiscast::scenario::Timing::Fixed { unveiled, .. } = &mut scenario.institutes[0].timing else {
        panic!()
    };
    *unveiled = fiscast::quantities::Date::parse("2021-10-16").expect("a day");
    let level = &mut scenario.awards[0];
    level.institute_rate = rate(expected);
    level.rounds.truncate(1);
    let names = ["provincial.first", "provincial.second", "provincial.third"];
    let worth = [15, 5, 2];
    let category = |wan: i64| {
        let name = names[worth.iter().position(|known| *known == wan).expect("a prize")];
        scenario.registry.category(name).expect("a category")
    };
    let weights = amounts.iter().map(|(wan, share)| (category(*wan), *share)).collect();
    level.prizes = Weights::new(weights).expect("weights");
    scenario
}

/// Panjer's recursion for a compound Poisson sum: `f(0) = exp(−λ)`, `f(x) = (λ/x) Σ_y y p(y) f(x − y)` (Klugman, Panjer
/// and Willmot, *Loss Models*, chapter "Aggregate loss models", the recursive formula for the Poisson distribution).
fn panjer(amounts: &[(i64, f64)], expected: f64, length: usize) -> Vec<f64> {
    let mut f = vec![libm::exp(-expected)];
    for x in 1..length as i64 {
        let term =
            |(y, share): &(i64, f64)| if *y <= x { *y as f64 * share * f[(x - y) as usize] } else { 0.0 };
        let sum: f64 = amounts.iter().map(term).sum();
        f.push(expected / x as f64 * sum);
    }
    f
}

#[test]
fn awards_of_fixed_amounts_are_a_compound_poisson_sum() {
    for expected in [0.1, 3.0, 40.0] {
        let amounts = [(2, 0.58), (5, 0.377), (15, 0.043)];
        let exact = solved(&awards_of(&amounts, expected, 0.0));
        let distribution = distribution(&exact, &total(Basis::Accrual, YearBucket::All));
        for (x, probability) in panjer(&amounts, expected, 600).iter().enumerate() {
            let found = at(distribution, x as i64);
            // a transform leaves about 1e-16 in each cell
            assert!((found - probability).abs() < 1e-14, "λ = {expected}, {x} 万元: {found} {probability}");
        }
        assert_sound("compound Poisson", &exact);
    }
}

#[test]
fn quality_makes_counts_negative_binomial() {
    // N ~ Poisson(m Q), Q ~ Gamma(r, 1/r): P(N = n) = C(n+r−1, n) (r/(r+m))^r (m/(r+m))^n (Loss Models, chapter on
    // frequency distributions: a gamma mixture of Poisson distributions is negative binomial), here r = 4
    let (m, r) = (2.5, 4.0);
    let exact = solved(&awards_of(&[(2, 1.0)], m, 0.5));
    let distribution = distribution(&exact, &total(Basis::Accrual, YearBucket::All));
    let mut probability = libm::pow(r / (r + m), r);
    for n in 0..200 {
        let found = at(distribution, 2 * n);
        assert!((found - probability).abs() < 1e-14, "{n} awards: {found} {probability}");
        probability *= (n as f64 + r) / (n as f64 + 1.0) * m / (r + m);
    }
}

#[test]
fn a_textbook_sum_by_its_recursion() {
    // λ = 0.8, amounts 1, 2, 3 with 1/4, 3/8, 3/8: the recursion of Loss Models by hand,
    // x f(x) = 0.2 f(x−1) + 0.6 f(x−2) + 0.9 f(x−3):
    // f(0) = exp(−0.8) = 0.449329
    // f(1) = 0.2 × 0.449329 = 0.089866
    // f(2) = (0.2 × 0.089866 + 0.6 × 0.449329) / 2 = 0.143785
    // f(3) = (0.2 × 0.143785 + 0.6 × 0.089866 + 0.9 × 0.449329) / 3 = 0.162358
    // f(4) = (0.2 × 0.162358 + 0.6 × 0.143785 + 0.9 × 0.089866) / 4 = 0.049906
    // f(5) = (0.2 × 0.049906 + 0.6 × 0.162358 + 0.9 × 0.143785) / 5 = 0.047360
    // f(6) = (0.2 × 0.047360 + 0.6 × 0.049906 + 0.9 × 0.162358) / 6 = 0.030923
    let exact = solved(&load("tests/exact/textbook.toml", &[]));
    let distribution = distribution(&exact, &total(Basis::Accrual, YearBucket::All));
    let by_hand = [0.449329, 0.089866, 0.143785, 0.162358, 0.049906, 0.047360, 0.030923];
    for (wan, probability) in (0..).zip(by_hand) {
        // six digits are written above
        assert!((at(distribution, wan) - probability).abs() < 6e-7, "{wan}: {}", at(distribution, wan));
    }
    // E S = λ E X = 0.8 × 2.125, Var S = λ E X² = 0.8 × (0.25 + 1.5 + 3.375)
    let series = exact.get(&total(Basis::Accrual, YearBucket::All)).expect("solved");
    assert!((series.mean_fen / 1e6 - 1.7).abs() < 1e-12);
    assert!((series.standard_deviation_fen / 1e6 - 4.1f64.sqrt()).abs() < 1e-12);
}
