//! The page of what was computed without simulating.

mod answer;
mod document;
mod method;

pub(super) use document::told;
