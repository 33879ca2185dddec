//! Findings of many shapes, for tests.

use crate::findings::{
    Above, BudgetFinding, ClauseFinding, ContributionFinding, CountyFinding, CurvePoint, Dimension, Drawn,
    Findings, FundFinding, HistogramBin, PolicyFinding, QuantileFinding, Recommendation, ScenarioFinding,
    SeriesFinding, SeriesStatistics, TailFinding, Within, YearLabel,
};
use crate::things::{Basis, Payer, Text};

/// The shape of findings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub years: i32,
    pub counties: usize,
    pub clauses: usize,
    /// The largest amount in 万元.
    pub most: i64,
    pub institutes: usize,
    /// The recommended levels, in hundredths of the largest amount.
    pub levels: [i64; 5],
    /// What each year's fund is given, in hundredths of what is demanded.
    pub appropriation: i64,
    pub name: &'static str,
}

pub(super) const USUAL: Shape = Shape {
    years: 4,
    counties: 8,
    clauses: 4,
    most: 4_500,
    institutes: 4,
    levels: [50, 80, 88, 90, 97],
    appropriation: 80,
    name: "某某",
};

pub(super) const WAN: i64 = 1_000_000;

/// A distribution between 0 and an amount in 万元.
pub(super) fn statistics(amount: i64) -> SeriesStatistics {
    let fen = amount * WAN;
    let quantile = |p: &str, share: f64| QuantileFinding {
        p: p.to_owned(),
        fen: (fen as f64 * share) as i64,
        interval_fen: [None, None],
    };
    let bin = |index: i64| HistogramBin {
        lower_fen: fen / 10 * index,
        upper_fen: fen / 10 * (index + 1),
        within: Within::Counted { paths: 100, interval: [0.083, 0.12] },
    };
    SeriesStatistics {
        sum_fen: Some(String::new()),
        sum_of_squares_fen2: Some(String::new()),
        mean_fen: fen as f64 * 0.52,
        sd_fen: Some(fen as f64 * 0.2),
        se_fen: Some(fen as f64 * 0.001),
        min_fen: Some(0),
        max_fen: Some(fen),
        lattice_fen: None,
        relative_error: 0.0,
        quantiles: vec![
            quantile("0.05", 0.1),
            quantile("0.25", 0.3),
            quantile("0.5", 0.5),
            quantile("0.75", 0.7),
            quantile("0.95", 0.9),
        ],
        tails: vec![TailFinding {
            p: "0.95".to_owned(),
            var_fen: (fen as f64 * 0.9) as i64,
            tvar_fen: fen as f64 * 0.95,
            tvar_se_fen: Some(fen as f64 * 0.01),
        }],
        exceedance: (0..=10)
            .map(|i| CurvePoint {
                fen: fen / 10 * i,
                above: Above::Counted {
                    paths_above: 1000 - 100 * i as u64,
                    interval: [0.9 - 0.09 * i as f64, 1.0 - 0.09 * i as f64],
                },
            })
            .collect(),
        histogram: if fen == 0 {
            vec![HistogramBin {
                lower_fen: 0,
                upper_fen: WAN,
                within: Within::Counted { paths: 1000, interval: [0.996, 1.0] },
            }]
        } else {
            (0..10).map(bin).collect()
        },
    }
}

/// Findings of a shape: the amounts follow from it alone.
pub(super) fn findings(shape: Shape) -> Findings {
    let (first, last) = (2022, 2022 + shape.years - 1);
    let text =
        |number: usize| Text::new(format!("{}{number}", shape.name), format!("{} {number}", shape.name));
    let years: Vec<YearLabel> = (first..=last)
        .map(YearLabel::Year)
        .chain([YearLabel::Horizon, YearLabel::AfterHorizon, YearLabel::All])
        .collect();
    let counties: Vec<String> = (0..shape.counties).map(|number| format!("county{number}")).collect();
    let mut series = Vec::new();
    let mut add_on = |basis: Basis,
                      year: YearLabel,
                      clause: Option<usize>,
                      county: Option<&String>,
                      payer: Option<Payer>,
                      amount: i64| {
        series.push(SeriesFinding {
            basis,
            year,
            clause: clause.map(|number| format!("clause{number}")),
            county: county.cloned(),
            payer,
            beneficiary: None,
            statistics: statistics(amount),
        });
    };
    let mut recommendations = Vec::new();
    for (index, year) in years.iter().enumerate() {
        let amount = shape.most * (1 + index as i64 % 5) / 5;
        add_on(Basis::Accrual, *year, None, None, None, amount * 9 / 10);
        let mut add = |year, clause, county, payer, amount| {
            add_on(Basis::Cash, year, clause, county, payer, amount);
        };
        add(*year, None, None, None, amount);
        add(*year, None, None, Some(Payer::City), amount / 4);
        for number in 0..shape.clauses {
            // expected costs of clauses add up to the total
            add(*year, Some(number), None, None, amount / shape.clauses as i64);
        }
        for (number, county) in counties.iter().enumerate() {
            add(*year, None, Some(county), Some(Payer::County), amount / (1 + number as i64));
        }
        for payer in [None, Some(Payer::City)] {
            for (p, share) in ["0.5", "0.8", "0.9", "0.95", "0.99"].into_iter().zip(shape.levels) {
                recommendations.push(Recommendation {
                    year: *year,
                    payer,
                    county: None,
                    confidence: p.to_owned(),
                    amount_fen: amount * WAN * share / 100,
                    quantile_fen: amount * WAN * share / 100,
                    interval_fen: [None, None],
                });
            }
        }
    }
    let budget = |year: i32| BudgetFinding {
        id: format!("fund.{year}"),
        title: text(0),
        basis: Basis::Cash,
        year: YearLabel::Year(year),
        payer: Some(Payer::City),
        county: None,
        clause: None,
        amount_fen: shape.most * WAN / 8,
        exceeding_paths: Some(1),
        probability: 0.001,
        standard_error: Some(0.001),
        interval: Some([0.0, 0.01]),
    };
    Findings {
        format: String::new(),
        program: String::new(),
        scenario: ScenarioFinding {
            id: "shape".to_owned(),
            title: text(0),
            description: text(0),
            first_year: first,
            last_year: last,
            confidence: "0.95".to_owned(),
        },
        policy: PolicyFinding {
            id: "policy".to_owned(),
            document: shape.name.to_owned(),
            title: text(0),
            first_day: "2022-01-30".to_owned(),
            last_day: "2024-12-31".to_owned(),
        },
        readings: Vec::new(),
        sample: Some(Drawn { seed: u64::MAX, paths: 1000 }),
        clauses: (0..shape.clauses)
            .map(|number| ClauseFinding {
                id: format!("clause{number}"),
                article: "四（一）".to_owned(),
                title: text(number),
            })
            .collect(),
        counties: (0..shape.counties)
            .map(|number| CountyFinding { id: format!("county{number}"), name: text(number) })
            .collect(),
        split_check: Vec::new(),
        recommendations,
        budgets: (first..=last).map(budget).collect(),
        fund: fund(shape, first..=last),
        series,
        contributions: contributions(shape),
        assumptions: Vec::new(),
        names: crate::findings::ChoiceNames::default(),
        warnings: Vec::new(),
    }
}

/// A name of the shape with a number.
fn named(shape: Shape, number: usize) -> Text {
    Text::new(format!("{}{number}", shape.name), format!("{} {number}", shape.name))
}

fn fund(shape: Shape, years: std::ops::RangeInclusive<i32>) -> Vec<FundFinding> {
    let year = |(index, year): (usize, i32)| {
        let amount = shape.most * (1 + index as i64 % 5) / 5 / 4;
        let chance = if shape.appropriation >= 100 { 0.0 } else { 0.07 * (index % 12) as f64 };
        FundFinding {
            year,
            appropriation_fen: amount * WAN * shape.appropriation / 100,
            arrears_probability: chance,
            arrears_standard_error: 0.01,
            arrears_interval: [(chance - 0.02_f64).max(0.0), chance + 0.02],
            arrears_mean_if_any_fen: (chance > 0.0).then_some((amount * WAN / 3) as f64),
            payments: statistics(amount),
            demand: statistics(amount * (10 + index as i64 % 4) / 10),
            paid: statistics(amount * 9 / 10),
            arrears: statistics(amount / 10),
            carried: statistics(amount / 20),
            lapsed: statistics(0),
        }
    };
    years.enumerate().map(year).collect()
}

/// Parts of the horizon's worst 5 %, a few large ones and many small; on average all weigh the same.
fn contributions(shape: Shape) -> Vec<ContributionFinding> {
    let dimensions = [
        (Dimension::Clause, shape.clauses),
        (Dimension::County, shape.counties),
        (Dimension::Institute, shape.institutes),
    ];
    let amount = (shape.most * (1 + i64::from(shape.years) % 5) / 5 * WAN) as f64;
    let weight = |number: usize| 1.0 / (1 + number * number) as f64;
    let parts = dimensions.into_iter().flat_map(|(dimension, count)| {
        let all: f64 = (0..count).map(weight).sum();
        (0..count).map(move |number| {
            let share = weight(number) / all;
            ContributionFinding {
                basis: Basis::Cash,
                year: YearLabel::Horizon,
                p: "0.95".to_owned(),
                dimension,
                id: Some(format!("part{number}")),
                name: named(shape, number),
                tvar_fen: amount * 0.95 * share,
                tvar_se_fen: (number != 1).then_some(amount * share / 50.0),
                share: (amount > 0.0).then_some(share),
                mean_fen: amount * 0.52 / count as f64,
                mean_share: (amount > 0.0).then_some(1.0 / count as f64),
            }
        })
    });
    parts.collect()
}
