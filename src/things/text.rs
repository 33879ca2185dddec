//! Words that a reader sees, in both languages.

use serde::{Deserialize, Serialize};

/// The language of what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Chinese (simplified); amounts in 万元.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Both, Chinese first, each with the name that files use.
    pub const ALL: [(Language, &'static str); 2] = [(Language::Chinese, "zh"), (Language::English, "en")];

    /// The words of this language.
    pub fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// A text in this language.
    pub fn of(self, text: &Text) -> &str {
        self.say(&text.zh, &text.en)
    }
}

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
