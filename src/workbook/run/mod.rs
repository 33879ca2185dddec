//! `budget.xlsx`: the workbook of a run.

mod answers;
mod appropriations;
mod budgets;
mod build;
mod clauses;
mod contributions;
mod counties;
mod drawings;
mod expected;
mod fund;
mod guide;
mod pictures;
mod registers;
mod years;

pub use build::workbook;
