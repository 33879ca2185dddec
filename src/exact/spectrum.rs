//! From amounts to frequencies and back.

use std::sync::{Arc, OnceLock};

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

use super::complex::{Complex, real};
use super::measure::Measure;

/// The longest transform: 2²².
pub(super) const LONGEST: u32 = 22;

type Plan = (Arc<dyn RealToComplex<f64>>, Arc<dyn ComplexToReal<f64>>);

/// Plans of transforms, each made once.
#[derive(Default)]
pub(super) struct Transforms {
    plans: [OnceLock<Plan>; LONGEST as usize + 1],
}

impl Transforms {
    fn plan(&self, length: usize) -> &Plan {
        self.plans[length.trailing_zeros() as usize].get_or_init(|| {
            let mut planner = RealFftPlanner::new();
            (planner.plan_fft_forward(length), planner.plan_fft_inverse(length))
        })
    }

    /// The transform of masses at `0, 1, …, length − 1`: half of its frequencies, the other half being their
    /// conjugates.
    pub fn forward(&self, masses: &mut [f64]) -> Vec<Complex> {
        let (forward, _) = self.plan(masses.len());
        let mut spectrum = forward.make_output_vec();
        forward.process(masses, &mut spectrum).expect("lengths agree");
        spectrum
    }

    /// The transform of a measure.
    pub fn of_measure(&self, measure: &Measure, length: usize) -> Vec<Complex> {
        if measure.is_nothing() {
            return vec![real(measure.mass()); length / 2 + 1];
        }
        let mut masses = vec![0.0; length];
        for (amount, mass) in measure.atoms() {
            masses[*amount as usize % length] += mass;
        }
        self.forward(&mut masses)
    }

    /// The masses of a transform.
    pub fn backward(&self, mut spectrum: Vec<Complex>) -> Vec<f64> {
        let length = 2 * (spectrum.len() - 1);
        let (_, backward) = self.plan(length);
        // a real sequence's first and last frequencies are real
        spectrum[0].im = 0.0;
        spectrum[length / 2].im = 0.0;
        let mut masses = backward.make_output_vec();
        backward.process(&mut spectrum, &mut masses).expect("lengths agree");
        let scale = 1.0 / length as f64;
        masses.iter_mut().for_each(|mass| *mass *= scale);
        masses
    }
}

/// The shortest power of two that holds a sum but for a probability `tolerated`, with a bound on that probability:
/// Chernoff's, `P(X ≥ n) ≤ E exp(s X) exp(−s n)`, minimised over powers of 2^(1/2) for `s`.
///
/// `log_moment` gives `ln E exp(s X)`, or infinity. None where not even the longest transform suffices.
pub(super) fn length_for(log_moment: impl Fn(f64) -> f64, tolerated: f64) -> Option<(usize, f64)> {
    let goal = libm::log(tolerated);
    let mut best = f64::INFINITY;
    let mut tilts = Vec::new();
    let mut worse = 0;
    for step in 0..=60 {
        let s = libm::exp2(-0.5 * f64::from(step));
        let log_moment = log_moment(s);
        if !log_moment.is_finite() {
            continue;
        }
        tilts.push((s, log_moment));
        // the length at which this tilt reaches the goal; it falls and then rises
        let needed = (log_moment - goal) / s;
        worse = if needed > best { worse + 1 } else { 0 };
        best = best.min(needed);
        if worse >= 4 {
            break;
        }
    }
    let exponent = (1..=LONGEST).find(|exponent| f64::from(1u32 << exponent) > best)?;
    let length = 1usize << exponent;
    let bounds = tilts.iter().map(|(s, log_moment)| libm::exp(log_moment - s * length as f64));
    Some((length, bounds.fold(1.0, f64::min)))
}
