//! `budget.xlsx`, read back by another program: its numbers are those of the findings, its formulas give what they say,
//! and no name of a scenario can break it.
#![cfg(feature = "workbook")]

mod book;
mod evaluate;
mod file;
mod formulas;
mod hostile;
mod numbers;
mod support;
