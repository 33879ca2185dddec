//! One recorded event, and what can be wrong with it.

use crate::language::Text;
use crate::quantities::{Date, Money};
use crate::things::{CategoryId, CountyId, MarketId};

/// One row of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The day.
    pub date: Date,
    /// The institute by its name or identifier; may be left out where the firm's founding names it.
    pub institute: Option<String>,
    /// The firm by its name, for events of a firm.
    pub firm: Option<String>,
    /// What happened.
    pub event: RecordedEvent,
}

/// What happened, as a record states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordedEvent {
    /// The institute was accredited by the province (认定).
    Accreditation {
        /// Where it is, unless the scenario names the institute or has one county alone.
        county: Option<CountyId>,
    },
    /// The institute was unveiled (挂牌).
    Unveiling,
    /// The institute was accepted (验收).
    Acceptance,
    /// The year's performance evaluation of the institute (绩效评价).
    Evaluation {
        /// New research results of the year.
        results: u32,
        /// Technologies transferred in the year.
        transfers: u32,
    },
    /// The firm was founded (设立).
    Founding {
        /// Carved out of the institute's lead enterprise.
        captive: bool,
    },
    /// The firm listed (挂牌上市).
    Listing {
        /// Where.
        market: MarketId,
    },
    /// A science award to the firm, or to the institute where no firm is named (获奖).
    Award {
        /// Level and prize.
        category: CategoryId,
    },
    /// The firm's revenue of the year (年营业收入).
    Revenue {
        /// How much.
        revenue: Money,
    },
    /// The firm ended (退出经营).
    Failure,
    /// The sub-fund lost an investment for reasons that the fault-tolerance clause covers (基金损失).
    FundLoss {
        /// Day of the investment.
        invested: Date,
        /// The public share of the loss.
        loss: Money,
    },
}

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Institute,
    Firm,
    /// The firm where one is named, else the institute.
    Either,
}

impl RecordedEvent {
    pub(super) fn subject(&self) -> Subject {
        match self {
            RecordedEvent::Accreditation { .. }
            | RecordedEvent::Unveiling
            | RecordedEvent::Acceptance
            | RecordedEvent::Evaluation { .. }
            | RecordedEvent::FundLoss { .. } => Subject::Institute,
            RecordedEvent::Founding { .. }
            | RecordedEvent::Listing { .. }
            | RecordedEvent::Revenue { .. }
            | RecordedEvent::Failure => Subject::Firm,
            RecordedEvent::Award { .. } => Subject::Either,
        }
    }

    /// What it is, for messages in Chinese and in English.
    pub(super) const fn noun(&self) -> (&'static str, &'static str) {
        match self {
            RecordedEvent::Accreditation { .. } => ("认定", "an accreditation"),
            RecordedEvent::Unveiling => ("挂牌", "an unveiling"),
            RecordedEvent::Acceptance => ("验收", "an acceptance"),
            RecordedEvent::Evaluation { .. } => ("绩效评价", "an evaluation"),
            RecordedEvent::Founding { .. } => ("设立", "a founding"),
            RecordedEvent::Listing { .. } => ("上市", "a listing"),
            RecordedEvent::Award { .. } => ("获奖", "an award"),
            RecordedEvent::Revenue { .. } => ("年营业收入", "an annual revenue"),
            RecordedEvent::Failure => ("退出", "a failure"),
            RecordedEvent::FundLoss { .. } => ("基金损失", "a loss of the fund"),
        }
    }
}

/// Something wrong, or strange, about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The position of the record.
    pub row: usize,
    /// Whether the records cannot be used with it.
    pub is_error: bool,
    /// What is wrong.
    pub wrong: Text,
    /// What to do.
    pub right: Text,
}
