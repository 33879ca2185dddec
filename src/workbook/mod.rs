//! Workbooks for Excel, WPS and LibreOffice: `budget.xlsx` of a run, and one of each study. They show the numbers that they
//! are given; sums and differences in them are live formulas, so that a reader can follow them.

mod appropriations;
mod book;
mod cell;
mod chart_style;
mod columns;
mod comparison;
mod difference_cells;
mod frame;
mod origin;
mod readings;
mod run;
mod sensitivity;
mod sheet;
mod stated;
mod study;
mod study_guide;
mod style;
mod text;
mod words;

pub use book::WorkbookError;
pub use run::workbook;
pub use study::{study_workbook, workbook_name};
