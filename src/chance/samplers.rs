//! Samplers over `libm`, so that no draw depends on the system's C library. Wherever possible one uniform
//! number gives one draw, monotonically: a changed parameter then moves a draw as little as it can.
//!
//! `rand_distr`'s own samplers reach `exp` and `ln` through num-traits, which any crate in the build can switch
//! to the system's functions; they are the reference in this module's tests instead.

use rand::RngExt;

use coefficients::*;

use super::streams::Stream;

/// The standard normal quantile of `p` in (0, 1): Wichura's PPND16 (AS 241, Applied Statistics 37, 1988), with
/// relative accuracy of about 1e-16.
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * ratio(&CENTRE_NUMERATOR, &CENTRE_DENOMINATOR, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let magnitude = if r <= 5.0 {
        ratio(&MIDDLE_NUMERATOR, &MIDDLE_DENOMINATOR, r - 1.6)
    } else {
        ratio(&FAR_NUMERATOR, &FAR_DENOMINATOR, r - 5.0)
    };
    if q < 0.0 { -magnitude } else { magnitude }
}

fn ratio(numerator: &[f64; 8], denominator: &[f64; 8], r: f64) -> f64 {
    let polynomial = |c: &[f64; 8]| {
        ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0]
    };
    polynomial(numerator) / polynomial(denominator)
}

/// The published coefficients, in full.
#[expect(clippy::excessive_precision, reason = "as printed in the paper")]
mod coefficients {
    pub const CENTRE_NUMERATOR: [f64; 8] = [
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3,
    ];
    pub const CENTRE_DENOMINATOR: [f64; 8] = [
        1.0,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3,
    ];
    pub const MIDDLE_NUMERATOR: [f64; 8] = [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ];
    pub const MIDDLE_DENOMINATOR: [f64; 8] = [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ];
    pub const FAR_NUMERATOR: [f64; 8] = [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ];
    pub const FAR_DENOMINATOR: [f64; 8] = [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ];
}

/// The mean up to which the Poisson distribution is summed from 0; e^-500 is far from underflow.
const SUMMED_FROM_ZERO: f64 = 500.0;

/// The Poisson quantile of `uniform` in (0, 1): the smallest `k` whose cumulated probability is at least it.
///
/// Means above 500 are summed outwards from the mode, normalised by the sum itself.
#[inline]
pub fn poisson(mean: f64, uniform: f64) -> u32 {
    // exp(-mean) >= 1 - mean: rare events need no exponential
    if uniform <= 1.0 - mean {
        return 0;
    }
    if mean > SUMMED_FROM_ZERO { poisson_from_mode(mean, uniform) } else { poisson_from_zero(mean, uniform) }
}

fn poisson_from_zero(mean: f64, uniform: f64) -> u32 {
    let mut term = libm::exp(-mean);
    let mut cumulated = term;
    let mut k = 0u32;
    // beyond this many, further terms are smaller than the grid of uniform numbers
    let most = (mean + 12.0 * mean.sqrt() + 60.0) as u32;
    while cumulated < uniform && k < most {
        k += 1;
        term *= mean / f64::from(k);
        cumulated += term;
    }
    k
}

fn poisson_from_mode(mean: f64, uniform: f64) -> u32 {
    let mode = mean.floor();
    let reach = (12.0 * mean.sqrt() + 60.0).floor();
    let lowest = (mode - reach).max(0.0);
    let mut terms_below = Vec::new();
    let (mut term, mut k) = (1.0, mode);
    while k > lowest {
        term *= k / mean;
        k -= 1.0;
        terms_below.push(term);
    }
    let mut terms = terms_below;
    terms.reverse();
    terms.push(1.0);
    let (mut term, mut k) = (1.0, mode);
    while k < mode + reach {
        k += 1.0;
        term *= mean / k;
        terms.push(term);
    }
    let target = uniform * terms.iter().sum::<f64>();
    let mut cumulated = 0.0;
    for (offset, term) in terms.iter().enumerate() {
        cumulated += term;
        if cumulated >= target {
            return (lowest + offset as f64) as u32;
        }
    }
    (mode + reach) as u32
}

/// A gamma draw of a shape and scale, both above 0: Marsaglia and Tsang, "A simple method for generating gamma
/// variables", ACM TOMS 26 (2000); shapes below 1 by their section 6.
pub fn gamma(stream: &mut Stream, shape: f64, scale: f64) -> f64 {
    if shape < 1.0 {
        let boost = libm::pow(stream.uniform(), 1.0 / shape);
        return boost * gamma(stream, shape + 1.0, scale);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal_quantile(stream.uniform());
        let v = 1.0 + c * x;
        if v <= 0.0 {
            continue;
        }
        let v = v * v * v;
        let u = stream.uniform();
        let x2 = x * x;
        if u < 1.0 - 0.0331 * x2 * x2 || libm::log(u) < 0.5 * x2 + d * (1.0 - v + libm::log(v)) {
            return d * v * scale;
        }
    }
}

/// A beta draw: `G₁ / (G₁ + G₂)` of two gamma draws.
pub fn beta(stream: &mut Stream, alpha: f64, beta: f64) -> f64 {
    let first = gamma(stream, alpha, 1.0);
    let second = gamma(stream, beta, 1.0);
    if first + second > 0.0 { first / (first + second) } else { 0.5 }
}

/// A day of the closed range `first..=last`, each with equal probability.
pub fn uniform_day(stream: &mut Stream, first: u16, last: u16) -> u16 {
    stream.random_range(first..=last)
}

/// A categorical draw by one uniform number.
#[derive(Debug, Clone, PartialEq)]
pub struct Categorical {
    /// Cumulated probabilities; the last positive entry reaches 1.
    cumulated: Vec<f64>,
}

impl Categorical {
    /// For probabilities that sum to 1.
    pub fn new(probabilities: &[f64]) -> Self {
        let mut sum = 0.0;
        let mut cumulated: Vec<f64> = probabilities
            .iter()
            .map(|probability| {
                sum += probability;
                sum
            })
            .collect();
        // rounding must not leave a gap above the last possible choice
        if let Some(last) = probabilities.iter().rposition(|probability| *probability > 0.0) {
            cumulated[last..].fill(1.0);
        }
        Categorical { cumulated }
    }

    /// The choice for a uniform number in (0, 1).
    #[inline]
    pub fn index(&self, uniform: f64) -> u32 {
        self.cumulated.iter().position(|cumulated| uniform < *cumulated).expect("the last entry is 1") as u32
    }
}
