//! Instalment subsidy: clause (1) of part four.

use crate::quantities::{Date, Money};
use crate::things::{Beneficiary, EventKey, Institute, InstituteIndex};

use super::docket::{Docket, Reason, Refusal};
use super::law::{Case, Ground};
use super::readings::{EvaluationEffect, StartBeforePolicy, SubsidyAfterExpiry, SubsidyStart};

/// Decides every institute's instalments.
///
/// > （一）河南省产业研究院挂牌后，财政每年一次性给予 500 万元的创建经费补助，连续支持 3 年。
///
/// Instalment `k = 1, 2, …` falls due on the subsidy's start + (k − 1) years (docs/model.md §8).
pub(super) fn decide<D: Docket>(case: &mut Case<'_, D>, amount: Money, instalments: u32) {
    for index in (0..case.history.institutes.len()).map(InstituteIndex::from) {
        let institute = *case.history.institute(index);
        let start = start(case, &institute);
        for number in 1..=instalments {
            let decision = start.and_then(|start| due(case, index, &institute, start, number));
            match decision {
                Ok(date) => {
                    // named by its number alone, so that a deferred instalment keeps its lag
                    let key =
                        EventKey { year: institute.accredited.year(), ordinal: 0, serial: number as u16 };
                    let ground =
                        Ground { date, claim_year: date.year(), institute: index, spin_off: None, key };
                    case.owe(&ground, Beneficiary::Institute(index), amount);
                }
                Err(reason) => refuse(case, index, number, reason),
            }
        }
    }
}

/// The day on which the subsidy starts, under `subsidy_start` and `start_before_policy`.
fn start<D: Docket>(case: &Case<'_, D>, institute: &Institute) -> Result<Date, Reason> {
    let readings = &case.law.readings;
    let validity = case.rule.validity;
    let stated = match readings.subsidy_start {
        SubsidyStart::Unveiled => institute.unveiled,
        SubsidyStart::Accredited => institute.accredited,
        SubsidyStart::Accepted => institute.accepted,
    };
    if institute.accredited == Institute::NEVER {
        return Err(Reason::InstituteNotYetAccredited);
    }
    if stated > validity.last_day {
        return Err(Reason::StartAfterValidity);
    }
    if stated >= validity.first_day {
        return Ok(stated);
    }
    match readings.start_before_policy {
        StartBeforePolicy::Eligible => Ok(validity.first_day),
        StartBeforePolicy::Elapsed => Ok(stated),
        StartBeforePolicy::Excluded => Err(Reason::StartBeforePolicy),
    }
}

/// The day on which an instalment is owed, moved where the evaluation defers it.
fn due<D: Docket>(
    case: &Case<'_, D>,
    index: InstituteIndex,
    institute: &Institute,
    start: Date,
    number: u32,
) -> Result<Date, Reason> {
    let validity = case.rule.validity;
    if !case.rule_covers(institute.county) {
        return Err(Reason::OtherCounty);
    }
    let stated = start.plus_years(number as i32 - 1);
    if stated < validity.first_day {
        // lost whatever the evaluation
        return Err(Reason::StartBeforePolicy);
    }
    let failed = |year| {
        let evaluation = case.history.evaluation(index, year);
        evaluation.is_some_and(|counts| !case.law.evaluation.passes(counts.results, counts.transfers))
    };
    let judged = number >= 2 && failed(stated.year().plus(-1));
    let date = match case.law.readings.evaluation_effect {
        EvaluationEffect::Withhold if judged => return Err(Reason::EvaluationFailed),
        EvaluationEffect::Defer if judged && failed(stated.year()) => return Err(Reason::EvaluationFailed),
        EvaluationEffect::Defer if judged => stated.plus_years(1),
        EvaluationEffect::Ignore | EvaluationEffect::Withhold | EvaluationEffect::Defer => stated,
    };
    if case.law.readings.subsidy_after_expiry == SubsidyAfterExpiry::Cut && date > validity.last_day {
        return Err(Reason::DueAfterValidity);
    }
    case.in_run(date).map(|()| date)
}

fn refuse<D: Docket>(case: &mut Case<'_, D>, institute: InstituteIndex, number: u32, reason: Reason) {
    let clause = case.rule.clause;
    case.docket.refuse(|| Refusal {
        clause,
        institute,
        spin_off: None,
        event: None,
        instalment: Some(number),
        reason,
    });
}
