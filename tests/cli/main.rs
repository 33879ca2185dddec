//! The commands as a user meets them: what they print, write, refuse and return.

mod apply;
mod appropriate;
mod bad_input;
mod cases;
mod chart;
mod check;
mod clauses;
mod compare;
mod completions;
mod documentation;
mod help;
mod interruption;
mod new;
mod overwriting;
mod precision;
mod readings;
mod run;
mod schema;
mod sensitivity;
mod show;
mod support;
mod terminal;
mod trace;
mod verify;
