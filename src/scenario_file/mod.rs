//! Files: scenario and policy files (docs/scenario-files.md), from text to a validated scenario.
//!
//! A file becomes a tree in which every key and value knows its place ([`crate::files`]); layers are put on each other
//! (`layers`, `merge`); readers walk the merged tree by the schema, collect every problem and enter every
//! parameter in the register (`parameter` and one file for each part of the model).

mod awards;
mod catalogue;
mod clauses;
mod effective;
mod frame;
mod fund;
mod institutes;
mod keys;
mod layers;
mod load;
mod merge;
mod parameter;
mod policy;
mod schema;
mod spin_offs;
mod split;
mod starts;
#[cfg(test)]
mod tests;
mod warnings;

pub use catalogue::{described, option_described};
pub use layers::EMBEDDED_POLICIES;
pub use load::{FileKind, Loaded, LoadedPolicy, embedded_policy, file_kind, load_policy, load_scenario};
pub use schema::schema;
pub(crate) use starts::name_fault;
pub use starts::{STARTS, Start};
