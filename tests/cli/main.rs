//! The commands as a user meets them: what they print, write, refuse and return.

mod bad_input;
mod chart;
mod check;
mod clauses;
mod documentation;
mod help;
mod interruption;
mod overwriting;
mod run;
mod show;
mod support;
mod trace;
