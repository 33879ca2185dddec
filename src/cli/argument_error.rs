//! What is wrong with an argument's value, in both languages.

use crate::language::{Text, Told, displays_told};

/// A value that an option does not take: what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ArgumentError(Text);

impl From<Text> for ArgumentError {
    fn from(text: Text) -> Self {
        ArgumentError(text)
    }
}

impl std::error::Error for ArgumentError {}

impl Told for ArgumentError {
    fn told(&self) -> Text {
        self.0.clone()
    }
}

displays_told!(ArgumentError);
