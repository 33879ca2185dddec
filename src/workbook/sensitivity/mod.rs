//! `sensitivity.xlsx`: the workbook of sensitivities.

mod build;
mod guide;
mod indices;
mod parameters;
mod without_range;

pub(super) use build::{largest, sheets};
