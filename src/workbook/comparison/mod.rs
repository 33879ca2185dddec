//! `differences.xlsx`: the workbook of scenarios compared.

mod build;

pub(super) use build::{largest, sheets};
