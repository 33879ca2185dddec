//! The charts of scenarios compared.

mod kind;

pub use kind::Kind;
pub(super) use kind::{kinds, name, numbers, picture, shows};
