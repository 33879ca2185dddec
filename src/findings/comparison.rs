//! What sets one path apart from the mean of many: by clause, year and payer, what is left for later, and the special fund.

use serde::Serialize;

use crate::quantities::Year;
use crate::scenario::Scenario;
use crate::simulation::{Engine, Path, SeriesKey, Survey, YearBucket};
use crate::things::{Basis, Payer, Text};

use super::story::{FundLine, Story};

/// One path against the mean of a survey, in the cash of the horizon's years. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// How many paths were surveyed.
    pub paths: u64,
    /// How many of them cost no more than this one.
    pub at_or_below: u64,
    /// First and last year of the horizon.
    pub horizon: [i32; 2],
    /// All cash of the horizon.
    pub total: Against,
    /// Institutes.
    pub institutes: Against,
    /// Firms, those that existed before the run included.
    pub firms: Against,
    /// Cash by clause, the largest difference first.
    pub clauses: Vec<Cause>,
    /// Cash by year, the largest difference first.
    pub years: Vec<Cause>,
    /// What the city pays.
    pub city: Against,
    /// What all counties pay.
    pub counties: Against,
    /// What each county pays, the largest difference first.
    pub each_county: Vec<Cause>,
    /// What is paid after the horizon.
    pub after_horizon: Against,
    /// What is never claimed.
    pub lapsed: Against,
    /// In how many years of the horizon the special fund ends with arrears.
    pub years_with_arrears: usize,
    /// The year with the largest arrears, if any year has some.
    pub worst_arrears: Option<FundLine>,
}

/// A number of this path and its mean over the survey.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Against {
    /// On this path.
    pub here: i64,
    /// On average.
    pub mean: f64,
}

/// A part of the cash that differs from its mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cause {
    /// The part.
    pub name: Text,
    /// Its amount here and on average.
    pub amount: Against,
    /// How many payments it has on this path, where it is a clause.
    pub payments: Option<usize>,
    /// Whether the clause's beneficiaries are institutes alone, so that it grows with their number and not with the firms'.
    pub of_institutes: bool,
}

impl Against {
    /// How much more there is here than on average.
    pub fn more(&self) -> f64 {
        self.here as f64 - self.mean
    }
}

/// Holds a path, whose story has been told, against a survey of the horizon's cash ([`horizon_cash`]).
pub fn comparison(scenario: &Scenario, engine: &Engine, survey: &Survey, story: &Story) -> Comparison {
    let mut path = Path::default();
    engine.path(story.path, &mut path);
    let mut row = vec![0; engine.layout().len()];
    engine.observe(&path, &mut row);
    let against = |key: &SeriesKey| {
        let cell = engine.layout().cell(key);
        cell.map_or(Against { here: 0, mean: 0.0 }, |cell| Against {
            here: row[cell],
            mean: survey.means[cell],
        })
    };
    let all = horizon_cash();
    let amount = survey.amounts[story.path as usize];
    let cause = |name: Text, key: SeriesKey| Cause {
        name,
        amount: against(&key),
        payments: None,
        of_institutes: false,
    };
    let payer = |payer: Payer| SeriesKey { payer: Some(payer), ..all };
    let counties = scenario.reachable_counties().into_iter().map(|id| {
        let name = scenario.registry.counties[id.index()].name.clone();
        cause(name, SeriesKey { county: Some(id), ..payer(Payer::County) })
    });
    let years = scenario.horizon.years().map(|year: Year| {
        cause(Text::same(year.to_string()), SeriesKey { years: YearBucket::Year(year), ..all })
    });
    let firms: usize = story.institutes.iter().map(|institute| institute.firms).sum();
    Comparison {
        paths: survey.amounts.len() as u64,
        at_or_below: survey.amounts.iter().filter(|other| **other <= amount).count() as u64,
        horizon: [scenario.horizon.first().number(), scenario.horizon.last().number()],
        total: against(&all),
        institutes: Against { here: story.institutes.len() as i64, mean: survey.institutes },
        firms: Against { here: firms as i64, mean: survey.firms },
        clauses: by_difference(clauses(scenario, story, &against)),
        years: by_difference(years.collect()),
        city: against(&payer(Payer::City)),
        counties: against(&payer(Payer::County)),
        each_county: by_difference(counties.collect()),
        after_horizon: against(&SeriesKey { years: YearBucket::AfterHorizon, ..all }),
        lapsed: against(&SeriesKey { basis: Basis::Lapsed, years: YearBucket::Horizon, ..all }),
        years_with_arrears: story.fund.iter().filter(|year| year.arrears_fen > 0).count(),
        worst_arrears: story
            .fund
            .iter()
            .filter(|year| year.arrears_fen > 0)
            .max_by_key(|year| (year.arrears_fen, std::cmp::Reverse(year.year)))
            .cloned(),
    }
}

/// The series by which paths are compared: all cash of the horizon's years.
pub fn horizon_cash() -> SeriesKey {
    SeriesKey {
        basis: Basis::Cash,
        years: YearBucket::Horizon,
        clause: None,
        county: None,
        payer: None,
        beneficiary: None,
    }
}

/// Each paying clause with what it pays within the horizon and in how many payments.
fn clauses(scenario: &Scenario, story: &Story, against: &impl Fn(&SeriesKey) -> Against) -> Vec<Cause> {
    let horizon = scenario.horizon;
    let within = |year: i32| (horizon.first().number()..=horizon.last().number()).contains(&year);
    let ids = scenario.paying_clauses();
    ids.map(|id| {
        let clause = &scenario.policy.clauses[id.index()];
        let paid = story
            .claims
            .iter()
            .filter(|claim| claim.clause == clause.id && claim.paid_in.is_some_and(within));
        Cause {
            name: clause.title.clone(),
            amount: against(&SeriesKey { clause: Some(id), ..horizon_cash() }),
            payments: Some(paid.count()),
            of_institutes: matches!(clause.kind, crate::policy::ClauseKind::InstalmentSubsidy { .. }),
        }
    })
    .collect()
}

/// The largest difference first, whichever its sign.
fn by_difference(mut causes: Vec<Cause>) -> Vec<Cause> {
    causes.sort_by(|one, other| other.amount.more().abs().total_cmp(&one.amount.more().abs()));
    causes
}
