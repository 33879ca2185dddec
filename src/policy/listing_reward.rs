//! Listing reward: clause (3) of part four.

use crate::quantities::Money;
use crate::things::{Event, Occurrence, SpinOffIndex};

use super::docket::{Docket, Reason};
use super::law::{Case, Ground, Pair, reward_of};
use super::readings::ListingSequence;

/// Decides every listing.
///
/// > （三）……对于在全国中小企业股份转让系统挂牌交易的除给予 100 万元奖励外，再对相应产研院给予 25 万元鼓励性奖励；
/// > 在境内沪深交易所、北交所或者在香港证券交易所、美国证券交易所等境外证券交易所主板市场首发上市的，除给予 200 万元
/// > 奖励外，再对相应产研院给予 50 万元嘉奖性奖励。
///
/// Under `top_up` and `first_only` only an earlier listing that was itself eligible counts (docs/model.md §8); one
/// from before the run gives standing but is no part of it.
pub(super) fn decide<D: Docket>(case: &mut Case<'_, D>, tiers: &[Option<Pair>]) {
    let history = case.history;
    let mut rewarded: Option<(SpinOffIndex, Pair)> = None;
    for event in &history.events {
        let (Occurrence::Listing { market }, Some(firm)) = (event.occurrence, event.spin_off) else {
            continue;
        };
        let earlier = rewarded.filter(|(of, _)| *of == firm).map(|(_, pair)| pair);
        match reward(case, event, firm, reward_of(tiers, market), earlier) {
            Ok((full, payable)) => {
                rewarded = Some((firm, larger(full, earlier)));
                match case.in_run(event.date) {
                    Ok(()) => case.owe_pair(&Ground::of(event), firm, payable),
                    Err(reason) => case.refuse(event, reason),
                }
            }
            Err(reason) => case.refuse(event, reason),
        }
    }
}

/// The full reward of an eligible listing and what is payable after an earlier one.
fn reward<D: Docket>(
    case: &Case<'_, D>,
    event: &Event,
    firm: SpinOffIndex,
    tier: Option<Pair>,
    earlier: Option<Pair>,
) -> Result<(Pair, Pair), Reason> {
    let full = tier.ok_or(Reason::MarketWithoutTier)?;
    case.eligibility(event.institute, event.date)?;
    case.in_scope(firm)?;
    match (case.law.readings.listing_sequence, earlier) {
        (ListingSequence::Cumulative, _) | (_, None) => Ok((full, full)),
        (ListingSequence::FirstOnly, Some(_)) => Err(Reason::ListedBefore),
        (ListingSequence::TopUp, Some(paid)) => {
            let spin_off = full.spin_off.saturating_minus(paid.spin_off);
            let institute = full.institute.saturating_minus(paid.institute);
            if spin_off == Money::ZERO && institute == Money::ZERO {
                return Err(Reason::ListedBefore);
            }
            Ok((full, Pair { spin_off, institute }))
        }
    }
}

/// What a firm and its institute have been granted so far, against which a later listing is topped up.
fn larger(full: Pair, earlier: Option<Pair>) -> Pair {
    earlier.map_or(full, |paid| Pair {
        spin_off: full.spin_off.max(paid.spin_off),
        institute: full.institute.max(paid.institute),
    })
}
