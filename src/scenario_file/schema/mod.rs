//! JSON Schema (draft 07) of scenario and policy files, made from the catalogue of keys, so that an editor completes
//! keys, shows their meaning and unit, and points at a misspelt one.
//!
//! A schema judges one file, and a file may be a layer that states a single key: nothing is asked for but what one
//! assumption needs to be whole, and everything may be taken out by `remove = true`. It accepts whatever the readers
//! accept; what needs more than one place to judge (names, years, sums) is left to `fiscast check`.

mod build;
mod json;
#[cfg(test)]
mod tests;
mod values;

pub use build::schema;
