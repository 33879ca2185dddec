//! The numbers behind the charts: every cell is of its column, and the numbers are the findings'.

use crate::things::Language;

use super::super::numbers::{Number, NumberUnit, Numbers};
use super::kind::{Kind, numbers, picture};
use super::sample::{Shape, USUAL, WAN, findings};

/// The cells of a column.
fn column<'n>(numbers: &'n Numbers, key: &str) -> Vec<&'n Number> {
    let at = numbers.columns.iter().position(|column| column.key == key);
    let at = at.unwrap_or_else(|| panic!("no column {key}"));
    numbers.rows.iter().map(|row| &row[at]).collect()
}

fn belongs(number: &Number, unit: NumberUnit) -> bool {
    match number {
        Number::Nothing => true,
        Number::Words(text) => {
            let words = !text.zh.is_empty() && !text.en.is_empty();
            words && matches!(unit, NumberUnit::Words | NumberUnit::Year)
        }
        Number::Fen(fen) => unit == NumberUnit::Money && fen.is_finite(),
        Number::Share(share) => unit == NumberUnit::Share && (0.0..=1.0).contains(share),
        Number::Count(_) => unit == NumberUnit::Count,
        Number::Year(_) => unit == NumberUnit::Year,
    }
}

#[test]
fn every_cell_is_of_its_column_and_the_title_is_the_pictures() {
    for shape in [USUAL, Shape { years: 1, counties: 40, ..USUAL }, Shape { most: 0, clauses: 0, ..USUAL }] {
        let findings = findings(shape);
        for (kind, name) in Kind::ALL {
            let numbers = numbers(kind, &findings);
            for (language, _) in Language::ALL {
                assert_eq!(language.of(&numbers.title), picture(kind, &findings, language).0, "{name}");
            }
            let mut keys: Vec<&str> = numbers.columns.iter().map(|column| column.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), numbers.columns.len(), "{name}: a key stands twice");
            for row in &numbers.rows {
                assert_eq!(row.len(), numbers.columns.len(), "{name}: {row:?}");
                for (cell, column) in row.iter().zip(&numbers.columns) {
                    assert!(belongs(cell, column.unit), "{name}, {}: {cell:?}", column.key);
                }
            }
        }
    }
}

#[test]
fn the_numbers_are_the_findings() {
    // the sample's first year of all payers costs at most 900 万元, on average 52 % of it, and its quantiles and
    // recommendations are 10, 30, 50, 70 and 90 % of it; a fund is stated for the city alone
    let findings = findings(USUAL);
    let wan = |amount: i64| Number::Fen((amount * WAN) as f64);
    let all = numbers(Kind::YearlyCashAll, &findings);
    for (key, amount) in [
        ("mean", 468),
        ("q5", 90),
        ("q25", 270),
        ("q50", 450),
        ("q75", 630),
        ("q95", 810),
        ("recommended", 810),
    ] {
        assert_eq!(column(&all, key)[0], &wan(amount), "{key}");
    }
    assert_eq!(column(&all, "stated")[0], &Number::Nothing);
    let city = numbers(Kind::YearlyCash, &findings);
    assert_eq!(column(&city, "year"), [2022, 2023, 2024, 2025].map(Number::Year).iter().collect::<Vec<_>>());
    assert_eq!(column(&city, "exceeded_high")[0], &Number::Share(0.01));
    // obligations are nine tenths of the cash
    let accrual = numbers(Kind::YearlyAccrual, &findings);
    assert_eq!(column(&accrual, "q95")[0], &wan(729));
    assert_eq!(column(&accrual, "cash_mean")[0], &wan(468));
    // a row for each clause and year, those after the horizon and all, and for all clauses
    assert_eq!(numbers(Kind::Clauses, &findings).rows.len(), (4 + 1) * (4 + 2));
    assert_eq!(numbers(Kind::Payers, &findings).rows.len(), 1 + 8);
    assert_eq!(numbers(Kind::Contributions, &findings).rows.len(), 4 + 8 + 4);
    // the total, the clauses, the city and the counties
    assert_eq!(numbers(Kind::Commitments, &findings).rows.len(), 1 + 4 + 1 + 8);
    // the expected value, five levels, eleven points of the curve, ten bins
    assert_eq!(numbers(Kind::Distribution, &findings).rows.len(), 1 + 5 + 11 + 10);
    let fund = numbers(Kind::Fund, &findings);
    assert_eq!(column(&fund, "appropriation")[0], &wan(225 * 80 / 100));
    assert_eq!(column(&fund, "arrears_if_any")[..2], [&Number::Nothing, &wan(150)]);
}

#[test]
fn where_nothing_is_to_be_shown_the_title_says_so_and_no_row_stands() {
    let unfunded = numbers(Kind::Fund, &findings(Shape { appropriation: 0, ..USUAL }));
    assert!(unfunded.title.zh.contains("未列专项资金安排"), "{}", unfunded.title.zh);
    assert_eq!(unfunded.rows, Vec::<Vec<Number>>::new());
    let free = findings(Shape { most: 0, ..USUAL });
    let left = numbers(Kind::Commitments, &free);
    assert_eq!(left.title.en, "Nothing is left to pay after 2025");
    assert_eq!(left.rows, Vec::<Vec<Number>>::new());
    assert!(numbers(Kind::Contributions, &free).title.zh.contains("没有支出"));
    let enough = numbers(Kind::Fund, &findings(Shape { appropriation: 100, ..USUAL }));
    assert!(enough.title.en.contains("suffice"), "{}", enough.title.en);
}

#[test]
fn the_documentation_names_every_column() {
    let text = include_str!("../../../docs/results.md");
    let findings = findings(USUAL);
    for (kind, name) in Kind::ALL {
        assert!(text.contains(&format!("`{name}`")), "docs/results.md lacks the chart {name}");
        for column in numbers(kind, &findings).columns {
            assert!(text.contains(&format!("`{}`", column.key)), "docs/results.md lacks {}", column.key);
        }
    }
}
