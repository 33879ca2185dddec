//! The charts of simulations held against computed distributions.

mod curve;
mod kind;

pub use kind::Kind;
pub(super) use kind::{kinds, name, numbers, picture, shows};
