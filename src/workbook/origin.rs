//! What a workbook's numbers are of.

use crate::tables::{grouped, grouped_wan};

use super::text::within_a_line;

/// What every sheet says of its numbers.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// What stands at the head of printed pages.
    pub title: String,
    /// What stands below each sheet's title.
    pub source: String,
    /// Name and version of the program.
    pub program: String,
    /// How many letters the largest amount takes in 万元.
    pub widest_amount: f64,
}

impl Origin {
    /// The line of a scenario, its paths and its seed.
    pub fn source(title: &str, id: &str, paths: u64, seed: u64) -> String {
        let paths = grouped(&paths.to_string());
        let (title, id) = (within_a_line(title, 40), within_a_line(id, 64));
        format!("情景 Scenario：{title}（{id}）　路径 Paths：{paths}　种子 Seed：{seed}")
    }

    /// The line of a scenario that was computed, and whether the shared drivers' effect was switched off for it.
    pub fn exact(title: &str, id: &str, without_drivers: bool) -> String {
        let (title, id) = (within_a_line(title, 40), within_a_line(id, 64));
        let drivers =
            if without_drivers { "　年度共同因素的影响设为零 shared drivers off" } else { "" };
        format!("情景 Scenario：{title}（{id}）　精确值 Exact，无抽样误差 no sampling error{drivers}")
    }

    /// How many letters an amount in fen takes in 万元 with its two decimals.
    pub fn letters(fen: f64) -> f64 {
        (grouped_wan(fen).len() + 3) as f64
    }
}
