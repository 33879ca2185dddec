//! The command line: arguments, and one file for each command.

mod apply;
mod arguments;
mod cases;
mod check;
mod clauses;
mod completions;
mod disk;
mod exit;
mod new;
mod progress;
mod run;
mod schema;
mod show;
mod trace;

pub use exit::main;
