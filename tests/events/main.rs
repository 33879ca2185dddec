//! Real events: tables as spreadsheets save them, contradictions among rows, and the law on them.

mod contradictions;
mod round_trip;
mod support;
mod tables;
