//! `differences.xlsx`: the workbook of scenarios compared.

mod build;
mod clauses;
mod curves;
mod differences;
mod guide;
mod lookup;
mod parameters;
mod quantiles;
mod years;

pub(super) use build::{largest, sheets};
