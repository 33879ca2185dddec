//! Institutes (产研院) and the firms that they spin off (衍生企业).

use super::{CountyId, InstituteIndex, SectorId};
use crate::quantities::{Date, Money, Year};

/// Where an institute of a history comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstituteOrigin {
    /// The scenario's named institute at this position.
    Named(u16),
    /// The pipeline's institute of this number, from 0.
    Pipeline(u16),
    /// No scenario's: a record of real events names it.
    Recorded,
}

/// An institute accredited by the province (省政府认定的产业研究院).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Institute {
    /// Named, from the pipeline, or recorded.
    pub origin: InstituteOrigin,
    /// The name of its random streams.
    pub key: u64,
    /// Day of accreditation by the provincial government; [`Institute::NEVER`] without one.
    pub accredited: Date,
    /// Day of unveiling (挂牌).
    pub unveiled: Date,
    /// Day of acceptance (通过验收).
    pub accepted: Date,
    /// Where it is.
    pub county: CountyId,
    /// Its sector.
    pub sector: SectorId,
    /// Quality, mean 1 over institutes: multiplies formation, awards, results and transfers.
    pub quality: f64,
}

impl Institute {
    /// The day of what has not happened: after every day that a file can name.
    pub const NEVER: Date = Date::LAST;
}

/// Where a spin-off of a history comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpinOffOrigin {
    /// Founded in the run: founding year and number within institute and year.
    Founded {
        /// Year of founding.
        year: Year,
        /// Number within the institute's firms of that year, from 0.
        number: u32,
    },
    /// The existing spin-off at this position under its named institute.
    Existing(u16),
    /// No scenario's: a record of real events names it.
    Recorded,
}

/// A firm that an institute founded (产研院将科技成果产业化所新设立的衍生企业).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpinOff {
    /// Founded in the run, or existing before it.
    pub origin: SpinOffOrigin,
    /// The name of its random streams within the institute.
    pub key: u64,
    /// Its institute.
    pub institute: InstituteIndex,
    /// Day of founding.
    pub founded: Date,
    /// Carved out of the institute's lead enterprise.
    pub captive: bool,
    /// Annual revenue before the run, for existing firms: thresholds that it exceeds are used up.
    pub prior_revenue: Option<Money>,
    /// The highest revenue threshold rewarded before the run: it and those below are used up.
    pub highest_rewarded: Option<Money>,
}
