//! Results: the run folder, its manifest, and its findings read back.

mod findings_file;
mod folder;
mod json;
mod manifest;
mod run_folder;
mod study_folder;

pub use findings_file::{FINDINGS, FindingsError, read_findings};
pub use folder::{EVENTS, FolderError, ResultsFolder};
pub use json::to_lines;
pub use manifest::{InputRecord, Manifest, PrecisionRecord, sha256_hex};
pub use run_folder::{RunFolderError, manifest_of, read_run};
pub use study_folder::{STUDY_FILES, StudyFolderError, read_study, study_file, study_of};
