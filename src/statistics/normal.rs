//! The standard normal distribution.

pub use crate::chance::samplers::normal_quantile;

/// The probability Φ(x) that a standard normal number is at most `x`, with the relative accuracy of `erfc` in both tails.
pub fn normal_probability(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_and_quantiles_have_their_high_precision_values() {
        // Φ(x) to 25 digits by mpmath at 50 digits, rounded here to 17: x, Φ(x). erfc is within 1 unit in the last place of a
        // slightly wrong argument: relative error at most (1 + x² ) 2.3e-16
        let probabilities = [
            (-8.0, 6.220_960_574_271_784e-16),
            (-3.0, 1.349_898_031_630_094_5e-3),
            (-1.0, 0.158_655_253_931_457_05),
            (0.0, 0.5),
            (1.644_853_626_951_472_7, 0.95),
            (2.5, 0.993_790_334_674_223_8),
        ];
        for (x, expected) in probabilities {
            let error = (normal_probability(x) - expected).abs() / expected;
            assert!(error <= (1.0 + x * x) * 2.3e-16, "{x}: {error}");
        }
        // Wichura states about 1e-16 for PPND16; four units in the last place
        let quantiles = [
            (1e-300, -37.047_096_299_361_2),
            (1e-10, -6.361_340_902_404_056),
            (0.025, -1.959_963_984_540_054_2),
            (0.05, -1.644_853_626_951_472_7),
            (0.3, -0.524_400_512_708_041),
            (0.75, 0.674_489_750_196_081_7),
            (0.999, 3.090_232_306_167_813),
        ];
        for (p, expected) in quantiles {
            let error = (normal_quantile(p) / expected - 1.0).abs();
            assert!(error <= 9e-16, "{p}: {error}");
        }
    }

    #[test]
    fn quantiles_invert_probabilities() {
        // dΦ/Φ = x φ/Φ dx/x: both functions' relative errors of 1e-16 grow by at most 1 + x² in the lower tail
        for step in 1..400 {
            let x = -8.0 + f64::from(step) * 0.02;
            let back = normal_quantile(normal_probability(x));
            assert!((back - x).abs() <= 1e-15 * (1.0 + x * x), "{x}: {back}");
        }
    }
}
