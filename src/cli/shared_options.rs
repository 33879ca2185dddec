//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::things;

/// How much is simulated, and how.
#[derive(Debug, Args)]
pub(super) struct Sampling {
    /// How many paths to simulate.
    #[arg(long, value_name = "N", default_value = "100000", value_parser = paths, allow_negative_numbers = true)]
    pub paths: u64,
    /// The seed of all chance.
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// How many threads; 0 takes as many as the machine offers. Results do not depend on it.
    #[arg(long, value_name = "T", default_value_t = 0, value_parser = threads, allow_negative_numbers = true)]
    pub threads: usize,
}

/// Where a study goes and what is printed of it.
#[derive(Debug, Args)]
pub(super) struct Outcome {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language that it names.
    pub fn named(self) -> things::Language {
        match self {
            Language::Zh => things::Language::Chinese,
            Language::En => things::Language::English,
        }
    }
}

pub(super) fn paths(text: &str) -> Result<u64, String> {
    let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    match plain.parse::<u64>() {
        Ok(0) => Err("a run needs at least one path".into()),
        Ok(paths) if paths > u64::from(u32::MAX) => Err(format!("a run counts at most {} paths", u32::MAX)),
        Ok(paths) => Ok(paths),
        Err(_) => Err("write a whole number, like 100000".into()),
    }
}

pub(super) fn seed(text: &str) -> Result<u64, String> {
    text.parse::<u64>().map_err(|_| format!("write a whole number from 0 to {}", u64::MAX))
}

pub(super) fn threads(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(threads) if threads <= 1024 => Ok(threads),
        Ok(_) => Err("at most 1024 threads".into()),
        Err(_) => Err("write a whole number, like 2; 0 takes as many as the machine offers".into()),
    }
}
