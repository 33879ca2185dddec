//! The command line: arguments, and one file for each command.

mod apply;
mod appropriate;
mod arguments;
mod cases;
mod chart;
mod check;
mod clauses;
mod compare;
mod completions;
mod disk;
mod drawing;
mod exact;
mod exit;
mod new;
mod precision;
mod progress;
mod readings;
mod report;
mod run;
mod schema;
mod sensitivity;
mod sensitivity_arguments;
mod show;
mod study;
mod trace;
mod uncertainty;
mod verify;
mod verify_arguments;

pub use exit::main;
