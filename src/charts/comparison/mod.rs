//! The charts of scenarios compared.

mod curves;
mod kind;
mod lookup;
mod spread;
mod waterfall;
mod years;

pub use kind::Kind;
pub(super) use kind::{kinds, name, numbers, picture, shows};
