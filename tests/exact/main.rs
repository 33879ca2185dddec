//! The exact solver against enumeration by hand, closed forms, textbooks, and the simulator.

mod against_simulation;
mod by_hand;
mod compound;
mod drivers;
mod refinement;
mod support;
