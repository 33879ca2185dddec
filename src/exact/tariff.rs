//! Tariffs: what each claim is worth to a series, in steps of the series' own lattice.

use crate::policy::{ListingSequence, MilestoneJump};
use crate::quantities::Money;
use crate::scenario::Scenario;
use crate::things::{BeneficiaryKind, ClauseId, CountyId, Payer, Registry};

use super::rules::{Frame, Rules};

/// Which part of every amount a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selection {
    pub clause: Option<ClauseId>,
    pub payer: Option<Payer>,
    pub beneficiary: Option<BeneficiaryKind>,
}

/// The worth of every claim in whole steps. Two series of one window with the same worth have the same distribution
/// but for the step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Worth {
    /// An instalment, by subsidy.
    pub subsidies: Vec<i64>,
    /// A listing, by reward and market: without an earlier eligible listing on the first market, and after one.
    pub listings: Vec<Vec<[i64; 2]>>,
    /// An institute's award, by reward and category.
    pub institute_awards: Vec<Vec<i64>>,
    /// A firm's award, by reward and category.
    pub firm_awards: Vec<Vec<i64>>,
    /// A revenue report, by reward, thresholds used before and thresholds exceeded: `before × (all + 1) + exceeded`.
    pub milestones: Vec<Vec<i64>>,
}

/// A worth and its step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tariff {
    /// In fen; 0 where nothing counts.
    pub step: i64,
    pub worth: Worth,
}

struct Appraiser<'a> {
    scenario: &'a Scenario,
    county: CountyId,
    selection: Selection,
}

impl Appraiser<'_> {
    /// What an obligation of `amount` to one beneficiary counts, in fen.
    fn one(&self, frame: &Frame, kind: BeneficiaryKind, amount: Money) -> i64 {
        let Selection { clause, payer, beneficiary } = self.selection;
        let chosen = clause.is_none_or(|clause| clause == frame.clause)
            && beneficiary.is_none_or(|beneficiary| beneficiary == kind)
            && frame.covers(self.county);
        if !chosen {
            return 0;
        }
        let county = amount.part(self.scenario.county_share(self.county, frame.clause));
        let part = match payer {
            None => amount,
            Some(Payer::County) => county,
            Some(Payer::City) => amount - county,
        };
        part.fen()
    }

    /// What obligations to a firm and its institute count.
    fn pair(&self, frame: &Frame, [firm, institute]: [Money; 2]) -> i64 {
        self.one(frame, BeneficiaryKind::SpinOff, firm)
            + self.one(frame, BeneficiaryKind::Institute, institute)
    }
}

impl Tariff {
    pub fn new(scenario: &Scenario, rules: &Rules, county: CountyId, selection: Selection) -> Self {
        let appraiser = Appraiser { scenario, county, selection };
        let awards = |kind| {
            let of = |rule: &super::rules::AwardRule| {
                let prizes = rule.prizes.iter();
                prizes
                    .map(|prize| prize.map_or(0, |amount| appraiser.one(&rule.frame, kind, amount)))
                    .collect()
            };
            rules.awards.iter().map(of).collect()
        };
        let subsidies = rules.subsidies.iter();
        let worth = Worth {
            subsidies: subsidies
                .map(|rule| appraiser.one(&rule.frame, BeneficiaryKind::Institute, rule.amount))
                .collect(),
            listings: listings(rules, &appraiser),
            institute_awards: awards(BeneficiaryKind::Institute),
            firm_awards: awards(BeneficiaryKind::SpinOff),
            milestones: milestones(rules, &appraiser),
        };
        Tariff::in_steps(worth)
    }

    fn in_steps(mut worth: Worth) -> Self {
        let mut step = 0;
        worth.for_each(|amount| step = greatest_common_divisor(step, *amount));
        if step > 1 {
            worth.for_each(|amount| *amount /= step);
        }
        Tariff { step, worth }
    }
}

impl Worth {
    fn for_each(&mut self, mut change: impl FnMut(&mut i64)) {
        self.subsidies.iter_mut().for_each(&mut change);
        self.listings.iter_mut().flatten().flatten().for_each(&mut change);
        self.institute_awards.iter_mut().flatten().for_each(&mut change);
        self.firm_awards.iter_mut().flatten().for_each(&mut change);
        self.milestones.iter_mut().flatten().for_each(&mut change);
    }
}

fn listings(rules: &Rules, appraiser: &Appraiser<'_>) -> Vec<Vec<[i64; 2]>> {
    let of = |rule: &super::rules::ListingRule| {
        let first = rule.markets[Registry::FIRST_MARKET.index()];
        let worth = |reward: &Option<[Money; 2]>| {
            let Some(full) = *reward else { return [0, 0] };
            let after = match (rules.readings.listing_sequence, first) {
                (ListingSequence::Cumulative, _) | (_, None) => full,
                (ListingSequence::FirstOnly, Some(_)) => [Money::ZERO; 2],
                (ListingSequence::TopUp, Some(granted)) => {
                    [0, 1].map(|side: usize| full[side].saturating_minus(granted[side]))
                }
            };
            [appraiser.pair(&rule.frame, full), appraiser.pair(&rule.frame, after)]
        };
        rule.markets.iter().map(worth).collect()
    };
    rules.listings.iter().map(of).collect()
}

fn milestones(rules: &Rules, appraiser: &Appraiser<'_>) -> Vec<Vec<i64>> {
    let all = rules.thresholds.len();
    let of = |rule: &super::rules::MilestoneRule| {
        let mut worth = vec![0; (all + 1) * (all + 1)];
        for before in 0..all {
            for exceeded in before + 1..=all {
                let passed = rule.steps.iter().filter(|(at, _)| (before..exceeded).contains(at));
                let passed: Vec<i64> = passed.map(|(_, pair)| appraiser.pair(&rule.frame, *pair)).collect();
                worth[before * (all + 1) + exceeded] = match rules.readings.milestone_jump {
                    MilestoneJump::Each => passed.iter().sum(),
                    MilestoneJump::Highest => passed.last().copied().unwrap_or(0),
                };
            }
        }
        worth
    };
    rules.milestones.iter().map(of).collect()
}

/// The greatest number that divides both; 0 divides like everything.
pub(super) fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { greatest_common_divisor(b, a % b) }
}
