//! A study's folder read back: what it found and its manifest, which must belong to each other.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::findings::{STUDY_FORMAT, Study};
use crate::language::{Text, Told};

use super::findings_file::{format_words, stated_format, stated_format_words};
use super::json::to_lines;
use super::manifest::Manifest;
use super::run_folder::{RunFolderError, read_manifest};

/// The file of each kind of study.
const COMPARISON: &str = "differences.json";
const READINGS: &str = "readings.json";
const SENSITIVITY: &str = "sensitivity.json";
const APPROPRIATIONS: &str = "appropriate.json";
const VERIFICATION: &str = "verification.json";
const EXACT: &str = "exact.json";

/// The files that hold what studies found, of which a study's folder has one.
pub const STUDY_FILES: [&str; 6] = [COMPARISON, READINGS, SENSITIVITY, APPROPRIATIONS, VERIFICATION, EXACT];

/// Why a study's folder cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StudyFolderError {
    /// Another version of the program wrote it.
    #[error(
        "{} was written by another version of the program ({}; this one reads \"{STUDY_FORMAT}\"): run `fiscast {command}` again",
        path.display(), format_words(found.as_deref())
    )]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// Its format; none where it states none.
        found: Option<String>,
        /// The command that writes such a file.
        command: &'static str,
    },
    /// It is not what a study wrote.
    #[error("{} is damaged ({reason}): run the study again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Its manifest does not fit.
    #[error(transparent)]
    Manifest(#[from] RunFolderError),
}

impl Told for StudyFolderError {
    fn told(&self) -> Text {
        let zh = match self {
            StudyFolderError::OtherFormat { path, found, command } => format!(
                "{} 由本程序的其他版本写成（{}；本版本读取 \"{STUDY_FORMAT}\"）；请重新运行 `fiscast {command}`",
                path.display(),
                stated_format_words(found.as_deref())
            ),
            StudyFolderError::Damaged { path, reason } => {
                format!("{} 已损坏（{reason}）；请重新运行该研究", path.display())
            }
            StudyFolderError::Manifest(error) => return error.told(),
        };
        Text::new(zh, self.to_string())
    }
}

/// Which of [`STUDY_FILES`] a folder has; none where it is not a study's.
pub fn study_of(folder: &Path) -> Option<&'static str> {
    STUDY_FILES.into_iter().find(|file| folder.join(file).is_file())
}

/// The file of a study, and its bytes.
///
/// # Errors
/// When the findings cannot be JSON.
pub fn study_file(study: &Study) -> Result<(&'static str, Vec<u8>), serde_json::Error> {
    Ok(match study {
        Study::Comparison(found) => (COMPARISON, to_lines(found)?),
        Study::Readings(found) => (READINGS, to_lines(found)?),
        Study::Verification(found) => (VERIFICATION, to_lines(found)?),
        Study::Sensitivity(found) => (SENSITIVITY, to_lines(found)?),
        Study::Appropriations(found) => (APPROPRIATIONS, to_lines(found)?),
        Study::Exact(found) => (EXACT, to_lines(found)?),
    })
}

/// What a study left in the file of a folder, to the last bit, and its manifest.
///
/// # Errors
/// [`StudyFolderError`].
pub fn read_study(folder: &Path, file: &str) -> Result<(Study, Manifest), StudyFolderError> {
    let path = folder.join(file);
    let damaged = |reason: String| StudyFolderError::Damaged { path: path.clone(), reason };
    let bytes = fs::read(&path).map_err(|error| damaged(error.to_string()))?;
    // the format is asked first, for another one may have another shape
    let stated = stated_format(&bytes).map_err(|error| damaged(error.to_string()))?;
    if stated.as_deref() != Some(STUDY_FORMAT) {
        return Err(StudyFolderError::OtherFormat { path, found: stated, command: command_of(file) });
    }
    let study = match file {
        COMPARISON => shaped(&bytes).map(Study::Comparison),
        VERIFICATION => shaped(&bytes).map(Study::Verification),
        SENSITIVITY => shaped(&bytes).map(Study::Sensitivity),
        APPROPRIATIONS => shaped(&bytes).map(Study::Appropriations),
        EXACT => shaped(&bytes).map(Study::Exact),
        _ => shaped(&bytes).map(Study::Readings),
    };
    let study = study.map_err(|error| damaged(error.to_string()))?;
    Ok((study, read_manifest(folder, file)?))
}

fn shaped<T: DeserializeOwned>(bytes: &[u8]) -> Result<Box<T>, serde_json::Error> {
    serde_json::from_slice(bytes).map(Box::new)
}

/// The command that writes a study's file.
fn command_of(file: &str) -> &'static str {
    match file {
        COMPARISON => "compare",
        VERIFICATION => "verify",
        SENSITIVITY => "sensitivity",
        APPROPRIATIONS => "appropriate",
        EXACT => "exact",
        _ => "readings",
    }
}
