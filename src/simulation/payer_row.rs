//! What city and counties owe and pay on one path, year by year, straight from its ledger.

use crate::quantities::Horizon;
use crate::things::{Basis, Payer};

use super::layout::{SeriesKey, YearBucket};
use super::run::{Engine, Path};

/// Where the amounts of a path stand: all payers, the city and the counties; cash of each year and of the horizon, then all obligations.
#[derive(Debug, Clone)]
pub struct PayerRow {
    horizon: Horizon,
}

/// All payers together, the city, the counties.
const PAYERS: [Option<Payer>; 3] = [None, Some(Payer::City), Some(Payer::County)];

impl PayerRow {
    /// The row of an engine's paths.
    pub fn new(engine: &Engine) -> Self {
        PayerRow { horizon: engine.layout().horizon() }
    }

    /// How many amounts a row has.
    pub fn len(&self) -> usize {
        PAYERS.len() * self.width()
    }

    /// Never: a row has the payers' totals.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The series of a row, in its order.
    pub fn keys(&self) -> Vec<SeriesKey> {
        let keys = PAYERS.into_iter().flat_map(|payer| {
            let key = move |basis, years| SeriesKey {
                basis,
                years,
                clause: None,
                county: None,
                payer,
                beneficiary: None,
            };
            let years = self.horizon.years().map(YearBucket::Year).chain([YearBucket::Horizon]);
            let cash = years.map(move |years| key(Basis::Cash, years));
            cash.chain([key(Basis::Accrual, YearBucket::All)]).collect::<Vec<_>>()
        });
        keys.collect()
    }

    /// Replaces the row by a path's amounts in fen.
    pub fn observe(&self, engine: &Engine, path: &Path, row: &mut [i64]) {
        row.fill(0);
        let years = self.horizon.len();
        let mut book = |column: usize, city: i64, county: i64| {
            for (payer, amount) in [city + county, city, county].into_iter().enumerate() {
                row[payer * self.width() + column] += amount;
            }
        };
        let ledger = &path.ledger;
        for payment in &ledger.payments {
            let (city, county) = (payment.city.fen(), payment.county.fen());
            if let Some(index) = payment.year.and_then(|year| self.horizon.index(year)) {
                book(index, city, county);
                book(years, city, county);
            }
            book(years + 1, city, county);
        }
        // what is owed from before the run is paid in it, and no obligation of it
        for payable in engine.opening_payables() {
            if let Some(index) = self.horizon.index(payable.payment_year) {
                let (city, county) = (payable.city_part.fen(), payable.county_part.fen());
                book(index, city, county);
                book(years, city, county);
            }
        }
    }

    fn width(&self) -> usize {
        self.horizon.len() + 2
    }
}
