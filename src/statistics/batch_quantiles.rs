//! How certain the difference of two quantiles of the same paths is.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cell_counts::Cell;
use super::keyed_words::{word, word_below};
use super::ranks::{OrderStatistics, rank};
use super::summary::Summary;

/// Batches of paths that a run is resampled by.
pub const BATCHES: u64 = 20;
/// Resamplings of the batches.
const REPLICATES: u64 = 999;
/// Replicates beyond an end of the interval, and the end itself. 20 resampled batches scatter by √(19/20) of what they should, and
/// Student's t with 19 degrees of freedom (97.5 % quantile 2.0930) belongs to 20: the level on each side is Φ(−√(20/19) × 2.0930) = 1.588 %
/// (T. Hesterberg, "What teachers should know about the bootstrap", The American Statistician 69, 2015, §5.3: the expanded percentile
/// interval), of 1,000 ranks 15.
const OUTSIDE: usize = 15;
/// Resampling by a seed of its own: an interval is a function of the paths alone.
const SEED: u64 = 0x6261_7463_6865_7300;
/// Standard deviations of a batch's counts that are kept on each side of its quantile. The quantile of a resampling of all batches strays from
/// a batch's own by about 1; beyond 8 counts are cut off.
const KEPT: f64 = 8.0;

/// The paths of one batch about a quantile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchQuantile {
    paths: u64,
    /// Paths below the first cell.
    below: u64,
    cells: Vec<Cell>,
}

impl BatchQuantile {
    /// What has to be kept of a batch for its quantile at `p`.
    pub fn new(batch: &Summary, p: Decimal) -> Self {
        let paths = batch.moments.count();
        let probability = p.to_f64().expect("a decimal is a number");
        let reach = (KEPT * (paths as f64 * probability * (1.0 - probability)).sqrt()).ceil() as u64 + 1;
        let middle = rank(paths, p);
        let (first, last) = (middle.saturating_sub(reach), middle.saturating_add(reach));
        let (mut below, mut passed) = (0, 0);
        let mut cells = Vec::new();
        for cell in batch.cells() {
            if passed > last {
                break;
            }
            passed += cell.count;
            if passed < first {
                below = passed;
            } else {
                cells.push(*cell);
            }
        }
        BatchQuantile { paths, below, cells }
    }

    /// As many paths as the batch has, all of one amount: what another series is held against to have its own interval.
    pub fn certain(batch: &Summary, amount: i64) -> Self {
        let paths = batch.moments.count();
        BatchQuantile { paths, below: 0, cells: vec![Cell { amount, count: paths }] }
    }
}

/// The 95 % interval of the difference between the quantiles at `p` of two series of the same paths, both in the same batches; in fen.
///
/// Whole batches are drawn with replacement, both series together, and each drawing has its own two quantiles: what the series share
/// cancels as in the difference itself, and a quantile that may lie at either of two lumps of the distribution takes both values. (The
/// scatter of the batches' own quantiles would miss that: batches all at one lump have none.) The interval is on the safe side where the
/// two series are nearly equal; docs/studies.md states how often it held in trials. The ends are differences that occurred in
/// resamplings.
///
/// None where there are fewer than [`BATCHES`] batches, or so few paths that one quantile's interval has no end on one side.
pub fn quantile_difference_interval(
    base: &[BatchQuantile],
    other: &[BatchQuantile],
    p: Decimal,
) -> Option<[i64; 2]> {
    let paths: u64 = base.iter().map(|batch| batch.paths).sum();
    let batches = base.len() as u64;
    if batches < BATCHES || other.len() != base.len() || paths < OrderStatistics::smallest_sample(p) {
        return None;
    }
    let (base, other) = (Cumulated::new(base), Cumulated::new(other));
    let mut differences: Vec<i64> = (0..REPLICATES)
        .map(|replicate| {
            let key = word(SEED, replicate);
            let mut taken = vec![0; batches as usize];
            for draw in 0..batches {
                taken[word_below(key, draw, batches) as usize] += 1;
            }
            other.quantile(&taken, p) - base.quantile(&taken, p)
        })
        .collect();
    differences.sort_unstable();
    Some([differences[OUTSIDE - 1], differences[differences.len() - OUTSIDE]])
}

/// The paths of every batch at or below each amount.
struct Cumulated {
    paths: Vec<u64>,
    amounts: Vec<i64>,
    /// For each amount one number for each batch.
    at_most: Vec<u64>,
}

impl Cumulated {
    fn new(batches: &[BatchQuantile]) -> Self {
        let amounts: BTreeSet<i64> =
            batches.iter().flat_map(|batch| &batch.cells).map(|cell| cell.amount).collect();
        let amounts: Vec<i64> = amounts.into_iter().collect();
        let mut at_most = vec![0; amounts.len() * batches.len()];
        for (index, batch) in batches.iter().enumerate() {
            let (mut passed, mut cells) = (batch.below, batch.cells.iter().peekable());
            for (row, amount) in at_most.chunks_exact_mut(batches.len()).zip(&amounts) {
                while let Some(cell) = cells.next_if(|cell| cell.amount <= *amount) {
                    passed += cell.count;
                }
                row[index] = passed;
            }
        }
        Cumulated { paths: batches.iter().map(|batch| batch.paths).collect(), amounts, at_most }
    }

    /// The quantile of the batches taken so often each.
    fn quantile(&self, taken: &[u64], p: Decimal) -> i64 {
        let sum =
            |counts: &[u64]| -> u64 { counts.iter().zip(taken).map(|(count, times)| count * times).sum() };
        let rank = rank(sum(&self.paths), p);
        // the smallest amount that enough paths do not exceed
        let (mut low, mut high) = (0, self.amounts.len() - 1);
        while low < high {
            let middle = (low + high) / 2;
            let at = middle * taken.len();
            if sum(&self.at_most[at..at + taken.len()]) >= rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        self.amounts[low]
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell_counts::CellCounts;
    use super::super::moments::Moments;
    use super::super::normal::normal_quantile;
    use super::super::resolution::Resolution;
    use super::*;
    use crate::quantities::Money;

    fn summary(amounts: &[i64]) -> Summary {
        let counts = CellCounts::new(Resolution::Exact { step: Money::from_fen(1) });
        let mut moments = Moments::default();
        for amount in amounts {
            moments.add(*amount);
            if *amount > 0 {
                counts.add(counts.cell_of(*amount), 1);
            }
        }
        Summary::with_ranks(&moments, &counts, &[])
    }

    fn batches(amounts: &[i64], p: Decimal) -> Vec<BatchQuantile> {
        let size = amounts.len() / BATCHES as usize;
        amounts.chunks_exact(size).map(|batch| BatchQuantile::new(&summary(batch), p)).collect()
    }

    fn uniform(key: u64, position: u64) -> f64 {
        ((word(key, position) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// A Poisson number of small mean by inversion.
    fn poisson(mean: f64, uniform: f64) -> i64 {
        let (mut term, mut number) = (libm::exp(-mean), 0);
        let mut cumulated = term;
        while cumulated < uniform {
            number += 1;
            term *= mean / f64::from(number);
            cumulated += term;
        }
        i64::from(number)
    }

    const P95: Decimal = Decimal::from_parts(95, 0, 0, false, 2);

    #[test]
    fn the_quantile_of_all_batches_once_is_that_of_all_paths() {
        let amounts: Vec<i64> = (0..4000).map(|path| (uniform(1, path) * 1e4) as i64).collect();
        for p in [P95, Decimal::new(8, 1), Decimal::new(5, 1), Decimal::new(1, 2)] {
            let cumulated = Cumulated::new(&batches(&amounts, p));
            assert_eq!(cumulated.quantile(&[1; 20], p), summary(&amounts).quantile_at(p), "{p}");
        }
    }

    #[test]
    fn equal_and_shifted_series_differ_by_exactly_that() {
        let amounts: Vec<i64> = (0..2000).map(|path| (uniform(2, path) * 1e6) as i64).collect();
        let shifted: Vec<i64> = amounts.iter().map(|amount| amount + 300).collect();
        let (base, other) = (batches(&amounts, P95), batches(&shifted, P95));
        assert_eq!(quantile_difference_interval(&base, &base, P95), Some([0, 0]));
        assert_eq!(quantile_difference_interval(&base, &other, P95), Some([300, 300]));
        assert_eq!(quantile_difference_interval(&base[..19], &other[..19], P95), None);
        // 60 paths: even the largest may lie below the 95 % quantile, 0.95^60 = 0.046 > 0.025
        let few = batches(&amounts[..60], P95);
        assert_eq!(quantile_difference_interval(&few, &few, P95), None);
    }

    /// One path of two series in 万元: `uniforms` decide.
    type Pair = fn([f64; 4]) -> [i64; 2];

    /// Lumps of 500 and nothing else; the other adds lumps.
    fn lumps([u, v, ..]: [f64; 4]) -> [i64; 2] {
        let base = 500 * poisson(2.2, u);
        [base, base + 500 * poisson(0.3, v)]
    }

    /// Lumps of 500 with parts of 20; the other adds both.
    fn mixed([u, v, w, x]: [f64; 4]) -> [i64; 2] {
        let base = 500 * poisson(2.2, u) + 20 * poisson(3.0, v);
        [base, base + 500 * i64::from(w < 0.2) + 20 * poisson(1.0, x)]
    }

    /// Parts of 20, on 5.35 % of the paths a lump of 500: the 95 % quantile stands at the very edge of the gap between them.
    fn edge([u, v, w, _]: [f64; 4]) -> [i64; 2] {
        let base = 500 * poisson(0.055, u) + 20 * poisson(0.4, v);
        [base, base + 500 * i64::from(w < 0.012)]
    }

    /// Log-normal amounts, and others larger by e^0.1 with the same spread: their normal numbers have the correlation 0.99.
    fn smooth([u, v, ..]: [f64; 4]) -> [i64; 2] {
        let shared = normal_quantile(u);
        let other = 0.99 * shared + (1.0f64 - 0.99 * 0.99).sqrt() * normal_quantile(v);
        [shared, 0.1 + other].map(|exponent| (1000.0 * libm::exp(exponent)) as i64)
    }

    /// Of `trials` runs of `paths`: where the interval of the difference holds the truth, where that of the base's quantile by order
    /// statistics does, and where the scatter of the batches' own quantiles (Student's t with 19 degrees of freedom) would.
    fn held(pair: Pair, truth: [i64; 2], trials: u64, paths: u64) -> [u64; 3] {
        let ranks = OrderStatistics::new(paths, P95);
        let quantile = |amounts: &[i64]| {
            let mut sorted = amounts.to_vec();
            *sorted.select_nth_unstable(rank(amounts.len() as u64, P95) as usize - 1).1
        };
        let difference = truth[1] - truth[0];
        let mut held = [0; 3];
        for trial in 0..trials {
            let numbers = |path: u64| [0, 1, 2, 3].map(|which| uniform(word(9, trial), 4 * path + which));
            let (mut base, other): (Vec<i64>, Vec<i64>) =
                (0..paths).map(|path| pair(numbers(path))).map(|[base, other]| (base, other)).unzip();
            let moved = quantile(&other) - quantile(&base);
            let interval = quantile_difference_interval(&batches(&base, P95), &batches(&other, P95), P95);
            let [low, high] = interval.expect("enough paths");
            assert!((low..=high).contains(&moved), "{moved} is not in {low} to {high}");
            held[0] += u64::from((low..=high).contains(&difference));
            let mut scatter = Moments::default();
            let size = (paths / BATCHES) as usize;
            let pairs = base.chunks(size).zip(other.chunks(size));
            pairs.for_each(|(base, other)| scatter.add(quantile(other) - quantile(base)));
            let half = 2.093 * scatter.standard_error().expect("20 batches");
            held[2] += u64::from((moved - difference).abs() as f64 <= half);
            base.sort_unstable();
            let end = |rank: Option<u64>| base[rank.expect("enough paths") as usize - 1];
            held[1] += u64::from((end(ranks.lower)..=end(ranks.upper)).contains(&truth[0]));
        }
        held
    }

    #[test]
    fn intervals_hold_on_totals_in_lumps() {
        // The 95 % quantiles in closed form. Lumps: 500 × Poisson 2.2 and 2.5; P(at most 4) = .9275, .8912 and P(at most 5) = .9751, .9580: 2500 both.
        // Mixed, by convolution of the Poisson probabilities: P(below 2560) = .9476, P(at most 2560) = .9583; P(below 2600) = .9434 and P(at most
        // 2600) = .9527 of the other. Edge: P(below 500) = e^-.055 = .9465, × .988 = .9351; P(at most 500) = .9465 + .0521 e^-.4 = .9814 and
        // .9772. Smooth: e^1.64485 = 5.18023 and e^1.74485 = 5.72504 thousand.
        let cases: [(&str, Pair, [i64; 2]); 4] = [
            ("lumps", lumps, [2500, 2500]),
            ("mixed", mixed, [2560, 2600]),
            ("edge", edge, [500, 500]),
            ("smooth", smooth, [5180, 5725]),
        ];
        for (name, pair, truth) in cases {
            let [difference, single, scatter] = held(pair, truth, 200, 2000);
            // 95 % of 200 are 190 with standard deviation 3.08; k = 4: a chance of 6e-5 for each of 8 that holds exactly as often
            assert!(difference >= 178, "{name}: the difference's interval held {difference} times of 200");
            assert!(single >= 178, "{name}: the quantile's interval held {single} times of 200");
            // why batches are resampled: at the edge their scatter holds three times in four, 150 ± 6.1 of 200
            assert!(name != "edge" || scatter < 178, "{name}: the scatter held {scatter} times of 200");
        }
    }
}
