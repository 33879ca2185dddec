//! The catalogue of keys: what every key of a scenario or policy file means, in Chinese and English, what its value
//! counts, of which kind it is and whether it must be there. The register of parameters takes its words from here, and
//! so does the schema for editors; tests hold it against what the readers ask for.

mod entry;
mod lookup;
mod policy_keys;
mod scenario_keys;

pub(super) use entry::{Choices, Entry, Form, Kind, Presence, WordOption};
#[cfg(test)]
pub(super) use lookup::find;
pub(super) use lookup::{POLICY, SCENARIO};
pub use lookup::{described, option_described};
