//! Many paths: histories drawn, settled and counted in parallel, into a tally that merges exactly.

mod budgets;
mod divisions;
mod layout;
mod observer;
mod resolution;
mod run;
mod survey;

pub use budgets::StatedBudget;
pub use divisions::{Division, Part};
pub use layout::{FundMeasure, Layout, SeriesKey, YearBucket};
pub use run::{Engine, Path, Progress, SimulationError, Tally, simulate};
pub use survey::{Survey, survey};
