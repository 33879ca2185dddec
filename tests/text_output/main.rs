//! What a person reads in a terminal: snapshots in both languages, and no words of the one in the other.

mod languages;
mod snapshots;
mod support;
mod widths;
