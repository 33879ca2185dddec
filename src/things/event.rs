//! What happened, to whom, when, and how large.

use super::{CategoryId, InstituteIndex, MarketId, SpinOffIndex};
use crate::quantities::{Date, Money, Year};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// A firm was founded.
    Founding,
    /// A firm failed: no revenue, listing or award from then on.
    Failure,
    /// A firm listed on a market.
    Listing {
        /// Where.
        market: MarketId,
    },
    /// The annual revenue of the event's year was reported.
    Revenue {
        /// Reported revenue of the year.
        revenue: Money,
    },
    /// A science award to the firm, or to the institute where the event names no firm.
    Award {
        /// Level and prize.
        category: CategoryId,
    },
    /// An investment of the sub-fund was lost for reasons that the fault-tolerance clause covers.
    FundLoss {
        /// Day of the investment, by which validity goes.
        invested: Date,
        /// The public share of the loss.
        loss: Money,
    },
}

/// Distinguishes events of one entity, for everything that is drawn once an event: the day, and a serial
/// number among the entity's events of that day and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKey {
    /// Year of the event as it happened (before any deferral).
    pub year: Year,
    /// Day of that year, or 0 where the event is known by its serial alone.
    pub ordinal: u16,
    /// Number among the entity's like events of the day.
    pub serial: u16,
}

/// One event of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// The institute concerned.
    pub institute: InstituteIndex,
    /// The firm concerned, if it is a firm.
    pub spin_off: Option<SpinOffIndex>,
    /// Number among like events of one entity and day, from 0.
    pub serial: u16,
    /// What happened.
    pub occurrence: Occurrence,
}

impl Event {
    /// The key by which draws for this event are named.
    pub fn key(&self) -> EventKey {
        EventKey { year: self.date.year(), ordinal: self.date.ordinal(), serial: self.serial }
    }
}
