//! Assumptions: a validated scenario. Every part of the model (docs/model.md) stands here once, checked,
//! with all weights normalised; file syntax lives in [`crate::scenario_file`].

mod assumption;
mod contradictions;
mod fields;
mod fund;
mod institutes;
mod measure;
mod parameter;
mod rates;
mod weights;

pub use assumption::{Assumption, Origin};
pub use fund::{Budget, BudgetYears, CarryOver, FundDemand, OpeningPayable, SpecialFund, SubFund};
pub use institutes::{
    AccreditationWeights, ExistingListing, ExistingSpinOff, NamedInstitute, Pipeline, Timing,
};
pub use measure::{Measure, StatedWeights};
pub use parameter::{Parameter, Scale, Setting};
pub use rates::{
    AwardLevel, AwardRound, DriverModel, EvaluationRates, ExchangeListing, ListingModel, NeeqListing,
    SectorModel,
};
pub use weights::{Lag, Weights};

use crate::policy::{ClauseKind, Policy, Readings};
use crate::quantities::{Horizon, Rate, Share};
use crate::things::{ClauseId, CountyId, Registry, Text};

/// Everything that a run depends on, besides seed and number of paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Identifier; names the results folder.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// The years of the run.
    pub horizon: Horizon,
    /// Counties, sectors, markets and award categories.
    pub registry: Registry,
    /// Shared yearly drivers (docs/model.md §2).
    pub drivers: DriverModel,
    /// Named institutes, as listed (§3).
    pub institutes: Vec<NamedInstitute>,
    /// Further institutes (§3).
    pub pipeline: Pipeline,
    /// Coefficient of variation of the institutes' quality (§3).
    pub quality_cv: Rate,
    /// Results and transfers of an institute of quality 1 (§4).
    pub evaluation: EvaluationRates,
    /// Spin-offs' parameters by sector, in the registry's order (§5).
    pub sectors: Vec<SectorModel>,
    /// Listings (§5).
    pub listing: ListingModel,
    /// Award levels; their categories stand in the registry in the same order (§6).
    pub awards: Vec<AwardLevel>,
    /// The sub-fund, where the scenario switches it on (§7).
    pub sub_fund: Option<SubFund>,
    /// The law (§8).
    pub policy: Policy,
    /// How its open phrases are read (§8).
    pub readings: Readings,
    /// Payment lags by clause, for clauses that pay (§9).
    pub lags: Vec<Option<Weights<Lag>>>,
    /// The county's share by county and clause (§9).
    pub split: Vec<Vec<Share>>,
    /// The city's special fund (§9).
    pub fund: SpecialFund,
    /// What is already owed when the run begins (§1).
    pub opening_payables: Vec<OpeningPayable>,
    /// Stated budgets whose exceedance is reported (§10).
    pub budgets: Vec<Budget>,
    /// The confidence that reports put first, such as 95 %.
    pub confidence: Share,
    /// Every parameter with its value, range, source and place, for reports.
    pub assumptions: Vec<Assumption>,
}

impl Scenario {
    /// The county's share of an amount under a clause.
    pub fn county_share(&self, county: CountyId, clause: ClauseId) -> Share {
        self.split[county.index()][clause.index()]
    }

    /// Clauses that pay, with their positions.
    pub fn paying_clauses(&self) -> impl Iterator<Item = ClauseId> + '_ {
        (0..self.policy.clauses.len())
            .filter(|index| self.policy.clauses[*index].kind.pays())
            .map(ClauseId::from)
    }

    /// Clauses under which losses of the sub-fund are written off; none where the sub-fund is off.
    pub fn write_off_clauses(&self) -> impl Iterator<Item = ClauseId> + '_ {
        let clauses = self.policy.clauses.iter().enumerate();
        clauses
            .filter(|(_, clause)| {
                self.sub_fund.is_some() && matches!(clause.kind, ClauseKind::FundLossWriteOff)
            })
            .map(|(index, _)| ClauseId::from(index))
    }

    /// Counties where an institute can be, or to whose beneficiaries something is owed already, in the
    /// registry's order.
    pub fn reachable_counties(&self) -> Vec<CountyId> {
        let pipeline =
            self.pipeline.count.choices().iter().any(|(count, weight)| *count > 0 && *weight > 0.0);
        let drawn = self.pipeline.counties.choices().iter().filter(|(_, weight)| pipeline && *weight > 0.0);
        let mut counties: Vec<CountyId> = drawn.map(|(county, _)| *county).collect();
        counties.extend(self.institutes.iter().map(|institute| institute.county));
        counties.extend(self.opening_payables.iter().map(|payable| payable.county));
        counties.sort_unstable();
        counties.dedup();
        counties
    }
}
