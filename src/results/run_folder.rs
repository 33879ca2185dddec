//! A results folder read back: its findings and its manifest, which must belong to each other.

use std::fs;
use std::path::{Path, PathBuf};

use crate::findings::Findings;
use crate::language::{Text, Told};

use super::findings_file::{FINDINGS, FindingsError, read_findings};
use super::manifest::{Manifest, sha256_hex};

/// Why a folder gives no run.
#[derive(Debug, thiserror::Error)]
pub enum RunFolderError {
    /// Its findings cannot be read.
    #[error(transparent)]
    Findings(#[from] FindingsError),
    /// Its manifest cannot be read.
    #[error("{} is no manifest of a run ({reason}): name a folder that `fiscast run` has written", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The manifest names other findings.
    #[error("{} is not the one that manifest.json names: restore it, or run the scenario again", path.display())]
    OtherFindings {
        /// The file.
        path: PathBuf,
    },
}

impl Told for RunFolderError {
    fn told(&self) -> Text {
        let zh = match self {
            RunFolderError::Findings(error) => return error.told(),
            RunFolderError::Manifest { path, reason } => {
                format!("{} 不是运行的清单（{reason}）；请指定由 `fiscast run` 写成的文件夹", path.display())
            }
            RunFolderError::OtherFindings { path } => {
                format!("{} 与 manifest.json 所记的不同；请恢复该文件，或重新运行情景", path.display())
            }
        };
        Text::new(zh, self.to_string())
    }
}

/// The findings and the manifest that a run left in a folder.
///
/// # Errors
/// [`RunFolderError`].
pub fn read_run(folder: &Path) -> Result<(Findings, Manifest), RunFolderError> {
    let findings = read_findings(folder)?;
    Ok((findings, read_manifest(folder, FINDINGS)?))
}

const MANIFEST: &str = "manifest.json";

/// What a folder was made from; none where it has no manifest.
///
/// # Errors
/// A manifest that cannot be read or is none.
pub fn manifest_of(folder: &Path) -> Result<Option<Manifest>, RunFolderError> {
    if folder.join(MANIFEST).exists() { parse_manifest(folder).map(Some) } else { Ok(None) }
}

fn parse_manifest(folder: &Path) -> Result<Manifest, RunFolderError> {
    let path = folder.join(MANIFEST);
    let unread = |reason: String| RunFolderError::Manifest { path: path.clone(), reason };
    let bytes = fs::read(&path).map_err(|error| unread(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unread(error.to_string()))
}

/// The manifest of a folder, which must name a file of it as it is.
pub(super) fn read_manifest(folder: &Path, file: &str) -> Result<Manifest, RunFolderError> {
    let manifest = parse_manifest(folder)?;
    let path = folder.join(file);
    let sha256 = fs::read(&path).map(|bytes| sha256_hex(&bytes)).unwrap_or_default();
    match manifest.files.iter().find(|named| named.name == file) {
        Some(named) if named.sha256 == sha256 => Ok(manifest),
        _ => Err(RunFolderError::OtherFindings { path }),
    }
}
