//! Science awards as a flow of amounts (docs/model.md §6).

use crate::quantities::Date;
use crate::scenario::{AwardLevel, AwardRound};

use super::effects::Question;
use super::measure::Measure;

/// Whose awards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// An institute of quality 1.
    Institute,
    /// A firm.
    Firm,
}

/// The expected number of awards of the chosen rounds by what each adds to the series, awards that add nothing left
/// out: the jumps of a compound Poisson sum.
pub(super) fn award_intensity(
    question: &Question<'_>,
    holder: Holder,
    chosen: impl Fn(&AwardLevel, &AwardRound) -> bool,
) -> Measure {
    let horizon = question.scenario.horizon;
    let mut intensity = Measure::default();
    for level in &question.scenario.awards {
        let rate = match holder {
            Holder::Institute => level.institute_rate,
            Holder::Firm => level.spin_off_rate,
        };
        let rounds = level.rounds.iter().filter(|round| horizon.contains(round.date.year()));
        for round in rounds.filter(|round| chosen(level, round)) {
            for (category, share) in level.prizes.choices() {
                let rate = rate.value() * round.weight.value() * share;
                for (amount, mass) in award(question, holder, round.date, category.index()).atoms() {
                    if *amount != 0 {
                        intensity.add(*amount, rate * mass);
                    }
                }
            }
        }
    }
    intensity
}

/// What one award adds.
fn award(question: &Question<'_>, holder: Holder, date: Date, category: usize) -> Measure {
    let worth = match holder {
        Holder::Institute => &question.worth.institute_awards,
        Holder::Firm => &question.worth.firm_awards,
    };
    let mut sum = Measure::certain_nothing();
    for (rule, worth) in question.rules.awards.iter().zip(worth) {
        if rule.frame.eligible(question.accredited, date) {
            let horizon = question.scenario.horizon;
            let share = question.window.share(horizon, &rule.frame.lags, date.year(), date.year());
            sum = sum.convolved(&Measure::perhaps(worth[category], share));
        }
    }
    sum
}
