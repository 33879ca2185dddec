//! The commands as a user meets them: what they print, write, refuse and return.

mod apply;
mod bad_input;
mod cases;
mod check;
mod clauses;
mod completions;
mod documentation;
mod help;
mod interruption;
mod new;
mod overwriting;
mod run;
mod schema;
mod show;
mod support;
mod terminal;
mod trace;
