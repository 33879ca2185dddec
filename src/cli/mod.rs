//! The command line: arguments, and one file for each command.

mod apply;
mod appropriate;
mod argument_error;
mod arguments;
mod cases;
mod chart;
mod check;
mod clauses;
mod common_seed;
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
mod shared_options;
mod show;
mod study;
mod study_arguments;
mod trace;
mod uncertainty;
mod verify;
mod verify_arguments;

pub use exit::main;
