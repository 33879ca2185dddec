//! A survey of paths: one amount of each, so that a path of a certain size can be found and looked at.

use rayon::prelude::*;

use super::run::{Engine, Path};

/// One cell's amount on every path, and what a path is like on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The cell's amount in fen, by path.
    pub amounts: Vec<i64>,
    /// Means of every cell of a row, in fen.
    pub means: Vec<f64>,
    /// Mean number of institutes.
    pub institutes: f64,
    /// Mean number of firms.
    pub firms: f64,
}

/// Exact sums over a part of the paths.
struct Part {
    amounts: Vec<i64>,
    sums: Vec<i128>,
    institutes: u64,
    firms: u64,
}

/// Draws and settles paths `0..paths` and keeps `cell` of each: 8 bytes a path. The survey does not depend on threads.
pub fn survey(engine: &Engine, paths: u64, cell: usize) -> Survey {
    const BLOCK: u64 = 2048;
    let blocks: Vec<Part> = (0..paths.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| survey_block(engine, block * BLOCK..paths.min((block + 1) * BLOCK), cell))
        .collect();
    let n = paths.max(1) as f64;
    let mut sums = vec![0i128; engine.layout().len()];
    for part in &blocks {
        for (sum, more) in sums.iter_mut().zip(&part.sums) {
            *sum += more;
        }
    }
    Survey {
        means: sums.iter().map(|sum| *sum as f64 / n).collect(),
        institutes: blocks.iter().map(|part| part.institutes).sum::<u64>() as f64 / n,
        firms: blocks.iter().map(|part| part.firms).sum::<u64>() as f64 / n,
        amounts: blocks.into_iter().flat_map(|part| part.amounts).collect(),
    }
}

fn survey_block(engine: &Engine, range: std::ops::Range<u64>, cell: usize) -> Part {
    let cells = engine.layout().len();
    let mut part = Part { amounts: Vec::new(), sums: vec![0; cells], institutes: 0, firms: 0 };
    let (mut path, mut row) = (Path::default(), vec![0; cells]);
    for number in range {
        engine.path(number, &mut path);
        engine.observe(&path, &mut row);
        part.amounts.push(row[cell]);
        for (sum, amount) in part.sums.iter_mut().zip(&row) {
            *sum += i128::from(*amount);
        }
        part.institutes += path.history.institutes.len() as u64;
        part.firms += path.history.spin_offs.len() as u64;
    }
    part
}

impl Survey {
    /// The paths with the largest amounts, largest first; of equal ones the earlier.
    pub fn worst(&self, count: usize) -> Vec<u64> {
        let mut order: Vec<usize> = (0..self.amounts.len()).collect();
        order.sort_by_key(|path| (std::cmp::Reverse(self.amounts[*path]), *path));
        order.into_iter().take(count).map(|path| path as u64).collect()
    }

    /// The first path whose amount is the order statistic of rank `rank` (from 1), the quantile itself.
    pub fn at_rank(&self, rank: u64) -> Option<u64> {
        let mut sorted = self.amounts.clone();
        sorted.sort_unstable();
        let amount = sorted.get((rank.max(1) - 1) as usize)?;
        self.amounts.iter().position(|candidate| candidate == amount).map(|path| path as u64)
    }
}
