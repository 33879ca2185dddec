//! Paths whose parameters are drawn: a run of them, the conditional means at chosen values, and the nested design that parts ignorance
//! from luck.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::quantities::Money;
use crate::scenario::Scenario;
use crate::statistics::{BATCHES, CellCounts, Moments, Resolution, Summary, greatest_common_step};

use super::layout::SeriesKey;
use super::payer_row::PayerRow;
use super::run::{Engine, Path, Progress, SimulationError};
use super::uncertainty::{TunedEngine, Uncertainty};

/// Paths drawn at a time.
const PATHS_AT_A_TIME: u64 = 2048;
/// Draws or points that are looked at between two looks at the stop flag.
const AT_A_TIME: usize = 256;

/// A scenario with the laws of its parameters, a seed, and how to work.
#[derive(Debug, Clone, Copy)]
pub struct Outputs<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// The laws of its parameters.
    pub uncertainty: &'s Uncertainty,
    /// The seed of the paths.
    pub seed: u64,
    /// How many threads; 0 for as many as the machine offers.
    pub threads: usize,
}

/// What a run with drawn parameters has counted.
#[derive(Debug)]
pub struct UncertainRun {
    /// How many draws of the parameters.
    pub outer: u64,
    /// How many paths for each draw.
    pub inner: u64,
    /// The series counted.
    pub keys: Vec<SeriesKey>,
    /// Each series.
    pub series: Vec<AmountCount>,
    /// For each year of the horizon whether the special fund ends with arrears: 1 or 0.
    pub arrears: Vec<AmountCount>,
    /// For each draw all obligations and the horizon's cash of all payers; empty where each draw has one path.
    pub points: NestedPaths,
}

/// For each draw of the parameters the sums over its paths.
pub type NestedPaths = Vec<Vec<Moments>>;

/// An amount's exact distribution over paths that come in draws.
#[derive(Debug, Default, Clone)]
pub struct AmountCount {
    /// Sums over paths.
    pub moments: Moments,
    /// How many paths have each amount in fen.
    pub counts: BTreeMap<i64, u64>,
    /// Sums over draws of the draw's sum.
    pub draws: Moments,
    /// The distribution in each of [`BATCHES`] batches of draws.
    pub batches: Vec<BTreeMap<i64, u64>>,
}

/// Draws parameters `outer` times and simulates `inner` paths with each: draw `d` has the paths `d × inner` and on, so that no two
/// draws share a path, and with one path a draw the path is that of the plain run but for its parameters. The result depends on the
/// scenario, the seed and both numbers alone.
///
/// # Errors
/// When `stop` is raised, the threads cannot be started, or drawn values contradict each other.
pub fn simulate_uncertain(
    of: Outputs<'_>,
    (outer, inner): (u64, u64),
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<UncertainRun, SimulationError> {
    let pool = of.pool()?;
    let plain = Engine::new(of.scenario, of.seed);
    let row = PayerRow::new(&plain);
    let (keys, years) = (row.keys(), of.scenario.horizon.len());
    let width = row.len() + years;
    let watched = watched(years);
    let mut columns = vec![AmountCount::default(); width];
    let mut points = NestedPaths::new();
    let bounds = |batch: u64| (u128::from(outer) * u128::from(batch) / u128::from(BATCHES)) as u64;
    let draws_at_a_time = (PATHS_AT_A_TIME / inner).max(1);
    for batch in 0..BATCHES {
        let (mut first, last) = (bounds(batch), bounds(batch + 1));
        columns.iter_mut().for_each(|column| column.batches.push(BTreeMap::new()));
        while first < last {
            let end = last.min(first + draws_at_a_time);
            let rows = pool.install(|| of.rows(&row, width, first..end, inner, stop))?;
            pool.install(|| {
                columns
                    .par_iter_mut()
                    .enumerate()
                    .for_each(|(column, count)| count.add(&rows, column, width));
            });
            if inner > 1 {
                points.extend(
                    rows.iter().map(|rows| watched.map(|column| moments(rows, column, width)).to_vec()),
                );
            }
            progress.advance((end - first) * inner);
            first = end;
        }
        columns.iter_mut().for_each(AmountCount::end_batch);
    }
    let arrears = columns.split_off(row.len());
    Ok(UncertainRun { outer, inner, keys, series: columns, arrears, points })
}

/// All obligations and the horizon's cash, of all payers: their columns.
fn watched(years: usize) -> [usize; 2] {
    [years + 1, years]
}

fn moments(rows: &[i64], column: usize, width: usize) -> Moments {
    let mut moments = Moments::default();
    rows.chunks_exact(width).for_each(|row| moments.add(row[column]));
    moments
}

impl AmountCount {
    /// Counts the draws' rows; the last batch is open.
    fn add(&mut self, draws: &[Vec<i64>], column: usize, width: usize) {
        let batch = self.batches.last_mut().expect("an open batch");
        for rows in draws {
            let mut sum = 0;
            for row in rows.chunks_exact(width) {
                self.moments.add(row[column]);
                *batch.entry(row[column]).or_default() += 1;
                sum += row[column];
            }
            self.draws.add(sum);
        }
    }

    /// The amount of a rank from 1.
    ///
    /// # Panics
    /// When there are fewer paths.
    pub fn at_rank(&self, rank: u64) -> i64 {
        at_rank(&self.counts, rank)
    }

    /// Each batch's distribution; of batches without a draw there is none.
    pub fn batch_summaries(&self) -> Vec<Summary> {
        let amounts = || self.counts.keys().copied();
        let step = greatest_common_step(amounts().map(Money::from_fen));
        let largest = amounts().next_back().unwrap_or(0);
        let resolution = Resolution::choose(step, Money::from_fen(largest));
        let summary = |batch: &BTreeMap<i64, u64>| {
            let (mut moments, counts) = (Moments::default(), CellCounts::new(resolution));
            for (amount, paths) in batch {
                moments.add_many(*amount, *paths);
                // nothing has no cell: it is what the paths without one have
                if *amount != 0 {
                    counts.add(counts.cell_of(*amount), *paths as u32);
                }
            }
            Summary::with_ranks(&moments, &counts, &[])
        };
        self.batches.iter().filter(|batch| !batch.is_empty()).map(summary).collect()
    }

    fn end_batch(&mut self) {
        for (amount, paths) in self.batches.last().expect("an open batch") {
            *self.counts.entry(*amount).or_default() += paths;
        }
    }
}

fn at_rank(counts: &BTreeMap<i64, u64>, rank: u64) -> i64 {
    let mut below = 0;
    let reached = counts.iter().find(|(_, paths)| {
        below += **paths;
        below >= rank
    });
    *reached.expect("a rank is at most the number of paths").0
}

impl Outputs<'_> {
    fn pool(&self) -> Result<rayon::ThreadPool, SimulationError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads).build();
        pool.map_err(|error| SimulationError::Threads(error.to_string()))
    }

    /// For each draw the rows of its paths.
    fn rows(
        &self,
        row: &PayerRow,
        width: usize,
        draws: std::ops::Range<u64>,
        inner: u64,
        stop: &AtomicBool,
    ) -> Result<Vec<Vec<i64>>, SimulationError> {
        let memory = || (self.tuned(), Vec::new(), Path::default());
        let rows = draws.into_par_iter().map_init(memory, |(tuned, uniforms, path), draw| {
            if stop.load(Ordering::Relaxed) {
                return Err(SimulationError::Interrupted);
            }
            self.uncertainty.draw(draw, uniforms);
            tuned.tune(self.uncertainty, uniforms)?;
            let mut rows = vec![0; width * inner as usize];
            for (number, cells) in rows.chunks_exact_mut(width).enumerate() {
                tuned.engine.path(draw * inner + number as u64, path);
                let (amounts, arrears) = cells.split_at_mut(row.len());
                row.observe(&tuned.engine, path, amounts);
                for (cell, year) in arrears.iter_mut().zip(&path.ledger.fund) {
                    *cell = i64::from(year.arrears.fen() > 0);
                }
            }
            Ok(rows)
        });
        rows.collect()
    }

    fn tuned(&self) -> TunedEngine {
        TunedEngine::new(self.scenario, self.uncertainty, self.seed)
    }

    /// The outputs of paths `paths` of an engine: all obligations, the horizon's demand on the fund, arrears at the end of any year.
    fn sums(engine: &Engine, path: &mut Path, paths: std::ops::Range<u64>) -> Vec<Moments> {
        let mut sums = vec![Moments::default(); 3];
        for number in paths {
            engine.path(number, path);
            let ledger = &path.ledger;
            sums[0].add(ledger.obligations.iter().map(|obligation| obligation.amount.fen()).sum());
            sums[1].add(ledger.fund.iter().map(|year| year.payments.fen()).sum());
            sums[2].add(i64::from(ledger.fund.iter().any(|year| year.arrears.fen() > 0)));
        }
        sums
    }
}

/// The means of the outputs at points of the unit cube, a uniform number for each parameter, over paths `0..inner`, the same for all
/// points: all obligations and the horizon's demand on the fund in fen, and the chance that the fund has arrears in any year.
///
/// # Errors
/// As [`simulate_uncertain`].
pub fn conditional_means(
    of: Outputs<'_>,
    points: usize,
    point: &(dyn Fn(usize, &mut [f64]) + Sync),
    inner: u64,
    (progress, stop): (&dyn Progress, &AtomicBool),
) -> Result<Vec<[f64; 3]>, SimulationError> {
    let memory = || (of.tuned(), vec![0.5; of.uncertainty.parameters().len()], Path::default());
    let mut means = Vec::with_capacity(points);
    let pool = of.pool()?;
    for first in (0..points).step_by(AT_A_TIME) {
        let end = points.min(first + AT_A_TIME);
        let found: Result<Vec<[f64; 3]>, SimulationError> = pool.install(|| {
            let numbers = (first..end).into_par_iter();
            let means = numbers.map_init(memory, |(tuned, uniforms, path), number| {
                if stop.load(Ordering::Relaxed) {
                    return Err(SimulationError::Interrupted);
                }
                point(number, uniforms);
                tuned.tune(of.uncertainty, uniforms)?;
                let sums = Outputs::sums(&tuned.engine, path, 0..inner);
                Ok([0, 1, 2].map(|output| sums[output].mean().unwrap_or(f64::NAN)))
            });
            means.collect()
        });
        means.extend(found?);
        progress.advance((end - first) as u64 * inner);
    }
    Ok(means)
}

/// Draws parameters `outer` times with `inner` paths each, no path shared: for each draw the sums of the three outputs of
/// [`conditional_means`].
///
/// # Errors
/// As [`simulate_uncertain`].
pub fn nested(
    of: Outputs<'_>,
    (outer, inner): (u64, u64),
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<NestedPaths, SimulationError> {
    let pool = of.pool()?;
    let memory = || (of.tuned(), Vec::new(), Path::default());
    let points = pool.install(|| {
        let draws = (0..outer).into_par_iter();
        let points = draws.map_init(memory, |(tuned, uniforms, path), draw| {
            if stop.load(Ordering::Relaxed) {
                return Err(SimulationError::Interrupted);
            }
            of.uncertainty.draw(draw, uniforms);
            tuned.tune(of.uncertainty, uniforms)?;
            progress.advance(inner);
            Ok(Outputs::sums(&tuned.engine, path, draw * inner..(draw + 1) * inner))
        });
        points.collect::<Result<NestedPaths, SimulationError>>()
    })?;
    Ok(points)
}
