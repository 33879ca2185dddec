//! Files of real events: a table as Excel and WPS save it (docs/events.md), from bytes to checked records and their history, and
//! back to a table.

mod columns;
mod decode;
mod read;
mod words;
mod write;

pub use read::{LoadedEvents, MOST_EVENT_BYTES, MOST_EVENT_ROWS, load_events};
pub use words::{EVENT_WORDS, EventWord};
pub use write::{template, written_history};
