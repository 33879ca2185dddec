//! Every number of every sheet against the findings, which are read as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::support::{self, Book, Cell, Grid, SHAPES};

/// Series by basis, year, clause, county and payer, those of one kind of beneficiary left out.
struct Series(BTreeMap<String, Value>);

impl Series {
    fn of(findings: &Value) -> Self {
        let series = findings["series"].as_array().expect("a list").iter();
        let all = series.filter(|series| series["beneficiary"].is_null());
        let key =
            |s: &Value| json!([s["basis"], s["year"], s["clause"], s["county"], s["payer"]]).to_string();
        Series(all.map(|series| (key(series), series.clone())).collect())
    }

    fn get(&self, basis: &str, year: &Value, clause: &Value, county: &Value, payer: &Value) -> &Value {
        let key = json!([basis, year, clause, county, payer]).to_string();
        self.0.get(&key).unwrap_or_else(|| panic!("no series {key}"))
    }
}

/// The year of a cell, as findings write it.
fn year(grid: &Grid, row: u32, column: u32) -> Value {
    match &grid.cells[&(row, column)] {
        Cell::Number(year) => json!(*year as i64),
        Cell::Words(words) => match words.as_str() {
            "合计 Total" => json!("horizon"),
            "以后 Later" => json!("after_horizon"),
            "全部 All" => Value::Null,
            other => panic!("{other} is no year"),
        },
    }
}

fn basis(words: &str) -> &'static str {
    match words.split(' ').nth(1) {
        Some("Cash") => "cash",
        Some("Accrual") => "accrual",
        Some("Lapsed") => "lapsed",
        Some("Contingent") => "contingent",
        _ => panic!("{words} is no basis"),
    }
}

/// Whether a cell shows an amount of fen in 万元, to the fen; a dash stands for none.
#[track_caller]
fn same(grid: &Grid, row: u32, column: u32, fen: &Value) {
    if fen.is_null() {
        assert_eq!(grid.words(row, column), "—", "row {row}, column {column}");
        return;
    }
    let wan = grid.number(row, column);
    match fen.as_i64() {
        Some(fen) => assert_eq!((wan * 1e6).round() as i64, fen, "row {row}, column {column}"),
        None => {
            let fen = fen.as_f64().expect("a number");
            // one division and one multiplication round by 2⁻⁵³ each
            assert!((wan * 1e6 - fen).abs() <= 3e-16 * fen.abs(), "row {row}, column {column}: {wan}, {fen}");
        }
    }
}

fn quantile<'v>(series: &'v Value, p: &str) -> &'v Value {
    let quantiles = series["quantiles"].as_array().expect("a list");
    &quantiles.iter().find(|quantile| quantile["p"] == p).expect("a quantile")["fen"]
}

fn tvar<'v>(series: &'v Value, p: &str) -> &'v Value {
    let tails = series["tails"].as_array().expect("a list");
    &tails.iter().find(|tail| tail["p"] == p).expect("a tail")["tvar_fen"]
}

/// Ids of clauses or counties by their Chinese names.
fn ids(findings: &Value, of: &str, name: &str) -> BTreeMap<String, Value> {
    let list = findings[of].as_array().expect("a list");
    let zh = |entry: &Value| entry[name]["zh"].as_str().expect("a name").to_owned();
    list.iter().map(|entry| (zh(entry), entry["id"].clone())).collect()
}

fn length(findings: &Value, of: &str) -> usize {
    findings[of].as_array().expect("a list").len()
}

fn years(findings: &Value) -> usize {
    let year = |key: &str| findings["scenario"][key].as_i64().expect("a year");
    (year("last_year") - year("first_year") + 1) as usize
}

/// For each shape: its name, its workbook and its findings.
fn each(mut compare: impl FnMut(&str, &Book, &Value, &Series)) {
    for (shape, findings) in SHAPES.iter() {
        let json = support::json(findings);
        compare(shape, &Book::of(findings), &json, &Series::of(&json));
    }
}

#[test]
fn recommended_appropriations_and_stated_ones_beside_them() {
    each(|shape, book, findings, series| {
        let grid = book.grid("建议安排");
        let counties = ids(findings, "counties", "name");
        let mut rows = grid.rows(grid.below(0, "支付方") + 1, 0);
        assert_eq!(rows.len(), (1 + counties.len()) * (years(findings) + 1), "{shape}");
        rows.extend(grid.rows(grid.below(0, "合并安排与单独安排的差别"), 0));
        let recommendations = findings["recommendations"].as_array().expect("a list");
        let budgets = findings["budgets"].as_array().expect("a list");
        let mut compared = 0;
        for row in rows {
            let (payer, county) = match grid.words(row, 0) {
                "市级" => (json!("city"), Value::Null),
                "县级合并" => (json!("county"), Value::Null),
                "市县合并" => (Value::Null, Value::Null),
                "单独安排之和" | "差额" => continue,
                name => (json!("county"), counties[name].clone()),
            };
            let year = year(grid, row, 2);
            let cash = series.get("cash", &year, &Value::Null, &county, &payer);
            same(grid, row, 3, &cash["mean_fen"]);
            same(grid, row, 4, &cash["se_fen"]);
            let of = |found: &&Value| {
                found["payer"] == payer && found["county"] == county && found["year"] == year
            };
            let level = |confidence: &str| {
                let mut found = recommendations.iter().filter(of);
                found.find(|found| found["confidence"] == confidence).expect("a level")
            };
            for (column, confidence) in [(5, "0.95"), (8, "0.5"), (9, "0.8"), (10, "0.9"), (11, "0.99")] {
                same(grid, row, column, &level(confidence)["amount_fen"]);
            }
            same(grid, row, 6, &level("0.95")["interval_fen"][0]);
            same(grid, row, 7, &level("0.95")["interval_fen"][1]);
            let cash = |budget: &&Value| budget["basis"] == "cash" && budget["clause"].is_null();
            match budgets.iter().filter(of).find(cash) {
                Some(budget) => {
                    same(grid, row, 12, &budget["amount_fen"]);
                    assert_eq!(grid.number(row, 13), budget["probability"].as_f64().expect("a share"));
                    assert_eq!(grid.number(row, 14), budget["standard_error"].as_f64().expect("a share"));
                }
                None => (12..15).for_each(|column| assert_eq!(grid.words(row, column), "—")),
            }
            compared += 1;
        }
        assert_eq!(compared, (3 + counties.len()) * (years(findings) + 1), "{shape}");
    });
}

#[test]
fn the_scenario_s_confidence_comes_first() {
    let mut findings = SHAPES[0].1.clone();
    for (confidence, heads) in [
        ("0.8", ["80%", "80% 下限\nlower end", "80% 上限\nupper end", "50%", "90%", "95%", "99%"]),
        // a level that no run recommends gives way to the usual one
        ("0.77", ["95%", "95% 下限\nlower end", "95% 上限\nupper end", "50%", "80%", "90%", "99%"]),
    ] {
        findings.scenario.confidence = confidence.to_owned();
        let book = Book::of(&findings);
        let grid = book.grid("建议安排");
        let head = grid.below(0, "支付方");
        let found: Vec<&str> = (5..12).map(|column| grid.words(head, column)).collect();
        assert_eq!(found, heads, "{confidence}");
    }
}

#[test]
fn expected_costs() {
    each(|shape, book, findings, series| {
        let grid = book.grid("期望支出");
        let rows = grid.rows(grid.below(0, "口径") + 1, 0);
        // cash, accrual and lapsed: each year, the horizon, later and all
        assert_eq!(rows.len(), 3 * (years(findings) + 3), "{shape}");
        for row in rows {
            let (basis, year) = (basis(grid.words(row, 0)), year(grid, row, 1));
            for (column, payer) in [(2, json!("city")), (4, json!("county")), (6, Value::Null)] {
                let found = series.get(basis, &year, &Value::Null, &Value::Null, &payer);
                same(grid, row, column, &found["mean_fen"]);
                same(grid, row, column + 1, &found["se_fen"]);
            }
        }
    });
}

#[test]
fn the_distribution_of_each_year() {
    each(|shape, book, findings, series| {
        let grid = book.grid("年度");
        let rows = grid.rows(grid.below(0, "口径") + 1, 0);
        let totals = series.0.values().filter(|found| found["clause"].is_null() && found["county"].is_null());
        assert_eq!(rows.len(), totals.count(), "{shape}: a row for each total");
        assert!(rows.len() >= 9 * (years(findings) + 3), "{shape}");
        for row in rows {
            let payer = match grid.words(row, 1).split(' ').next() {
                Some("市级") => json!("city"),
                Some("县级合并") => json!("county"),
                _ => Value::Null,
            };
            let (basis, year) = (basis(grid.words(row, 0)), year(grid, row, 2));
            let found = series.get(basis, &year, &Value::Null, &Value::Null, &payer);
            for (column, key) in
                [(3, "mean_fen"), (4, "se_fen"), (5, "sd_fen"), (6, "min_fen"), (19, "max_fen")]
            {
                same(grid, row, column, &found[key]);
            }
            let levels = [
                "0.01", "0.05", "0.1", "0.25", "0.5", "0.75", "0.8", "0.9", "0.95", "0.99", "0.995", "0.999",
            ];
            for (column, p) in (7..).zip(levels) {
                same(grid, row, column, quantile(found, p));
            }
            same(grid, row, 20, tvar(found, "0.95"));
            same(grid, row, 21, tvar(found, "0.99"));
        }
    });
}

#[test]
fn clauses_by_year() {
    each(|shape, book, findings, series| {
        let grid = book.grid("条款");
        let clauses = ids(findings, "clauses", "title");
        let first = grid.below(0, "条\n") + 1;
        let mut rows = grid.rows(first, 0);
        let of_clauses =
            series.0.values().filter(|found| !found["clause"].is_null() && found["payer"].is_null());
        assert_eq!(rows.len(), of_clauses.count(), "{shape}: a row for each series of a clause");
        rows.extend(grid.rows(grid.below(0, "全部条款"), 1));
        for row in rows {
            let clause = match grid.words(row, 1) {
                "全部条款" => Value::Null,
                name => clauses[name].clone(),
            };
            let (basis, year) = (basis(grid.words(row, 3)), year(grid, row, 4));
            let of = |payer: Value| series.get(basis, &year, &clause, &Value::Null, &payer);
            let total = of(Value::Null);
            same(grid, row, 5, &total["mean_fen"]);
            same(grid, row, 6, &total["se_fen"]);
            if basis != "contingent" {
                same(grid, row, 7, &of(json!("city"))["mean_fen"]);
                same(grid, row, 8, &of(json!("county"))["mean_fen"]);
            }
            for (column, p) in (11..).zip(["0.05", "0.5", "0.95", "0.99"]) {
                same(grid, row, column, quantile(total, p));
            }
            same(grid, row, 15, tvar(total, "0.95"));
        }
    });
}

#[test]
fn counties_by_year() {
    each(|shape, book, findings, series| {
        let grid = book.grid("县（市、区）");
        let counties = ids(findings, "counties", "name");
        let mut rows = grid.rows(grid.below(0, "县（市、区）\n") + 1, 0);
        assert_eq!(rows.len(), 2 * counties.len() * (years(findings) + 3), "{shape}");
        rows.extend(grid.rows(grid.below(0, "各县合计"), 0));
        for row in rows {
            let county = match grid.words(row, 0) {
                "各县合计" => Value::Null,
                name => counties[name].clone(),
            };
            let (basis, year) = (basis(grid.words(row, 2)), year(grid, row, 3));
            let paid = series.get(basis, &year, &Value::Null, &county, &json!("county"));
            let cost = series.get(basis, &year, &Value::Null, &county, &Value::Null);
            same(grid, row, 4, &paid["mean_fen"]);
            same(grid, row, 5, &paid["se_fen"]);
            for (column, p) in (6..).zip(["0.05", "0.5", "0.95"]) {
                same(grid, row, column, quantile(paid, p));
            }
            same(grid, row, 9, tvar(paid, "0.95"));
            same(grid, row, 10, &cost["mean_fen"]);
            same(grid, row, 11, &cost["se_fen"]);
            same(grid, row, 12, quantile(cost, "0.5"));
            same(grid, row, 13, quantile(cost, "0.95"));
        }
    });
}

#[test]
fn the_fund_s_account() {
    each(|shape, book, findings, _| {
        let grid = book.grid("专项资金");
        let rows = grid.rows(grid.below(0, "年度") + 1, 0);
        assert_eq!(rows.len(), 9 * length(findings, "fund"), "{shape}");
        for row in rows {
            let account = findings["fund"].as_array().expect("a list").iter();
            let account =
                account.clone().find(|account| account["year"] == year(grid, row, 0)).expect("a year");
            let measure = match grid.words(row, 1) {
                "情景中已列安排" => {
                    same(grid, row, 3, &account["appropriation_fen"]);
                    continue;
                }
                "有欠付时的平均欠付" => {
                    same(grid, row, 3, &account["arrears_mean_if_any_fen"]);
                    continue;
                }
                "年末出现欠付的概率" => {
                    let shares = [
                        (3, &account["arrears_probability"]),
                        (4, &account["arrears_standard_error"]),
                        (10, &account["arrears_interval"][0]),
                        (11, &account["arrears_interval"][1]),
                    ];
                    for (column, share) in shares {
                        assert_eq!(Some(grid.number(row, column)), share.as_f64(), "{shape}");
                    }
                    continue;
                }
                "当年应付" => "payments",
                "需求（当年应付与上年欠付）" => "demand",
                "支付" => "paid",
                "年末欠付" => "arrears",
                "年末收回" => "lapsed",
                "结转下年" => "carried",
                other => panic!("{other}"),
            };
            let found = &account[measure];
            same(grid, row, 3, &found["mean_fen"]);
            same(grid, row, 4, &found["se_fen"]);
            for (column, p) in (5..).zip(["0.05", "0.5", "0.95", "0.99"]) {
                same(grid, row, column, quantile(found, p));
            }
            same(grid, row, 9, &found["max_fen"]);
        }
    });
}

#[test]
fn stated_budgets() {
    each(|shape, book, findings, _| {
        let grid = book.grid("已列安排");
        let rows = grid.rows(grid.below(0, "名称") + 1, 0);
        assert_eq!(rows.len(), length(findings, "budgets"), "{shape}");
        for (row, budget) in rows.into_iter().zip(findings["budgets"].as_array().expect("a list")) {
            assert_eq!(grid.words(row, 0), budget["title"]["zh"].as_str().expect("a title"));
            assert_eq!(basis(grid.words(row, 2)), budget["basis"]);
            assert_eq!(year(grid, row, 3), budget["year"]);
            same(grid, row, 7, &budget["amount_fen"]);
            let shares = [
                (8, &budget["exceeding_paths"]),
                (9, &budget["probability"]),
                (10, &budget["standard_error"]),
                (11, &budget["interval"][0]),
                (12, &budget["interval"][1]),
            ];
            for (column, share) in shares {
                assert_eq!(Some(grid.number(row, column)), share.as_f64(), "{shape}");
            }
        }
    });
}

#[test]
fn contributions_and_the_tails_that_they_add_up_to() {
    each(|shape, book, findings, series| {
        let grid = book.grid("尾部贡献");
        let parts = findings["contributions"].as_array().expect("a list");
        let rows = grid.rows(grid.below(0, "总额"), 0);
        assert_eq!(rows.len(), parts.len(), "{shape}");
        for (row, part) in rows.into_iter().zip(parts) {
            assert_eq!(basis(grid.words(row, 0).split('，').next().expect("words")), part["basis"]);
            assert_eq!(grid.words(row, 3), part["name"]["zh"].as_str().expect("a name"));
            same(grid, row, 5, &part["tvar_fen"]);
            same(grid, row, 6, &part["tvar_se_fen"]);
            match part["share"].as_f64() {
                Some(share) => assert_eq!(grid.number(row, 7), share, "{shape}"),
                None => assert_eq!(grid.words(row, 7), "—", "{shape}"),
            }
            same(grid, row, 8, &part["mean_fen"]);
        }
        let sums = grid.rows(grid.below(0, "各划分的合计"), 0);
        assert_eq!(sums.len(), 16, "{shape}: two totals, two tails, four divisions");
        for row in sums {
            let (total, tail) = (grid.words(row, 0), grid.words(row, 1));
            let year = if total.contains("全部") { Value::Null } else { json!("horizon") };
            let p = if tail.contains("5%") { "0.95" } else { "0.99" };
            let basis = basis(total.split('，').next().expect("words"));
            let whole = series.get(basis, &year, &Value::Null, &Value::Null, &Value::Null);
            same(grid, row, 9, tvar(whole, p));
        }
    });
}

#[test]
fn the_numbers_behind_the_charts() {
    each(|shape, book, findings, series| {
        let grid = book.grid("图表数据");
        let all = &Value::Null;
        let blocks: Vec<u32> = (0..200).filter(|row| grid.words(*row, 0) == "年度").collect();
        assert_eq!(blocks.len(), 3, "{shape}");
        for (block, payer) in blocks.iter().zip([json!("city"), Value::Null]) {
            let rows = grid.rows(block + 2, 0);
            assert_eq!(rows.len(), years(findings), "{shape}");
            for row in rows {
                let cash = series.get("cash", &year(grid, row, 0), all, all, &payer);
                let fen = |p: &str| quantile(cash, p).as_i64().expect("fen");
                let [q5, q25, q50, q75, q95] = ["0.05", "0.25", "0.5", "0.75", "0.95"].map(fen);
                for (column, amount) in (1..).zip([q5, q25 - q5, q75 - q25, q95 - q75, q50]) {
                    same(grid, row, column, &json!(amount));
                }
                same(grid, row, 6, &cash["mean_fen"]);
            }
        }
        let clauses = ids(findings, "clauses", "title");
        let named: Vec<(u32, &str)> = (1..)
            .map(|column| (column, grid.words(blocks[2], column)))
            .take_while(|(_, name)| !name.is_empty())
            .collect();
        let rows = grid.rows(blocks[2] + 2, 0);
        assert_eq!(rows.len(), years(findings) + 1, "{shape}: each year, and later");
        for row in rows {
            let year = year(grid, row, 0);
            for (column, name) in &named {
                let clause = if *name == "合计" { Value::Null } else { clauses[*name].clone() };
                same(grid, row, *column, &series.get("cash", &year, &clause, all, all)["mean_fen"]);
            }
        }
        let counties = ids(findings, "counties", "name");
        let rows = grid.rows(grid.below(0, "支付方") + 1, 0);
        assert_eq!(rows.len(), 1 + counties.len(), "{shape}");
        for row in rows {
            let (county, payer) = match grid.words(row, 0) {
                "市级" => (Value::Null, json!("city")),
                name => (counties[name].clone(), json!("county")),
            };
            let cash = series.get("cash", &json!("horizon"), all, &county, &payer);
            same(grid, row, 1, &cash["mean_fen"]);
            same(grid, row, 2, quantile(cash, "0.95"));
            same(grid, row, 4, quantile(cash, "0.05"));
        }
    });
}

/// A plain number or percentage is a number, and everything else is words in which no identifier stands bare.
fn as_stated(grid: &Grid, (row, column): (u32, u32), entry: &Value, key: &str) {
    let stated = entry[key].as_str().unwrap_or_default();
    let (digits, hundredth) = stated.strip_suffix('%').map_or((stated, 1.0), |digits| (digits, 0.01));
    if let Ok(number) = digits.parse::<f64>() {
        let shown = grid.number(row, column);
        assert!((shown - number * hundredth).abs() < 1e-12, "{} {key}: {stated} is {shown}", entry["key"]);
        return;
    }
    let shown = grid.words(row, column);
    assert_eq!(shown.is_empty(), stated.is_empty(), "{} {key}", entry["key"]);
    let bare = |id: &str| shown.lines().next().unwrap_or_default().split(['、', ' ']).any(|word| word == id);
    for part in stated.split(", ") {
        let id = part.split(" = ").next().unwrap_or_default();
        let code = id.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        assert!(stated.is_empty() || !code || !bare(id), "{} {key}: {shown}", entry["key"]);
    }
}

#[test]
fn assumptions_readings_and_provenance() {
    each(|shape, book, findings, _| {
        let grid = book.grid("假设");
        let rows = grid.rows(grid.below(0, "参数\n"), 0);
        assert_eq!(rows.len(), length(findings, "assumptions"), "{shape}");
        for (row, entry) in rows.into_iter().zip(findings["assumptions"].as_array().expect("a list")) {
            for (column, key) in [(0, "key"), (8, "source"), (9, "note")] {
                assert_eq!(grid.words(row, column), entry[key].as_str().unwrap_or_default(), "{shape} {key}");
            }
            for (column, key) in [(2, "value"), (4, "low"), (5, "high")] {
                as_stated(grid, (row, column), entry, key);
            }
            let marked = grid.words(row, 7) == "假设\nassumption";
            assert_eq!(Some(marked), entry["assumption"].as_bool(), "{shape}");
        }
        let grid = book.grid("理解");
        let rows = grid.rows(grid.below(0, "问题\n"), 0);
        assert_eq!(rows.len(), length(findings, "readings"), "{shape}");
        for (row, entry) in rows.into_iter().zip(findings["readings"].as_array().expect("a list")) {
            for (column, key) in [(2, "article"), (3, "words"), (4, "switch"), (5, "option")] {
                assert_eq!(grid.words(row, column), entry[key].as_str().expect("words"), "{shape} {key}");
            }
            assert!(grid.words(row, 0).contains(entry["title"]["en"].as_str().expect("words")));
            assert!(grid.words(row, 1).contains(entry["choice"]["zh"].as_str().expect("words")));
        }
        let grid = book.grid("说明");
        let said = |item: &str| grid.words(grid.below(0, item) - 1, 1).to_owned();
        assert_eq!(said("情景标识"), findings["scenario"]["id"].as_str().expect("an id"));
        assert_eq!(said("随机种子"), findings["seed"].to_string());
        assert_eq!(said("程序"), findings["program"].as_str().expect("a program"));
        let paths: String = said("模拟路径").chars().filter(char::is_ascii_digit).collect();
        assert_eq!(paths, findings["paths"].to_string());
        for warning in findings["warnings"].as_array().expect("a list") {
            let code = warning["code"].as_str().expect("a code");
            assert_eq!(said(code), warning["message"]["zh"].as_str().expect("words"), "{shape}");
        }
    });
}
