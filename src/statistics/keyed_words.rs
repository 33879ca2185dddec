//! Random words by position: a function of (key, position) alone, for scrambling and resampling.

/// The odd number nearest to 2⁶⁴ over the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; Stafford's
/// mix 13): every bit of the word depends on every bit of the input.
const fn mixed(mut word: u64) -> u64 {
    word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// The word at a position under a key. Mixed twice, so that two keys give two unrelated series and not two stretches of one.
#[inline]
pub(super) const fn word(key: u64, position: u64) -> u64 {
    mixed(key.wrapping_add(mixed(position.wrapping_add(1).wrapping_mul(GOLDEN))))
}

/// A whole number below `bound`, uniform up to a bias of `bound` / 2⁶⁴.
#[inline]
pub(super) const fn word_below(key: u64, position: u64, bound: u64) -> u64 {
    ((word(key, position) as u128 * bound as u128) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_one_bit_of_key_or_position_changes_half_of_the_word() {
        // 64 × 2 flipped inputs × 64 bases give 8,192 words of 64 bits: the mean number of changed bits of each flip over its
        // 64 bases is 32 with standard error 4 / 8 = 0.5. k = 5: 128 flips, chance of a false alarm 128 × 5.7e-7 = 7e-5
        for bit in 0..64 {
            let flip = 1 << bit;
            let (mut by_key, mut by_position) = (0, 0);
            for base in 0..64 {
                by_key += (word(base, 7) ^ word(base ^ flip, 7)).count_ones();
                by_position += (word(7, base) ^ word(7, base ^ flip)).count_ones();
            }
            for changed in [by_key, by_position] {
                assert!((f64::from(changed) / 64.0 - 32.0).abs() < 2.5, "bit {bit}: {changed}");
            }
        }
    }

    #[test]
    fn numbers_below_a_bound_are_uniform() {
        // 70,000 numbers in 7 classes: chi-squared with 6 degrees of freedom exceeds 35.9 with probability 3e-6
        let mut counts = [0u32; 7];
        (0..70_000).for_each(|position| counts[word_below(3, position, 7) as usize] += 1);
        let squares: f64 =
            counts.iter().map(|count| (f64::from(*count) - 1e4) * (f64::from(*count) - 1e4)).sum();
        assert!(squares / 1e4 < 35.9, "{counts:?}");
    }
}
