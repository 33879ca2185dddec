//! How much of a spread is ignorance of parameters and how much is luck.

use super::bootstrap::{Bootstrap, Estimate};
use super::moments::Moments;

/// What the inner paths of one outer point (one choice of all parameters) cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OuterPoint {
    /// How many paths.
    pub paths: u64,
    /// Their mean.
    pub mean: f64,
    /// Their variance, dividing by paths − 1.
    pub variance: f64,
}

impl OuterPoint {
    /// The point's paths from their exact sums; none for fewer than two.
    pub fn of(paths: &Moments) -> Option<Self> {
        let deviation = paths.standard_deviation()?;
        Some(OuterPoint { paths: paths.count(), mean: paths.mean()?, variance: deviation * deviation })
    }
}

/// Why a nested design gives no variance components.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NestedDesignError {
    /// One outer point has no spread.
    #[error("{0} outer points: at least 2 are needed")]
    TooFewPoints(usize),
    /// One inner path has no spread.
    #[error("{0} inner paths: at least 2 are needed")]
    TooFewPaths(u64),
    /// The estimators are unbiased for equal numbers of paths alone.
    #[error("outer points with {0} and {1} inner paths: all need the same number")]
    UnequalPaths(u64, u64),
    /// A mean or variance is not a finite number.
    #[error("outer point {0} has a mean or variance that is not finite")]
    NotFinite(usize),
}

/// The variance of one path's cost, taken apart by the law of total variance:
/// `Var Y = Var E[Y | parameters] + E Var[Y | parameters]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceComponents {
    /// The mean over parameters and paths.
    pub mean: Estimate,
    /// Ignorance: the variance of the conditional mean over the parameters. The estimate is unbiased and therefore may fall
    /// below 0 where the true value is small.
    pub ignorance: Estimate,
    /// Luck: the mean over the parameters of the conditional variance.
    pub luck: Estimate,
    /// Their sum.
    pub total: Estimate,
    /// Ignorance over the sum, held within 0 and 1; no interval and 0 where nothing varies.
    pub share_of_ignorance: Estimate,
}

/// Takes the variance apart from a nested design: outer points drawn independently from the law of the parameters, and at each
/// the same number `m` of inner paths. **The inner paths of two points must be independent** (other path numbers or another seed).
///
/// One-way analysis of variance with random effects (Searle, Casella and McCulloch, *Variance Components*, 1992, §3.5): luck is the
/// mean of the points' variances, ignorance the variance of their means less luck / m. Both are unbiased also where the conditional
/// variance depends on the parameters. For a given number of paths few inner paths and many outer points are best (Sun, Apley and
/// Staum, "Efficient nested simulation for estimating the variance of a conditional expectation", Operations Research 59, 2011,
/// 998–1007): with normal effects the error of ignorance over `n m` paths is least at `m = 1 + luck / ignorance`.
///
/// Were the inner paths common to all points, the variance of the means would hold only luck's interaction with the parameters:
/// subtracting luck / m would take too much away. Outer points of a Sobol' sequence would depend on each other, which resampling them does
/// not know: draw them independently.
///
/// Intervals resample outer points, with bias and acceleration corrected (BCa), since the error of a variance is skewed.
///
/// # Errors
/// Fewer than two points or paths, unequal numbers of paths, a value that is not finite.
pub fn variance_components(
    points: &[OuterPoint],
    bootstrap: &Bootstrap,
) -> Result<VarianceComponents, NestedDesignError> {
    check(points)?;
    // about the mean, so that nothing cancels
    let centre = points.iter().map(|point| point.mean).sum::<f64>() / points.len() as f64;
    let paths = points[0].paths as f64;
    let sums = |weights: &[f64]| {
        let mut sums = Sums::default();
        points.iter().zip(weights).for_each(|(point, weight)| sums.add(point, centre, *weight));
        sums
    };
    let whole = sums(&vec![1.0; points.len()]);
    let estimates = whole.estimates(paths);
    let left_out: Vec<_> = points
        .iter()
        .map(|point| {
            let mut others = whole;
            others.add(point, centre, -1.0);
            others.estimates(paths)
        })
        .collect();
    let replicates = bootstrap.resampled(points.len(), |weights| sums(weights).estimates(paths).to_vec());
    let estimate = |position: usize, offset: f64| {
        let left_out: Vec<f64> = left_out.iter().map(|estimates| estimates[position]).collect();
        let interval = bootstrap.accelerated(estimates[position], &left_out, &replicates, position);
        Estimate {
            value: estimates[position] + offset,
            interval: interval.map(|ends| ends.map(|end| end + offset)),
        }
    };
    let share = estimate(SHARE, 0.0);
    let varies = estimates[TOTAL] > 0.0;
    Ok(VarianceComponents {
        mean: estimate(MEAN, centre),
        ignorance: estimate(IGNORANCE, 0.0),
        luck: estimate(LUCK, 0.0),
        total: estimate(TOTAL, 0.0),
        share_of_ignorance: Estimate { value: share.value, interval: share.interval.filter(|_| varies) },
    })
}

fn check(points: &[OuterPoint]) -> Result<(), NestedDesignError> {
    if points.len() < 2 {
        return Err(NestedDesignError::TooFewPoints(points.len()));
    }
    let paths = points[0].paths;
    if paths < 2 {
        return Err(NestedDesignError::TooFewPaths(paths));
    }
    for (index, point) in points.iter().enumerate() {
        if point.paths != paths {
            return Err(NestedDesignError::UnequalPaths(paths, point.paths));
        }
        if !(point.mean.is_finite() && point.variance.is_finite()) {
            return Err(NestedDesignError::NotFinite(index));
        }
    }
    Ok(())
}

const MEAN: usize = 0;
const IGNORANCE: usize = 1;
const LUCK: usize = 2;
const TOTAL: usize = 3;
const SHARE: usize = 4;

/// Weighted sums over outer points.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    points: f64,
    means: f64,
    squares: f64,
    variances: f64,
}

impl Sums {
    fn add(&mut self, point: &OuterPoint, centre: f64, weight: f64) {
        let mean = point.mean - centre;
        self.points += weight;
        self.means += weight * mean;
        self.squares += weight * mean * mean;
        self.variances += weight * point.variance;
    }

    /// Mean, ignorance, luck, total and the share of ignorance.
    fn estimates(&self, paths: f64) -> [f64; 5] {
        let mean = self.means / self.points;
        let luck = self.variances / self.points;
        let of_means = if self.points > 1.0 {
            ((self.squares - self.points * mean * mean) / (self.points - 1.0)).max(0.0)
        } else {
            // a single point, where one of two is left out
            0.0
        };
        let ignorance = of_means - luck / paths;
        let total = ignorance + luck;
        let share = if total > 0.0 { (ignorance / total).clamp(0.0, 1.0) } else { 0.0 };
        [mean, ignorance, luck, total, share]
    }
}
