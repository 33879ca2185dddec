//! Weights of a categorical choice.

use crate::language::both;
use crate::quantities::QuantityError;

/// A categorical distribution: choices with weights normalised to sum 1, in the file's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights<T> {
    choices: Vec<(T, f64)>,
}

impl<T> Weights<T> {
    /// Normalises weights.
    ///
    /// # Errors
    /// A negative or non-finite weight, or weights that sum to 0.
    pub fn new(choices: Vec<(T, f64)>) -> Result<Self, QuantityError> {
        if choices.iter().any(|(_, weight)| !weight.is_finite() || *weight < 0.0) {
            return Err(QuantityError(both!(
                "权重须为有限且不为负的数",
                "a weight must be finite and not negative"
            )));
        }
        let sum: f64 = choices.iter().map(|(_, weight)| weight).sum();
        if sum <= 0.0 {
            return Err(QuantityError(both!(
                "权重之和为 0：至少要有一个为正",
                "the weights sum to 0: at least one must be positive"
            )));
        }
        Ok(Weights { choices: choices.into_iter().map(|(choice, weight)| (choice, weight / sum)).collect() })
    }

    /// One certain choice.
    pub fn certain(choice: T) -> Self {
        Weights { choices: vec![(choice, 1.0)] }
    }

    /// Choices with their normalised weights.
    pub fn choices(&self) -> &[(T, f64)] {
        &self.choices
    }
}

/// Years from claim to payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lag {
    /// Paid so many years after the claim year.
    Years(u8),
    /// Missed or refused: the claim lapses.
    Never,
}
