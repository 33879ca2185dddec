//! The commands as a user meets them: what they print, write, refuse and return.

mod bad_input;
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
mod trace;
