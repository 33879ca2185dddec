//! The report: that its figures are the findings', that it can be made again, and that no name breaks it.

mod again;
mod figures;
mod hostile;
mod page;
mod pictures;
mod structure;
mod support;
