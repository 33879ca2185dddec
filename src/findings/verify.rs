//! From simulations and an exact answer to a verification.

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::exact::{Distribution, DriverMean, Exact, ExactSeries, Numerics};
use crate::language::Told;
use crate::policy::ClauseKind;
use crate::scenario::Scenario;
use crate::simulation::{Engine, Part, SeriesKey, Tally, YearBucket};
use crate::statistics::{OrderStatistics, Summary, distance_at, holm};
use crate::things::{Basis, BeneficiaryKind, Payer, Text};

use super::agreement::{Agreement, Known, Sample, agreement, mean_agreement};
use super::build::{clauses, counties, label, scenario_finding};
use super::study::STUDY_FORMAT;
use super::verification::{
    FALSE_ALARM, NumericsFinding, TrialFinding, Verification, VerifiedBin, VerifiedCurve, VerifiedPoint,
    VerifiedSeries,
};

/// At most so many bins in a histogram.
const BINS: usize = 60;
/// About how many points a curve keeps.
const POINTS: usize = 300;

/// A simulation to be held against the exact answer.
#[derive(Debug, Clone, Copy)]
pub struct Trial<'t> {
    /// Where the shared drivers had their effect, the means of the clauses that they touch: with these, only what does not depend on
    /// the drivers is compared.
    pub drivers: Option<&'t [DriverMean]>,
    /// The engine under suspicion.
    pub engine: &'t Engine,
    /// What it counted.
    pub tally: &'t Tally,
}

/// Holds simulations against the exact answer of `scenario`, the drivers' effect switched off. Engine and answer know nothing of
/// each other, so that a wrong one of either kind can be handed in.
///
/// # Panics
/// When there is no trial.
pub fn verification(scenario: &Scenario, exact: &Exact, trials: &[Trial<'_>]) -> Verification {
    let first = trials.first().expect("a trial");
    let found: Vec<TrialFinding> = trials.iter().map(|trial| compared(scenario, exact, trial)).collect();
    let paths = first.tally.paths();
    let series = found.iter().flat_map(|trial| &trial.series);
    let improbable: f64 = series.map(|series| series.agreement.impossible_probability).sum();
    let mut verification = Verification {
        format: STUDY_FORMAT.to_owned(),
        program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        scenario: scenario_finding(scenario),
        clauses: clauses(scenario),
        counties: counties(scenario),
        seed: first.engine.seed(),
        paths,
        passed: false,
        false_alarm: FALSE_ALARM,
        comparisons: 0,
        threshold: 0.0,
        distance_threshold: 0.0,
        impossible_chance: (improbable * paths as f64).min(1.0),
        trials: found,
        curves: curves(exact, first),
        numerics: numerics(exact.numerics),
        left_out: left_out(scenario, exact, trials),
    };
    judge(&mut verification);
    verification
}

/// Every series that both have, and each institute.
fn compared(scenario: &Scenario, exact: &Exact, trial: &Trial<'_>) -> TrialFinding {
    let wanted = |series: &&ExactSeries| trial.drivers.is_none() || is_free_of_drivers(scenario, &series.key);
    let wanted: Vec<&ExactSeries> = exact.series.iter().filter(wanted).collect();
    let ranks = Summary::ranks(trial.tally.paths());
    let series = wanted.into_par_iter().filter_map(|series| {
        let summary = summary(trial, &series.key, &ranks)?;
        let known = Known {
            mean: series.mean_fen,
            deviation: series.standard_deviation_fen,
            distribution: series.distribution.as_ref(),
        };
        Some(named(scenario, &series.key, None, agreement(known, Sample::of(&summary))))
    });
    let mut series: Vec<VerifiedSeries> = series.collect();
    match trial.drivers {
        None => series.extend(institutes(scenario, exact, trial)),
        Some(means) => series.extend(means.iter().filter_map(|mean| {
            let summary = summary(trial, &mean.key, &ranks)?;
            let known = [mean.mean_fen, mean.standard_error_fen, DriverMean::FREEDOM];
            Some(named(scenario, &mean.key, None, mean_agreement(known, Sample::of(&summary))))
        })),
    }
    TrialFinding {
        drivers: trial.drivers.is_some(),
        series,
        order: Vec::new(),
        disagreeing: 0,
        largest_mean_z: None,
        largest_deviation_z: None,
        largest_distance: None,
        quantiles: 0,
        quantiles_inside: 0,
        certain: 0,
    }
}

/// What a trial counted of a series.
fn summary(trial: &Trial<'_>, key: &SeriesKey, ranks: &[(Decimal, OrderStatistics)]) -> Option<Summary> {
    let cell = trial.engine.layout().cell(key)?;
    Some(Summary::with_ranks(trial.tally.moments(cell), trial.tally.counts(cell), ranks))
}

/// Growth and listings feel the drivers; subsidies and awards do not.
fn is_free_of_drivers(scenario: &Scenario, key: &SeriesKey) -> bool {
    key.clause.is_some_and(|clause| {
        matches!(
            scenario.policy.clauses[clause.index()].kind,
            ClauseKind::InstalmentSubsidy { .. } | ClauseKind::AwardReward { .. }
        )
    })
}

/// What each institute receives of the divided totals, of which a run keeps sums.
fn institutes(scenario: &Scenario, exact: &Exact, trial: &Trial<'_>) -> Vec<VerifiedSeries> {
    let mut verified = Vec::new();
    for (division, sums) in trial.engine.divisions().iter().zip(trial.tally.part_sums()) {
        for (position, part) in division.parts.iter().enumerate() {
            let Some(known) = exact.part(*part, division.basis, division.years) else { continue };
            let sample = Sample { paths: trial.tally.paths(), sums: sums.sums_of(position), summary: None };
            let known = Known {
                mean: known.mean_fen,
                deviation: known.standard_deviation_fen,
                distribution: known.distribution.as_ref(),
            };
            let key = total(division.basis, division.years);
            verified.push(named(scenario, &key, Some(*part), agreement(known, sample)));
        }
    }
    verified
}

fn total(basis: Basis, years: YearBucket) -> SeriesKey {
    SeriesKey { basis, years, clause: None, county: None, payer: None, beneficiary: None }
}

fn named(scenario: &Scenario, key: &SeriesKey, part: Option<Part>, agreement: Agreement) -> VerifiedSeries {
    let institute = part.map(|part| match part {
        Part::Institute(position) => scenario.institutes[position].name.clone(),
        _ => Text::new("后续认定的产研院", "further institutes"),
    });
    VerifiedSeries {
        name: series_in_words(scenario, key, institute.as_ref()),
        basis: key.basis,
        year: label(key.years),
        clause: key.clause.map(|id| scenario.policy.clauses[id.index()].id.clone()),
        county: key.county.map(|id| scenario.registry.counties[id.index()].id.clone()),
        payer: key.payer,
        beneficiary: key.beneficiary,
        institute,
        chance: agreement.chances().fold(1.0, f64::min),
        quantiles_inside: agreement.quantiles.iter().filter(|quantile| quantile.is_inside).count(),
        is_headline: part.is_none() && is_headline(key),
        adjusted_chance: 1.0,
        agrees: agreement.impossible_paths == 0,
        agreement,
    }
}

/// Totals of all obligations and of each year's cash, and each clause in all.
fn is_headline(key: &SeriesKey) -> bool {
    let whole = key.county.is_none() && key.payer.is_none() && key.beneficiary.is_none();
    let chosen = match key.basis {
        Basis::Accrual => key.years == YearBucket::All,
        Basis::Cash => key.clause.is_none() && key.years != YearBucket::All,
        Basis::Lapsed => key.clause.is_none() && key.years == YearBucket::All,
        Basis::Contingent => false,
    };
    whole && chosen
}

/// A series by its basis, years, and whatever it is restricted to.
fn series_in_words(scenario: &Scenario, key: &SeriesKey, institute: Option<&Text>) -> Text {
    let mut words = vec![basis_and_years(key)];
    let county = key.county.map(|id| &scenario.registry.counties[id.index()].name);
    match (key.payer, county) {
        (None, None) => {}
        (None, Some(name)) => {
            words.push(Text::new(format!("{}的产研院", name.zh), format!("institutes of {}", name.en)));
        }
        (Some(Payer::City), _) => words.push(Text::new("市级支付", "the city pays")),
        (Some(Payer::County), None) => words.push(Text::new("县级支付", "counties pay")),
        (Some(Payer::County), Some(name)) => {
            words.push(Text::new(format!("{}支付", name.zh), format!("{} pays", name.en)));
        }
    }
    words.extend(key.clause.map(|id| scenario.policy.clauses[id.index()].title.clone()));
    words.extend(key.beneficiary.map(|kind| match kind {
        BeneficiaryKind::Institute => Text::new("产研院所得", "to institutes"),
        BeneficiaryKind::SpinOff => Text::new("企业所得", "to firms"),
    }));
    words.extend(institute.cloned());
    let joined = |of: fn(&Text) -> &str, between| words.iter().map(of).collect::<Vec<_>>().join(between);
    Text::new(joined(|text| &text.zh, "，"), joined(|text| &text.en, ", "))
}

fn basis_and_years(key: &SeriesKey) -> Text {
    let (zh, en) = match key.basis {
        Basis::Accrual => ("应付义务", "obligations"),
        Basis::Cash => ("现金支出", "cash"),
        Basis::Lapsed => ("失效", "lapsed"),
        Basis::Contingent => ("核销", "write-offs"),
    };
    let (years, of) = match key.years {
        YearBucket::Year(year) => (format!("{year} 年"), year.to_string()),
        YearBucket::AfterHorizon => ("预算期以后".to_owned(), "after the horizon".to_owned()),
        YearBucket::Horizon => ("预算期合计".to_owned(), "of the horizon".to_owned()),
        YearBucket::All => ("全部".to_owned(), "in all".to_owned()),
    };
    Text::new(format!("{zh}·{years}"), format!("{en} {of}"))
}

/// Adjusts all chances for their number, judges every series, and sums up each trial.
fn judge(verification: &mut Verification) {
    let series = || verification.trials.iter().flat_map(|trial| &trial.series);
    let chances: Vec<f64> = series().flat_map(|series| series.agreement.chances()).collect();
    verification.comparisons = chances.len();
    verification.threshold = verification.false_alarm / chances.len().max(1) as f64;
    verification.distance_threshold = distance_at(verification.paths, verification.threshold);
    let mut adjusted = holm(&chances).into_iter();
    for trial in &mut verification.trials {
        for series in &mut trial.series {
            let own = series.agreement.chances().count();
            series.adjusted_chance = adjusted.by_ref().take(own).fold(1.0, f64::min);
            series.agrees &= series.adjusted_chance > verification.false_alarm;
        }
        sum_up(trial);
    }
    verification.passed = verification.trials.iter().all(|trial| trial.disagreeing == 0);
}

fn sum_up(trial: &mut TrialFinding) {
    let largest = |of: &dyn Fn(&Agreement) -> Option<f64>| {
        trial.series.iter().filter_map(|series| of(&series.agreement)).map(f64::abs).reduce(f64::max)
    };
    trial.largest_mean_z = largest(&|agreement| agreement.mean.z);
    trial.largest_deviation_z = largest(&|agreement| agreement.deviation.and_then(|deviation| deviation.z));
    trial.largest_distance = largest(&|agreement| agreement.distance.map(|distance| distance.largest));
    trial.quantiles = trial.series.iter().map(|series| series.agreement.quantiles.len()).sum();
    trial.quantiles_inside = trial.series.iter().map(|series| series.quantiles_inside).sum();
    trial.certain = trial.series.iter().filter(|series| series.agreement.is_certain).count();
    let mut order: Vec<usize> = (0..trial.series.len()).collect();
    let rank = |index: &usize| (trial.series[*index].agrees, trial.series[*index].chance);
    order.sort_by(|one, other| rank(one).partial_cmp(&rank(other)).expect("chances are numbers"));
    trial.order = order;
    trial.disagreeing = trial.series.iter().filter(|series| !series.agrees).count();
}

/// All obligations, and each year's cash.
fn curves(exact: &Exact, trial: &Trial<'_>) -> Vec<VerifiedCurve> {
    let years = trial.engine.layout().horizon().years().map(YearBucket::Year);
    let cash = years.map(|year| (Basis::Cash, year));
    let wanted = std::iter::once((Basis::Accrual, YearBucket::All)).chain(cash);
    wanted.filter_map(|(basis, years)| curve(exact, trial, &total(basis, years))).collect()
}

fn curve(exact: &Exact, trial: &Trial<'_>, key: &SeriesKey) -> Option<VerifiedCurve> {
    let distribution = exact.get(key)?.distribution.as_ref()?;
    let cell = trial.engine.layout().cell(key)?;
    let summary = Summary::new(trial.tally.moments(cell), trial.tally.counts(cell));
    let paths = trial.tally.paths();
    let below = |amount: i64| distribution.below_or_at(amount - 1);
    let bins = summary.histogram(BINS).into_iter().map(|bin| VerifiedBin {
        lower_fen: bin.lower,
        upper_fen: bin.upper,
        paths: bin.count,
        simulated: bin.count as f64 / paths as f64,
        exact: (below(bin.upper) - below(bin.lower)).max(0.0),
    });
    let points = summary.exceedance(POINTS).into_iter().map(|point| {
        let (simulated, exact) = (point.above as f64 / paths as f64, above(distribution, point.amount));
        VerifiedPoint { fen: point.amount, simulated, exact, difference: exact - simulated }
    });
    Some(VerifiedCurve {
        basis: key.basis,
        year: label(key.years),
        bins: bins.collect(),
        points: points.collect(),
    })
}

fn above(distribution: &Distribution, amount: i64) -> f64 {
    distribution.above(amount).clamp(0.0, 1.0)
}

pub(super) fn numerics(numerics: Numerics) -> NumericsFinding {
    let Numerics { folded, most_negative, total_defect, mean_defect, deviation_defect } = numerics;
    NumericsFinding { folded, most_negative, total_defect, mean_defect, deviation_defect }
}

fn left_out(scenario: &Scenario, exact: &Exact, trials: &[Trial<'_>]) -> Vec<Text> {
    let mut left_out: Vec<Text> = exact.left_out.iter().map(|reason| reason.told()).collect();
    if trials.iter().any(|trial| trial.drivers.is_some()) {
        left_out.push(Text::new(
            "年度共同因素有影响时，上市奖励和营收奖励的分布没有独立算法，只核验其期望；不受其影响的条款仍核验分布",
            "with the shared drivers' effect, the distributions of listing and revenue rewards have no independent solution: their means are compared, and the distributions of the other clauses",
        ));
    }
    if !scenario.institutes.is_empty() {
        left_out.push(Text::new(
            "各产研院逐年的分布模拟不予保留：只核验全部义务和预算期现金合计的均值与标准差",
            "a run does not keep each institute's distribution: mean and standard deviation of all obligations and of the horizon's cash are compared",
        ));
    }
    left_out
}
