//! Sums of a run against closed forms (docs/model.md §12).

use fiscast::policy::ClauseKind;
use fiscast::quantities::{Date, Money, Year};
use fiscast::scenario::{AccreditationWeights, Lag, Scenario, Timing};
use fiscast::simulation::{Engine, SeriesKey, Tally, YearBucket};
use fiscast::things::{Basis, BeneficiaryKind, ClauseId};

use crate::sample::{K, assert_near, scenario, tally};

const PATHS: u64 = 60_000;

fn clause(scenario: &Scenario, kind: &str) -> ClauseId {
    let position = scenario.policy.clauses.iter().position(|clause| clause.kind.name() == kind);
    ClauseId::from(position.expect("a clause of that kind"))
}

fn key(basis: Basis, years: YearBucket, clause: ClauseId) -> SeriesKey {
    SeriesKey { basis, years, clause: Some(clause), county: None, payer: None, beneficiary: None }
}

/// Fails unless a series' mean is within K standard errors of an expectation in fen.
#[track_caller]
fn assert_mean(engine: &Engine, tally: &Tally, key: &SeriesKey, expected: f64) {
    let moments = tally.moments(engine.layout().cell(key).expect("a series"));
    let error = moments.standard_error().expect("many paths");
    assert_near(moments.mean().expect("paths"), expected, K * error + 1e-6, &format!("{key:?}"));
}

/// With which probability an institute is accredited in which year, and on which day.
fn accreditations(timing: &Timing) -> Vec<(Year, f64, Option<Date>)> {
    match timing {
        Timing::Fixed { accredited, .. } => vec![(accredited.year(), 1.0, Some(*accredited))],
        Timing::Uncertain { probability, when } => by_weights(when, probability.value()),
    }
}

fn by_weights(when: &AccreditationWeights, probability: f64) -> Vec<(Year, f64, Option<Date>)> {
    let AccreditationWeights::Years(years) = when else { panic!("the shipped scenarios weigh years") };
    years.choices().iter().map(|(year, weight)| (*year, probability * weight, None)).collect()
}

/// Every institute's chances: the named ones, then the pipeline's as one with its expected number.
fn institutes(scenario: &Scenario) -> Vec<(Year, f64, Option<Date>)> {
    let count: f64 = scenario.pipeline.count.choices().iter().map(|(n, p)| f64::from(*n) * p).sum();
    let mut all: Vec<_> = scenario.institutes.iter().flat_map(|i| accreditations(&i.timing)).collect();
    all.extend(by_weights(&scenario.pipeline.when, count));
    all
}

/// The probability of each lag.
fn lags(scenario: &Scenario, clause: ClauseId) -> Vec<(Lag, f64)> {
    scenario.lags[clause.index()].as_ref().expect("a clause that pays").choices().to_vec()
}

/// Clause (1): every institute that starts within the validity draws an instalment in its year (2022 if it started
/// before) and the two that follow; a lag spreads the cash. No start of the shipped scenarios is unveiled in another year
/// than it is accredited in, but for the device institute of 2021, unveiled in 2022, which comes to the same.
#[test]
fn expected_cash_of_the_creation_subsidy() {
    for file in ["baseline.toml", "stretch.toml", "low.toml", "extended-to-2025.toml"] {
        let scenario = scenario(file, "");
        let id = clause(&scenario, "instalment_subsidy");
        let ClauseKind::InstalmentSubsidy { amount, instalments } = scenario.policy.clauses[id.index()].kind
        else {
            panic!("a subsidy")
        };
        assert_eq!((amount, instalments), (Money::parse("500万元").expect("an amount"), 3));
        let validity = scenario.policy.validity;
        let engine = Engine::new(&scenario, 1);
        let tally = tally(&engine, PATHS);
        let (first, last) = (scenario.horizon.first(), scenario.horizon.last());
        let mut expected = vec![0.0; scenario.horizon.len()];
        let mut after = 0.0;
        for (year, probability, _) in institutes(&scenario) {
            let start = year.max(validity.first_day.year());
            if start > validity.last_day.year() {
                continue;
            }
            for instalment in 0..3 {
                for (lag, share) in lags(&scenario, id) {
                    let Lag::Years(lag) = lag else { continue };
                    let paid = start.plus(instalment + i32::from(lag));
                    let amount = probability * share * amount.fen() as f64;
                    if paid <= last {
                        expected[(paid.number() - first.number()) as usize] += amount;
                    } else {
                        after += amount;
                    }
                }
            }
        }
        for (year, expected) in scenario.horizon.years().zip(&expected) {
            assert_mean(&engine, &tally, &key(Basis::Cash, YearBucket::Year(year), id), *expected);
        }
        assert_mean(&engine, &tally, &key(Basis::Cash, YearBucket::AfterHorizon, id), after);
    }
}

/// Clause (5) for institutes: rate × prize share × weight × amount in each round within the validity and after the
/// accreditation, quality having mean 1.
#[test]
fn expected_cash_of_institutes_science_awards() {
    let without_firms = "[awards.provincial]\nspin_off_rate = { value = \"0\", assumption = true }\n\
                         [awards.national]\nspin_off_rate = { value = \"0\", assumption = true }\n";
    for file in ["baseline.toml", "stretch.toml"] {
        let scenario = scenario(file, without_firms);
        let id = clause(&scenario, "award_reward");
        let ClauseKind::AwardReward { prizes } = &scenario.policy.clauses[id.index()].kind else {
            panic!("awards")
        };
        let validity = scenario.policy.validity;
        let accredited_by = |date: Date| -> f64 {
            let part = |(year, probability, day): &(Year, f64, Option<Date>)| match day {
                Some(day) => probability * f64::from(u8::from(*day <= date)),
                None if *year < date.year() => *probability,
                None if *year == date.year() => {
                    probability * f64::from(date.ordinal()) / f64::from(year.days())
                }
                None => 0.0,
            };
            institutes(&scenario).iter().map(part).sum()
        };
        let mut accrual = vec![0.0; scenario.horizon.len()];
        let mut cash = accrual.clone();
        for level in &scenario.awards {
            let mean_prize: f64 = level
                .prizes
                .choices()
                .iter()
                .map(|(category, share)| {
                    let id = &scenario.registry.categories[category.index()].id;
                    let amount = prizes
                        .iter()
                        .find(|prize| prize.category == *id)
                        .map_or(0, |prize| prize.amount.fen());
                    share * amount as f64
                })
                .sum();
            for round in level.rounds.iter().filter(|round| validity.contains(round.date)) {
                let expected = level.institute_rate.value()
                    * round.weight.value()
                    * mean_prize
                    * accredited_by(round.date);
                let index = scenario.horizon.index(round.date.year()).expect("a year of the run");
                accrual[index] += expected;
                for (lag, share) in lags(&scenario, id) {
                    if let Lag::Years(lag) = lag
                        && index + usize::from(lag) < cash.len()
                    {
                        cash[index + usize::from(lag)] += share * expected;
                    }
                }
            }
        }
        let engine = Engine::new(&scenario, 1);
        let tally = tally(&engine, PATHS);
        for (index, year) in scenario.horizon.years().enumerate() {
            assert_mean(&engine, &tally, &key(Basis::Accrual, YearBucket::Year(year), id), accrual[index]);
            assert_mean(&engine, &tally, &key(Basis::Cash, YearBucket::Year(year), id), cash[index]);
        }
    }
}

/// All amounts of the document are whole multiples of 1 万元, those of clause (1) of 500万元.
#[test]
fn totals_before_the_split_lie_on_the_documents_lattice() {
    let scenario = scenario("stretch.toml", "");
    let engine = Engine::new(&scenario, 1);
    let tally = tally(&engine, 20_000);
    let subsidy = clause(&scenario, "instalment_subsidy");
    let (mut totals, mut subsidies) = (0, 0);
    for cell in 0..engine.layout().len() {
        let Some(key) = engine.layout().key(cell) else { continue };
        let whole = key.payer.is_none() && key.basis != Basis::Contingent;
        let step = match key.clause {
            _ if !whole => continue,
            Some(clause) if clause == subsidy => Money::parse("500万元"),
            _ => Money::parse("1万元"),
        };
        let step = step.expect("an amount").fen();
        for cell in tally.counts(cell).cells() {
            assert_eq!(cell.amount % step, 0, "{key:?}");
        }
        totals += 1;
        subsidies += u32::from(key.clause == Some(subsidy));
    }
    assert!(totals > 100 && subsidies > 10);
}

/// What is owed is paid or lapses, in expectation as on each path; what institutes and firms get is all that there is.
#[test]
fn bases_and_beneficiaries_add_up_exactly() {
    let scenario = scenario("with-sub-fund.toml", "");
    let engine = Engine::new(&scenario, 1);
    let tally = tally(&engine, 5_000);
    let sum = |basis: Basis, beneficiary: Option<BeneficiaryKind>| {
        let years = YearBucket::All;
        let key = SeriesKey { basis, years, clause: None, county: None, payer: None, beneficiary };
        tally.moments(engine.layout().cell(&key).expect("a series")).sum()
    };
    assert_eq!(sum(Basis::Accrual, None), sum(Basis::Cash, None) + sum(Basis::Lapsed, None));
    for basis in [Basis::Accrual, Basis::Cash, Basis::Lapsed] {
        let parts = [BeneficiaryKind::Institute, BeneficiaryKind::SpinOff].map(|kind| sum(basis, Some(kind)));
        assert_eq!(parts[0] + parts[1], sum(basis, None));
    }
}
