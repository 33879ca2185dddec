//! A results folder, written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::language::{Text, Told, both, system_reason};

use super::manifest::{InputRecord, Manifest, sha256_hex};

/// The name of the manifest in a folder.
const MANIFEST: &str = "manifest.json";

/// The name of a table of events in a folder.
pub const EVENTS: &str = "events.csv";

/// Why a folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It holds the results of something else.
    #[error(
        "{} holds the results of {} (scenario \"{found}\"): \
         add --force to replace them, or choose another folder with --out", path.display(), of.en
    )]
    OtherResults {
        /// The folder.
        path: PathBuf,
        /// What they are of and the new ones are not.
        of: Text,
        /// The scenario whose results it holds.
        found: String,
    },
    /// It is no results folder.
    #[error(
        "{} exists and is no results folder (it has no manifest.json): move it away, or choose another folder with --out",
        path.display()
    )]
    NotResults {
        /// The folder.
        path: PathBuf,
    },
    /// A file stands where a folder belongs.
    #[error("{} is a file, not a folder: choose another folder with --out", path.display())]
    NotAFolder {
        /// The file.
        path: PathBuf,
    },
    /// It holds files that no run wrote.
    #[error(
        "{} holds what no run wrote ({}): move them away, or add --force to lose them",
        path.display(), shown(files).en
    )]
    ForeignFiles {
        /// The folder.
        path: PathBuf,
        /// Their paths within the folder, in order.
        files: Vec<String>,
    },
    /// The file system refused.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// What was written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl Told for FolderError {
    fn told(&self) -> Text {
        let zh = match self {
            FolderError::OtherResults { path, of, found } => format!(
                "{} 存有{}的结果（情景 \"{found}\"）；请加 --force 予以替换，或用 --out 另选文件夹",
                path.display(),
                of.zh
            ),
            FolderError::NotResults { path } => format!(
                "{} 已存在，且不是结果文件夹（没有 manifest.json）；请将其移走，或用 --out 另选文件夹",
                path.display()
            ),
            FolderError::NotAFolder { path } => {
                format!("{} 是文件，不是文件夹；请用 --out 另选文件夹", path.display())
            }
            FolderError::ForeignFiles { path, files } => format!(
                "{} 中有并非运行所写的文件（{}）；请将其移走，或加 --force 予以删除",
                path.display(),
                shown(files).zh
            ),
            FolderError::Io { path, source } => {
                format!("无法写入 {}：{}", path.display(), system_reason(source))
            }
        };
        Text::new(zh, self.to_string())
    }
}

/// The files of a run, gathered in memory and then written together.
#[derive(Debug, Default)]
pub struct ResultsFolder {
    files: Vec<(String, Vec<u8>)>,
}

impl ResultsFolder {
    /// No files yet.
    pub fn new() -> Self {
        ResultsFolder::default()
    }

    /// Adds a file by its path within the folder, with `/` between folders.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.push((name.into(), bytes.into()));
    }

    /// The files added, with their hashes.
    pub fn records(&self) -> Vec<InputRecord> {
        let record =
            |(name, bytes): &(String, Vec<u8>)| InputRecord { name: name.clone(), sha256: sha256_hex(bytes) };
        self.files.iter().map(record).collect()
    }

    /// Checks that a folder may be written: it does not exist, is empty, holds what the same command made from
    /// the same scenarios, policies and events, or holds other results or further files and `force` is set. What
    /// the new results are made from are the files added so far.
    ///
    /// # Errors
    /// All but [`FolderError::Io`].
    pub fn check(&self, path: &Path, command: &str, force: bool) -> Result<(), FolderError> {
        if let Some(file) = path.ancestors().find(|above| above.is_file()) {
            return Err(FolderError::NotAFolder { path: file.to_path_buf() });
        }
        if !path.exists() {
            return Ok(());
        }
        let empty = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
        if empty {
            return Ok(());
        }
        let manifest = fs::read(path.join(MANIFEST)).ok();
        let manifest = manifest.and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
        let Some(manifest) = manifest else {
            return Err(FolderError::NotResults { path: path.to_path_buf() });
        };
        if force {
            return Ok(());
        }
        if let Some(of) = self.other_origin(command, &manifest) {
            return Err(FolderError::OtherResults { path: path.to_path_buf(), of, found: manifest.scenario });
        }
        let ours = |name: &String| name == MANIFEST || manifest.files.iter().any(|file| file.name == *name);
        let foreign: Vec<String> = files_below(path).into_iter().filter(|name| !ours(name)).collect();
        if foreign.is_empty() {
            return Ok(());
        }
        Err(FolderError::ForeignFiles { path: path.to_path_buf(), files: foreign })
    }

    /// What standing results were made from and these are not; none where both have one origin.
    fn other_origin(&self, command: &str, standing: &Manifest) -> Option<Text> {
        if standing.command() != command {
            let other = standing.command();
            return Some(both!(
                " `fiscast {other}`（而非 `fiscast {command}`）",
                "`fiscast {other}`, not of `fiscast {command}`"
            ));
        }
        let (new, old) = (self.records(), &standing.files);
        let known = |records: &[InputRecord], of: &InputRecord| records.contains(of);
        let gone = old.iter().filter(|file| is_input(&file.name) && !known(&new, file));
        let added = new.iter().filter(|file| is_input(&file.name) && !known(old, file));
        let differing: Vec<&str> = gone.chain(added).map(|file| file.name.as_str()).collect();
        let any = |ending: &str| differing.iter().any(|name| name.ends_with(ending));
        Some(match () {
            () if any("scenario.toml") => {
                both!("另一情景或此情景较早版本", "another scenario or of an earlier version of this one")
            }
            () if any(".toml") => {
                both!("另一政策或此政策较早版本", "another policy or of an earlier version of this one")
            }
            () if any(EVENTS) => both!(
                "另一事项表或此表较早版本",
                "another table of events or of an earlier version of this one"
            ),
            () => return None,
        })
    }

    /// Writes the files and the manifest beside the folder and then puts them in its place, so that a reader
    /// never sees half of it.
    ///
    /// # Errors
    /// Those of [`ResultsFolder::check`], and [`FolderError::Io`]; what stood at `path` before is then still there.
    pub fn write(self, path: &Path, manifest: &Manifest, force: bool) -> Result<(), FolderError> {
        self.check(path, manifest.command(), force)?;
        let partial = sibling(path, "partial");
        let result = self.write_partial(&partial, manifest).and_then(|()| replace(path, &partial));
        if result.is_err() {
            // best effort: the error that matters is the first one
            let _ = fs::remove_dir_all(&partial);
        }
        result
    }

    /// Puts one file into a folder that a run wrote, and its hash into the manifest.
    ///
    /// # Errors
    /// [`FolderError::Io`].
    pub fn put(path: &Path, mut manifest: Manifest, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let record = InputRecord { name: name.to_owned(), sha256: sha256_hex(bytes) };
        match manifest.files.iter_mut().find(|file| file.name == name) {
            Some(file) => *file = record,
            None => manifest.files.push(record),
        }
        let manifest = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain text");
        for (name, bytes) in [(name, bytes), (MANIFEST, with_newline(&manifest).as_slice())] {
            let file = path.join(name);
            fs::write(&file, bytes).map_err(|source| io_error(&file, source))?;
        }
        Ok(())
    }

    fn write_partial(&self, partial: &Path, manifest: &Manifest) -> Result<(), FolderError> {
        let manifest = serde_json::to_vec_pretty(manifest).expect("a manifest is plain text");
        let files = self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in files.chain([(MANIFEST, with_newline(&manifest).as_slice())]) {
            let file = partial.join(name);
            let folder = file.parent().expect("a file within the folder");
            fs::create_dir_all(folder).map_err(|source| io_error(folder, source))?;
            fs::write(&file, bytes).map_err(|source| io_error(&file, source))?;
        }
        Ok(())
    }
}

/// Whether a folder's file is what its results are made from: a scenario, a policy or a table of events.
fn is_input(name: &str) -> bool {
    name.ends_with(".toml") || name == EVENTS
}

/// Puts `partial` at `path`; what stood there is moved aside first and removed last.
fn replace(path: &Path, partial: &Path) -> Result<(), FolderError> {
    let old = sibling(path, "old");
    let existed = path.exists();
    if existed {
        fs::rename(path, &old).map_err(|source| io_error(path, source))?;
    }
    if let Err(source) = fs::rename(partial, path) {
        if existed {
            fs::rename(&old, path).map_err(|source| io_error(&old, source))?;
        }
        return Err(io_error(path, source));
    }
    if existed {
        fs::remove_dir_all(&old).map_err(|source| io_error(&old, source))?;
    }
    Ok(())
}

/// The files below a folder by their path within it, with `/` between folders, in order; an empty folder is
/// none. What cannot be listed shows as itself.
fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut left = vec![(String::new(), folder.to_path_buf())];
    while let Some((name, path)) = left.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            files.push(name);
            continue;
        };
        for entry in entries.flatten() {
            let below = entry.file_name().to_string_lossy().into_owned();
            let below = if name.is_empty() { below } else { format!("{name}/{below}") };
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => left.push((below, entry.path())),
                _ => files.push(below),
            }
        }
    }
    files.sort();
    files
}

/// A few names of a list.
fn shown(names: &[String]) -> Text {
    const MOST: usize = 5;
    let further = names.len().saturating_sub(MOST);
    let first = &names[..names.len() - further];
    let list = Text::new(first.join("、"), first.join(", "));
    if further == 0 {
        list
    } else {
        list.then(&format!(" 等 {} 个", names.len()), &format!(" and {further} more"))
    }
}

fn sibling(path: &Path, suffix: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{suffix}-{}", std::process::id()))
}

fn with_newline(bytes: &[u8]) -> Vec<u8> {
    [bytes, b"\n"].concat()
}

fn io_error(path: &Path, source: io::Error) -> FolderError {
    FolderError::Io { path: path.to_path_buf(), source }
}
