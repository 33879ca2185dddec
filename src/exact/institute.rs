//! One institute's distribution for one window and one worth (docs/exact.md, "An institute").

use crate::quantities::{Date, Year};
use crate::scenario::NamedInstitute;

use super::awards::{Holder, award_intensity};
use super::complex::{Complex, exp, real};
use super::effects::Question;
use super::firms::{CohortParts, Parts};
use super::measure::Measure;
use super::model::Model;
use super::quality::Quality;
use super::schedule::{schedule, subsidy};
use super::sources::{Case, Source};
use super::spectrum::{Transforms, length_for};
use super::tariff::Worth;
use super::window::Window;

/// The chance of a sum beyond the transform that is tolerated.
pub(super) const TOLERATED: f64 = 1e-15;

/// The distribution of an amount in steps.
#[derive(Debug, Clone)]
pub(super) struct Law {
    /// `E X` and `E X²`, by formula.
    pub moments: [f64; 2],
    /// Masses at 0, 1, 2 …, where a transform of bearable length holds them.
    pub masses: Option<Vec<f64>>,
    /// A bound on the probability that was folded back by the transform.
    pub folded: f64,
}

impl Law {
    /// Nothing for certain.
    pub fn nothing() -> Self {
        Law { moments: [0.0, 0.0], masses: Some(vec![1.0]), folded: 0.0 }
    }
}

/// What all institutes of one window and worth share.
pub(super) struct Desk<'a> {
    model: &'a Model<'a>,
    question: Question<'a>,
    /// By way of living.
    cohorts: Vec<Vec<CohortParts>>,
}

/// An institute on given days: its flow of rewards for quality 1, as pieces with their factors, and its subsidy.
struct Flow<'d> {
    firms: Vec<(f64, &'d Parts)>,
    awards: Measure,
    subsidy: Vec<Measure>,
    weight: f64,
}

impl<'a> Desk<'a> {
    pub fn new(model: &'a Model<'a>, window: Window, worth: &'a Worth) -> Self {
        let scenario = model.scenario;
        // a founded firm is never older than its institute
        let question = Question {
            scenario,
            rules: &model.rules,
            window,
            worth,
            accredited: scenario.horizon.first().first_day(),
        };
        let cohorts = model.lives.iter().map(|life| life.founded(&question)).collect();
        Desk { model, question, cohorts }
    }

    /// The law of a named institute.
    pub fn named(&self, position: usize) -> Law {
        let institute = &self.model.scenario.institutes[position];
        let source = &self.model.named[position];
        let existing = self.existing(institute, source);
        self.law(source, &[(institute.sector.index(), 1.0)], &existing)
    }

    /// The law of one institute of the pipeline, in a county of this worth.
    pub fn pipeline(&self) -> Law {
        let sectors = self.model.scenario.pipeline.sectors.choices();
        let sectors: Vec<(usize, f64)> = sectors
            .iter()
            .filter(|(_, w)| *w > 0.0)
            .map(|(sector, weight)| (sector.index(), *weight))
            .collect();
        self.law(&self.model.pipeline, &sectors, &[])
    }

    fn existing(&self, institute: &NamedInstitute, source: &Source) -> Vec<Parts> {
        let Some(case) = source.cases.first() else { return Vec::new() };
        let question = Question { accredited: case.days.accredited, ..self.question };
        let life = &self.model.lives[self.model.life_of[institute.sector.index()]];
        institute.existing.iter().map(|firm| life.existing(&question, firm)).collect()
    }

    fn law(&self, source: &Source, sectors: &[(usize, f64)], existing: &[Parts]) -> Law {
        let flows: Vec<Flow<'_>> = sectors
            .iter()
            .flat_map(|(sector, weight)| source.cases.iter().map(move |case| (*sector, *weight, case)))
            .map(|(sector, weight, case)| self.flow(sector, weight, case))
            .collect();
        let accredited: f64 = flows.iter().map(|flow| flow.weight).sum();
        let moments = self.moments(&flows, existing);
        let plan = length_for(|s| self.log_moment(&flows, existing, s), TOLERATED);
        let Some((length, folded)) = plan else { return Law { moments, masses: None, folded: 1.0 } };
        let mut spectrum = self.spectrum(&flows, length);
        spectrum.iter_mut().for_each(|value| *value += 1.0 - accredited);
        for firm in existing {
            let own = parts_spectrum(&self.model.transforms, firm, length, &mut AwardSpectra::new());
            spectrum.iter_mut().zip(own).for_each(|(value, own)| *value *= own);
        }
        let masses = trimmed(self.model.transforms.backward(spectrum));
        Law { moments, masses: Some(masses), folded }
    }

    /// The flow of an institute accredited on given days.
    fn flow(&self, sector: usize, weight: f64, case: &Case) -> Flow<'_> {
        let scenario = self.model.scenario;
        let Question { rules, window, worth, .. } = self.question;
        let accredited = case.days.accredited;
        let parameters = &scenario.sectors[sector];
        let mut firms = Vec::new();
        for cohort in &self.cohorts[self.model.life_of[sector]] {
            let since = cohort.year.number() - accredited.year().number();
            if since < 0 {
                continue;
            }
            let ramp = &parameters.formation_ramp;
            let rate = parameters.formation() * ramp[(since as usize).min(ramp.len() - 1)].value();
            let daily = rate / f64::from(cohort.year.days());
            firms.push((daily, parts_from(cohort, accredited)));
        }
        let question = Question { accredited, ..self.question };
        let awards = award_intensity(&question, Holder::Institute, |_, round| accredited <= round.date);
        let instalments = schedule(scenario, rules, case.days);
        let subsidy = subsidy(scenario, rules, window, worth, &instalments);
        Flow { firms, awards, subsidy, weight: weight * case.weight }
    }

    /// `E X` and `E X²` by formula: the institute's subsidy and flow share their quality.
    fn moments(&self, flows: &[Flow<'_>], existing: &[Parts]) -> [f64; 2] {
        let quality = &self.model.quality;
        let (mut mean, mut square) = (0.0, 0.0);
        for flow in flows {
            let (mut first, mut second) = flow.awards.moments();
            for (factor, parts) in &flow.firms {
                let [one, two] = parts_moments(parts);
                first += factor * one;
                second += factor * two;
            }
            let (mut subsidy, mut subsidy_square, mut with_quality) = (0.0, 0.0, 0.0);
            for (power, measure) in flow.subsidy.iter().enumerate() {
                let (one, two) = measure.moments();
                let [plain, tilted] = quality.moments(power);
                subsidy += one * plain;
                subsidy_square += two * plain;
                with_quality += one * tilted;
            }
            mean += flow.weight * (subsidy + first);
            let flow_square = second + (1.0 + quality.variance()) * first * first;
            square += flow.weight * (subsidy_square + 2.0 * with_quality * first + flow_square);
        }
        for parts in existing {
            let [one, two] = parts_moments(parts);
            square += 2.0 * mean * one + two;
            mean += one;
        }
        [mean, square]
    }

    /// A bound on `ln E exp(s X)`, for the length of the transform.
    fn log_moment(&self, flows: &[Flow<'_>], existing: &[Parts], s: f64) -> f64 {
        let of_parts = |parts: &Parts, less: bool| -> f64 {
            let of = |(rewards, awards): &(Measure, Measure)| {
                let awards = awards.exponential_moment(s) - awards.mass();
                rewards.exponential_moment(s) * libm::exp(awards) - if less { rewards.mass() } else { 0.0 }
            };
            parts.iter().map(of).sum()
        };
        let mut largest = 0.0f64;
        // flows share the parts of whole years
        let mut known: Vec<(*const Parts, f64)> = Vec::new();
        for flow in flows {
            let mut g = flow.awards.exponential_moment(s) - flow.awards.mass();
            for (factor, parts) in &flow.firms {
                let key: *const Parts = *parts;
                let value = match known.iter().find(|(known, _)| *known == key) {
                    Some((_, value)) => *value,
                    None => {
                        let value = of_parts(parts, true);
                        known.push((key, value));
                        value
                    }
                };
                g += factor * value;
            }
            let subsidy = flow.subsidy.iter().map(Measure::largest).max().unwrap_or(0);
            largest = largest.max(s * subsidy as f64 + self.model.quality.log_moment(g));
        }
        existing.iter().fold(largest, |sum, parts| sum + libm::log(of_parts(parts, false)))
    }

    /// The mixture's transform over all days and sectors, without what existing firms add.
    fn spectrum(&self, flows: &[Flow<'_>], length: usize) -> Vec<Complex> {
        let transforms = &self.model.transforms;
        let mut known: Vec<(*const Parts, Vec<Complex>)> = Vec::new();
        let mut awards_known = AwardSpectra::new();
        let mut sum = vec![real(0.0); length / 2 + 1];
        let mut g = vec![real(0.0); length / 2 + 1];
        for flow in flows {
            let awards = transforms.of_measure(&flow.awards, length);
            let all = awards[0];
            g.iter_mut().zip(awards).for_each(|(g, value)| *g = value - all);
            for (factor, parts) in &flow.firms {
                let key: *const Parts = *parts;
                let position = known.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                    known.push((key, parts_spectrum(transforms, parts, length, &mut awards_known)));
                    known.len() - 1
                });
                let spectrum = &known[position].1;
                let all = spectrum[0];
                g.iter_mut().zip(spectrum).for_each(|(g, value)| *g += (value - all) * *factor);
            }
            self.add_mixture(flow, &g, length, &mut sum);
        }
        sum
    }

    /// Adds a flow's transform, mixed over quality.
    fn add_mixture(&self, flow: &Flow<'_>, g: &[Complex], length: usize, sum: &mut [Complex]) {
        let quality: &Quality = &self.model.quality;
        let silent = flow.awards.atoms().is_empty()
            && flow.firms.iter().all(|(_, parts)| parts.iter().all(part_is_nothing));
        let subsidy: Vec<Vec<Complex>> =
            flow.subsidy.iter().map(|measure| self.model.transforms.of_measure(measure, length)).collect();
        let mut values: Vec<Complex> =
            (0..subsidy.len()).map(|power| real(quality.moments(power)[0])).collect();
        for (frequency, (sum, g)) in sum.iter_mut().zip(g).enumerate() {
            if !silent {
                quality.at(*g, &mut values);
            }
            for (value, subsidy) in values.iter().zip(&subsidy) {
                *sum += value * subsidy[frequency] * flow.weight;
            }
        }
    }
}

/// The parts of a cohort's firms founded on or after a day.
fn parts_from(cohort: &CohortParts, accredited: Date) -> &Parts {
    let year: Year = cohort.year;
    let ordinal = if accredited.year() == year { accredited.ordinal() } else { 1 };
    let start = cohort.starts.iter().find(|(start, _)| *start == ordinal);
    &start.expect("every day of accreditation was asked for").1
}

fn part_is_nothing((rewards, awards): &(Measure, Measure)) -> bool {
    rewards.is_nothing() && awards.atoms().is_empty()
}

/// `E X` and `E X²` of a firm, or of firms counted by intensity.
fn parts_moments(parts: &Parts) -> [f64; 2] {
    let (mut mean, mut square) = (0.0, 0.0);
    for (rewards, awards) in parts {
        let mass = rewards.mass();
        let (one, two) = rewards.moments();
        let (award, award_square) = awards.moments();
        mean += one + mass * award;
        square += two + 2.0 * one * award + mass * (award_square + award * award);
    }
    [mean, square]
}

/// Transforms of compound Poisson sums by their jumps: firms of all founding days share them.
type AwardSpectra<'p> = Vec<(&'p Measure, Vec<Complex>)>;

/// The transform of a firm's parts: rewards times a compound Poisson sum of awards.
fn parts_spectrum<'p>(
    transforms: &Transforms,
    parts: &'p Parts,
    length: usize,
    known: &mut AwardSpectra<'p>,
) -> Vec<Complex> {
    let mut sum = vec![real(0.0); length / 2 + 1];
    for (rewards, awards) in parts {
        let rewards = transforms.of_measure(rewards, length);
        if awards.atoms().is_empty() {
            sum.iter_mut().zip(rewards).for_each(|(sum, value)| *sum += value);
            continue;
        }
        let position = known.iter().position(|(jumps, _)| *jumps == awards).unwrap_or_else(|| {
            let jumps = transforms.of_measure(awards, length);
            let all = jumps[0];
            known.push((awards, jumps.into_iter().map(|value| exp(value - all)).collect()));
            known.len() - 1
        });
        for ((sum, rewards), awards) in sum.iter_mut().zip(rewards).zip(&known[position].1) {
            *sum += rewards * awards;
        }
    }
    sum
}

/// Masses without the end that adds up to less than rounding.
pub(super) fn trimmed(mut masses: Vec<f64>) -> Vec<f64> {
    let mut tail = 0.0;
    while masses.len() > 1 {
        tail += masses[masses.len() - 1].abs();
        if tail > 1e-16 {
            break;
        }
        masses.pop();
    }
    masses
}
