//! Loading as a whole, on files in memory.

mod bad_input;
mod catalogue;
pub(in crate::scenario_file) mod files;
mod layering;
mod register;
