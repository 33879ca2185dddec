//! Bounds on the chance of what was observed if a stated distribution is the true one. They hold for every distribution
//! and every size of sample: no normal approximation, so that rare events need no rule of thumb.

/// Bound on the chance that a count of `n` trials of probability `p` lies as far from `n p` as `count` does: twice
/// `exp(−n KL(count/n ‖ p))` (Chernoff, *Annals of Mathematical Statistics* 23, 1952; Hoeffding, JASA 58, 1963, theorem 1).
pub fn count_chance(n: u64, count: u64, p: f64) -> f64 {
    let (n, share) = (n as f64, count as f64 / n as f64);
    // q ln(q/p) with the digits of a small difference kept; 0 ln 0 is 0
    let term = |q: f64, p: f64| if q == 0.0 { 0.0 } else { q * libm::log1p((q - p) / p) };
    let divergence = term(share, p) + term(1.0 - share, 1.0 - p);
    two_sided(n * divergence.max(0.0))
}

/// Bound on the chance that the distribution functions of a sample of `n` and of its origin are `distance` apart somewhere:
/// `2 exp(−2 n d²)`, also where amounts have atoms (Dvoretzky, Kiefer and Wolfowitz, *Annals of Mathematical Statistics* 27, 1956;
/// Massart's constant, *Annals of Probability* 18, 1990).
pub fn distance_chance(n: u64, distance: f64) -> f64 {
    two_sided(2.0 * n as f64 * distance * distance)
}

/// The distance that [`distance_chance`] gives a chance.
pub fn distance_at(n: u64, chance: f64) -> f64 {
    (libm::log(2.0 / chance) / (2.0 * n as f64)).sqrt()
}

/// Bound on the chance that the mean of `n` independent draws lies as far from its expectation as `mean` does: twice
/// `exp(−n Λ*(mean))`, with `Λ*` the largest `θ mean − ln E exp(θ X)` over `θ` (Cramér 1938; Dembo and Zeitouni, *Large Deviations
/// Techniques and Applications*, 2nd ed., theorem 2.2.3 and remark (c) after it: the bound holds for every `n`).
///
/// `atoms` are values with their probabilities; a set of draws may be left out if it is told apart that none of them was drawn,
/// since a sum over fewer atoms bounds the chance that only they were drawn and the mean lies there. `expected` and `scale` are
/// their mean and standard deviation.
pub fn mean_chance(atoms: &[(f64, f64)], [expected, scale]: [f64; 2], n: u64, mean: f64) -> f64 {
    let observed = (mean - expected) / scale;
    if observed == 0.0 {
        return 1.0;
    }
    let side = observed.signum();
    let tilted = |theta: f64| Tilted::new(atoms, expected, side / scale, theta);
    let (observed, n) = (observed.abs(), n as f64);
    let (mut low, mut high, mut theta) = (0.0, f64::INFINITY, observed);
    let mut exponent = 0.0f64;
    // Newton's steps for the largest exponent; any θ at all gives a true bound
    for _ in 0..STEPS {
        let at = tilted(theta);
        exponent = exponent.max(n * (theta * observed - at.log_moment));
        let excess = at.mean - observed;
        if excess * excess * n <= NEGLIGIBLE * at.variance || n * theta * observed > BEYOND {
            break;
        }
        if excess < 0.0 {
            low = theta;
        } else {
            high = theta;
        }
        let newton = theta - excess / at.variance;
        theta = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            0.5 * (low + high)
        } else {
            2.0 * theta
        };
    }
    two_sided(exponent)
}

/// Newton's steps at most.
const STEPS: usize = 100;
/// Twice the exponent that a last step could still add.
const NEGLIGIBLE: f64 = 0.002;
/// An exponent that is 0 as a chance whatever else.
const BEYOND: f64 = 1e7;

/// The distribution weighted by `exp(θ y)`, `y` the standardised value.
struct Tilted {
    log_moment: f64,
    mean: f64,
    variance: f64,
}

impl Tilted {
    fn new(atoms: &[(f64, f64)], expected: f64, factor: f64, theta: f64) -> Self {
        let standardised = |value: f64| (value - expected) * factor;
        let shift = atoms.iter().map(|(value, _)| theta * standardised(*value)).fold(f64::MIN, f64::max);
        let [mut zero, mut one, mut two] = [0.0; 3];
        for (value, probability) in atoms {
            let y = standardised(*value);
            let weight = probability * libm::exp(theta * y - shift);
            zero += weight;
            one += weight * y;
            two += weight * y * y;
        }
        let mean = one / zero;
        Tilted {
            log_moment: shift + libm::log(zero),
            mean,
            variance: (two / zero - mean * mean).max(f64::MIN_POSITIVE),
        }
    }
}

/// Twice `exp(−exponent)`, at most 1.
fn two_sided(exponent: f64) -> f64 {
    (2.0 * libm::exp(-exponent)).min(1.0)
}

/// Chances adjusted for their number by Holm's step-down method (Scandinavian Journal of Statistics 6, 1979): to call wrong what has
/// an adjusted chance of at most α is a false alarm with probability at most α, however the comparisons depend on each other.
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|one, other| chances[*one].total_cmp(&chances[*other]));
    let mut adjusted = vec![0.0; chances.len()];
    let mut largest = 0.0f64;
    for (place, index) in order.into_iter().enumerate() {
        let left = (chances.len() - place) as f64;
        largest = largest.max((left * chances[index]).min(1.0));
        adjusted[index] = largest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::normal_probability;

    /// `P(Bin(n, p) ≥ k)` from the terms themselves.
    fn upper_tail(n: u64, k: u64, p: f64) -> f64 {
        let mut term = libm::pow(1.0 - p, n as f64);
        let mut tail = if k == 0 { term } else { 0.0 };
        for j in 0..n {
            term *= (n - j) as f64 / (j + 1) as f64 * p / (1.0 - p);
            if j + 1 >= k {
                tail += term;
            }
        }
        tail
    }

    #[test]
    fn a_count_s_bound_is_above_its_chance_and_not_far_above() {
        // Chernoff's bound exceeds one tail by at most the factor n + 1 (method of types: Cover and Thomas, theorem 11.1.4)
        for (n, k, p) in [(10, 9, 0.5), (100, 20, 0.1), (1000, 3, 0.0005), (500, 400, 0.7)] {
            let (bound, tail) = (count_chance(n, k, p), upper_tail(n, k, p));
            assert!(bound >= tail && bound <= 2.0 * (n + 1) as f64 * tail, "{n} {k} {p}: {bound} {tail}");
        }
        assert_eq!(count_chance(100, 50, 0.5), 1.0);
        // nothing in n trials: (1 − p)^n, twice
        assert!((count_chance(1000, 0, 0.01) / (2.0 * libm::pow(0.99, 1000.0)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_mean_of_coins_has_the_bound_of_their_count() {
        for (n, k, p) in [(1000u64, 560u64, 0.5f64), (1000, 3, 0.0005), (100_000, 4, 2e-6), (1000, 0, 0.01)] {
            let atoms = [(0.0, 1.0 - p), (7.0, p)];
            let spread = 7.0 * (p * (1.0 - p)).sqrt();
            let mean = mean_chance(&atoms, [7.0 * p, spread], n, 7.0 * k as f64 / n as f64);
            let count = count_chance(n, k, p);
            // the search stops within NEGLIGIBLE / 2 of the exponent, but for the end k = 0, which no θ reaches
            assert!(mean >= count * (1.0 - 1e-9) && mean <= count * 1.01, "{n} {k} {p}: {mean} {count}");
        }
    }

    #[test]
    fn the_mean_of_many_draws_has_the_bound_of_a_normal_number() {
        // a fair die, a million throws, five standard errors: exponent 12.5 (1 + O(1/1000))
        let atoms: Vec<(f64, f64)> = (1..=6).map(|eyes| (f64::from(eyes), 1.0 / 6.0)).collect();
        let spread = (35.0f64 / 12.0).sqrt();
        let bound = mean_chance(&atoms, [3.5, spread], 1_000_000, 3.5 + 5.0 * spread / 1000.0);
        assert!((libm::log(bound / 2.0) + 12.5).abs() < 0.02, "{bound}");
        assert!(bound > 2.0 * normal_probability(-5.0));
    }

    #[test]
    fn what_cannot_be_has_no_chance() {
        let atoms = [(0.0, 0.5), (1.0, 0.5)];
        assert_eq!(mean_chance(&atoms, [0.5, 0.5], 1_000, 1.5), 0.0);
        // all heads: 2^-n
        let heads = mean_chance(&atoms, [0.5, 0.5], 20, 1.0);
        assert!((heads * libm::pow(2.0, 20.0) / 2.0 - 1.0).abs() < 0.01, "{heads}");
    }

    #[test]
    fn distances_have_massart_s_bound() {
        // 1.3581 / √n at 5 %: the asymptotic value of Kolmogorov's test
        assert!((distance_at(10_000, 0.05) - 0.013_581).abs() < 1e-6);
        assert!((distance_chance(10_000, distance_at(10_000, 0.05)) - 0.05).abs() < 1e-12);
        assert_eq!(distance_chance(10, 0.0), 1.0);
    }

    #[test]
    fn holm_s_example() {
        // 0.01, 0.04, 0.03, 0.005 of four: 0.005 × 4, 0.01 × 3, 0.03 × 2, then 0.04 held up to 0.06
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        let expected = [0.03, 0.06, 0.06, 0.02];
        assert!(adjusted.iter().zip(expected).all(|(a, e)| (a - e).abs() < 1e-15), "{adjusted:?}");
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
    }
}
