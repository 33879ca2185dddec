//! A scenario and its variations on the same streams: what each changes, path by path.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::statistics::{BATCHES, Lattice, Moments};
use crate::things::Basis;

use super::budgets::StatedBudget;
use super::layout::{SeriesKey, YearBucket};
use super::pricing::PairedCount;
use super::run::{Engine, Path, Progress, SimulationError};

/// Paths drawn at a time.
const PATHS_AT_A_TIME: u64 = 1024;

/// What one variation does, against the base.
#[derive(Debug)]
pub struct VariedOutcome {
    /// All obligations.
    pub obligations: PairedCount,
    /// The horizon's cash demand on the special fund.
    pub cash: PairedCount,
    /// Whether the fund has arrears at the end of any year.
    pub arrears: PairedChance,
    /// Whether each stated budget is exceeded, in the order of the base's [`Engine::budgets`].
    pub budgets: Vec<PairedChance>,
}

/// On how many paths something happens, and how that differs from the base.
#[derive(Debug, Default, Clone)]
pub struct PairedChance {
    /// On how many paths it happens.
    pub paths: u64,
    /// Sums of the differences path by path: 1 where it happens here alone, −1 where it happens in the base alone.
    pub difference: Moments,
}

/// What is asked of each path.
#[derive(Debug, Clone)]
pub struct Watch {
    obligations: usize,
    cash: usize,
    /// For each budget of the base its cell and amount here; none where the series is always 0.
    budgets: Vec<Option<(usize, i64)>>,
}

impl Watch {
    /// What is watched in `engine`, for the budgets of `base`.
    pub fn new(base: &Engine, engine: &Engine) -> Self {
        let all = SeriesKey {
            basis: Basis::Accrual,
            years: YearBucket::All,
            clause: None,
            county: None,
            payer: None,
            beneficiary: None,
        };
        let own = |id: &str| engine.budgets().iter().find(|budget| budget.id == id);
        let fund = own(StatedBudget::FUND_OF_ALL_YEARS).expect("a fund has appropriations");
        let budgets = base.budgets().iter().map(|budget| own(&budget.id));
        Watch {
            obligations: engine.layout().cell(&all).expect("a series of every run"),
            cash: fund.cell,
            budgets: budgets.map(|budget| budget.map(|budget| (budget.cell, budget.amount.fen()))).collect(),
        }
    }

    /// How many numbers a path has.
    pub fn len(&self) -> usize {
        3 + self.budgets.len()
    }

    /// Never: a path has three numbers.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// All obligations, the horizon's cash demand on the fund, whether it has arrears in any year, and whether each budget
    /// is exceeded.
    pub fn observe(&self, path: &Path, row: &[i64], numbers: &mut [i64]) {
        let fund = &path.ledger.fund;
        numbers[0] = row[self.obligations];
        numbers[1] = row[self.cash];
        numbers[2] = i64::from(fund.iter().any(|year| year.arrears.fen() > 0));
        for (number, budget) in numbers[3..].iter_mut().zip(&self.budgets) {
            *number = budget.map_or(0, |(cell, amount)| i64::from(row[cell] > amount));
        }
    }
}

/// Simulates paths `0..paths` of every engine and holds each against the first, the base, which comes first in what is returned.
/// The result depends on the engines and the number of paths alone.
///
/// # Errors
/// When `stop` is raised or the threads cannot be started.
pub fn vary(
    engines: &[Engine],
    (paths, threads): (u64, usize),
    confidence: Decimal,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Vec<VariedOutcome>, SimulationError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let watches: Vec<Watch> = engines.iter().map(|engine| Watch::new(&engines[0], engine)).collect();
    let mut outcomes: Vec<VariedOutcome> =
        engines.iter().zip(&watches).map(|(engine, watch)| VariedOutcome::new(engine, watch)).collect();
    let width = engines.len() * watches[0].len();
    let mut numbers = vec![0; PATHS_AT_A_TIME as usize * width];
    let bounds = |batch: u64| (u128::from(paths) * u128::from(batch) / u128::from(BATCHES)) as u64;
    for batch in 0..BATCHES {
        let (mut first, last) = (bounds(batch), bounds(batch + 1));
        while first < last {
            let end = last.min(first + PATHS_AT_A_TIME);
            let numbers = &mut numbers[..(end - first) as usize * width];
            pool.install(|| {
                draw(engines, &watches, first, numbers, stop);
                count(&mut outcomes, watches[0].len(), numbers);
            });
            if stop.load(Ordering::Relaxed) {
                return Err(SimulationError::Interrupted);
            }
            progress.advance(end - first);
            first = end;
        }
        if bounds(batch) < last {
            for outcome in &mut outcomes {
                outcome.obligations.end_batch(confidence);
                outcome.cash.end_batch(confidence);
            }
        }
    }
    Ok(outcomes)
}

/// Draws paths; a path's numbers stand engine after engine.
fn draw(engines: &[Engine], watches: &[Watch], first: u64, numbers: &mut [i64], stop: &AtomicBool) {
    let length = watches[0].len();
    // one path serves all engines in turn; rows differ where a variation reaches other counties
    let memory = || {
        let rows: Vec<Vec<i64>> = engines.iter().map(|engine| vec![0; engine.layout().len()]).collect();
        (Path::default(), rows)
    };
    let paths = numbers.par_chunks_exact_mut(engines.len() * length).enumerate();
    paths.for_each_init(memory, |(path, rows), (index, numbers)| {
        // a path of many variations takes long: an interruption is heard within a block
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let number = first + index as u64;
        let engines = engines.iter().zip(watches).zip(rows);
        for (((engine, watch), row), numbers) in engines.zip(numbers.chunks_exact_mut(length)) {
            engine.path(number, path);
            engine.observe(path, row);
            watch.observe(path, row, numbers);
        }
    });
}

/// Counts the drawn paths, each engine by itself.
fn count(outcomes: &mut [VariedOutcome], length: usize, numbers: &[i64]) {
    let width = outcomes.len() * length;
    outcomes.par_iter_mut().enumerate().for_each(|(engine, outcome)| {
        let lattices =
            [&outcome.obligations, &outcome.cash].map(|count| Lattice::new(count.counts.resolution()));
        for path in numbers.chunks_exact(width) {
            let (base, own) = (&path[..length], &path[engine * length..(engine + 1) * length]);
            outcome.obligations.add(&lattices[0], own[0], base[0]);
            outcome.cash.add(&lattices[1], own[1], base[1]);
            let chances = std::iter::once(&mut outcome.arrears).chain(&mut outcome.budgets);
            for (chance, (own, base)) in chances.zip(own[2..].iter().zip(&base[2..])) {
                chance.paths += u64::from(*own > 0);
                chance.difference.add(own - base);
            }
        }
    });
}

impl VariedOutcome {
    fn new(engine: &Engine, watch: &Watch) -> Self {
        VariedOutcome {
            obligations: PairedCount::new(engine.resolutions()[watch.obligations]),
            cash: PairedCount::new(engine.resolutions()[watch.cash]),
            arrears: PairedChance::default(),
            budgets: vec![PairedChance::default(); watch.budgets.len()],
        }
    }
}
