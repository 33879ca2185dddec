//! Colours of a terminal.

/// Whether text is coloured for a terminal, or plain for files, pipes and whoever wants no colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// No colours.
    Plain,
    /// ANSI colours.
    Colours,
}

impl Paint {
    /// A heading.
    pub(super) fn heading(self, text: &str) -> String {
        self.styled("1", text)
    }

    /// What a reader should look at first.
    pub(super) fn accent(self, text: &str) -> String {
        self.styled("1;36", text)
    }

    /// What a reader should know before trusting the numbers.
    pub(super) fn caution(self, text: &str) -> String {
        self.styled("33", text)
    }

    /// A shape that carries no words.
    pub(super) fn shape(self, text: &str) -> String {
        self.styled("36", text)
    }

    fn styled(self, code: &str, text: &str) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Colours => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
