//! The charts of sensitivities.

mod indices;
mod kind;
mod lookup;
mod luck;
mod tornado;

pub use kind::{Kind, MOST_ROWS};
pub(super) use kind::{kinds, numbers, picture, shows};
