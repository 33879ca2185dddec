//! Charts: findings as SVG and PNG, with an embedded font. They draw the numbers they are given and compute none.

mod canvas;
mod clauses;
mod distribution;
mod font;
#[cfg(test)]
mod layout_tests;
mod paint;
mod payers;
mod picture;
mod raster;
mod style;
mod words;
mod yearly_cash;

pub use canvas::{ChartError, Format, Kind, draw, missing_characters};
