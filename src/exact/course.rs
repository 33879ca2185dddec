//! The course of a firm's life: what it can still earn, year by year backwards (docs/exact.md, "A firm's life").

use std::collections::{BTreeMap, BTreeSet};

use crate::quantities::Year;
use crate::scenario::ListingModel;

use super::effects::{Question, YearEffects};
use super::grid::{Grid, Kernel};
use super::measure::Measure;

/// A grid with what a firm's conditions are at its nodes.
#[derive(Debug, Clone)]
pub(super) struct Terrain {
    pub grid: Grid,
    pub kernel: Kernel,
    /// Thresholds exceeded, by node.
    pub exceeded: Vec<usize>,
    /// Whether revenue is enough for the first market, by node.
    pub first_open: Vec<bool>,
    /// Whether revenue is enough for an exchange, by node.
    pub exchange_open: Vec<bool>,
}

/// Distributions of what is still to come, for one year and age: by node, then by listing state and thresholds used,
/// then by sum, so that a year's growth moves all of a node's numbers at once.
pub(super) type Values = Vec<f64>;

/// How the firm's listing stands: not listed; on the first market, by the rewards granted then; on an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    No,
    FirstMarket { granted: usize },
    Exchange,
}

/// The recursion of one question.
pub(super) struct Course<'a> {
    terrain: &'a Terrain,
    listing: &'a ListingModel,
    first: Year,
    effects: Vec<YearEffects>,
    /// Sets of granted rewards told apart; 0 where listings add nothing and are left out.
    grants: usize,
    /// Thresholds told apart.
    levels: usize,
    /// The sums that can come about, ascending.
    sums: Vec<i64>,
    /// For each amount that an event can add, the position of each sum plus that amount.
    shifts: BTreeMap<i64, Vec<usize>>,
}

const NOWHERE: usize = usize::MAX;

impl<'a> Course<'a> {
    pub fn new(question: &Question<'a>, terrain: &'a Terrain) -> Self {
        let horizon = question.scenario.horizon;
        let effects: Vec<YearEffects> = horizon.years().map(|year| question.effects(year)).collect();
        let listing_counts = effects.iter().any(YearEffects::listing_counts);
        let report_counts = effects.iter().any(YearEffects::report_counts);
        let mut course = Course {
            terrain,
            listing: &question.scenario.listing,
            first: horizon.first(),
            grants: if listing_counts { question.grants() } else { 0 },
            levels: if report_counts { question.rules.thresholds.len() + 1 } else { 1 },
            effects,
            sums: Vec::new(),
            shifts: BTreeMap::new(),
        };
        course.find_sums();
        course
    }

    /// The years in which something can be added: the first and the last.
    pub fn busy_years(&self) -> Option<(Year, Year)> {
        let busy = |effects: &YearEffects| effects.listing_counts() || effects.report_counts();
        let first = self.effects.iter().position(busy)?;
        let last = self.effects.iter().rposition(busy)?;
        Some((self.first.plus(first as i32), self.first.plus(last as i32)))
    }

    /// The first year of the run.
    pub fn first_year(&self) -> Year {
        self.first
    }

    pub fn effects(&self, year: Year) -> &YearEffects {
        &self.effects[(year.number() - self.first.number()) as usize]
    }

    /// The measure of a report that exceeds `exceeded` thresholds where `before` were used.
    pub fn report(&self, year: Year, before: usize, exceeded: usize) -> &Measure {
        let all = self.terrain_levels();
        &self.effects(year).report[before * all + exceeded]
    }

    fn terrain_levels(&self) -> usize {
        let report = &self.effects[0].report;
        (1..).find(|all| all * all >= report.len()).expect("a square")
    }

    fn states(&self) -> usize {
        if self.grants == 0 { 1 } else { self.grants + 2 }
    }

    /// The position of a listing state.
    pub fn state(&self, listed: Listed) -> usize {
        match listed {
            _ if self.grants == 0 => 0,
            Listed::No => 0,
            Listed::FirstMarket { granted } => 1 + if self.grants == 1 { 0 } else { granted },
            Listed::Exchange => 1 + self.grants,
        }
    }

    fn block(&self, state: usize, level: usize) -> usize {
        state * self.levels + level
    }

    /// How many numbers a node has.
    fn stride(&self) -> usize {
        self.states() * self.levels * self.sums.len()
    }

    /// Where a block's numbers stand among its node's.
    fn place(&self, state: usize, level: usize) -> std::ops::Range<usize> {
        let block = self.block(state, level);
        block * self.sums.len()..(block + 1) * self.sums.len()
    }

    /// Ages from which on nothing changes with age.
    pub fn oldest(&self) -> i32 {
        self.listing.neeq.min_age.max(self.listing.exchange.min_age).max(1) as i32
    }

    /// Nothing more to come, whatever the state.
    pub fn ended(&self) -> Values {
        let mut values = vec![0.0; self.terrain.grid.len() * self.stride()];
        values.iter_mut().step_by(self.sums.len()).for_each(|value| *value = 1.0);
        values
    }

    /// What is to come from the start of `year` at an age in that year, given what is to come after it.
    pub fn step(&self, year: Year, age: i32, after: &Values) -> Values {
        let grown = self.grow(year, after);
        if self.grants == 0 { grown } else { self.list(year, age, &grown) }
    }

    /// Growth and the report of revenue.
    fn grow(&self, year: Year, after: &Values) -> Values {
        let stride = self.stride();
        let mut reported = vec![0.0; after.len()];
        let nodes = reported.chunks_exact_mut(stride).zip(after.chunks_exact(stride));
        for (node, (out, after)) in nodes.enumerate() {
            let exceeded = if self.levels == 1 { 0 } else { self.terrain.exceeded[node] };
            for state in 0..self.states() {
                for level in 0..self.levels {
                    let from = &after[self.place(state, level.max(exceeded))];
                    let out = &mut out[self.place(state, level)];
                    if exceeded > level {
                        self.add_shifted(self.report(year, level, exceeded), 1.0, from, out);
                    } else {
                        out.copy_from_slice(from);
                    }
                }
            }
        }
        let mut grown = vec![0.0; after.len()];
        self.terrain.kernel.expect(&reported, stride, &mut grown);
        grown
    }

    /// Listing on last year's revenue.
    fn list(&self, year: Year, age: i32, grown: &Values) -> Values {
        let stride = self.stride();
        let mut values = grown.clone();
        let nodes = values.chunks_exact_mut(stride).zip(grown.chunks_exact(stride));
        for (node, (out, grown)) in nodes.enumerate() {
            let chances = self.listing_chances(year, age, node);
            if chances.iter().any(|chance| *chance > 0.0) {
                (0..self.levels).for_each(|level| self.list_level(year, level, chances, grown, out));
            }
        }
        values
    }

    /// Listing at one node and level.
    fn list_level(&self, year: Year, level: usize, chances: [f64; 3], grown: &[f64], out: &mut [f64]) {
        let effects = self.effects(year);
        let [first, exchange, from_first] = chances;
        let of = |listed: Listed| &grown[self.place(self.state(listed), level)];
        let unlisted = &mut out[self.place(0, level)];
        unlisted.iter_mut().for_each(|value| *value *= 1.0 - first - exchange);
        for (granted, measure) in &effects.first_market {
            self.add_shifted(measure, first, of(Listed::FirstMarket { granted: *granted }), unlisted);
        }
        self.add_shifted(&effects.direct, exchange, of(Listed::Exchange), unlisted);
        for (granted, measure) in effects.after_first.iter().enumerate() {
            let state = self.state(Listed::FirstMarket { granted });
            let listed = &mut out[self.place(state, level)];
            listed.iter_mut().for_each(|value| *value *= 1.0 - from_first);
            self.add_shifted(measure, from_first, of(Listed::Exchange), listed);
        }
    }

    /// The probabilities in a year of listing on the first market, on an exchange, and on an exchange from the first
    /// market (docs/model.md §5), at a node of last year's revenue.
    fn listing_chances(&self, year: Year, age: i32, node: usize) -> [f64; 3] {
        listing_chances(
            self.listing,
            (year.number() - self.first.number()) as usize,
            age,
            1.0,
            [self.terrain.first_open[node], self.terrain.exchange_open[node]],
        )
    }

    /// Adds to `out` the distribution of an added amount plus what `values` distributes.
    fn add_shifted(&self, measure: &Measure, factor: f64, values: &[f64], out: &mut [f64]) {
        for (amount, mass) in measure.atoms() {
            let mass = factor * mass;
            if *amount == 0 {
                out.iter_mut().zip(values).for_each(|(out, value)| *out += mass * value);
                continue;
            }
            for (to, value) in self.shifts[amount].iter().zip(values) {
                // a sum without a place cannot come about, so that its probability is 0
                if *to != NOWHERE {
                    out[*to] += mass * value;
                }
            }
        }
    }

    /// The distribution of what is to come from a state, by weights of nodes for every number of thresholds used.
    pub fn total(&self, values: &Values, listed: Listed, weights: &[Vec<f64>]) -> Vec<Measure> {
        let of = |(level, weights): (usize, &Vec<f64>)| {
            let place = self.place(self.state(listed), if self.levels == 1 { 0 } else { level });
            let mut sums = vec![0.0; self.sums.len()];
            for (weight, node) in weights.iter().zip(values.chunks_exact(self.stride())) {
                if *weight != 0.0 {
                    sums.iter_mut().zip(&node[place.clone()]).for_each(|(sum, value)| *sum += weight * value);
                }
            }
            let mut measure = Measure::default();
            self.sums.iter().zip(sums).for_each(|(amount, mass)| measure.add(*amount, mass));
            measure
        };
        weights.iter().enumerate().map(of).collect()
    }

    /// All sums that any course of events can bring about, and where adding an amount leads.
    fn find_sums(&mut self) {
        let mut reached: Vec<BTreeSet<i64>> = vec![BTreeSet::from([0]); self.states() * self.levels];
        let mut amounts = BTreeSet::new();
        for effects in &self.effects {
            let mut next = reached.clone();
            let mut spread = |from: usize, to: usize, measure: &Measure, next: &mut Vec<BTreeSet<i64>>| {
                for (amount, _) in measure.atoms() {
                    amounts.insert(*amount);
                    let sums: Vec<i64> = next[from].iter().map(|sum| sum + amount).collect();
                    next[to].extend(sums);
                }
            };
            for level in 0..self.levels {
                if self.grants > 0 {
                    let exchange = self.block(self.state(Listed::Exchange), level);
                    spread(self.block(0, level), exchange, &effects.direct, &mut next);
                    for (granted, measure) in effects.after_first.iter().enumerate() {
                        let from = self.block(self.state(Listed::FirstMarket { granted }), level);
                        spread(from, exchange, measure, &mut next);
                    }
                    for (granted, measure) in &effects.first_market {
                        let to = self.block(self.state(Listed::FirstMarket { granted: *granted }), level);
                        spread(self.block(0, level), to, measure, &mut next);
                    }
                }
            }
            let all = (1..).find(|all| all * all >= effects.report.len()).expect("a square");
            for state in 0..self.states() {
                for level in (0..self.levels).rev() {
                    for exceeded in level + 1..self.levels {
                        let measure = &effects.report[level * all + exceeded];
                        spread(self.block(state, level), self.block(state, exceeded), measure, &mut next);
                    }
                }
            }
            reached = next;
        }
        let sums: BTreeSet<i64> = reached.into_iter().flatten().collect();
        self.sums = sums.into_iter().collect();
        for amount in amounts {
            let place = |sum: &i64| self.sums.binary_search(&(sum + amount)).unwrap_or(NOWHERE);
            self.shifts.insert(amount, self.sums.iter().map(place).collect());
        }
    }
}

/// The probabilities in a year (by its position in the horizon) of listing on the first market, on an exchange, and on
/// an exchange from the first market, with hazards multiplied by a factor (docs/model.md §5).
pub(super) fn listing_chances(
    listing: &ListingModel,
    year: usize,
    age: i32,
    factor: f64,
    [first_open, exchange_open]: [bool; 2],
) -> [f64; 3] {
    let open = |is_open: bool, min_age: u32, hazard: f64| {
        if is_open && age >= min_age as i32 { hazard * factor } else { 0.0 }
    };
    let (neeq, board) = (&listing.neeq, &listing.exchange);
    let first = open(first_open, neeq.min_age, neeq.hazard.value() * neeq.climate[year].value());
    let exchange = open(exchange_open, board.min_age, board.hazard.value() * board.climate[year].value());
    let happens = |hazard: f64| -libm::expm1(-hazard);
    let hazard = first + exchange;
    if hazard <= 0.0 {
        return [0.0, 0.0, 0.0];
    }
    let any = happens(hazard);
    [any * first / hazard, any * exchange / hazard, happens(board.uplift.value() * exchange)]
}
