//! Text files as every reader of them needs them: sources with places, problems with line, caret and advice, TOML as a
//! tree that knows its places, kinds of values, and sections that report what they do not know or miss.

#[cfg(test)]
pub(crate) mod asked;
pub(crate) mod diagnostics;
pub(crate) mod kinds;
pub(crate) mod reader;
pub(crate) mod source;
pub(crate) mod tree;

pub use diagnostics::{Diagnostic, Diagnostics, Severity};
pub use source::{Files, InputFile, MOST_BYTES};
