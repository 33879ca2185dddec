//! The page of sensitivities.

mod answer;
mod certainty;
mod document;
mod indices;
mod parameters;

pub(super) use document::told;
