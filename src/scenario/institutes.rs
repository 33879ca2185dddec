//! Institutes, named and to come.

use super::Weights;
use crate::quantities::{Date, Money, Probability, Year};
use crate::things::{CountyId, MarketId, SectorId, Text};

/// A named institute.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedInstitute {
    /// Identifier; names its random streams.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Where it is.
    pub county: CountyId,
    /// Its sector.
    pub sector: SectorId,
    /// When it is accredited.
    pub timing: Timing,
    /// Firms that it founded before the run; only with a fixed accreditation date.
    pub existing: Vec<ExistingSpinOff>,
}

/// When a named institute is accredited.
#[derive(Debug, Clone, PartialEq)]
pub enum Timing {
    /// On a known day.
    Fixed {
        /// Accreditation by the provincial government.
        accredited: Date,
        /// Unveiling; not before the accreditation.
        unveiled: Date,
        /// Acceptance; not before the accreditation.
        accepted: Date,
    },
    /// Perhaps, at some time. Unveiled on the day of accreditation, accepted on 31 December of the next year.
    Uncertain {
        /// Of being accredited at all.
        probability: Probability,
        /// When.
        when: AccreditationWeights,
    },
}

/// When an institute is accredited, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub enum AccreditationWeights {
    /// A year by weight, then a uniform day of it.
    Years(Weights<Year>),
    /// A batch date by weight.
    Dates(Weights<Date>),
}

/// A firm founded before the run.
#[derive(Debug, Clone, PartialEq)]
pub struct ExistingSpinOff {
    /// Identifier; names its random streams.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Day of founding, before the run.
    pub founded: Date,
    /// Annualised revenue of the year before the run, above 0.
    pub revenue: Money,
    /// The highest revenue threshold already rewarded.
    pub highest_rewarded: Option<Money>,
    /// Its latest listing, before the run.
    pub listing: Option<ExistingListing>,
    /// Carved out of the lead enterprise.
    pub captive: bool,
}

/// A listing before the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExistingListing {
    /// Where.
    pub market: MarketId,
    /// When, before the run.
    pub date: Date,
}

/// Further institutes that nobody can name yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// How many.
    pub count: Weights<u16>,
    /// When each is accredited.
    pub when: AccreditationWeights,
    /// Where each is.
    pub counties: Weights<CountyId>,
    /// Its sector.
    pub sectors: Weights<SectorId>,
}
