//! The summary of one series (docs/model.md §10).

use rust_decimal::Decimal;

use crate::quantities::Money;

use super::cell_counts::{Cell, CellCounts};
use super::moments::Moments;
use super::ranks::OrderStatistics;
use super::resolution::Resolution;

/// The quantiles of every series, in thousandths.
pub const REPORTED_QUANTILES: [i64; 12] = [10, 50, 100, 250, 500, 750, 800, 900, 950, 990, 995, 999];
/// The confidences of recommended appropriations, in thousandths.
pub const REPORTED_CONFIDENCES: [i64; 5] = [500, 800, 900, 950, 990];
/// The tails of every series, in thousandths.
pub const REPORTED_TAILS: [i64; 2] = [950, 990];

/// A quantile and its 95 % order-statistic interval, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// The probability.
    pub p: Decimal,
    /// The smallest amount with `F(x) ≥ p`.
    pub amount: i64,
    /// The interval; an end that the sample cannot give is absent.
    pub interval: [Option<i64>; 2],
}

/// Value at risk and tail value at risk, in fen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// The probability.
    pub p: Decimal,
    /// The quantile at `p`.
    pub value_at_risk: i64,
    /// The mean of the worst share `1 − p`, the atom at the value at risk counted in part: expected shortfall of
    /// Acerbi and Tasche, J. Banking & Finance 26 (2002), definition 2.6.
    pub tail_value_at_risk: f64,
    /// Its standard error, from `n Var = [Var(X | tail) + p (TVaR − VaR)²] / (1 − p)`: Manistre and Hancock, North
    /// American Actuarial Journal 9 (2005), §3.
    pub standard_error: f64,
}

/// A point of the exceedance curve: on so many paths the amount is strictly larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Curve {
    /// Amount in fen.
    pub amount: i64,
    /// Paths above it.
    pub above: u64,
}

/// A bin of a histogram, `[lower, upper)` in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// Lower edge.
    pub lower: i64,
    /// Upper edge.
    pub upper: i64,
    /// Paths in it.
    pub count: u64,
}

/// The distribution of a series over the paths.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Exact sums.
    pub moments: Moments,
    /// How finely amounts were counted.
    pub resolution: Resolution,
    /// Quantiles at [`REPORTED_QUANTILES`].
    pub quantiles: Vec<Quantile>,
    /// Tails at 95 and 99 %.
    pub tails: Vec<Tail>,
    cells: Vec<Cell>,
}

impl Summary {
    /// The summary of a series of `moments.count()` paths, at least one.
    ///
    /// # Panics
    /// When there is no path.
    pub fn new(moments: &Moments, counts: &CellCounts) -> Self {
        Summary::with_ranks(moments, counts, &ranks(moments.count()))
    }

    /// Likewise with the ranks computed once for all series of a run ([`Summary::ranks`]).
    pub fn with_ranks(moments: &Moments, counts: &CellCounts, ranks: &[(Decimal, OrderStatistics)]) -> Self {
        let n = moments.count();
        assert!(n > 0, "a summary needs a path");
        let mut cells = counts.cells();
        let positive: u64 = cells.iter().map(|cell| cell.count).sum();
        if positive < n {
            cells.insert(0, Cell { amount: 0, count: n - positive });
        }
        // a cell's upper edge must not exceed the largest amount that occurred
        if let (Some(last), Some(max)) = (cells.last_mut(), moments.max()) {
            last.amount = last.amount.min(max);
        }
        let quantiles = quantiles(&cells, ranks);
        let tails = REPORTED_TAILS.iter().map(|p| tail(&cells, n, Decimal::new(*p, 3))).collect();
        Summary { moments: *moments, resolution: counts.resolution(), quantiles, tails, cells }
    }

    /// The ranks of the reported quantiles for `n` paths.
    pub fn ranks(n: u64) -> Vec<(Decimal, OrderStatistics)> {
        ranks(n)
    }

    /// The cells with paths in them, in order of amount.
    pub(super) fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// A reported quantile by its probability in thousandths.
    pub fn quantile(&self, thousandths: i64) -> Option<&Quantile> {
        let p = Decimal::new(thousandths, 3);
        self.quantiles.iter().find(|quantile| quantile.p == p)
    }

    /// The quantile at any `p` in fen: the order statistic of rank `⌈n p⌉`.
    pub fn quantile_at(&self, p: Decimal) -> i64 {
        let rank = OrderStatistics::new(self.moments.count(), p).rank;
        let mut below = 0;
        let reached = self.cells.iter().find(|cell| {
            below += cell.count;
            below >= rank
        });
        reached.expect("a rank is at most n").amount
    }

    /// The smallest multiple of 1 万元 that is not exceeded on at least a share `p` of the paths.
    pub fn recommended(quantile: &Quantile) -> Money {
        Money::from_fen(quantile.amount).rounded_up_to(Money::WAN)
    }

    /// The exceedance curve in at most about `points` points: evenly spaced amounts between the extremes, and
    /// evenly spaced ranks, so that neither steps nor tail are lost.
    pub fn exceedance(&self, points: usize) -> Vec<Curve> {
        let n = self.moments.count();
        let mut curve = Vec::with_capacity(self.cells.len());
        let mut above = n;
        for cell in &self.cells {
            above -= cell.count;
            curve.push(Curve { amount: cell.amount, above });
        }
        if curve.len() <= points {
            return curve;
        }
        let (first, last) = (curve[0].amount, curve[curve.len() - 1].amount);
        let half = (points / 2) as i64;
        let width = ((last - first) / half).max(1);
        let share = (n / half as u64).max(1);
        let mut kept: Vec<Curve> = vec![curve[0]];
        for point in &curve[1..] {
            let previous = kept[kept.len() - 1];
            let (far, steep) =
                (point.amount - previous.amount >= width, previous.above - point.above >= share);
            if far || steep || point.above == 0 {
                kept.push(*point);
            }
        }
        kept
    }

    /// A histogram of at most `bins` bins whose width is 1, 2 or 5 times a power of ten of 万元 (or the step,
    /// where that is wider) and whose edges are multiples of it.
    pub fn histogram(&self, bins: usize) -> Vec<Bin> {
        let first = self.cells[0].amount;
        let last = self.cells[self.cells.len() - 1].amount;
        let width = bin_width(last - first, bins, self.resolution.step().fen());
        let start = first.div_euclid(width);
        let count = (last.div_euclid(width) - start + 1) as usize;
        let mut histogram: Vec<Bin> = (0..count as i64)
            .map(|index| Bin { lower: (start + index) * width, upper: (start + index + 1) * width, count: 0 })
            .collect();
        for cell in &self.cells {
            histogram[(cell.amount.div_euclid(width) - start) as usize].count += cell.count;
        }
        histogram
    }
}

fn ranks(n: u64) -> Vec<(Decimal, OrderStatistics)> {
    let of = |thousandths: &i64| {
        let p = Decimal::new(*thousandths, 3);
        (p, OrderStatistics::new(n, p))
    };
    REPORTED_QUANTILES.iter().map(of).collect()
}

/// All quantiles in one pass over the cells.
fn quantiles(cells: &[Cell], ranks: &[(Decimal, OrderStatistics)]) -> Vec<Quantile> {
    let mut cumulated = Vec::with_capacity(cells.len());
    let mut below = 0;
    for cell in cells {
        below += cell.count;
        cumulated.push(below);
    }
    let amount = |rank: u64| cells[cumulated.partition_point(|below| *below < rank)].amount;
    let quantile = |(p, ranks): &(Decimal, OrderStatistics)| Quantile {
        p: *p,
        amount: amount(ranks.rank),
        interval: [ranks.lower.map(amount), ranks.upper.map(amount)],
    };
    ranks.iter().map(quantile).collect()
}

/// Value at risk and expected shortfall. With `m = n (1 − p)` paths' worth of tail, amounts above the value at risk
/// count whole and the value at risk fills what is missing.
fn tail(cells: &[Cell], n: u64, p: Decimal) -> Tail {
    use rust_decimal::prelude::ToPrimitive;
    let rank = OrderStatistics::new(n, p).rank;
    let mut below = 0;
    let at = cells.iter().position(|cell| {
        below += cell.count;
        below >= rank
    });
    let at = at.expect("a rank is at most n");
    let value_at_risk = cells[at].amount;
    let probability = p.to_f64().expect("a decimal is a number");
    let size = (Decimal::from(n) * (Decimal::ONE - p)).to_f64().expect("a decimal is a number");
    let (mut sum, mut squares) = (0i128, 0.0);
    for cell in &cells[at + 1..] {
        let excess = cell.amount - value_at_risk;
        sum += i128::from(excess) * i128::from(cell.count);
        squares += excess as f64 * excess as f64 * cell.count as f64;
    }
    let mean_excess = sum as f64 / size;
    let variance = (squares / size - mean_excess * mean_excess).max(0.0);
    Tail {
        p,
        value_at_risk,
        tail_value_at_risk: value_at_risk as f64 + mean_excess,
        standard_error: ((variance + probability * mean_excess * mean_excess) / size).sqrt(),
    }
}

/// The narrowest of 1, 2, 5 × 10^k 万元 that needs at most `bins` bins and holds a whole step.
fn bin_width(range: i64, bins: usize, step: i64) -> i64 {
    let least = (range / bins as i64 + 1).max(step);
    let mut decade = Money::WAN.fen();
    loop {
        for factor in [1, 2, 5] {
            if decade * factor >= least {
                return decade * factor;
            }
        }
        decade *= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WAN: i64 = 1_000_000;

    fn summary(amounts: &[i64]) -> Summary {
        let counts = CellCounts::new(Resolution::Exact { step: Money::WAN });
        for amount in amounts.iter().filter(|amount| **amount > 0) {
            counts.add(counts.cell_of(*amount), 1);
        }
        let mut moments = Moments::default();
        amounts.iter().for_each(|amount| moments.add(*amount));
        Summary::new(&moments, &counts)
    }

    #[test]
    fn a_hundred_amounts_by_hand() {
        // 1 to 100 万元: the 95 % quantile is the 95th amount, the worst five are 96 to 100
        let amounts: Vec<i64> = (1..=100).map(|amount| amount * WAN).collect();
        let summary = summary(&amounts);
        assert_eq!(summary.quantile(950).unwrap().amount, 95 * WAN);
        assert_eq!(summary.quantile(10).unwrap().amount, WAN);
        assert_eq!(summary.tails[0].value_at_risk, 95 * WAN);
        assert_eq!(summary.tails[0].tail_value_at_risk, 98.0 * WAN as f64);
        // the worst 1 of 100 is 100
        assert_eq!(summary.tails[1].tail_value_at_risk, 100.0 * WAN as f64);
        assert_eq!(Summary::recommended(summary.quantile(800).unwrap()), Money::from_fen(80 * WAN));
        assert_eq!(summary.quantile(999).unwrap().interval[1], None);
    }

    #[test]
    fn the_atom_at_value_at_risk_counts_in_part() {
        // 90 zeros and 10 times 7: at 95 % the value at risk is 7 and so is the whole tail
        let lumpy: Vec<i64> = [vec![0; 90], vec![7 * WAN; 10]].concat();
        assert_eq!(summary(&lumpy).tails[0].tail_value_at_risk, 7.0 * WAN as f64);
        // 98 zeros, 2 times 5: the worst 5 of 100 are 5, 5, 0, 0, 0
        let rare: Vec<i64> = [vec![0; 98], vec![5 * WAN; 2]].concat();
        assert_eq!(summary(&rare).tails[0].value_at_risk, 0);
        assert_eq!(summary(&rare).tails[0].tail_value_at_risk, 2.0 * WAN as f64);
    }

    #[test]
    fn histogram_bins_are_round_and_hold_every_path() {
        let amounts: Vec<i64> = (0..500).map(|i| (i * 37 % 811) * WAN).collect();
        let histogram = summary(&amounts).histogram(50);
        assert!(histogram.len() <= 51);
        assert_eq!(histogram.iter().map(|bin| bin.count).sum::<u64>(), 500);
        assert!(histogram.iter().all(|bin| bin.upper - bin.lower == 20 * WAN && bin.lower % (20 * WAN) == 0));
    }

    proptest! {
        #[test]
        fn quantiles_tails_and_curves_equal_brute_force(wan in prop::collection::vec(0i64..40, 1..200)) {
            let mut sorted: Vec<i64> = wan.iter().map(|amount| amount * WAN).collect();
            let summary = summary(&sorted);
            sorted.sort_unstable();
            let n = sorted.len();
            for quantile in &summary.quantiles {
                // the smallest amount with F(x) >= p, by counting
                let reaches = |x: &&i64| {
                    let share = sorted.iter().filter(|y| *y <= *x).count();
                    Decimal::from(share) >= quantile.p * Decimal::from(n)
                };
                prop_assert_eq!(Some(&quantile.amount), sorted.iter().find(reaches));
                prop_assert_eq!(summary.quantile_at(quantile.p), quantile.amount);
            }
            for tail in &summary.tails {
                // n - rank whole paths, then a part of the one at the rank
                let size = n as f64 * if tail.p == Decimal::new(95, 2) { 0.05 } else { 0.01 };
                let mut left = size;
                let mut sum = 0.0;
                for amount in sorted.iter().rev() {
                    let weight = left.clamp(0.0, 1.0);
                    sum += weight * *amount as f64;
                    left -= weight;
                }
                prop_assert!((tail.tail_value_at_risk - sum / size).abs() <= 1e-6 * WAN as f64);
            }
            for point in summary.exceedance(1000) {
                prop_assert_eq!(point.above as usize, sorted.iter().filter(|x| **x > point.amount).count());
            }
        }
    }
}
