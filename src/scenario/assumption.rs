//! The register of parameters.

use serde::Serialize;

use super::measure::Measure;
use crate::things::Text;

/// Where a value was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// The file's name as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// One parameter as the scenario states it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assumption {
    /// Its place in the file, such as `spin_offs.formation_rate`.
    pub path: String,
    /// Value as written, with its unit.
    pub value: String,
    /// What the parameter is, in words.
    pub meaning: Text,
    /// What the value counts, such as `spin-offs per institute and year`; empty where the value says it.
    pub unit: Text,
    /// The 5 % quantile of what is plausible.
    pub low: Option<String>,
    /// The 95 % quantile of what is plausible.
    pub high: Option<String>,
    /// Named alternatives of weights and dates.
    pub alternatives: Vec<(String, String)>,
    /// Value, range and alternatives in numbers, for studies.
    #[serde(skip)]
    pub measure: Measure,
    /// Where the value comes from.
    pub source: Option<String>,
    /// A note of whoever wrote it.
    pub note: Option<String>,
    /// An estimate that no source states.
    pub assumption: bool,
    /// Where it was written.
    pub origin: Origin,
}
