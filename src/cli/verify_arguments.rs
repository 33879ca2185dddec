//! Arguments of `fiscast verify` and `fiscast exact`.

use std::path::PathBuf;

use clap::{Arg, Args};

use super::argument_error::ArgumentError;
use super::shared_options::{Outcome, Sampling, paths};
use crate::language::both;

/// Prove a simulation: hold it against distributions computed without simulating.
///
/// The distribution of every series is computed without simulating, from the model alone, and held against simulated paths: once with
/// the shared drivers' effect switched off, and once with it for the clauses that it does not touch.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast verify scenarios/baseline.toml\n  \
    fiscast verify scenarios/baseline.toml --paths 1000000 --all --lang en\n  \
    fiscast verify scenarios/low.toml scenarios/stretch.toml --out checks\n\n\
Exit code 1 when they differ by more than chance explains. Results go to DIR/<scenario id>-verify/: report.html, charts/, \
verification.csv, verification.json, the scenario, the policy and a manifest.")]
#[command(mut_args(paths_each_time))]
pub(super) struct VerifyArguments {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    #[command(flatten)]
    pub sampling: Sampling,
    /// Print every series, the least likely first.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// Compute the budget table without simulating: exact distributions, no sampling error.
///
/// The budget table, every series and its distribution are computed without simulating, from the model alone; the shared drivers'
/// effect is switched off, and where they have one the means of the clauses that they touch are given with it as well.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast exact scenarios/baseline.toml\n  \
    fiscast exact scenarios/baseline.toml --with scenarios/splits/even.toml\n  \
    fiscast exact scenarios/tutorial.toml --lang en\n\n\
Results go to DIR/<scenario id>-exact/: report.html, exact.xlsx, charts/, budget.csv, series.csv, exact.json, \
the scenario, the policy and a manifest.")]
pub(super) struct ExactArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// Says of the number of paths what this command does with them; in its place, which `mut_arg` does not keep.
fn paths_each_time(argument: Arg) -> Arg {
    if argument.get_id() != "paths" {
        return argument;
    }
    argument
        .help("How many paths to simulate each time; at least 1000, as fewer tell nothing")
        .default_value("200000")
        .value_parser(enough_paths)
}

/// With fewer paths the bounds are so wide that a wrong engine passes.
fn enough_paths(text: &str) -> Result<u64, ArgumentError> {
    match paths(text)? {
        0..1000 => {
            Err(both!("至少 1000 条路径：再少则什么也检验不出", "at least 1000 paths: fewer tell nothing")
                .into())
        }
        paths => Ok(paths),
    }
}
