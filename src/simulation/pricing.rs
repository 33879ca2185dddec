//! Many paths priced under every option of some switches alone and under all their combinations, on one set of histories.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::statistics::{
    BATCHES, BatchQuantile, CellCounts, Lattice, Moments, OrderStatistics, Resolution, Summary,
};

use super::run::{Progress, SimulationError};
use super::variants::{VariantPath, Variants};

/// Paths priced at a time.
const PATHS_AT_A_TIME: u64 = 2048;

/// What a pricing has counted.
#[derive(Debug)]
pub struct Pricing {
    /// How many paths.
    pub paths: u64,
    /// The scenario's own options, then each other option alone.
    pub alone: Vec<AlonePricing>,
    /// Every combination, in the order of [`Variants::options_of`].
    pub combinations: Vec<CombinationPricing>,
}

/// One choice of options in full.
#[derive(Debug)]
pub struct AlonePricing {
    /// The options by position.
    pub options: Vec<usize>,
    /// The switch that differs from the scenario's own choice; none for that choice itself.
    pub switch: Option<usize>,
    /// Each watched series.
    pub series: Vec<PairedCount>,
}

/// A series' distribution, and its difference from the scenario's own on the same paths.
#[derive(Debug)]
pub struct PairedCount {
    /// Sums of the amounts.
    pub moments: Moments,
    /// The distribution of the amounts.
    pub counts: CellCounts,
    /// Sums of the differences.
    pub difference: Moments,
    /// On how many paths it costs more.
    pub more: u64,
    /// On how many paths it costs less.
    pub less: u64,
    /// For each batch of paths its distribution about the quantile at the confidence asked for.
    pub batches: Vec<BatchQuantile>,
    batch: CellCounts,
    batch_moments: Moments,
}

/// One combination of options, for the series that all combinations are ranked by.
#[derive(Debug, Clone)]
pub struct CombinationPricing {
    /// The sum over all paths of each series, in fen.
    pub sums: Vec<i128>,
    /// The quantile of each series at the confidence asked for.
    pub quantiles: Vec<i64>,
}

/// What is to be priced.
#[derive(Debug, Clone)]
pub struct PricingPlan {
    /// How many paths.
    pub paths: u64,
    /// How many threads; 0 for as many as the machine offers.
    pub threads: usize,
    /// The confidence of quantiles.
    pub confidence: Decimal,
    /// How finely each watched series is counted.
    pub resolutions: Vec<Resolution>,
    /// The first so many watched series are priced under every combination; 0 leaves combinations out.
    pub ranked: usize,
}

/// Prices paths `0..plan.paths`. The result depends on the variants and the plan alone, not on threads.
///
/// # Errors
/// When `stop` is raised or the threads cannot be started.
pub fn price(
    variants: &Variants,
    plan: &PricingPlan,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Pricing, SimulationError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(plan.threads)
        .build()
        .map_err(|error| SimulationError::Threads(error.to_string()))?;
    let mut desk = PricingDesk::new(variants, plan);
    let bounds = |batch: u64| (u128::from(plan.paths) * u128::from(batch) / u128::from(BATCHES)) as u64;
    for batch in 0..BATCHES {
        let (mut first, last) = (bounds(batch), bounds(batch + 1));
        while first < last {
            if stop.load(Ordering::Relaxed) {
                return Err(SimulationError::Interrupted);
            }
            let end = last.min(first + PATHS_AT_A_TIME);
            pool.install(|| desk.price(first..end));
            progress.advance(end - first);
            first = end;
        }
        if bounds(batch) < last {
            desk.end_batch();
        }
    }
    Ok(pool.install(|| desk.finished()))
}

/// The memory of a pricing.
struct PricingDesk<'v> {
    variants: &'v Variants,
    plan: &'v PricingPlan,
    rows: Vec<i64>,
    /// For each ranked series and amount the chunk's paths one after the other.
    columns: Vec<Vec<i64>>,
    own: Vec<usize>,
    alone: Vec<AlonePricing>,
    ranked: Vec<RankedCount>,
}

/// A combination being counted.
struct RankedCount {
    positions: Vec<usize>,
    sums: Vec<i128>,
    /// For each series how many paths lie in each cell.
    cells: Vec<Vec<u32>>,
}

impl<'v> PricingDesk<'v> {
    fn new(variants: &'v Variants, plan: &'v PricingPlan) -> Self {
        let own = variants.own();
        let mut choices = vec![(own.clone(), None)];
        for (position, switch) in variants.switches().iter().enumerate() {
            for option in (0..switch.options.len()).filter(|option| *option != switch.own) {
                let mut options = own.clone();
                options[position] = option;
                choices.push((options, Some(position)));
            }
        }
        let series = || plan.resolutions.iter().map(|resolution| PairedCount::new(*resolution)).collect();
        let combinations = if plan.ranked > 0 { variants.combinations() } else { 0 };
        PricingDesk {
            variants,
            plan,
            rows: Vec::new(),
            columns: vec![Vec::new(); plan.ranked * variants.amounts()],
            own: variants.positions(&own),
            alone: choices
                .into_iter()
                .map(|(options, switch)| AlonePricing { options, switch, series: series() })
                .collect(),
            ranked: (0..combinations)
                .map(|combination| RankedCount {
                    positions: variants.positions(&variants.options_of(combination)),
                    sums: vec![0; plan.ranked],
                    cells: vec![Vec::new(); plan.ranked],
                })
                .collect(),
        }
    }

    fn price(&mut self, paths: Range<u64>) {
        let (variants, width) = (self.variants, self.plan.resolutions.len());
        let length = variants.amounts() * width;
        self.rows.resize((paths.end - paths.start) as usize * length, 0);
        let rows = self.rows.par_chunks_exact_mut(length).enumerate();
        rows.for_each_init(VariantPath::default, |path, (index, row)| {
            variants.price(paths.start + index as u64, path, row);
        });
        let (rows, own) = (&self.rows, &self.own);
        self.alone.par_iter_mut().for_each(|alone| {
            let positions = variants.positions(&alone.options);
            let mut series: Vec<_> = alone
                .series
                .iter_mut()
                .map(|count| (Lattice::new(count.counts.resolution()), count))
                .collect();
            for row in rows.chunks_exact(length) {
                for (watched, (lattice, count)) in series.iter_mut().enumerate() {
                    let amount = |positions: &[usize]| -> i64 {
                        positions.iter().map(|at| row[at * width + watched]).sum()
                    };
                    count.add(lattice, amount(&positions), amount(own));
                }
            }
        });
        self.rank(length, width);
    }

    /// Counts every combination.
    fn rank(&mut self, length: usize, width: usize) {
        let (rows, amounts, ranked) = (&self.rows, self.variants.amounts(), self.plan.ranked);
        self.columns.par_iter_mut().enumerate().for_each(|(index, column)| {
            let (series, position) = (index / amounts.max(1), index % amounts.max(1));
            column.clear();
            column.extend(rows.chunks_exact(length).map(|row| row[position * width + series]));
        });
        let (columns, resolutions) = (&self.columns, &self.plan.resolutions);
        self.ranked.par_iter_mut().for_each_init(Vec::new, |totals: &mut Vec<i64>, combination| {
            for series in 0..ranked {
                let lattice = Lattice::new(resolutions[series]);
                totals.clear();
                totals.extend_from_slice(&columns[series * amounts + combination.positions[0]]);
                for position in &combination.positions[1..] {
                    let column = &columns[series * amounts + position];
                    totals.iter_mut().zip(column).for_each(|(total, amount)| *total += amount);
                }
                let cells = &mut combination.cells[series];
                for total in totals.iter() {
                    let cell = lattice.cell(*total) as usize;
                    if cell >= cells.len() {
                        cells.resize(cell + 1, 0);
                    }
                    cells[cell] += 1;
                }
                combination.sums[series] += totals.iter().map(|total| i128::from(*total)).sum::<i128>();
            }
        });
    }

    fn end_batch(&mut self) {
        let confidence = self.plan.confidence;
        self.alone
            .iter_mut()
            .flat_map(|alone| &mut alone.series)
            .for_each(|count| count.end_batch(confidence));
    }

    fn finished(self) -> Pricing {
        let rank = OrderStatistics::new(self.plan.paths, self.plan.confidence).rank;
        let resolutions = &self.plan.resolutions;
        let combination = |count: RankedCount| CombinationPricing {
            quantiles: count
                .cells
                .iter()
                .zip(resolutions)
                .map(|(cells, resolution)| {
                    let mut below = 0;
                    let cell = cells.iter().position(|paths| {
                        below += u64::from(*paths);
                        below >= rank
                    });
                    resolution.amount(cell.expect("a rank is at most the number of paths") as u64)
                })
                .collect(),
            sums: count.sums,
        };
        Pricing {
            paths: self.plan.paths,
            alone: self.alone,
            combinations: self.ranked.into_iter().map(combination).collect(),
        }
    }
}

impl PairedCount {
    pub(super) fn new(resolution: Resolution) -> Self {
        PairedCount {
            moments: Moments::default(),
            counts: CellCounts::new(resolution),
            difference: Moments::default(),
            more: 0,
            less: 0,
            batches: Vec::new(),
            batch: CellCounts::new(resolution),
            batch_moments: Moments::default(),
        }
    }

    pub(super) fn add(&mut self, lattice: &Lattice, amount: i64, own: i64) {
        if amount != 0 {
            self.batch.add(lattice.cell(amount), 1);
        }
        self.batch_moments.add(amount);
        self.difference.add(amount - own);
        self.more += u64::from(amount > own);
        self.less += u64::from(amount < own);
    }

    pub(super) fn end_batch(&mut self, confidence: Decimal) {
        let summary = Summary::with_ranks(&self.batch_moments, &self.batch, &[]);
        self.batches.push(BatchQuantile::new(&summary, confidence));
        self.counts.merge(&self.batch);
        self.moments.merge(&self.batch_moments);
        self.batch = CellCounts::new(self.counts.resolution());
        self.batch_moments = Moments::default();
    }
}
