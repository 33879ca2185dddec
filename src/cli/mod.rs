//! The command line: arguments, and one file for each command.

mod apply;
mod arguments;
mod cases;
mod chart;
mod check;
mod clauses;
mod disk;
mod exit;
mod progress;
mod report;
mod run;
mod show;
mod trace;

pub use exit::main;
