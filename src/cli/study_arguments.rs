//! Arguments of `fiscast compare`, `fiscast readings` and `fiscast appropriate`.

use std::path::PathBuf;

use clap::{Arg, Args};
use rust_decimal::Decimal;

use super::shared_options::{Outcome, Sampling, paths, seed, threads};
use crate::quantities::Money;

/// Compare scenarios on the same chances: what each costs more or less than the first, path by path.
///
/// Scenarios share their random draws, institute by institute and firm by firm, so that a difference is one path by path and most of the
/// chance cancels.
#[derive(Debug, Args)]
#[command(
    after_help = "A scenario is a file, a file with overlays as scenario.toml+overlay.toml, or a results folder.\n\nExamples:\n  \
    fiscast compare scenarios/baseline.toml scenarios/extended-to-2025.toml\n  \
    fiscast compare scenarios/baseline.toml scenarios/low.toml scenarios/stretch.toml --lang en\n  \
    fiscast compare results/baseline scenarios/baseline.toml+scenarios/splits/even.toml\n\n\
Results go to DIR/compare-<ids>/: report.html, differences.xlsx, charts/, differences.csv, quantiles.csv, parameters.csv, \
differences.json, the scenarios, the policies and a manifest."
)]
pub(super) struct CompareArguments {
    /// The scenario against which the others are held.
    #[arg(value_name = "BASE")]
    pub base: String,
    /// The others: one to eleven.
    #[arg(required = true, num_args = 1..=11, value_name = "OTHER")]
    pub others: Vec<String>,
    /// Put a further file's changes on top of each; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// How many paths to simulate.
    #[arg(long, value_name = "N", default_value = "100000", value_parser = paths, allow_negative_numbers = true)]
    pub paths: u64,
    /// The seed of all chance, which all share; that of the results folders where absent, or 1.
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// How many threads; 0 takes as many as the machine offers. Results do not depend on it.
    #[arg(long, value_name = "T", default_value_t = 0, value_parser = threads, allow_negative_numbers = true)]
    pub threads: usize,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// Price each open phrase of the policy: every option of every reading, alone and combined, on the same paths.
///
/// Histories are drawn once and settled under every option, so that differences are exact path by path. An option is compared with
/// the scenario's own readings; all combinations are priced beside them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast readings scenarios/baseline.toml\n  \
    fiscast readings scenarios/baseline.toml --switch evaluation_effect --switch subsidy_after_expiry\n\n\
Results go to DIR/<scenario id>-readings/: report.html, readings.xlsx, charts/, readings.csv, combinations.csv, \
readings.json, the scenario, the policy and a manifest.")]
pub(super) struct ReadingsArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// Compare the options of this reading alone; may be repeated. All readings where absent.
    #[arg(long = "switch", value_name = "READING", value_parser = super::readings::switch)]
    pub switches: Vec<String>,
    /// Leave the combinations out.
    #[arg(long)]
    pub alone: bool,
    #[command(flatten)]
    pub sampling: Sampling,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// Find the cheapest yearly appropriations that keep arrears rare, and judge stated ones.
///
/// How likely arrears are under yearly appropriations of the special fund, and how large; and the cheapest appropriations that keep
/// them within a chance in every year, solved exactly on the simulated paths and checked on as many further ones: for the fund
/// and for each county, with unspent appropriation carried over and without.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast appropriate scenarios/baseline.toml\n  \
    fiscast appropriate scenarios/baseline.toml --chance 10% --lang en\n  \
    fiscast appropriate two-years.toml --appropriations 350万元,600万元\n  \
    fiscast appropriate scenarios/baseline.toml --total 2000万元\n\n\
Results go to DIR/<scenario id>-appropriate/: report.html, appropriate.xlsx, charts/, appropriations.csv, \
frontier.csv, appropriate.json, the scenario, the policy and a manifest.")]
#[command(mut_args(solving_paths))]
pub(super) struct AppropriateArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// The chance of arrears that no year may exceed; what the scenario's confidence leaves, where absent.
    #[arg(long, value_name = "CHANCE", value_parser = super::appropriate::chance, allow_hyphen_values = true)]
    pub chance: Option<Decimal>,
    /// The special fund's appropriations to judge, one for each year; the scenario's own where absent.
    #[arg(long, value_name = "AMOUNT,…", value_delimiter = ',', value_parser = super::appropriate::amount, allow_hyphen_values = true)]
    pub appropriations: Vec<Money>,
    /// A total to spread over the years so that the largest yearly chance of arrears is least.
    #[arg(long, value_name = "AMOUNT", value_parser = super::appropriate::amount, allow_hyphen_values = true, conflicts_with = "appropriations")]
    pub total: Option<Money>,
    #[command(flatten)]
    pub sampling: Sampling,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// Says of the number of paths what this command does with them; in its place, which `mut_arg` does not keep.
fn solving_paths(argument: Arg) -> Arg {
    if argument.get_id() != "paths" {
        return argument;
    }
    argument.help("How many paths to solve on; as many further ones check the solution")
}
