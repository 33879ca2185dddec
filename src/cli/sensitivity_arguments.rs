//! Arguments of `fiscast sensitivity`.

use std::path::PathBuf;

use clap::Args;

use crate::language::both;

use super::argument_error::ArgumentError;
use super::shared_options::{Outcome, Sampling, paths};

/// Say which assumptions drive the cost: each parameter alone over its range, on the same paths.
///
/// Every parameter with low and high, or named alternatives, is set to each of them alone, all else as it is, on the same chances; a
/// difference is one path by path.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast sensitivity scenarios/baseline.toml\n  \
    fiscast sensitivity scenarios/low.toml --parameter pipeline.count --lang en\n  \
    fiscast sensitivity scenarios/baseline.toml --indices --paths 20000\n\n\
Results go to DIR/<scenario id>-sensitivity/: report.html, sensitivity.xlsx, charts/, tornado.csv, \
sensitivity.json, the scenario, the policy and a manifest; with --indices indices.csv as well.")]
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
    /// Draw all parameters from their ranges as well, and say where the spread comes from: variance-based indices of each parameter
    /// and group, and the parts of ignorance and luck. Takes as long as some fifty runs.
    #[arg(long)]
    pub indices: bool,
    /// Index these parameters together, as name=path,path; may be repeated. The parts of the model where absent.
    #[arg(long = "group", value_name = "NAME=PATHS", value_parser = group, requires = "indices")]
    pub groups: Vec<(String, Vec<String>)>,
    /// Rows of the indices' design, a power of two; each is evaluated once for every parameter and group and twice more.
    #[arg(long, value_name = "R", default_value = "1024", value_parser = rows, requires = "indices")]
    pub rows: u32,
    /// Paths of each evaluation, the same for all.
    #[arg(long, value_name = "N", default_value = "100", value_parser = paths, requires = "indices")]
    pub inner: u64,
    #[command(flatten)]
    pub sampling: Sampling,
    #[command(flatten)]
    pub outcome: Outcome,
}

/// A group's name and the paths of its parameters.
fn group(text: &str) -> Result<(String, Vec<String>), ArgumentError> {
    let example = || {
        both!(
            "请写名称与参数路径，如 growth=spin_offs.growth_mean,spin_offs.growth_sigma",
            "write a name and paths, like growth=spin_offs.growth_mean,spin_offs.growth_sigma"
        )
    };
    let (name, paths) = text.split_once('=').ok_or_else(example)?;
    let paths: Vec<String> = paths.split([',', '，']).map(|path| path.trim().to_owned()).collect();
    let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
    if !is_word || paths.iter().any(String::is_empty) {
        return Err(example().into());
    }
    Ok((name.to_owned(), paths))
}

fn rows(text: &str) -> Result<u32, ArgumentError> {
    match text.parse::<u32>() {
        Ok(rows) if rows.is_power_of_two() && (2..=65_536).contains(&rows) => Ok(rows),
        _ => Err(both!(
            "请写 2 到 65536 之间的 2 的幂，如 1024",
            "write a power of two from 2 to 65536, like 1024"
        )
        .into()),
    }
}
