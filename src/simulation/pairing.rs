//! Two or more scenarios on the same streams: their differences path by path.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::statistics::{BATCHES, Lattice, Moments};

use super::pricing::PairedCount;
use super::run::{Engine, Path, Progress, SimulationError};

/// Paths drawn at a time.
const PATHS_AT_A_TIME: u64 = 1024;

/// A series of several scenarios: its cell in each scenario's row, none where the scenario does not have it, and then it is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedSeries {
    /// A cell for each scenario, the base first.
    pub cells: Vec<Option<usize>>,
    /// Whether its distributions and that of its differences are kept, and not its sums alone.
    pub in_full: bool,
}

/// One series of one scenario against the base.
#[derive(Debug)]
pub struct Pairing {
    /// Sums of the amounts of this scenario.
    pub moments: Moments,
    /// Sums of the differences from the base.
    pub difference: Moments,
    /// On how many paths it costs more than the base.
    pub more: u64,
    /// On how many it costs less.
    pub less: u64,
    /// The distribution, for series kept in full.
    pub full: Option<FullPairing>,
}

/// The distributions of a series kept in full.
#[derive(Debug)]
pub struct FullPairing {
    /// The amounts.
    pub count: PairedCount,
    /// How many paths have each difference, in fen.
    pub differences: BTreeMap<i64, u64>,
}

/// Simulates paths `0..paths` of every engine and pairs each series with the base's, the first engine's. The result depends on the
/// engines and the number of paths alone. For each scenario (the base included) a pairing for each shared series.
///
/// # Errors
/// When `stop` is raised or the threads cannot be started.
pub fn pair(
    engines: &[Engine],
    shared: &[SharedSeries],
    (paths, threads): (u64, usize),
    confidence: rust_decimal::Decimal,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Vec<Vec<Pairing>>, SimulationError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let mut pairings: Vec<Vec<Pairing>> = (0..engines.len())
        .map(|scenario| shared.iter().map(|series| Pairing::new(engines, series, scenario)).collect())
        .collect();
    let mut rows = vec![0; PATHS_AT_A_TIME as usize * shared.len() * engines.len()];
    let bounds = |batch: u64| (u128::from(paths) * u128::from(batch) / u128::from(BATCHES)) as u64;
    for batch in 0..BATCHES {
        let (mut first, last) = (bounds(batch), bounds(batch + 1));
        while first < last {
            if stop.load(Ordering::Relaxed) {
                return Err(SimulationError::Interrupted);
            }
            let end = last.min(first + PATHS_AT_A_TIME);
            let width = shared.len() * engines.len();
            let rows = &mut rows[..(end - first) as usize * width];
            pool.install(|| {
                draw(engines, shared, first, rows);
                count(&mut pairings, shared.len(), rows);
            });
            progress.advance(end - first);
            first = end;
        }
        if bounds(batch) < last {
            let full = pairings.iter_mut().flatten().filter_map(|pairing| pairing.full.as_mut());
            full.for_each(|full| full.count.end_batch(confidence));
        }
    }
    Ok(pairings)
}

/// One thread's memory: a path and the row of each scenario.
type Memory = Vec<(Path, Vec<i64>)>;

/// Draws paths; a path's amounts stand scenario after scenario, each with every shared series.
fn draw(engines: &[Engine], shared: &[SharedSeries], first: u64, rows: &mut [i64]) {
    let width = shared.len() * engines.len();
    let memory = || -> Memory {
        engines.iter().map(|engine| (Path::default(), vec![0; engine.layout().len()])).collect()
    };
    rows.par_chunks_exact_mut(width).enumerate().for_each_init(memory, |memory, (index, amounts)| {
        for (scenario, (engine, (path, row))) in engines.iter().zip(memory).enumerate() {
            engine.path(first + index as u64, path);
            engine.observe(path, row);
            let own = &mut amounts[scenario * shared.len()..(scenario + 1) * shared.len()];
            for (amount, series) in own.iter_mut().zip(shared) {
                *amount = series.cells[scenario].map_or(0, |cell| row[cell]);
            }
        }
    });
}

/// Counts the drawn paths, each series by itself.
fn count(pairings: &mut [Vec<Pairing>], series: usize, rows: &[i64]) {
    let width = series * pairings.len();
    pairings.par_iter_mut().enumerate().for_each(|(scenario, pairings)| {
        pairings.par_iter_mut().enumerate().for_each(|(index, pairing)| {
            let lattice = pairing.full.as_ref().map(|full| Lattice::new(full.count.counts.resolution()));
            for row in rows.chunks_exact(width) {
                pairing.add(lattice.as_ref(), row[scenario * series + index], row[index]);
            }
        });
    });
}

impl Pairing {
    fn new(engines: &[Engine], series: &SharedSeries, scenario: usize) -> Self {
        // a series that this scenario does not have is 0 on the base's lattice
        let known = series.cells[scenario].map(|cell| engines[scenario].resolutions()[cell]);
        let resolution = known.or_else(|| series.cells[0].map(|cell| engines[0].resolutions()[cell]));
        Pairing {
            moments: Moments::default(),
            difference: Moments::default(),
            more: 0,
            less: 0,
            full: resolution.filter(|_| series.in_full).map(|resolution| FullPairing {
                count: PairedCount::new(resolution),
                differences: BTreeMap::new(),
            }),
        }
    }

    fn add(&mut self, lattice: Option<&Lattice>, amount: i64, base: i64) {
        let difference = amount - base;
        if let (Some(full), Some(lattice)) = (&mut self.full, lattice) {
            full.count.add(lattice, amount, base);
            *full.differences.entry(difference).or_default() += 1;
        }
        self.moments.add(amount);
        self.difference.add(difference);
        self.more += u64::from(difference > 0);
        self.less += u64::from(difference < 0);
    }
}
