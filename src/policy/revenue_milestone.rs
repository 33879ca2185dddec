//! Revenue-milestone reward: clause (11) of part four.

use crate::quantities::{Date, Money, MonthDay};
use crate::things::{Event, Occurrence, SpinOff, SpinOffIndex};

use super::docket::{Docket, Reason};
use super::law::{Case, Ground, Pair};
use super::readings::{MilestoneDate, MilestoneJump};

/// Decides every revenue report.
///
/// > （十一）对于产研院将科技成果产业化所新设立的衍生企业，年营业收入首次超过500万元、1000万元、1亿元的，除分别给予
/// > 5 万元、10 万元、20 万元一次性奖励外，再对相应产研院分别给予 5 万元、10 万元、20 万元一次性奖励。
///
/// "Exceeds" is strict. A threshold is used up when it is first passed, eligible or not (docs/model.md §8).
pub(super) fn decide<D: Docket>(
    case: &mut Case<'_, D>,
    thresholds: &[(Money, Pair)],
    reporting_day: MonthDay,
) {
    let history = case.history;
    let mut current: Option<(SpinOffIndex, usize)> = None;
    for event in &history.events {
        let (Occurrence::Revenue { revenue }, Some(firm)) = (event.occurrence, event.spin_off) else {
            continue;
        };
        let used = match current {
            Some((of, used)) if of == firm => used,
            _ => used_before(history.spin_off(firm), thresholds),
        };
        let exceeded = passed(thresholds, revenue);
        let passed = exceeded.max(used);
        current = Some((firm, passed));
        if passed == used {
            let never = exceeded == 0;
            case.refuse(event, if never { Reason::ThresholdNotExceeded } else { Reason::ThresholdUsedUp });
            continue;
        }
        match eligible_day(case, event, firm, reporting_day) {
            Ok(date) => {
                // the accounts must be known first, whatever the day of the event
                let claim_year = event.date.year().plus(1);
                let ground = Ground { date, claim_year, ..Ground::of(event) };
                let first_paid = match case.law.readings.milestone_jump {
                    MilestoneJump::Each => used,
                    MilestoneJump::Highest => passed - 1,
                };
                for _ in used..first_paid {
                    case.refuse(event, Reason::HigherThresholdPaid);
                }
                for (_, pair) in &thresholds[first_paid..passed] {
                    case.owe_pair(&ground, firm, *pair);
                }
            }
            Err(reason) => case.refuse(event, reason),
        }
    }
}

/// The day of the event under `milestone_date`, if it can pay.
fn eligible_day<D: Docket>(
    case: &Case<'_, D>,
    event: &Event,
    firm: SpinOffIndex,
    reporting_day: MonthDay,
) -> Result<Date, Reason> {
    let date = match case.law.readings.milestone_date {
        MilestoneDate::RevenueYear => event.date,
        MilestoneDate::ReportingYear => reporting_day.in_year(event.date.year().plus(1)),
    };
    case.in_scope(firm)?;
    case.eligibility(event.institute, date)?;
    case.in_run(date).map(|()| date)
}

/// How many thresholds, ascending, a revenue exceeds.
fn passed(thresholds: &[(Money, Pair)], revenue: Money) -> usize {
    thresholds.iter().take_while(|(threshold, _)| revenue > *threshold).count()
}

/// How many thresholds an existing firm has used up before the run: those that its revenue exceeds, and those up to
/// the highest one rewarded.
fn used_before(firm: &SpinOff, thresholds: &[(Money, Pair)]) -> usize {
    let exceeded = firm.prior_revenue.map_or(0, |revenue| passed(thresholds, revenue));
    let rewarded = firm
        .highest_rewarded
        .map_or(0, |highest| thresholds.iter().take_while(|(threshold, _)| *threshold <= highest).count());
    exceeded.max(rewarded)
}
