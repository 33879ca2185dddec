//! Findings read back from a results folder, so that charts and reports need no second simulation.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::findings::{FORMAT, Findings};
use crate::language::{Text, Told, system_reason};
use crate::quantities::{Horizon, Year};

/// The name of the file in a folder.
pub const FINDINGS: &str = "findings.json";

/// Why a folder gives no findings.
#[derive(Debug, thiserror::Error)]
pub enum FindingsError {
    /// There is no such file, or it cannot be opened.
    #[error("{} cannot be read ({source}): name a folder that `fiscast run` has written", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another version of the program wrote it.
    #[error(
        "{} was written by another version of the program ({}; this one reads \"{FORMAT}\"): run `fiscast run` again",
        path.display(), format_words(found.as_deref())
    )]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// Its format; none where it states none.
        found: Option<String>,
    },
    /// It is not what a run wrote.
    #[error("{} is damaged ({reason}): run the scenario again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

impl Told for FindingsError {
    fn told(&self) -> Text {
        let zh = match self {
            FindingsError::Unreadable { path, source } => {
                let reason = system_reason(source);
                format!("无法读取 {}（{reason}）；请指定由 `fiscast run` 写成的文件夹", path.display())
            }
            FindingsError::OtherFormat { path, found } => format!(
                "{} 由本程序的其他版本写成（{}；本版本读取 \"{FORMAT}\"）；请重新运行 `fiscast run`",
                path.display(),
                stated_format_words(found.as_deref())
            ),
            FindingsError::Damaged { path, reason } => {
                format!("{} 已损坏（{reason}）；请重新运行情景", path.display())
            }
        };
        Text::new(zh, self.to_string())
    }
}

/// The findings that a run left in a folder, to the last bit.
///
/// # Errors
/// [`FindingsError`]: no file, another format, or a file that is not what a run wrote.
pub fn read_findings(folder: &Path) -> Result<Findings, FindingsError> {
    let path = folder.join(FINDINGS);
    let bytes = fs::read(&path).map_err(|source| FindingsError::Unreadable { path: path.clone(), source })?;
    let damaged = |reason: String| FindingsError::Damaged { path: path.clone(), reason };
    // the format is asked first, for another one may have another shape
    let stated = stated_format(&bytes).map_err(|error| damaged(error.to_string()))?;
    if stated.as_deref() != Some(FORMAT) {
        return Err(FindingsError::OtherFormat { path, found: stated });
    }
    let findings: Findings = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    if findings.sample.is_none() {
        return Err(damaged("it has no seed or no number of paths".to_owned()));
    }
    let (first, last) = (findings.scenario.first_year, findings.scenario.last_year);
    Year::new(first.into())
        .and_then(|first| Horizon::new(first, Year::new(last.into())?))
        .map_err(|error| damaged(error.to_string()))?;
    Ok(findings)
}

/// The format that a file of results states; none where it states none, as early versions did.
pub(super) fn stated_format(bytes: &[u8]) -> Result<Option<String>, serde_json::Error> {
    let keys: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(bytes)?;
    Ok(keys.get("format").and_then(|format| format.as_str()).map(str::to_owned))
}

/// A format as messages name it.
pub(super) fn stated_format_words(found: Option<&str>) -> String {
    found.map_or_else(|| "其中未注明格式".to_owned(), |found| format!("其格式为 \"{found}\""))
}

pub(super) fn format_words(found: Option<&str>) -> String {
    found.map_or_else(|| "it states no format".to_owned(), |found| format!("its format is \"{found}\""))
}
