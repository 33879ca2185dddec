//! Sensitivity: setting a parameter is what a file with its value is, and a study is what its runs are.

mod setting;
mod spread;
mod support;
mod tornado;
