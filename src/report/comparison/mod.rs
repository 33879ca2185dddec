//! The page of scenarios compared.

mod answer;
mod certainty;
mod document;
mod lookup;
mod parameters;
mod tables;

pub(super) use document::told;
