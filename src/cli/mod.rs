//! The command line: arguments, and one file for each command.

mod apply;
mod appropriate;
mod argument_complaint;
mod argument_error;
mod arguments;
mod cases;
mod chart;
mod check;
mod chinese_commands;
mod chinese_complaint;
mod chinese_help;
mod chinese_studies;
mod chinese_values;
mod clauses;
mod command;
#[cfg(test)]
mod command_tests;
mod common_seed;
mod compare;
mod completions;
mod disk;
mod drawing;
mod exact;
mod exit;
mod help_page;
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
mod text_columns;
mod trace;
mod uncertainty;
mod verify;
mod verify_arguments;

pub use exit::main;
