//! `appropriate.xlsx`: the workbook of appropriations solved.

mod arrears;
mod build;
mod cheapest;
mod frontier;
mod guide;

pub(super) use build::{largest, sheets};
