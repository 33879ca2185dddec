//! What is computed without simulating: the answers of a run where the exact solver applies (docs/exact.md). There is no sample, and
//! so no seed, no path and no sampling error in them.

use serde::{Deserialize, Serialize};

use crate::things::Basis;

use super::shapes::{Findings, YearLabel};
use super::verification::NumericsFinding;

/// Everything that was computed. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactFindings {
    /// What a run answers too, in the same shape: without a sample, what follows from all years of a path together, and sampling errors.
    #[serde(flatten)]
    pub answers: Findings,
    /// With the shared drivers' effect: the means of the clauses that they touch; empty where they have none.
    pub means_with_drivers: Vec<MeanWithDrivers>,
    /// How far the numbers can be off.
    pub numerics: NumericsFinding,
}

/// A mean under the shared drivers: exact given their path, averaged over paths of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeanWithDrivers {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub year: YearLabel,
    /// The clause.
    pub clause: String,
    /// The mean with the drivers' effect.
    pub mean_fen: f64,
    /// Its standard error over the drivers' paths.
    pub se_fen: f64,
    /// The mean with their effect switched off.
    pub mean_without_fen: f64,
}
