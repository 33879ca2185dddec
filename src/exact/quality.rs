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
    /// `E[F_R^a F_T^b exp(Q g)]` by ascending `max(a, b)`, where `F` are the probabilities of falling short.
    terms: Vec<Term>,
    /// By power of passing: the factors of the terms of which it is made.
    powers: Vec<Vec<f64>>,
}

/// A polynomial in `Q` times `exp(−c Q)`, so that the expectation with `exp(Q g)` is `r^α Σ b_m r^m` with
/// `r = 1 / (1 − scale u g)`, `u = 1 / (1 + scale c)`.
#[derive(Debug, Clone)]
struct Term {
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
        let mut quality = Quality { scale: cv * cv, terms: Vec::new(), powers: Vec::new() };
        let standard = &scenario.policy.evaluation;
        let rates = [scenario.evaluation.results.value(), scenario.evaluation.transfers.value()];
        let mut short: Vec<[usize; 2]> = Vec::new();
        let pairs = (0..=highest).flat_map(|a| (0..=highest).map(move |b| [a, b]));
        let mut pairs: Vec<[usize; 2]> = pairs.collect();
        pairs.sort_by_key(|[a, b]| *a.max(b));
        for pair in pairs {
            if let Some(term) = quality.term(standard, rates, pair)? {
                quality.terms.push(term);
                short.push(pair);
            }
        }
        for power in 0..=highest {
            let within = short.iter().take_while(|[a, b]| *a.max(b) <= power);
            // pass^j = (1 − F_R)^j (1 − F_T)^j
            let factor = |[a, b]: &[usize; 2]| {
                let sign = if (a + b) % 2 == 0 { 1.0 } else { -1.0 };
                sign * binomial(power, *a) * binomial(power, *b)
            };
            quality.powers.push(within.map(factor).collect());
        }
        Ok(quality)
    }

    /// None where falling short is impossible.
    fn term(
        &self,
        standard: &EvaluationStandard,
        rates: [f64; 2],
        powers: [usize; 2],
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
            return Ok(Some(Term { pull: 1.0, coefficients: vec![value] }));
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
        Ok(Some(Term { pull, coefficients }))
    }

    /// `E[pass(Q)^j exp(Q g)]` for `j = 0, 1, …` into `values`, at a complex `g` with real part at most 0.
    pub fn at(&self, g: Complex, values: &mut [Complex]) {
        values.fill(real(0.0));
        let needed = self.powers[values.len() - 1].len();
        for (index, term) in self.terms[..needed].iter().enumerate() {
            let expected = if self.scale == 0.0 {
                exp(g) * term.coefficients[0]
            } else {
                let ratio = (real(1.0) - g * (self.scale * term.pull)).inv();
                let coefficients = term.coefficients.iter().rev();
                let polynomial = coefficients.fold(real(0.0), |sum, coefficient| sum * ratio + coefficient);
                exp(log(ratio) / self.scale) * polynomial
            };
            for (value, factors) in values.iter_mut().zip(&self.powers) {
                if let Some(factor) = factors.get(index) {
                    *value += expected * factor;
                }
            }
        }
    }

    /// `E[pass(Q)^power]` and `E[Q pass(Q)^power]`.
    pub fn moments(&self, power: usize) -> [f64; 2] {
        let mut sums = [0.0, 0.0];
        for (term, factor) in self.terms.iter().zip(&self.powers[power]) {
            for (m, coefficient) in term.coefficients.iter().enumerate() {
                let slope = if self.scale == 0.0 { 1.0 } else { (1.0 + self.scale * m as f64) * term.pull };
                sums[0] += factor * coefficient;
                sums[1] += factor * coefficient * slope;
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
