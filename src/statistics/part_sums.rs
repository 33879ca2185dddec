//! What the parts of a total contribute to its tail (docs/model.md §10).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Cells below this are found by position, which takes memory up to the largest of them; the few beyond, by search.
const DENSE_CELLS: u64 = 1 << 20;

/// For each amount of a total, how often it occurred and how the total was made up: exact integers, so that merging is
/// associative and commutative.
///
/// Amounts are told apart by their cell in the total's table of counts. Memory grows with the amounts that occur, not with
/// the paths.
#[derive(Debug, Clone)]
pub struct PartSums {
    parts: usize,
    /// The cells in the order in which they first occurred.
    cells: Vec<(u64, Sums)>,
    /// One more than a cell's position in `cells`; 0 for a cell that has not occurred.
    dense: Vec<u32>,
    sparse: BTreeMap<u64, u32>,
}

/// The paths of one cell.
#[derive(Debug, Clone)]
struct Sums {
    paths: u64,
    /// For each part the sum and the sum of squares.
    parts: Box<[(i128, i128)]>,
}

/// What one part contributes to the tail value at risk of a total, in fen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Its mean over the worst share `1 − p` of the paths, those tied at the value at risk weighted equally: the Euler
    /// allocation of expected shortfall (Tasche, *Capital allocation to business units and sub-portfolios: the Euler
    /// principle*, 2008, §3.2).
    pub tail_mean: f64,
    /// Its standard error. With `m` the part's mean where the total equals the value at risk and `w` the weight of a path
    /// (1 above, the missing share at the value at risk, else 0), the estimator's influence function is
    /// `w (X − m)/(1 − p) − (C − m)`.
    pub standard_error: f64,
    /// Its mean over all paths.
    pub mean: f64,
}

impl PartSums {
    /// Nothing counted yet, for a total of so many parts.
    pub fn new(parts: usize) -> Self {
        PartSums { parts, cells: Vec::new(), dense: Vec::new(), sparse: BTreeMap::new() }
    }

    /// Counts a path whose total lies in `cell`; paths without cost (cell 0) need not be counted.
    ///
    /// # Panics
    /// When `parts` are not as many as this was made for.
    pub fn add(&mut self, cell: u64, parts: &[i64]) {
        assert_eq!(parts.len(), self.parts, "one amount for each part");
        let sums = self.sums(cell);
        sums.paths += 1;
        for ((sum, squares), amount) in sums.parts.iter_mut().zip(parts) {
            if *amount != 0 {
                let amount = i128::from(*amount);
                *sum += amount;
                *squares += amount * amount;
            }
        }
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &PartSums) {
        for (cell, theirs) in &other.cells {
            self.sums(*cell).merge(theirs);
        }
    }

    /// The sum and the sum of squares of a part over all paths, in fen and fen².
    pub fn sums_of(&self, part: usize) -> (i128, i128) {
        self.cells.iter().fold((0, 0), |(sum, squares), (_, sums)| {
            (sum + sums.parts[part].0, squares + sums.parts[part].1)
        })
    }

    /// The sums of a cell, made when it first occurs.
    fn sums(&mut self, cell: u64) -> &mut Sums {
        let position = if cell < DENSE_CELLS {
            let cell = cell as usize;
            if cell >= self.dense.len() {
                self.dense.resize(cell + 1, 0);
            }
            &mut self.dense[cell]
        } else {
            self.sparse.entry(cell).or_default()
        };
        if *position == 0 {
            self.cells.push((cell, Sums::new(self.parts)));
            *position = u32::try_from(self.cells.len()).expect("fewer cells than paths");
        }
        &mut self.cells[*position as usize - 1].1
    }

    /// What each part contributes to the tail value at risk at `p` of `paths` paths.
    ///
    /// # Panics
    /// When there is no path, or `p` is not below 1.
    pub fn contributions(&self, paths: u64, p: Decimal) -> Vec<Contribution> {
        assert!(paths > 0 && p < Decimal::ONE, "a tail needs paths");
        let size = Decimal::from(paths) * (Decimal::ONE - p);
        let (above, at, weight) = self.tail(paths, size);
        let number = |decimal: Decimal| decimal.to_f64().expect("a decimal is a number");
        let (n, tail) = (paths as f64, number(size));
        (0..self.parts)
            .map(|part| {
                let (sum, squares) = above.parts[part];
                let (sum_at, squares_at) = at.parts[part];
                let (at_paths, weight) = (at.paths as f64, number(weight));
                let middle = if at.paths == 0 { 0.0 } else { sum_at as f64 / at_paths };
                let tail_mean = (sum as f64 + weight * sum_at as f64) / tail;
                // sums of squares about `middle`, which need not be a mean of the sum's own paths
                let about = |sum: i128, squares: i128, paths: u64| {
                    squares as f64 - 2.0 * middle * sum as f64 + middle * middle * paths as f64
                };
                let spread =
                    about(sum, squares, above.paths) + weight * weight * about(sum_at, squares_at, at.paths);
                let distance = tail_mean - middle;
                // n times the variance is spread / n / (1 − p)² − distance², and n (1 − p) is `tail`
                let variance = (spread / (tail * tail) - distance * distance / n).max(0.0);
                let whole: i128 = self.cells.iter().map(|(_, sums)| sums.parts[part].0).sum();
                Contribution { tail_mean, standard_error: variance.sqrt(), mean: whole as f64 / n }
            })
            .collect()
    }

    /// The paths above the value at risk, those at it, and the weight of one of the latter. The tail is `size` paths.
    fn tail(&self, paths: u64, size: Decimal) -> (Sums, Sums, Decimal) {
        let mut above = Sums::new(self.parts);
        let mut cells: Vec<&(u64, Sums)> = self.cells.iter().collect();
        cells.sort_unstable_by_key(|(cell, _)| std::cmp::Reverse(*cell));
        let counted: u64 = cells.iter().map(|(_, sums)| sums.paths).sum();
        let nothing = Sums { paths: paths - counted, ..Sums::new(self.parts) };
        for sums in cells.into_iter().map(|(_, sums)| sums).chain([&nothing]) {
            if Decimal::from(above.paths + sums.paths) > size {
                let weight = (size - Decimal::from(above.paths)) / Decimal::from(sums.paths);
                return (above, sums.clone(), weight);
            }
            above.merge(sums);
        }
        // the tail is all paths
        (above, Sums::new(self.parts), Decimal::ZERO)
    }
}

impl Sums {
    fn new(parts: usize) -> Self {
        Sums { paths: 0, parts: vec![(0, 0); parts].into() }
    }

    fn merge(&mut self, other: &Sums) {
        self.paths += other.paths;
        for (mine, theirs) in self.parts.iter_mut().zip(&other.parts) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{CellCounts, Moments, Resolution, Summary};
    use super::*;
    use crate::quantities::Money;

    fn counted(paths: &[[i64; 2]]) -> PartSums {
        let mut sums = PartSums::new(2);
        for path in paths {
            let total = path[0] + path[1];
            if total > 0 {
                sums.add(total as u64, path);
            }
        }
        sums
    }

    #[test]
    fn a_hundred_paths_by_hand() {
        // totals 1 to 100; the even ones are the first part's, the odd ones the second's: the worst five are
        // 96 + 98 + 100 of the first and 97 + 99 of the second
        let paths: Vec<[i64; 2]> = (1..=100).map(|i| if i % 2 == 0 { [i, 0] } else { [0, i] }).collect();
        let found = counted(&paths).contributions(100, Decimal::new(95, 2));
        assert_eq!(found[0].tail_mean, 294.0 / 5.0);
        assert_eq!(found[1].tail_mean, 196.0 / 5.0);
        // 2 + 4 + … + 100 = 2550 and 1 + 3 + … + 99 = 2500
        assert_eq!((found[0].mean, found[1].mean), (25.5, 25.0));
    }

    #[test]
    fn paths_tied_at_the_value_at_risk_share_the_missing_weight() {
        // 90 paths of nothing, one of 10 = 10 + 0, nine of 5: three 5 + 0 and six 0 + 5; the worst five paths are the 10 and
        // four of the nine, 4/9 of each: (10 + 4/9 × 15) / 5 and (4/9 × 30) / 5
        let paths = [vec![[0, 0]; 90], vec![[10, 0]], vec![[5, 0]; 3], vec![[0, 5]; 6]].concat();
        let found = counted(&paths).contributions(100, Decimal::new(95, 2));
        assert!((found[0].tail_mean - (10.0 + 60.0 / 9.0) / 5.0).abs() < 1e-12);
        assert!((found[1].tail_mean - (120.0 / 9.0) / 5.0).abs() < 1e-12);
    }

    #[test]
    fn a_tail_deeper_than_the_costs_is_filled_with_nothing() {
        let paths = [vec![[0, 0]; 98], vec![[3, 1]; 2]].concat();
        let found = counted(&paths).contributions(100, Decimal::new(95, 2));
        assert_eq!((found[0].tail_mean, found[1].tail_mean), (6.0 / 5.0, 2.0 / 5.0));
        let all = counted(&paths).contributions(100, Decimal::ZERO);
        assert_eq!((all[0].tail_mean, all[0].mean), (0.06, 0.06));
        // over all paths it is the mean, whose standard error is sd / √n with 1/n in place of 1/(n − 1)
        let sd = (0.02f64 * 9.0 - 0.06 * 0.06).sqrt();
        assert!((all[0].standard_error - sd / 10.0).abs() < 1e-12, "{}", all[0].standard_error);
    }

    proptest! {
        #[test]
        fn contributions_add_up_and_the_whole_has_the_total_s_error(
            wan in prop::collection::vec((0i64..15, 0i64..15), 20..200),
        ) {
            const WAN: i64 = 1_000_000;
            let n = wan.len() as u64;
            let counts = CellCounts::new(Resolution::Exact { step: Money::WAN });
            let (mut moments, mut whole) = (Moments::default(), PartSums::new(1));
            let mut halves = [PartSums::new(2), PartSums::new(2)];
            for (index, (one, other)) in wan.iter().enumerate() {
                let total = (one + other) * WAN;
                moments.add(total);
                if total > 0 {
                    let cell = counts.cell_of(total);
                    counts.add(cell, 1);
                    halves[index % 2].add(cell, &[one * WAN, other * WAN]);
                    whole.add(cell, &[total]);
                }
            }
            let [mut sums, other] = halves;
            sums.merge(&other);
            let summary = Summary::new(&moments, &counts);
            for tail in &summary.tails {
                let parts = sums.contributions(n, tail.p);
                let added: f64 = parts.iter().map(|part| part.tail_mean).sum();
                // three roundings of amounts below 3e7 fen, whose unit in the last place is 4e-9
                prop_assert!((added - tail.tail_value_at_risk).abs() < 1e-6, "{added} {}", tail.tail_value_at_risk);
                let total = whole.contributions(n, tail.p)[0];
                prop_assert!((total.tail_mean - tail.tail_value_at_risk).abs() < 1e-6);
                // squares up to 1e15 are subtracted from each other: 1e15 × 2e-16 × n relative to the result
                prop_assert!((total.standard_error - tail.standard_error).abs() < 1.0,
                    "{} {}", total.standard_error, tail.standard_error);
            }
        }
    }
}
