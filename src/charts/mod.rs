//! Charts: findings as SVG and PNG, with an embedded font. They draw the numbers they are given and compute none.

mod canvas;
mod clauses;
mod commitments;
mod contributions;
mod distribution;
mod font;
mod frontier;
mod fund_account;
#[cfg(test)]
mod layout;
#[cfg(test)]
mod layout_tests;
mod numbers;
mod numbers_csv;
#[cfg(test)]
mod numbers_tests;
mod paint;
mod palette;
mod panel;
mod payers;
mod picture;
mod png_file;
mod raster;
#[cfg(test)]
mod sample;
mod style;
mod words;
mod yearly;

pub use canvas::{ChartError, Format, Kind, draw, missing_characters};
pub use font::FAMILY as FONT_FAMILY;
pub use frontier::draw_frontier;
pub use numbers::{Number, NumberColumn, NumberUnit, Numbers, numbers};
pub use numbers_csv::numbers_csv;
pub use palette::{Palette, palette};
