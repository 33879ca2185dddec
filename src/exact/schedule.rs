//! An institute's instalments: when each is paid, and on which evaluations it hangs (docs/model.md §8).

use crate::policy::{EvaluationEffect, Readings, StartBeforePolicy, SubsidyAfterExpiry, SubsidyStart};
use crate::quantities::{Date, Year};
use crate::scenario::Scenario;

use super::measure::Measure;
use super::rules::{Rules, SubsidyRule};
use super::tariff::Worth;
use super::window::Window;

/// The days of an institute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days {
    pub accredited: Date,
    pub unveiled: Date,
    pub accepted: Date,
}

impl Days {
    /// Of an institute accredited on a drawn day.
    pub fn drawn(accredited: Date) -> Self {
        Days { accredited, unveiled: accredited, accepted: accredited.year().plus(1).last_day() }
    }
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Instalment {
    rule: usize,
    /// The event year where no evaluation stands against it; none where it is not paid.
    plain: Option<Year>,
    /// The evaluation that it hangs on.
    judged: Option<Year>,
    /// If that failed: the second evaluation, and the event year where that one passes.
    second_chance: Option<(Year, Option<Year>)>,
}

/// The years whose evaluations instalments hang on, ascending, each once.
pub(super) fn evaluated<'i>(instalments: impl IntoIterator<Item = &'i Instalment>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for instalment in instalments {
        years.extend(instalment.judged);
        years.extend(instalment.second_chance.map(|(year, _)| year));
    }
    years.sort_unstable();
    years.dedup();
    years
}

/// The instalments of an institute.
pub(super) fn schedule(scenario: &Scenario, rules: &Rules, days: Days) -> Vec<Instalment> {
    let subsidies = rules.subsidies.iter().enumerate();
    subsidies.flat_map(|(index, rule)| instalments(scenario, &rules.readings, index, rule, days)).collect()
}

fn instalments(
    scenario: &Scenario,
    readings: &Readings,
    index: usize,
    rule: &SubsidyRule,
    days: Days,
) -> Vec<Instalment> {
    let validity = rule.frame.validity;
    let Some(start) = start(readings, rule, days) else { return Vec::new() };
    let in_run = |date: Date| {
        let cut = readings.subsidy_after_expiry == SubsidyAfterExpiry::Cut && date > validity.last_day;
        (!cut && date >= scenario.horizon.first().first_day()).then(|| date.year())
    };
    let due = (0..rule.instalments).map(|number| (number, start.plus_years(number as i32)));
    let of = |(number, due): (u32, Date)| {
        let year = due.year();
        let judged = year.plus(-1);
        let has_evaluation = number > 0 && judged > days.accredited.year();
        let plain = in_run(due);
        match readings.evaluation_effect {
            EvaluationEffect::Withhold if has_evaluation => {
                Instalment { rule: index, plain, judged: Some(judged), second_chance: None }
            }
            EvaluationEffect::Defer if has_evaluation => {
                let moved = in_run(due.plus_years(1));
                Instalment { rule: index, plain, judged: Some(judged), second_chance: Some((year, moved)) }
            }
            _ => Instalment { rule: index, plain, judged: None, second_chance: None },
        }
    };
    due.filter(|(_, due)| *due >= validity.first_day).map(of).collect()
}

/// The day on which the subsidy starts; none where it never does.
fn start(readings: &Readings, rule: &SubsidyRule, days: Days) -> Option<Date> {
    let stated = match readings.subsidy_start {
        SubsidyStart::Unveiled => days.unveiled,
        SubsidyStart::Accredited => days.accredited,
        SubsidyStart::Accepted => days.accepted,
    };
    let (first, last) = (rule.frame.validity.first_day, rule.frame.validity.last_day);
    if stated > last {
        return None;
    }
    match readings.start_before_policy {
        _ if stated >= first => Some(stated),
        StartBeforePolicy::Eligible => Some(first),
        StartBeforePolicy::Elapsed => Some(stated),
        StartBeforePolicy::Excluded => None,
    }
}

/// A subsidy's distribution as a polynomial in the probability of passing an evaluation, which depends on the
/// institute's quality: entry `j` belongs to the `j`-th power.
pub(super) fn subsidy(
    scenario: &Scenario,
    rules: &Rules,
    window: Window,
    worth: &Worth,
    instalments: &[Instalment],
) -> Vec<Measure> {
    let paid = |instalment: &Instalment, year: Option<Year>| -> Measure {
        let frame = &rules.subsidies[instalment.rule].frame;
        let share = year.map_or(0.0, |year| window.share(scenario.horizon, &frame.lags, year, year));
        Measure::perhaps(worth.subsidies[instalment.rule], share)
    };
    let counts = |instalment: &&Instalment| {
        let second = instalment.second_chance.and_then(|(_, year)| year);
        !paid(instalment, instalment.plain).is_nothing() || !paid(instalment, second).is_nothing()
    };
    let instalments: Vec<&Instalment> = instalments.iter().filter(counts).collect();
    let evaluated = evaluated(instalments.iter().copied());
    let mut polynomial = vec![Measure::default(); evaluated.len() + 1];
    for pattern in 0..1usize << evaluated.len() {
        let passes = |year: Year| {
            let position = evaluated.binary_search(&year).expect("collected above");
            pattern >> position & 1 == 1
        };
        let mut sum = Measure::certain_nothing();
        for instalment in &instalments {
            let year = match (instalment.judged, instalment.second_chance) {
                (Some(judged), _) if passes(judged) => instalment.plain,
                (Some(_), Some((second, moved))) if passes(second) => moved,
                (Some(_), _) => None,
                (None, _) => instalment.plain,
            };
            sum = sum.convolved(&paid(instalment, year));
        }
        add_pattern(&mut polynomial, &sum, pattern.count_ones() as usize, evaluated.len());
    }
    polynomial
}

/// Adds a measure times `pass^passed (1 − pass)^(all − passed)`.
fn add_pattern(polynomial: &mut [Measure], sum: &Measure, passed: usize, all: usize) {
    let mut coefficient = 1.0;
    for failed in 0..=all - passed {
        polynomial[passed + failed].add_scaled(sum, coefficient);
        coefficient *= -((all - passed - failed) as f64) / (failed + 1) as f64;
    }
}
