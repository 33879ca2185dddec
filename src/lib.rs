#![doc = include_str!("../README.md")]

pub mod chance;
pub mod charts;
pub mod cli;
pub mod findings;
pub mod policy;
pub mod quantities;
pub mod results;
pub mod scenario;
pub mod scenario_file;
pub mod settlement;
pub mod simulation;
pub mod statistics;
pub mod tables;
pub mod things;
