//! With the shared drivers in effect: means of listing and revenue rewards (docs/exact.md, "The shared drivers").

use rayon::prelude::*;

use crate::quantities::{Date, Year};
use crate::scenario::Scenario;
use crate::simulation::{SeriesKey, YearBucket};
use crate::things::{Basis, ClauseId, CountyId, Drivers};

use super::answer::{Accuracy, NotExact, compensated};
use super::course::{Listed, Terrain, listing_chances};
use super::driver_paths::driver_paths;
use super::effects::{Question, YearEffects};
use super::firms::{Life, in_scope, listed_before};
use super::grid::{Growth, Kernel};
use super::model::{sources, ways_of_living};
use super::opening::opening;
use super::rules::Rules;
use super::sources::Source;
use super::tariff::{Selection, Tariff};
use super::window::Window;

/// Shifts of the rule, and its points: 512 paths of the drivers in all.
const SHIFTS: u64 = 8;
const POINTS: usize = 64;
/// Drivers further out than so many standard deviations are left to the grid's margin.
const FARTHEST_DRIVER: f64 = 4.0;

/// The mean of a series under the drivers' effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DriverMean {
    /// The series: a clause's listing or revenue rewards.
    pub key: SeriesKey,
    /// Its mean in fen.
    pub mean_fen: f64,
    /// Its standard error over the drivers' paths.
    pub standard_error_fen: f64,
}

impl DriverMean {
    /// The degrees of freedom of its standard error.
    pub const FREEDOM: f64 = SHIFTS as f64 - 1.0;
}

/// Means of every series of the clauses that the drivers touch, exact given a path of the drivers and averaged over 512
/// of them.
///
/// # Errors
/// Where growth is too even for the grid.
pub fn driver_means(scenario: &Scenario, accuracy: Accuracy) -> Result<Vec<DriverMean>, NotExact> {
    let rules = Rules::new(scenario);
    let world = World::new(scenario, &rules, accuracy)?;
    if world.clauses.is_empty() {
        return Ok(Vec::new());
    }
    let windows = Window::all(scenario.horizon);
    let of_shift = |shift: u64| -> Vec<f64> {
        let paths = driver_paths(scenario, shift, POINTS);
        let rewards: Vec<Vec<f64>> = paths.par_iter().map(|path| world.rewards(path)).collect();
        let mean = |index: usize| compensated(rewards.iter().map(|of| of[index])) / POINTS as f64;
        let rewards: Vec<f64> = (0..rewards[0].len()).map(mean).collect();
        windows.iter().flat_map(|window| world.counted(*window, &rewards)).collect()
    };
    let shifts: Vec<Vec<f64>> = (0..SHIFTS).map(of_shift).collect();
    let keys = windows.iter().flat_map(|window| world.clauses.iter().map(|clause| key(*window, clause.id)));
    let of = |(index, key): (usize, SeriesKey)| {
        let n = SHIFTS as f64;
        let mean = compensated(shifts.iter().map(|shift| shift[index])) / n;
        let owed = opening(scenario, &key) as f64;
        let square = |shift: &Vec<f64>| (shift[index] - mean) * (shift[index] - mean);
        let variance = compensated(shifts.iter().map(square)) / (n - 1.0);
        DriverMean { key, mean_fen: mean + owed, standard_error_fen: (variance / n).sqrt() }
    };
    Ok(keys.enumerate().map(of).collect())
}

fn key(window: Window, clause: ClauseId) -> SeriesKey {
    let Window { basis, years } = window;
    SeriesKey { basis, years, clause: Some(clause), county: None, payer: None, beneficiary: None }
}

/// A clause that the drivers touch.
struct Touched {
    id: ClauseId,
    lags: crate::scenario::Weights<crate::scenario::Lag>,
    /// Event and claim year of what a year of the horizon brings about.
    years: Vec<(Year, Year)>,
}

/// Firms that begin alike and are treated alike.
struct Population {
    life: usize,
    /// What the events of each clause and year bring, in fen.
    worth: Vec<Vec<YearMeans>>,
    /// Firms founded in each year of the horizon: expected numbers by thresholds exceeded and node.
    founded: Vec<Option<Vec<Vec<f64>>>>,
    /// A firm that exists before the run: year of founding, listing, and weights.
    existing: Option<(Year, Listed, Vec<Vec<f64>>)>,
}

/// Expected amounts of a year's events.
#[derive(PartialEq)]
struct YearMeans {
    /// By rewards granted: the chance of that, and the expected amount times the chance.
    first_market: Vec<(usize, f64, f64)>,
    direct: f64,
    after_first: Vec<f64>,
    report: Vec<f64>,
}

struct World<'a> {
    scenario: &'a Scenario,
    lives: Vec<Life>,
    grants: usize,
    levels: usize,
    clauses: Vec<Touched>,
    populations: Vec<Population>,
}

/// One cohort under way: numbers of firms by listing state and thresholds used, by node.
struct Cohort {
    founded: Year,
    masses: Vec<Vec<f64>>,
}

impl YearMeans {
    fn new(effects: &YearEffects, step: f64) -> Self {
        let mean = |measure: &super::measure::Measure| measure.moments().0 * step;
        YearMeans {
            first_market: effects.first_market.iter().map(|(at, m)| (*at, m.mass(), mean(m))).collect(),
            direct: mean(&effects.direct),
            after_first: effects.after_first.iter().map(mean).collect(),
            report: effects.report.iter().map(mean).collect(),
        }
    }
}

impl<'a> World<'a> {
    fn new(scenario: &'a Scenario, rules: &'a Rules, accuracy: Accuracy) -> Result<Self, NotExact> {
        let (named, pipeline) = sources(scenario, rules, accuracy);
        let cases = named.iter().chain([&pipeline]).flat_map(|source| &source.cases);
        let starts: Vec<Date> = cases.map(|case| case.days.accredited).collect();
        let (ways, life_of) = ways_of_living(&scenario.sectors);
        let lives = ways.iter().map(|sector| {
            let sway = FARTHEST_DRIVER * sector.growth_economy_loading.abs();
            if sway > 0.0 && sector.growth_sigma.value() == 0.0 {
                return Err(NotExact::GrowthTooFine);
            }
            let drifts = [sector.growth_mean - sway, sector.growth_mean + sway];
            Life::new(scenario, rules, sector, drifts, &starts, accuracy.nodes())
        });
        let mut world = World {
            scenario,
            lives: lives.collect::<Result<Vec<Life>, NotExact>>()?,
            grants: 1,
            levels: rules.thresholds.len() + 1,
            clauses: touched(scenario, rules),
            populations: Vec::new(),
        };
        for (position, institute) in scenario.institutes.iter().enumerate() {
            let sector = institute.sector.index();
            world.add_founded(rules, institute.county, life_of[sector], sector, 1.0, &named[position]);
            for firm in &institute.existing {
                world.add_existing(rules, institute.county, life_of[sector], firm, &named[position]);
            }
        }
        let counts = scenario.pipeline.count.choices().iter();
        let expected: f64 = counts.map(|(count, weight)| f64::from(*count) * weight).sum();
        for (county, place) in scenario.pipeline.counties.choices() {
            for (sector, share) in scenario.pipeline.sectors.choices() {
                let factor = expected * place * share;
                if factor > 0.0 {
                    let sector = sector.index();
                    world.add_founded(rules, *county, life_of[sector], sector, factor, &pipeline);
                }
            }
        }
        Ok(world)
    }

    fn worth(&mut self, rules: &Rules, county: CountyId, accredited: Date) -> Vec<Vec<YearMeans>> {
        let scenario = self.scenario;
        let mut means = Vec::new();
        for clause in &self.clauses {
            let selection = Selection { clause: Some(clause.id), payer: None, beneficiary: None };
            let tariff = Tariff::new(scenario, rules, county, selection);
            let window = Window { basis: Basis::Accrual, years: YearBucket::All };
            let question = Question { scenario, rules, window, worth: &tariff.worth, accredited };
            self.grants = question.grants();
            let step = tariff.step as f64;
            let years = scenario.horizon.years();
            means.push(years.map(|year| YearMeans::new(&question.effects(year), step)).collect());
        }
        means
    }

    fn add_founded(
        &mut self,
        rules: &Rules,
        county: CountyId,
        life: usize,
        sector: usize,
        factor: f64,
        source: &Source,
    ) {
        let scenario = self.scenario;
        let worth = self.worth(rules, county, scenario.horizon.first().first_day());
        let sector = &scenario.sectors[sector];
        let mut founded: Vec<Option<Vec<Vec<f64>>>> = Vec::new();
        for year in scenario.horizon.years() {
            let mut sum: Option<Vec<Vec<f64>>> = None;
            for case in source.cases.iter().filter(|case| case.days.accredited.year() <= year) {
                let accredited = case.days.accredited;
                let since = (year.number() - accredited.year().number()) as usize;
                let ramp = sector.formation_ramp[since.min(sector.formation_ramp.len() - 1)].value();
                let daily = sector.formation() * ramp / f64::from(year.days());
                let ordinal = if since == 0 { accredited.ordinal() } else { 1 };
                let weights = self.lives[life].founding_weights(year, ordinal);
                let rate = factor * case.weight * daily;
                let weights = weights.iter().map(|of| of.iter().map(|weight| rate * weight).collect());
                add_weights(&mut sum, Some(weights.collect()));
            }
            founded.push(sum);
        }
        let alike =
            |known: &&mut Population| known.existing.is_none() && known.life == life && known.worth == worth;
        match self.populations.iter_mut().find(alike) {
            Some(known) => {
                known.founded.iter_mut().zip(founded).for_each(|(sum, more)| add_weights(sum, more))
            }
            None => self.populations.push(Population { life, worth, founded, existing: None }),
        }
    }

    fn add_existing(
        &mut self,
        rules: &Rules,
        county: CountyId,
        life: usize,
        firm: &crate::scenario::ExistingSpinOff,
        source: &Source,
    ) {
        let scenario = self.scenario;
        let accredited = source.cases[0].days.accredited;
        let worth = self.worth(rules, county, accredited);
        let nothing = super::tariff::Worth::default();
        let window = Window { basis: Basis::Accrual, years: YearBucket::All };
        let question = Question { scenario, rules, window, worth: &nothing, accredited };
        if !in_scope(&question, firm) {
            return;
        }
        let weights = self.lives[life].existing_weights(rules, firm);
        let existing = Some((firm.founded.year(), listed_before(&question, firm), weights));
        let founded = vec![None; scenario.horizon.len()];
        self.populations.push(Population { life, worth, founded, existing });
    }

    /// Expected rewards by clause and year of the horizon, given the drivers.
    fn rewards(&self, drivers: &[Drivers]) -> Vec<f64> {
        let years = self.scenario.horizon.len();
        let mut rewards = vec![0.0; self.clauses.len() * years];
        for (index, life) in self.lives.iter().enumerate() {
            let sector = life.sector();
            let kernel = |state: &Drivers| {
                let mean = sector.growth_mean + sector.growth_economy_loading * state.economy;
                life.terrain().grid.kernel(Growth { mean, sigma: sector.growth_sigma.value() })
            };
            let kernels: Vec<Kernel> = drivers.iter().map(kernel).collect();
            for population in self.populations.iter().filter(|population| population.life == index) {
                self.live(life, population, &kernels, drivers, &mut rewards);
            }
        }
        rewards
    }

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

    /// Follows a population through all years and adds its expected rewards.
    fn live(
        &self,
        life: &Life,
        of: &Population,
        kernels: &[Kernel],
        drivers: &[Drivers],
        rewards: &mut [f64],
    ) {
        let horizon = self.scenario.horizon;
        let loading = self.scenario.listing.market_loading;
        let mut cohorts: Vec<Cohort> = Vec::new();
        if let Some((founded, listed, weights)) = &of.existing {
            let state = match listed {
                Listed::No => 0,
                Listed::FirstMarket { granted } => 1 + granted,
                Listed::Exchange => 1 + self.grants,
            };
            cohorts.push(self.begin(*founded, state, weights));
        }
        for (at, year) in horizon.years().enumerate() {
            let factor = libm::exp(loading * drivers[at].market - 0.5 * loading * loading);
            for cohort in &mut cohorts {
                let survive = 1.0 - life.sector().failure.value();
                cohort.masses.iter_mut().flatten().for_each(|mass| *mass *= survive);
                let age = year.number() - cohort.founded.number();
                self.list(life.terrain(), of, [at, age as usize], factor, &mut cohort.masses, rewards);
                self.grow(life.terrain(), of, at, &kernels[at], &mut cohort.masses, rewards);
            }
            if let Some(weights) = &of.founded[at] {
                for (exceeded, weights) in weights.iter().enumerate() {
                    let number: f64 = weights.iter().sum();
                    self.add(of, at, rewards, |means| number * means.report[exceeded]);
                }
                cohorts.push(self.begin(year, 0, weights));
            }
        }
    }

    fn add(&self, of: &Population, at: usize, rewards: &mut [f64], amount: impl Fn(&YearMeans) -> f64) {
        let years = self.scenario.horizon.len();
        for (clause, worth) in of.worth.iter().enumerate() {
            rewards[clause * years + at] += amount(&worth[at]);
        }
    }

    /// Listings of a year.
    #[expect(clippy::needless_range_loop, reason = "a node is looked up in several blocks of masses")]
    fn list(
        &self,
        terrain: &Terrain,
        of: &Population,
        [at, age]: [usize; 2],
        factor: f64,
        masses: &mut [Vec<f64>],
        rewards: &mut [f64],
    ) {
        let exchange_state = 1 + self.grants;
        // the same for every clause
        let granted_first = &of.worth[0][at].first_market;
        let mut numbers = vec![0.0; self.grants + 2];
        for node in 0..terrain.grid.len() {
            let open = [terrain.first_open[node], terrain.exchange_open[node]];
            let [first, direct, onward] =
                listing_chances(&self.scenario.listing, at, age as i32, factor, open);
            for level in 0..self.levels {
                let mut to_exchange = 0.0;
                for granted in 0..self.grants {
                    let mass = &mut masses[self.block(1 + granted, level)][node];
                    let moves = *mass * onward;
                    *mass -= moves;
                    to_exchange += moves;
                    numbers[2 + granted] += moves;
                }
                let unlisted = masses[self.block(0, level)][node];
                masses[self.block(0, level)][node] -= unlisted * (first + direct);
                for (granted, chance, _) in granted_first {
                    masses[self.block(1 + granted, level)][node] += unlisted * first * chance;
                }
                to_exchange += unlisted * direct;
                numbers[0] += unlisted * first;
                numbers[1] += unlisted * direct;
                masses[self.block(exchange_state, level)][node] += to_exchange;
            }
        }
        self.add(of, at, rewards, |means| {
            let first: f64 = means.first_market.iter().map(|(_, _, mean)| mean).sum();
            let onward = means.after_first.iter().zip(&numbers[2..]).map(|(mean, number)| mean * number);
            numbers[0] * first + numbers[1] * means.direct + onward.sum::<f64>()
        });
    }

    /// Growth and revenue reports of a year.
    fn grow(
        &self,
        terrain: &Terrain,
        of: &Population,
        at: usize,
        kernel: &Kernel,
        masses: &mut [Vec<f64>],
        rewards: &mut [f64],
    ) {
        let mut passed = vec![0.0; self.levels * self.levels];
        let mut grown = vec![0.0; terrain.grid.len()];
        for state in 0..self.grants + 2 {
            for level in (0..self.levels).rev() {
                kernel.carry(&masses[self.block(state, level)], &mut grown);
                masses[self.block(state, level)].fill(0.0);
                for (node, mass) in grown.iter().enumerate() {
                    let exceeded = terrain.exceeded[node];
                    if exceeded > level {
                        passed[level * self.levels + exceeded] += mass;
                    }
                    masses[self.block(state, level.max(exceeded))][node] += mass;
                }
            }
        }
        self.add(of, at, rewards, |means| {
            means.report.iter().zip(&passed).map(|(mean, number)| mean * number).sum()
        });
    }

    /// What of a year's expected rewards a window counts, by clause.
    fn counted(&self, window: Window, rewards: &[f64]) -> Vec<f64> {
        let horizon = self.scenario.horizon;
        let of = |(index, clause): (usize, &Touched)| {
            let years = clause.years.iter().zip(&rewards[index * horizon.len()..]);
            let counts = years
                .map(|((event, claim), reward)| reward * window.share(horizon, &clause.lags, *event, *claim));
            compensated(counts)
        };
        self.clauses.iter().enumerate().map(of).collect()
    }
}

/// Adds weights to a sum that may have none yet.
fn add_weights(sum: &mut Option<Vec<Vec<f64>>>, more: Option<Vec<Vec<f64>>>) {
    match (sum.as_mut(), more) {
        (Some(sum), Some(more)) => {
            sum.iter_mut().flatten().zip(more.iter().flatten()).for_each(|(sum, more)| *sum += more);
        }
        (None, Some(more)) => *sum = Some(more),
        (_, None) => {}
    }
}

/// The clauses that the drivers touch.
fn touched(scenario: &Scenario, rules: &Rules) -> Vec<Touched> {
    let horizon = scenario.horizon;
    let listings = rules.listings.iter().map(|rule| Touched {
        id: rule.frame.clause,
        lags: rule.frame.lags.clone(),
        years: horizon.years().map(|year| (year, year)).collect(),
    });
    let milestones = rules.milestones.iter().map(|rule| Touched {
        id: rule.frame.clause,
        lags: rule.frame.lags.clone(),
        years: horizon
            .years()
            .map(|year| (rule.event_day(&rules.readings, year).year(), year.plus(1)))
            .collect(),
    });
    listings.chain(milestones).collect()
}
