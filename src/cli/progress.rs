//! The progress bar: rate and time left on a terminal, silence in a pipe.

use std::fmt::Write;
use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::language::Language;
use crate::simulation::Progress;

/// A bar on standard error.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar for a run of so many paths; hidden where standard error is no terminal, or nobody wants to see it.
    pub fn new(paths: u64, title: &str, quiet: bool, language: Language) -> Self {
        let bar = ProgressBar::new(paths);
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template(language.say(
            "{prefix} {bar:40.cyan/dim} {human_pos}/{human_len} 条路径，每秒 {rate} 条，剩余 {eta}",
            "{prefix} {bar:40.cyan/dim} {human_pos}/{human_len} paths, {rate} paths/s, {eta} left",
        ));
        let style = style.expect("a fixed template").with_key(
            "rate",
            |state: &ProgressState, text: &mut dyn Write| {
                let _ = write!(text, "{:.0}", state.per_sec());
            },
        );
        bar.set_style(style);
        bar.set_prefix(title.to_owned());
        Bar(bar)
    }

    /// Removes the bar.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn advance(&self, paths: u64) {
        self.0.inc(paths);
    }

    fn expect(&self, paths: u64) {
        self.0.set_length(paths);
    }
}
