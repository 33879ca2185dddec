//! Statistics: exact, mergeable, and independent of the order in which paths are counted; and the numerical methods of
//! sensitivity analysis.

mod batch_quantiles;
mod bootstrap;
mod cell_counts;
mod chance_bounds;
mod keyed_words;
mod moments;
mod normal;
mod part_sums;
mod plausible_range;
mod ranks;
mod resolution;
mod saltelli_design;
mod sobol;
#[cfg(test)]
mod sobol_tests;
mod stopping;
mod student;
mod summary;
mod variance_components;
mod variance_indices;
#[cfg(test)]
mod variance_tests;

pub use batch_quantiles::{BATCHES, BatchQuantile, quantile_difference_interval};
pub use bootstrap::{Bootstrap, Estimate};
pub use cell_counts::{Cell, CellCounts, GatheredCells, Scratch};
pub use chance_bounds::{count_chance, distance_at, distance_chance, holm, mean_chance};
pub use moments::Moments;
pub use normal::{normal_probability, normal_quantile};
pub use part_sums::{Contribution, PartSums};
pub use plausible_range::{Family, PlausibleRange, PlausibleRangeError};
pub use ranks::{CountBounds, OrderStatistics, Proportion};
pub use resolution::{Lattice, Resolution, greatest_common_step};
pub use saltelli_design::{DesignError, Replication, SaltelliDesign, Sample};
pub use sobol::{SOBOL_DIMENSIONS, SobolDimensionError, SobolSequence};
pub use stopping::Precision;
pub use student::{student_chance, student_quantile};
pub use summary::{
    Bin, Curve, Quantile, REPORTED_CONFIDENCES, REPORTED_QUANTILES, REPORTED_TAILS, Summary, Tail,
    round_width,
};
pub use variance_components::{NestedDesignError, OuterPoint, VarianceComponents, variance_components};
pub use variance_indices::{Evaluations, GroupIndices, KnownIndices, VarianceIndices, variance_indices};
