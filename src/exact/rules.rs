//! The policy's clauses as the solver reads them: from the document's plain data and docs/model.md §8 alone, so
//! that a defect of the law's own code shows as a difference.

use crate::policy::{ClauseKind, MilestoneDate, Readings, Validity};
use crate::quantities::{Date, Money, MonthDay, Year};
use crate::scenario::{Lag, Scenario, Weights};
use crate::things::{ClauseId, CountyId};

/// What every kind of clause has.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub clause: ClauseId,
    pub validity: Validity,
    pub lags: Weights<Lag>,
    /// Counties to whose institutes it is limited; all where empty.
    counties: Vec<CountyId>,
    limited: bool,
}

impl Frame {
    /// Whether the clause covers a county's institutes.
    pub fn covers(&self, county: CountyId) -> bool {
        !self.limited || self.counties.contains(&county)
    }

    /// Whether an event of a day is eligible, for an institute accredited on `accredited`.
    pub fn eligible(&self, accredited: Date, date: Date) -> bool {
        self.validity.first_day <= date && date <= self.validity.last_day && accredited <= date
    }
}

/// A creation subsidy.
#[derive(Debug, Clone)]
pub(super) struct SubsidyRule {
    pub frame: Frame,
    pub amount: Money,
    pub instalments: u32,
}

/// A listing reward: what each market earns the firm and its institute.
#[derive(Debug, Clone)]
pub(super) struct ListingRule {
    pub frame: Frame,
    pub markets: Vec<Option<[Money; 2]>>,
}

/// An award reward by category.
#[derive(Debug, Clone)]
pub(super) struct AwardRule {
    pub frame: Frame,
    pub prizes: Vec<Option<Money>>,
}

/// A revenue-milestone reward.
#[derive(Debug, Clone)]
pub(super) struct MilestoneRule {
    pub frame: Frame,
    pub reporting_day: MonthDay,
    /// Position among all thresholds of the policy, and what passing it earns the firm and its institute.
    pub steps: Vec<(usize, [Money; 2])>,
}

impl MilestoneRule {
    /// The event day of a year's revenue.
    pub fn event_day(&self, readings: &Readings, year: Year) -> Date {
        match readings.milestone_date {
            MilestoneDate::RevenueYear => year.last_day(),
            MilestoneDate::ReportingYear => self.reporting_day.in_year(year.plus(1)),
        }
    }
}

/// All clauses that pay, and how open phrases are read.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub readings: Readings,
    pub subsidies: Vec<SubsidyRule>,
    pub listings: Vec<ListingRule>,
    pub awards: Vec<AwardRule>,
    pub milestones: Vec<MilestoneRule>,
    /// Revenue thresholds of all milestone clauses, ascending, each once.
    pub thresholds: Vec<Money>,
}

impl Rules {
    pub fn new(scenario: &Scenario) -> Self {
        let mut rules = Rules {
            readings: scenario.readings,
            subsidies: Vec::new(),
            listings: Vec::new(),
            awards: Vec::new(),
            milestones: Vec::new(),
            thresholds: thresholds(scenario),
        };
        for id in scenario.paying_clauses() {
            rules.read(scenario, id);
        }
        rules
    }

    fn read(&mut self, scenario: &Scenario, id: ClauseId) {
        let frame = frame(scenario, id);
        let registry = &scenario.registry;
        match &scenario.policy.clauses[id.index()].kind {
            ClauseKind::InstalmentSubsidy { amount, instalments } => {
                self.subsidies.push(SubsidyRule { frame, amount: *amount, instalments: *instalments });
            }
            ClauseKind::ListingReward { tiers } => {
                let reward = |market: &str| {
                    let tier = tiers.iter().find(|tier| tier.markets.iter().any(|listed| listed == market));
                    tier.map(|tier| [tier.spin_off, tier.institute])
                };
                let markets = registry.markets.iter().map(|market| reward(&market.id)).collect();
                self.listings.push(ListingRule { frame, markets });
            }
            ClauseKind::AwardReward { prizes } => {
                let amount = |category: &str| {
                    prizes.iter().find(|prize| prize.category == category).map(|prize| prize.amount)
                };
                let prizes = registry.categories.iter().map(|category| amount(&category.id)).collect();
                self.awards.push(AwardRule { frame, prizes });
            }
            ClauseKind::RevenueMilestoneReward { milestones, reporting_day } => {
                let position = |threshold: Money| {
                    self.thresholds.iter().position(|known| *known == threshold).expect("collected before")
                };
                let steps = milestones.iter();
                let steps = steps.map(|m| (position(m.threshold), [m.spin_off, m.institute])).collect();
                self.milestones.push(MilestoneRule { frame, reporting_day: *reporting_day, steps });
            }
            ClauseKind::FundLossWriteOff | ClauseKind::NoPayment { .. } => {}
        }
    }
}

fn frame(scenario: &Scenario, id: ClauseId) -> Frame {
    let clause = &scenario.policy.clauses[id.index()];
    let counties = clause.counties.iter().filter_map(|county| scenario.registry.county(county));
    let lags = scenario.lags[id.index()].clone();
    Frame {
        clause: id,
        validity: clause.validity,
        lags: lags.unwrap_or_else(|| Weights::certain(Lag::Years(0))),
        counties: counties.collect(),
        limited: !clause.counties.is_empty(),
    }
}

fn thresholds(scenario: &Scenario) -> Vec<Money> {
    let mut thresholds = Vec::new();
    for clause in &scenario.policy.clauses {
        if let ClauseKind::RevenueMilestoneReward { milestones, .. } = &clause.kind {
            thresholds.extend(milestones.iter().map(|milestone| milestone.threshold));
        }
    }
    thresholds.sort_unstable();
    thresholds.dedup();
    thresholds
}
