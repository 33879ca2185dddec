//! What is computed without simulating: the answers of a run where the exact solver applies (docs/exact.md). There is no sample, and
//! so no seed, no path and no sampling error in them.

use serde::{Deserialize, Serialize};

use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::shapes::{ClauseFinding, CountyFinding, NamedReading, PolicyFinding, ScenarioFinding, YearLabel};
use super::verification::NumericsFinding;

/// Everything that was computed. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactFindings {
    /// Version of this format.
    pub format: String,
    /// Name and version of the program.
    pub program: String,
    /// The scenario.
    pub scenario: ScenarioFinding,
    /// The policy.
    pub policy: PolicyFinding,
    /// How its open phrases were read.
    pub readings: Vec<NamedReading>,
    /// Clauses that the series name.
    pub clauses: Vec<ClauseFinding>,
    /// Counties that the series name.
    pub counties: Vec<CountyFinding>,
    /// Whether the scenario's shared drivers have an effect, which was switched off.
    pub drivers_switched_off: bool,
    /// With that effect: the means of the clauses that the drivers touch; empty where they have none.
    pub means_with_drivers: Vec<MeanWithDrivers>,
    /// The recommended appropriations.
    pub recommendations: Vec<ExactRecommendation>,
    /// Stated budgets and the chance that they are exceeded.
    pub budgets: Vec<ExactBudget>,
    /// Every series that can be computed.
    pub series: Vec<ExactSeriesFinding>,
    /// How far the numbers can be off.
    pub numerics: NumericsFinding,
    /// What simulation alone gives, and why.
    pub left_out: Vec<Text>,
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

/// The smallest whole 万元 that covers the cash demand of a year with at least a probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactRecommendation {
    /// A year of the horizon, or the horizon.
    pub year: YearLabel,
    /// Whose; all payers together where absent.
    pub payer: Option<Payer>,
    /// Which county, where the payer is one county.
    pub county: Option<String>,
    /// The probability, a decimal in text.
    pub confidence: String,
    /// The amount, a multiple of 1 万元.
    pub amount_fen: i64,
    /// The demand's quantile before rounding up.
    pub quantile_fen: i64,
}

/// A stated budget and the chance that it is exceeded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactBudget {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The stated amount.
    pub amount_fen: i64,
    /// The chance that the cost is strictly above it.
    pub probability: f64,
}

/// One series and its distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactSeriesFinding {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub year: YearLabel,
    /// One clause by identifier; all where absent.
    pub clause: Option<String>,
    /// One county by identifier; all where absent.
    pub county: Option<String>,
    /// One payer; all where absent.
    pub payer: Option<Payer>,
    /// One kind of beneficiary; all where absent.
    pub beneficiary: Option<BeneficiaryKind>,
    /// Mean.
    pub mean_fen: f64,
    /// Standard deviation.
    pub sd_fen: f64,
    /// The distribution; absent where the amounts have no common step large enough.
    pub distribution: Option<ExactDistribution>,
}

/// What is reported of a distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactDistribution {
    /// The step of the lattice that holds every amount.
    pub lattice_fen: i64,
    /// Quantiles, ascending.
    pub quantiles: Vec<ExactQuantile>,
    /// Values at risk and tail values at risk.
    pub tails: Vec<ExactTail>,
    /// Points of the chance of more than an amount, for series that charts show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceedance: Vec<ExactPoint>,
    /// Bins of probabilities, for series that charts show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub histogram: Vec<ExactBin>,
}

/// A quantile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactQuantile {
    /// The probability, a decimal in text.
    pub p: String,
    /// The smallest amount that the cost stays at or below with at least that probability.
    pub fen: i64,
}

/// Value at risk and tail value at risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExactTail {
    /// The probability, a decimal in text.
    pub p: String,
    /// The quantile at `p`.
    pub var_fen: i64,
    /// The mean of the worst share 1 − p.
    pub tvar_fen: f64,
}

/// A point of the exceedance curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ExactPoint {
    /// Amount.
    pub fen: i64,
    /// The chance of strictly more.
    pub above: f64,
}

/// A bin: amounts in `[lower, upper)`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ExactBin {
    /// Lower edge.
    pub lower_fen: i64,
    /// Upper edge.
    pub upper_fen: i64,
    /// The chance of an amount in it.
    pub probability: f64,
}

impl ExactFindings {
    /// The series of all clauses and beneficiaries of a basis, years, payer and county.
    pub fn total(
        &self,
        basis: Basis,
        year: YearLabel,
        payer: Option<Payer>,
        county: Option<&str>,
    ) -> Option<&ExactSeriesFinding> {
        self.series.iter().find(|series| {
            series.basis == basis
                && series.year == year
                && series.payer == payer
                && series.county.as_deref() == county
                && series.clause.is_none()
                && series.beneficiary.is_none()
        })
    }

    /// The recommended appropriation of a payer and year at a confidence.
    pub fn recommendation(
        &self,
        year: YearLabel,
        payer: Option<Payer>,
        county: Option<&str>,
        confidence: &str,
    ) -> Option<&ExactRecommendation> {
        self.recommendations.iter().find(|found| {
            found.year == year
                && found.payer == payer
                && found.county.as_deref() == county
                && found.confidence == confidence
        })
    }
}
