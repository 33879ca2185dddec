//! The page of readings priced.

mod document;

pub(super) use document::told;
