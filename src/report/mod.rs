//! The report: one HTML file that says what must be appropriated and why, in Chinese and English.

mod answer;
mod certainty;
mod document;
mod interactive;
mod lookup;
mod number_table;
mod page;
mod pictures;
mod premises;
mod provenance;
mod tables;
mod words;

pub use document::report;
pub use pictures::StaticPicture;
pub use provenance::{FileHash, Provenance};
