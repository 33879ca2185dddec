//! Which field of a scenario a parameter's path stands for.

use super::{AccreditationWeights, CarryOver, Lag, Scenario, Timing, Weights};
use crate::policy::ClauseKind;
use crate::quantities::{Date, Money, Probability, Rate, Share, Year};
use crate::things::{CategoryId, CountyId, MarketId, SectorId};

/// Positions of the things that a path names, in its order.
pub(super) type At = [usize; 3];

type Find<T> = for<'s> fn(&'s mut Scenario, At) -> Option<&'s mut T>;

/// A field by the type of what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    Real(Find<f64>),
    Correlation(Find<f64>),
    Rate(Find<Rate>),
    Probability(Find<Probability>),
    Share(Find<Share>),
    Money(Find<Money>),
    Whole(Find<u32>),
    Date(Find<Date>),
    Year(Find<Year>),
    Rates(Find<Vec<Rate>>),
    Amounts(Find<Vec<Money>>),
    CarryOver,
    /// Dates of an institute that are not stated follow the accreditation.
    Accredited,
    /// Clauses without a validity of their own follow the policy's.
    Validity {
        last: bool,
    },
    Counts(Find<Weights<u16>>),
    When(Find<AccreditationWeights>),
    Counties(Find<Weights<CountyId>>),
    Sectors(Find<Weights<SectorId>>),
    Markets(Find<Weights<MarketId>>),
    Prizes(Find<Weights<CategoryId>>),
    Lags(Find<Weights<Lag>>),
}

/// Where a parameter's values can lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// Any number.
    Real,
    /// A number in [-1, 1].
    Correlation,
    /// A number from 0 to a most.
    NotNegative(f64),
    /// A number in [0, 1].
    Fraction,
    /// A whole number of years or things, from 0 to a most.
    Whole(f64),
    /// A day, as its number.
    Day,
    /// A distribution over choices.
    Weights,
}

/// A path with `*` for each identifier, where its values can lie, and its field.
pub(super) type Known = (&'static str, Scale, Field);

const RATE: Scale = Scale::NotNegative(f64::MAX);
/// How often something happens in a year or round is bounded, as files are.
const EVENTS: Scale = Scale::NotNegative(1000.0);
/// Amounts stay whole in a binary number of 53 bits.
const MONEY: Scale = Scale::NotNegative(9.0e15);
const AGE: Scale = Scale::Whole(200.0);
const COUNT: Scale = Scale::Whole(1.0e6);

macro_rules! sector {
    ($kind:ident $field:ident) => {
        Field::$kind(|s, at| s.sectors.get_mut(at[0]).map(|sector| &mut sector.$field))
    };
}
macro_rules! of_scenario {
    ($kind:ident $($field:ident).+) => { Field::$kind(|s, _| Some(&mut s.$($field).+)) };
}
macro_rules! level {
    ($kind:ident $field:ident) => {
        Field::$kind(|s, at| s.awards.get_mut(at[0]).map(|level| &mut level.$field))
    };
}
macro_rules! sub_fund {
    ($kind:ident $field:ident) => {
        Field::$kind(|s, _| s.sub_fund.as_mut().map(|fund| &mut fund.$field))
    };
}
macro_rules! existing {
    ($kind:ident $firm:ident => $found:expr) => {
        Field::$kind(|s, at| {
            let $firm = s.institutes.get_mut(at[0])?.existing.get_mut(at[1])?;
            $found
        })
    };
}
macro_rules! clause {
    ($kind:ident $at:ident, $clause:ident { $($part:ident),+ } => $found:expr) => {
        Field::$kind(|s, $at| match &mut s.policy.clauses.get_mut($at[0])?.kind {
            ClauseKind::$clause { $($part,)+ .. } => $found,
            _ => None,
        })
    };
}

/// Every parameter that can have a range or alternatives.
pub(super) const KNOWN: &[Known] = &[
    (
        "drivers.economy_persistence",
        Scale::Correlation,
        of_scenario!(Correlation drivers.economy_persistence),
    ),
    ("drivers.market_persistence", Scale::Correlation, of_scenario!(Correlation drivers.market_persistence)),
    ("drivers.correlation", Scale::Correlation, of_scenario!(Correlation drivers.correlation)),
    ("sectors.*.formation_factor", RATE, sector!(Rate formation_factor)),
    ("sectors.*.spin_offs.formation_rate", EVENTS, sector!(Rate formation_rate)),
    ("sectors.*.spin_offs.formation_ramp", RATE, sector!(Rates formation_ramp)),
    ("sectors.*.spin_offs.failure_probability", Scale::Fraction, sector!(Probability failure)),
    ("sectors.*.spin_offs.captive_share", Scale::Fraction, sector!(Probability captive_share)),
    ("sectors.*.spin_offs.captive_revenue_median", MONEY, sector!(Money captive_revenue_median)),
    ("sectors.*.spin_offs.captive_revenue_sigma", RATE, sector!(Rate captive_revenue_sigma)),
    ("sectors.*.spin_offs.revenue_median", MONEY, sector!(Money revenue_median)),
    ("sectors.*.spin_offs.revenue_sigma", RATE, sector!(Rate revenue_sigma)),
    ("sectors.*.spin_offs.growth_mean", Scale::Real, sector!(Real growth_mean)),
    ("sectors.*.spin_offs.growth_sigma", RATE, sector!(Rate growth_sigma)),
    ("sectors.*.spin_offs.growth_economy_loading", Scale::Real, sector!(Real growth_economy_loading)),
    ("institutes.*.accredited", Scale::Day, Field::Accredited),
    (
        "institutes.*.unveiled",
        Scale::Day,
        Field::Date(|s, at| match &mut s.institutes.get_mut(at[0])?.timing {
            Timing::Fixed { unveiled, .. } => Some(unveiled),
            Timing::Uncertain { .. } => None,
        }),
    ),
    (
        "institutes.*.accepted",
        Scale::Day,
        Field::Date(|s, at| match &mut s.institutes.get_mut(at[0])?.timing {
            Timing::Fixed { accepted, .. } => Some(accepted),
            Timing::Uncertain { .. } => None,
        }),
    ),
    (
        "institutes.*.accreditation_probability",
        Scale::Fraction,
        Field::Probability(|s, at| match &mut s.institutes.get_mut(at[0])?.timing {
            Timing::Uncertain { probability, .. } => Some(probability),
            Timing::Fixed { .. } => None,
        }),
    ),
    ("institutes.*.accreditation_years", Scale::Weights, Field::When(when_of_institute)),
    ("institutes.*.accreditation_dates", Scale::Weights, Field::When(when_of_institute)),
    ("institutes.*.spin_offs.*.founded", Scale::Day, existing!(Date firm => Some(&mut firm.founded))),
    ("institutes.*.spin_offs.*.revenue", MONEY, existing!(Money firm => Some(&mut firm.revenue))),
    (
        "institutes.*.spin_offs.*.highest_rewarded",
        MONEY,
        existing!(Money firm => firm.highest_rewarded.as_mut()),
    ),
    (
        "institutes.*.spin_offs.*.listing.date",
        Scale::Day,
        existing!(Date firm => firm.listing.as_mut().map(|listing| &mut listing.date)),
    ),
    ("pipeline.count", Scale::Weights, of_scenario!(Counts pipeline.count)),
    ("pipeline.accreditation_years", Scale::Weights, of_scenario!(When pipeline.when)),
    ("pipeline.accreditation_dates", Scale::Weights, of_scenario!(When pipeline.when)),
    ("pipeline.counties", Scale::Weights, of_scenario!(Counties pipeline.counties)),
    ("pipeline.sectors", Scale::Weights, of_scenario!(Sectors pipeline.sectors)),
    ("quality.cv", Scale::NotNegative(10.0), of_scenario!(Rate quality_cv)),
    ("evaluation.results_rate", EVENTS, of_scenario!(Rate evaluation.results)),
    ("evaluation.transfers_rate", EVENTS, of_scenario!(Rate evaluation.transfers)),
    ("listing.market_loading", Scale::Real, of_scenario!(Real listing.market_loading)),
    ("listing.neeq.hazard", EVENTS, of_scenario!(Rate listing.neeq.hazard)),
    ("listing.neeq.climate", RATE, of_scenario!(Rates listing.neeq.climate)),
    ("listing.neeq.min_age", AGE, of_scenario!(Whole listing.neeq.min_age)),
    ("listing.neeq.min_revenue", MONEY, of_scenario!(Money listing.neeq.min_revenue)),
    ("listing.exchange.hazard", EVENTS, of_scenario!(Rate listing.exchange.hazard)),
    ("listing.exchange.climate", RATE, of_scenario!(Rates listing.exchange.climate)),
    ("listing.exchange.min_age", AGE, of_scenario!(Whole listing.exchange.min_age)),
    ("listing.exchange.min_revenue", MONEY, of_scenario!(Money listing.exchange.min_revenue)),
    ("listing.exchange.uplift", RATE, of_scenario!(Rate listing.exchange.uplift)),
    (
        "listing.exchange.direct_markets",
        Scale::Weights,
        of_scenario!(Markets listing.exchange.direct_markets),
    ),
    ("listing.exchange.neeq_markets", Scale::Weights, of_scenario!(Markets listing.exchange.neeq_markets)),
    ("awards.*.institute_rate", EVENTS, level!(Rate institute_rate)),
    ("awards.*.spin_off_rate", EVENTS, level!(Rate spin_off_rate)),
    ("awards.*.spin_off_min_age", AGE, level!(Whole spin_off_min_age)),
    ("awards.*.prizes", Scale::Weights, level!(Prizes prizes)),
    ("lags.*", Scale::Weights, Field::Lags(|s, at| s.lags.get_mut(at[0])?.as_mut())),
    ("fund.appropriations", MONEY, of_scenario!(Amounts fund.appropriations)),
    ("fund.carry_over_years", Scale::Whole(2.0), Field::CarryOver),
    ("fund.opening_balance", MONEY, of_scenario!(Money fund.opening_balance)),
    ("fund.opening_arrears", MONEY, of_scenario!(Money fund.opening_arrears)),
    (
        "opening_payables.*.amount",
        MONEY,
        Field::Money(|s, at| s.opening_payables.get_mut(at[0]).map(|payable| &mut payable.amount)),
    ),
    (
        "opening_payables.*.payment_year",
        Scale::Whole(2200.0),
        Field::Year(|s, at| s.opening_payables.get_mut(at[0]).map(|payable| &mut payable.payment_year)),
    ),
    (
        "budgets.*.amount",
        MONEY,
        Field::Money(|s, at| s.budgets.get_mut(at[0]).map(|budget| &mut budget.amount)),
    ),
    ("sub_fund.commitment", MONEY, sub_fund!(Money commitment)),
    ("sub_fund.investment_rate", EVENTS, sub_fund!(Rate investment_rate)),
    ("sub_fund.ticket_median", MONEY, sub_fund!(Money ticket_median)),
    ("sub_fund.ticket_sigma", RATE, sub_fund!(Rate ticket_sigma)),
    ("sub_fund.failure_probability", Scale::Fraction, sub_fund!(Probability failure)),
    ("sub_fund.loss_alpha", RATE, sub_fund!(Rate loss_alpha)),
    ("sub_fund.loss_beta", RATE, sub_fund!(Rate loss_beta)),
    ("sub_fund.qualifying_probability", Scale::Fraction, sub_fund!(Probability qualifying)),
    ("sub_fund.public_share", Scale::Fraction, sub_fund!(Share public_share)),
    ("policy.validity.first_day", Scale::Day, Field::Validity { last: false }),
    ("policy.validity.last_day", Scale::Day, Field::Validity { last: true }),
    ("policy.aim.least", COUNT, Field::Whole(|s, _| s.policy.aim.as_mut().map(|aim| &mut aim.least))),
    ("policy.aim.most", COUNT, Field::Whole(|s, _| s.policy.aim.as_mut().map(|aim| &mut aim.most))),
    ("policy.evaluation.results", COUNT, of_scenario!(Whole policy.evaluation.results)),
    ("policy.evaluation.transfers", COUNT, of_scenario!(Whole policy.evaluation.transfers)),
    (
        "policy.clauses.*.validity.first_day",
        Scale::Day,
        Field::Date(|s, at| s.policy.clauses.get_mut(at[0]).map(|clause| &mut clause.validity.first_day)),
    ),
    (
        "policy.clauses.*.validity.last_day",
        Scale::Day,
        Field::Date(|s, at| s.policy.clauses.get_mut(at[0]).map(|clause| &mut clause.validity.last_day)),
    ),
    ("policy.clauses.*.amount", MONEY, clause!(Money at, InstalmentSubsidy { amount } => Some(amount))),
    (
        "policy.clauses.*.instalments",
        Scale::Whole(30.0),
        clause!(Whole at, InstalmentSubsidy { instalments } => Some(instalments)),
    ),
    (
        "policy.clauses.*.tiers.*.spin_off",
        MONEY,
        clause!(Money at, ListingReward { tiers } => tiers.get_mut(at[1]).map(|tier| &mut tier.spin_off)),
    ),
    (
        "policy.clauses.*.tiers.*.institute",
        MONEY,
        clause!(Money at, ListingReward { tiers } => tiers.get_mut(at[1]).map(|tier| &mut tier.institute)),
    ),
    (
        "policy.clauses.*.prizes.*.*",
        MONEY,
        clause!(Money at, AwardReward { prizes } => prizes.get_mut(at[2]).map(|prize| &mut prize.amount)),
    ),
    (
        "policy.clauses.*.milestones.*.threshold",
        MONEY,
        clause!(Money at, RevenueMilestoneReward { milestones } => milestones.get_mut(at[1]).map(|m| &mut m.threshold)),
    ),
    (
        "policy.clauses.*.milestones.*.spin_off",
        MONEY,
        clause!(Money at, RevenueMilestoneReward { milestones } => milestones.get_mut(at[1]).map(|m| &mut m.spin_off)),
    ),
    (
        "policy.clauses.*.milestones.*.institute",
        MONEY,
        clause!(Money at, RevenueMilestoneReward { milestones } => milestones.get_mut(at[1]).map(|m| &mut m.institute)),
    ),
];

fn when_of_institute(scenario: &mut Scenario, at: At) -> Option<&mut AccreditationWeights> {
    match &mut scenario.institutes.get_mut(at[0])?.timing {
        Timing::Uncertain { when, .. } => Some(when),
        Timing::Fixed { .. } => None,
    }
}

/// The position of a thing by its identifier; `above` is the pattern before it and `ids` are the identifiers so far.
pub(super) fn position(scenario: &Scenario, above: &str, ids: &[&str], at: At) -> Option<usize> {
    let id = *ids.last()?;
    let clause = || scenario.policy.clauses.get(at[0]);
    match above {
        "sectors" => scenario.registry.sectors.iter().position(|sector| sector.id == id),
        "institutes" => scenario.institutes.iter().position(|institute| institute.id == id),
        "institutes.*.spin_offs" => {
            scenario.institutes.get(at[0])?.existing.iter().position(|firm| firm.id == id)
        }
        "awards" => scenario.awards.iter().position(|level| level.id == id),
        "lags" | "policy.clauses" => scenario.policy.clauses.iter().position(|clause| clause.id == id),
        "opening_payables" => scenario.opening_payables.iter().position(|payable| payable.id == id),
        "budgets" => scenario.budgets.iter().position(|budget| budget.id == id),
        // a level of prizes has no place of its own: the prize is found by both names
        "policy.clauses.*.prizes" => Some(0),
        "policy.clauses.*.prizes.*" => match &clause()?.kind {
            ClauseKind::AwardReward { prizes } => {
                let category = format!("{}.{id}", ids[1]);
                prizes.iter().position(|prize| prize.category == category)
            }
            _ => None,
        },
        "policy.clauses.*.tiers" => match &clause()?.kind {
            ClauseKind::ListingReward { tiers } => tiers.iter().position(|tier| tier.id == id),
            _ => None,
        },
        "policy.clauses.*.milestones" => match &clause()?.kind {
            ClauseKind::RevenueMilestoneReward { milestones, .. } => {
                milestones.iter().position(|milestone| milestone.id == id)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Sets how long unspent appropriation stays available.
pub(super) fn carry_over(years: f64) -> CarryOver {
    CarryOver::Years(years as u8)
}
