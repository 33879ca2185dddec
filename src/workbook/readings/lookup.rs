//! Finding a switch and its options in words.

use crate::findings::{ReadingPrices, SwitchFinding};
use crate::things::Text;

/// A switch by its name in files.
pub(super) fn switch<'f>(found: &'f ReadingPrices, name: &str) -> Option<&'f SwitchFinding> {
    found.switches.iter().find(|switch| switch.switch == name)
}

/// What a switch decides.
pub(super) fn title(found: &ReadingPrices, name: &str) -> Text {
    switch(found, name).map_or_else(|| Text::same(name), |switch| switch.title.clone())
}

/// What an option means.
pub(super) fn meaning(found: &ReadingPrices, of: &str, option: &str) -> Text {
    let options = switch(found, of).map_or(&[][..], |switch| &switch.options);
    let known = options.iter().find(|(name, _)| name == option);
    known.map_or_else(|| Text::same(option), |(_, title)| title.clone())
}
