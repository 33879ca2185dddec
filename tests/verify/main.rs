//! `fiscast verify`: it passes what is right, and catches what is wrong.

mod faults;
mod passes;
mod support;
