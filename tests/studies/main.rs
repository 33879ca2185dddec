//! The pages, charts and workbooks of studies: that every figure is the findings', that no difference is claimed where the interval
//! holds 0, that all of it can be made again, and that no name breaks it.
#![cfg(feature = "workbook")]

mod again;
#[expect(dead_code, reason = "shared with the tests of a run's workbook, which use more of it")]
#[path = "../workbook/book.rs"]
mod book;
mod claims;
#[path = "exact.rs"]
mod computed;
#[path = "../workbook/evaluate.rs"]
mod evaluate;
mod figures;
mod hostile;
#[expect(dead_code, reason = "shared with the tests of a run's page, which use more of it")]
#[path = "../report/page.rs"]
mod page;
mod structure;
mod support;
mod workbooks;
