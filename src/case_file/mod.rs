//! Files of legal cases (docs/legal-cases.md), from text to cases that can be decided.

mod events;
mod load;

pub use load::{LoadedCase, LoadedCases, load_cases};
