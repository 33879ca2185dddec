//! The price of each open phrase of a policy: the same histories settled under every option of each switch alone, and under all
//! combinations.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::policy::Readings;
use crate::scenario::Scenario;
use crate::simulation::{
    AlonePricing, Engine, PairedCount, Pricing, PricingPlan, SeriesKey, Variants, YearBucket,
};
use crate::statistics::{Resolution, Summary};
use crate::things::{Basis, Payer, Text};

use super::comparison::horizon_cash;
use super::intervals::{normal_interval, quantile_interval};
use super::reading_combinations::{
    CombinationPrice, EffectsOfSeries, Ranking, combinations, effects_of_series, ranking,
};
use super::shapes::YearLabel;
use super::study::STUDY_FORMAT;

/// What the readings of a policy are worth. Amounts are fen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingPrices {
    /// Version of this format.
    pub format: String,
    /// The scenario's identifier.
    pub scenario: String,
    /// The scenario's title.
    pub title: Text,
    /// Number of the document.
    pub document: String,
    /// The policy's title.
    pub policy: Text,
    /// The seed.
    pub seed: u64,
    /// How many paths.
    pub paths: u64,
    /// The confidence of quantiles, a decimal in text.
    pub confidence: String,
    /// The switches compared, with their words and the scenario's own option.
    pub switches: Vec<SwitchFinding>,
    /// The scenario's own options: level of each series.
    pub own: Vec<PricedSeries>,
    /// Each other option alone, against the scenario's own.
    pub options: Vec<OptionPrice>,
    /// How much of the spread of the combinations' means each switch explains, for each ranked series.
    pub effects: Vec<EffectsOfSeries>,
    /// Every combination: its options in the order of `switches`, and mean and quantile of each ranked series.
    pub combinations: Vec<CombinationPrice>,
    /// For each ranked series how the combinations' means are spread, and which are cheapest and dearest.
    pub rankings: Vec<Ranking>,
}

/// A switch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SwitchFinding {
    /// Its name in files.
    pub switch: String,
    /// What it decides.
    pub title: Text,
    /// Where the words stand.
    pub article: String,
    /// The words that leave it open.
    pub words: String,
    /// Its options: names in files and words.
    pub options: Vec<(String, Text)>,
    /// The scenario's own option.
    pub own: String,
}

/// Which series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesName {
    /// When amounts are counted.
    pub basis: Basis,
    /// The years.
    pub year: YearLabel,
    /// Who pays; all together where absent.
    pub payer: Option<Payer>,
    /// Which county pays.
    pub county: Option<String>,
    /// In words.
    pub name: Text,
}

/// A series under the scenario's own options.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PricedSeries {
    /// Which.
    #[serde(flatten)]
    pub series: SeriesName,
    /// Its mean.
    pub mean_fen: f64,
    /// Standard error of the mean.
    pub se_fen: Option<f64>,
    /// Its quantile at the confidence.
    pub quantile_fen: i64,
}

/// One option alone in place of the scenario's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OptionPrice {
    /// The switch.
    pub switch: String,
    /// The option.
    pub option: String,
    /// What each series costs more or less.
    pub series: Vec<PricedDifference>,
}

/// A series under another option, path by path against the scenario's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PricedDifference {
    /// Which.
    #[serde(flatten)]
    pub series: SeriesName,
    /// Its mean under the option.
    pub mean_fen: f64,
    /// Its quantile under the option.
    pub quantile_fen: i64,
    /// The mean of the difference.
    pub difference_fen: f64,
    /// Its standard error, from the paired differences.
    pub difference_se_fen: Option<f64>,
    /// Its 95 % interval, mean ± 1.96 standard errors.
    pub difference_interval_fen: Option<[f64; 2]>,
    /// The difference of the quantiles.
    pub quantile_difference_fen: i64,
    /// Its 95 % interval, from the scatter of batches of paths; absent for too few paths.
    pub quantile_interval_fen: Option<[f64; 2]>,
    /// On which share of the paths it costs more.
    pub more: f64,
    /// On which share it costs less.
    pub less: f64,
}

/// How many of the watched series are priced under every combination: all obligations, and the horizon's cash.
pub const RANKED: usize = 2;

/// The series that are watched: all obligations and the horizon's cash first, then cash by payer, by year,
/// and after the horizon, and last obligations by payer.
pub fn watched_series(scenario: &Scenario) -> Vec<SeriesKey> {
    let cash = horizon_cash();
    let mut keys = vec![SeriesKey { basis: Basis::Accrual, years: YearBucket::All, ..cash }, cash];
    keys.extend([Payer::City, Payer::County].map(|payer| SeriesKey { payer: Some(payer), ..cash }));
    keys.extend(scenario.reachable_counties().into_iter().map(|id| SeriesKey {
        payer: Some(Payer::County),
        county: Some(id),
        ..cash
    }));
    for year in scenario.horizon.years() {
        for payer in [None, Some(Payer::City)] {
            keys.push(SeriesKey { years: YearBucket::Year(year), payer, ..cash });
        }
    }
    keys.push(SeriesKey { years: YearBucket::AfterHorizon, ..cash });
    keys.extend([Payer::City, Payer::County].map(|payer| SeriesKey { payer: Some(payer), ..keys[0] }));
    keys
}

/// The plan of a pricing of a scenario's readings.
pub fn pricing_plan(
    scenario: &Scenario,
    engine: &Engine,
    paths: u64,
    threads: usize,
    combinations: bool,
) -> PricingPlan {
    let resolution = |key: &SeriesKey| -> Resolution {
        engine.resolutions()[engine.layout().cell(key).expect("a series of every run")]
    };
    PricingPlan {
        paths,
        threads,
        confidence: scenario.confidence.value(),
        resolutions: watched_series(scenario).iter().map(resolution).collect(),
        ranked: if combinations { RANKED } else { 0 },
    }
}

/// What a pricing found.
pub fn reading_prices(
    scenario: &Scenario,
    variants: &Variants,
    seed: u64,
    pricing: &Pricing,
) -> ReadingPrices {
    let confidence = scenario.confidence.value();
    let names: Vec<SeriesName> = variants.watched().iter().map(|key| series_name(scenario, key)).collect();
    let switches: Vec<SwitchFinding> =
        variants.switches().iter().map(|switch| switch_finding(scenario, switch)).collect();
    let (own, others) = pricing.alone.split_first().expect("the scenario's own options come first");
    let summaries = |alone: &AlonePricing| -> Vec<i64> {
        let quantile = |count: &crate::simulation::PairedCount| {
            Summary::with_ranks(&count.moments, &count.counts, &[]).quantile_at(confidence)
        };
        alone.series.iter().map(quantile).collect()
    };
    let own_quantiles = summaries(own);
    let priced = own.series.iter().zip(&own_quantiles).zip(&names);
    let options = others
        .iter()
        .map(|alone| {
            let position = alone.switch.expect("an option of a switch");
            let quantiles = summaries(alone);
            OptionPrice {
                switch: switches[position].switch.clone(),
                option: switches[position].options[alone.options[position]].0.clone(),
                series: (0..names.len())
                    .map(|index| {
                        difference(
                            [&own.series[index], &alone.series[index]],
                            &names[index],
                            [own_quantiles[index], quantiles[index]],
                            confidence,
                        )
                    })
                    .collect(),
            }
        })
        .collect();
    let ranked = if pricing.combinations.is_empty() { 0 } else { RANKED };
    let ranked: Vec<(usize, &SeriesName)> = names.iter().take(ranked).enumerate().collect();
    ReadingPrices {
        format: STUDY_FORMAT.to_owned(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        document: scenario.policy.document.clone(),
        policy: scenario.policy.title.clone(),
        seed,
        paths: pricing.paths,
        confidence: confidence.normalize().to_string(),
        own: priced
            .map(|((count, quantile), name)| PricedSeries {
                series: name.clone(),
                mean_fen: count.moments.mean().unwrap_or(0.0),
                se_fen: count.moments.standard_error(),
                quantile_fen: *quantile,
            })
            .collect(),
        options,
        effects: ranked
            .iter()
            .map(|(series, name)| effects_of_series(variants, name, pricing, *series))
            .collect(),
        combinations: combinations(variants, pricing),
        rankings: ranked.iter().map(|(series, name)| ranking(variants, name, pricing, *series)).collect(),
        switches,
    }
}

fn difference(
    [own, count]: [&PairedCount; 2],
    name: &SeriesName,
    [own_quantile, quantile]: [i64; 2],
    confidence: Decimal,
) -> PricedDifference {
    let paths = count.moments.count() as f64;
    let (mean, error) = (count.difference.mean().unwrap_or(0.0), count.difference.standard_error());
    PricedDifference {
        series: name.clone(),
        mean_fen: count.moments.mean().unwrap_or(0.0),
        quantile_fen: quantile,
        difference_fen: mean,
        difference_se_fen: error,
        difference_interval_fen: error.map(|error| normal_interval(mean, error)),
        quantile_difference_fen: quantile - own_quantile,
        quantile_interval_fen: quantile_interval(own, count, confidence),
        more: count.more as f64 / paths,
        less: count.less as f64 / paths,
    }
}

fn switch_finding(scenario: &Scenario, switch: &crate::simulation::Switch) -> SwitchFinding {
    let citation = scenario.policy.readings.get(switch.name).cloned().unwrap_or_default();
    SwitchFinding {
        switch: switch.name.to_owned(),
        title: Readings::title(switch.name).expect("a switch has a title"),
        article: citation.article,
        words: citation.words,
        options: switch
            .options
            .iter()
            .map(|option| {
                let title = Readings::option_title(switch.name, option).expect("an option has a title");
                ((*option).to_owned(), title)
            })
            .collect(),
        own: switch.options[switch.own].to_owned(),
    }
}

fn series_name(scenario: &Scenario, key: &SeriesKey) -> SeriesName {
    let county = key.county.map(|id| &scenario.registry.counties[id.index()]);
    let payer = match (key.payer, county) {
        (_, Some(county)) => county.name.clone(),
        (Some(Payer::City), None) => Text::new("市级", "City"),
        (Some(Payer::County), None) => Text::new("县级合计", "All counties"),
        (None, None) => Text::new("市县合计", "City and counties"),
    };
    let year = super::build::label(key.years);
    let [first, last] = [scenario.horizon.first(), scenario.horizon.last()];
    let years = match year {
        YearLabel::Year(year) => Text::same(year.to_string()),
        YearLabel::Horizon if first == last => Text::same(first.to_string()),
        YearLabel::Horizon => Text::new(format!("{first}—{last}"), format!("{first}–{last}")),
        YearLabel::AfterHorizon => Text::new(format!("{last} 年以后"), format!("after {last}")),
        YearLabel::All => Text::new("全部年度", "all years"),
    };
    let basis = match key.basis {
        Basis::Cash => Text::new("现金支出", "cash"),
        _ => Text::new("应付义务", "obligations"),
    };
    SeriesName {
        basis: key.basis,
        year,
        payer: key.payer,
        county: county.map(|county| county.id.clone()),
        name: Text::new(
            format!("{}，{}，{}", payer.zh, years.zh, basis.zh),
            format!("{}, {}, {}", payer.en, years.en, basis.en),
        ),
    }
}
