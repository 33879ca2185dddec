//! The page of a run.

mod answer;
mod certainty;
mod document;
mod lookup;
mod page;
mod premises;
mod tables;

pub use document::report;
pub(super) use lookup::confidence;
