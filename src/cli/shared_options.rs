//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::argument_error::ArgumentError;
use crate::language::both;
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

pub(super) fn paths(text: &str) -> Result<u64, ArgumentError> {
    let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    match plain.parse::<u64>() {
        Ok(0) => Err(both!("至少要有一条路径", "a run needs at least one path").into()),
        Ok(paths) if paths > u64::from(u32::MAX) => {
            let most = u32::MAX;
            Err(both!("最多 {most} 条路径", "a run counts at most {most} paths").into())
        }
        Ok(paths) => Ok(paths),
        Err(_) => Err(both!("请写整数，如 100000", "write a whole number, like 100000").into()),
    }
}

pub(super) fn seed(text: &str) -> Result<u64, ArgumentError> {
    let most = u64::MAX;
    let told = || both!("请写 0 到 {most} 的整数", "write a whole number from 0 to {most}").into();
    text.parse::<u64>().map_err(|_| told())
}

pub(super) fn threads(text: &str) -> Result<usize, ArgumentError> {
    match text.parse::<usize>() {
        Ok(threads) if threads <= 1024 => Ok(threads),
        Ok(_) => Err(both!("最多 1024 个线程", "at most 1024 threads").into()),
        Err(_) => Err(both!(
            "请写整数，如 2；0 表示用尽本机的线程",
            "write a whole number, like 2; 0 takes as many as the machine offers"
        )
        .into()),
    }
}
