//! Words that a reader sees, in both languages: Chinese first.

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

    /// Both texts, each joined to further words before it.
    #[must_use]
    pub fn after(self, zh: &str, en: &str) -> Self {
        Text { zh: format!("{zh}{}", self.zh), en: format!("{en}{}", self.en) }
    }

    /// Both texts, each joined to further words behind it.
    #[must_use]
    pub fn then(self, zh: &str, en: &str) -> Self {
        Text { zh: self.zh + zh, en: self.en + en }
    }

    /// What is wrong with something named, such as a key or a file.
    #[must_use]
    pub fn about(self, name: &str) -> Self {
        self.after(&format!("{name}："), &format!("{name}: "))
    }

    /// Both texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Text { zh: zh.into(), en: en.into() }
    }
}

/// An error that is told in both languages; its `Display` is the English text.
pub trait Told: std::error::Error {
    /// What is wrong and what to do about it, in both languages.
    fn told(&self) -> Text;
}

/// A text in both languages, of two formats with their arguments in braces.
macro_rules! both {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::language::Text { zh: format!($zh), en: format!($en) }
    };
}
pub(crate) use both;

/// `Display` of errors that are [`Told`]: the English text.
macro_rules! displays_told {
    ($($name:ty),+ $(,)?) => {
        $(impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::language::Told::told(self).en)
            }
        })+
    };
}
pub(crate) use displays_told;

/// Why the system refused, in Chinese where it is one of the usual reasons; the system's own words otherwise.
pub(crate) fn system_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let words = match error.kind() {
        ErrorKind::NotFound => "没有这一文件",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::AlreadyExists => "已经存在",
        ErrorKind::IsADirectory => "是文件夹，不是文件",
        ErrorKind::NotADirectory => "路径中有一段不是文件夹",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        _ => return error.to_string(),
    };
    words.to_owned()
}
