//! The page of scenarios compared.

mod document;

pub(super) use document::told;
