//! A run that goes on until a quantile is known well enough.

use std::sync::atomic::AtomicBool;

use rust_decimal::Decimal;

use crate::statistics::{OrderStatistics, Precision, Quantile, Summary};

use super::run::{Engine, Progress, SimulationError, Tally, simulate};

/// What a run is to find, and how closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The cell of the series.
    pub cell: usize,
    /// The probability of the quantile.
    pub p: Decimal,
    /// How closely it is to be known.
    pub precision: Precision,
    /// The paths of the first round, at least 1.
    pub first: u64,
    /// The most paths that are taken, at least those of the first round.
    pub most: u64,
}

/// Where a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aimed {
    /// The quantile with its interval.
    pub quantile: Quantile,
    /// Whether it is known as closely as was asked.
    pub is_reached: bool,
}

/// Simulates in rounds, each as large as all before it together, until the quantile is known as closely as the aim asks or the most
/// paths are taken. The tally is that of one run of so many paths, and their number follows from engine and aim alone.
///
/// # Errors
/// As [`simulate`].
pub fn simulate_until(
    engine: &Engine,
    aim: &Aim,
    threads: usize,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<(Tally, Aimed), SimulationError> {
    progress.expect(aim.first);
    let mut tally = simulate(engine, 0..aim.first, threads, progress, stop)?;
    loop {
        let (quantile, paths) = (quantile(&tally, aim), tally.paths());
        let is_reached = aim.precision.is_reached(&quantile);
        if is_reached || paths >= aim.most {
            return Ok((tally, Aimed { quantile, is_reached }));
        }
        let next = aim.most.min(2 * paths);
        progress.expect(next);
        tally.merge(&simulate(engine, paths..next, threads, progress, stop)?);
    }
}

fn quantile(tally: &Tally, aim: &Aim) -> Quantile {
    let ranks = [(aim.p, OrderStatistics::new(tally.paths(), aim.p))];
    Summary::with_ranks(tally.moments(aim.cell), tally.counts(aim.cell), &ranks).quantiles[0]
}
