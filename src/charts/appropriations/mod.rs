//! The charts of appropriations solved.

mod frontier;
mod kind;

pub use kind::Kind;
pub(super) use kind::{kinds, numbers, picture, shows};
