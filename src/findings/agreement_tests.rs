//! Samples put together by hand against distributions of a few amounts.

use crate::exact::Distribution;
use crate::quantities::Money;
use crate::statistics::{CellCounts, Moments, Resolution, Summary};

use super::agreement::{Agreement, Known, Sample, agreement};

const WAN: i64 = 1_000_000;

/// So many paths of each amount of 万元.
fn summary(amounts: &[(i64, u32)]) -> Summary {
    let counts = CellCounts::new(Resolution::Exact { step: Money::WAN });
    let mut moments = Moments::default();
    for (wan, count) in amounts {
        moments.add_many(wan * WAN, u64::from(*count));
        if *wan > 0 {
            counts.add(counts.cell_of(wan * WAN), *count);
        }
    }
    Summary::new(&moments, &counts)
}

fn against(probabilities: &[f64], amounts: &[(i64, u32)]) -> Agreement {
    let distribution = Distribution::new(0, WAN, probabilities.to_vec());
    let known = Known {
        mean: distribution.mean(),
        deviation: distribution.standard_deviation(),
        distribution: Some(&distribution),
    };
    agreement(known, Sample::of(&summary(amounts)))
}

#[test]
fn the_distance_is_found_at_an_amount_that_no_path_has() {
    // F is 0.5, 0.8, 1 at 0, 1, 2 万元 and the sample's 0.5, 0.5, 1: 0.3 apart at 1 万元, right up to below 2
    let found = against(&[0.5, 0.3, 0.2], &[(0, 5), (2, 5)]).distance.expect("a distance");
    assert!((found.largest - 0.3).abs() < 1e-12, "{found:?}");
    assert_eq!(found.at_fen, WAN);
    // 2 exp(-2 × 10 × 0.09) = 0.3306
    assert!((found.chance - 2.0 * libm::exp(-1.8)).abs() < 1e-9, "{found:?}");
}

#[test]
fn a_sample_like_its_origin_has_no_z_and_every_quantile() {
    let found = against(&[0.5, 0.3, 0.2], &[(0, 500), (1, 300), (2, 200)]);
    let deviation = found.deviation.expect("a deviation");
    assert!(found.mean.z.expect("a score").abs() < 1e-9 && deviation.z.expect("a score").abs() < 1e-9);
    assert!((deviation.exact_fen - 0.61f64.sqrt() * WAN as f64).abs() < 1e-3, "Var = 0.3 + 0.8 - 0.49");
    assert!(found.quantiles.iter().all(|quantile| quantile.is_inside));
    assert_eq!((found.impossible_paths, found.is_certain), (0, false));
    // mean, deviation, distance, and one for each of the quantiles 0, 1 and 2: no more for the levels that share one
    assert_eq!(found.chances().count(), 6);
    assert!(found.chances().all(|chance| chance > 0.99));
}

#[test]
fn what_cannot_be_is_counted() {
    assert_eq!(against(&[0.5, 0.3, 0.2], &[(0, 5), (3, 2)]).impossible_paths, 2);
    // a probability of rounding is no probability
    assert_eq!(against(&[0.5, 0.5, 1e-17], &[(0, 5), (2, 1)]).impossible_paths, 1);
}

#[test]
fn what_is_certain_is_the_same_on_every_path() {
    let right = against(&[0.0, 1.0], &[(1, 7)]);
    assert!(right.is_certain && right.impossible_paths == 0 && right.chances().count() == 0);
    let wrong = against(&[0.0, 1.0], &[(1, 7), (2, 1)]);
    assert!(wrong.is_certain && wrong.impossible_paths == 1);
    assert_eq!(against(&[1.0], &[(0, 7)]).impossible_paths, 0);
}

#[test]
fn one_rare_event_is_no_proof_though_its_score_is_large() {
    let p = 1e-6;
    let found = against(&[1.0 - p, p], &[(0, 999), (1, 1)]);
    // a thousandth expected: the score is (1 − 0.001) / √0.001
    assert!((found.mean.z.expect("a score") - 31.59).abs() < 0.01);
    // Chernoff's bound of at least one: e × 0.001, twice
    let chance = found.mean.chance.expect("a chance");
    assert!((chance / (2.0 * std::f64::consts::E * 1e-3) - 1.0).abs() < 0.01, "{chance}");
    // twenty where a tenth is expected are
    let many = against(&[1.0 - p, p], &[(0, 99_980), (1, 20)]);
    assert!(many.mean.chance.expect("a chance") < 1e-15);
}

#[test]
fn a_deviation_about_a_large_mean_keeps_its_digits() {
    // amounts of a million 万元 that differ by one: the variance is 3/16 of 1 万元 squared, two parts in 1e13 of the square
    let mut probabilities = vec![0.0; 1_000_002];
    probabilities[1_000_000] = 0.25;
    probabilities[1_000_001] = 0.75;
    let distribution = Distribution::new(0, WAN, probabilities);
    let known = Known {
        mean: 1_000_000.75 * WAN as f64,
        deviation: 0.1875f64.sqrt() * WAN as f64,
        distribution: Some(&distribution),
    };
    let agreed = agreement(known, Sample::of(&summary(&[(1_000_000, 500), (1_000_001, 1500)])));
    assert!(!agreed.is_certain && agreed.impossible_paths == 0, "{agreed:?}");
    let found = agreed.deviation.expect("a deviation").simulated_fen;
    assert!((found / known.deviation - 1.0).abs() < 1e-9, "{found}");
}
