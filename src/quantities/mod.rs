//! Quantities: money, shares, probabilities, days and years, each checked when it is built.

mod calendar;
mod money;
mod share;

pub use calendar::{Date, Horizon, MonthDay, Year};
pub use money::Money;
pub use share::{Probability, Rate, Share};

use crate::language::{Text, Told, displays_told};

/// A value that its quantity refuses: what is wrong and what would be right, as a fragment in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityError(pub Text);

impl std::error::Error for QuantityError {}

impl Told for QuantityError {
    fn told(&self) -> Text {
        self.0.clone()
    }
}

displays_told!(QuantityError);
