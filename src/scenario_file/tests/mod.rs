//! Loading as a whole, on files in memory.

mod bad_input;
mod files;
mod layering;
mod register;
