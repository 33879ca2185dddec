//! `fiscast run --precision`: as many paths as the precision asked for needs.

use std::sync::atomic::AtomicBool;

use rust_decimal::Decimal;

use crate::findings::{PrecisionFinding, horizon_cash, precision_finding};
use crate::language::{Language, Text, Told, both};
use crate::quantities::Share;
use crate::results::PrecisionRecord;
use crate::scenario::Scenario;
use crate::simulation::{Aim, Engine, Progress, SimulationError, Tally, simulate, simulate_until};
use crate::statistics::Precision;
use crate::tables::precision_text;

use super::argument_error::ArgumentError;
use super::arguments::RunArguments;

/// The paths of the first round.
pub(super) const FIRST: u64 = 10_000;

/// A run's tally and, where a precision was asked for, what was reached.
pub(super) struct Simulated {
    pub tally: Tally,
    reached: Option<PrecisionFinding>,
}

/// Simulates as many paths as asked, or as the precision asked for needs.
pub(super) fn simulated(
    engine: &Engine,
    scenario: &Scenario,
    arguments: &RunArguments,
    progress: &dyn Progress,
    stop: &AtomicBool,
) -> Result<Simulated, SimulationError> {
    let threads = arguments.threads;
    let Some(precision) = arguments.precision else {
        let tally = simulate(engine, 0..arguments.paths, threads, progress, stop)?;
        return Ok(Simulated { tally, reached: None });
    };
    let aim = Aim {
        cell: engine.layout().cell(&horizon_cash()).expect("a series of every run"),
        p: scenario.confidence.value(),
        precision,
        first: FIRST.min(arguments.max_paths),
        most: arguments.max_paths,
    };
    let (tally, aimed) = simulate_until(engine, &aim, threads, progress, stop)?;
    let reached = precision_finding(precision, &aimed, tally.paths());
    Ok(Simulated { tally, reached: Some(reached) })
}

impl Simulated {
    /// What a manifest says of it.
    pub fn record(&self) -> Option<PrecisionRecord> {
        let found = self.reached.as_ref()?;
        Some(PrecisionRecord {
            asked: found.asked.clone(),
            half_width: found.half_width,
            reached: found.is_reached,
        })
    }

    /// What a reader is told of it.
    pub fn text(&self, language: Language) -> Option<String> {
        self.reached.as_ref().map(|found| precision_text(found, language))
    }

    /// Whether a precision was asked for and missed.
    pub fn is_missed(&self) -> bool {
        self.reached.as_ref().is_some_and(|found| !found.is_reached)
    }
}

/// A precision above 0 and at most 50%, like 0.5%.
pub(super) fn precision(text: &str) -> Result<Precision, ArgumentError> {
    let right = |wrong: Text| wrong.then("；请写如 0.5% 的比例", "; write a share like 0.5%");
    let share = Share::parse(text).map_err(|error| right(error.told()))?.value();
    if share <= Decimal::ZERO || share > Decimal::new(5, 1) {
        let wrong = both!("精度须大于 0% 且不超过 50%", "a precision lies above 0% and is at most 50%");
        return Err(right(wrong).into());
    }
    Ok(Precision(share))
}
