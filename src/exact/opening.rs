//! What is owed when the run begins.

use crate::scenario::{OpeningPayable, Scenario};
use crate::simulation::SeriesKey;
use crate::things::{Basis, Payer};

use super::window::Window;

/// Opening payables of a series in fen: certain, and in cash series alone (docs/model.md §1).
pub(super) fn opening(scenario: &Scenario, key: &SeriesKey) -> i64 {
    let window = Window { basis: key.basis, years: key.years };
    let counts = |payable: &&OpeningPayable| {
        key.basis == Basis::Cash
            && window.covers(scenario.horizon, payable.payment_year)
            && key.clause.is_none_or(|clause| clause == payable.clause)
            && key.county.is_none_or(|county| county == payable.county)
            && key.beneficiary.is_none_or(|kind| kind == payable.beneficiary)
    };
    let part = |payable: &OpeningPayable| {
        let county = payable.amount.part(scenario.county_share(payable.county, payable.clause));
        match key.payer {
            None => payable.amount,
            Some(Payer::County) => county,
            Some(Payer::City) => payable.amount - county,
        }
    };
    scenario.opening_payables.iter().filter(counts).map(|payable| part(payable).fen()).sum()
}
