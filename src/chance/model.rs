//! What chance needs of a scenario, compiled once so that a path costs no preparation.

use crate::quantities::{Date, Horizon, Year};
use crate::scenario::{
    AccreditationWeights, DriverModel, EvaluationRates, ExistingSpinOff, NamedInstitute, Scenario,
    SectorModel, SubFund, Timing, Weights,
};
use crate::things::{CategoryId, CountyId, InstituteOrigin, MarketId, Registry, SectorId};

use super::samplers::Categorical;
use super::streams::{existing_spin_off_key, institute_key_named, institute_key_pipeline, subject_of};

/// What the law asks of chance, in chance's own words: it learns no policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Draw evaluations, for the years that the law may refer to; none where it refers to none.
    pub evaluations: Option<EvaluationYears>,
    /// The first and last day on which the sub-fund may invest.
    pub investment_days: (Date, Date),
}

/// For which years evaluations are drawn: from the year after an institute's accreditation to the year
/// `span` years after the latest of its own dates and `floor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvaluationYears {
    /// The earliest year from which the span counts.
    pub floor: Year,
    /// How many years a reading may look ahead.
    pub span: u32,
}

/// A scenario's chances, ready to draw histories ([`HistoryModel::draw`]).
///
/// Shared by all threads; a history is a function of the streams (seed and path) alone.
#[derive(Debug, Clone)]
pub struct HistoryModel {
    pub(super) scope: Scope,
    pub(super) horizon: Horizon,
    pub(super) drivers: DriverModel,
    pub(super) named: Vec<NamedModel>,
    pub(super) pipeline: PipelineModel,
    pub(super) quality_cv: f64,
    pub(super) evaluation: EvaluationRates,
    pub(super) sectors: Vec<SectorModel>,
    pub(super) listing: ListingHazards,
    pub(super) awards: Vec<AwardModel>,
    pub(super) sub_fund: Option<SubFund>,
}

/// A named institute's chances.
#[derive(Debug, Clone)]
pub(super) struct NamedModel {
    pub key: u64,
    pub county: CountyId,
    pub sector: SectorId,
    pub timing: TimingModel,
    pub existing: Vec<(u64, ExistingSpinOff)>,
}

/// When an institute is accredited.
#[derive(Debug, Clone)]
pub(super) enum TimingModel {
    Fixed { accredited: Date, unveiled: Date, accepted: Date },
    Uncertain { probability: f64, when: Accreditation },
}

/// The draw of an accreditation date.
#[derive(Debug, Clone)]
pub(super) enum Accreditation {
    Years(Choice<Year>),
    Dates(Choice<Date>),
}

/// A categorical draw together with what it chooses among.
#[derive(Debug, Clone)]
pub(super) struct Choice<T> {
    choices: Vec<T>,
    categorical: Categorical,
    certain: Option<T>,
}

impl<T: Copy> Choice<T> {
    pub fn new(weights: &Weights<T>) -> Self {
        let probabilities: Vec<f64> = weights.choices().iter().map(|(_, weight)| *weight).collect();
        Choice {
            choices: weights.choices().iter().map(|(choice, _)| *choice).collect(),
            certain: weights.choices().iter().find(|(_, weight)| *weight == 1.0).map(|(choice, _)| *choice),
            categorical: Categorical::new(&probabilities),
        }
    }

    /// The only choice that can be drawn, if there is only one.
    pub fn certain(&self) -> Option<T> {
        self.certain
    }

    /// The choice that a uniform number stands for.
    pub fn at(&self, uniform: f64) -> T {
        self.choices[self.categorical.index(uniform) as usize]
    }
}

/// Further institutes.
#[derive(Debug, Clone)]
pub(super) struct PipelineModel {
    pub count: Choice<u16>,
    pub when: Accreditation,
    pub counties: Choice<CountyId>,
    pub sectors: Choice<SectorId>,
}

/// Listing hazards before the market's state, by year of the horizon.
#[derive(Debug, Clone)]
pub(super) struct ListingHazards {
    pub market_loading: f64,
    pub neeq: Vec<f64>,
    pub neeq_min_age: i32,
    pub neeq_min_log_revenue: f64,
    pub exchange: Vec<f64>,
    pub exchange_min_age: i32,
    pub exchange_min_log_revenue: f64,
    pub uplift: f64,
    pub direct_markets: Choice<MarketId>,
    pub neeq_markets: Choice<MarketId>,
    pub first_market: MarketId,
}

/// An award level.
#[derive(Debug, Clone)]
pub(super) struct AwardModel {
    pub subject: u64,
    pub spin_off_min_age: i32,
    pub prizes: Vec<CategoryId>,
    /// Rounds of the horizon.
    pub rounds: Vec<RoundModel>,
}

/// A round with its rates by prize.
#[derive(Debug, Clone)]
pub(super) struct RoundModel {
    pub date: Date,
    pub institute_rates: Vec<f64>,
    pub spin_off_rates: Vec<f64>,
}

impl HistoryModel {
    /// Compiles a scenario's chances.
    pub fn new(scenario: &Scenario, scope: Scope) -> Self {
        HistoryModel {
            scope,
            horizon: scenario.horizon,
            drivers: scenario.drivers,
            named: scenario.institutes.iter().map(NamedModel::new).collect(),
            pipeline: PipelineModel {
                count: Choice::new(&scenario.pipeline.count),
                when: Accreditation::new(&scenario.pipeline.when),
                counties: Choice::new(&scenario.pipeline.counties),
                sectors: Choice::new(&scenario.pipeline.sectors),
            },
            quality_cv: scenario.quality_cv.value(),
            evaluation: scenario.evaluation,
            sectors: scenario.sectors.clone(),
            listing: ListingHazards::new(scenario),
            awards: scenario.awards.iter().map(|level| AwardModel::new(level, scenario.horizon)).collect(),
            sub_fund: scenario.sub_fund,
        }
    }

    /// The years of the run.
    pub fn horizon(&self) -> Horizon {
        self.horizon
    }
}

impl NamedModel {
    fn new(institute: &NamedInstitute) -> Self {
        let timing = match &institute.timing {
            Timing::Fixed { accredited, unveiled, accepted } => {
                TimingModel::Fixed { accredited: *accredited, unveiled: *unveiled, accepted: *accepted }
            }
            Timing::Uncertain { probability, when } => {
                TimingModel::Uncertain { probability: probability.value(), when: Accreditation::new(when) }
            }
        };
        let existing =
            institute.existing.iter().map(|firm| (existing_spin_off_key(&firm.id), firm.clone())).collect();
        NamedModel {
            key: institute_key_named(&institute.id),
            county: institute.county,
            sector: institute.sector,
            timing,
            existing,
        }
    }
}

impl Accreditation {
    fn new(when: &AccreditationWeights) -> Self {
        match when {
            AccreditationWeights::Years(weights) => Accreditation::Years(Choice::new(weights)),
            AccreditationWeights::Dates(weights) => Accreditation::Dates(Choice::new(weights)),
        }
    }
}

impl ListingHazards {
    fn new(scenario: &Scenario) -> Self {
        let listing = &scenario.listing;
        let log_revenue = |revenue: crate::quantities::Money| log_of_yuan(revenue.fen());
        ListingHazards {
            market_loading: listing.market_loading,
            neeq: listing
                .neeq
                .climate
                .iter()
                .map(|climate| listing.neeq.hazard.value() * climate.value())
                .collect(),
            neeq_min_age: listing.neeq.min_age as i32,
            neeq_min_log_revenue: log_revenue(listing.neeq.min_revenue),
            exchange: listing
                .exchange
                .climate
                .iter()
                .map(|climate| listing.exchange.hazard.value() * climate.value())
                .collect(),
            exchange_min_age: listing.exchange.min_age as i32,
            exchange_min_log_revenue: log_revenue(listing.exchange.min_revenue),
            uplift: listing.exchange.uplift.value(),
            direct_markets: Choice::new(&listing.exchange.direct_markets),
            neeq_markets: Choice::new(&listing.exchange.neeq_markets),
            first_market: Registry::FIRST_MARKET,
        }
    }
}

impl AwardModel {
    fn new(level: &crate::scenario::AwardLevel, horizon: Horizon) -> Self {
        let rates = |rate: f64, weight: f64| -> Vec<f64> {
            level.prizes.choices().iter().map(|(_, share)| rate * weight * share).collect()
        };
        let rounds = level.rounds.iter().filter(|round| horizon.contains(round.date.year()));
        AwardModel {
            subject: subject_of(&level.id),
            spin_off_min_age: level.spin_off_min_age as i32,
            prizes: level.prizes.choices().iter().map(|(category, _)| *category).collect(),
            rounds: rounds
                .map(|round| RoundModel {
                    date: round.date,
                    institute_rates: rates(level.institute_rate.value(), round.weight.value()),
                    spin_off_rates: rates(level.spin_off_rate.value(), round.weight.value()),
                })
                .collect(),
        }
    }
}

/// The log of an amount in yuan; minus infinity for nothing.
pub(super) fn log_of_yuan(fen: i64) -> f64 {
    libm::log(fen as f64 / 100.0)
}

/// The origin and stream key of a pipeline institute.
pub(super) fn pipeline_identity(index: u16) -> (InstituteOrigin, u64) {
    (InstituteOrigin::Pipeline(index), institute_key_pipeline(index))
}
