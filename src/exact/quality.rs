//! Expectations over an institute's quality, in closed form (docs/exact.md, "Quality").

use crate::policy::EvaluationStandard;
use crate::scenario::Scenario;

use super::answer::NotExact;
use super::complex::{Complex, exp, log, real};

/// Degrees above this are refused: factorials would leave the range of numbers.
const HIGHEST_DEGREE: usize = 150;

/// Expectations of `pass(Q)^j exp(Q g)` for `Q ~ Gamma(1/cv², cv²)`, where `pass(Q)` is the probability of passing an
/// evaluation.
#[derive(Debug, Clone)]
pub(super) struct Quality {
    /// cv²; 0 where every institute is alike.
    scale: f64,
    /// By power of passing: terms.
    powers: Vec<Vec<Term>>,
}

/// `factor × E[F_R^a F_T^b exp(Q g)]`, where `F` are the probabilities of falling short: a polynomial in `Q` times
/// `exp(−c Q)`, so that the expectation is `r^α Σ b_m r^m` with `r = 1 / (1 − scale u g)`, `u = 1 / (1 + scale c)`.
#[derive(Debug, Clone)]
struct Term {
    factor: f64,
    pull: f64,
    coefficients: Vec<f64>,
}

impl Quality {
    /// For powers of passing up to `highest`.
    ///
    /// # Errors
    /// Where the standard is so high that the closed form leaves the range of numbers.
    pub fn new(scenario: &Scenario, highest: usize) -> Result<Self, NotExact> {
        let cv = scenario.quality_cv.value();
        let mut quality = Quality { scale: cv * cv, powers: Vec::new() };
        let standard = &scenario.policy.evaluation;
        let rates = [scenario.evaluation.results.value(), scenario.evaluation.transfers.value()];
        for power in 0..=highest {
            let mut terms = Vec::new();
            for short_of_results in 0..=power {
                for short_of_transfers in 0..=power {
                    let sign = if (short_of_results + short_of_transfers) % 2 == 0 { 1.0 } else { -1.0 };
                    let factor =
                        sign * binomial(power, short_of_results) * binomial(power, short_of_transfers);
                    terms.extend(quality.term(
                        standard,
                        rates,
                        [short_of_results, short_of_transfers],
                        factor,
                    )?);
                }
            }
            quality.powers.push(terms);
        }
        Ok(quality)
    }

    /// None where falling short is impossible.
    fn term(
        &self,
        standard: &EvaluationStandard,
        rates: [f64; 2],
        powers: [usize; 2],
        factor: f64,
    ) -> Result<Option<Term>, NotExact> {
        let needed = [standard.results as usize, standard.transfers as usize];
        if (0..2).any(|kind| powers[kind] > 0 && needed[kind] == 0) {
            return Ok(None);
        }
        let degree: usize = (0..2).map(|kind| powers[kind] * needed[kind].saturating_sub(1)).sum();
        if degree > HIGHEST_DEGREE {
            return Err(NotExact::StandardTooHigh);
        }
        let decay = powers[0] as f64 * rates[0] + powers[1] as f64 * rates[1];
        if self.scale == 0.0 {
            let short = |kind: usize| -> f64 {
                let series = short_series(rates[kind], needed[kind]);
                libm::exp(-rates[kind]) * series.iter().sum::<f64>()
            };
            let value = power(short(0), powers[0]) * power(short(1), powers[1]);
            return Ok(Some(Term { factor, pull: 1.0, coefficients: vec![value] }));
        }
        let pull = 1.0 / (1.0 + self.scale * decay);
        let mut polynomial = vec![1.0];
        for kind in 0..2 {
            for _ in 0..powers[kind] {
                let series = short_series(rates[kind] * self.scale * pull, needed[kind]);
                polynomial = product(&polynomial, &series);
            }
        }
        let shape = 1.0 / self.scale;
        let mut rising = libm::exp(shape * libm::log(pull));
        let mut coefficients = Vec::with_capacity(polynomial.len());
        for (m, coefficient) in polynomial.iter().enumerate() {
            coefficients.push(coefficient * rising);
            rising *= shape + m as f64;
        }
        Ok(Some(Term { factor, pull, coefficients }))
    }

    /// `E[pass(Q)^power exp(Q g)]` at a complex `g` with real part at most 0.
    pub fn at(&self, power: usize, g: Complex) -> Complex {
        let mut sum = real(0.0);
        if self.scale == 0.0 {
            let value: f64 = self.powers[power].iter().map(|term| term.factor * term.coefficients[0]).sum();
            return exp(g) * value;
        }
        for term in &self.powers[power] {
            let ratio = (real(1.0) - g * (self.scale * term.pull)).inv();
            let polynomial =
                term.coefficients.iter().rev().fold(real(0.0), |sum, coefficient| sum * ratio + coefficient);
            sum += exp(log(ratio) / self.scale) * polynomial * term.factor;
        }
        sum
    }

    /// `E[pass(Q)^power]` and `E[Q pass(Q)^power]`.
    pub fn moments(&self, power: usize) -> [f64; 2] {
        let mut sums = [0.0, 0.0];
        for term in &self.powers[power] {
            for (m, coefficient) in term.coefficients.iter().enumerate() {
                let slope = if self.scale == 0.0 { 1.0 } else { (1.0 + self.scale * m as f64) * term.pull };
                sums[0] += term.factor * coefficient;
                sums[1] += term.factor * coefficient * slope;
            }
        }
        sums
    }

    /// cv².
    pub fn variance(&self) -> f64 {
        self.scale
    }

    /// The log of `E exp(Q g)` at a real `g`; infinite where the expectation is.
    pub fn log_moment(&self, g: f64) -> f64 {
        if self.scale == 0.0 {
            g
        } else if self.scale * g >= 1.0 {
            f64::INFINITY
        } else {
            -libm::log1p(-self.scale * g) / self.scale
        }
    }
}

/// `rate^r / r!` for `r < needed`: the chance of falling short is their sum times `exp(−rate)`.
fn short_series(rate: f64, needed: usize) -> Vec<f64> {
    let mut term = 1.0;
    let mut series = Vec::with_capacity(needed);
    for r in 0..needed {
        series.push(term);
        term *= rate / (r + 1) as f64;
    }
    series
}

fn product(left: &[f64], right: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; left.len() + right.len() - 1];
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate() {
            product[i + j] += a * b;
        }
    }
    product
}

fn binomial(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |value, i| value * (n - i) as f64 / (i + 1) as f64)
}

fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |value, _| value * base)
}
