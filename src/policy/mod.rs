//! The law: from events to obligations. It knows no chance, no clock and no file.

mod document;
mod readings;

pub use document::{
    Citation, Clause, ClauseKind, EvaluationStandard, ListingTier, Milestone, Policy, Prize, Validity,
};
pub use readings::{
    EvaluationEffect, ListingSequence, MilestoneDate, MilestoneJump, Readings, SpinOffScope,
    StartBeforePolicy, SubsidyAfterExpiry, SubsidyStart,
};
