//! What a run that aims at a precision has reached.

use crate::simulation::Aimed;
use crate::statistics::Precision;

/// How closely a quantile was to be known, and is.
#[derive(Debug, Clone, PartialEq)]
pub struct PrecisionFinding {
    /// The half-width of its 95 % interval that was asked for, as a share of it: a decimal in text.
    pub asked: String,
    /// How many paths it took.
    pub paths: u64,
    /// The probability of the quantile, a decimal in text.
    pub p: String,
    /// The quantile.
    pub quantile_fen: i64,
    /// The half-width as a share of it; absent where an end of the interval is absent, or the quantile is 0.
    pub half_width: Option<f64>,
    /// Whether that is close enough.
    pub is_reached: bool,
}

/// What was reached.
pub fn precision_finding(asked: Precision, aimed: &Aimed, paths: u64) -> PrecisionFinding {
    PrecisionFinding {
        asked: asked.0.normalize().to_string(),
        paths,
        p: aimed.quantile.p.normalize().to_string(),
        quantile_fen: aimed.quantile.amount,
        half_width: aimed.quantile.relative_half_width(),
        is_reached: aimed.is_reached,
    }
}
