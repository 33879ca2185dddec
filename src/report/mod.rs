//! The report: one HTML file that says what must be appropriated and why, or what a study found, in Chinese and English.

mod appropriations;
mod comparison;
mod difference;
mod document;
mod exact;
mod interactive;
mod number_table;
mod page;
mod pictures;
mod provenance;
mod readings;
mod run;
mod sensitivity;
mod study;
mod verification;
mod words;

pub use pictures::StaticPicture;
pub use provenance::{FileHash, Provenance};
pub use run::report;
pub use study::study_report;
