//! Charts: findings of runs and studies as SVG and PNG, with an embedded font. They draw the numbers they are given and
//! compute none.

mod appropriations;
mod canvas;
mod chart;
mod comparison;
mod font;
#[cfg(test)]
mod layout;
mod line_pieces;
mod numbers;
mod numbers_csv;
mod paint;
mod palette;
mod panel;
mod picture;
mod png_file;
mod raster;
mod readings;
mod rows;
mod run;
mod sensitivity;
mod study;
#[cfg(test)]
mod study_sample;
#[cfg(test)]
mod study_tests;
mod style;
mod verification;
mod words;

pub use appropriations::Kind as AppropriationsKind;
pub use chart::{Chart, ChartError, Format};
pub use comparison::Kind as ComparisonKind;
pub use font::FAMILY as FONT_FAMILY;
pub use line_pieces::line_pieces;
pub use numbers::{Number, NumberColumn, NumberUnit, Numbers};
pub use numbers_csv::numbers_csv;
pub use palette::{Palette, palette};
pub use readings::Kind as ReadingsKind;
pub use run::{Kind, missing_characters};
pub use sensitivity::{Kind as SensitivityKind, MOST_ROWS as MOST_SENSITIVITY_ROWS};
pub use verification::Kind as VerificationKind;
