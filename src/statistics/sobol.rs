//! Sobol' sequences: points that fill the unit cube far more evenly than random ones.

use super::keyed_words::word;

/// The most dimensions a sequence can have.
pub const SOBOL_DIMENSIONS: usize = 256;
/// Binary digits of a point that the sequence itself determines.
const DIGITS: usize = 32;
/// Published direction numbers of every dimension but the first.
const DIRECTION_NUMBERS: &str = include_str!("../../assets/sobol/direction-numbers.txt");

/// A Sobol' sequence is not known in so many dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} dimensions asked for: a Sobol' sequence has at least 1 and at most {SOBOL_DIMENSIONS}")]
pub struct SobolDimensionError(pub usize);

/// A Sobol' sequence of up to 2³² points with nested uniform scrambling.
///
/// The sequence: I. M. Sobol', USSR Comput. Math. Math. Phys. 7 (1967), 86–112, with the direction numbers of S. Joe and F. Y. Kuo,
/// SIAM J. Sci. Comput. 30 (2008), 2635–2654, in the order of Gray codes (I. A. Antonov and V. M. Saleev, 1979). Any first 2ᵐ points,
/// and any 2ᵐ points from a multiple of 2ᵐ on, are a net: take a power of two.
///
/// The scrambling: A. B. Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995. Each digit is flipped or not by a coin that
/// belongs to the digits before it; the coin is a hash of (seed, dimension, those digits), as in B. Burley, "Practical hash-based Owen
/// scrambling", JCGT 9 (2020), but one hash for each digit, so that nothing is approximate but the hash. Every scrambled point is uniform in the
/// cube, the net stays a net, and scramblings of different seeds are independent: the mean of a function over a scrambling is an
/// unbiased estimate of its integral.
#[derive(Debug, Clone)]
pub struct SobolSequence {
    /// For each dimension the direction numbers as binary fractions of 32 digits.
    directions: Vec<[u32; DIGITS]>,
    /// For each dimension the key of its scrambling.
    keys: Vec<u64>,
}

impl SobolSequence {
    /// The sequence in so many dimensions, scrambled by a seed.
    ///
    /// # Errors
    /// When there is no dimension or more than [`SOBOL_DIMENSIONS`].
    pub fn new(dimensions: usize, seed: u64) -> Result<Self, SobolDimensionError> {
        if !(1..=SOBOL_DIMENSIONS).contains(&dimensions) {
            return Err(SobolDimensionError(dimensions));
        }
        let first = std::array::from_fn(|digit| 1 << (DIGITS - 1 - digit));
        let published = DIRECTION_NUMBERS.lines().filter(|line| !line.starts_with('#')).map(directions);
        let directions: Vec<_> = std::iter::once(first).chain(published).take(dimensions).collect();
        let keys = (0..dimensions as u64).map(|dimension| word(seed, dimension)).collect();
        Ok(SobolSequence { directions, keys })
    }

    /// How many dimensions.
    pub fn dimensions(&self) -> usize {
        self.directions.len()
    }

    /// A coordinate of the scrambled point of this number: in the open interval (0, 1), on a grid of 2⁻⁵³. Digits beyond the 32 of
    /// the sequence are random, as a scrambling of infinitely many digits has them.
    ///
    /// # Panics
    /// When there is no such dimension.
    pub fn coordinate(&self, point: u32, dimension: usize) -> f64 {
        let (plain, key) = (self.digits(point, dimension), self.keys[dimension]);
        let mut scrambled = u64::from(plain);
        for digit in 0..DIGITS {
            // the node of the binary tree that the digits so far lead to, counted from 1 at the root
            let node = (1 << digit) | (u64::from(plain) >> (DIGITS - digit));
            scrambled ^= (word(key, node) >> 63) << (DIGITS - 1 - digit);
        }
        let beyond = word(key, (1 << DIGITS) | u64::from(plain)) >> 44;
        let scrambled = (scrambled << 20) | beyond;
        // 52 digits and a half: exact in a double
        (scrambled as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// Writes the scrambled point of this number.
    ///
    /// # Panics
    /// When `point` has more coordinates than the sequence.
    pub fn point(&self, number: u32, point: &mut [f64]) {
        for (dimension, coordinate) in point.iter_mut().enumerate() {
            *coordinate = self.coordinate(number, dimension);
        }
    }

    /// A coordinate of the sequence without scrambling, in units of 2⁻³²; that of point 0 is 0.
    ///
    /// # Panics
    /// When there is no such dimension.
    pub fn digits(&self, point: u32, dimension: usize) -> u32 {
        let mut gray = point ^ (point >> 1);
        let mut digits = 0;
        while gray != 0 {
            digits ^= self.directions[dimension][gray.trailing_zeros() as usize];
            gray &= gray - 1;
        }
        digits
    }
}

/// The direction numbers of a line of the table: `vₖ = a₁ vₖ₋₁ ⊕ … ⊕ aₛ₋₁ vₖ₋ₛ₊₁ ⊕ vₖ₋ₛ ⊕ (vₖ₋ₛ >> s)` (Joe and Kuo 2008, equation 2).
fn directions(line: &str) -> [u32; DIGITS] {
    let numbers: Vec<u32> =
        line.split(' ').map(|number| number.parse().expect("the table holds whole numbers")).collect();
    let (degree, coefficients, initial) = (numbers[1] as usize, numbers[2], &numbers[3..]);
    let mut directions = [0; DIGITS];
    for k in 0..DIGITS {
        directions[k] = if k < degree {
            initial[k] << (DIGITS - 1 - k)
        } else {
            let mut next = directions[k - degree] ^ (directions[k - degree] >> degree);
            for i in 1..degree {
                if coefficients >> (degree - 1 - i) & 1 == 1 {
                    next ^= directions[k - i];
                }
            }
            next
        };
    }
    directions
}
