//! Five faults planted on the simulated side alone. The engine's code is untouched: it is given a scenario under which the right engine
//! does what a faulty one would do with the scenario that is computed. Under the right scenario everything agrees.

use fiscast::exact::{Exact, without_drivers};
use fiscast::findings::{Verification, VerifiedSeries};
use fiscast::quantities::{Date, Rate};
use fiscast::scenario::{Lag, Scenario, Weights};

use crate::support::{STRESS, against, assert_passes, disagreeing, scenario, solved};

/// As many as the fault must be seen with.
const PATHS: u64 = 200_000;
/// The stress scenario under the reading that lets the evaluation matter.
const WITHHOLD: &str = "[readings]\nevaluation_effect = \"withhold\"\n";

fn stress() -> Scenario {
    without_drivers(&scenario("tutorial.toml", &[STRESS, WITHHOLD]))
}

fn times(rate: Rate, factor: f64) -> Rate {
    Rate::new(rate.value() * factor).expect("a rate")
}

/// Evaluation `R > 10` in place of `R ≥ 10`: for a whole number of results that is `R ≥ 11`.
fn more_than_the_standard(scenario: &mut Scenario) {
    scenario.policy.evaluation.results += 1;
}

/// The last day of the validity excluded: a day lies before the last day exactly when it lies on or before the day before it. Clauses
/// carry the policy's validity as their own.
fn last_day_excluded(scenario: &mut Scenario) {
    let last = scenario.policy.validity.last_day;
    let before = Date::parse("2024-12-30").expect("a day");
    assert_eq!(last.to_string(), "2024-12-31");
    scenario.policy.validity.last_day = before;
    for clause in &mut scenario.policy.clauses {
        assert_eq!(clause.validity.last_day, last, "{}", clause.id);
        clause.validity.last_day = before;
    }
}

/// The lag applied twice, from the event to the claim and from the claim to the payment: the sum of two independent draws, `never`
/// where either of them is.
fn lag_applied_twice(scenario: &mut Scenario) {
    for lags in scenario.lags.iter_mut().flatten() {
        let mut twice = Vec::new();
        for (one, chance) in lags.choices() {
            for (other, weight) in lags.choices() {
                let sum = match (one, other) {
                    (Lag::Years(one), Lag::Years(other)) => Lag::Years(one + other),
                    _ => Lag::Never,
                };
                twice.push((sum, chance * weight));
            }
        }
        *lags = Weights::new(twice).expect("weights");
    }
}

/// A listing counted a year before the minimum age: `age ≥ min − 1`. A firm lists from the year after its founding on, so that only
/// the exchange's minimum of two years can be undercut.
fn listing_before_the_minimum_age(scenario: &mut Scenario) {
    assert_eq!(scenario.listing.exchange.min_age, 2);
    scenario.listing.exchange.min_age -= 1;
}

/// Quality of mean 1.02: every rate that quality multiplies is 1.02 times as large, and the coefficient of variation is the same
/// (docs/model.md §3 names the rates: formation, awards to institutes, results and transfers).
fn quality_not_of_mean_one(scenario: &mut Scenario) {
    const MEAN: f64 = 1.02;
    for sector in &mut scenario.sectors {
        sector.formation_rate = times(sector.formation_rate, MEAN);
    }
    for level in &mut scenario.awards {
        level.institute_rate = times(level.institute_rate, MEAN);
    }
    scenario.evaluation.results = times(scenario.evaluation.results, MEAN);
    scenario.evaluation.transfers = times(scenario.evaluation.transfers, MEAN);
}

struct Bench {
    right: Scenario,
    exact: Exact,
}

impl Bench {
    fn new() -> Self {
        let right = stress();
        let exact = solved(&right);
        Bench { right, exact }
    }

    fn with(&self, fault: fn(&mut Scenario), seed: u64) -> Verification {
        let mut faulty = self.right.clone();
        fault(&mut faulty);
        assert_ne!(faulty, self.right);
        against(&self.right, &self.exact, &faulty, seed, PATHS)
    }
}

/// The clauses of which some series does not agree, in the order of their names.
fn clauses(found: &Verification) -> Vec<&str> {
    let named = disagreeing(found).into_iter().filter_map(|series| series.clause.as_deref());
    let mut clauses: Vec<&str> = named.collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}

/// The series of a clause, or of all, in all years and places, that do not agree.
fn is_caught(found: &Verification, clause: Option<&str>) -> bool {
    let whole = |series: &&VerifiedSeries| {
        series.clause.as_deref() == clause && series.county.is_none() && series.institute.is_none()
    };
    disagreeing(found).into_iter().any(|series| whole(&series))
}

/// Changes a scenario as a faulty engine would.
type Fault = fn(&mut Scenario);

#[test]
fn each_planted_fault_is_caught_where_it_acts_and_the_right_engine_passes() {
    let bench = Bench::new();
    let right = against(&bench.right, &bench.exact, &bench.right, 1, PATHS);
    assert_passes("without a fault", &right);
    // a fault is seen in the clauses that it touches, and in no other
    let cases: [(Fault, &[&str]); 5] = [
        (more_than_the_standard, &["creation_subsidy"]),
        (last_day_excluded, &["creation_subsidy", "revenue_milestone"]),
        (lag_applied_twice, &["creation_subsidy", "listing_reward", "revenue_milestone", "science_award"]),
        (listing_before_the_minimum_age, &["listing_reward"]),
        (
            quality_not_of_mean_one,
            &["creation_subsidy", "listing_reward", "revenue_milestone", "science_award"],
        ),
    ];
    for (number, (fault, touched)) in cases.into_iter().enumerate() {
        let found = bench.with(fault, 2 + number as u64);
        assert!(!found.passed, "fault {number} was not caught");
        assert!(is_caught(&found, None), "fault {number} is not seen in the totals");
        assert_eq!(clauses(&found), touched, "fault {number}");
    }
}
