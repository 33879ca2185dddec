//! `fiscast show`.

use std::io;
use std::path::Path;

use crate::language::Language;
use crate::scenario::Scenario;
use crate::scenario_file::load_scenario;
use crate::tables::{assumptions_text, difference_text};

use super::arguments::ShowArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// Prints every parameter of a scenario, or what another scenario states otherwise.
pub(super) fn show(arguments: &ShowArguments, language: Language) -> Result<(), Failure> {
    let scenario = load(&arguments.scenario, arguments, language);
    let other = arguments.diff.as_deref().map(|other| load(other, arguments, language));
    let text = match (scenario, other) {
        (Some(scenario), None) => assumptions_text(&scenario, language),
        (Some(scenario), Some(Some(other))) => difference_text(&scenario, &other, language),
        (None, _) | (_, Some(None)) => return Err(Failure::printed()),
    };
    say(io::stdout(), &text);
    Ok(())
}

/// Loads a scenario with the overlays and prints its problems.
fn load(path: &Path, arguments: &ShowArguments, language: Language) -> Option<Scenario> {
    let loaded = load_scenario(path, &arguments.overlays, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(language, colour()));
    loaded.scenario
}
