//! The page of what was computed without simulating.

mod certainty;
mod document;

pub(super) use document::told;
