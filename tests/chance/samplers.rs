//! Samplers against published values, exact distribution functions, and `rand_distr`.

use fiscast::chance::samplers::{Categorical, beta, gamma, normal_quantile, poisson, uniform_day};
use fiscast::chance::{Purpose, Stream, StreamName, Streams, When};
use proptest::prelude::*;
use rand_distr::Distribution;

use crate::sample::{K, assert_near, moments};

fn stream(path: u64) -> Stream {
    let name =
        StreamName { institute: 1, spin_off: 2, purpose: Purpose::Quality, subject: 3, when: When::NONE };
    Streams::new(20_220_130, path).stream(name)
}

fn draws(count: u64, mut draw: impl FnMut(&mut Stream) -> f64) -> Vec<f64> {
    (0..count).map(|path| draw(&mut stream(path))).collect()
}

/// The largest distance of two samples' distribution functions (Kolmogorov and Smirnov).
fn distance(mut a: Vec<f64>, mut b: Vec<f64>) -> f64 {
    a.sort_by(f64::total_cmp);
    b.sort_by(f64::total_cmp);
    let mut most = 0.0f64;
    for value in a.iter().chain(&b) {
        let share = |sorted: &[f64]| sorted.partition_point(|x| x <= value) as f64 / sorted.len() as f64;
        most = most.max((share(&a) - share(&b)).abs());
    }
    most
}

const SAMPLE: u64 = 40_000;

/// Two samples of n part by more than c √(2/n) with probability 2 exp(−2c²) at most: 1e-6 for c = 2.69, less for
/// distributions with atoms.
#[track_caller]
fn assert_same_distribution<D: Distribution<f64>>(what: &str, ours: Vec<f64>, reference: D) {
    let theirs = draws(SAMPLE, |stream| {
        // numbers that our sampler has not used
        let when = When::NONE.serial(7);
        let name = StreamName { institute: 9, spin_off: 9, purpose: Purpose::Place, subject: 9, when };
        let path = (stream.uniform() * 1e15) as u64;
        reference.sample(&mut Streams::new(1, path).stream(name))
    });
    let bound = 2.69 * (2.0 / SAMPLE as f64).sqrt();
    let found = distance(ours, theirs);
    assert!(found < bound, "{what}: distance {found}, bound {bound}");
}

/// AS 241 gives the first three to 16 digits (Wichura 1988, algorithm PPND16); the others are from 50-digit
/// arithmetic (mpmath), rounded to the nearest double.
#[test]
fn normal_quantiles_are_those_of_the_paper() {
    for (p, expected) in [
        (0.25, -0.674_489_750_196_081_7),
        (0.001, -3.090_232_306_167_813_5),
        (1e-20, -9.262_340_089_798_408),
        (0.5, 0.0),
        (0.9, 1.281_551_565_544_600_6),
        (0.975, 1.959_963_984_540_053_9),
        (0.075, -1.439_531_470_938_456),
        (1e-9, -5.997_807_015_007_687),
        (0.3, -0.524_400_512_708_040_8),
    ] {
        // about 1e-16 relative (the paper), and a few roundings of 1.1e-16 each on the way
        assert_near(normal_quantile(p), expected, 1e-15 * f64::abs(expected), "quantile");
    }
}

#[test]
fn normal_quantiles_are_symmetric_and_increase() {
    let mut last = f64::NEG_INFINITY;
    for i in 1..4096 {
        let p = f64::from(i) / 4096.0;
        let quantile = normal_quantile(p);
        assert!(quantile > last);
        // 1 − p is exact here, and so is the symmetry
        assert_eq!(quantile, -normal_quantile(1.0 - p), "{p}");
        last = quantile;
    }
}

#[test]
fn normal_gamma_and_beta_agree_with_rand_distr() {
    let normal = rand_distr::Normal::new(0.0, 1.0).expect("parameters");
    assert_same_distribution("normal", draws(SAMPLE, |s| normal_quantile(s.uniform())), normal);
    for (shape, scale) in [(0.3, 2.0), (1.0, 1.0), (6.25, 0.16), (44.4, 0.0225)] {
        let reference = rand_distr::Gamma::new(shape, scale).expect("parameters");
        assert_same_distribution(
            &format!("gamma {shape}"),
            draws(SAMPLE, |s| gamma(s, shape, scale)),
            reference,
        );
    }
    for (a, b) in [(2.0, 1.5), (0.5, 0.5), (8.0, 2.0)] {
        let reference = rand_distr::Beta::new(a, b).expect("parameters");
        assert_same_distribution(&format!("beta {a} {b}"), draws(SAMPLE, |s| beta(s, a, b)), reference);
    }
}

#[test]
fn poisson_agrees_with_rand_distr() {
    for mean in [0.05, 0.7, 4.0, 30.0, 499.0, 800.0] {
        let reference = rand_distr::Poisson::new(mean).expect("a mean");
        let ours = draws(SAMPLE, |s| f64::from(poisson(mean, s.uniform())));
        assert_same_distribution(&format!("poisson {mean}"), ours, reference);
    }
}

#[test]
fn gamma_and_beta_have_their_moments() {
    for (shape, scale) in [(0.3, 2.0), (6.25, 0.16)] {
        let found = moments(draws(200_000, |s| gamma(s, shape, scale)));
        found.assert_mean(shape * scale, "gamma");
        // the variance of a sample variance is (μ₄ − σ⁴)/n, and a gamma's μ₄ = 3σ⁴ (1 + 2/shape)
        let variance = shape * scale * scale;
        let error = variance * ((2.0 + 6.0 / shape) / found.n).sqrt();
        assert_near(found.sd * found.sd, variance, K * error, "gamma variance");
    }
    moments(draws(200_000, |s| beta(s, 2.0, 1.5))).assert_mean(2.0 / 3.5, "beta");
}

/// Distribution functions by summing probabilities from logarithms, another way than the sampler's.
fn poisson_below(mean: f64, k: u32) -> f64 {
    let mut log_factorial = 0.0;
    let mut sum = 0.0;
    for i in 0..=k {
        if i > 0 {
            log_factorial += f64::from(i).ln();
        }
        let log_power = if i == 0 { 0.0 } else { f64::from(i) * mean.ln() };
        sum += (log_power - mean - log_factorial).exp();
    }
    sum
}

#[test]
fn a_poisson_quantile_is_the_smallest_count_that_reaches_the_probability() {
    for mean in [1e-9, 0.01, 0.3, 1.0, 7.5, 80.0, 499.0, 501.0, 2000.0] {
        for i in 1..200 {
            let uniform = f64::from(i) / 200.0;
            let k = poisson(mean, uniform);
            // rounding of up to 3000 terms, each about 1e-13 in its logarithm at a mean of 2000
            let slack = 1e-9;
            assert!(
                poisson_below(mean, k) >= uniform - slack,
                "mean {mean}, uniform {uniform}: {k} is too few"
            );
            if k > 0 {
                assert!(
                    poisson_below(mean, k - 1) <= uniform + slack,
                    "mean {mean}, uniform {uniform}: {k} is too many"
                );
            }
        }
    }
    assert_eq!(poisson(0.0, 0.999_999), 0);
}

proptest! {
    /// More of a mean never gives fewer events for the same uniform number: common random numbers stay ordered.
    #[test]
    fn a_poisson_count_rises_with_its_mean_and_its_uniform_number(
        low in 0.0f64..600.0, more in 0.0f64..50.0, uniform in 1e-12f64..1.0, further in 0.0f64..1.0,
    ) {
        prop_assert!(poisson(low, uniform) <= poisson(low + more, uniform));
        let later = uniform + further * (1.0 - uniform) * 0.999;
        prop_assert!(poisson(low, uniform) <= poisson(low, later));
    }

    #[test]
    fn a_categorical_draw_never_gives_what_has_no_weight(
        weights in prop::collection::vec(prop_oneof![1 => Just(0.0), 2 => 0.01f64..1.0], 1..12), uniform in 1e-16f64..1.0,
    ) {
        let sum: f64 = weights.iter().sum();
        prop_assume!(sum > 0.0);
        let probabilities: Vec<f64> = weights.iter().map(|weight| weight / sum).collect();
        let index = Categorical::new(&probabilities).index(uniform) as usize;
        prop_assert!(probabilities[index] > 0.0);
        let before: f64 = probabilities[..index].iter().sum();
        prop_assert!(uniform > before - 1e-12 && uniform < before + probabilities[index] + 1e-12);
    }
}

#[test]
fn every_day_of_a_range_is_as_likely() {
    const DAYS: usize = 28;
    let mut counts = [0u32; DAYS];
    for path in 0..56_000 {
        counts[usize::from(uniform_day(&mut stream(path), 31, 58)) - 31] += 1;
    }
    // 56,000 draws over 28 days: 2,000 each, standard deviation √(2000 · 27/28) = 43.9
    for count in counts {
        assert_near(f64::from(count), 2000.0, K * 43.9, "draws of a day");
    }
    assert_eq!(uniform_day(&mut stream(0), 7, 7), 7);
}

#[test]
fn uniform_numbers_stay_inside_the_unit_interval_and_do_not_repeat() {
    let numbers = draws(100_000, Stream::uniform);
    assert!(numbers.iter().all(|number| *number > 0.0 && *number < 1.0));
    moments(numbers.iter().copied()).assert_mean(0.5, "uniform");
    let mut bits: Vec<u64> = numbers.iter().map(|number| number.to_bits()).collect();
    bits.sort_unstable();
    bits.dedup();
    // 1e5 draws on a grid of 2^52 share a number with probability 1e10 / 2^53 = 1e-6
    assert_eq!(bits.len(), numbers.len());
}
