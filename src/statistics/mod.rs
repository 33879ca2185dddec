//! Statistics: exact, mergeable, and independent of the order in which paths are counted.

mod cell_counts;
mod moments;
mod part_sums;
mod ranks;
mod resolution;
mod summary;

pub use cell_counts::{Cell, CellCounts, GatheredCells, Scratch};
pub use moments::Moments;
pub use part_sums::{Contribution, PartSums};
pub use ranks::{OrderStatistics, Proportion};
pub use resolution::{Lattice, Resolution, greatest_common_step};
pub use summary::{
    Bin, Curve, Quantile, REPORTED_CONFIDENCES, REPORTED_QUANTILES, REPORTED_TAILS, Summary, Tail,
    round_width,
};
