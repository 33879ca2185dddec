//! How finely amounts are counted, decided before the first one comes.

use serde::Serialize;

use crate::quantities::Money;

/// The most cells of an exact lattice.
const MOST_CELLS: i64 = 4_000_000;
/// Cells for each doubling of an amount where the lattice is too fine: 2¹⁴.
pub(super) const OCTAVE_BITS: u32 = 14;

/// How finely a series' amounts are counted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Resolution {
    /// Every multiple of `step` has its own cell: quantiles are exact.
    Exact {
        /// The lattice's step.
        step: Money,
    },
    /// Amounts of `step` × 2¹⁵ and more share cells, 2¹⁴ to each doubling; a cell stands for its upper edge, so that
    /// quantiles are at most 2⁻¹⁴ = 0.0061 % too high and never too low.
    Relative {
        /// The lattice's step.
        step: Money,
    },
}

impl Resolution {
    /// The finest resolution that stays within memory for amounts that are multiples of `step` and, for all
    /// practical purposes, not above `largest`. Amounts above it are counted all the same.
    pub fn choose(step: Money, largest: Money) -> Self {
        let step = step.max(Money::from_fen(1));
        if largest.fen() / step.fen() <= MOST_CELLS {
            Resolution::Exact { step }
        } else {
            Resolution::Relative { step }
        }
    }

    /// The lattice's step.
    pub const fn step(self) -> Money {
        match self {
            Resolution::Exact { step } | Resolution::Relative { step } => step,
        }
    }

    /// The largest relative error of a cell, upwards.
    pub fn relative_error(self) -> f64 {
        match self {
            Resolution::Exact { .. } => 0.0,
            Resolution::Relative { .. } => 1.0 / f64::from(1u32 << OCTAVE_BITS),
        }
    }

    /// The cell of an amount; [`Lattice::cell`] is the fast way to many of them.
    ///
    /// # Panics
    /// When the amount is negative or no multiple of the step: a series' step is wrong, and so would be its
    /// quantiles.
    #[inline]
    pub fn cell(self, amount: i64) -> u64 {
        Lattice::new(self).cell(amount)
    }

    /// The largest amount of a cell, which stands for all of them.
    pub fn amount(self, cell: u64) -> i64 {
        let step = self.step().fen();
        match self {
            Resolution::Exact { .. } => cell as i64 * step,
            Resolution::Relative { .. } => (first_multiple(cell + 1) - 1) as i64 * step,
        }
    }
}

/// A resolution prepared for finding the cells of many amounts.
#[derive(Debug, Clone, Copy)]
pub struct Lattice {
    /// The power of two in the step.
    twos: u32,
    /// The inverse of the step's odd part modulo 2⁶⁴: multiplying by it divides a multiple of the odd part exactly,
    /// and sends everything else beyond `largest` (Warren, *Hacker's Delight*, 2nd ed., §10-16).
    inverse: u64,
    /// The largest multiple that an amount can be.
    largest: u64,
    exact: bool,
    step: i64,
}

impl Lattice {
    /// Prepares a resolution.
    pub fn new(resolution: Resolution) -> Self {
        let step = resolution.step().fen();
        let twos = step.trailing_zeros();
        let odd = (step >> twos) as u64;
        // Newton's iteration doubles the correct bits: 3, 6, 12, 24, 48, 96
        let inverse = (0..5).fold(odd.wrapping_mul(3) ^ 2, |inverse, _| {
            inverse.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(inverse)))
        });
        Lattice {
            twos,
            inverse,
            largest: i64::MAX as u64 / step as u64,
            exact: matches!(resolution, Resolution::Exact { .. }),
            step,
        }
    }

    /// The cell of an amount.
    ///
    /// # Panics
    /// When the amount is negative or no multiple of the step: a series' step is wrong, and so would be its
    /// quantiles.
    #[inline]
    pub fn cell(&self, amount: i64) -> u64 {
        // a rotation keeps the low bits that a shift would lose, so that they show as a multiple beyond the largest
        let multiple = (amount as u64).rotate_right(self.twos).wrapping_mul(self.inverse);
        assert!(multiple <= self.largest, "{amount} fen is not on the lattice of {} fen", self.step);
        if self.exact { multiple } else { relative_cell(multiple) }
    }
}

/// Cells 0 to 2¹⁵ − 1 hold one multiple each; after that, 2¹⁴ cells for each doubling.
fn relative_cell(multiple: u64) -> u64 {
    let bits = 64 - multiple.leading_zeros();
    let shift = bits.saturating_sub(OCTAVE_BITS + 1);
    (u64::from(shift) << OCTAVE_BITS) + (multiple >> shift)
}

/// The smallest multiple of a cell: the inverse of [`relative_cell`].
fn first_multiple(cell: u64) -> u64 {
    let octave = cell >> OCTAVE_BITS;
    let shift = octave.saturating_sub(1);
    (cell - (shift << OCTAVE_BITS)) << shift
}

/// The largest step of which all amounts are multiples; 1 fen where there is no positive amount.
pub fn greatest_common_step(amounts: impl IntoIterator<Item = Money>) -> Money {
    let gcd = amounts.into_iter().fold(0i64, |gcd, amount| greatest_common_divisor(gcd, amount.fen().abs()));
    Money::from_fen(gcd.max(1))
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_step_is_the_greatest_common_divisor() {
        let wan =
            |amounts: &[i64]| greatest_common_step(amounts.iter().map(|a| Money::from_fen(a * 1_000_000)));
        assert_eq!(wan(&[500, 100, 25, 200, 50, 40, 20, 15, 5, 2, 10]), Money::WAN);
        assert_eq!(wan(&[500, 0, 200]), Money::from_fen(100_000_000));
        assert_eq!(greatest_common_step([]), Money::from_fen(1));
    }

    #[test]
    fn cells_of_small_multiples_are_exact() {
        for multiple in [0u64, 1, 2, (1 << 15) - 1, 1 << 15] {
            assert_eq!(first_multiple(relative_cell(multiple)), multiple);
        }
        let exact = Resolution::choose(Money::from_fen(10), Money::from_fen(1000));
        assert_eq!((exact.cell(70), exact.amount(7)), (7, 70));
        assert!(matches!(
            Resolution::choose(Money::from_fen(1), Money::from_fen(MOST_CELLS + 1)),
            Resolution::Relative { .. }
        ));
    }

    #[test]
    fn amounts_are_divided_exactly_or_refused() {
        for step in [1, 2, 3, 10, 300, 333_300, 1_000_000, 500_000_000, 7_919] {
            let lattice = Lattice::new(Resolution::Exact { step: Money::from_fen(step) });
            for multiple in [0, 1, 2, 999, 1_234_567, 5_000_000_000] {
                assert_eq!(lattice.cell(multiple * step), multiple as u64, "{multiple} × {step}");
                for off in (1..step.min(5)).chain([step / 2]).filter(|off| *off % step != 0) {
                    let refused = std::panic::catch_unwind(|| lattice.cell(multiple * step + off));
                    assert!(refused.is_err(), "{multiple} × {step} + {off}");
                }
            }
            assert!(std::panic::catch_unwind(|| lattice.cell(-step)).is_err());
        }
    }

    #[test]
    #[should_panic(expected = "not on the lattice")]
    fn an_amount_off_the_lattice_is_a_defect() {
        Resolution::Exact { step: Money::from_fen(10) }.cell(75);
    }

    proptest! {
        #[test]
        fn relative_cells_are_in_order_and_within_their_error(multiple in 0u64..(1 << 62)) {
            let resolution = Resolution::Relative { step: Money::from_fen(1) };
            let cell = resolution.cell(multiple as i64);
            prop_assert!(relative_cell(multiple + 1) - cell <= 1);
            let shown = resolution.amount(cell) as u64;
            prop_assert!(shown >= multiple);
            // the cell's width is at most the multiple / 2^14
            prop_assert!((shown - multiple) as f64 <= multiple as f64 * resolution.relative_error());
        }
    }
}
