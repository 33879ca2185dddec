//! Loaded files and places in them.

use std::io;
use std::ops::Range;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Where files come from: a closure over [`std::fs::read`], or texts in memory.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Whatever keeps the file from being read.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

impl<F: Fn(&Path) -> io::Result<Vec<u8>>> Files for F {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self(path)
    }
}

/// The most bytes of a file: what is larger is no scenario or policy, and would be read and shown for minutes.
pub const MOST_BYTES: usize = 500_000;

/// A file that was loaded, by its position among the loaded ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(usize);

/// A stretch of a loaded file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Place {
    /// A place in a file.
    pub fn new(file: FileId, span: Range<usize>) -> Self {
        Place { file, start: span.start, end: span.end.max(span.start) }
    }

    /// The file's first character.
    pub fn top_of(file: FileId) -> Self {
        Place { file, start: 0, end: 0 }
    }
}

/// A file that went into a scenario.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InputFile {
    /// Its name as given, or as the path that led to it; `policy:ID` for an embedded policy.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// One loaded file.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    pub name: String,
    pub text: String,
    sha256: String,
}

/// All loaded files.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file. Bytes that are no UTF-8 are shown as replacement characters; the position of the first of
    /// them in that text is returned.
    pub fn add(&mut self, name: String, bytes: &[u8]) -> (FileId, Option<usize>) {
        let invalid = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
        (self.add_decoded(name, bytes, String::from_utf8_lossy(bytes).into_owned()), invalid)
    }

    /// Adds a file whose bytes are this text in whatever encoding.
    pub fn add_decoded(&mut self, name: String, bytes: &[u8], text: String) -> FileId {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.files.push(SourceFile { name, text, sha256 });
        FileId(self.files.len() - 1)
    }

    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// Line and column of a place, both from 1, the column in characters.
    pub fn line_and_column(&self, place: Place) -> (usize, usize) {
        let text = &self.file(place.file).text;
        let before = &text[..floor_boundary(text, place.start)];
        let line_start = before.rfind('\n').map_or(0, |index| index + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1;
        (line, column)
    }

    /// The files that were read, in the order of reading, each once.
    pub fn inputs(&self) -> Vec<InputFile> {
        let mut inputs: Vec<InputFile> = Vec::new();
        for file in &self.files {
            let input = InputFile { name: file.name.clone(), sha256: file.sha256.clone() };
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
        inputs
    }
}

/// The last character boundary at or before a byte position.
pub(crate) fn floor_boundary(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let mut sources = Sources::default();
        let text = "a = 1\r\nname = { zh = \"高新区\", en = 2 }\n";
        let (file, invalid) = sources.add("x.toml".into(), text.as_bytes());
        assert_eq!(invalid, None);
        let at = text.find('2').unwrap();
        assert_eq!(sources.line_and_column(Place::new(file, at..at + 1)), (2, 27));
        assert_eq!(sources.line_and_column(Place::top_of(file)), (1, 1));
        assert_eq!(sources.line_and_column(Place::new(file, 10_000..10_001)), (3, 1));
    }

    #[test]
    fn bytes_that_are_no_text_are_found() {
        let mut sources = Sources::default();
        assert_eq!(sources.add("x".into(), b"ab\xff").1, Some(2));
    }
}
