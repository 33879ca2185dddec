//! The workbooks read back: sheets, numbers, and formulas that give what stands beside them.

use super::book::{Book, Cell};
use super::evaluate::value;
use super::support::{Studied, all, appropriations, exact, readings, sensitivity, two};

fn book(studied: &Studied) -> Book {
    Book::read(&std::fs::read(studied.path.join(studied.files[1])).expect("a workbook"))
}

#[test]
fn every_sheet_is_there_and_its_heads_stay_in_sight() {
    let wanted = ["差额", "条款", "年度", "分位数", "超过的概率", "参数", "说明"];
    assert_eq!(book(two()).names, wanted);
    assert_eq!(book(readings()).names, ["价格", "解释", "组合", "文字", "说明"]);
    assert_eq!(book(sensitivity()).names, ["影响", "指数", "未变动", "说明"]);
    assert_eq!(book(appropriations()).names, ["最省安排", "欠付", "前沿", "说明"]);
    // a run's, but for the fund's account and the parts of the worst outcomes
    let of_a_run = [
        "建议安排",
        "图表",
        "期望支出",
        "年度",
        "条款",
        "县（市、区）",
        "已列安排",
        "图表数据",
        "假设",
        "理解",
        "说明",
    ];
    assert_eq!(book(exact()).names, of_a_run);
    for studied in all() {
        let book = book(studied);
        for number in 1..=book.names.len() {
            let sheet = &book.parts[&format!("xl/worksheets/sheet{number}.xml")];
            assert!(
                sheet.contains("state=\"frozen\"") && sheet.contains("fitToPage=\"1\""),
                "sheet {number}"
            );
            assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
        }
        let drawn = book.parts.keys().any(|part| part.starts_with("xl/charts/"));
        assert!(drawn || studied.files[1] == "sensitivity.xlsx", "{:?}", studied.files);
        let core = &book.parts["docProps/core.xml"];
        assert!(core.contains("2000-01-01T00:00:00Z") && core.contains("fiscast"), "{core}");
    }
}

#[test]
fn formulas_give_what_stands_beside_them_and_checks_give_nothing() {
    for studied in all() {
        let book = book(studied);
        let (mut formulas, mut checks) = (0, 0);
        for (name, grid) in &book.grids {
            for ((row, column), formula) in &grid.formulas {
                let (calculated, stands) = (value(grid, formula), grid.number(*row, *column));
                // at most three doubles of up to 1e6 万元, each rounded by at most 1e6 × 2⁻⁵³, and two sums of them
                assert!(
                    (calculated - stands).abs() < 5.0 * 1e6 / 9e15 + 1e-9,
                    "{name} {row} {column}: {formula}"
                );
                // what stand-alone levels need beyond pooled ones is a difference, and no check
                if formula.starts_with("ROUND(") && name != "建议安排" {
                    assert_eq!(calculated, 0.0, "{name} {row}: {formula}");
                    checks += 1;
                }
                formulas += 1;
            }
        }
        let least = if studied.files[1] == "appropriate.xlsx" { 17 } else { 50 };
        assert!(formulas > least, "{:?}: {formulas}", studied.files);
        assert!(checks > 10 || studied.files[1] != "differences.xlsx", "{checks} checks");
    }
}

#[test]
fn the_differences_are_those_of_the_findings() {
    let (studied, book) = (two(), book(two()));
    let grid = book.grid("差额");
    let series = studied.findings["others"][0]["series"].as_array().expect("series");
    let of = |basis: &str, year: serde_json::Value| {
        let one = series.iter().find(|one| {
            one["basis"] == basis
                && one["year"] == year
                && ["clause", "county", "payer", "beneficiary"].iter().all(|key| one[*key].is_null())
        });
        one.expect("a series")["difference_fen"].as_f64().expect("an amount") / 1e6
    };
    let numbers: Vec<f64> = grid
        .cells
        .iter()
        .filter_map(|((_, column), cell)| match (column, cell) {
            (6, Cell::Number(number)) => Some(*number),
            _ => None,
        })
        .collect();
    // all obligations come first; Excel keeps fifteen digits of a number
    assert!((numbers[0] - of("accrual", serde_json::Value::Null)).abs() < 1e-9, "{numbers:?}");
    assert!((numbers[3] - of("cash", "horizon".into())).abs() < 1e-9, "{numbers:?}");
}

#[test]
fn every_combination_is_a_row_and_the_named_ones_are_marked() {
    let (studied, book) = (readings(), book(readings()));
    let grid = book.grid("组合");
    let combinations = studied.findings["combinations"].as_array().expect("combinations").len();
    let switches = studied.findings["switches"].as_array().expect("switches").len() as u32;
    let means = grid
        .cells
        .iter()
        .filter(|((_, column), cell)| *column == switches + 1 && matches!(cell, Cell::Number(_)));
    assert_eq!(means.count(), combinations);
    let marks: Vec<&str> = grid
        .cells
        .iter()
        .filter_map(|((_, column), cell)| match cell {
            Cell::Words(words) if *column == 0 => Some(words.as_str()),
            _ => None,
        })
        .filter(|words| ["最省", "本情景", "最贵", "本情景、最省", "本情景、最贵"].contains(words))
        .collect();
    // one that is two of them is marked once
    let twice = marks.iter().filter(|mark| mark.contains('、')).count();
    assert_eq!(marks.len() + twice, 3, "{marks:?}");
}

#[test]
fn computed_amounts_are_those_of_the_findings_and_no_sheet_speaks_of_paths() {
    let (studied, book) = (exact(), book(exact()));
    let findings = &studied.findings;
    let grid = book.grid("期望支出");
    let series = findings["series"].as_array().expect("series");
    // the first row is the first year's cash: city, counties, all, each with its standard deviation, then the check
    let of = |payer: serde_json::Value| {
        let found = series.iter().find(|one| {
            one["basis"] == "cash"
                && one["year"] == 2022
                && one["payer"] == payer
                && ["clause", "county", "beneficiary"].iter().all(|key| one[*key].is_null())
        });
        found.expect("a series")
    };
    let row = grid.formulas.keys().map(|(row, _)| *row).min().expect("a check");
    for (column, payer) in [(2, "city".into()), (4, "county".into()), (6, serde_json::Value::Null)] {
        for (column, key) in [(column, "mean_fen"), (column + 1, "sd_fen")] {
            let wanted = of(payer.clone())[key].as_f64().expect("an amount") / 1e6;
            // Excel keeps fifteen digits of a number
            assert!((grid.number(row, column) - wanted).abs() < 1e-9, "{payer} {key}");
        }
    }
    let levels = book.grid("建议安排");
    let chosen = findings["recommendations"]
        .as_array()
        .expect("levels")
        .iter()
        .find(|level| level["payer"] == "city" && level["year"] == 2022 && level["confidence"] == "0.95");
    let wanted = chosen.expect("a level")["amount_fen"].as_f64().expect("an amount") / 1e6;
    let first = levels.cells.iter().find(|(_, cell)| **cell == Cell::Words("City".to_owned()));
    let ((row, _), _) = first.expect("the city's first row");
    assert_eq!(levels.number(*row, 5), wanted);
    for (name, grid) in &book.grids {
        for cell in grid.cells.values() {
            let Cell::Words(words) = cell else { continue };
            for of_paths in ["标准误", "s.e.", "种子 Seed", "条路径", "抽样区间"] {
                assert!(!words.contains(of_paths), "{name}: {words}");
            }
        }
    }
    assert!(grid.cells.values().any(|cell| matches!(cell, Cell::Words(words) if words.contains("精确值"))));
}
