//! One obligation's payment.

use crate::quantities::Share;
use crate::scenario::Lag;
use crate::things::{Obligation, Payment};

/// Pays an obligation `lag` after its claim year and splits it (按财政体制分级承担, docs/model.md §9): the county's part
/// is rounded half-up to the fen, the city's is the rest, so that both add up exactly.
pub fn settle(obligation: &Obligation, lag: Lag, county_share: Share) -> Payment {
    let county = obligation.amount.part(county_share);
    Payment {
        year: match lag {
            Lag::Years(years) => Some(obligation.claim_year.plus(i32::from(years))),
            Lag::Never => None,
        },
        county,
        city: obligation.amount - county,
    }
}
