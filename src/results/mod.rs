//! Results: the run folder and its manifest.

mod folder;
mod manifest;

pub use folder::{FolderError, ResultsFolder};
pub use manifest::{InputRecord, Manifest, sha256_hex};
