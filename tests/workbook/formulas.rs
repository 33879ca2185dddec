//! Live formulas: what they give is what the file says they give, and what a reader expects.

use super::evaluate::value;
use super::support::{Book, Cell, Grid, SHAPES, json};

/// The sheets in which every formula that is rounded is a check.
const CHECKED: [&str; 5] = ["期望支出", "条款", "县（市、区）", "专项资金", "尾部贡献"];

#[test]
fn every_formula_gives_the_result_that_stands_beside_it() {
    for (shape, findings) in SHAPES.iter() {
        let book = Book::of(findings);
        let mut formulas = 0;
        for (name, grid) in &book.grids {
            for ((row, column), formula) in &grid.formulas {
                let (calculated, stands) = (value(grid, formula), grid.number(*row, *column));
                // sums of at most 3,000 doubles of up to 1e5 万元, each rounded by at most 1e5 × 2⁻⁵³
                let close = (calculated - stands).abs() < 3e3 * 1e5 / 9e15 + 1e-12;
                assert!(
                    close,
                    "{shape}, {name}, row {row}, column {column}: {formula} = {calculated}, not {stands}"
                );
                formulas += 1;
            }
        }
        assert!(formulas > 100, "{shape} has {formulas} formulas");
    }
}

#[test]
fn every_check_is_zero() {
    for (shape, findings) in SHAPES.iter() {
        let book = Book::of(findings);
        for name in CHECKED {
            let grid = book.grid(name);
            let checks: Vec<_> =
                grid.formulas.iter().filter(|(_, formula)| formula.starts_with("ROUND(")).collect();
            assert!(!checks.is_empty(), "{shape}: {name} has checks");
            for ((row, column), formula) in checks {
                assert_eq!(grid.number(*row, *column), 0.0, "{shape}, {name}, row {row}: {formula}");
            }
        }
    }
}

#[test]
fn a_check_sees_a_wrong_number() {
    // the same formulas over a sheet in which a single amount is 1 fen too large
    let book = Book::of(&SHAPES[0].1);
    let wrong = |name: &str, row: u32, column: u32| -> usize {
        let grid = book.grid(name);
        let mut cells = grid.cells.clone();
        let Some(Cell::Number(amount)) = cells.get_mut(&(row, column)) else { panic!("no amount") };
        *amount += 1e-6;
        let changed = Grid { cells, formulas: grid.formulas.clone() };
        let checks = changed.formulas.values().filter(|formula| formula.starts_with("ROUND("));
        checks.filter(|formula| value(&changed, formula) != 0.0).count()
    };
    // below the head, which has two rows where columns have something in common
    let first = |name: &str, column: u32, words: &str| book.grid(name).below(column, words) + 1;
    assert_eq!(wrong("期望支出", first("期望支出", 0, "口径"), 2), 1, "the city's mean");
    // a clause's mean stands in its own check and in that of all clauses
    assert_eq!(wrong("条款", first("条款", 0, "条\n"), 5), 2, "a clause's mean");
    assert_eq!(wrong("县（市、区）", first("县（市、区）", 0, "县（市、区）\n"), 4), 1, "a county's mean");
    assert_eq!(wrong("尾部贡献", book.grid("尾部贡献").below(0, "总额\n"), 5), 1, "a contribution");
    // what was paid stands in the arrears and in what is carried over, from the second year on
    let paid = book.grid("专项资金").below(1, "支付") - 1;
    assert_eq!(wrong("专项资金", paid, 3), 1, "paid in the first year");
    assert_eq!(wrong("专项资金", paid + 9, 3), 2, "paid in the second year");
}

#[test]
fn the_sum_of_stand_alone_levels_exceeds_the_pooled_one_by_the_difference() {
    for (shape, findings) in SHAPES.iter() {
        let (book, json) = (Book::of(findings), json(findings));
        let grid = book.grid("建议安排");
        let recommendations = json["recommendations"].as_array().expect("a list");
        let level = |confidence: &str, year: &serde_json::Value| {
            let fen = |alone: bool| -> i64 {
                let of = recommendations.iter().filter(|found| {
                    let (payer, county) = (&found["payer"], &found["county"]);
                    found["confidence"] == *confidence
                        && found["year"] == *year
                        && if alone { payer == "city" || !county.is_null() } else { payer.is_null() }
                });
                of.map(|found| found["amount_fen"].as_i64().expect("fen")).sum()
            };
            (fen(true), fen(false))
        };
        let (sums, differences) = (grid.below(0, "单独安排之和") - 1, grid.below(0, "差额") - 1);
        let mut compared = 0;
        for (sum, difference) in (sums..differences).zip(differences..) {
            let year = match &grid.cells[&(sum, 2)] {
                Cell::Number(year) => serde_json::json!(*year as i64),
                Cell::Words(words) => {
                    assert_eq!(words, "合计 Total");
                    serde_json::json!("horizon")
                }
            };
            for (column, confidence) in [(5, "0.95"), (8, "0.5"), (9, "0.8"), (10, "0.9"), (11, "0.99")] {
                let (alone, pooled) = level(confidence, &year);
                assert_eq!(grid.number(sum, column) * 1e6, alone as f64, "{shape}, {year}, {confidence}");
                assert_eq!(
                    (grid.number(difference, column) * 1e6).round(),
                    (alone - pooled) as f64,
                    "{shape}, {year}, {confidence}"
                );
                assert!(grid.formulas.contains_key(&(sum, column)));
                assert!(grid.formulas.contains_key(&(difference, column)));
                compared += 1;
            }
            // expected costs add up
            assert_eq!(grid.number(difference, 3), 0.0, "{shape}, {year}");
        }
        let years = findings.scenario.last_year - findings.scenario.first_year + 2;
        assert_eq!(compared, 5 * years, "{shape}");
    }
}

#[test]
fn the_exact_sums_over_all_paths_agree_to_the_fen() {
    let book = Book::of(&SHAPES[0].1);
    let (grid, json) = (book.grid("期望支出"), json(&SHAPES[0].1));
    let rows = grid.rows(grid.below(0, "口径") + 1, 0);
    let mut compared = 0;
    for row in rows.into_iter().filter(|row| grid.words(*row, 1) == "全部 All") {
        let basis = if grid.words(row, 0).contains("Cash") {
            "cash"
        } else if grid.words(row, 0).contains("Accrual") {
            "accrual"
        } else {
            "lapsed"
        };
        let checks = json["split_check"].as_array().expect("a list");
        let check = checks.iter().find(|check| check["basis"] == basis).expect("a check");
        for (column, key) in
            [(9, "city_sum_fen"), (10, "county_sum_fen"), (11, "total_sum_fen"), (12, "difference_fen")]
        {
            assert_eq!(
                grid.number(row, column).to_string(),
                check[key].as_str().expect("text"),
                "{basis} {key}"
            );
        }
        assert_eq!(grid.number(row, 12), 0.0);
        assert!(grid.formulas.contains_key(&(row, 12)));
        compared += 1;
    }
    assert_eq!(compared, 3);
}

#[test]
fn sums_too_large_for_a_cell_are_text() {
    let mut findings = SHAPES[0].1.clone();
    let check = &mut findings.split_check[1];
    check.city_sum_fen = "1234567890123456".to_owned();
    check.total_sum_fen = "9999999999999999999999".to_owned();
    let book = Book::of(&findings);
    let grid = book.grid("期望支出");
    let row =
        grid.rows(grid.below(0, "口径") + 1, 0).into_iter().find(|row| grid.words(*row, 1) == "全部 All");
    let row = row.expect("a row of all years");
    assert_eq!(grid.words(row, 9), "1234567890123456");
    assert_eq!(grid.words(row, 11), "9999999999999999999999");
    assert_eq!(grid.words(row, 12), "0");
}
