//! What the solver hands out.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::language::{Text, Told};
use crate::simulation::{Part, SeriesKey, YearBucket};
use crate::things::Basis;

/// How finely to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Accuracy {
    /// Fine enough that refinement changes no quantile and moves no mean by more than 0.01 %.
    #[default]
    Standard,
    /// Half as many nodes again, for measuring the error of [`Accuracy::Standard`].
    Fine,
}

impl Accuracy {
    /// Nodes of log revenue in each panel.
    pub(super) const fn nodes(self) -> usize {
        match self {
            Accuracy::Standard => 16,
            Accuracy::Fine => 24,
        }
    }

    /// Days through which polynomials over days of accreditation go, at least.
    pub(super) const fn days(self) -> usize {
        match self {
            Accuracy::Standard => 4,
            Accuracy::Fine => 8,
        }
    }
}

/// Why a scenario, or a part of its answer, cannot be computed without simulating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum NotExact {
    /// The shared drivers have an effect, so that firms and institutes are not independent.
    #[error(
        "the shared drivers have an effect: switch it off with growth_economy_loading = 0 and market_loading = 0"
    )]
    Drivers,
    /// Growth varies so little from year to year that the grid would need too many nodes.
    #[error(
        "growth varies too little from year to year for the grid: set growth_sigma to 0 or to at least a few percent"
    )]
    GrowthTooFine,
    /// The evaluation's standard is so high that its closed form leaves the range of numbers.
    #[error(
        "the evaluation asks for so many results and transfers that its closed form leaves the range of numbers"
    )]
    StandardTooHigh,
    /// The amounts have no common lattice of bearable length.
    #[error(
        "the amounts have no common step large enough for a distribution: mean and standard deviation are given"
    )]
    NoLattice,
    /// Write-offs of the sub-fund depend on each other through its one commitment.
    #[error("write-offs of the sub-fund depend on the order of all investments")]
    WriteOffs,
    /// The fund account follows from all years together.
    #[error("the special fund's account follows from the cash of all years together")]
    FundAccount,
}

impl Told for NotExact {
    fn told(&self) -> Text {
        let (zh, en) = match self {
            NotExact::Drivers => (
                "年度共同因素有影响，企业和产研院之间不相互独立，须先将其影响设为零",
                "the shared drivers have an effect, so that firms and institutes are not independent: set it to zero first",
            ),
            NotExact::GrowthTooFine => (
                "企业增长的年度波动过小，计算网格过密；可将其设为零或提高到百分之几",
                "growth varies too little from year to year for the grid; set it to zero or to a few percent",
            ),
            NotExact::StandardTooHigh => (
                "绩效评价标准过高，解析公式超出数值范围",
                "the evaluation's standard is so high that its closed form leaves the range of numbers",
            ),
            NotExact::NoLattice => (
                "金额没有足够大的公共单位，只给出均值和标准差",
                "the amounts have no common step large enough; mean and standard deviation are given",
            ),
            NotExact::WriteOffs => (
                "子基金核销取决于全部投资的先后次序，仅由模拟给出",
                "write-offs of the sub-fund depend on the order of all investments; simulation gives them",
            ),
            NotExact::FundAccount => (
                "专项资金收支取决于各年支出的联合分布，仅由模拟给出",
                "the special fund's account follows from the cash of all years together; simulation gives it",
            ),
        };
        Text::new(zh, en)
    }
}

/// A distribution on a lattice: probabilities of `offset + k × step` for `k = 0, 1, …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    offset: i64,
    step: i64,
    probabilities: Vec<f64>,
    /// `P(X ≤ offset + k × step)`.
    cumulated: Vec<f64>,
    /// `P(X ≥ offset + k × step)`, summed from the far end so that small probabilities keep their digits.
    exceeding: Vec<f64>,
}

impl Distribution {
    /// Of probabilities that are not negative and sum to 1; amounts in fen, the step above 0.
    pub fn new(offset: i64, step: i64, probabilities: Vec<f64>) -> Self {
        let cumulated = running_sums(probabilities.iter());
        let mut exceeding = running_sums(probabilities.iter().rev());
        exceeding.reverse();
        Distribution { offset, step, probabilities, cumulated, exceeding }
    }

    /// Amounts in fen with their probabilities, those of probability 0 left out.
    pub fn cells(&self) -> impl Iterator<Item = (i64, f64)> + '_ {
        let amounts = (0i64..).map(|k| self.offset + k * self.step);
        amounts.zip(self.probabilities.iter().copied()).filter(|(_, probability)| *probability > 0.0)
    }

    /// The lattice's step in fen.
    pub fn step(&self) -> i64 {
        self.step
    }

    /// The sum of all probabilities: 1 but for rounding.
    pub fn total_probability(&self) -> f64 {
        self.cumulated.last().copied().unwrap_or(0.0)
    }

    /// `P(X ≤ amount)`, in fen.
    pub fn below_or_at(&self, amount: i64) -> f64 {
        match usize::try_from((amount - self.offset).div_euclid(self.step)) {
            Err(_) => 0.0,
            Ok(k) => self.cumulated[k.min(self.cumulated.len() - 1)],
        }
    }

    /// `P(X > amount)`, in fen.
    pub fn above(&self, amount: i64) -> f64 {
        let first = (amount - self.offset).div_euclid(self.step) + 1;
        self.exceeding.get(usize::try_from(first).unwrap_or(0)).copied().unwrap_or(0.0)
    }

    /// The smallest amount `x` in fen with `P(X ≤ x) ≥ p`, a shortfall of rounding (1e-12) let pass.
    pub fn quantile(&self, p: Decimal) -> i64 {
        let p = p.to_f64().expect("a decimal is a number") - ROUNDING;
        let k = self.cumulated.partition_point(|cumulated| *cumulated < p);
        self.offset + k.min(self.cumulated.len() - 1) as i64 * self.step
    }

    /// The mean of the worst share `1 − p` in fen, the atom at the quantile counted in part (docs/model.md §10).
    pub fn tail_value_at_risk(&self, p: Decimal) -> f64 {
        let quantile = self.quantile(p);
        let excess = self.cells().filter(|(amount, _)| *amount > quantile);
        let excess =
            compensated(excess.map(|(amount, probability)| (amount - quantile) as f64 * probability));
        quantile as f64 + excess / (1.0 - p.to_f64().expect("a decimal is a number"))
    }

    /// The mean in fen.
    pub fn mean(&self) -> f64 {
        compensated(self.cells().map(|(amount, probability)| amount as f64 * probability))
    }

    /// The standard deviation in fen.
    pub fn standard_deviation(&self) -> f64 {
        let mean = self.mean();
        let square = |(amount, probability): (i64, f64)| {
            let distance = amount as f64 - mean;
            distance * distance * probability
        };
        compensated(self.cells().map(square)).sqrt()
    }
}

/// What rounding may take from a probability.
const ROUNDING: f64 = 1e-12;

/// A sum that carries its own rounding (Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54, 1974).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Compensated {
    sum: f64,
    rest: f64,
}

impl Compensated {
    pub fn add(&mut self, value: f64) {
        let sum = self.sum + value;
        self.rest +=
            if self.sum.abs() >= value.abs() { (self.sum - sum) + value } else { (value - sum) + self.sum };
        self.sum = sum;
    }

    pub fn total(self) -> f64 {
        self.sum + self.rest
    }
}

/// The sums of the first value, the first two, and so on.
fn running_sums<'v>(values: impl Iterator<Item = &'v f64>) -> Vec<f64> {
    let mut sum = Compensated::default();
    let add = |value: &f64| {
        sum.add(*value);
        sum.total()
    };
    values.map(add).collect()
}

/// The compensated sum of values.
pub(super) fn compensated(values: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Compensated::default();
    values.for_each(|value| sum.add(value));
    sum.total()
}

/// One series, solved.
#[derive(Debug, Clone, PartialEq)]
pub struct ExactSeries {
    /// Which part of the cost; the same keys as a run's series.
    pub key: SeriesKey,
    /// Mean in fen, by formula.
    pub mean_fen: f64,
    /// Standard deviation in fen, by formula.
    pub standard_deviation_fen: f64,
    /// The distribution; none where the amounts have no bearable lattice ([`NotExact::NoLattice`]).
    pub distribution: Option<Distribution>,
}

/// What a named institute, or the pipeline, and their firms receive.
#[derive(Debug, Clone, PartialEq)]
pub struct ExactPart {
    /// [`Part::Institute`] or [`Part::Pipeline`].
    pub part: Part,
    /// When amounts are counted.
    pub basis: Basis,
    /// Years covered.
    pub years: YearBucket,
    /// Mean in fen, by formula.
    pub mean_fen: f64,
    /// Standard deviation in fen, by formula.
    pub standard_deviation_fen: f64,
    /// The distribution; none where the amounts have no bearable lattice.
    pub distribution: Option<Distribution>,
}

/// How far the numbers can be off.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Numerics {
    /// The largest bound on the probability that a transform folded back, over all series.
    pub folded: f64,
    /// The most negative probability that rounding left, set to 0 in the end.
    pub most_negative: f64,
    /// The largest distance of a total probability from 1.
    pub total_defect: f64,
    /// The largest distance between a mean by formula and its distribution's, over the larger of mean and standard
    /// deviation.
    pub mean_defect: f64,
    /// Likewise for standard deviations.
    pub deviation_defect: f64,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// Every series of the run's layout that can be solved.
    pub series: Vec<ExactSeries>,
    /// Named institutes and the pipeline, for every basis and year.
    pub parts: Vec<ExactPart>,
    /// How far the numbers can be off.
    pub numerics: Numerics,
    /// What simulation alone gives.
    pub left_out: Vec<NotExact>,
}

impl Exact {
    /// The series of a key.
    pub fn get(&self, key: &SeriesKey) -> Option<&ExactSeries> {
        self.series.iter().find(|series| series.key == *key)
    }

    /// A part for a basis and years.
    pub fn part(&self, part: Part, basis: Basis, years: YearBucket) -> Option<&ExactPart> {
        self.parts.iter().find(|known| (known.part, known.basis, known.years) == (part, basis, years))
    }
}
