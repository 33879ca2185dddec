//! Variance-based sensitivity indices: which inputs the spread of an output comes from.

use super::bootstrap::{Bootstrap, Estimate};

/// One output at all points of a [`SaltelliDesign`](super::SaltelliDesign), row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluations<'a> {
    /// At the rows of A.
    pub a: &'a [f64],
    /// At the rows of B.
    pub b: &'a [f64],
    /// For each group of columns, at the rows of A with the group from B.
    pub swapped: &'a [Vec<f64>],
    /// The mean variance of chance in one evaluation, where evaluations are means over inner paths that are **independent** from one
    /// evaluation to the next: mean conditional variance / inner paths. 0 for exact outputs, and for inner paths common to all.
    pub noise: f64,
}

/// The indices of one output.
#[derive(Debug, Clone, PartialEq)]
pub enum VarianceIndices {
    /// The output varies and the indices are estimated.
    Known(KnownIndices),
    /// Every evaluation gave this value: there is no variance to share out.
    Constant(f64),
    /// So many evaluations were infinite or no number; nothing is estimated from the others.
    NotFinite(usize),
    /// The output varies over the rows of A and B no more than chance alone makes it: more inner paths, or more rows, are needed.
    WithinNoise {
        /// The variance over the rows of A and B.
        variance: f64,
        /// The part of it that chance accounts for.
        noise: f64,
    },
}

/// Indices with what they are shares of.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownIndices {
    /// The mean over the rows of A and B.
    pub mean: f64,
    /// The variance over the inputs, free of the noise of inner paths.
    pub variance: Estimate,
    /// For each group of columns its indices.
    pub groups: Vec<GroupIndices>,
}

/// The two indices of a group of columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupIndices {
    /// First order: the share of the variance that would go if the group were known, `Var E[Y | group] / Var Y`. For a group of several
    /// columns it holds their interactions with each other.
    pub first: Estimate,
    /// Total: the share that would remain if all but the group were known, `E Var[Y | all others] / Var Y`; its excess over the first is
    /// the group's interaction with the others.
    pub total: Estimate,
}

/// Estimates the indices of several outputs of one design, with bootstrap intervals from resampled rows (the same rows for all outputs).
///
/// First order, Saltelli et al. 2010 (table 2, b): `mean f(B) (f(A_B⁽ⁱ⁾) − f(A)) / V`, with `f(B)` less the overall mean, which leaves the
/// expectation and lessens the error. Total, M. J. W. Jansen, Computer Physics Communications 117 (1999), 35–43 (table 2, f):
/// `mean (f(A) − f(A_B⁽ⁱ⁾))² / 2V`. `V` is the variance over the rows of A and B together. Small first-order indices may come out below 0, and
/// large ones above 1, within their intervals.
///
/// **Noise.** Where an evaluation is the mean over inner paths, its chance counts too:
/// - Inner paths independent from one evaluation to the next add [`noise`](Evaluations::noise) to `V` and to Jansen's numerator, and
///   nothing to Saltelli's. It is subtracted here, so that the indices are those of the conditional mean.
/// - Inner paths common to all evaluations (common random numbers) make the output a fixed function of the inputs; the indices are
///   exactly its own. They are off the true conditional mean's by the luck of those paths, of the order of the variance of the
///   *interaction* of luck and inputs over the number of inner paths: luck that moves all points alike cancels. Another seed shows how much.
/// - Inner paths common to one row but not to the next would bias the first-order index; do not use them.
///
/// Percentile intervals. Rows of a scrambled Sobol' sequence err less than independent ones, which resampling does not know: the
/// intervals are on the safe side.
///
/// # Panics
/// When an output has no rows, or not as many for each sample as the first output has.
pub fn variance_indices(outputs: &[Evaluations], bootstrap: &Bootstrap) -> Vec<VarianceIndices> {
    let Some(first) = outputs.first() else { return Vec::new() };
    let rows = first.a.len();
    assert!(rows > 0, "indices need a row");
    let terms: Vec<Result<RowTerms, VarianceIndices>> =
        outputs.iter().map(|output| RowTerms::new(output, rows)).collect();
    // all outputs of a replicate one after the other
    let estimates = |weights: &[f64]| -> Vec<f64> {
        terms.iter().flatten().flat_map(|terms| terms.estimates(weights)).collect()
    };
    let whole = estimates(&vec![1.0; rows]);
    let replicates = bootstrap.resampled(rows, estimates);
    let mut position = 0;
    let mut known = |terms: RowTerms| {
        let mut next = || {
            let value = whole[position];
            let interval = bootstrap.percentile(&replicates, position);
            position += 1;
            Estimate { value, interval }
        };
        let variance = next();
        let groups = (0..terms.first.len()).map(|_| GroupIndices { first: next(), total: next() }).collect();
        if variance.value > 0.0 {
            VarianceIndices::Known(KnownIndices { mean: terms.mean, variance, groups })
        } else {
            VarianceIndices::WithinNoise { variance: variance.value + terms.noise, noise: terms.noise }
        }
    };
    terms.into_iter().map(|terms| terms.map_or_else(|reported| reported, &mut known)).collect()
}

/// For each row what it adds to the numerators and to the variance.
struct RowTerms {
    mean: f64,
    noise: f64,
    /// The sum of the row's two values, less twice the mean.
    sums: Vec<f64>,
    /// The sum of their squares about the mean.
    squares: Vec<f64>,
    /// For each group Saltelli's term.
    first: Vec<Vec<f64>>,
    /// For each group Jansen's term.
    total: Vec<Vec<f64>>,
}

impl RowTerms {
    fn new(output: &Evaluations, rows: usize) -> Result<Self, VarianceIndices> {
        let columns = || [output.a, output.b].into_iter().chain(output.swapped.iter().map(Vec::as_slice));
        assert!(columns().all(|column| column.len() == rows), "every sample has the same rows");
        let all = || columns().flatten().copied();
        let not_finite = all().filter(|value| !value.is_finite()).count();
        if not_finite > 0 {
            return Err(VarianceIndices::NotFinite(not_finite));
        }
        if all().all(|value| value == output.a[0]) {
            return Err(VarianceIndices::Constant(output.a[0]));
        }
        let mean = output.a.iter().chain(output.b).sum::<f64>() / (2 * rows) as f64;
        let pairs = || output.a.iter().zip(output.b).map(|(a, b)| (a - mean, b - mean));
        let group = |swapped: &Vec<f64>, term: fn(f64, f64, f64) -> f64| -> Vec<f64> {
            pairs().zip(swapped).map(|((a, b), swapped)| term(a, b, swapped - mean)).collect()
        };
        let groups = |term: fn(f64, f64, f64) -> f64| -> Vec<Vec<f64>> {
            output.swapped.iter().map(|swapped| group(swapped, term)).collect()
        };
        Ok(RowTerms {
            mean,
            noise: output.noise,
            sums: pairs().map(|(a, b)| a + b).collect(),
            squares: pairs().map(|(a, b)| a * a + b * b).collect(),
            first: groups(|a, b, swapped| b * (swapped - a)),
            total: groups(|a, _, swapped| 0.5 * (a - swapped) * (a - swapped)),
        })
    }

    /// The variance, then the first-order and total index of each group, with each row counted so often.
    fn estimates(&self, weights: &[f64]) -> Vec<f64> {
        let rows: f64 = weights.iter().sum();
        let sum =
            |terms: &[f64]| -> f64 { weights.iter().zip(terms).map(|(weight, term)| weight * term).sum() };
        let total = sum(&self.sums);
        let variance = (sum(&self.squares) - total * total / (2.0 * rows)) / (2.0 * rows - 1.0) - self.noise;
        // a share of no variance is undefined
        let divisor = if variance > 0.0 { variance } else { f64::NAN };
        let mut estimates = vec![variance];
        for (first, jansen) in self.first.iter().zip(&self.total) {
            estimates.push(sum(first) / rows / divisor);
            estimates.push((sum(jansen) / rows - self.noise) / divisor);
        }
        estimates
    }
}
