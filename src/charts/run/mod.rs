//! The charts of a run.

mod clauses;
mod commitments;
mod contributions;
mod distribution;
mod fund_account;
mod kind;
#[cfg(test)]
mod layout_tests;
mod lookup;
#[cfg(test)]
mod numbers_tests;
mod payers;
#[cfg(test)]
pub(in crate::charts) mod sample;
mod yearly;

pub use kind::{Kind, missing_characters};
pub(super) use kind::{kinds, numbers, picture, shows};
