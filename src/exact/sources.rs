//! Where institutes come from, and the days on which each may be accredited (docs/model.md §3).

use crate::quantities::{Date, Year};
use crate::scenario::{AccreditationWeights, Scenario, Timing};

use super::rules::Rules;
use super::schedule::{Days, Instalment, schedule};

/// An institute's days with their probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Case {
    pub days: Days,
    pub weight: f64,
}

/// The days on which an institute may be accredited; with what is missing to 1 it never is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    pub cases: Vec<Case>,
}

/// What makes two days of a year differ other than smoothly.
type Kind = (Vec<Instalment>, Vec<bool>);

impl Source {
    /// A named institute's.
    pub fn named(scenario: &Scenario, rules: &Rules, timing: &Timing, fineness: Fineness) -> Self {
        match timing {
            Timing::Fixed { accredited, unveiled, accepted } => {
                let days = Days { accredited: *accredited, unveiled: *unveiled, accepted: *accepted };
                Source { cases: vec![Case { days, weight: 1.0 }] }
            }
            Timing::Uncertain { probability, when } => {
                Source::drawn(scenario, rules, when, probability.value(), fineness)
            }
        }
    }

    /// Of a drawn day, weighted by a probability of being accredited at all.
    pub fn drawn(
        scenario: &Scenario,
        rules: &Rules,
        when: &AccreditationWeights,
        probability: f64,
        fineness: Fineness,
    ) -> Self {
        let mut cases = Vec::new();
        let mut push = |date: Date, weight: f64| {
            if weight != 0.0 {
                cases.push(Case { days: Days::drawn(date), weight: weight * probability });
            }
        };
        match when {
            AccreditationWeights::Dates(dates) => {
                dates.choices().iter().for_each(|(date, weight)| push(*date, *weight));
            }
            AccreditationWeights::Years(years) => {
                for (year, weight) in years.choices().iter().filter(|(_, weight)| *weight > 0.0) {
                    let day = weight / f64::from(year.days());
                    for (date, share) in days_of_year(scenario, rules, *year, fineness) {
                        push(date, day * share);
                    }
                }
            }
        }
        Source { cases }
    }
}

/// How finely a year's days are sampled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fineness {
    /// The least degree of the polynomials along a run of days, plus 1.
    pub base: usize,
    /// Firms founded in a whole accreditation year by an institute of quality 1: the more, the less smooth.
    pub pace: f64,
}

impl Fineness {
    /// The number of days through which a run's polynomial goes.
    fn order(self, days: usize, year: Year) -> usize {
        self.base + (10.0 * self.pace * days as f64 / f64::from(year.days())).ceil() as usize
    }
}

/// Days that stand for a year's, each with how many it counts for.
///
/// A year's days are grouped into runs with the same instalments and award rounds. Along a run everything is a smooth
/// function of the day, whose sum follows from a polynomial through some of its days.
fn days_of_year(scenario: &Scenario, rules: &Rules, year: Year, fineness: Fineness) -> Vec<(Date, f64)> {
    let mut runs: Vec<(u16, u16, Kind)> = Vec::new();
    for ordinal in 1..=year.days() {
        let date = Date::of_year(year, ordinal);
        let rounds = scenario.awards.iter().flat_map(|level| &level.rounds);
        let kind =
            (schedule(scenario, rules, Days::drawn(date)), rounds.map(|round| date <= round.date).collect());
        match runs.last_mut().filter(|(_, _, known)| *known == kind) {
            Some((_, last, _)) => *last = ordinal,
            None => runs.push((ordinal, ordinal, kind)),
        }
    }
    let days = runs.iter().flat_map(|(first, last, _)| {
        // before the run no firm is founded, so that the day within a run makes no difference
        let founds = scenario.horizon.contains(year);
        let order = if founds { fineness.order(usize::from(last - first + 1), year) } else { 1 };
        days_of_run(*first, *last, order)
    });
    days.map(|(ordinal, share)| (Date::of_year(year, ordinal), share)).collect()
}

/// Days of a run with the weights that sum a polynomial of degree `order − 1` over it.
fn days_of_run(first: u16, last: u16, order: usize) -> Vec<(u16, f64)> {
    let count = usize::from(last - first + 1);
    if order == 1 {
        return vec![(first, count as f64)];
    }
    // the days nearest to Chebyshev's extreme points
    let centre = f64::from(first + last) / 2.0;
    let half = f64::from(last - first) / 2.0;
    let nodes: Vec<u16> = (0..order)
        .map(|k| centre - half * libm::cos(std::f64::consts::PI * k as f64 / (order - 1) as f64))
        .map(|day| (day + 0.5).floor() as u16)
        .collect();
    if nodes.windows(2).any(|pair| pair[0] == pair[1]) {
        return (first..=last).map(|ordinal| (ordinal, 1.0)).collect();
    }
    let local = |day: u16| (f64::from(day) - centre) / half;
    let share = |node: u16| -> f64 {
        let others = || nodes.iter().filter(|other| **other != node);
        let at = |day: u16| -> f64 {
            others().map(|other| (local(day) - local(*other)) / (local(node) - local(*other))).product()
        };
        (first..=last).map(at).sum()
    };
    nodes.iter().map(|node| (*node, share(*node))).collect()
}

#[cfg(test)]
mod tests {
    use super::days_of_run;

    #[test]
    fn a_run_of_days_sums_polynomials_exactly() {
        for (first, last, order) in [(1, 365, 6), (30, 365, 10), (5, 9, 8), (11, 175, 7), (7, 7, 5)] {
            let days = days_of_run(first, last, order);
            for degree in 0..order {
                let power = |day: u16| (0..degree).fold(1.0, |p, _| p * (f64::from(day) / 366.0));
                let sum: f64 = (first..=last).map(power).sum();
                let summed: f64 = days.iter().map(|(day, share)| share * power(*day)).sum();
                // sums of at most 365 numbers below 1, weights below 365: 365² roundings of 2⁻⁵³ at the very most
                assert!((sum - summed).abs() < 2e-11, "{first}..={last}, degree {degree}: {sum} {summed}");
            }
        }
    }
}
