//! Chance: named random streams, samplers, and the drawing of one history. It knows no policy and no debt.

mod history;
mod lag;
mod model;
pub mod samplers;
mod spin_offs;
mod streams;
mod sub_fund;

pub use history::Workspace;
pub use lag::LagModel;
pub use model::{EvaluationYears, HistoryModel, Scope};
pub use streams::{
    Purpose, Stream, StreamName, Streams, When, existing_spin_off_key, institute_key_named, subject_of,
};
