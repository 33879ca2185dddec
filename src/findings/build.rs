//! From a tally to findings.

use rust_decimal::Decimal;

use crate::policy::Readings;
use crate::scenario::Scenario;
use crate::simulation::{Engine, FundMeasure, Layout, Part, SeriesKey, Tally, YearBucket};
use crate::statistics::{
    OrderStatistics, Proportion, Quantile, REPORTED_CONFIDENCES, REPORTED_TAILS, Resolution, Summary,
};
use crate::things::{Basis, Payer, Text};

use super::Warning;
use super::parameter_names::{ChoiceNames, parameter_name};
use super::series_statistics::{
    Above, CurvePoint, HistogramBin, QuantileFinding, SeriesStatistics, TailFinding, Within,
};
use super::shapes::{
    AssumptionFinding, BudgetFinding, ClauseFinding, ContributionFinding, CountyFinding, Dimension, Findings,
    FundFinding, NamedReading, PolicyFinding, Recommendation, ScenarioFinding, SeriesFinding, SplitCheck,
    YearLabel,
};
use super::study::Drawn;

/// The version of `findings.json`.
pub const FORMAT: &str = "fiscast-findings-1";
/// About how many points an exceedance curve keeps.
const CURVE_POINTS: usize = 400;
/// At most so many bins in a histogram.
const HISTOGRAM_BINS: usize = 60;

/// What a run found. The tally must be the engine's, and the engine the scenario's.
pub fn findings(scenario: &Scenario, engine: &Engine, seed: u64, tally: &Tally) -> Findings {
    let builder = Builder { scenario, engine, tally, ranks: Summary::ranks(tally.paths()) };
    let layout = engine.layout();
    Findings {
        format: FORMAT.to_owned(),
        program: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
        scenario: scenario_finding(scenario),
        policy: policy_finding(scenario),
        readings: named_readings(scenario),
        sample: Some(Drawn { seed, paths: tally.paths() }),
        clauses: clauses(scenario),
        counties: counties(scenario),
        split_check: builder.split_check(layout),
        recommendations: builder.recommendations(layout),
        budgets: builder.budgets(),
        fund: builder.fund(layout),
        contributions: builder.contributions(),
        series: builder.series(layout),
        assumptions: assumptions(scenario),
        names: ChoiceNames::of(scenario),
        warnings: builder.warnings(),
    }
}

struct Builder<'run> {
    scenario: &'run Scenario,
    engine: &'run Engine,
    tally: &'run Tally,
    ranks: Vec<(Decimal, OrderStatistics)>,
}

impl Builder<'_> {
    fn summary(&self, cell: usize) -> Summary {
        Summary::with_ranks(self.tally.moments(cell), self.tally.counts(cell), &self.ranks)
    }

    fn split_check(&self, layout: &Layout) -> Vec<SplitCheck> {
        let sum = |basis: Basis, payer: Option<Payer>| {
            let key = SeriesKey { payer, ..everything(basis) };
            self.tally.moments(layout.cell(&key).expect("a series of every run")).sum()
        };
        let check = |basis: Basis| {
            let (city, county) = (sum(basis, Some(Payer::City)), sum(basis, Some(Payer::County)));
            let total = sum(basis, None);
            SplitCheck {
                basis,
                city_sum_fen: city.to_string(),
                county_sum_fen: county.to_string(),
                total_sum_fen: total.to_string(),
                difference_fen: (city + county - total).to_string(),
            }
        };
        [Basis::Accrual, Basis::Cash, Basis::Lapsed].map(check).into()
    }

    /// Cash demand of all payers, the city, all counties and each county, by year and over the horizon.
    fn recommendations(&self, layout: &Layout) -> Vec<Recommendation> {
        let mut payers = vec![(None, None), (Some(Payer::City), None), (Some(Payer::County), None)];
        payers.extend(
            self.scenario.reachable_counties().into_iter().map(|county| (Some(Payer::County), Some(county))),
        );
        let years = layout.horizon().years().map(YearBucket::Year).chain([YearBucket::Horizon]);
        let mut recommendations = Vec::new();
        for (payer, county) in payers {
            for year in years.clone() {
                let key = SeriesKey { years: year, payer, county, ..everything(Basis::Cash) };
                let summary = self.summary(layout.cell(&key).expect("a series of every run"));
                let name = county.map(|id| self.scenario.registry.counties[id.index()].id.clone());
                recommendations.extend(REPORTED_CONFIDENCES.iter().map(|confidence| {
                    let quantile =
                        summary.quantile(*confidence).expect("every confidence is a reported quantile");
                    Recommendation {
                        year: label(year),
                        payer,
                        county: name.clone(),
                        confidence: quantile.p.normalize().to_string(),
                        amount_fen: Summary::recommended(quantile).fen(),
                        quantile_fen: quantile.amount,
                        interval_fen: quantile.interval,
                    }
                }));
            }
        }
        recommendations
    }

    fn budgets(&self) -> Vec<BudgetFinding> {
        let budgets = self.engine.budgets().iter().zip(self.tally.exceedances());
        budgets
            .map(|(budget, exceeding)| {
                let proportion = Proportion::new(*exceeding, self.tally.paths());
                let (clause, county) = self.names(&budget.key);
                BudgetFinding {
                    id: budget.id.clone(),
                    title: budget.title.clone(),
                    basis: budget.key.basis,
                    year: label(budget.key.years),
                    payer: budget.key.payer,
                    county,
                    clause,
                    amount_fen: budget.amount.fen(),
                    exceeding_paths: Some(*exceeding),
                    probability: proportion.share,
                    standard_error: Some(proportion.standard_error),
                    interval: Some(proportion.interval),
                }
            })
            .collect()
    }

    fn fund(&self, layout: &Layout) -> Vec<FundFinding> {
        let years = layout.horizon().years().zip(&self.scenario.fund.appropriations).enumerate();
        years
            .map(|(index, (year, appropriation))| {
                let cell = |measure| layout.fund_cell(index, measure);
                let measure = |measure| statistics(&self.summary(cell(measure)), false);
                let arrears = cell(FundMeasure::Arrears);
                let with_arrears: u64 =
                    self.tally.counts(arrears).cells().iter().map(|cell| cell.count).sum();
                let proportion = Proportion::new(with_arrears, self.tally.paths());
                let sum = self.tally.moments(arrears).sum() as f64;
                FundFinding {
                    year: year.number(),
                    appropriation_fen: appropriation.fen(),
                    arrears_probability: proportion.share,
                    arrears_standard_error: proportion.standard_error,
                    arrears_interval: proportion.interval,
                    arrears_mean_if_any_fen: (with_arrears > 0).then(|| sum / with_arrears as f64),
                    payments: measure(FundMeasure::Payments),
                    demand: measure(FundMeasure::Demand),
                    paid: measure(FundMeasure::Paid),
                    arrears: measure(FundMeasure::Arrears),
                    carried: measure(FundMeasure::Carried),
                    lapsed: measure(FundMeasure::Lapsed),
                }
            })
            .collect()
    }

    fn series(&self, layout: &Layout) -> Vec<SeriesFinding> {
        let cells = (0..layout.len()).filter_map(|cell| Some((cell, layout.key(cell)?)));
        cells
            .map(|(cell, key)| {
                let (clause, county) = self.names(&key);
                SeriesFinding {
                    basis: key.basis,
                    year: label(key.years),
                    clause,
                    county,
                    payer: key.payer,
                    beneficiary: key.beneficiary,
                    statistics: statistics(&self.summary(cell), is_drawn_as_curve(&key)),
                }
            })
            .collect()
    }

    fn contributions(&self) -> Vec<ContributionFinding> {
        let mut findings = Vec::new();
        for (division, sums) in self.engine.divisions().iter().zip(self.tally.part_sums()) {
            for p in REPORTED_TAILS.map(|thousandths| Decimal::new(thousandths, 3)) {
                let contributions = sums.contributions(self.tally.paths(), p);
                // each dimension adds up to the whole: the clauses are one
                let clauses = division.parts.iter().zip(&contributions);
                let clauses = clauses.filter(|(part, _)| matches!(part, Part::Clause(_)));
                let [whole, mean] = clauses.fold([0.0, 0.0], |[tail, mean], (_, contribution)| {
                    [tail + contribution.tail_mean, mean + contribution.mean]
                });
                for (part, contribution) in division.parts.iter().zip(contributions) {
                    if *part == Part::BeforeTheRun && self.scenario.opening_payables.is_empty() {
                        continue;
                    }
                    let (dimension, id, name) = self.part(*part);
                    findings.push(ContributionFinding {
                        basis: division.basis,
                        year: label(division.years),
                        p: p.normalize().to_string(),
                        dimension,
                        id,
                        name,
                        tvar_fen: contribution.tail_mean,
                        tvar_se_fen: Some(contribution.standard_error),
                        share: (whole > 0.0).then(|| contribution.tail_mean / whole),
                        mean_fen: contribution.mean,
                        mean_share: (mean > 0.0).then(|| contribution.mean / mean),
                    });
                }
            }
        }
        findings
    }

    /// A part's dimension, identifier and name.
    fn part(&self, part: Part) -> (Dimension, Option<String>, Text) {
        let county = |id: crate::things::CountyId| {
            let county = &self.scenario.registry.counties[id.index()];
            (Some(county.id.clone()), county.name.clone())
        };
        let (dimension, (id, name)) = match part {
            Part::Clause(id) => {
                let clause = &self.scenario.policy.clauses[id.index()];
                (Dimension::Clause, (Some(clause.id.clone()), clause.title.clone()))
            }
            Part::County(id) => (Dimension::County, county(id)),
            Part::City => (Dimension::Payer, (None, Text::new("市级", "City"))),
            Part::CountyPays(id) => (Dimension::Payer, county(id)),
            Part::Institute(position) => {
                let institute = &self.scenario.institutes[position];
                (Dimension::Institute, (Some(institute.id.clone()), institute.name.clone()))
            }
            Part::Pipeline => {
                (Dimension::Institute, (None, Text::new("后续认定的产研院", "Further institutes")))
            }
            Part::BeforeTheRun => {
                (Dimension::Institute, (None, Text::new("期初应付", "Owed from before the run")))
            }
        };
        (dimension, id, name)
    }

    fn names(&self, key: &SeriesKey) -> (Option<String>, Option<String>) {
        let clause = key.clause.map(|id| self.scenario.policy.clauses[id.index()].id.clone());
        let county = key.county.map(|id| self.scenario.registry.counties[id.index()].id.clone());
        (clause, county)
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let open = self.ranks.iter().filter(|(_, ranks)| ranks.lower.is_none() || ranks.upper.is_none());
        let open: Vec<Decimal> = open.map(|(p, _)| *p).collect();
        if let Some(needed) = open.iter().map(|p| OrderStatistics::smallest_sample(*p)).max() {
            let percent = |p: &Decimal| format!("{}%", (p * Decimal::ONE_HUNDRED).normalize());
            warnings.push(Warning::unresolved(&open.iter().map(percent).collect::<Vec<_>>(), needed));
        }
        let layout = self.engine.layout();
        let reported = |cell: &usize| layout.key(*cell).is_some();
        let approximate = (0..layout.len()).filter(reported).map(|cell| self.tally.counts(cell));
        let approximate: Vec<f64> = approximate
            .filter(|counts| {
                matches!(counts.resolution(), Resolution::Relative { .. }) && !counts.cells().is_empty()
            })
            .map(|counts| counts.resolution().relative_error())
            .collect();
        if let Some(error) = approximate.first() {
            warnings.push(Warning::approximate(approximate.len(), *error));
        }
        warnings
    }
}

/// Series whose curve and histogram charts show: totals by year, by payer and over all years.
pub(super) fn is_drawn_as_curve(key: &SeriesKey) -> bool {
    matches!(key.basis, Basis::Accrual | Basis::Cash)
        && key.clause.is_none()
        && key.county.is_none()
        && key.beneficiary.is_none()
}

/// The series of everything on a basis.
fn everything(basis: Basis) -> SeriesKey {
    SeriesKey { basis, years: YearBucket::All, clause: None, county: None, payer: None, beneficiary: None }
}

/// The clauses that series name, in the document's order.
pub(super) fn clauses(scenario: &Scenario) -> Vec<ClauseFinding> {
    let ids = scenario.paying_clauses().chain(scenario.write_off_clauses());
    ids.map(|id| {
        let clause = &scenario.policy.clauses[id.index()];
        ClauseFinding {
            id: clause.id.clone(),
            article: clause.citation.article.clone(),
            title: clause.title.clone(),
        }
    })
    .collect()
}

/// The counties that series name, in the scenario's order.
pub(super) fn counties(scenario: &Scenario) -> Vec<CountyFinding> {
    let county = |index: usize| &scenario.registry.counties[index];
    let found = scenario.reachable_counties().into_iter().map(|id| county(id.index()));
    found.map(|county| CountyFinding { id: county.id.clone(), name: county.name.clone() }).collect()
}

pub(super) fn label(years: YearBucket) -> YearLabel {
    match years {
        YearBucket::Year(year) => YearLabel::Year(year.number()),
        YearBucket::AfterHorizon => YearLabel::AfterHorizon,
        YearBucket::Horizon => YearLabel::Horizon,
        YearBucket::All => YearLabel::All,
    }
}

fn statistics(summary: &Summary, with_curve: bool) -> SeriesStatistics {
    let moments = &summary.moments;
    let quantile = |quantile: &Quantile| QuantileFinding {
        p: quantile.p.normalize().to_string(),
        fen: quantile.amount,
        interval_fen: quantile.interval,
    };
    let curve = summary.exceedance(CURVE_POINTS);
    let bins = summary.histogram(HISTOGRAM_BINS);
    let interval = |count: u64| Proportion::new(count, moments.count()).interval;
    SeriesStatistics {
        sum_fen: Some(moments.sum().to_string()),
        sum_of_squares_fen2: Some(moments.sum_of_squares().to_string()),
        mean_fen: moments.mean().unwrap_or(0.0),
        sd_fen: moments.standard_deviation(),
        se_fen: moments.standard_error(),
        min_fen: Some(moments.min().unwrap_or(0)),
        max_fen: Some(moments.max().unwrap_or(0)),
        lattice_fen: match summary.resolution {
            Resolution::Exact { step } => Some(step.fen()),
            Resolution::Relative { .. } => None,
        },
        relative_error: summary.resolution.relative_error(),
        quantiles: summary.quantiles.iter().map(quantile).collect(),
        tails: summary
            .tails
            .iter()
            .map(|tail| TailFinding {
                p: tail.p.normalize().to_string(),
                var_fen: tail.value_at_risk,
                tvar_fen: tail.tail_value_at_risk,
                tvar_se_fen: Some(tail.standard_error),
            })
            .collect(),
        exceedance: if with_curve {
            curve
                .iter()
                .map(|point| CurvePoint {
                    fen: point.amount,
                    above: Above::Counted { paths_above: point.above, interval: interval(point.above) },
                })
                .collect()
        } else {
            Vec::new()
        },
        histogram: if with_curve {
            bins.iter()
                .map(|bin| HistogramBin {
                    lower_fen: bin.lower,
                    upper_fen: bin.upper,
                    within: Within::Counted { paths: bin.count, interval: interval(bin.count) },
                })
                .collect()
        } else {
            Vec::new()
        },
    }
}

/// Each reading with what it decides and the words that leave it open.
pub(super) fn named_readings(scenario: &Scenario) -> Vec<NamedReading> {
    let chosen = scenario.readings.chosen().into_iter();
    chosen
        .map(|(switch, option)| {
            let citation = scenario.policy.readings.get(switch).cloned().unwrap_or_default();
            NamedReading {
                switch: switch.to_owned(),
                option: option.to_owned(),
                title: Readings::title(switch).expect("a switch has a title"),
                choice: Readings::option_title(switch, option).expect("an option has a title"),
                article: citation.article,
                words: citation.words,
            }
        })
        .collect()
}

pub(super) fn assumptions(scenario: &Scenario) -> Vec<AssumptionFinding> {
    let finding = |assumption: &crate::scenario::Assumption| AssumptionFinding {
        key: assumption.path.clone(),
        meaning: parameter_name(scenario, assumption),
        value: assumption.value.clone(),
        unit: assumption.unit.clone(),
        low: assumption.low.clone(),
        high: assumption.high.clone(),
        alternatives: assumption.alternatives.clone(),
        source: assumption.source.clone(),
        note: assumption.note.clone(),
        assumption: assumption.assumption,
    };
    scenario.assumptions.iter().map(finding).collect()
}

pub(super) fn scenario_finding(scenario: &Scenario) -> ScenarioFinding {
    ScenarioFinding {
        id: scenario.id.clone(),
        title: scenario.title.clone(),
        description: scenario.description.clone(),
        first_year: scenario.horizon.first().number(),
        last_year: scenario.horizon.last().number(),
        confidence: scenario.confidence.value().normalize().to_string(),
    }
}

pub(super) fn policy_finding(scenario: &Scenario) -> PolicyFinding {
    let policy = &scenario.policy;
    PolicyFinding {
        id: policy.id.clone(),
        document: policy.document.clone(),
        title: policy.title.clone(),
        first_day: policy.validity.first_day.to_string(),
        last_day: policy.validity.last_day.to_string(),
    }
}
