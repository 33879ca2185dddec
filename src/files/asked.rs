//! What the readers asked a file for, so that a test can hold the catalogue of keys against it.

use std::cell::RefCell;

/// A key that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Whether it must be there.
    Key(String, bool),
    /// As which kind of value its value was read.
    Kind(String, &'static str),
    /// Among which words its value was sought.
    Words(String, Vec<&'static str>),
}

thread_local! {
    static ASKED: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
}

pub(crate) fn record(asked: Asked) {
    ASKED.with_borrow_mut(|all| all.push(asked));
}

/// What this thread asked for since it was last asked.
pub(crate) fn taken() -> Vec<Asked> {
    ASKED.take()
}
