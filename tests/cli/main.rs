//! The commands as a user meets them: what they print, write, refuse and return.

mod check;
mod help;
mod interruption;
mod overwriting;
mod run;
mod support;
