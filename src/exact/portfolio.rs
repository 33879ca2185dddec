//! From institutes to series: named institutes are independent of each other, and so are those of the pipeline given
//! their number.

use crate::scenario::Scenario;

use super::answer::Distribution;
use super::complex::{Complex, real};
use super::institute::Law;
use super::spectrum::{Transforms, length_for};
use super::tariff::greatest_common_divisor;

/// The chance of a sum beyond the transform that is tolerated.
const TOLERATED: f64 = 1e-14;
/// A probability below this is an error, not rounding.
const MOST_NEGATIVE: f64 = -1e-12;

/// An institute's law and the fen in its step.
pub(super) struct Holding<'l> {
    pub law: &'l Law,
    pub step: i64,
}

/// What adds up to a series.
pub(super) struct Portfolio<'l> {
    /// What is owed from before the run, in fen.
    pub opening: i64,
    pub named: Vec<Holding<'l>>,
    /// An institute of the pipeline: its law by county, with the county's weight; with what is missing to 1 it adds
    /// nothing.
    pub pipeline: Vec<(f64, Holding<'l>)>,
}

/// A series' answer with what there is to say about its numbers.
pub(super) struct Solved {
    pub mean: f64,
    pub standard_deviation: f64,
    pub distribution: Option<Distribution>,
    pub folded: f64,
    pub most_negative: f64,
}

impl Holding<'_> {
    fn moments(&self) -> [f64; 2] {
        let step = self.step as f64;
        [self.law.moments[0] * step, self.law.moments[1] * step * step]
    }

    fn masses(&self) -> Option<&[f64]> {
        if self.step == 0 { Some(&[1.0]) } else { self.law.masses.as_deref() }
    }

    /// `E exp(s X)` in steps of a common lattice.
    fn moment(&self, s: f64, unit: i64) -> f64 {
        let ratio = (self.step / unit.max(1)) as f64;
        let factor = libm::exp(s * ratio);
        // Horner's rule
        self.masses().unwrap_or_default().iter().rev().fold(0.0, |sum, mass| sum * factor + mass.abs())
    }

    fn spectrum(&self, transforms: &Transforms, unit: i64, length: usize) -> Vec<Complex> {
        let ratio = if self.step == 0 { 0 } else { (self.step / unit) as usize };
        let mut masses = vec![0.0; length];
        for (k, mass) in self.masses().unwrap_or_default().iter().enumerate() {
            masses[k * ratio % length] += mass;
        }
        transforms.forward(&mut masses)
    }
}

impl Portfolio<'_> {
    pub fn solve(&self, scenario: &Scenario, transforms: &Transforms) -> Solved {
        let [mean, variance] = self.moments(scenario);
        let mut solved = Solved {
            mean,
            standard_deviation: variance.max(0.0).sqrt(),
            distribution: None,
            folded: 0.0,
            most_negative: 0.0,
        };
        let holdings = || self.named.iter().chain(self.pipeline.iter().map(|(_, holding)| holding));
        let unit = holdings().fold(0, |unit, holding| greatest_common_divisor(unit, holding.step));
        if holdings().any(|holding| holding.masses().is_none()) {
            return solved;
        }
        if unit == 0 {
            solved.distribution = Some(Distribution::new(self.opening, 1, vec![1.0]));
            return solved;
        }
        let counts = &scenario.pipeline.count;
        let log_moment = |s: f64| {
            let named: f64 = self.named.iter().map(|holding| libm::log(holding.moment(s, unit))).sum();
            let one = self.one_of_pipeline(|holding| holding.moment(s, unit));
            let all = counts.choices().iter();
            named + libm::log(all.map(|(count, weight)| weight * libm::pow(one, f64::from(*count))).sum())
        };
        let Some((length, folded)) = length_for(log_moment, TOLERATED) else { return solved };
        let masses =
            super::institute::trimmed(transforms.backward(self.spectrum(scenario, transforms, unit, length)));
        let most_negative = masses.iter().copied().fold(0.0, f64::min);
        assert!(most_negative > MOST_NEGATIVE, "a probability of {most_negative} is no rounding error");
        solved.most_negative = most_negative;
        solved.folded = folded + holdings().map(|holding| holding.law.folded).sum::<f64>();
        let masses = masses.into_iter().map(|mass| if mass > 1e-18 { mass } else { 0.0 }).collect();
        solved.distribution = Some(Distribution::new(self.opening, unit, masses));
        solved
    }

    /// Mean and variance in fen: a random number `K` of like and independent amounts has mean `E K E X` and variance
    /// `E K Var X + Var K (E X)²`.
    fn moments(&self, scenario: &Scenario) -> [f64; 2] {
        let (mut mean, mut variance) = (self.opening as f64, 0.0);
        for holding in &self.named {
            let [one, two] = holding.moments();
            mean += one;
            variance += two - one * one;
        }
        let (mut one, mut two) = (0.0, 0.0);
        for (weight, holding) in &self.pipeline {
            let [first, second] = holding.moments();
            one += weight * first;
            two += weight * second;
        }
        let (mut count, mut count_square) = (0.0, 0.0);
        for (number, weight) in scenario.pipeline.count.choices() {
            let number = f64::from(*number);
            count += weight * number;
            count_square += weight * number * number;
        }
        mean += count * one;
        variance += count * (two - one * one) + (count_square - count * count) * one * one;
        [mean, variance]
    }

    /// A mean over the counties of one institute of the pipeline; where it adds nothing the function is 1.
    fn one_of_pipeline(&self, of: impl Fn(&Holding<'_>) -> f64) -> f64 {
        let missing = 1.0 - self.pipeline.iter().map(|(weight, _)| weight).sum::<f64>();
        missing + self.pipeline.iter().map(|(weight, holding)| weight * of(holding)).sum::<f64>()
    }

    fn spectrum(
        &self,
        scenario: &Scenario,
        transforms: &Transforms,
        unit: i64,
        length: usize,
    ) -> Vec<Complex> {
        let half = length / 2 + 1;
        let missing = 1.0 - self.pipeline.iter().map(|(weight, _)| weight).sum::<f64>();
        let mut one = vec![real(missing); half];
        for (weight, holding) in merged(&self.pipeline) {
            let own = holding.spectrum(transforms, unit, length);
            one.iter_mut().zip(own).for_each(|(sum, own)| *sum += own * weight);
        }
        let mut counts = Vec::new();
        for (number, weight) in scenario.pipeline.count.choices() {
            let number = usize::from(*number);
            counts.resize(counts.len().max(number + 1), 0.0);
            counts[number] += weight;
        }
        let mut spectrum: Vec<Complex> = one
            .iter()
            .map(|one| counts.iter().rev().fold(real(0.0), |sum, weight| sum * one + *weight))
            .collect();
        for holding in &self.named {
            let own = holding.spectrum(transforms, unit, length);
            spectrum.iter_mut().zip(own).for_each(|(value, own)| *value *= own);
        }
        spectrum
    }
}

/// Counties with the same law and step, their weights added.
fn merged<'h, 'l>(pipeline: &'h [(f64, Holding<'l>)]) -> Vec<(f64, &'h Holding<'l>)> {
    let mut merged: Vec<(f64, &Holding<'_>)> = Vec::new();
    for (weight, holding) in pipeline {
        let same = |known: &&mut (f64, &Holding<'_>)| {
            std::ptr::eq(known.1.law, holding.law) && known.1.step == holding.step
        };
        match merged.iter_mut().find(same) {
            Some((sum, _)) => *sum += weight,
            None => merged.push((*weight, holding)),
        }
    }
    merged
}
