//! How much of the spread of a full table of outcomes each factor explains: the analysis of variance of a complete factorial design
//! with one outcome a cell and equal weights.

use serde::{Deserialize, Serialize};

/// What one factor explains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// The factor.
    pub factor: String,
    /// The mean outcome at each of its levels.
    pub level_means: Vec<f64>,
    /// The share of the variance that its own main effect explains; absent where nothing varies.
    pub main: Option<f64>,
    /// The share that is left when every other factor is known: main effect and all interactions with it.
    pub total: Option<f64>,
}

/// What two factors explain beyond their main effects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    /// The factors.
    pub factors: [String; 2],
    /// The share of the variance.
    pub share: Option<f64>,
}

/// Variance, effects and interactions of the outcomes of all combinations of factors, each with its number of levels; the last factor
/// runs fastest. Main effects and interactions of all orders add up to 1 (Sobol', *Math. Modelling* 1, 1993, on a finite design).
///
/// # Panics
/// When there is not exactly one outcome for each combination.
pub fn effects(factors: &[(&str, usize)], outcomes: &[f64]) -> (f64, Vec<Effect>, Vec<Interaction>) {
    let design = Design::new(factors, outcomes);
    let variance = design.explained(&[]);
    let share = |part: f64| (variance > 0.0).then(|| part / variance);
    let all: Vec<usize> = (0..factors.len()).collect();
    let whole = design.explained(&all);
    let main: Vec<f64> = all.iter().map(|factor| design.explained(&[*factor])).collect();
    let effects = all
        .iter()
        .map(|factor| {
            let others: Vec<usize> = all.iter().copied().filter(|other| other != factor).collect();
            Effect {
                factor: factors[*factor].0.to_owned(),
                level_means: design.means(&[*factor]),
                main: share(main[*factor]),
                total: share((whole - design.explained(&others)).max(0.0)),
            }
        })
        .collect();
    let mut interactions: Vec<Interaction> = Vec::new();
    for (first, second) in
        all.iter().flat_map(|first| all[first + 1..].iter().map(move |second| (*first, *second)))
    {
        let part = design.explained(&[first, second]) - main[first] - main[second];
        interactions.push(Interaction {
            factors: [first, second].map(|factor| factors[factor].0.to_owned()),
            share: share(part.max(0.0)),
        });
    }
    interactions.sort_by(|one, other| other.share.unwrap_or(0.0).total_cmp(&one.share.unwrap_or(0.0)));
    (variance, effects, interactions)
}

struct Design<'o> {
    levels: Vec<usize>,
    outcomes: &'o [f64],
    mean: f64,
}

impl<'o> Design<'o> {
    fn new(factors: &[(&str, usize)], outcomes: &'o [f64]) -> Self {
        let levels: Vec<usize> = factors.iter().map(|(_, levels)| *levels).collect();
        assert_eq!(outcomes.len(), levels.iter().product::<usize>(), "one outcome for each combination");
        let mean = outcomes.iter().sum::<f64>() / outcomes.len() as f64;
        Design { levels, outcomes, mean }
    }

    /// The mean outcome for each combination of some factors' levels.
    fn means(&self, factors: &[usize]) -> Vec<f64> {
        let cells: usize = factors.iter().map(|factor| self.levels[*factor]).product();
        let mut sums = vec![0.0; cells];
        for (index, outcome) in self.outcomes.iter().enumerate() {
            sums[self.cell(index, factors)] += outcome;
        }
        let each = (self.outcomes.len() / cells) as f64;
        sums.into_iter().map(|sum| sum / each).collect()
    }

    /// The variance of those means; of the outcomes themselves where no factor is named.
    fn explained(&self, factors: &[usize]) -> f64 {
        let squares = |means: &[f64]| {
            means.iter().map(|mean| (mean - self.mean) * (mean - self.mean)).sum::<f64>() / means.len() as f64
        };
        if factors.is_empty() { squares(self.outcomes) } else { squares(&self.means(factors)) }
    }

    fn cell(&self, index: usize, factors: &[usize]) -> usize {
        let mut cell = 0;
        for factor in factors {
            let faster: usize = self.levels[factor + 1..].iter().product();
            cell = cell * self.levels[*factor] + index / faster % self.levels[*factor];
        }
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_factors_by_hand() {
        // rows a = 0, 1; columns b = 0, 1, 2: 0 2 4 / 10 12 20. Mean 8; row means 2, 14; column means 5, 7, 12
        let outcomes = [0.0, 2.0, 4.0, 10.0, 12.0, 20.0];
        let (variance, effects, interactions) = effects(&[("a", 2), ("b", 3)], &outcomes);
        // squares about 8: 64 + 36 + 16 + 4 + 16 + 144 = 280, by 6
        assert!((variance - 280.0 / 6.0).abs() < 1e-12);
        assert_eq!(effects[0].level_means, [2.0, 14.0]);
        assert_eq!(effects[1].level_means, [5.0, 7.0, 12.0]);
        // a: (36 + 36) / 2 = 36; b: (9 + 1 + 16) / 3 = 26/3; together 36 + 26/3 + 2 = 280/6
        assert!((effects[0].main.unwrap() - 36.0 * 6.0 / 280.0).abs() < 1e-12);
        assert!((effects[1].main.unwrap() - 26.0 / 3.0 * 6.0 / 280.0).abs() < 1e-12);
        assert!((interactions[0].share.unwrap() - 2.0 * 6.0 / 280.0).abs() < 1e-12);
        assert!((effects[0].total.unwrap() - 38.0 * 6.0 / 280.0).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_vary_has_no_shares() {
        let (variance, effects, interactions) = effects(&[("a", 2), ("b", 2)], &[3.0; 4]);
        assert_eq!((variance, effects[0].main, interactions[0].share), (0.0, None, None));
    }

    #[test]
    fn additive_outcomes_have_no_interaction() {
        let outcomes: Vec<f64> =
            (0..24).map(|i| f64::from(i / 6) * 5.0 + f64::from(i / 2 % 3) + f64::from(i % 2) * 7.0).collect();
        let (_, effects, interactions) = effects(&[("a", 4), ("b", 3), ("c", 2)], &outcomes);
        let sum: f64 = effects.iter().map(|effect| effect.main.unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        assert!(interactions.iter().all(|interaction| interaction.share.unwrap() < 1e-12));
        assert!(effects.iter().all(|effect| (effect.main.unwrap() - effect.total.unwrap()).abs() < 1e-12));
    }
}
