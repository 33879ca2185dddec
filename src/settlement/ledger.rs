//! The ledger of one path: obligations, their payments, write-offs and the special fund's account.

use std::collections::VecDeque;

use crate::policy::{Docket, Law};
use crate::quantities::{Horizon, Money, Share, Year};
use crate::scenario::{FundDemand, Lag, Scenario};
use crate::things::{BeneficiaryKind, ClauseId, CountyId, History, Obligation, Payment};

use super::fund_account::{FundTerms, FundYear, keep_account};
use super::payment::settle;

/// What settlement needs of a scenario.
#[derive(Debug, Clone)]
pub struct Terms {
    horizon: Horizon,
    split: Vec<Vec<Share>>,
    demand: FundDemand,
    fund: FundTerms,
    opening: Vec<SettledPayable>,
    /// Opening payables' demand on the fund by year of the horizon.
    opening_demand: Vec<Money>,
}

/// An amount owed when the run begins, split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledPayable {
    /// Under which clause.
    pub clause: ClauseId,
    /// Of which county.
    pub county: CountyId,
    /// To whom.
    pub beneficiary: BeneficiaryKind,
    /// When it is paid.
    pub payment_year: Year,
    /// The county's part.
    pub county_part: Money,
    /// The city's part.
    pub city_part: Money,
}

impl Terms {
    /// The terms of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let payables = scenario.opening_payables.iter();
        let opening: Vec<SettledPayable> = payables
            .map(|payable| {
                let county_part = payable.amount.part(scenario.county_share(payable.county, payable.clause));
                SettledPayable {
                    clause: payable.clause,
                    county: payable.county,
                    beneficiary: payable.beneficiary,
                    payment_year: payable.payment_year,
                    county_part,
                    city_part: payable.amount - county_part,
                }
            })
            .collect();
        let mut terms = Terms {
            horizon: scenario.horizon,
            split: scenario.split.clone(),
            demand: scenario.fund.demand,
            fund: FundTerms::new(&scenario.fund, scenario.horizon.len()),
            opening_demand: vec![Money::ZERO; scenario.horizon.len()],
            opening,
        };
        for payable in &terms.opening {
            if let Some(index) = terms.horizon.index(payable.payment_year) {
                terms.opening_demand[index] += demanded(terms.demand, payable.county_part, payable.city_part);
            }
        }
        terms
    }

    /// The county's share of an amount under a clause.
    pub fn county_share(&self, county: CountyId, clause: ClauseId) -> Share {
        self.split[county.index()][clause.index()]
    }

    /// What is owed when the run begins.
    pub fn opening_payables(&self) -> &[SettledPayable] {
        &self.opening
    }
}

/// How much of a payment falls on the fund.
fn demanded(demand: FundDemand, county: Money, city: Money) -> Money {
    match demand {
        FundDemand::City => city,
        FundDemand::Whole => county + city,
    }
}

/// One path settled. Opening payables are the terms', not the path's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// What is owed.
    pub obligations: Vec<Obligation>,
    /// How each obligation is paid, in the same order.
    pub payments: Vec<Payment>,
    /// Losses of the sub-fund that are written off: contingent, no payment.
    pub write_offs: Vec<Obligation>,
    /// The special fund's account by year of the horizon.
    pub fund: Vec<FundYear>,
    demand: Vec<Money>,
    unspent: VecDeque<(usize, Money)>,
}

impl Docket for Ledger {
    fn owe(&mut self, obligation: Obligation) {
        self.obligations.push(obligation);
    }

    fn write_off(&mut self, obligation: Obligation) {
        self.write_offs.push(obligation);
    }
}

impl Ledger {
    /// Settles a history in place of what the ledger held: the law says what is owed, `lag_of` when it is paid, the
    /// terms who pays.
    pub fn settle(
        &mut self,
        history: &History,
        law: &Law,
        terms: &Terms,
        lag_of: &mut impl FnMut(&Obligation) -> Lag,
    ) {
        self.obligations.clear();
        self.write_offs.clear();
        law.apply(history, self);
        self.pay(terms, lag_of);
    }

    /// Pays what is owed and keeps the fund's account.
    fn pay(&mut self, terms: &Terms, lag_of: &mut impl FnMut(&Obligation) -> Lag) {
        self.payments.clear();
        self.demand.clear();
        self.demand.extend_from_slice(&terms.opening_demand);
        let mut previous: Option<(&Obligation, Lag)> = None;
        for obligation in &self.obligations {
            let share = terms.split[obligation.county.index()][obligation.clause.index()];
            // one draw serves all obligations of one event under one clause, and they stand together
            let lag = match previous {
                Some((earlier, lag)) if earlier.is_one_claim_with(obligation) => lag,
                _ => lag_of(obligation),
            };
            previous = Some((obligation, lag));
            let payment = settle(obligation, lag, share);
            if let Some(index) = payment.year.and_then(|year| terms.horizon.index(year)) {
                self.demand[index] += demanded(terms.demand, payment.county, payment.city);
            }
            self.payments.push(payment);
        }
        keep_account(&terms.fund, &self.demand, &mut self.unspent, &mut self.fund);
    }
}
