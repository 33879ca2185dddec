//! What a parameter's value, range and alternatives are in numbers.

/// A distribution as a file states it: choices with their weights, not normalised.
pub type StatedWeights = Vec<(String, f64)>;

/// A parameter in numbers.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Measure {
    /// It is a word, or stands in a list of tables whose entries have no range.
    #[default]
    Words,
    /// Numbers: one, or one for each place of a list, or for each year of the horizon. Money is in fen, a day is its
    /// [`Date::number`](crate::quantities::Date::number), a percentage its fraction.
    Numbers {
        /// The value.
        base: Vec<f64>,
        /// The 5 % quantile of what is plausible.
        low: Option<Vec<f64>>,
        /// The 95 % quantile of what is plausible.
        high: Option<Vec<f64>>,
    },
    /// A distribution over choices.
    Weights {
        /// The value.
        base: StatedWeights,
        /// Named alternatives.
        alternatives: Vec<(String, StatedWeights)>,
    },
}

impl Measure {
    /// Whether it states a range or alternatives.
    pub fn is_ranged(&self) -> bool {
        match self {
            Measure::Words => false,
            Measure::Numbers { low, high, .. } => low.is_some() || high.is_some(),
            Measure::Weights { alternatives, .. } => !alternatives.is_empty(),
        }
    }
}
