//! The forecast when parameters are drawn from their ranges as well: the wider distribution beside the plain one.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::quantities::Money;
use crate::scenario::Scenario;
use crate::simulation::{AmountCount, SeriesKey, UncertainRun, Uncertainty};
use crate::statistics::{
    BatchQuantile, Bootstrap, OrderStatistics, OuterPoint, REPORTED_CONFIDENCES, REPORTED_QUANTILES, Summary,
    quantile_difference_interval, variance_components,
};
use crate::things::{Basis, Payer, Text};

use super::build::label;
use super::parameter_indices::{SpreadSplit, WithInterval};
use super::ranged_parameters::ranged_parameters;
use super::shapes::{Findings, YearLabel};

/// What a run with drawn parameters found, beside the plain run on the same seed. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ParameterUncertainty {
    /// The scenario's identifier.
    pub scenario: String,
    /// The seed of both.
    pub seed: u64,
    /// How many draws of the parameters.
    pub draws: u64,
    /// How many paths for each draw.
    pub paths_of_a_draw: u64,
    /// The confidence that tables put first, a decimal in text.
    pub confidence: String,
    /// The parameters drawn.
    pub parameters: Vec<DrawnParameter>,
    /// Cash of each year and of the horizon, and all obligations, of all payers, the city and the counties.
    pub series: Vec<WiderSeries>,
    /// The chance that the special fund has arrears at the end of each year.
    pub arrears: Vec<WiderChance>,
    /// How the spread of all obligations and of the horizon's cash parts into ignorance and luck; empty where each draw has one path.
    pub splits: Vec<WiderSplit>,
}

/// A parameter that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawnParameter {
    /// Its key.
    pub key: String,
    /// What it is.
    pub name: Text,
    /// The scenario's own value, which the plain run takes.
    pub value: String,
    /// The 5 % quantile of its law.
    pub low: Option<String>,
    /// The 95 % quantile of its law.
    pub high: Option<String>,
    /// Alternatives, as likely as the scenario's own value.
    pub alternatives: Vec<(String, String)>,
}

/// A series with and without drawn parameters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WiderSeries {
    /// When amounts are counted.
    pub basis: Basis,
    /// The years.
    pub year: YearLabel,
    /// Who pays; all together where absent.
    pub payer: Option<Payer>,
    /// With the scenario's own parameters.
    pub plain: SpreadOfSeries,
    /// With drawn parameters.
    pub wider: SpreadOfSeries,
}

/// A distribution in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpreadOfSeries {
    /// Mean.
    pub mean_fen: f64,
    /// Its standard error; with drawn parameters that of the mean over draws.
    pub se_fen: Option<f64>,
    /// Standard deviation.
    pub sd_fen: Option<f64>,
    /// Quantiles, ascending.
    pub quantiles: Vec<SpreadQuantile>,
    /// Recommended appropriations by confidence, for cash.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<(String, i64)>,
}

/// A quantile with its 95 % interval; a side that this many paths cannot give is absent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpreadQuantile {
    /// The probability, a decimal in text.
    pub p: String,
    /// The quantile.
    pub fen: i64,
    /// Its interval: from order statistics where each draw has one path, else from the scatter of batches of draws.
    pub interval_fen: [Option<i64>; 2],
}

/// A chance with and without drawn parameters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WiderChance {
    /// The year.
    pub year: i32,
    /// With the scenario's own parameters.
    pub plain: f64,
    /// With drawn parameters.
    pub wider: f64,
    /// The standard error of the latter, over draws.
    pub wider_se: Option<f64>,
}

/// A series' split into ignorance and luck.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WiderSplit {
    /// When amounts are counted.
    pub basis: Basis,
    /// The years.
    pub year: YearLabel,
    /// The split.
    #[serde(flatten)]
    pub split: SpreadSplit,
}

/// What a run with drawn parameters found, beside the plain findings.
pub fn parameter_uncertainty(
    scenario: &Scenario,
    plain: &Findings,
    uncertainty: &Uncertainty,
    run: &UncertainRun,
) -> ParameterUncertainty {
    let drawn = |key: &str| uncertainty.parameters().iter().any(|parameter| parameter.path() == key);
    let parameters = ranged_parameters(scenario).into_iter().filter(|ranged| drawn(&ranged.assumption.path));
    let series = run.keys.iter().zip(&run.series);
    let seed = plain.sample.expect("a run has a sample").seed;
    ParameterUncertainty {
        scenario: scenario.id.clone(),
        seed,
        draws: run.outer,
        paths_of_a_draw: run.inner,
        confidence: plain.scenario.confidence.clone(),
        parameters: parameters
            .map(|ranged| DrawnParameter {
                key: ranged.assumption.path,
                name: ranged.name,
                value: ranged.assumption.value,
                low: ranged.assumption.low,
                high: ranged.assumption.high,
                alternatives: ranged.assumption.alternatives,
            })
            .collect(),
        series: series
            .map(|(key, count)| WiderSeries {
                basis: key.basis,
                year: label(key.years),
                payer: key.payer,
                plain: plain_spread(plain, key),
                wider: wider_spread(run, key, count),
            })
            .collect(),
        arrears: plain
            .fund
            .iter()
            .zip(&run.arrears)
            .map(|(fund, count)| WiderChance {
                year: fund.year,
                plain: fund.arrears_probability,
                wider: count.moments.mean().unwrap_or(0.0),
                wider_se: error_over_draws(run, count),
            })
            .collect(),
        splits: splits(run, seed),
    }
}

/// The recommended appropriation of a quantile: whole 万元.
fn recommended(key: &SeriesKey, of: &dyn Fn(Decimal) -> i64) -> Vec<(String, i64)> {
    let confidences = REPORTED_CONFIDENCES.iter().map(|confidence| Decimal::new(*confidence, 3));
    let amount = |p: Decimal| Money::from_fen(of(p)).rounded_up_to(Money::WAN).fen();
    let cash = key.basis == Basis::Cash;
    confidences.filter(|_| cash).map(|p| (p.normalize().to_string(), amount(p))).collect()
}

/// The plain run's own finding of the series.
fn plain_spread(plain: &Findings, key: &SeriesKey) -> SpreadOfSeries {
    let found = plain.series.iter().find(|series| {
        (series.basis, series.year, series.payer) == (key.basis, label(key.years), key.payer)
            && series.clause.is_none()
            && series.county.is_none()
            && series.beneficiary.is_none()
    });
    let statistics = &found.expect("a series of every run").statistics;
    let quantile = |p: Decimal| {
        let p = p.normalize().to_string();
        statistics.quantiles.iter().find(|quantile| quantile.p == p).map_or(0, |quantile| quantile.fen)
    };
    SpreadOfSeries {
        mean_fen: statistics.mean_fen,
        se_fen: statistics.se_fen,
        sd_fen: statistics.sd_fen,
        quantiles: statistics
            .quantiles
            .iter()
            .map(|quantile| SpreadQuantile {
                p: quantile.p.clone(),
                fen: quantile.fen,
                interval_fen: quantile.interval_fen,
            })
            .collect(),
        recommendations: recommended(key, &quantile),
    }
}

fn wider_spread(run: &UncertainRun, key: &SeriesKey, count: &AmountCount) -> SpreadOfSeries {
    let batches = if run.inner > 1 { count.batch_summaries() } else { Vec::new() };
    let quantiles = REPORTED_QUANTILES.iter().map(|thousandths| {
        let p = Decimal::new(*thousandths, 3);
        let ranks = OrderStatistics::new(count.moments.count(), p);
        let fen = count.at_rank(ranks.rank);
        let interval_fen = match run.inner {
            1 => [ranks.lower, ranks.upper].map(|rank| rank.map(|rank| count.at_rank(rank))),
            _ => interval_over_draws(&batches, fen, p),
        };
        SpreadQuantile { p: p.normalize().to_string(), fen, interval_fen }
    });
    SpreadOfSeries {
        mean_fen: count.moments.mean().unwrap_or(0.0),
        se_fen: error_over_draws(run, count),
        sd_fen: count.moments.standard_deviation(),
        quantiles: quantiles.collect(),
        recommendations: recommended(key, &|p| {
            count.at_rank(OrderStatistics::new(count.moments.count(), p).rank)
        }),
    }
}

/// The interval of a quantile whose paths come in draws: paths of one draw go together, so that ranks of single paths would make it too
/// short. Whole batches of draws are resampled, and the quantile is held against itself, which is certain.
fn interval_over_draws(batches: &[Summary], fen: i64, p: Decimal) -> [Option<i64>; 2] {
    let own: Vec<BatchQuantile> = batches.iter().map(|batch| BatchQuantile::new(batch, p)).collect();
    let certain: Vec<BatchQuantile> =
        batches.iter().map(|batch| BatchQuantile::certain(batch, fen)).collect();
    let interval = quantile_difference_interval(&certain, &own, p);
    interval.map_or([None; 2], |ends| ends.map(|end| Some(fen + end)))
}

/// The error of a mean whose draws are independent and whose paths of one draw are not.
fn error_over_draws(run: &UncertainRun, count: &AmountCount) -> Option<f64> {
    count.draws.standard_error().map(|error| error / run.inner as f64)
}

fn splits(run: &UncertainRun, seed: u64) -> Vec<WiderSplit> {
    let bootstrap = Bootstrap { replicates: 1000, confidence: 0.95, seed };
    let with = |estimate: crate::statistics::Estimate| WithInterval {
        value: estimate.value,
        interval: estimate.interval,
    };
    let watched = [(Basis::Accrual, YearLabel::All), (Basis::Cash, YearLabel::Horizon)];
    let found = watched.into_iter().enumerate().filter_map(|(position, (basis, year))| {
        let points: Option<Vec<OuterPoint>> =
            run.points.iter().map(|draw| OuterPoint::of(&draw[position])).collect();
        let found = variance_components(&points?, &bootstrap).ok()?;
        Some(WiderSplit {
            basis,
            year,
            split: SpreadSplit {
                ignorance: with(found.ignorance),
                luck: with(found.luck),
                share_of_ignorance: with(found.share_of_ignorance),
            },
        })
    });
    found.collect()
}
