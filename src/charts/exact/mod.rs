//! The charts of what was computed without simulating.

mod distribution;
mod kind;
mod lookup;
mod years;

pub use kind::Kind;
pub(super) use kind::{kinds, numbers, picture, shows};
