//! The page of a run.

pub(super) mod answer;
mod certainty;
mod document;
mod lookup;
mod page;
pub(super) mod premises;
pub(super) mod tables;

pub use document::report;
pub(super) use lookup::{Index, confidence};
pub(super) use page::RunPage;
