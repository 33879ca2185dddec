//! Results: the run folder and its manifest.

mod folder;
mod json;
mod manifest;

pub use folder::{FolderError, ResultsFolder};
pub use json::to_lines;
pub use manifest::{InputRecord, Manifest, sha256_hex};
