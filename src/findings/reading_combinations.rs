//! All combinations of readings: what each costs, which are cheapest and dearest, and what explains the spread.

use serde::{Deserialize, Serialize};

use crate::simulation::{Pricing, Variants};
use crate::statistics::round_width;

use super::effects::{Effect, Interaction, effects};
use super::intervals::normal_interval;
use super::reading_prices::SeriesName;

/// The effects of the switches on one series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EffectsOfSeries {
    /// Which.
    #[serde(flatten)]
    pub series: SeriesName,
    /// The variance of the combinations' means, all weighted equally, in fen².
    pub variance: f64,
    /// Each switch.
    pub switches: Vec<Effect>,
    /// Each pair of switches that touch, the largest share first.
    pub interactions: Vec<Interaction>,
}

/// One combination of options.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CombinationPrice {
    /// Options in the order of `ReadingPrices.switches`.
    pub options: Vec<String>,
    /// The mean of each ranked series.
    pub mean_fen: Vec<f64>,
    /// Its quantile at the confidence.
    pub quantile_fen: Vec<i64>,
    /// The mean of its difference from the scenario's own options, path by path.
    pub difference_fen: Vec<f64>,
    /// The difference's 95 % interval, mean ± 1.96 standard errors.
    pub difference_interval_fen: Vec<Option<[f64; 2]>>,
}

/// The combinations in the order of a series' mean. Of those that cost the same the first is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// Which series.
    #[serde(flatten)]
    pub series: SeriesName,
    /// The position of the cheapest combination.
    pub cheapest: usize,
    /// The position of the scenario's own.
    pub own: usize,
    /// The position of the dearest.
    pub dearest: usize,
    /// How many combinations cost less than the scenario's own.
    pub cheaper_than_own: u64,
    /// How many cost more.
    pub dearer_than_own: u64,
    /// The combinations' means in bins.
    pub bins: Vec<CombinationBin>,
}

impl Ranking {
    /// Whether the scenario's own combination is the cheapest, and whether it is the dearest.
    pub fn own_is(&self) -> (bool, bool) {
        (self.cheaper_than_own == 0, self.dearer_than_own == 0)
    }
}

/// A bin of combinations by their mean, `[lower, upper)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CombinationBin {
    /// Lower edge.
    pub lower_fen: i64,
    /// Upper edge.
    pub upper_fen: i64,
    /// How many combinations.
    pub combinations: u64,
}

/// What each switch explains of the spread of a series' means.
pub(super) fn effects_of_series(
    variants: &Variants,
    name: &SeriesName,
    pricing: &Pricing,
    series: usize,
) -> EffectsOfSeries {
    let means: Vec<f64> = pricing
        .combinations
        .iter()
        .map(|combination| combination.sums[series] as f64 / pricing.paths as f64)
        .collect();
    let levels: Vec<(&str, usize)> =
        variants.switches().iter().map(|switch| (switch.name, switch.options.len())).collect();
    let (variance, switches, interactions) = effects(&levels, &means);
    EffectsOfSeries { series: name.clone(), variance, switches, interactions }
}

/// Every combination.
pub(super) fn combinations(variants: &Variants, pricing: &Pricing) -> Vec<CombinationPrice> {
    let options = |index: usize| {
        let chosen = variants.options_of(index);
        variants
            .switches()
            .iter()
            .zip(chosen)
            .map(|(switch, option)| switch.options[option].to_owned())
            .collect()
    };
    let priced = pricing.combinations.iter().enumerate();
    priced
        .map(|(index, combination)| CombinationPrice {
            options: options(index),
            mean_fen: combination.sums.iter().map(|sum| *sum as f64 / pricing.paths as f64).collect(),
            quantile_fen: combination.quantiles.clone(),
            difference_fen: combination
                .differences
                .iter()
                .map(|moments| moments.mean().unwrap_or(0.0))
                .collect(),
            difference_interval_fen: combination
                .differences
                .iter()
                .map(|moments| Some(normal_interval(moments.mean()?, moments.standard_error()?)))
                .collect(),
        })
        .collect()
}

/// At most so many bins.
const BINS: usize = 40;

/// The combinations by the mean of a series.
pub(super) fn ranking(variants: &Variants, name: &SeriesName, pricing: &Pricing, series: usize) -> Ranking {
    let sums: Vec<i128> = pricing.combinations.iter().map(|combination| combination.sums[series]).collect();
    let own = variants.own();
    let own = (0..sums.len()).find(|index| variants.options_of(*index) == own);
    let own = own.expect("the scenario's own options are a combination");
    let first_of =
        |sum: Option<&i128>| sums.iter().position(|other| Some(other) == sum).expect("a combination");
    let (cheapest, dearest) = (first_of(sums.iter().min()), first_of(sums.iter().max()));
    Ranking {
        series: name.clone(),
        cheapest,
        own,
        dearest,
        cheaper_than_own: sums.iter().filter(|sum| **sum < sums[own]).count() as u64,
        dearer_than_own: sums.iter().filter(|sum| **sum > sums[own]).count() as u64,
        bins: bins(&sums, i128::from(pricing.paths)),
    }
}

/// Sums over so many paths in bins of their means, whose width is round.
fn bins(sums: &[i128], paths: i128) -> Vec<CombinationBin> {
    let means: Vec<i64> = sums.iter().map(|sum| sum.div_euclid(paths) as i64).collect();
    let (Some(least), Some(most)) = (means.iter().min(), means.iter().max()) else { return Vec::new() };
    let width = round_width(most - least, BINS, 1);
    let (first, last) = (least.div_euclid(width), most.div_euclid(width));
    let bin = |index: i64| CombinationBin {
        lower_fen: index * width,
        upper_fen: (index + 1) * width,
        combinations: means.iter().filter(|mean| mean.div_euclid(width) == index).count() as u64,
    };
    (first..=last).map(bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_round_and_hold_every_combination() {
        // means 12.5, 13 and 99 万元 of two paths each
        let bins = bins(&[25_000_000, 26_000_000, 198_000_000], 2);
        // 86.5 万元 in at most 40 bins: 5 万元 each, from 10 to 100
        assert_eq!(bins.len(), 18);
        assert_eq!((bins[0].lower_fen, bins[0].upper_fen, bins[0].combinations), (10_000_000, 15_000_000, 2));
        assert_eq!((bins[17].upper_fen, bins[17].combinations), (100_000_000, 1));
    }
}
