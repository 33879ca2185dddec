//! Tiny scenarios whose distribution is found by hand.

use fiscast::exact::Exact;
use fiscast::policy::{EvaluationEffect, MilestoneJump};
use fiscast::quantities::{Date, Horizon, Money, Probability, Rate, Year};
use fiscast::scenario::{ExistingSpinOff, Lag, Scenario, Timing, Weights};
use fiscast::simulation::{Part, SeriesKey, YearBucket};
use fiscast::things::{Basis, BeneficiaryKind, Text};

use crate::support::{assert_sound, at, distribution, poisson, scenario, solved, total};

pub fn rate(value: f64) -> Rate {
    Rate::new(value).expect("a rate")
}

fn year(number: i64) -> YearBucket {
    YearBucket::Year(Year::new(number).expect("a year"))
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

/// One institute of quality 1, unveiled on 2022-03-01, without firms, awards or anything owed, paid at once.
pub fn one_institute() -> Scenario {
    let mut scenario = scenario("tutorial.toml", &[]);
    scenario.institutes.truncate(1);
    scenario.institutes[0].existing.clear();
    scenario.pipeline.count = Weights::certain(0);
    scenario.quality_cv = rate(0.0);
    scenario.opening_payables.clear();
    scenario.sectors[0].formation_rate = rate(0.0);
    for level in &mut scenario.awards {
        level.institute_rate = rate(0.0);
        level.spin_off_rate = rate(0.0);
    }
    for lags in scenario.lags.iter_mut().flatten() {
        *lags = Weights::certain(Lag::Years(0));
    }
    scenario
}

/// A firm of an annual revenue of `revenue` in 2021, founded in 2019, whose institute was there before it.
fn one_firm(revenue: &str) -> Scenario {
    let mut scenario = one_institute();
    let Timing::Fixed { accredited, .. } = &mut scenario.institutes[0].timing else { panic!("a fixed day") };
    *accredited = day("2018-01-01");
    // its subsidy is out of the way
    scenario.readings.start_before_policy = fiscast::policy::StartBeforePolicy::Excluded;
    let Timing::Fixed { unveiled, .. } = &mut scenario.institutes[0].timing else { panic!("a fixed day") };
    *unveiled = day("2018-01-01");
    scenario.institutes[0].existing.push(ExistingSpinOff {
        id: "firm".to_owned(),
        name: Text::new("企业", "Firm"),
        founded: day("2019-06-01"),
        revenue: Money::parse(revenue).expect("money"),
        highest_rewarded: None,
        listing: None,
        captive: false,
    });
    let only = Year::new(2022).expect("a year");
    scenario.horizon = Horizon::new(only, only).expect("one year");
    scenario.listing.neeq.climate.truncate(1);
    scenario.listing.exchange.climate.truncate(1);
    scenario.listing.neeq.hazard = rate(0.0);
    scenario.listing.exchange.hazard = rate(0.0);
    scenario.fund.appropriations.truncate(1);
    scenario.sectors[0].failure = Probability::new(0.2).expect("a probability");
    scenario.sectors[0].growth_mean = 0.1;
    scenario.sectors[0].growth_sigma = rate(0.5);
    scenario
}

/// Fails unless a distribution puts these probabilities, and no others, on these amounts of 万元.
#[track_caller]
fn assert_masses(exact: &Exact, key: SeriesKey, expected: &[(i64, f64)], bound: f64) {
    let distribution = distribution(exact, &key);
    for (wan, probability) in expected {
        let found = at(distribution, *wan);
        assert!((found - probability).abs() < bound, "{key:?}, {wan} 万元: {found} against {probability}");
    }
    let all: f64 = expected.iter().map(|(_, probability)| probability).sum();
    assert!((all - 1.0).abs() < 1e-12, "the expectation is whole: {all}");
    assert_sound("by hand", exact);
}

/// Rounding alone: a few hundred operations on numbers up to 1.
const ROUNDING: f64 = 1e-13;

#[test]
fn a_certain_institute_costs_fifteen_million() {
    let exact = solved(&one_institute());
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &[(1500, 1.0)], ROUNDING);
    for of in 2022..=2024 {
        assert_masses(&exact, total(Basis::Cash, year(of)), &[(500, 1.0)], ROUNDING);
    }
    assert_masses(&exact, total(Basis::Cash, year(2025)), &[(0, 1.0)], ROUNDING);
    let part = exact.part(Part::Institute(0), Basis::Cash, YearBucket::Horizon).expect("the institute");
    assert_eq!(part.mean_fen, 1500e6);
    assert_eq!(part.standard_deviation_fen, 0.0);
}

#[test]
fn lags_move_and_lose_instalments_by_the_binomial() {
    let mut scenario = one_institute();
    let lags = vec![(Lag::Years(0), 0.7), (Lag::Years(1), 0.2), (Lag::Never, 0.1)];
    scenario.lags[0] = Some(Weights::new(lags).expect("weights"));
    let exact = solved(&scenario);
    // 2022: the first at once. 2023: the second at once (0.7), the first late (0.2).
    assert_masses(&exact, total(Basis::Cash, year(2022)), &[(500, 0.7), (0, 0.3)], ROUNDING);
    let both = [(0, 0.3 * 0.8), (500, 0.7 * 0.8 + 0.3 * 0.2), (1000, 0.7 * 0.2)];
    assert_masses(&exact, total(Basis::Cash, year(2023)), &both, ROUNDING);
    // lapsed: binomial of three with 0.1
    let lapsed = [(0, 0.729), (500, 0.243), (1000, 0.027), (1500, 0.001)];
    assert_masses(&exact, total(Basis::Lapsed, YearBucket::All), &lapsed, ROUNDING);
}

#[test]
fn an_institute_that_may_come_is_a_mixture() {
    let mut scenario = one_institute();
    scenario.institutes[0].timing = Timing::Uncertain {
        probability: Probability::new(0.6).expect("a probability"),
        when: fiscast::scenario::AccreditationWeights::Years(
            Weights::new(vec![(Year::new(2024).unwrap(), 0.5), (Year::new(2025).unwrap(), 0.5)]).unwrap(),
        ),
    };
    scenario.pipeline.count = Weights::new(vec![(0, 0.5), (2, 0.5)]).unwrap();
    let exact = solved(&scenario);
    // the named one starts within the validity with 0.3; two of the pipeline (2023 in the tutorial) always do
    let sums = [(0, 0.7 * 0.5), (1500, 0.3 * 0.5), (3000, 0.7 * 0.5), (4500, 0.3 * 0.5)];
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &sums, ROUNDING);
}

/// The probability of passing an evaluation at quality `q`: at least 10 results and 5 transfers.
fn pass(q: f64, results: f64, transfers: f64) -> f64 {
    let below = |mean: f64, needed: u32| -> f64 { (0..needed).map(|k| poisson(mean, k)).sum() };
    (1.0 - below(results * q, 10)) * (1.0 - below(transfers * q, 5))
}

#[test]
fn withheld_and_deferred_instalments_by_enumeration() {
    let mut scenario = one_institute();
    scenario.evaluation.results = rate(12.0);
    scenario.evaluation.transfers = rate(6.0);
    let p = pass(1.0, 12.0, 6.0);
    assert!((0.4..0.8).contains(&p), "a pass that may fail: {p}");
    scenario.readings.evaluation_effect = EvaluationEffect::Withhold;
    // accredited in 2021: the evaluations of 2022 and 2023 decide on the instalments of 2023 and 2024
    let sums = [(500, (1.0 - p) * (1.0 - p)), (1000, 2.0 * p * (1.0 - p)), (1500, p * p)];
    let exact = solved(&scenario);
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &sums, ROUNDING);
    scenario.readings.evaluation_effect = EvaluationEffect::Defer;
    // 2022, 2023, 2024 pass (1) or fail (0): the second instalment is lost at 00., the third at .00
    let mut lost = [0.0; 3];
    let mut in_2024 = [0.0; 3];
    for pattern in 0..8u32 {
        let of = |k: u32| pattern >> k & 1 == 1;
        let chance: f64 = (0..3).map(|k| if of(k) { p } else { 1.0 - p }).product();
        let second_lost = !of(0) && !of(1);
        let third_lost = !of(1) && !of(2);
        lost[usize::from(second_lost) + usize::from(third_lost)] += chance;
        let second_here = !of(0) && of(1);
        let third_here = of(1);
        in_2024[usize::from(second_here) + usize::from(third_here)] += chance;
    }
    let exact = solved(&scenario);
    let sums = [(1500, lost[0]), (1000, lost[1]), (500, lost[2])];
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &sums, ROUNDING);
    let sums = [(0, in_2024[0]), (500, in_2024[1]), (1000, in_2024[2])];
    assert_masses(&exact, total(Basis::Accrual, year(2024)), &sums, ROUNDING);
}

#[test]
fn evaluation_and_awards_hang_together_through_quality() {
    let mut scenario = one_institute();
    scenario.quality_cv = rate(0.5);
    scenario.evaluation.results = rate(12.0);
    scenario.evaluation.transfers = rate(6.0);
    scenario.readings.evaluation_effect = EvaluationEffect::Withhold;
    // one provincial round of third prizes, 2 万元 each, 3 expected
    let level = &mut scenario.awards[0];
    level.institute_rate = rate(3.0);
    level.rounds.truncate(1);
    let third = scenario.registry.category("provincial.third").expect("a category");
    level.prizes = Weights::certain(third);
    let exact = solved(&scenario);
    // both given quality, integrated by Simpson's rule over Gamma(4, 1/4), density 4^4 q³ exp(−4q) / 3!
    let steps = 20_000;
    let (mut whole, mut none) = (0.0, 0.0);
    for step in 0..=steps {
        let q = 12.0 * f64::from(step) / f64::from(steps);
        let simpson = if step == 0 || step == steps { 1.0 } else { f64::from(2 + 2 * (step % 2)) };
        let weight = simpson * 12.0 / f64::from(steps) / 3.0 * 256.0 / 6.0 * q * q * q * libm::exp(-4.0 * q);
        let p = pass(q, 12.0, 6.0);
        whole += weight * p * p * poisson(3.0 * q, 2);
        none += weight * (1.0 - p) * (1.0 - p) * poisson(3.0 * q, 0);
    }
    let distribution = distribution(&exact, &total(Basis::Accrual, YearBucket::All));
    // Simpson's error is 12 × (12/20000)⁴ / 180 = 9e-15 of a fourth derivative of some hundreds; quality beyond 12 has a
    // probability of 4e-18
    assert!((at(distribution, 1504) - whole).abs() < 1e-11, "{} {whole}", at(distribution, 1504));
    assert!((at(distribution, 500) - none).abs() < 1e-11, "{} {none}", at(distribution, 500));
}

/// The standard normal distribution function.
fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

#[test]
fn a_firm_of_one_year_passes_thresholds_by_the_normal_distribution() {
    let mut scenario = one_firm("400万元");
    let exact = solved(&scenario);
    // ln X = ln 400 + 0.1 + 0.5 ε; it fails with 0.2; thresholds 500, 1000 and 10000 万元
    let reach = |wan: f64| 0.8 * (1.0 - below((libm::log(wan / 400.0) - 0.1) / 0.5));
    let [one, two, three] = [reach(500.0), reach(1000.0), reach(10_000.0)];
    // 5 to the firm and 5 to the institute for the first, 10 and 10 for the second, 20 and 20 for the third
    let sums = [(0, 1.0 - one), (10, one - two), (30, two - three), (70, three)];
    // interpolation between 16 nodes on three standard deviations leaves about 1e-9
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &sums, 1e-8);
    let firm = SeriesKey { beneficiary: Some(BeneficiaryKind::SpinOff), ..total(Basis::Accrual, year(2022)) };
    assert_masses(&exact, firm, &[(0, 1.0 - one), (5, one - two), (15, two - three), (35, three)], 1e-8);
    // paid in the year after: after the horizon
    assert_masses(&exact, total(Basis::Cash, YearBucket::AfterHorizon), &sums, 1e-8);
    scenario.readings.milestone_jump = MilestoneJump::Highest;
    let sums = [(0, 1.0 - one), (10, one - two), (20, two - three), (40, three)];
    assert_masses(&solved(&scenario), total(Basis::Accrual, YearBucket::All), &sums, 1e-8);
}

#[test]
fn growth_without_chance_stands_on_the_threshold_itself() {
    let mut scenario = one_firm("500万元");
    scenario.sectors[0].growth_sigma = rate(0.0);
    scenario.sectors[0].growth_mean = 0.0;
    // revenue of exactly 500 万元 exceeds nothing
    assert_masses(&solved(&scenario), total(Basis::Accrual, YearBucket::All), &[(0, 1.0)], ROUNDING);
    // a ten-thousandth more every year exceeds it; the firm lives with 0.8
    scenario.sectors[0].growth_mean = 1e-4;
    assert_masses(
        &solved(&scenario),
        total(Basis::Accrual, YearBucket::All),
        &[(0, 0.2), (10, 0.8)],
        ROUNDING,
    );
}

#[test]
fn a_firm_of_one_year_lists_by_its_hazards() {
    let mut scenario = one_firm("6000万元");
    scenario.institutes[0].existing[0].highest_rewarded = Some(Money::parse("1亿元").expect("money"));
    scenario.listing.neeq.hazard = rate(0.3);
    scenario.listing.exchange.hazard = rate(0.6);
    let climate = scenario.listing.exchange.climate[0].value();
    assert_eq!(climate, 1.0);
    let exact = solved(&scenario);
    // any listing with 1 − exp(−0.9), a third of it on NEEQ; the policy holds on 336 of 365 days
    let lists = 0.8 * (1.0 - libm::exp(-0.9)) * 336.0 / 365.0;
    let sums = [(0, 1.0 - lists), (125, lists / 3.0), (250, lists * 2.0 / 3.0)];
    assert_masses(&exact, total(Basis::Accrual, YearBucket::All), &sums, ROUNDING);
    // too young for an exchange, founded in 2019: three years are needed, four are not reached
    scenario.listing.exchange.min_age = 4;
    let lists = 0.8 * (1.0 - libm::exp(-0.3)) * 336.0 / 365.0;
    assert_masses(
        &solved(&scenario),
        total(Basis::Accrual, YearBucket::All),
        &[(0, 1.0 - lists), (125, lists)],
        ROUNDING,
    );
    // too small for NEEQ by a fen
    scenario.listing.neeq.min_revenue = Money::from_fen(6_000_000_001);
    assert_masses(&solved(&scenario), total(Basis::Accrual, YearBucket::All), &[(0, 1.0)], ROUNDING);
}

#[test]
fn firms_of_the_founding_year_are_summed_over_their_days() {
    let mut scenario = one_institute();
    scenario.sectors[0].formation_rate = rate(2.0);
    scenario.quality_cv = rate(0.5);
    let Timing::Fixed { accredited, unveiled, .. } = &mut scenario.institutes[0].timing else {
        panic!("fixed")
    };
    *accredited = day("2022-09-01");
    *unveiled = day("2022-09-01");
    let sector = scenario.sectors[0].clone();
    let exact = solved(&scenario);
    // λ · ramp / 365 firms a day on 2022-09-01 to 2022-12-31; revenue of a part of the year above 500 万元
    let daily = 2.0 * sector.formation_ramp[0].value() / 365.0;
    let reach = |wan: f64, part: f64, median: Money, sigma: f64| {
        let median = median.fen() as f64 / 1e6;
        1.0 - below((libm::log(wan / part) - libm::log(median)) / sigma)
    };
    let mut mean = 0.0;
    for left in 1..=122 {
        let part = f64::from(left) / 365.0;
        let captive = sector.captive_share.value();
        for (wan, worth) in [(500.0, 10.0), (1000.0, 20.0), (10_000.0, 40.0)] {
            let own = reach(wan, part, sector.revenue_median, sector.revenue_sigma.value());
            let carved =
                reach(wan, part, sector.captive_revenue_median, sector.captive_revenue_sigma.value());
            mean += daily * worth * ((1.0 - captive) * own + captive * carved);
        }
    }
    let clause = scenario.policy.clauses.iter().position(|clause| clause.id == "revenue_milestone").unwrap();
    let key = SeriesKey { clause: Some(clause.into()), ..total(Basis::Accrual, year(2022)) };
    let found = exact.get(&key).expect("solved").mean_fen / 1e6;
    assert!(mean > 0.1, "{mean}");
    // partial panels are integrated through an interpolation that is exact to about 1e-9
    assert!((found - mean).abs() < 1e-7 * mean, "{found} against {mean}");
}
