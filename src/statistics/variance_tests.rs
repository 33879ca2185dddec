//! Variance-based indices and variance components against functions whose values are known in closed form.

use std::f64::consts::PI;

use super::bootstrap::{Bootstrap, Estimate};
use super::keyed_words::word;
use super::normal::normal_quantile;
use super::saltelli_design::{Replication, SaltelliDesign, Sample};
use super::variance_components::{NestedDesignError, OuterPoint, variance_components};
use super::variance_indices::{Evaluations, KnownIndices, VarianceIndices, variance_indices};

const BOOTSTRAP: Bootstrap = Bootstrap { replicates: 499, confidence: 0.95, seed: 11 };

/// An output at the samples of a design: A, B, then each group from B.
type Columns = (Vec<f64>, Vec<f64>, Vec<Vec<f64>>);

fn evaluated(design: &SaltelliDesign, output: impl Fn(&[f64]) -> f64) -> Columns {
    let mut point = vec![0.0; design.columns()];
    let mut column = |sample| -> Vec<f64> {
        let mut at = |row| {
            design.point(row, sample, &mut point);
            output(&point)
        };
        (0..design.rows()).map(&mut at).collect()
    };
    let (a, b) = (column(Sample::A), column(Sample::B));
    (a, b, (0..design.groups().len()).map(|group| column(Sample::Swapped(group))).collect())
}

fn indices((a, b, swapped): &Columns, replicates: usize, noise: f64) -> VarianceIndices {
    variance_indices(&Evaluations { a, b, swapped, replicates, noise }, 0.95)
}

fn known(indices: VarianceIndices) -> KnownIndices {
    match indices {
        VarianceIndices::Known(known) => known,
        other => panic!("{other:?}"),
    }
}

/// Whether an interval holds the true value and is not wider than this.
fn assert_holds(estimate: &Estimate, truth: f64, width: f64, what: &str) {
    let [low, high] = estimate.interval.expect("a finite statistic");
    assert!(low <= truth && truth <= high, "{what}: {truth} is not in {low} to {high}");
    assert!(high - low <= width, "{what}: {low} to {high} is wider than {width}");
    assert!(low <= estimate.value && estimate.value <= high, "{what}");
}

/// Ishigami and Homma 1990: `sin x₁ + a sin² x₂ + b x₃⁴ sin x₁` on (−π, π)³ with a = 7, b = 0.1.
fn ishigami(uniform: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|column| PI * (2.0 * uniform[column] - 1.0));
    let square = libm::sin(y) * libm::sin(y);
    libm::sin(x) * (1.0 + 0.1 * z * z * z * z) + 7.0 * square
}

/// First-order and total indices of the three columns, as published: .313905, .442411, 0 and .557589, .442411, .243684.
const ISHIGAMI: [[f64; 2]; 3] = [[0.313905, 0.557589], [0.442411, 0.442411], [0.0, 0.243684]];

const G: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];

/// Sobol's g-function `Π (|4x − 2| + a) / (1 + a)`.
fn g_function(uniform: &[f64]) -> f64 {
    uniform.iter().zip(G).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// Each factor has mean 1 and variance v = 1 / (3 (1 + a)²). First order v / V, total v Π_{others} (1 + v) / V, V = Π (1 + v) − 1
/// (Saltelli and Sobol' 1995).
fn g_indices() -> [[f64; 2]; 6] {
    let v = G.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product: f64 = v.iter().map(|v| 1.0 + v).product();
    v.map(|v| [v / (product - 1.0), v * product / (1.0 + v) / (product - 1.0)])
}

fn design(columns: usize, rows: u32, seed: u64) -> SaltelliDesign {
    SaltelliDesign::of_columns(columns, Replication::of(rows), seed).expect("a design")
}

/// The indices of a design in 16 replicates with intervals of 1 − 1e-6: Student's t of 15 degrees of freedom within 7.9. Six
/// columns' twelve all hold but once in eighty thousand designs.
fn nearly_certain(design: &SaltelliDesign, columns: &Columns, noise: f64) -> KnownIndices {
    let (a, b, swapped) = columns;
    let output = Evaluations { a, b, swapped, replicates: design.replicates(), noise };
    known(variance_indices(&output, 1.0 - 1e-6))
}

#[test]
fn ishigami_s_indices_are_in_narrow_intervals() {
    // variance a²/8 + b π⁴/5 + b² π⁸/18 + 1/2 = 13.844588
    let design = design(3, 1 << 15, 2024);
    let known = nearly_certain(&design, &evaluated(&design, ishigami), 0.0);
    for (group, [first, total]) in known.groups.iter().zip(ISHIGAMI) {
        // independent rows would have a half-width of 7.9 sd / √32768, about 0.06 for terms whose standard deviation is 1.4 of the variance
        assert_holds(&group.first, first, 0.06, "first order");
        assert_holds(&group.total, total, 0.06, "total");
        // what the sequence is for: the errors themselves, a fifth of sd / √32768
        assert!((group.first.value - first).abs() < 0.006, "{group:?}");
        assert!((group.total.value - total).abs() < 0.006, "{group:?}");
    }
    assert_holds(&known.variance, 13.844_588, 0.5, "variance");
    // the mean is a/2
    assert!((known.mean - 3.5).abs() < 0.01);
}

#[test]
fn groups_of_columns_have_the_indices_of_the_formula() {
    // (x₁, x₃) hold all but x₂, which is additive: both indices are 1 − .442411. (x₁, x₂): first .313905 + .442411, total 1 − 0
    let groups = vec![vec![0, 2], vec![0, 1]];
    let design = SaltelliDesign::of_groups(3, groups, Replication::of(1 << 13), 7).expect("a design");
    let known = nearly_certain(&design, &evaluated(&design, ishigami), 0.0);
    let expected = [(0.557589, 0.557589), (0.756316, 1.0)];
    for (group, (first, total)) in known.groups.iter().zip(expected) {
        // below what independent rows have: twice 7.9 sd / √8192, for terms whose standard deviation is at most 1.7 of the variance
        assert_holds(&group.first, first, 0.3, "first order");
        assert_holds(&group.total, total, 0.3, "total");
    }
}

#[test]
fn sobol_s_g_function_has_its_closed_form() {
    let design = design(6, 1 << 14, 5);
    let known = nearly_certain(&design, &evaluated(&design, g_function), 0.0);
    for (group, [first, total]) in known.groups.iter().zip(g_indices()) {
        assert_holds(&group.first, first, 0.1, "first order");
        assert_holds(&group.total, total, 0.1, "total");
    }
}

/// The intervals that resampling rows gives, as if they were independent: their mean width over `seeds` designs of one net each,
/// first and total of each column in turn.
fn widths_of_resampled_rows(columns: usize, rows: u32, seeds: u64, output: fn(&[f64]) -> f64) -> Vec<f64> {
    let mut widths = vec![0.0; 2 * columns];
    for seed in 0..seeds {
        let one_net = Replication { rows, replicates: 1 };
        let design = SaltelliDesign::of_columns(columns, one_net, seed).expect("a design");
        let (a, b, swapped) = evaluated(&design, output);
        let mean = a.iter().chain(&b).sum::<f64>() / (2 * rows) as f64;
        let estimates = |weights: &[f64]| -> Vec<f64> {
            let sum = |term: &dyn Fn(usize) -> f64| -> f64 {
                weights.iter().enumerate().map(|(row, weight)| weight * term(row)).sum()
            };
            let square = |value: f64| value * value;
            let variance = sum(&|row| 0.5 * (square(a[row] - mean) + square(b[row] - mean)));
            let shares = swapped.iter().flat_map(|swapped| {
                let first = sum(&|row| (b[row] - mean) * (swapped[row] - a[row]));
                let total = sum(&|row| 0.5 * square(a[row] - swapped[row]));
                [first / variance, total / variance]
            });
            shares.collect()
        };
        let resampled =
            Bootstrap { replicates: 199, confidence: 0.95, seed }.resampled(rows as usize, estimates);
        for (index, width) in widths.iter_mut().enumerate() {
            let mut values: Vec<f64> = resampled.iter().map(|replicate| replicate[index]).collect();
            values.sort_unstable_by(f64::total_cmp);
            // of 199 in order the fifth from either end leave out 2.5 %
            *width += (values[194] - values[4]) / seeds as f64;
        }
    }
    widths
}

/// On how many of `seeds` designs each index lies in its interval, first and total of each column in turn, and the intervals' mean widths.
fn coverage(truths: &[[f64; 2]], seeds: u64, of: impl Fn(u64) -> VarianceIndices) -> (Vec<u32>, Vec<f64>) {
    let (mut covered, mut widths) = (vec![0; 2 * truths.len()], vec![0.0; 2 * truths.len()]);
    for seed in 0..seeds {
        let known = known(of(seed));
        let estimates = known.groups.iter().flat_map(|group| [group.first, group.total]);
        for (index, (estimate, truth)) in estimates.zip(truths.iter().flatten()).enumerate() {
            let [low, high] = estimate.interval.expect("an interval");
            covered[index] += u32::from(low <= *truth && *truth <= high);
            widths[index] += (high - low) / seeds as f64;
        }
    }
    (covered, widths)
}

/// An index is in 178 to 199 of 200 intervals: with 95 % each 190 with a standard deviation of √(200 × .95 × .05) = 3.08; fewer have a
/// probability of 2e-4, all of them 4e-5.
fn assert_near_nominal(covered: &[u32], what: &str) {
    assert!(covered.iter().all(|covered| (178..=199).contains(covered)), "{what}: {covered:?} of 200");
}

#[test]
fn intervals_from_replicates_cover_as_often_as_they_say_and_are_narrower_than_from_resampled_rows() {
    let assert_so = |name: &str, truths: &[[f64; 2]], output: fn(&[f64]) -> f64| {
        let (covered, widths) = coverage(truths, 200, |seed| {
            let design = design(truths.len(), 1024, seed);
            indices(&evaluated(&design, output), design.replicates(), 0.0)
        });
        assert_near_nominal(&covered, name);
        // by 30 % on average over the indices. A width from 15 degrees of freedom scatters by 1/√30 = 18 %, one from 199 resamplings by
        // about as much: the sums over 200 and 20 designs by 1.3 and 4 % at most, k = 3 of which leave 20 %
        let resampled = widths_of_resampled_rows(truths.len(), 1024, 20, output);
        let [new, old] = [widths, resampled].map(|widths| widths.iter().sum::<f64>());
        assert!(new < 0.8 * old, "{name}: {new} {old}");
    };
    assert_so("Ishigami", &ISHIGAMI, ishigami);
    assert_so("g", &g_indices(), g_function);
}

/// A uniform number in (0, 1).
fn uniform(key: u64, position: u64) -> f64 {
    ((word(key, position) >> 12) as f64 + 0.5) / (1u64 << 52) as f64
}

/// `x + 2 y + 4 (x − ½)(y − ½)`: variances 1/12, 4/12 and 16/144 make 76/144. First order 12/76 and 48/76, total 28/76 and 64/76.
fn cheap(x: &[f64]) -> f64 {
    x[0] + 2.0 * x[1] + 4.0 * (x[0] - 0.5) * (x[1] - 0.5)
}
const CHEAP: [[f64; 2]; 2] = [[12.0 / 76.0, 28.0 / 76.0], [48.0 / 76.0, 64.0 / 76.0]];

#[test]
fn independent_rows_are_replicates_too() {
    // rows that are no net: 16 replicates of 16 points each
    let at = |point: &[f64; 4], from_b: [bool; 2]| {
        let column = |column: usize| point[if from_b[column] { column + 2 } else { column }];
        cheap(&[column(0), column(1)])
    };
    let independent = |seed: u64| -> VarianceIndices {
        let points: Vec<[f64; 4]> =
            (0..256).map(|row| [0, 1, 2, 3].map(|column| uniform(seed, 4 * row + column))).collect();
        let column = |from_b: [bool; 2]| points.iter().map(|point| at(point, from_b)).collect::<Vec<f64>>();
        let swapped = vec![column([true, false]), column([false, true])];
        indices(&(column([false; 2]), column([true; 2]), swapped), 16, 0.0)
    };
    let (covered, _) = coverage(&CHEAP, 200, independent);
    assert_near_nominal(&covered, "independent rows");
}

#[test]
fn an_interval_is_that_of_a_ratio_of_means_over_replicates() {
    // two replicates of one row. A 1, 3; B −1, −3; swapped −1, 5: mean 0; squares 1 and 9, their mean 5, means of rows 0 and 0: V = 5.
    // Jansen ½ (1 + 1)² = 2 and ½ (3 − 5)² = 2: total 2/5. Residuals (2 − .4 × 1)/5 = .32 and (2 − .4 × 9)/5 = −.32: standard error .32,
    // and t of one degree of freedom is tan(.475 π) = 12.7062
    let columns = (vec![1.0, 3.0], vec![-1.0, -3.0], vec![vec![-1.0, 5.0]]);
    let known = known(indices(&columns, 2, 0.0));
    assert!((known.variance.value - 5.0).abs() < 1e-12 && known.mean == 0.0);
    let total = known.groups[0].total;
    let [low, high] = total.interval.expect("an interval");
    let half = 0.32 * libm::tan(0.475 * PI);
    assert!((total.value - 0.4).abs() < 1e-12);
    assert!((low - (0.4 - half)).abs() < 1e-9 && (high - (0.4 + half)).abs() < 1e-9, "{low} {high}");
    // Saltelli −1 (−1 − 1) = 2 and −3 (5 − 3) = −6: mean −2 over 5
    assert!((known.groups[0].first.value + 0.4).abs() < 1e-12);
}

#[test]
fn the_variance_is_unbiased_for_nets_and_for_independent_rows() {
    // cheap has variance 76/144. 16 rows in 16 replicates of one row are independent: over 400 seeds the mean of V is off by no more
    // than k = 5 of its own standard error. The mean square about the sample's mean would be 1/32 short, ten such errors
    for replicates in [2, 16] {
        let variances: Vec<f64> = (0..400)
            .map(|seed| {
                let design = SaltelliDesign::of_columns(2, Replication { rows: 16, replicates }, seed);
                let columns = evaluated(&design.expect("a design"), cheap);
                known(indices(&columns, replicates as usize, 0.0)).variance.value
            })
            .collect();
        let mean = variances.iter().sum::<f64>() / 400.0;
        let squares: f64 = variances.iter().map(|variance| (variance - mean) * (variance - mean)).sum();
        let error = (squares / 399.0 / 400.0).sqrt();
        assert!((mean - 76.0 / 144.0).abs() < 5.0 * error, "{replicates}: {mean} ± {error}");
    }
}

#[test]
fn noise_of_independent_inner_paths_is_taken_out() {
    // noise of variance 5 on Ishigami's 13.84 would bring the total of x₂ from .442411 to (6.125 + 5) / (13.84 + 5) = .590, and that of x₃ to .444
    let design = design(3, 1 << 14, 3);
    let (mut a, mut b, mut swapped) = evaluated(&design, ishigami);
    let columns = [&mut a, &mut b].into_iter().chain(&mut swapped);
    for (key, column) in columns.enumerate() {
        for (row, value) in column.iter_mut().enumerate() {
            *value += 5f64.sqrt() * normal_quantile(uniform(key as u64, row as u64));
        }
    }
    let columns = (a, b, swapped);
    let free = nearly_certain(&design, &columns, 5.0);
    for (group, [first, total]) in free.groups.iter().zip(ISHIGAMI) {
        assert_holds(&group.first, first, 0.2, "first order");
        assert_holds(&group.total, total, 0.2, "total");
    }
    assert_holds(&free.variance, 13.844_588, 2.0, "variance");
    let raw = nearly_certain(&design, &columns, 0.0);
    assert_holds(&raw.groups[1].total, 11.125 / 18.844_588, 0.2, "total with noise");
    assert_holds(&raw.groups[2].total, (0.243684 * 13.844_588 + 5.0) / 18.844_588, 0.2, "total with noise");
    // chance as large as the whole variance leaves nothing
    assert!(matches!(indices(&columns, 16, 20.0), VarianceIndices::WithinNoise { noise: 20.0, .. }));
}

#[test]
fn constant_and_infinite_outputs_are_reported() {
    let design = design(2, 64, 1);
    let of = |output: fn(&[f64]) -> f64| indices(&evaluated(&design, output), 16, 0.0);
    assert_eq!(of(|_| 7.5), VarianceIndices::Constant(7.5));
    // a quarter of 64 rows of nets, in A, B and the two swapped samples
    let infinite = of(|x| if x[0] < 0.25 { f64::INFINITY } else { x[1] });
    assert_eq!(infinite, VarianceIndices::NotFinite(64));
    assert_eq!(of(|x| if x[1] > 0.5 { f64::NAN } else { 0.0 }), VarianceIndices::NotFinite(128));
}

fn point(mean: f64, variance: f64) -> OuterPoint {
    OuterPoint { paths: 4, mean, variance }
}

#[test]
fn variance_components_by_hand() {
    // means 1, 3, 8: variance 13; luck (2 + 4 + 6) / 3 = 4; ignorance 13 − 4/4 = 12; share 12/16
    let points = [point(1.0, 2.0), point(3.0, 4.0), point(8.0, 6.0)];
    let components = variance_components(&points, &BOOTSTRAP).expect("a design");
    let values = [components.mean, components.ignorance, components.luck, components.total];
    let expected = [4.0, 12.0, 4.0, 16.0];
    values.iter().zip(expected).for_each(|(estimate, value)| assert!((estimate.value - value).abs() < 1e-12));
    assert!((components.share_of_ignorance.value - 0.75).abs() < 1e-12);
    // equal means: an unbiased estimate is below 0, its share is 0
    let luck = variance_components(&[point(5.0, 4.0), point(5.0, 4.0)], &BOOTSTRAP).expect("a design");
    assert!((luck.ignorance.value + 1.0).abs() < 1e-12 && luck.share_of_ignorance.value == 0.0);
    let nothing = variance_components(&[point(5.0, 0.0), point(5.0, 0.0)], &BOOTSTRAP).expect("a design");
    assert_eq!(nothing.share_of_ignorance, Estimate { value: 0.0, interval: None });
}

#[test]
fn impossible_nested_designs_are_refused() {
    use NestedDesignError::*;
    let refused = |points: &[OuterPoint]| variance_components(points, &BOOTSTRAP).unwrap_err();
    assert_eq!(refused(&[point(1.0, 1.0)]), TooFewPoints(1));
    let short = |paths| OuterPoint { paths, ..point(1.0, 1.0) };
    assert_eq!(refused(&[short(1), short(1)]), TooFewPaths(1));
    assert_eq!(refused(&[short(4), short(5)]), UnequalPaths(4, 5));
    assert_eq!(refused(&[point(1.0, 1.0), point(f64::NAN, 1.0)]), NotFinite(1));
}

/// A nested design: θ normal with variance 4, a path normal about θ with variance 1 + θ². Ignorance 4, luck 1 + 4 = 5.
fn nested(seed: u64) -> Vec<OuterPoint> {
    let outer = |index: u64| {
        let theta = 2.0 * normal_quantile(uniform(word(seed, 1), index));
        let scale = (1.0 + theta * theta).sqrt();
        let key = word(word(seed, 2), index);
        let paths: Vec<f64> =
            (0..4).map(|path| theta + scale * normal_quantile(uniform(key, path))).collect();
        let mean = paths.iter().sum::<f64>() / 4.0;
        point(mean, paths.iter().map(|path| (path - mean) * (path - mean)).sum::<f64>() / 3.0)
    };
    (0..300).map(outer).collect()
}

#[test]
fn components_are_unbiased_and_their_intervals_cover() {
    let truths = [4.0, 5.0, 9.0, 4.0 / 9.0];
    let (mut covered, mut sums, mut squares) = ([0; 4], [0.0; 4], [0.0; 4]);
    for seed in 0..200 {
        let bootstrap = Bootstrap { replicates: 399, confidence: 0.95, seed };
        let found = variance_components(&nested(seed), &bootstrap).expect("a design");
        let estimates = [found.ignorance, found.luck, found.total, found.share_of_ignorance];
        for (index, estimate) in estimates.iter().enumerate() {
            let [low, high] = estimate.interval.expect("a finite statistic");
            covered[index] += u32::from(low <= truths[index] && truths[index] <= high);
            sums[index] += estimate.value;
            squares[index] += estimate.value * estimate.value;
        }
    }
    for index in 0..3 {
        // k = 5 of the repetitions' own standard error: 6e-7 each
        let mean = sums[index] / 200.0;
        let error = ((squares[index] / 200.0 - mean * mean) / 199.0).sqrt();
        assert!((mean - truths[index]).abs() < 5.0 * error, "{index}: {mean} ± {error}");
    }
    for covered in covered {
        // 190 ± 3.08 of 200 for exact intervals; BCa from 300 points with tails as heavy as these is some 2 % short: 186 ± 3.6, k = 3.3
        assert!((174..=199).contains(&covered), "{covered} of 200");
    }
}
