//! `fiscast schema`.

use std::io;

use crate::scenario_file::{FileKind, schema};

use super::arguments::{SchemaArguments, SchemaKind};
use super::disk::say;
use super::exit::Failure;

/// Prints the schema of a kind of files.
pub(super) fn print_schema(arguments: &SchemaArguments) -> Result<(), Failure> {
    let kind = match arguments.kind {
        SchemaKind::Scenario => FileKind::Scenario,
        SchemaKind::Policy => FileKind::Policy,
    };
    say(io::stdout(), &schema(kind));
    Ok(())
}
