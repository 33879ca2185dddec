//! Every chart on findings of many shapes: no text leaves the picture, no two texts overlap.

use crate::findings::{
    BudgetFinding, ClauseFinding, CountyFinding, CurvePoint, Findings, HistogramBin, PolicyFinding,
    QuantileFinding, Recommendation, ScenarioFinding, SeriesFinding, SeriesStatistics, YearLabel,
};
use crate::things::{Basis, Language, Payer, Text};

use super::canvas::{Format, Kind, draw, missing_characters, picture};
use super::picture::{Align, Look, Mark};
use super::style::{HEIGHT, INK, WIDTH};

/// The shape of findings.
#[derive(Debug, Clone, Copy)]
struct Shape {
    years: i32,
    counties: usize,
    clauses: usize,
    /// The largest amount in 万元.
    most: i64,
    name: &'static str,
}

const USUAL: Shape = Shape { years: 4, counties: 8, clauses: 4, most: 4_500, name: "某某" };

/// Names that a file may hold: long, marked up, from right to left, without a glyph.
const NAMES: [&str; 5] = [
    "某某",
    "新乡市红旗区及高新技术产业开发区和平原城乡一体化示范区联合管理委员会财政金融服务中心",
    "<b>\"R&D\"</b> & Co.; x&#x27;",
    "مركز البحوث الصناعية",
    "𰻝𰻝🦀",
];

const WAN: i64 = 1_000_000;

fn statistics(amount: i64) -> SeriesStatistics {
    let fen = amount * WAN;
    let quantile = |p: &str, share: f64| QuantileFinding {
        p: p.to_owned(),
        fen: (fen as f64 * share) as i64,
        interval_fen: [None, None],
    };
    let bin = |index: i64| HistogramBin {
        lower_fen: fen / 10 * index,
        upper_fen: fen / 10 * (index + 1),
        paths: 100,
    };
    SeriesStatistics {
        sum_fen: String::new(),
        sum_of_squares_fen2: String::new(),
        mean_fen: fen as f64 * 0.52,
        sd_fen: None,
        se_fen: None,
        min_fen: 0,
        max_fen: fen,
        lattice_fen: None,
        relative_error: 0.0,
        quantiles: vec![
            quantile("0.05", 0.1),
            quantile("0.25", 0.3),
            quantile("0.5", 0.5),
            quantile("0.75", 0.7),
            quantile("0.95", 0.9),
        ],
        tails: Vec::new(),
        exceedance: (0..=10)
            .map(|i| CurvePoint { fen: fen / 10 * i, paths_above: 1000 - 100 * i as u64 })
            .collect(),
        histogram: if fen == 0 {
            vec![HistogramBin { lower_fen: 0, upper_fen: WAN, paths: 1000 }]
        } else {
            (0..10).map(bin).collect()
        },
    }
}

fn findings(shape: Shape) -> Findings {
    let (first, last) = (2022, 2022 + shape.years - 1);
    let text =
        |number: usize| Text::new(format!("{}{number}", shape.name), format!("{} {number}", shape.name));
    let years: Vec<YearLabel> = (first..=last)
        .map(YearLabel::Year)
        .chain([YearLabel::Horizon, YearLabel::AfterHorizon, YearLabel::All])
        .collect();
    let counties: Vec<String> = (0..shape.counties).map(|number| format!("county{number}")).collect();
    let mut series = Vec::new();
    let mut add = |year: YearLabel,
                   clause: Option<usize>,
                   county: Option<&String>,
                   payer: Option<Payer>,
                   amount: i64| {
        series.push(SeriesFinding {
            basis: Basis::Cash,
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
            for (p, share) in [("0.5", 50), ("0.8", 80), ("0.9", 88), ("0.95", 90), ("0.99", 97)] {
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
        exceeding_paths: 1,
        probability: 0.001,
        standard_error: 0.001,
        interval: [0.0, 0.01],
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
        seed: u64::MAX,
        paths: 1000,
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
        fund: Vec::new(),
        series,
        contributions: Vec::new(),
        assumptions: Vec::new(),
        warnings: Vec::new(),
    }
}

/// A text with its box: left, top, right, bottom.
fn texts(marks: &[Mark]) -> Vec<(String, [f64; 4])> {
    let mut texts = Vec::new();
    for mark in marks {
        let Mark::Words { x, y, text, size, weight, align, .. } = mark else { continue };
        let width = Look { size: *size, weight: *weight, align: *align, colour: INK }.width(text);
        let left = match align {
            Align::Left => *x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        // capitals and Chinese characters fill about 0.88 em around the middle
        texts.push((text.clone(), [left, y - 0.44 * size, left + width, y + 0.44 * size]));
    }
    texts
}

fn check(shape: Shape) {
    let findings = findings(shape);
    for (kind, name) in Kind::ALL {
        for language in [Language::Chinese, Language::English] {
            let (_, picture) = picture(kind, &findings, language);
            let texts = texts(&picture.marks);
            assert!(texts.len() > 2, "{name}: hardly a word");
            for (index, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
                assert!(
                    *left >= 0.0 && *top >= 0.0 && *right <= WIDTH && *bottom <= HEIGHT,
                    "{name} {language:?} {shape:?}: \"{text}\" leaves the picture: {left} {top} {right} {bottom}"
                );
                for (other, [l, t, r, b]) in &texts[index + 1..] {
                    let overlap = left < r && l < right && top < b && t < bottom;
                    assert!(!overlap, "{name} {language:?} {shape:?}: \"{text}\" and \"{other}\" overlap");
                }
            }
        }
    }
}

#[test]
fn one_to_thirty_years_fit() {
    for years in [1, 2, 3, 4, 5, 8, 9, 12, 13, 16, 17, 20, 25, 30] {
        check(Shape { years, ..USUAL });
    }
}

#[test]
fn one_to_forty_counties_fit() {
    for counties in [1, 3, 8, 12, 20, 40] {
        check(Shape { counties, ..USUAL });
    }
}

#[test]
fn no_clause_to_thirty_fit() {
    for clauses in [0, 1, 6, 7, 9, 10, 13, 30] {
        check(Shape { clauses, ..USUAL });
    }
}

#[test]
fn nothing_little_and_much_fit() {
    for most in [0, 1, 7, 100, 999_999, 100_000_000] {
        check(Shape { most, ..USUAL });
    }
}

#[test]
fn any_name_fits_and_both_formats_are_drawn() {
    for name in NAMES {
        check(Shape { name, ..USUAL });
        let findings = findings(Shape { name, ..USUAL });
        for (kind, _) in Kind::ALL {
            let svg = draw(kind, &findings, Language::Chinese, Format::Svg).expect("a chart");
            let svg = String::from_utf8(svg).expect("UTF-8");
            assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
            assert!(!svg.contains("<b>"), "names are escaped");
        }
        let png = draw(Kind::Payers, &findings, Language::English, Format::Png).expect("a chart");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    assert_eq!(missing_characters(&findings(USUAL)), []);
    let lacking = missing_characters(&findings(Shape { name: "新乡🦀", ..USUAL }));
    assert_eq!(lacking, ['🦀']);
}
