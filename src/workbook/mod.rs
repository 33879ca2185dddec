//! `budget.xlsx`: findings as a workbook for Excel, WPS and LibreOffice. It shows the numbers that it is given; sums and
//! differences in it are live formulas, so that a reader can follow them.

mod answers;
mod appropriations;
mod budgets;
mod build;
mod cell;
mod clauses;
mod columns;
mod contributions;
mod counties;
mod drawings;
mod expected;
mod frame;
mod fund;
mod guide;
mod pictures;
mod registers;
mod sheet;
mod style;
mod text;
mod words;
mod years;

pub use build::{WorkbookError, workbook};
