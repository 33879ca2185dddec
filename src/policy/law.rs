//! The law in force: a policy and its readings, compiled against the names of a scenario.

use crate::quantities::{Date, Horizon, Money, MonthDay, Year};
use crate::things::{
    Beneficiary, CategoryId, ClauseId, CountyId, Event, EventKey, History, InstituteIndex, MarketId,
    Obligation, Registry, SpinOffIndex,
};

use super::docket::{Docket, Reason, Refusal};
use super::document::{Clause, ClauseKind, EvaluationStandard, Policy, Validity};
use super::readings::{EvaluationEffect, Readings, SpinOffScope};
use super::{award_reward, fund_loss, instalment_subsidy, listing_reward, revenue_milestone};

/// A policy under one choice of readings, with every name resolved.
///
/// [`Law::apply`] is the one path of code by which events become obligations, in the mass run and in an audit.
#[derive(Debug, Clone)]
pub struct Law {
    /// How the open phrases are read.
    pub(super) readings: Readings,
    /// What an institute must reach in a year.
    pub(super) evaluation: EvaluationStandard,
    /// Obligations dated before 1 January of its first year are no part of the run.
    horizon: Horizon,
    rules: Vec<Rule>,
}

/// A clause that pays or writes off.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub clause: ClauseId,
    pub validity: Validity,
    /// Counties to whose institutes it is limited; all where absent.
    counties: Option<Vec<CountyId>>,
    pub terms: RuleTerms,
}

/// The terms of a rule, by kind.
#[derive(Debug, Clone)]
pub(super) enum RuleTerms {
    Instalments {
        amount: Money,
        instalments: u32,
    },
    /// Rewards to firm and institute by market.
    Listing(Vec<Option<Pair>>),
    /// Amounts by award category.
    Awards(Vec<Option<Money>>),
    Milestones {
        thresholds: Vec<(Money, Pair)>,
        reporting_day: MonthDay,
    },
    FundLoss,
}

/// Amounts to a firm and to its institute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub spin_off: Money,
    pub institute: Money,
}

impl Law {
    /// Compiles a policy. Markets, award categories and counties that the registry does not know have no effect.
    pub fn new(policy: &Policy, readings: Readings, registry: &Registry, horizon: Horizon) -> Self {
        let rules = policy.clauses.iter().enumerate();
        Law {
            readings,
            evaluation: policy.evaluation.clone(),
            horizon,
            rules: rules
                .filter_map(|(index, clause)| Rule::new(ClauseId::from(index), clause, registry))
                .collect(),
        }
    }

    /// The same law as if the document had this clause alone.
    pub fn only(&self, clause: ClauseId) -> Self {
        let rules = self.rules.iter().filter(|rule| rule.clause == clause).cloned().collect();
        Law { rules, ..self.clone() }
    }

    /// Whether evaluations matter under these readings.
    pub fn needs_evaluations(&self) -> bool {
        self.readings.evaluation_effect != EvaluationEffect::Ignore
            && self.rules.iter().any(|rule| matches!(rule.terms, RuleTerms::Instalments { .. }))
    }

    /// Decides every event and instalment of a history under every clause, in the document's order.
    pub fn apply(&self, history: &History, docket: &mut impl Docket) {
        for rule in &self.rules {
            let mut case = Case { law: self, rule, history, docket };
            match &rule.terms {
                RuleTerms::Instalments { amount, instalments } => {
                    instalment_subsidy::decide(&mut case, *amount, *instalments);
                }
                RuleTerms::Listing(tiers) => listing_reward::decide(&mut case, tiers),
                RuleTerms::Awards(prizes) => award_reward::decide(&mut case, prizes),
                RuleTerms::Milestones { thresholds, reporting_day } => {
                    revenue_milestone::decide(&mut case, thresholds, *reporting_day);
                }
                RuleTerms::FundLoss => fund_loss::decide(&mut case),
            }
        }
    }
}

impl Rule {
    /// The rule of a clause; none where it pays nothing.
    fn new(id: ClauseId, clause: &Clause, registry: &Registry) -> Option<Self> {
        let terms = match &clause.kind {
            ClauseKind::NoPayment { .. } => return None,
            ClauseKind::FundLossWriteOff => RuleTerms::FundLoss,
            ClauseKind::InstalmentSubsidy { amount, instalments } => {
                RuleTerms::Instalments { amount: *amount, instalments: *instalments }
            }
            ClauseKind::ListingReward { tiers } => {
                let tier =
                    |market: &str| tiers.iter().find(|tier| tier.markets.iter().any(|named| named == market));
                let pair = |market: &str| {
                    tier(market).map(|tier| Pair { spin_off: tier.spin_off, institute: tier.institute })
                };
                RuleTerms::Listing(registry.markets.iter().map(|market| pair(&market.id)).collect())
            }
            ClauseKind::AwardReward { prizes } => {
                let amount =
                    |category: &str| prizes.iter().find(|p| p.category == category).map(|prize| prize.amount);
                RuleTerms::Awards(registry.categories.iter().map(|category| amount(&category.id)).collect())
            }
            ClauseKind::RevenueMilestoneReward { milestones, reporting_day } => RuleTerms::Milestones {
                thresholds: milestones
                    .iter()
                    .map(|m| (m.threshold, Pair { spin_off: m.spin_off, institute: m.institute }))
                    .collect(),
                reporting_day: *reporting_day,
            },
        };
        let named = clause.counties.iter().filter_map(|id| registry.county(id));
        let counties = (!clause.counties.is_empty()).then(|| named.collect());
        Some(Rule { clause: id, validity: clause.validity, counties, terms })
    }

    fn covers(&self, county: CountyId) -> bool {
        self.counties.as_ref().is_none_or(|counties| counties.contains(&county))
    }
}

/// One clause before one history.
pub(super) struct Case<'law, D: Docket> {
    pub law: &'law Law,
    pub rule: &'law Rule,
    pub history: &'law History,
    pub docket: &'law mut D,
}

/// What a payment is for: the event, as of the day that decides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    pub date: Date,
    pub claim_year: Year,
    pub institute: InstituteIndex,
    pub spin_off: Option<SpinOffIndex>,
    pub key: EventKey,
}

impl<D: Docket> Case<'_, D> {
    /// Whether an event of a day can pay at all: the clause is in force and covers the institute's county, and the
    /// institute is accredited by then (本意见中产研院范围为省政府认定的产业研究院).
    pub fn eligibility(&self, institute: InstituteIndex, date: Date) -> Result<(), Reason> {
        let institute = self.history.institute(institute);
        if !self.rule.covers(institute.county) {
            Err(Reason::OtherCounty)
        } else if !self.rule.validity.contains(date) {
            Err(Reason::OutsideValidity)
        } else if institute.accredited > date {
            Err(Reason::InstituteNotYetAccredited)
        } else {
            Ok(())
        }
    }

    /// Whether the clause covers institutes of a county.
    pub fn rule_covers(&self, county: CountyId) -> bool {
        self.rule.covers(county)
    }

    /// Whether a firm counts as a spin-off under the reading `spin_off_scope`.
    pub fn in_scope(&self, firm: SpinOffIndex) -> Result<(), Reason> {
        let firm = self.history.spin_off(firm);
        let new = firm.founded >= self.history.institute(firm.institute).accredited;
        match self.law.readings.spin_off_scope {
            SpinOffScope::All => Ok(()),
            SpinOffScope::NewOnly | SpinOffScope::NewNotCaptive if !new => Err(Reason::FirmNotNew),
            SpinOffScope::NewNotCaptive if firm.captive => Err(Reason::FirmCaptive),
            SpinOffScope::NewOnly | SpinOffScope::NewNotCaptive => Ok(()),
        }
    }

    /// Whether a day lies in the run or after it; what is owed from before it is stated as opening payables.
    pub fn in_run(&self, date: Date) -> Result<(), Reason> {
        if date >= self.law.horizon.first().first_day() { Ok(()) } else { Err(Reason::BeforeHorizon) }
    }

    /// Owes an amount, if it is any.
    pub fn owe(&mut self, ground: &Ground, beneficiary: Beneficiary, amount: Money) {
        if amount > Money::ZERO {
            let obligation = self.obligation(ground, beneficiary, amount);
            self.docket.owe(obligation);
        }
    }

    /// Owes the firm and its institute.
    pub fn owe_pair(&mut self, ground: &Ground, firm: SpinOffIndex, pair: Pair) {
        self.owe(ground, Beneficiary::SpinOff(firm), pair.spin_off);
        self.owe(ground, Beneficiary::Institute(ground.institute), pair.institute);
    }

    pub fn obligation(&self, ground: &Ground, beneficiary: Beneficiary, amount: Money) -> Obligation {
        Obligation {
            clause: self.rule.clause,
            date: ground.date,
            claim_year: ground.claim_year,
            beneficiary,
            institute: ground.institute,
            spin_off: ground.spin_off,
            county: self.history.institute(ground.institute).county,
            amount,
            event: ground.key,
        }
    }

    /// Refuses an event.
    pub fn refuse(&mut self, event: &Event, reason: Reason) {
        let clause = self.rule.clause;
        let (institute, spin_off, event) = (event.institute, event.spin_off, Some(*event));
        self.docket.refuse(|| Refusal { clause, institute, spin_off, event, instalment: None, reason });
    }
}

impl Ground {
    /// The ground of an event that is claimed in the year of its day.
    pub fn of(event: &Event) -> Self {
        Ground {
            date: event.date,
            claim_year: event.date.year(),
            institute: event.institute,
            spin_off: event.spin_off,
            key: event.key(),
        }
    }
}

/// The reward of a market, if it has one.
pub(super) fn reward_of(tiers: &[Option<Pair>], market: MarketId) -> Option<Pair> {
    tiers.get(market.index()).copied().flatten()
}

/// The prize of a category, if it has one.
pub(super) fn prize_of(prizes: &[Option<Money>], category: CategoryId) -> Option<Money> {
    prizes.get(category.index()).copied().flatten()
}
