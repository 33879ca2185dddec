//! The charts' colours as style sheets write them, so that a page shows the same ones.

use plotters::style::RGBColor;

use super::style;

/// The colours of all charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Words.
    pub ink: String,
    /// Words that matter less.
    pub quiet: String,
    /// Thin rules.
    pub rule: String,
    /// The ground.
    pub paper: String,
    /// What a chart is about.
    pub main: String,
    /// What stands out from it.
    pub accent: String,
    /// Stacked parts, in their order.
    pub stack: Vec<String>,
}

/// The colours of all charts.
pub fn palette() -> Palette {
    Palette {
        ink: css(style::INK),
        quiet: css(style::QUIET),
        rule: css(style::RULE),
        paper: css(style::PAPER),
        main: css(style::MAIN),
        accent: css(style::ACCENT),
        stack: style::STACK.map(css).into(),
    }
}

fn css(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
