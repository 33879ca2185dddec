//! The page of readings priced.

mod answer;
mod certainty;
mod combinations;
mod document;
mod lookup;
mod prices;

pub(super) use document::told;
