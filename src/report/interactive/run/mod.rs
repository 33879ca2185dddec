//! The pictures of a run.

mod distribution;
mod fan;
mod fund;
mod kind;
mod stack;

pub(super) use kind::drawing;
