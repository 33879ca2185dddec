//! `fiscast clauses`.

use std::io;
use std::path::Path;

use crate::language::Language;
use crate::policy::Policy;
use crate::scenario_file::{embedded_policy, load_policy};
use crate::tables::coverage_table;

use super::arguments::ClausesArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// The policy of the program.
const EMBEDDED: &str = "xinxiang-2022-9";

/// Prints what each clause of a policy pays, or why it pays nothing.
pub(super) fn clauses(arguments: &ClausesArguments, language: Language) -> Result<(), Failure> {
    let policy = match &arguments.policy {
        Some(path) => from_file(path, language)?,
        None => embedded_policy(EMBEDDED).map_err(Failure::Failed)?,
    };
    say(io::stdout(), &coverage_table(&policy, language));
    Ok(())
}

fn from_file(path: &Path, language: Language) -> Result<Policy, Failure> {
    let loaded = load_policy(path, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(language, colour()));
    loaded.policy.ok_or_else(Failure::printed)
}
