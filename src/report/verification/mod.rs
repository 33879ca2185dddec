//! The page of a simulation held against computed distributions: how do we know?

mod answer;
mod document;
mod method;
mod scores;

pub(super) use document::told;
