//! `fiscast completions`.

use std::io;

use super::arguments::CompletionsArguments;
use super::command::command;
use super::disk::write_bytes;
use super::exit::Failure;
use crate::language::Language;

/// Prints the completions of a shell, with descriptions in a language.
pub(super) fn completions(arguments: &CompletionsArguments, language: Language) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut command(language, true),
        env!("CARGO_PKG_NAME"),
        &mut bytes,
    );
    write_bytes(io::stdout(), &bytes);
    Ok(())
}
