//! Award reward: clause (5) of part four.

use crate::quantities::Money;
use crate::things::{Beneficiary, Occurrence};

use super::docket::{Docket, Reason};
use super::law::{Case, Ground, prize_of};

/// Decides every science award, to the institute or to the firm that holds it.
///
/// > （五）对产研院或者其衍生企业作为第一完成单位完成的科研成果获得国家科技进步奖的，按照特等、一等、二等奖次，分别给予
/// > 200 万元、40 万元、20 万元一次性奖励；获得省科技进步奖的，按照一、二、三等奖次，分别给予 15 万元、5 万元、2 万元
/// > 一次性奖励。
///
/// The reading `spin_off_scope` leaves this clause alone (docs/model.md §8).
pub(super) fn decide<D: Docket>(case: &mut Case<'_, D>, prizes: &[Option<Money>]) {
    let history = case.history;
    for event in &history.events {
        let Occurrence::Award { category } = event.occurrence else { continue };
        let holder = event.spin_off.map_or(Beneficiary::Institute(event.institute), Beneficiary::SpinOff);
        let decision = case
            .eligibility(event.institute, event.date)
            .and_then(|()| prize_of(prizes, category).ok_or(Reason::CategoryWithoutPrize))
            .and_then(|amount| case.in_run(event.date).map(|()| amount));
        match decision {
            Ok(amount) => case.owe(&Ground::of(event), holder, amount),
            Err(reason) => case.refuse(event, reason),
        }
    }
}
