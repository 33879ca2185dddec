//! The charts of readings priced.

mod combinations;
mod effects;
mod kind;
mod lookup;
mod options;

pub use kind::Kind;
pub(super) use kind::{kinds, numbers, picture, shows};
