//! The exact solver: the distribution of the cost computed without simulating (docs/exact.md).
//!
//! An independent reading of docs/model.md: it shares the scenario's and the policy's plain data with the engine, and
//! nothing of chance, the law's decisions or settlement.

mod answer;
mod awards;
mod complex;
mod course;
mod driver_means;
mod driver_paths;
mod effects;
mod firms;
mod forward;
mod grid;
mod institute;
mod measure;
mod model;
mod opening;
mod portfolio;
mod quadrature;
mod quality;
mod rules;
mod schedule;
mod solve;
mod sources;
mod spectrum;
mod tariff;
mod window;

pub use answer::{Accuracy, Distribution, Exact, ExactPart, ExactSeries, NotExact, Numerics};
pub use driver_means::{DriverMean, driver_means};
pub use solve::{drivers_matter, solve, without_drivers};
