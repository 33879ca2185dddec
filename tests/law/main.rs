//! The law on events written by hand: every clause below, at and above its thresholds and on both sides of its
//! validity, under every reading. Expected amounts come from the document's words (docs/policy.md), not from the
//! program.

mod award_reward;
mod fund_loss;
mod instalment_subsidy;
mod listing_reward;
mod readings;
mod revenue_milestone;
mod settlement;
mod town;
