//! How many paths have each amount: one table for each series, shared by all threads.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};

use super::resolution::Resolution;

/// Cells of a page, a power of two.
const PAGE_CELLS: u64 = 1024;
/// Pages of a directory entry that are reached without a lock; amounts beyond are counted behind one.
const DIRECTORY_PAGES: u64 = 512;
/// Directories reached without a lock: 32 × 512 × 1024 cells, about 17 million.
const DIRECTORIES: usize = 32;

type Page = Box<[AtomicU32]>;
type Directory = Box<[OnceLock<Page>]>;

/// Counts of positive amounts by cell; zeros are not stored but implied by the number of paths.
///
/// Increments are relaxed atomic additions, which commute: the table does not depend on the threads. Memory
/// grows with the amounts that occur, not with the paths: pages are made when first touched. A count holds at
/// most 2³² − 1 paths.
#[derive(Debug)]
pub struct CellCounts {
    resolution: Resolution,
    directories: [OnceLock<Directory>; DIRECTORIES],
    beyond: Mutex<BTreeMap<u64, u32>>,
}

/// A cell with paths in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The amount in fen that the cell stands for: exact, or the cell's largest.
    pub amount: i64,
    /// How many paths.
    pub count: u64,
}

impl CellCounts {
    /// An empty table.
    pub fn new(resolution: Resolution) -> Self {
        CellCounts {
            resolution,
            directories: [const { OnceLock::new() }; DIRECTORIES],
            beyond: Mutex::default(),
        }
    }

    /// How finely it counts.
    pub fn resolution(&self) -> Resolution {
        self.resolution
    }

    /// The cell of an amount in fen.
    ///
    /// # Panics
    /// When the amount is negative or off the lattice.
    #[inline]
    pub fn cell_of(&self, amount: i64) -> u64 {
        self.resolution.cell(amount)
    }

    /// Counts `count` paths in a cell other than zero's, from any thread.
    pub fn add(&self, cell: u64, count: u32) {
        let (page, offset) = (cell / PAGE_CELLS, (cell % PAGE_CELLS) as usize);
        match self.directories.get((page / DIRECTORY_PAGES) as usize) {
            Some(directory) => {
                let pages = directory.get_or_init(|| (0..DIRECTORY_PAGES).map(|_| OnceLock::new()).collect());
                let page = pages[(page % DIRECTORY_PAGES) as usize]
                    .get_or_init(|| (0..PAGE_CELLS).map(|_| AtomicU32::new(0)).collect());
                page[offset].fetch_add(count, Ordering::Relaxed);
            }
            None => *self.beyond.lock().expect("no thread panicked").entry(cell).or_default() += count,
        }
    }

    /// The cells with paths in them, in order of amount; zero is not among them.
    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (index, directory) in self.directories.iter().enumerate() {
            let pages = directory.get().into_iter().flat_map(|pages| pages.iter().enumerate());
            for (page, counts) in pages.filter_map(|(page, counts)| Some((page as u64, counts.get()?))) {
                let first = (index as u64 * DIRECTORY_PAGES + page) * PAGE_CELLS;
                let counts =
                    counts.iter().enumerate().map(|(offset, count)| (offset, count.load(Ordering::Relaxed)));
                cells.extend(counts.filter(|(_, count)| *count > 0).map(|(offset, count)| Cell {
                    amount: self.resolution.amount(first + offset as u64),
                    count: u64::from(count),
                }));
            }
        }
        let beyond = self.beyond.lock().expect("no thread panicked");
        cells.extend(
            beyond.iter().map(|(cell, count)| Cell {
                amount: self.resolution.amount(*cell),
                count: u64::from(*count),
            }),
        );
        cells
    }

    /// Adds what another table of the same resolution has counted.
    ///
    /// # Panics
    /// When the resolutions differ.
    pub fn merge(&self, other: &CellCounts) {
        assert_eq!(self.resolution, other.resolution, "tables of one series have one resolution");
        for cell in other.cells() {
            let count = u32::try_from(cell.count).expect("a cell counts at most 2^32 - 1 paths");
            self.add(self.resolution.cell(cell.amount), count);
        }
    }
}

/// The widest span of cells that a thread counts on its own before it hands the counts over.
const SCRATCH_CELLS: u64 = 1 << 16;

/// One thread's amounts of a series, gathered and then counted into the shared table in one go.
///
/// Counting them one by one would make threads wait for each other on a lumpy series, and for memory on a wide one.
#[derive(Debug, Clone, Default)]
pub struct GatheredCells {
    cells: Vec<u64>,
}

/// Memory for counting gathered cells; one for a thread serves all its series.
#[derive(Debug, Clone)]
pub struct Scratch {
    /// All 0 between uses.
    counts: Vec<u32>,
}

impl Default for Scratch {
    fn default() -> Self {
        Scratch { counts: vec![0; SCRATCH_CELLS as usize] }
    }
}

impl GatheredCells {
    /// Gathers one path's cell other than zero's.
    #[inline]
    pub fn push(&mut self, cell: u64) {
        self.cells.push(cell);
    }

    /// Counts everything gathered into the table.
    pub fn count_into(&mut self, table: &CellCounts, scratch: &mut Scratch) {
        let Some(lowest) = self.cells.iter().copied().min() else { return };
        let highest = self.cells.iter().copied().max().unwrap_or(lowest);
        let span = highest - lowest;
        if span < SCRATCH_CELLS {
            for cell in self.cells.drain(..) {
                scratch.counts[(cell - lowest) as usize] += 1;
            }
            for (offset, count) in scratch.counts[..=span as usize].iter_mut().enumerate() {
                if *count > 0 {
                    table.add(lowest + offset as u64, std::mem::take(count));
                }
            }
        } else {
            for cell in self.cells.drain(..) {
                table.add(cell, 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quantities::Money;

    fn count_into(table: &CellCounts, amounts: &[i64]) {
        let mut gathered = GatheredCells::default();
        for amount in amounts.iter().filter(|amount| **amount != 0) {
            gathered.push(table.cell_of(*amount));
        }
        gathered.count_into(table, &mut Scratch::default());
    }

    fn counted(resolution: Resolution, amounts: &[i64]) -> CellCounts {
        let table = CellCounts::new(resolution);
        count_into(&table, amounts);
        table
    }

    #[test]
    fn threads_count_as_one_does() {
        let resolution = Resolution::Exact { step: Money::from_fen(1) };
        let amounts: Vec<i64> = (0..40_000).map(|i| (i * i) % 977).collect();
        let alone = counted(resolution, &amounts);
        let shared = CellCounts::new(resolution);
        std::thread::scope(|scope| {
            for part in amounts.chunks(5000) {
                let shared = &shared;
                scope.spawn(move || part.chunks(100).for_each(|block| count_into(shared, block)));
            }
        });
        assert_eq!(shared.cells(), alone.cells());
    }

    #[test]
    fn amounts_far_beyond_the_table_are_counted() {
        let table = counted(Resolution::Exact { step: Money::from_fen(1) }, &[5, 1 << 40, 1 << 40, 0]);
        let cells = [Cell { amount: 5, count: 1 }, Cell { amount: 1 << 40, count: 2 }];
        assert_eq!(table.cells(), cells);
    }

    proptest! {
        #[test]
        fn merging_equals_counting_together(
            a in prop::collection::vec(0i64..1 << 45, 0..50),
            b in prop::collection::vec(0i64..1 << 45, 0..50),
            exact in any::<bool>(),
        ) {
            let step = Money::from_fen(1);
            let resolution = if exact { Resolution::Exact { step } } else { Resolution::Relative { step } };
            let merged = counted(resolution, &a);
            merged.merge(&counted(resolution, &b));
            prop_assert_eq!(merged.cells(), counted(resolution, &[a, b].concat()).cells());
        }
    }
}
