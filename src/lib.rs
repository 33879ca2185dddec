//! fiscast forecasts what a support policy will cost.
pub mod chance;
pub mod charts;
pub mod quantities;
pub mod statistics;
