//! The exact solver against enumeration by hand, closed forms, textbooks, and the simulator.

mod against_simulation;
mod support;
