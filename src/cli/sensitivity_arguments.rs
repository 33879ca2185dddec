//! Arguments of `fiscast sensitivity`.

use std::path::PathBuf;

use clap::Args;

use super::arguments::{Language, paths, seed, threads};

/// Every parameter with low and high, or named alternatives, is set to each of them alone, all else as it is, on the same chances; a
/// difference is one path by path.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast sensitivity scenarios/baseline.toml\n  \
    fiscast sensitivity scenarios/low.toml --parameter pipeline.count --lang en\n\n\
Results go to DIR/<scenario id>-sensitivity/: tornado.csv, sensitivity.json, the scenario, the policy and a manifest.")]
pub(super) struct SensitivityArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// Vary this parameter only, by its path in files; may be repeated. All that have a range where absent.
    #[arg(long = "parameter", value_name = "PATH")]
    pub parameters: Vec<String>,
    /// How many paths to simulate.
    #[arg(long, value_name = "N", default_value = "100000", value_parser = paths, allow_negative_numbers = true)]
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
    /// Print JSON; amounts in fen.
    #[arg(long)]
    pub json: bool,
    /// Language of the text.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    pub lang: Language,
}
