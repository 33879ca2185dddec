//! What is owed (obligation), and what is paid for it (payment).

use serde::{Deserialize, Serialize};

use super::{ClauseId, CountyId, EventKey, InstituteIndex, SpinOffIndex};
use crate::quantities::{Date, Money, Year};

/// Who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beneficiary {
    /// The institute.
    Institute(InstituteIndex),
    /// The firm.
    SpinOff(SpinOffIndex),
}

impl Beneficiary {
    /// The kind of the beneficiary.
    pub const fn kind(self) -> BeneficiaryKind {
        match self {
            Beneficiary::Institute(_) => BeneficiaryKind::Institute,
            Beneficiary::SpinOff(_) => BeneficiaryKind::SpinOff,
        }
    }
}

/// Institutes or firms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeneficiaryKind {
    /// Institutes (产研院).
    Institute,
    /// Spin-offs (衍生企业).
    SpinOff,
}

/// Who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// The city (市级).
    City,
    /// The county-level jurisdiction of the institute (县级).
    County,
}

/// When an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// In the year of the event (权责发生制).
    Accrual,
    /// In the year of payment (收付实现制).
    Cash,
    /// Claims missed or refused, in the year of the event.
    Lapsed,
    /// Write-offs of the sub-fund, in the year of the loss: no cash demand.
    Contingent,
}

/// What the policy owes for one event to one beneficiary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligation {
    /// Under which clause.
    pub clause: ClauseId,
    /// The day on which it arose.
    pub date: Date,
    /// The year in which it can be claimed.
    pub claim_year: Year,
    /// To whom.
    pub beneficiary: Beneficiary,
    /// The institute concerned.
    pub institute: InstituteIndex,
    /// The firm whose event it is, if it is a firm's.
    pub spin_off: Option<SpinOffIndex>,
    /// The institute's county.
    pub county: CountyId,
    /// How much.
    pub amount: Money,
    /// The event for which it is owed: obligations of one event under one clause share their lag.
    pub event: EventKey,
}

impl Obligation {
    /// Whether both arise from one event under one clause: they are claimed together and share their lag.
    pub fn is_one_claim_with(&self, other: &Obligation) -> bool {
        let claim = |of: &Obligation| (of.clause, of.institute, of.spin_off, of.event);
        claim(self) == claim(other)
    }
}

/// How an obligation is paid, in parts that add up to its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// The year of payment; none where the claim lapsed.
    pub year: Option<Year>,
    /// The county's part.
    pub county: Money,
    /// The city's part.
    pub city: Money,
}
