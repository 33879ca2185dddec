//! Arguments of `fiscast verify` and `fiscast exact`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::{Language, paths, seed, threads};

/// The distribution of every series is computed without simulating, from the model alone, and held against simulated paths: once with
/// the shared drivers' effect switched off, and once with it for the clauses that it does not touch.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast verify scenarios/baseline.toml\n  \
    fiscast verify scenarios/baseline.toml --paths 1000000 --all --lang en\n  \
    fiscast verify scenarios/low.toml scenarios/stretch.toml --out checks\n\n\
Exit code 1 when they differ by more than chance explains. Results go to DIR/<scenario id>-verify/: verification.csv, \
verification.json, the scenario, the policy and a manifest.")]
pub(super) struct VerifyArguments {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// How many paths to simulate each time.
    #[arg(long, value_name = "N", default_value = "200000", value_parser = paths, allow_negative_numbers = true)]
    pub paths: u64,
    /// The seed of all chance.
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// How many threads; 0 takes as many as the machine offers. Results do not depend on it.
    #[arg(long, value_name = "T", default_value_t = 0, value_parser = threads, allow_negative_numbers = true)]
    pub threads: usize,
    /// Where results folders go.
    #[arg(long, value_name = "DIR", default_value = "results")]
    pub out: PathBuf,
    /// Replace other results, and whatever else stands in the folder.
    #[arg(long)]
    pub force: bool,
    /// Print every series, the least likely first.
    #[arg(long)]
    pub all: bool,
    /// Print JSON; amounts in fen.
    #[arg(long)]
    pub json: bool,
    /// Language of the text.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    pub lang: Language,
}

/// The budget table, every series and its distribution are computed without simulating, from the model alone; the shared drivers'
/// effect is switched off, and where they have one the means of the clauses that they touch are given with it as well.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast exact scenarios/baseline.toml\n  \
    fiscast exact scenarios/baseline.toml --with scenarios/splits/even.toml --lang en\n\n\
Results go to DIR/<scenario id>-exact/: budget.csv, series.csv, exact.json, charts/, report.html, the scenario, the policy and a manifest.")]
pub(super) struct ExactArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// Where results folders go.
    #[arg(long, value_name = "DIR", default_value = "results")]
    pub out: PathBuf,
    /// Replace other results, and whatever else stands in the folder.
    #[arg(long)]
    pub force: bool,
    /// Print JSON; amounts in fen.
    #[arg(long)]
    pub json: bool,
    /// Language of the text.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    pub lang: Language,
}
