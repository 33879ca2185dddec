//! The file system and the terminal, which only the command line touches.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use crate::files::{Files, MOST_BYTES};
use crate::language::{Language, Text};
use crate::tables::Paint;

/// Files on disk.
pub(super) struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // one byte more than is allowed tells that the file is too large, however large it is
        File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Prints bytes, as [`say`] does.
pub(super) fn write_bytes(mut stream: impl Write, bytes: &[u8]) {
    let _ = stream.write_all(bytes).and_then(|()| stream.flush());
}

/// Prints text; a reader that has gone has seen what it wanted, and the exit code tells the rest.
pub(super) fn say(stream: impl Write, text: &str) {
    write_bytes(stream, text.as_bytes());
}

/// Prints a warning on standard error.
pub(super) fn warn(language: Language, text: &Text) {
    say(io::stderr(), &format!("{}{}\n", language.say("警告：", "warning: "), language.of(text)));
}

/// Whether messages on standard error are coloured: on a terminal, and never with `NO_COLOR`.
pub(super) fn colour() -> bool {
    io::stderr().is_terminal() && colours_are_wanted()
}

/// The colours of standard output: those of a terminal, and never any with `NO_COLOR`.
pub(super) fn paint() -> Paint {
    if io::stdout().is_terminal() && colours_are_wanted() { Paint::Colours } else { Paint::Plain }
}

fn colours_are_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|terminal| terminal != "dumb")
}
