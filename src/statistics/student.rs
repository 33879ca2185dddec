//! Student's t distribution.

/// The chance that a Student's t number of `freedom` degrees of freedom is further from 0 than `t` on either side:
/// `I_x(ν/2, 1/2)` at `x = ν/(ν + t²)` (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.1).
pub fn student_chance(t: f64, freedom: f64) -> f64 {
    incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t * t))
}

/// The number that a Student's t number of `freedom` degrees of freedom stays within on either side of 0 with the chance `confidence`,
/// halved between bounds until they meet, since [`student_chance`] falls with it.
///
/// # Panics
/// When `confidence` is not between 0 and 1, or `freedom` not at least 1.
pub fn student_quantile(confidence: f64, freedom: f64) -> f64 {
    assert!(confidence > 0.0 && confidence < 1.0 && freedom >= 1.0, "a confidence and degrees of freedom");
    let outside = 1.0 - confidence;
    // Cauchy's tail, the heaviest of them, is below 2 / (π t)
    let (mut low, mut high) = (0.0, 1.0 / outside);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return middle;
        }
        if student_chance(middle, freedom) > outside { low = middle } else { high = middle }
    }
}

/// The regularised incomplete beta function, by its continued fraction (26.5.8), on the side where it converges quickly.
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let front =
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x);
    let front = libm::exp(front);
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// The continued fraction by Lentz's method (Applied Optics 15, 1976).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    let (mut c, mut value) = (1.0, d);
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / kept(1.0 + term * d);
            c = kept(1.0 + term / c);
            change = d * c;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::normal_probability;

    #[test]
    fn tables_and_limits() {
        // two-sided critical values as every table prints them, to four or five digits
        let tabled = [(12.706, 1.0, 0.05), (2.3646, 7.0, 0.05), (5.4079, 7.0, 0.001), (2.0930, 19.0, 0.05)];
        for (t, freedom, chance) in tabled {
            let found = student_chance(t, freedom);
            // dp/p = -(freedom + 1) t dt / (freedom + t²), below 8 dt / t: half a unit of the fourth decimal
            assert!((found / chance - 1.0).abs() < 2e-4, "{t} {freedom}: {found}");
        }
        // one degree is Cauchy's: 1 − (2/π) arctan t
        let cauchy = 1.0 - 2.0 / std::f64::consts::PI * libm::atan(3.0);
        assert!((student_chance(3.0, 1.0) - cauchy).abs() < 1e-14);
        // many degrees are normal: the relative difference is about t⁴ / (4 ν)
        for t in [1.0, 3.0, 5.0] {
            let normal = 2.0 * normal_probability(-t);
            assert!((student_chance(t, 1e8) / normal - 1.0).abs() < 1e-5, "{t}");
        }
        assert_eq!(student_chance(0.0, 7.0), 1.0);
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // as every table prints them: half a unit of the last decimal
        for (t, freedom, confidence, half) in [
            (12.706, 1.0, 0.95, 5e-4),
            (2.3646, 7.0, 0.95, 5e-5),
            (2.1314, 15.0, 0.95, 5e-5),
            (2.9467, 15.0, 0.99, 5e-5),
            (1.7531, 15.0, 0.90, 5e-5),
            (0.6912, 15.0, 0.50, 5e-5),
        ] {
            let found = student_quantile(confidence, freedom);
            assert!((found - t).abs() <= half, "{freedom} {confidence}: {found}");
        }
    }
}
