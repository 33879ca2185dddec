//! What the scripts draw and save are the findings' numbers.

use serde_json::Value;

use fiscast::charts::{Chart, Kind, numbers_csv};
use fiscast::findings::Findings;
use fiscast::things::Language;

use super::support::{baseline, embedded};

/// A picture's series of some name.
fn series<'d>(picture: &'d Value, name: &str) -> &'d Vec<Value> {
    let all = picture["option"]["series"].as_array().expect("series");
    let found = all.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no series {name}"));
    found["data"].as_array().expect("entries")
}

/// An entry's number at a position of its value.
fn at(entry: &Value, position: usize) -> f64 {
    let value = &entry["value"];
    value[position].as_f64().or(value.as_f64()).expect("a number")
}

fn assert_close(drawn: f64, fen: &Value, unit: f64, what: &str) {
    let found = fen.as_f64().expect("an amount") / unit;
    assert!((drawn - found).abs() <= 1e-9 * found.abs().max(1.0), "{what}: {drawn} against {found}");
}

/// The statistics of a series of the findings.
fn found<'f>(findings: &'f Value, wanted: &[(&str, Value)]) -> &'f Value {
    let series = findings["series"].as_array().expect("series");
    let keys = ["basis", "year", "clause", "county", "payer", "beneficiary"];
    let of =
        |key: &str| wanted.iter().find(|(known, _)| *known == key).map_or(&Value::Null, |(_, value)| value);
    let one = series.iter().find(|one| keys.iter().all(|key| one[*key] == *of(key)));
    one.unwrap_or_else(|| panic!("no series {wanted:?}"))
}

fn quantile<'f>(series: &'f Value, p: &str) -> &'f Value {
    let quantiles = series["quantiles"].as_array().expect("quantiles");
    &quantiles.iter().find(|quantile| quantile["p"] == p).expect("a quantile")["fen"]
}

#[test]
fn every_chart_is_interactive_in_both_languages_and_saves_the_numbers_behind_it() {
    let ran = baseline();
    let findings: Findings = serde_json::from_value(ran.findings.clone()).expect("findings");
    let data = embedded(&ran.page);
    for (language, word) in Language::ALL {
        for (kind, name) in Kind::ALL {
            let picture = &data[word][name];
            let csv = numbers_csv(&Chart::Run(kind, &findings).numbers(), language);
            assert_eq!(picture["csv"].as_str().expect("CSV").as_bytes(), csv, "{word} {name}");
            let series = picture["option"]["series"].as_array().expect("series");
            assert!(series.iter().all(|one| one["data"].as_array().is_some_and(|data| !data.is_empty())));
            let legend = picture["option"]["legend"]["data"].as_array();
            for entry in legend.into_iter().flatten() {
                assert!(
                    series.iter().any(|one| one["name"] == entry["name"]),
                    "{name}: {entry} switches nothing"
                );
            }
        }
    }
}

#[test]
fn years_show_their_quantiles_means_and_appropriations() {
    let ran = baseline();
    let data = embedded(&ran.page);
    for (word, unit, names) in [
        ("zh", 1e6, ["中位数", "90% 区间", "50% 区间", "期望值", "情景中已列安排"]),
        ("en", 1e8, ["median", "90% range", "50% range", "expected value", "appropriation stated"]),
    ] {
        let picture = &data[word]["yearly-cash"];
        for (place, year) in (2022..=2025).enumerate() {
            let cash = found(
                &ran.findings,
                &[("basis", "cash".into()), ("year", year.into()), ("payer", "city".into())],
            );
            assert_close(at(&series(picture, names[0])[place], 1), quantile(cash, "0.5"), unit, "median");
            assert_close(at(&series(picture, names[1])[place], 1), quantile(cash, "0.05"), unit, "5 %");
            assert_close(at(&series(picture, names[1])[place], 2), quantile(cash, "0.95"), unit, "95 %");
            assert_close(at(&series(picture, names[2])[place], 1), quantile(cash, "0.25"), unit, "25 %");
            assert_close(at(&series(picture, names[2])[place], 2), quantile(cash, "0.75"), unit, "75 %");
            assert_close(at(&series(picture, names[3])[place], 1), &cash["mean_fen"], unit, "mean");
            let stated = &ran.findings["fund"][place]["appropriation_fen"];
            assert_close(at(&series(picture, names[4])[place], 1), stated, unit, "stated");
        }
    }
}

#[test]
fn clauses_fund_and_distribution_show_the_findings() {
    let ran = baseline();
    let data = embedded(&ran.page);
    for clause in ran.findings["clauses"].as_array().expect("clauses") {
        let drawn = series(&data["zh"]["clauses"], clause["title"]["zh"].as_str().expect("a title"));
        let years = (2022..=2025).map(Value::from).chain(["after_horizon".into()]);
        assert_eq!(drawn.len(), 5);
        for (entry, year) in drawn.iter().zip(years) {
            let wanted = [("basis", "cash".into()), ("year", year), ("clause", clause["id"].clone())];
            assert_close(at(entry, 0), &found(&ran.findings, &wanted)["mean_fen"], 1e6, "a clause");
        }
    }
    for (place, year) in ran.findings["fund"].as_array().expect("years").iter().enumerate() {
        let fund = &data["zh"]["fund"];
        assert_close(at(&series(fund, "实际支付")[place], 0), &year["paid"]["mean_fen"], 1e6, "paid");
        assert_close(at(&series(fund, "年末欠付")[place], 0), &year["arrears"]["mean_fen"], 1e6, "arrears");
    }
    let horizon = found(&ran.findings, &[("basis", "cash".into()), ("year", "horizon".into())]);
    let paths = ran.findings["paths"].as_f64().expect("paths");
    let bins = horizon["histogram"].as_array().expect("bins");
    let drawn = series(&data["zh"]["distribution"], "路径占比");
    assert_eq!(drawn.len(), bins.len());
    for (entry, bin) in drawn.iter().zip(bins) {
        assert_close(at(entry, 1), &bin["paths"], paths, "a bin");
    }
    let curve = horizon["exceedance"].as_array().expect("points");
    // the first entry is where the curve starts, at certainty
    let drawn = &series(&data["zh"]["distribution"], "超过的概率")[1..];
    assert_eq!(drawn.len(), curve.len());
    for (entry, point) in drawn.iter().zip(curve) {
        assert_close(at(entry, 0), &point["fen"], 1e6, "an amount");
        assert_close(at(entry, 1), &point["paths_above"], paths, "a chance");
    }
}

#[test]
fn payers_contributions_and_commitments_show_the_findings() {
    let ran = baseline();
    let data = embedded(&ran.page);
    let counties = ran.findings["counties"].as_array().expect("counties");
    let payers = series(&data["zh"]["payers"], "期望值");
    assert_eq!(payers.len(), counties.len() + 1);
    let city = found(
        &ran.findings,
        &[("basis", "cash".into()), ("year", "horizon".into()), ("payer", "city".into())],
    );
    assert_close(at(&payers[0], 0), &city["mean_fen"], 1e6, "the city");
    let all = data["zh"]["contributions"]["option"]["series"].as_array().expect("series");
    let bars = all.iter().filter(|one| one["name"] == "在最坏 5% 情形中");
    let drawn: f64 =
        bars.flat_map(|one| one["data"].as_array().expect("entries")).map(|entry| at(entry, 2)).sum();
    let whole = found(&ran.findings, &[("basis", "cash".into()), ("year", "horizon".into())]);
    let tail =
        whole["tails"].as_array().expect("tails").iter().find(|tail| tail["p"] == "0.95").expect("a tail");
    // each of the three divisions adds up to the tail value at risk
    let tail = 3.0 * tail["tvar_fen"].as_f64().expect("an amount") / 1e6;
    assert!((drawn - tail).abs() < 1e-6 * tail, "{drawn} against {tail}");
    let later = found(&ran.findings, &[("basis", "cash".into()), ("year", "after_horizon".into())]);
    let total = &series(&data["zh"]["commitments"], "期望值")[0];
    assert_close(at(total, 2), &later["mean_fen"], 1e6, "what is left");
}
