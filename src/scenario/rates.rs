//! Rates and sizes of what may happen.

use super::Weights;
use crate::quantities::{Date, Money, Probability, Rate};
use crate::things::{CategoryId, MarketId};

/// The shared yearly drivers (docs/model.md §2).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DriverModel {
    /// Persistence of the economy, `ρ_Z`, in [-1, 1].
    pub economy_persistence: f64,
    /// Persistence of the capital market, `ρ_M`, in [-1, 1].
    pub market_persistence: f64,
    /// Correlation of their innovations, `c`, in [-1, 1].
    pub correlation: f64,
}

/// Yearly results and transfers of an institute of quality 1 (§4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EvaluationRates {
    /// `μ_R`.
    pub results: Rate,
    /// `μ_T`.
    pub transfers: Rate,
}

/// The firms of a sector (§5).
#[derive(Debug, Clone, PartialEq)]
pub struct SectorModel {
    /// Firms founded by an institute of quality 1 in a year, before the sector's own factor.
    pub formation_rate: Rate,
    /// The sector's factor on that rate.
    pub formation_factor: Rate,
    /// Factor on it by years since accreditation; the last one serves all later years.
    pub formation_ramp: Vec<Rate>,
    /// Of failing in a year, `h`.
    pub failure: Probability,
    /// Share of captive firms, `κ`.
    pub captive_share: Probability,
    /// Median of a captive firm's first annualised revenue, `m_κ`, above 0.
    pub captive_revenue_median: Money,
    /// Its log standard deviation, `σ_κ`.
    pub captive_revenue_sigma: Rate,
    /// Median of another firm's first annualised revenue, `m`, above 0.
    pub revenue_median: Money,
    /// Its log standard deviation, `σ_0`.
    pub revenue_sigma: Rate,
    /// Mean yearly log growth, `μ_g`.
    pub growth_mean: f64,
    /// Its standard deviation, `σ_g`.
    pub growth_sigma: Rate,
    /// Its loading on the economy, `β_Z`.
    pub growth_economy_loading: f64,
}

impl SectorModel {
    /// Firms founded by an institute of quality 1 in a year, `λ`: the rate times the sector's factor.
    pub fn formation(&self) -> f64 {
        self.formation_rate.value() * self.formation_factor.value()
    }
}

/// Listings (§5).
#[derive(Debug, Clone, PartialEq)]
pub struct ListingModel {
    /// Loading of the hazards on the capital market, `β_M`.
    pub market_loading: f64,
    /// On NEEQ.
    pub neeq: NeeqListing,
    /// On an exchange.
    pub exchange: ExchangeListing,
}

/// Listings on NEEQ (新三板).
#[derive(Debug, Clone, PartialEq)]
pub struct NeeqListing {
    /// Yearly hazard, `λ_N`.
    pub hazard: Rate,
    /// Factor on it for each year of the horizon.
    pub climate: Vec<Rate>,
    /// Years since the founding year.
    pub min_age: u32,
    /// Annualised revenue of the year before.
    pub min_revenue: Money,
}

/// Listings on an exchange.
#[derive(Debug, Clone, PartialEq)]
pub struct ExchangeListing {
    /// Yearly hazard of an unlisted firm, `λ_E`.
    pub hazard: Rate,
    /// Factor on it for each year of the horizon.
    pub climate: Vec<Rate>,
    /// Years since the founding year.
    pub min_age: u32,
    /// Annualised revenue of the year before.
    pub min_revenue: Money,
    /// Factor on the hazard of a firm that lists on NEEQ already.
    pub uplift: Rate,
    /// Market of a direct listing.
    pub direct_markets: Weights<MarketId>,
    /// Market of a listing from NEEQ.
    pub neeq_markets: Weights<MarketId>,
}

/// A level of science awards (§6).
#[derive(Debug, Clone, PartialEq)]
pub struct AwardLevel {
    /// Identifier, such as `provincial`; names its random streams.
    pub id: String,
    /// Awards to an institute of quality 1 in a round of weight 1, all prizes together.
    pub institute_rate: Rate,
    /// Awards to a firm in a round of weight 1, all prizes together.
    pub spin_off_rate: Rate,
    /// Years since the founding year from which a firm may win, `award_min_age`.
    pub spin_off_min_age: u32,
    /// Shares of the prizes.
    pub prizes: Weights<CategoryId>,
    /// Rounds in order of date.
    pub rounds: Vec<AwardRound>,
}

/// A round in which awards are conferred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AwardRound {
    /// The day.
    pub date: Date,
    /// Factor on the rates.
    pub weight: Rate,
}
