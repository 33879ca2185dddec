//! The charts of readings priced.

mod kind;

pub use kind::Kind;
pub(super) use kind::{kinds, numbers, picture, shows};
