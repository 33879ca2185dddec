//! Words that a reader sees, in both languages.

use serde::{Deserialize, Serialize};

/// A text in Chinese and English.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// Chinese (simplified).
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The same words in both languages.
    pub fn same(words: impl Into<String>) -> Self {
        let zh = words.into();
        Text { en: zh.clone(), zh }
    }

    /// Both texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Text { zh: zh.into(), en: en.into() }
    }
}
