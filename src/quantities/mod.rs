//! Quantities: money, shares, probabilities, days and years, each checked when it is built.

mod calendar;
mod money;
mod share;

pub use calendar::{Date, Horizon, MonthDay, Year};
pub use money::Money;
pub use share::{Probability, Rate, Share};

/// A value that its quantity refuses: what is wrong and what would be right, as a lowercase fragment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct QuantityError(pub String);

impl QuantityError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}
