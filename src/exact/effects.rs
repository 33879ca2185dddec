//! What a firm's listings and revenue reports of a year can add to a series.

use crate::policy::ListingSequence;
use crate::quantities::{Date, Year};
use crate::scenario::Scenario;
use crate::things::{MarketId, Registry};

use super::measure::Measure;
use super::rules::Rules;
use super::tariff::Worth;
use super::window::Window;

/// What a series asks about a firm: its window, its worth, and from when on events are eligible.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub scenario: &'a Scenario,
    pub rules: &'a Rules,
    pub window: Window,
    pub worth: &'a Worth,
    /// The institute's accreditation, where it can come after a firm's event.
    pub accredited: Date,
}

/// The amounts of a year's events, as distributions over lags and days.
#[derive(Debug, Clone)]
pub(super) struct YearEffects {
    /// A listing on the first market: by which rewards it is granted, and with what amount.
    pub first_market: Vec<(usize, Measure)>,
    /// An exchange listing of a firm that was not listed.
    pub direct: Measure,
    /// An exchange listing after one on the first market, by the rewards granted then.
    pub after_first: Vec<Measure>,
    /// A revenue report, by thresholds used before and exceeded: `before × (all + 1) + exceeded`.
    pub report: Vec<Measure>,
}

impl YearEffects {
    /// Whether listings can add anything.
    pub fn listing_counts(&self) -> bool {
        let first = self.first_market.iter().map(|(_, measure)| measure);
        !first.chain([&self.direct]).chain(&self.after_first).all(Measure::is_nothing)
    }

    /// Whether a revenue report can add anything.
    pub fn report_counts(&self) -> bool {
        !self.report.iter().all(Measure::is_nothing)
    }
}

impl<'a> Question<'a> {
    /// How many sets of rewards an earlier listing can have been granted by, as far as that matters.
    pub fn grants(&self) -> usize {
        match self.rules.readings.listing_sequence {
            ListingSequence::Cumulative => 1,
            ListingSequence::TopUp | ListingSequence::FirstOnly => 1 << self.rules.listings.len(),
        }
    }

    /// Which listing rewards grant something to a listing of that day on that market, as a set of bits.
    pub fn granted(&self, date: Date, market: MarketId) -> usize {
        if self.grants() == 1 {
            return 0;
        }
        let rules = self.rules.listings.iter().enumerate();
        let grants = rules.filter(|(_, rule)| {
            rule.frame.eligible(self.accredited, date) && rule.markets[market.index()].is_some()
        });
        grants.map(|(index, _)| 1 << index).sum()
    }

    /// The amounts of a year's events.
    pub fn effects(&self, year: Year) -> YearEffects {
        let mut effects = YearEffects {
            first_market: Vec::new(),
            direct: Measure::default(),
            after_first: vec![Measure::default(); self.grants()],
            report: self.report(year),
        };
        let exchange = &self.scenario.listing.exchange;
        for (date, probability) in self.days_that_differ(year) {
            let granted = self.granted(date, Registry::FIRST_MARKET);
            let measure = self.listing(date, Registry::FIRST_MARKET, 0);
            match effects.first_market.iter_mut().find(|(known, _)| *known == granted) {
                Some((_, known)) => known.add_scaled(&measure, probability),
                None => effects.first_market.push((granted, measure.scaled(probability))),
            }
            for (market, weight) in exchange.direct_markets.choices() {
                effects.direct.add_scaled(&self.listing(date, *market, 0), weight * probability);
            }
            for (granted, after) in effects.after_first.iter_mut().enumerate() {
                for (market, weight) in exchange.neeq_markets.choices() {
                    after.add_scaled(&self.listing(date, *market, granted), weight * probability);
                }
            }
        }
        effects
    }

    /// Days of a year, one for each run of days with the same eligibility, with the run's share of the year.
    fn days_that_differ(&self, year: Year) -> Vec<(Date, f64)> {
        let eligible = |date: Date| -> Vec<bool> {
            self.rules.listings.iter().map(|rule| rule.frame.eligible(self.accredited, date)).collect()
        };
        let mut runs: Vec<(Date, Vec<bool>, u16)> = Vec::new();
        for ordinal in 1..=year.days() {
            let date = Date::of_year(year, ordinal);
            let now = eligible(date);
            match runs.last_mut().filter(|(_, known, _)| *known == now) {
                Some((_, _, days)) => *days += 1,
                None => runs.push((date, now, 1)),
            }
        }
        runs.into_iter().map(|(date, _, days)| (date, f64::from(days) / f64::from(year.days()))).collect()
    }

    /// What a listing of a day on a market adds, where `granted` rewards were granted before.
    fn listing(&self, date: Date, market: MarketId, granted: usize) -> Measure {
        let mut sum = Measure::certain_nothing();
        for (index, rule) in self.rules.listings.iter().enumerate() {
            if rule.frame.eligible(self.accredited, date) {
                let year = date.year();
                let share = self.window.share(self.scenario.horizon, &rule.frame.lags, year, year);
                let amount = self.worth.listings[index][market.index()][granted >> index & 1];
                sum = sum.convolved(&Measure::perhaps(amount, share));
            }
        }
        sum
    }

    /// What the report of a year's revenue adds.
    fn report(&self, year: Year) -> Vec<Measure> {
        let all = self.rules.thresholds.len() + 1;
        let mut report = vec![Measure::certain_nothing(); all * all];
        for (rule, worth) in self.rules.milestones.iter().zip(&self.worth.milestones) {
            let date = rule.event_day(&self.rules.readings, year);
            if !rule.frame.eligible(self.accredited, date) {
                continue;
            }
            let horizon = self.scenario.horizon;
            let share = self.window.share(horizon, &rule.frame.lags, date.year(), year.plus(1));
            for (measure, amount) in report.iter_mut().zip(worth) {
                *measure = measure.convolved(&Measure::perhaps(*amount, share));
            }
        }
        report
    }
}
