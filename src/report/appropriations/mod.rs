//! The page of appropriations solved.

mod answer;
mod certainty;
mod document;
mod tables;

pub(super) use document::told;
