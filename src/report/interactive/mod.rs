//! The interactive pictures: what the chart library is told to draw, from the same numbers as the static ones. The
//! library draws; `assets/report/page.js` gives it the shapes of ranges, levels and stems, and writes axes and hints.

mod appropriations;
mod comparison;
mod drawing;
mod panels;
mod parts;
mod readings;
mod row_names;
mod rows;
mod run;
mod sensitivity;

pub(super) use drawing::{Drawing, drawing};
