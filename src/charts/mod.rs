//! Charts: findings as SVG and PNG, with an embedded font. They draw the numbers they are given and compute none.

mod canvas;
mod clauses;
mod distribution;
mod font;
mod paint;
mod payers;
mod picture;
mod raster;
mod style;
mod words;
mod yearly_cash;

pub use canvas::{ChartError, Format, Kind, Language, draw};
pub use font::missing_characters;
