//! The law: from events to obligations. It knows no chance, no clock and no file.

mod award_reward;
mod docket;
mod document;
mod fund_loss;
mod instalment_subsidy;
mod law;
mod listing_reward;
mod readings;
mod revenue_milestone;

pub use docket::{Docket, Reason, Refusal};
pub use document::{
    Aim, Citation, Clause, ClauseKind, EvaluationStandard, ListingTier, Milestone, Policy, Prize, Validity,
};
pub use law::Law;
pub use readings::{
    EvaluationEffect, ListingSequence, MilestoneDate, MilestoneJump, Readings, SpinOffScope,
    StartBeforePolicy, SubsidyAfterExpiry, SubsidyStart,
};
