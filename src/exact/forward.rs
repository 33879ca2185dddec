//! A population of firms followed forwards through the years, given the shared drivers: expected numbers of firms by
//! listing state, thresholds used and log revenue, and what their events bring.

use crate::quantities::{Horizon, Year};
use crate::scenario::ListingModel;
use crate::things::Drivers;

use super::course::{Listed, listing_chances};
use super::effects::YearEffects;
use super::firms::Life;
use super::grid::Kernel;

/// Firms that begin alike and are treated alike.
pub(super) struct Population {
    pub life: usize,
    /// What the events of each clause and year bring, in fen.
    pub worth: Vec<Vec<YearMeans>>,
    /// Firms founded in each year of the horizon: expected numbers by thresholds exceeded and node.
    pub founded: Vec<Option<Vec<Vec<f64>>>>,
    /// A firm that exists before the run: year of founding, listing, and weights.
    pub existing: Option<(Year, Listed, Vec<Vec<f64>>)>,
}

/// Expected amounts of a year's events.
#[derive(PartialEq)]
pub(super) struct YearMeans {
    /// By rewards granted: the chance of that, and the expected amount times the chance.
    pub first_market: Vec<(usize, f64, f64)>,
    pub direct: f64,
    pub after_first: Vec<f64>,
    pub report: Vec<f64>,
}

/// One cohort under way: numbers of firms by listing state and thresholds used, by node.
struct Cohort {
    founded: Year,
    masses: Vec<Vec<f64>>,
}

impl YearMeans {
    pub fn new(effects: &YearEffects, step: f64) -> Self {
        let mean = |measure: &super::measure::Measure| measure.moments().0 * step;
        YearMeans {
            first_market: effects.first_market.iter().map(|(at, m)| (*at, m.mass(), mean(m))).collect(),
            direct: mean(&effects.direct),
            after_first: effects.after_first.iter().map(mean).collect(),
            report: effects.report.iter().map(mean).collect(),
        }
    }

    fn of_listings(&self, listings: &Listings) -> f64 {
        let first: f64 = self.first_market.iter().map(|(_, _, mean)| mean).sum();
        let onward = self.after_first.iter().zip(&listings.onward).map(|(mean, number)| mean * number);
        listings.first * first + listings.direct * self.direct + onward.sum::<f64>()
    }

    fn of_reports(&self, passed: &[f64]) -> f64 {
        self.report.iter().zip(passed).map(|(mean, number)| mean * number).sum()
    }
}

/// Follows one population under given drivers.
pub(super) struct Walk<'w> {
    pub of: &'w Population,
    pub life: &'w Life,
    pub listing: &'w ListingModel,
    pub horizon: Horizon,
    /// Sets of granted rewards told apart.
    pub grants: usize,
    /// Numbers of thresholds used.
    pub levels: usize,
    /// The drivers of each year of the horizon, and its growth under them.
    pub drivers: &'w [Drivers],
    pub kernels: &'w [Kernel],
}

/// How many firms of a year list: for the first time on the first market or on an exchange, and onward to an exchange by
/// the rewards granted before.
struct Listings {
    first: f64,
    direct: f64,
    onward: Vec<f64>,
}

impl Walk<'_> {
    fn block(&self, state: usize, level: usize) -> usize {
        state * self.levels + level
    }

    fn begin(&self, founded: Year, state: usize, weights: &[Vec<f64>]) -> Cohort {
        let nodes = weights[0].len();
        let mut masses = vec![vec![0.0; nodes]; (self.grants + 2) * self.levels];
        for (level, weights) in weights.iter().enumerate() {
            masses[self.block(state, level)].clone_from(weights);
        }
        Cohort { founded, masses }
    }

    /// The firm that exists before the run, if it is one.
    fn existing(&self) -> Option<Cohort> {
        let (founded, listed, weights) = self.of.existing.as_ref()?;
        let state = match listed {
            Listed::No => 0,
            Listed::FirstMarket { granted } => 1 + granted,
            Listed::Exchange => 1 + self.grants,
        };
        Some(self.begin(*founded, state, weights))
    }

    /// Follows the population through all years and adds its expected rewards, by clause and year.
    pub fn live(&self, rewards: &mut [f64]) {
        let mut cohorts: Vec<Cohort> = self.existing().into_iter().collect();
        for (at, year) in self.horizon.years().enumerate() {
            for cohort in &mut cohorts {
                let survive = 1.0 - self.life.sector().failure.value();
                cohort.masses.iter_mut().flatten().for_each(|mass| *mass *= survive);
                let age = year.number() - cohort.founded.number();
                let listings = self.list(at, age, &mut cohort.masses);
                let passed = self.grow(at, &mut cohort.masses);
                self.add(at, rewards, |means| means.of_listings(&listings) + means.of_reports(&passed));
            }
            if let Some(weights) = &self.of.founded[at] {
                // a new firm's first report passes thresholds of which none is used
                let numbers: Vec<f64> = weights.iter().map(|weights| weights.iter().sum()).collect();
                self.add(at, rewards, |means| means.of_reports(&numbers));
                cohorts.push(self.begin(year, 0, weights));
            }
        }
    }

    fn add(&self, at: usize, rewards: &mut [f64], amount: impl Fn(&YearMeans) -> f64) {
        for (worth, rewards) in self.of.worth.iter().zip(rewards.chunks_exact_mut(self.horizon.len())) {
            rewards[at] += amount(&worth[at]);
        }
    }

    /// Listings of a year: moves firms and counts them.
    fn list(&self, at: usize, age: i32, masses: &mut [Vec<f64>]) -> Listings {
        let loading = self.listing.market_loading;
        let factor = libm::exp(loading * self.drivers[at].market - 0.5 * loading * loading);
        let terrain = self.life.terrain();
        let mut listings = Listings { first: 0.0, direct: 0.0, onward: vec![0.0; self.grants] };
        let open = terrain.first_open.iter().zip(&terrain.exchange_open);
        for (node, (first, exchange)) in open.enumerate() {
            let chances = listing_chances(self.listing, at, age, factor, [*first, *exchange]);
            for level in 0..self.levels {
                self.list_at(at, [node, level], chances, masses, &mut listings);
            }
        }
        listings
    }

    fn list_at(
        &self,
        at: usize,
        [node, level]: [usize; 2],
        [first, direct, onward]: [f64; 3],
        masses: &mut [Vec<f64>],
        listings: &mut Listings,
    ) {
        let unlisted = masses[self.block(0, level)][node];
        let mut to_exchange = unlisted * direct;
        for (granted, count) in listings.onward.iter_mut().enumerate() {
            let mass = &mut masses[self.block(1 + granted, level)][node];
            let moves = *mass * onward;
            *mass -= moves;
            to_exchange += moves;
            *count += moves;
        }
        masses[self.block(0, level)][node] -= unlisted * (first + direct);
        // the chances of what is granted are the same for every clause
        for (granted, chance, _) in &self.of.worth[0][at].first_market {
            masses[self.block(1 + granted, level)][node] += unlisted * first * chance;
        }
        masses[self.block(1 + self.grants, level)][node] += to_exchange;
        listings.first += unlisted * first;
        listings.direct += unlisted * direct;
    }

    /// Growth and revenue reports of a year: how many firms pass, by thresholds used before and exceeded.
    fn grow(&self, at: usize, masses: &mut [Vec<f64>]) -> Vec<f64> {
        let terrain = self.life.terrain();
        let mut passed = vec![0.0; self.levels * self.levels];
        let mut grown = vec![0.0; terrain.grid.len()];
        for state in 0..self.grants + 2 {
            // from the most thresholds down: firms move up, to where growth is done
            for level in (0..self.levels).rev() {
                self.kernels[at].carry(&masses[self.block(state, level)], &mut grown);
                masses[self.block(state, level)].fill(0.0);
                for ((node, mass), exceeded) in grown.iter().enumerate().zip(&terrain.exceeded) {
                    if *exceeded > level {
                        passed[level * self.levels + exceeded] += mass;
                    }
                    masses[self.block(state, level.max(*exceeded))][node] += mass;
                }
            }
        }
        passed
    }
}
