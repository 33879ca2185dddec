//! `fiscast clauses`.

use std::io;
use std::path::Path;

use anyhow::anyhow;

use crate::policy::Policy;
use crate::scenario_file::{embedded_policy, load_policy};
use crate::tables::coverage_table;

use super::arguments::ClausesArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// The policy of the program.
const EMBEDDED: &str = "xinxiang-2022-9";

/// Prints what each clause of a policy pays, or why it pays nothing.
pub(super) fn clauses(arguments: &ClausesArguments) -> Result<(), Failure> {
    let policy = match &arguments.policy {
        Some(path) => from_file(path)?,
        None => embedded_policy(EMBEDDED).map_err(|problems| Failure::Failed(anyhow!(problems)))?,
    };
    say(io::stdout(), &coverage_table(&policy, arguments.lang.named()));
    Ok(())
}

fn from_file(path: &Path) -> Result<Policy, Failure> {
    let loaded = load_policy(path, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(colour()));
    loaded.policy.ok_or(Failure::WrongInput)
}
