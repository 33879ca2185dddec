//! The law: from events to obligations under every reading (docs/model.md §8), and from obligations to payments (§9).
//! Expected values are derived by hand from the words of 新政办〔2022〕9号 and written in yuan.

mod award_reward;
mod fund_loss;
mod instalment_subsidy;
mod listing_reward;
mod readings;
mod revenue_milestone;
mod settlement;
mod support;
mod validity;
