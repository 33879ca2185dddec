//! `readings.xlsx`: the workbook of readings priced.

mod build;

pub(super) use build::{largest, sheets};
