//! Windows: which of a path's amounts a series counts, as far as time decides it.

use crate::quantities::{Horizon, Year};
use crate::scenario::{Lag, Weights};
use crate::simulation::YearBucket;
use crate::things::Basis;

/// A basis and the years covered (docs/model.md §9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub years: YearBucket,
}

impl Window {
    /// Every window of a horizon: accrual, cash and lapsed, for each year, after the horizon, in it and all.
    pub fn all(horizon: Horizon) -> Vec<Window> {
        let sums = [YearBucket::AfterHorizon, YearBucket::Horizon, YearBucket::All];
        let years: Vec<YearBucket> = horizon.years().map(YearBucket::Year).chain(sums).collect();
        let of = |basis| years.iter().map(move |years| Window { basis, years: *years });
        [Basis::Accrual, Basis::Cash, Basis::Lapsed].into_iter().flat_map(of).collect()
    }

    /// Whether a year is covered. Nothing happens before the horizon.
    pub fn covers(self, horizon: Horizon, year: Year) -> bool {
        match self.years {
            YearBucket::Year(own) => year == own,
            YearBucket::AfterHorizon => year > horizon.last(),
            YearBucket::Horizon => horizon.contains(year),
            YearBucket::All => true,
        }
    }

    /// The probability that a claim counts, over its lag.
    pub fn share(self, horizon: Horizon, lags: &Weights<Lag>, event_year: Year, claim_year: Year) -> f64 {
        let of = |counts: &dyn Fn(Lag) -> bool| -> f64 {
            lags.choices().iter().filter(|(lag, _)| counts(*lag)).map(|(_, weight)| weight).sum()
        };
        let happened = self.covers(horizon, event_year);
        match self.basis {
            Basis::Accrual if happened => 1.0,
            Basis::Lapsed if happened => of(&|lag| lag == Lag::Never),
            Basis::Cash => of(&|lag| match lag {
                Lag::Years(years) => self.covers(horizon, claim_year.plus(i32::from(years))),
                Lag::Never => false,
            }),
            Basis::Accrual | Basis::Lapsed | Basis::Contingent => 0.0,
        }
    }
}
