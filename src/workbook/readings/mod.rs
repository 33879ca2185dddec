//! `readings.xlsx`: the workbook of readings priced.

mod build;
mod combinations;
mod effects;
mod guide;
mod lookup;
mod options;
mod words;

pub(super) use build::{largest, sheets};
