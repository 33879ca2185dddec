//! Sobol' sequences against published points and the theory of nets.

use super::sobol::{SOBOL_DIMENSIONS, SobolDimensionError, SobolSequence};

/// Degrees of the primitive polynomials of the first ten dimensions (Joe and Kuo's table; the first dimension, van der Corput's
/// sequence, counts as 1).
const DEGREES: [usize; 10] = [1, 1, 2, 3, 3, 4, 4, 5, 5, 5];

fn sequence(dimensions: usize, seed: u64) -> SobolSequence {
    SobolSequence::new(dimensions, seed).expect("so many dimensions are known")
}

#[test]
fn the_first_points_are_those_published() {
    // the ten points in three dimensions that Joe and Kuo print on their page, in sixteenths
    let published = [
        [0, 0, 0],
        [8, 8, 8],
        [12, 4, 4],
        [4, 12, 12],
        [6, 6, 10],
        [14, 14, 2],
        [10, 2, 14],
        [2, 10, 6],
        [3, 5, 15],
        [11, 13, 7],
    ];
    let sequence = sequence(3, 1);
    for (number, point) in published.iter().enumerate() {
        let digits = [0, 1, 2].map(|dimension| sequence.digits(number as u32, dimension) >> 28);
        assert_eq!(&digits, point, "point {number}");
    }
}

#[test]
fn far_points_in_high_dimensions_equal_another_implementation() {
    // coordinates times 2^32 from scipy 1.17, qmc.Sobol(256, scramble=False, bits=32), which counts dimensions from 0 too
    let dimensions = [0, 1, 4, 39, 118, 191, 255];
    let expected: [(u32, [u32; 7]); 2] = [
        (
            4095,
            [
                1_048_576,
                4_042_260_480,
                4_038_066_176,
                976_224_256,
                2_404_384_768,
                1_032_847_360,
                2_632_974_336,
            ],
        ),
        (
            987_654_321,
            [
                2_537_197_028,
                2_354_976_556,
                546_935_612,
                1_631_759_340,
                3_818_138_036,
                1_220_914_956,
                1_267_267_908,
            ],
        ),
    ];
    let sequence = sequence(SOBOL_DIMENSIONS, 1);
    for (point, digits) in expected {
        assert_eq!(dimensions.map(|dimension| sequence.digits(point, dimension)), digits, "point {point}");
    }
}

#[test]
fn every_leading_set_of_dimensions_has_property_a() {
    // Sobol's property A, which Joe and Kuo's numbers have in all dimensions: the first 2^d points in d dimensions have one point in
    // each of the 2^d orthants. It holds when the matrix of first digits (row: dimension, column: direction number) is regular modulo 2.
    // The first digits follow the recurrence b_k = a_1 b_(k-1) + ... + a_(s-1) b_(k-s+1) + b_(k-s): the shifted term has none.
    const TABLE: &str = include_str!("../../assets/sobol/direction-numbers.txt");
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let rows =
        lines.map(|line| -> Vec<usize> { line.split(' ').map(|word| word.parse().unwrap()).collect() });
    let mut matrix = vec![vec![false; SOBOL_DIMENSIONS]];
    matrix[0][0] = true;
    for (index, row) in rows.enumerate() {
        assert_eq!(row[0], index + 2, "dimensions stand in order");
        let (degree, coefficients, initial) = (row[1], row[2], &row[3..]);
        assert_eq!(initial.len(), degree);
        let mut bits: Vec<bool> = (0..degree).map(|k| initial[k] >> k == 1).collect();
        for k in degree..SOBOL_DIMENSIONS {
            let taken =
                (1..degree).filter(|i| coefficients >> (degree - 1 - i) & 1 == 1 && bits[k - i]).count();
            bits.push((taken % 2 == 1) ^ bits[k - degree]);
        }
        matrix.push(bits);
    }
    assert_eq!(matrix.len(), SOBOL_DIMENSIONS);
    // elimination without exchange of rows finds a pivot in each row just when every leading minor is 1
    for pivot in 0..SOBOL_DIMENSIONS {
        assert!(matrix[pivot][pivot], "the first {} dimensions", pivot + 1);
        let row = matrix[pivot].clone();
        for other in matrix[pivot + 1..].iter_mut().filter(|other| other[pivot]) {
            other.iter_mut().zip(&row).for_each(|(bit, subtracted)| *bit ^= subtracted);
        }
    }
}

/// Whether every elementary interval of 2^-a × 2^-b, a + b = `m - t`, holds 2^t of the 2^m points.
fn is_net(points: &[[u32; 2]], m: u32, t: u32) -> bool {
    (0..=m - t).all(|a| {
        let b = m - t - a;
        let mut held = vec![0; 1 << (m - t)];
        for [x, y] in points {
            let place = |digits: u32, kept: u32| (u64::from(digits) >> (32 - kept)) as usize;
            held[(place(*x, a) << b) | place(*y, b)] += 1;
        }
        held.iter().all(|points| *points == 1 << t)
    })
}

#[test]
fn first_points_and_their_scramblings_are_nets() {
    // t is at most the sum of degree - 1 (Niederreiter 1992, theorem 4.49): dimensions 1 and 2 have t = 0, and each dimension alone too
    const M: u32 = 10;
    let sequence = sequence(SOBOL_DIMENSIONS, 5);
    let scrambled =
        |point: u32, dimension: usize| (sequence.coordinate(point, dimension) * 4_294_967_296.0) as u32;
    for first in [0u32, 1 << M, 77 << M] {
        for [x, y] in [[0, 1], [0, 2], [1, 2], [4, 7]] {
            let t = (DEGREES[x] + DEGREES[y] - 2) as u32;
            let numbers = || first..first + (1 << M);
            let plain: Vec<_> = numbers().map(|n| [sequence.digits(n, x), sequence.digits(n, y)]).collect();
            let random: Vec<_> = numbers().map(|n| [scrambled(n, x), scrambled(n, y)]).collect();
            assert!(is_net(&plain, M, t), "plain dimensions {x} and {y} from point {first}");
            assert!(is_net(&random, M, t), "scrambled dimensions {x} and {y} from point {first}");
        }
    }
    for dimension in 0..SOBOL_DIMENSIONS {
        let mut strata: Vec<u32> = (0..1 << M).map(|n| scrambled(n, dimension) >> (32 - M)).collect();
        strata.sort_unstable();
        assert!(strata.iter().enumerate().all(|(index, stratum)| index as u32 == *stratum), "{dimension}");
    }
    // points drawn otherwise are none
    let diagonal: Vec<_> = (0..1 << M).map(|n: u32| [n << (32 - M); 2]).collect();
    assert!(!is_net(&diagonal, M, 0));
}

/// The mean over the first 2^`m` points of `function`.
fn mean(sequence: &SobolSequence, m: u32, function: impl Fn(&[f64]) -> f64) -> f64 {
    let mut point = vec![0.0; sequence.dimensions()];
    let mut sum = 0.0;
    for number in 0..1 << m {
        sequence.point(number, &mut point);
        sum += function(&point);
    }
    sum / f64::from(1u32 << m)
}

/// The weights c_j = 1/j² of the test functions.
fn weight(j: usize) -> f64 {
    1.0 / ((j + 1) * (j + 1)) as f64
}

/// Bounds the variance of the mean of Π (1 + c_j (x_j − ½)) over 2^m scrambled points.
///
/// The function is the sum over the sets u of dimensions of Π_{j∈u} c_j (x_j − ½). The k-th binary digit contributes 4^-k / 4 to
/// the variance of x − ½, so that the part of u with the digits k contributes Π c_j² 4^-|k| / 4^|u|. Scrambling leaves parts with |k| ≤ m − t
/// no error, and others at most 2^t 3^|u| times their random sampling error (Owen, Ann. Statist. 25, 1997, lemma 2 and SIAM J. Numer. Anal. 34,
/// 1997); there are C(q−1, |u|−1) with |k| = q. A single dimension is stratified: c² / (12 N³) exactly.
fn variance_bound(m: usize) -> f64 {
    let n = (1u64 << m) as f64;
    let mut bound = 0.0;
    for set in 1usize..1 << 10 {
        let dimensions = (0..10).filter(|j| set >> j & 1 == 1);
        let (mut weights, mut t, mut size) = (1.0, 0, 0i32);
        for j in dimensions {
            weights *= weight(j) * weight(j);
            t += DEGREES[j] - 1;
            size += 1;
        }
        if size == 1 {
            bound += weights / (12.0 * n * n * n);
            continue;
        }
        let mut tail = libm::pow(1.0 / 12.0, f64::from(size));
        let (mut combinations, mut q) = (1.0, size);
        while q <= m as i32 - t as i32 {
            tail -= combinations * libm::pow(0.25, f64::from(q + size));
            combinations *= f64::from(q) / f64::from(q - size + 1);
            q += 1;
        }
        bound += weights * libm::pow(2.0, t as f64) * libm::pow(3.0, f64::from(size)) * tail / n;
    }
    bound
}

#[test]
fn a_product_of_ten_factors_converges_as_theory_has_it() {
    // random sampling: variance Π (1 + c_j²/12) − 1 = 0.0908 a point, standard error 3.33e-3 for 2^13 points
    let random = ((0..10).map(|j| 1.0 + weight(j) * weight(j) / 12.0).product::<f64>() - 1.0) / 8192.0;
    let bound = variance_bound(13).sqrt();
    assert!(bound < random.sqrt() / 400.0, "{bound} {random}");
    for seed in 0..8 {
        let estimate = mean(&sequence(10, seed), 13, |x| {
            x.iter().enumerate().map(|(j, x)| 1.0 + weight(j) * (x - 0.5)).product()
        });
        // k = 5 standard deviations of the bound; the errors are near normal: 8 × 5.7e-7 = 5e-6
        assert!((estimate - 1.0).abs() < 5.0 * bound, "seed {seed}: {estimate}");
    }
}

#[test]
fn additive_functions_have_exactly_the_error_of_stratified_sampling() {
    // over 2^m points each coordinate has one point in each of n = 2^m strata, uniform in it: the mean of Σ c_j (x_j − ½) has
    // variance Σ c_j² / (12 n³), and the dimensions are scrambled independently. Nearly normal (80 terms each), so that the mean square over
    // 400 seeds has the relative standard deviation √(2/400) = 0.0707; k = 5: 6e-7
    let additive = |x: &[f64]| -> f64 { x.iter().enumerate().map(|(j, x)| weight(j) * (x - 0.5)).sum() };
    let n = 64.0;
    let expected = (0..10).map(|j| weight(j) * weight(j)).sum::<f64>() / (12.0 * n * n * n);
    let errors: Vec<f64> = (0..401).map(|seed| mean(&sequence(10, seed), 6, additive)).collect();
    let squares = errors[..400].iter().map(|error| error * error).sum::<f64>() / 400.0;
    assert!((squares / expected - 1.0).abs() < 5.0 * 0.0707, "{squares} {expected}");
    // neighbouring seeds are independent: their correlation has the standard deviation 1/√400 = 0.05; k = 5
    let products = errors.windows(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / 400.0;
    assert!((products / expected).abs() < 0.25, "{products}");
}

#[test]
fn coins_of_the_scrambling_are_fair_and_independent() {
    // four points' first two digits come in 8 arrangements in a dimension, by three coins; together with a second dimension 64, each with
    // probability 1/64. Chi-squared with 63 degrees of freedom over 12,800 seeds exceeds 140 with probability 1e-7
    let mut counts = [0u32; 64];
    for seed in 0..12_800 {
        let sequence = sequence(2, seed);
        let arrangement = |dimension: usize| {
            let digits = |plain: u32| {
                let point = (0..4).find(|point| sequence.digits(*point, dimension) >> 30 == plain);
                (sequence.coordinate(point.expect("a net"), dimension) * 4.0) as usize
            };
            // the first coin, then that of each half
            (digits(0) & 2) << 1 | (digits(0) & 1) << 1 | (digits(2) & 1)
        };
        counts[arrangement(0) << 3 | arrangement(1)] += 1;
    }
    let chi = counts.iter().map(|count| (f64::from(*count) - 200.0) * (f64::from(*count) - 200.0) / 200.0);
    assert!(chi.sum::<f64>() < 140.0, "{counts:?}");
}

#[test]
fn coordinates_lie_strictly_inside_and_depend_on_the_seed() {
    let (one, other) = (sequence(3, 1), sequence(3, 2));
    let mut same = 0;
    for point in (0..4096).chain([u32::MAX]) {
        for dimension in 0..3 {
            let coordinate = one.coordinate(point, dimension);
            assert!(coordinate > 0.0 && coordinate < 1.0);
            same += u32::from(coordinate == other.coordinate(point, dimension));
        }
    }
    assert_eq!(same, 0);
}

#[test]
fn dimensions_beyond_the_table_are_refused() {
    assert_eq!(SobolSequence::new(257, 1).unwrap_err(), SobolDimensionError(257));
    assert_eq!(SobolSequence::new(0, 1).unwrap_err(), SobolDimensionError(0));
    assert!(SobolSequence::new(256, 1).is_ok());
}
