//! How differences are spread over the paths.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::statistics::round_width;

/// At most about so many bins.
const BINS: usize = 100;

/// Differences of `[lower, upper)`; of one amount where both ends are the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceBin {
    /// Lower end in fen.
    pub lower_fen: i64,
    /// Upper end in fen.
    pub upper_fen: i64,
    /// How many paths.
    pub paths: u64,
}

/// Counted differences in bins of one round width whose edges are multiples of it; the paths without a difference keep a bin of
/// their own, since "no difference" is a finding. Few amounts are kept as they are.
pub(super) fn difference_bins(counts: &BTreeMap<i64, u64>) -> Vec<DifferenceBin> {
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Vec::new();
    };
    let width = if counts.len() <= BINS / 8 { 0 } else { round_width(last - first, BINS, 1) };
    let mut bins: BTreeMap<(i64, i64), u64> = BTreeMap::new();
    for (amount, count) in counts {
        let bin = match (*amount, width) {
            (0, _) | (_, 0) => (*amount, *amount),
            (amount, width) => {
                let lower = amount.div_euclid(width) * width;
                (lower, lower + width)
            }
        };
        *bins.entry(bin).or_default() += count;
    }
    bins.into_iter()
        .map(|((lower_fen, upper_fen), paths)| DifferenceBin { lower_fen, upper_fen, paths })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAN: i64 = 1_000_000;

    fn bin(lower: i64, upper: i64, paths: u64) -> DifferenceBin {
        DifferenceBin { lower_fen: lower * WAN, upper_fen: upper * WAN, paths }
    }

    #[test]
    fn few_amounts_stay_as_they_are() {
        let counts = BTreeMap::from([(-3 * WAN, 2), (0, 5), (7 * WAN, 1)]);
        assert_eq!(difference_bins(&counts), [bin(-3, -3, 2), bin(0, 0, 5), bin(7, 7, 1)]);
    }

    #[test]
    fn many_amounts_share_round_bins_but_none_joins_those_without_a_difference() {
        // every 万元 from -40 to 159: 199 万元 in at most 100 bins are 2 万元 each
        let counts: BTreeMap<i64, u64> = (-40..160).map(|wan| (wan * WAN, 1)).collect();
        let bins = difference_bins(&counts);
        assert_eq!(bins[0], bin(-40, -38, 2));
        let nothing = bins.iter().position(|bin| bin.lower_fen == 0).expect("0");
        assert_eq!(bins[nothing..nothing + 3], [bin(0, 0, 1), bin(0, 2, 1), bin(2, 4, 2)]);
        assert_eq!(bins.iter().map(|bin| bin.paths).sum::<u64>(), 200);
    }
}
