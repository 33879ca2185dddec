//! Fund-loss write-off: clauses (2) and (6) of part four.

use crate::things::{Beneficiary, Occurrence};

use super::docket::Docket;
use super::law::{Case, Ground};

/// Decides every qualifying loss of the sub-fund.
///
/// > （六）建立符合创新规律的容错机制，对确因不可抗力因素研发或投资失败造成的财政资金损失，经相关程序予以核销处理……
///
/// A write-off forgives money already spent: it is contingent, not a payment. Validity goes by the day of the
/// investment, not of the loss (docs/model.md §7).
pub(super) fn decide<D: Docket>(case: &mut Case<'_, D>) {
    let history = case.history;
    for event in &history.events {
        let Occurrence::FundLoss { invested, loss } = event.occurrence else { continue };
        let decision = case.eligibility(event.institute, invested).and_then(|()| case.in_run(event.date));
        match decision {
            Ok(()) => {
                let ground = Ground::of(event);
                let obligation = case.obligation(&ground, Beneficiary::Institute(event.institute), loss);
                case.docket.write_off(obligation);
            }
            Err(reason) => case.refuse(event, reason),
        }
    }
}
