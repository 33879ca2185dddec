//! Variance-based sensitivity indices: which inputs the spread of an output comes from.

use super::bootstrap::Estimate;
use super::student::student_quantile;

/// One output at all points of a [`SaltelliDesign`](super::SaltelliDesign), row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evaluations<'a> {
    /// At the rows of A.
    pub a: &'a [f64],
    /// At the rows of B.
    pub b: &'a [f64],
    /// For each group of columns, at the rows of A with the group from B.
    pub swapped: &'a [Vec<f64>],
    /// The rows are so many independent replicates, one after the other and all as long.
    pub replicates: usize,
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

/// Estimates the indices of an output of a design, with intervals of this confidence from the scatter between its replicates.
///
/// First order, Saltelli et al. 2010 (table 2, b): `mean f(B) (f(A_B⁽ⁱ⁾) − f(A)) / V`, with `f(B)` less the overall mean, which leaves the
/// expectation and lessens the error. Total, M. J. W. Jansen, Computer Physics Communications 117 (1999), 35–43 (table 2, f):
/// `mean (f(A) − f(A_B⁽ⁱ⁾))² / 2V`. `V` is the variance over the rows of A and B together: the mean square about the overall mean `m`, plus
/// the variance of `m` as the replicates show it, which makes it unbiased for nets and for independent rows alike. Small first-order
/// indices may come out below 0, and large ones above 1, within their intervals.
///
/// **Noise.** Where an evaluation is the mean over inner paths, its chance counts too:
/// - Inner paths independent from one evaluation to the next add [`noise`](Evaluations::noise) to `V` and to Jansen's numerator, and
///   nothing to Saltelli's. It is subtracted here, so that the indices are those of the conditional mean.
/// - Inner paths common to all evaluations (common random numbers) make the output a fixed function of the inputs; the indices are
///   exactly its own. They are off the true conditional mean's by the luck of those paths, of the order of the variance of the
///   *interaction* of luck and inputs over the number of inner paths: luck that moves all points alike cancels. Another seed shows how much.
/// - Inner paths common to one row but not to the next would bias the first-order index; do not use them.
///
/// **Intervals.** The rows of a net depend on each other, but independent scramblings of it do not. With `R` of them an interval is the
/// estimate ± Student's t with `R − 1` degrees of freedom times the standard error from the scatter between them (A. B. Owen, "Scrambled
/// net variance for integrals of smooth functions", Ann. Statist. 25, 1997, 1541–1562; P. L'Ecuyer, M. K. Nakayama, A. B. Owen and
/// B. Tuffin, "Confidence intervals for randomized quasi-Monte Carlo estimators", Proc. Winter Simulation Conference 2023, who find it more
/// reliable than bootstraps over as few replicates). An index is a ratio of two means over the replicates; its
/// error is that of `numerator − index × variance`, over the variance (the delta method; W. G. Cochran, *Sampling Techniques*, 1977, §6.4).
///
/// # Panics
/// When the samples have not equally many rows, or the rows do not make at least two replicates of equal length.
pub fn variance_indices(output: &Evaluations, confidence: f64) -> VarianceIndices {
    let (rows, replicates) = (output.a.len(), output.replicates);
    assert!(rows > 0 && replicates >= 2 && rows.is_multiple_of(replicates), "rows in equal replicates");
    let columns = || [output.a, output.b].into_iter().chain(output.swapped.iter().map(Vec::as_slice));
    assert!(columns().all(|column| column.len() == rows), "every sample has the same rows");
    let all = || columns().flatten().copied();
    let not_finite = all().filter(|value| !value.is_finite()).count();
    if not_finite > 0 {
        return VarianceIndices::NotFinite(not_finite);
    }
    if all().all(|value| value == output.a[0]) {
        return VarianceIndices::Constant(output.a[0]);
    }
    let mean = output.a.iter().chain(output.b).sum::<f64>() / (2 * rows) as f64;
    let scatter = Scatter { t: student_quantile(confidence, (replicates - 1) as f64) };
    let pairs = || output.a.iter().zip(output.b).map(|(a, b)| (a - mean, b - mean));
    let length = rows / replicates;
    let means = averages(pairs().map(|(a, b)| 0.5 * (a + b)), length);
    let squares = averages(pairs().map(|(a, b)| 0.5 * (a * a + b * b)), length);
    let error_of_mean = scatter.standard_error(&means);
    let raw = average(&squares) + error_of_mean * error_of_mean;
    let variance = raw - output.noise;
    if variance <= 0.0 {
        return VarianceIndices::WithinNoise { variance: raw, noise: output.noise };
    }
    let share = |numerators: &[f64], noise: f64| {
        let value = (average(numerators) - noise) / variance;
        let residuals: Vec<f64> = numerators
            .iter()
            .zip(&squares)
            .map(|(numerator, square)| (numerator - value * square) / variance)
            .collect();
        scatter.about(value, &residuals)
    };
    let group = |swapped: &Vec<f64>| {
        let rows = || pairs().zip(swapped).map(|((a, b), swapped)| (a, b, swapped - mean));
        let saltelli = averages(rows().map(|(a, b, swapped)| b * (swapped - a)), length);
        let jansen = averages(rows().map(|(a, _, swapped)| 0.5 * (a - swapped) * (a - swapped)), length);
        GroupIndices { first: share(&saltelli, 0.0), total: share(&jansen, output.noise) }
    };
    VarianceIndices::Known(KnownIndices {
        mean,
        variance: scatter.about(variance, &squares),
        groups: output.swapped.iter().map(group).collect(),
    })
}

/// How far a mean over replicates may be off.
struct Scatter {
    /// Student's t of the confidence.
    t: f64,
}

impl Scatter {
    fn standard_error(&self, replicates: &[f64]) -> f64 {
        let (mean, count) = (average(replicates), replicates.len() as f64);
        let squares: f64 = replicates.iter().map(|value| (value - mean) * (value - mean)).sum();
        (squares / (count * (count - 1.0))).sqrt()
    }

    /// An estimate whose error is that of the mean of these numbers.
    fn about(&self, value: f64, replicates: &[f64]) -> Estimate {
        let half = self.t * self.standard_error(replicates);
        Estimate { value, interval: Some([value - half, value + half]) }
    }
}

/// The averages of so many numbers each, one stretch after the other.
fn averages(terms: impl Iterator<Item = f64>, length: usize) -> Vec<f64> {
    let terms: Vec<f64> = terms.collect();
    terms.chunks_exact(length).map(average).collect()
}

fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
