//! `fiscast completions`.

use std::io;

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsArguments};
use super::disk::write_bytes;
use super::exit::Failure;

/// Prints the completions of a shell.
pub(super) fn completions(arguments: &CompletionsArguments) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), env!("CARGO_PKG_NAME"), &mut bytes);
    write_bytes(io::stdout(), &bytes);
    Ok(())
}
