//! A sample of paths held against a distribution computed without simulating (docs/verification.md).

use serde::{Deserialize, Serialize};

use crate::exact::Distribution;
use crate::statistics::{
    Curve, Quantile, Resolution, Summary, count_chance, distance_chance, mean_chance, normal_probability,
    student_chance,
};

/// An amount that the exact distribution gives a smaller probability than this does not occur: numerical noise lies below it.
pub(super) const IMPOSSIBLE: f64 = 1e-15;
/// Two numbers that differ relatively by no more than this are one amount, rounded twice.
const ROUNDING: f64 = 1e-9;
/// Without a distribution, a standard deviation below this share of the mean is rounding, since it is the root of a difference of
/// squares: the amount is certain.
const CERTAIN: f64 = 1e-7;
/// So many paths other than those of the commonest amount let the normal approximation stand, where there is no distribution.
const ENOUGH: u64 = 1000;

/// An exact number beside the simulated one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgreedNumber {
    /// Computed without simulating.
    pub exact_fen: f64,
    /// Its standard error, where it is an average over paths of the shared drivers.
    pub exact_se_fen: Option<f64>,
    /// Of the paths.
    pub simulated_fen: f64,
    /// Simulated minus exact in standard errors that follow from the exact distribution: of a mean, the standard deviation over √n; of
    /// a standard deviation, that of the squared distance from the exact mean. Absent where that is 0.
    pub z: Option<f64>,
    /// The chance that a right simulation is as far off, or a bound above it; absent where it was not judged.
    pub chance: Option<f64>,
}

/// An exact quantile beside the simulated one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreedQuantile {
    /// The probability, a decimal in text.
    pub p: String,
    /// Computed without simulating.
    pub exact_fen: i64,
    /// Of the paths.
    pub simulated_fen: i64,
    /// The 95 % order-statistic interval of the simulated one; a side that the paths cannot give is absent.
    pub interval_fen: [Option<i64>; 2],
    /// Whether the exact one lies in it.
    pub is_inside: bool,
    /// The exact chance of an amount above the exact quantile.
    pub exact_above: f64,
    /// The paths with an amount above the exact quantile.
    pub paths_above: u64,
    /// A bound on the chance that a right simulation has as many too many or too few.
    pub chance: f64,
}

/// The largest distance between the exact and the simulated distribution function.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgreedDistance {
    /// The distance.
    pub largest: f64,
    /// The amount from which on it holds.
    pub at_fen: i64,
    /// A bound on the chance that a right simulation is as far off.
    pub chance: f64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// The mean.
    pub mean: AgreedNumber,
    /// The standard deviation, dividing by n, about the exact mean; absent where only the mean is known.
    pub deviation: Option<AgreedNumber>,
    /// Quantiles, ascending; none where there is no exact distribution, or no simulated one.
    pub quantiles: Vec<AgreedQuantile>,
    /// The distance; absent likewise.
    pub distance: Option<AgreedDistance>,
    /// Whether the amount is certain, so that it must be the same on every path.
    pub is_certain: bool,
    /// Paths with an amount that cannot be: one is too many.
    pub impossible_paths: u64,
    /// The exact chance that a path has such an amount all the same.
    pub impossible_probability: f64,
}

impl Agreement {
    /// Every chance that was found.
    pub fn chances(&self) -> impl Iterator<Item = f64> + '_ {
        let deviation = self.deviation.and_then(|deviation| deviation.chance);
        let numbers = [self.mean.chance, deviation].into_iter().flatten();
        let distance = self.distance.iter().map(|distance| distance.chance);
        // levels that one amount serves are one comparison
        let apart = |index: &usize| {
            *index == 0 || self.quantiles[*index].exact_fen != self.quantiles[*index - 1].exact_fen
        };
        let quantiles = (0..self.quantiles.len()).filter(apart).map(|index| self.quantiles[index].chance);
        numbers.chain(distance).chain(quantiles)
    }
}

/// What is known of a series without simulating, in fen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'e> {
    pub mean: f64,
    pub deviation: f64,
    pub distribution: Option<&'e Distribution>,
}

/// What paths say of a series.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample<'t> {
    pub paths: u64,
    /// Exact sum and sum of squares.
    pub sums: (i128, i128),
    /// The distribution, where it was counted.
    pub summary: Option<&'t Summary>,
}

/// Compares.
pub(super) fn agreement(known: Known<'_>, sample: Sample<'_>) -> Agreement {
    let points = sample.summary.map(|summary| summary.exceedance(usize::MAX)).unwrap_or_default();
    let mean = sample.sums.0 as f64 / sample.paths as f64;
    let mut agreement = Agreement {
        mean: number(known.mean, mean),
        deviation: Some(number(known.deviation, sample.square_about(known.mean).sqrt())),
        quantiles: Vec::new(),
        distance: None,
        is_certain: false,
        impossible_paths: 0,
        impossible_probability: 0.0,
    };
    let possible = known.distribution.map(possible);
    agreement.is_certain = match &possible {
        Some(possible) => possible.len() == 1,
        None => known.deviation <= CERTAIN * known.mean,
    };
    if agreement.is_certain {
        agreement.impossible_paths = paths_off(known, sample, &points);
        return agreement;
    }
    match (known.distribution, possible) {
        (Some(distribution), Some(possible)) => {
            judge_moments(&mut agreement, known, sample, &possible);
            against_distribution(&mut agreement, distribution, &possible, sample, &points);
        }
        _ => against_moments(&mut agreement, known, sample, &points),
    }
    agreement
}

fn number(exact_fen: f64, simulated_fen: f64) -> AgreedNumber {
    AgreedNumber { exact_fen, exact_se_fen: None, simulated_fen, z: None, chance: None }
}

impl<'t> Sample<'t> {
    /// Of a counted series.
    pub fn of(summary: &'t Summary) -> Self {
        let moments = &summary.moments;
        Sample {
            paths: moments.count(),
            sums: (moments.sum(), moments.sum_of_squares()),
            summary: Some(summary),
        }
    }

    /// The mean squared distance from an amount, in whole numbers but for the amount's fraction.
    fn square_about(&self, mean: f64) -> f64 {
        let (whole, n) = (mean.round(), i128::from(self.paths));
        let (fraction, about) = (mean - whole, whole as i128);
        let (sum, squares) = self.sums;
        let square = squares - 2 * about * sum + n * about * about;
        let distance = (sum - n * about) as f64 / n as f64;
        (square as f64 / n as f64 - 2.0 * fraction * distance + fraction * fraction).max(0.0)
    }
}

/// The paths on which a certain amount is another one; all or none where only sums were counted.
fn paths_off(known: Known<'_>, sample: Sample<'_>, points: &[Curve]) -> u64 {
    let near = |amount: f64| (amount - known.mean).abs() <= (ROUNDING * known.mean).max(0.5);
    if points.is_empty() {
        let mean = sample.sums.0 as f64 / sample.paths as f64;
        let steady = sample.square_about(known.mean).sqrt() <= (CERTAIN * known.mean).max(0.5);
        return if near(mean) && steady { 0 } else { sample.paths };
    }
    let off = counts(points, sample.paths).filter(|(amount, _)| !near(*amount as f64));
    off.map(|(_, count)| count).sum()
}

/// Amounts with the paths that have them.
fn counts(points: &[Curve], paths: u64) -> impl Iterator<Item = (i64, u64)> + '_ {
    let before = std::iter::once(paths).chain(points.iter().map(|point| point.above));
    points.iter().zip(before).map(|(point, before)| (point.amount, before - point.above))
}

/// The amounts that occur, with their probabilities.
fn possible(distribution: &Distribution) -> Vec<(f64, f64)> {
    let cells = distribution.cells().filter(|(_, probability)| *probability >= IMPOSSIBLE);
    cells.map(|(amount, probability)| (amount as f64, probability)).collect()
}

fn against_distribution(
    agreement: &mut Agreement,
    distribution: &Distribution,
    possible: &[(f64, f64)],
    sample: Sample<'_>,
    points: &[Curve],
) {
    let Some(summary) = sample.summary else { return };
    let improbable = distribution.cells().filter(|(_, probability)| *probability < IMPOSSIBLE);
    agreement.impossible_probability = improbable.map(|(_, probability)| probability).sum();
    if matches!(summary.resolution, Resolution::Exact { .. }) {
        agreement.impossible_paths = impossible_paths(possible, points, sample.paths);
    }
    let quantiles = summary.quantiles.iter();
    agreement.quantiles =
        quantiles.map(|quantile| agreed_quantile(quantile, distribution, points, sample.paths)).collect();
    agreement.distance = Some(distance(distribution, summary, points, sample.paths));
}

/// Mean and standard deviation against the exact distribution of amounts, and of their squared distances from the mean.
fn judge_moments(agreement: &mut Agreement, known: Known<'_>, sample: Sample<'_>, possible: &[(f64, f64)]) {
    let (n, variance) = (sample.paths, known.deviation * known.deviation);
    let judge = |number: &mut AgreedNumber, atoms: &[(f64, f64)], expected: f64, scale: f64, found: f64| {
        number.z = Some((found - expected) / (scale / (n as f64).sqrt()));
        let rounding = (found - expected).abs() <= ROUNDING * expected;
        number.chance = Some(if rounding { 1.0 } else { mean_chance(atoms, [expected, scale], n, found) });
    };
    let mean = agreement.mean.simulated_fen;
    judge(&mut agreement.mean, possible, known.mean, known.deviation, mean);
    let squares: Vec<(f64, f64)> = possible
        .iter()
        .map(|(amount, probability)| ((amount - known.mean) * (amount - known.mean), *probability))
        .collect();
    let spread: f64 = squares.iter().map(|(s, p)| (s - variance) * (s - variance) * p).sum();
    let spread = spread.sqrt();
    // of two amounts at equal distances from the mean only the distance is known, and it is always right
    if spread > ROUNDING.sqrt() * variance {
        let square = sample.square_about(known.mean);
        agreement.deviation.iter_mut().for_each(|it| judge(it, &squares, variance, spread, square));
    }
}

/// Paths whose amount has no probability worth the name. Both lists ascend.
fn impossible_paths(possible: &[(f64, f64)], points: &[Curve], paths: u64) -> u64 {
    let is_possible =
        |amount: i64| possible.binary_search_by(|(known, _)| known.total_cmp(&(amount as f64))).is_ok();
    counts(points, paths).filter(|(amount, _)| !is_possible(*amount)).map(|(_, count)| count).sum()
}

/// The paths with an amount strictly above one.
fn paths_above(points: &[Curve], paths: u64, amount: i64) -> u64 {
    match points.partition_point(|point| point.amount <= amount) {
        0 => paths,
        next => points[next - 1].above,
    }
}

fn agreed_quantile(
    quantile: &Quantile,
    distribution: &Distribution,
    points: &[Curve],
    paths: u64,
) -> AgreedQuantile {
    let exact_fen = distribution.quantile(quantile.p);
    let [lower, upper] = quantile.interval;
    let exact_above = distribution.above(exact_fen).min(1.0);
    let paths_above = paths_above(points, paths, exact_fen);
    // the largest amount has nothing above it, which is told by what is impossible
    let judged = (IMPOSSIBLE..1.0).contains(&exact_above);
    AgreedQuantile {
        p: quantile.p.normalize().to_string(),
        exact_fen,
        simulated_fen: quantile.amount,
        interval_fen: quantile.interval,
        is_inside: lower.is_none_or(|lower| lower <= exact_fen)
            && upper.is_none_or(|upper| exact_fen <= upper),
        exact_above,
        paths_above,
        chance: if judged { count_chance(paths, paths_above, exact_above) } else { 1.0 },
    }
}

/// The largest distance over all amounts. Both functions are constant between the amounts that either knows and continuous from
/// the right, so that what holds just below an amount is what holds at the one before it. Where amounts were gathered into wide
/// cells, the simulated function is known at their ends alone.
fn distance(distribution: &Distribution, summary: &Summary, points: &[Curve], paths: u64) -> AgreedDistance {
    let mut amounts: Vec<i64> = points.iter().map(|point| point.amount).collect();
    if matches!(summary.resolution, Resolution::Exact { .. }) {
        amounts.extend(distribution.cells().map(|(amount, _)| amount));
        amounts.sort_unstable();
        amounts.dedup();
    }
    let (mut largest, mut at_fen) = (0.0, amounts.first().copied().unwrap_or(0));
    for amount in amounts {
        let simulated = paths_above(points, paths, amount) as f64 / paths as f64;
        let apart = (1.0 - simulated - distribution.below_or_at(amount)).abs();
        if apart > largest {
            (largest, at_fen) = (apart, amount);
        }
    }
    AgreedDistance { largest, at_fen, chance: distance_chance(paths, largest) }
}

/// A mean that is exact given the shared drivers and averaged over paths of them, with `freedom` degrees of freedom in its standard
/// error: Student's t with Welch's degrees of freedom (Biometrika 34, 1947), and only where enough paths differ.
pub(super) fn mean_agreement([exact, error, freedom]: [f64; 3], sample: Sample<'_>) -> Agreement {
    let points = sample.summary.map(|summary| summary.exceedance(usize::MAX)).unwrap_or_default();
    let (n, mean) = (sample.paths as f64, sample.sums.0 as f64 / sample.paths as f64);
    let mut number = AgreedNumber { exact_se_fen: Some(error), ..number(exact, mean) };
    let simulated = sample.square_about(mean) / n;
    let variance = simulated + error * error;
    if variance > 0.0 && enough(&points, sample.paths) {
        let z = (mean - exact) / variance.sqrt();
        let welch = simulated * simulated / (n - 1.0) + error * error * error * error / freedom;
        number.z = Some(z);
        number.chance = Some(student_chance(z, variance * variance / welch));
    }
    Agreement {
        mean: number,
        deviation: None,
        quantiles: Vec::new(),
        distance: None,
        is_certain: false,
        impossible_paths: 0,
        impossible_probability: 0.0,
    }
}

/// Whether so many paths differ from the commonest amount that a mean is all but normal.
fn enough(points: &[Curve], paths: u64) -> bool {
    let commonest = counts(points, paths).map(|(_, count)| count).max().unwrap_or(paths);
    paths - commonest >= ENOUGH
}

/// Mean and standard deviation where there is no lattice: a normal approximation, the fourth moment from the paths themselves, and
/// only where enough paths differ.
fn against_moments(agreement: &mut Agreement, known: Known<'_>, sample: Sample<'_>, points: &[Curve]) {
    if !enough(points, sample.paths) {
        return;
    }
    let (n, variance) = (sample.paths as f64, known.deviation * known.deviation);
    let fourth: f64 = counts(points, sample.paths)
        .map(|(amount, count)| {
            let square = (amount as f64 - known.mean) * (amount as f64 - known.mean);
            square * square * count as f64
        })
        .sum::<f64>()
        / n;
    let judge = |number: &mut AgreedNumber, difference: f64, variance: f64| {
        if variance > 0.0 {
            let z = difference / (variance / n).sqrt();
            number.z = Some(z);
            number.chance = Some(2.0 * normal_probability(-z.abs()));
        }
    };
    let difference = agreement.mean.simulated_fen - known.mean;
    judge(&mut agreement.mean, difference, variance);
    let square = sample.square_about(known.mean);
    let of_square = fourth - variance * variance;
    agreement.deviation.iter_mut().for_each(|it| judge(it, square - variance, of_square));
}
