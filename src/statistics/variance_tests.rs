//! Variance-based indices and variance components against functions whose values are known in closed form.

use std::f64::consts::PI;

use super::bootstrap::{Bootstrap, Estimate};
use super::keyed_words::word;
use super::normal::normal_quantile;
use super::saltelli_design::{SaltelliDesign, Sample};
use super::variance_components::{NestedDesignError, OuterPoint, variance_components};
use super::variance_indices::{Evaluations, GroupIndices, KnownIndices, VarianceIndices, variance_indices};

const BOOTSTRAP: Bootstrap = Bootstrap { replicates: 499, confidence: 0.95, seed: 11 };

/// An output at the samples of a design: A, B, then each group from B.
type Columns = (Vec<f64>, Vec<f64>, Vec<Vec<f64>>);

fn evaluated(design: &SaltelliDesign, rows: u32, output: impl Fn(&[f64]) -> f64) -> Columns {
    let mut point = vec![0.0; design.columns()];
    let mut column = |sample| -> Vec<f64> {
        let mut at = |row| {
            design.point(row, sample, &mut point);
            output(&point)
        };
        (0..rows).map(&mut at).collect()
    };
    let (a, b) = (column(Sample::A), column(Sample::B));
    (a, b, (0..design.groups().len()).map(|group| column(Sample::Swapped(group))).collect())
}

fn indices((a, b, swapped): &Columns, noise: f64, bootstrap: &Bootstrap) -> VarianceIndices {
    variance_indices(&[Evaluations { a, b, swapped, noise }], bootstrap).remove(0)
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

#[test]
fn ishigami_s_indices_are_in_narrow_intervals() {
    // published: first order .313905, .442411, 0; total .557589, .442411, .243684; variance a²/8 + b π⁴/5 + b² π⁸/18 + 1/2 = 13.844588.
    // Intervals of 95 % under resampling, which overstates the error of a Sobol' sequence, so that ten of ten hold
    let design = SaltelliDesign::of_columns(3, 2024).expect("a design");
    let known = known(indices(&evaluated(&design, 1 << 15, ishigami), 0.0, &BOOTSTRAP));
    let expected = [(0.313905, 0.557589), (0.442411, 0.442411), (0.0, 0.243684)];
    for (column, (first, total)) in expected.into_iter().enumerate() {
        // the half-width is 2 sd / √32768: below 0.02 for terms whose standard deviation is at most 1.8 of the variance
        assert_holds(&known.groups[column].first, first, 0.04, "first order");
        assert_holds(&known.groups[column].total, total, 0.04, "total");
        // what the sequence is for: the errors themselves
        assert!((known.groups[column].first.value - first).abs() < 0.002, "{:?}", known.groups[column]);
        assert!((known.groups[column].total.value - total).abs() < 0.002, "{:?}", known.groups[column]);
    }
    assert_holds(&known.variance, 13.844_588, 0.5, "variance");
    // the mean is a/2
    assert!((known.mean - 3.5).abs() < 0.01);
}

#[test]
fn groups_of_columns_have_the_indices_of_the_formula() {
    // (x₁, x₃) hold all but x₂, which is additive: both indices are 1 − .442411. (x₁, x₂): first .313905 + .442411, total 1 − 0
    let design = SaltelliDesign::of_groups(3, vec![vec![0, 2], vec![0, 1]], 7).expect("a design");
    let known = known(indices(&evaluated(&design, 1 << 13, ishigami), 0.0, &BOOTSTRAP));
    let expected = [(0.557589, 0.557589), (0.756316, 1.0)];
    for (group, (first, total)) in known.groups.iter().zip(expected) {
        assert_holds(&group.first, first, 0.08, "first order");
        assert_holds(&group.total, total, 0.08, "total");
    }
}

#[test]
fn sobol_s_g_function_has_its_closed_form() {
    // Π (|4x − 2| + a) / (1 + a): each factor has mean 1 and variance v = 1 / (3 (1 + a)²). First order v / V, total
    // v Π_{others} (1 + v) / V, V = Π (1 + v) − 1 (Saltelli and Sobol' 1995)
    let a = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];
    let v = a.map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)));
    let product: f64 = v.iter().map(|v| 1.0 + v).product();
    let function = |x: &[f64]| -> f64 {
        x.iter().zip(a).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
    };
    let design = SaltelliDesign::of_columns(6, 5).expect("a design");
    let known = known(indices(&evaluated(&design, 1 << 14, function), 0.0, &BOOTSTRAP));
    for (group, v) in known.groups.iter().zip(v) {
        assert_holds(&group.first, v / (product - 1.0), 0.06, "first order");
        assert_holds(&group.total, v * product / (1.0 + v) / (product - 1.0), 0.06, "total");
    }
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

/// On how many of 200 designs each index lies in its interval, and the mean square of its error.
fn repeated(design: impl Fn(u64) -> Columns) -> ([[u32; 2]; 2], f64) {
    let (mut covered, mut squares) = ([[0; 2]; 2], 0.0);
    for seed in 0..200 {
        let bootstrap = Bootstrap { replicates: 299, confidence: 0.95, seed };
        let known = known(indices(&design(seed), 0.0, &bootstrap));
        for (group, truths) in CHEAP.iter().enumerate() {
            let GroupIndices { first, total } = known.groups[group];
            for (which, estimate) in [first, total].iter().enumerate() {
                let [low, high] = estimate.interval.expect("a finite statistic");
                covered[group][which] += u32::from(low <= truths[which] && truths[which] <= high);
                squares += (estimate.value - truths[which]) * (estimate.value - truths[which]) / 800.0;
            }
        }
    }
    (covered, squares)
}

#[test]
fn intervals_cover_as_often_as_they_say() {
    // Independent rows: of 200 intervals of 95 % 190 hold, standard deviation √(200 × .95 × .05) = 3.08; k = 4 below, 6e-5. Percentile
    // intervals from 256 rows are about 1 % short, which leaves k = 3.3
    let at = |point: &[f64; 4], from_b: [bool; 2]| {
        let column = |column: usize| point[if from_b[column] { column + 2 } else { column }];
        cheap(&[column(0), column(1)])
    };
    let independent = |seed: u64| -> Columns {
        let points: Vec<[f64; 4]> =
            (0..256).map(|row| [0, 1, 2, 3].map(|column| uniform(seed, 4 * row + column))).collect();
        let column = |from_b: [bool; 2]| points.iter().map(|point| at(point, from_b)).collect::<Vec<f64>>();
        (column([false; 2]), column([true; 2]), vec![column([true, false]), column([false, true])])
    };
    let (covered, independent) = repeated(independent);
    for covered in covered.iter().flatten() {
        assert!((178..200).contains(covered), "{covered} of 200");
    }
    // a scrambled sequence errs less, and its intervals hold at least as often
    let scrambled =
        |seed: u64| evaluated(&SaltelliDesign::of_columns(2, seed).expect("a design"), 256, cheap);
    let (covered, sequence) = repeated(scrambled);
    for covered in covered.iter().flatten() {
        assert!(*covered >= 190, "{covered} of 200");
    }
    assert!(sequence < independent / 10.0, "{sequence} {independent}");
}

#[test]
fn noise_of_independent_inner_paths_is_taken_out() {
    // noise of variance 5 on Ishigami's 13.84 would bring the total of x₂ from .442411 to (6.125 + 5) / (13.84 + 5) = .590, and that of x₃ to .444
    let design = SaltelliDesign::of_columns(3, 3).expect("a design");
    let (mut a, mut b, mut swapped) = evaluated(&design, 1 << 14, ishigami);
    let columns = [&mut a, &mut b].into_iter().chain(&mut swapped);
    for (key, column) in columns.enumerate() {
        for (row, value) in column.iter_mut().enumerate() {
            *value += 5f64.sqrt() * normal_quantile(uniform(key as u64, row as u64));
        }
    }
    let columns = (a, b, swapped);
    let free = known(indices(&columns, 5.0, &BOOTSTRAP));
    let expected = [(0.313905, 0.557589), (0.442411, 0.442411), (0.0, 0.243684)];
    for (group, (first, total)) in free.groups.iter().zip(expected) {
        assert_holds(&group.first, first, 0.1, "first order");
        assert_holds(&group.total, total, 0.1, "total");
    }
    assert_holds(&free.variance, 13.844_588, 1.0, "variance");
    let raw = known(indices(&columns, 0.0, &BOOTSTRAP));
    assert_holds(&raw.groups[1].total, 11.125 / 18.844_588, 0.1, "total with noise");
    assert_holds(&raw.groups[2].total, (0.243684 * 13.844_588 + 5.0) / 18.844_588, 0.1, "total with noise");
    // chance as large as the whole variance leaves nothing
    assert!(matches!(indices(&columns, 20.0, &BOOTSTRAP), VarianceIndices::WithinNoise { noise: 20.0, .. }));
}

#[test]
fn constant_and_infinite_outputs_are_reported_beside_others() {
    let design = SaltelliDesign::of_columns(2, 1).expect("a design");
    let rows = 64;
    let outputs = [
        evaluated(&design, rows, |_| 7.5),
        evaluated(&design, rows, |x| if x[0] < 0.25 { f64::INFINITY } else { x[1] }),
        evaluated(&design, rows, |x| if x[1] > 0.5 { f64::NAN } else { 0.0 }),
        evaluated(&design, rows, cheap),
    ];
    let evaluations: Vec<Evaluations> =
        outputs.iter().map(|(a, b, swapped)| Evaluations { a, b, swapped, noise: 0.0 }).collect();
    let found = variance_indices(&evaluations, &BOOTSTRAP);
    assert_eq!(found[0], VarianceIndices::Constant(7.5));
    // a quarter of 64 rows of a net, in A, B and the two swapped samples
    assert_eq!(found[1], VarianceIndices::NotFinite(64));
    assert_eq!(found[2], VarianceIndices::NotFinite(128));
    // the others are what they are alone
    assert_eq!(found[3], indices(&outputs[3], 0.0, &BOOTSTRAP));
    assert!(variance_indices(&[], &BOOTSTRAP).is_empty());
}

#[test]
fn the_result_does_not_depend_on_threads() {
    let design = SaltelliDesign::of_columns(3, 1).expect("a design");
    let columns = evaluated(&design, 128, ishigami);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| indices(&columns, 0.0, &BOOTSTRAP))
    };
    assert_eq!(with(1), with(3));
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
