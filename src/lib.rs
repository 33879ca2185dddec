//! fiscast forecasts what a support policy will cost.
pub mod chance;
pub mod charts;
pub mod policy;
pub mod quantities;
pub mod scenario;
pub mod scenario_file;
pub mod settlement;
pub mod statistics;
pub mod things;
