//! With the shared drivers in effect: means of listing and revenue rewards (docs/exact.md, "The shared drivers").

use rayon::prelude::*;

use crate::quantities::{Date, Year};
use crate::scenario::Scenario;
use crate::simulation::{SeriesKey, YearBucket};
use crate::things::{Basis, ClauseId, CountyId, Drivers};

use super::answer::{Accuracy, NotExact, compensated};
use super::driver_paths::driver_paths;
use super::effects::Question;
use super::firms::{Life, in_scope, listed_before};
use super::forward::{Population, Walk, YearMeans};
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

struct World<'a> {
    scenario: &'a Scenario,
    lives: Vec<Life>,
    grants: usize,
    levels: usize,
    clauses: Vec<Touched>,
    populations: Vec<Population>,
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
            for of in self.populations.iter().filter(|population| population.life == index) {
                let walk = Walk {
                    of,
                    life,
                    listing: &self.scenario.listing,
                    horizon: self.scenario.horizon,
                    grants: self.grants,
                    levels: self.levels,
                    drivers,
                    kernels: &kernels,
                };
                walk.live(&mut rewards);
            }
        }
        rewards
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
