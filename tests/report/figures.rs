//! Every figure on the page is the one of findings.json that it says it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::support::{baseline, between, figures, part, section, shown, written};

/// A chance in percent, without the sign.
fn chance_written(chance: f64) -> String {
    // a share of so many paths has few digits: a million times it, and then as many parts of ten thousand
    let parts = (chance * 1e12).round();
    written(parts, 10_000_000_000, 2)
}

/// How a figure of the findings is shown.
fn expected(pointer: &str, value: &Value, word: &str) -> String {
    let key = pointer.rsplit('/').next().expect("a key");
    let chance = ["probability", "standard_error", "share"].iter().any(|end| key.ends_with(end))
        || pointer.starts_with("/budgets/") && pointer.contains("/interval/");
    if let Some(ends) = value.as_array() {
        let ends: Vec<String> = ends.iter().map(|end| expected(&format!("{pointer}/0"), end, word)).collect();
        return ends.join(if word == "zh" { "—" } else { "–" });
    }
    if value.is_null() {
        return if word == "zh" { "未定" } else { "open" }.to_owned();
    }
    if let Some(text) = value.as_str() {
        // exact sums of fen are shown in yuan
        let fen: i128 = text.parse().expect("a whole number of fen");
        return written((fen / 100) as f64, 1, 0) + &format!(".{:02}", fen % 100);
    }
    let number = value.as_f64().expect("a number");
    if chance {
        let text = format!("{}%", chance_written(number));
        return if text == "0.00%" && number > 0.0 { "<0.01%".to_owned() } else { text };
    }
    let whole = key == "amount_fen" || key == "appropriation_fen";
    let (unit, decimals) =
        if word == "zh" { (1_000_000, 2) } else { (100_000_000, if whole { 2 } else { 3 }) };
    let text = written(number, unit, decimals);
    let is_error = key.ends_with("se_fen") || key == "sd_fen";
    let rounds_to_nothing = number > 0.0 && text.chars().all(|c| matches!(c, '0' | '.'));
    if is_error && rounds_to_nothing {
        return format!("<{}1", &text[..text.len() - 1]);
    }
    text
}

#[test]
fn every_figure_equals_the_findings_in_both_languages() {
    let ran = baseline();
    let mut pointers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for word in ["zh", "en"] {
        for (pointer, text) in figures(part(&ran.page, word)) {
            let value = ran.findings.pointer(&pointer);
            let value = value.unwrap_or_else(|| panic!("findings.json has no {pointer}"));
            assert_eq!(text, expected(&pointer, value, word), "{pointer}");
            pointers.entry(word).or_default().push(pointer);
        }
    }
    assert!(pointers["zh"].len() > 1500, "{} figures", pointers["zh"].len());
    assert_eq!(pointers["zh"], pointers["en"], "both languages show the same figures in the same order");
}

/// The recommendation of a payer and year at a confidence, as a pointer.
fn recommendation(findings: &Value, payer: &str, county: Option<&str>, year: &Value) -> String {
    let found = findings["recommendations"].as_array().expect("a list").iter().position(|one| {
        one["confidence"] == "0.95"
            && one["payer"].as_str().unwrap_or("all") == payer
            && one["county"].as_str() == county
            && one["year"] == *year
    });
    format!("/recommendations/{}/amount_fen", found.expect("a recommendation"))
}

#[test]
fn the_answer_has_every_payer_and_year_at_the_scenarios_confidence() {
    let ran = baseline();
    let findings = &ran.findings;
    let mut wanted: Vec<(String, &str, Option<String>)> = vec![("市级专项资金".into(), "city", None)];
    for county in findings["counties"].as_array().expect("counties") {
        let id = county["id"].as_str().expect("an id").to_owned();
        wanted.push((county["name"]["zh"].as_str().expect("a name").into(), "county", Some(id)));
    }
    wanted.push(("县级合并".into(), "county", None));
    wanted.push(("市县合并".into(), "all", None));
    let years: Vec<Value> = (2022..=2025).map(Value::from).chain([Value::from("horizon")]).collect();
    let answer = section(part(&ran.page, "zh"), "zh-answer");
    let table = between(answer, "<table", "</table>")[0];
    let heads: Vec<String> =
        between(table, "<th class=\"number\" scope=\"col\">", "</th>").into_iter().map(shown).collect();
    assert_eq!(heads, ["2022", "2023", "2024", "2025", "各年合计"]);
    let rows: Vec<&str> = between(&table[table.find("<tbody").expect("rows")..], "<tr", "</tr>");
    assert_eq!(rows.len(), wanted.len());
    for (row, (name, payer, county)) in rows.iter().zip(&wanted) {
        assert_eq!(shown(between(row, "<th scope=\"row\">", "</th>")[0]), *name);
        let found: Vec<String> = figures(row).into_iter().map(|(pointer, _)| pointer).collect();
        let of = |year| recommendation(findings, payer, county.as_deref(), year);
        assert_eq!(found, years.iter().map(of).collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_sentence_names_the_heaviest_year_and_the_chance_that_is_greatest() {
    let ran = baseline();
    let findings = &ran.findings;
    let amount = |year: i64| {
        let pointer = recommendation(findings, "city", None, &Value::from(year));
        findings.pointer(&pointer).and_then(Value::as_i64).expect("an amount")
    };
    let heaviest = (2022..=2025).max_by_key(|year| (amount(*year), -year)).expect("a year");
    let budgets = findings["budgets"].as_array().expect("budgets");
    let stated =
        budgets.iter().filter(|budget| budget["id"].as_str().is_some_and(|id| id.starts_with("fund.")));
    let chance = |budget: &Value| budget["probability"].as_f64().expect("a chance");
    let tightest =
        stated.reduce(|most, one| if chance(one) > chance(most) { one } else { most }).expect("one");
    let zh = shown(between(section(part(&ran.page, "zh"), "zh-answer"), "<p class=\"lead\">", "</p>")[0]);
    let en = shown(between(section(part(&ran.page, "en"), "en-answer"), "<p class=\"lead\">", "</p>")[0]);
    let fen = amount(heaviest) as f64;
    assert!(
        zh.contains(&format!("{heaviest} 年市级专项资金需安排 {} 万元", written(fen, 1_000_000, 2))),
        "{zh}"
    );
    assert!(
        en.contains(&format!("must hold {} million yuan in {heaviest}", written(fen, 100_000_000, 2))),
        "{en}"
    );
    let percent = format!("{}%", chance_written(chance(tightest)));
    assert!(zh.contains(&percent) && en.contains(&percent), "{percent}\n{zh}\n{en}");
    assert!(zh.contains(&format!("{} 年的", tightest["year"])), "{zh}");
}

#[test]
fn the_tables_leave_out_no_clause_fund_year_or_contribution() {
    let ran = baseline();
    let tables = section(part(&ran.page, "zh"), "zh-tables");
    let pointers: BTreeSet<String> = figures(tables).into_iter().map(|(pointer, _)| pointer).collect();
    let series = ran.findings["series"].as_array().expect("series");
    let plain =
        |one: &Value| one["county"].is_null() && one["payer"].is_null() && one["beneficiary"].is_null();
    let mut shown = 0;
    for (position, one) in series.iter().enumerate() {
        let of_clause = one["basis"] == "cash" && !one["clause"].is_null() && plain(one);
        let of_year = one["clause"].is_null() && plain(one);
        if of_clause || of_year {
            shown += 1;
            assert!(pointers.contains(&format!("/series/{position}/mean_fen")), "{one}");
        }
    }
    assert!(shown >= 4 * 7 + 3 * 7, "{shown} series");
    for year in 0..4 {
        for measure in ["payments", "demand", "paid", "arrears", "carried", "lapsed"] {
            assert!(pointers.contains(&format!("/fund/{year}/{measure}/mean_fen")));
        }
    }
    for (position, one) in ran.findings["contributions"].as_array().expect("a list").iter().enumerate() {
        let told = one["basis"] == "cash" && one["year"] == "horizon" && one["p"] == "0.95";
        assert_eq!(pointers.contains(&format!("/contributions/{position}/tvar_fen")), told, "{one}");
    }
}

#[test]
fn every_parameter_and_reading_is_told() {
    let ran = baseline();
    for (word, keys) in [("zh", "zh"), ("en", "en")] {
        let premises =
            shown(&section(part(&ran.page, word), &format!("{word}-premises")).replace("<wbr>", ""));
        for assumption in ran.findings["assumptions"].as_array().expect("assumptions") {
            for text in [&assumption["key"], &assumption["meaning"][keys]] {
                let text = text.as_str().expect("words");
                assert!(premises.contains(text), "{word}: {text}");
            }
            for text in [&assumption["source"], &assumption["note"]] {
                assert!(text.as_str().is_none_or(|text| premises.contains(text)), "{word}: {text}");
            }
            // lists name what the keys stand for, so that their numbers are looked for one by one
            for list in [&assumption["low"], &assumption["high"]] {
                for item in list.as_str().into_iter().flat_map(|list| list.split(", ")) {
                    let number = item.split(" = ").last().expect("a part");
                    // amounts are in million yuan in English
                    let told = premises.contains(number) || word == "en" && number.ends_with('元');
                    assert!(told, "{word}: {list}");
                }
            }
        }
        for reading in ran.findings["readings"].as_array().expect("readings") {
            for text in
                [&reading["title"][keys], &reading["choice"][keys], &reading["words"], &reading["article"]]
            {
                assert!(premises.contains(text.as_str().expect("words")), "{word}: {text}");
            }
        }
        let mark = if word == "zh" { "class=\"mark\">假设" } else { "class=\"mark\">assumption" };
        let assumed = ran.findings["assumptions"].as_array().expect("assumptions");
        let assumed = assumed.iter().filter(|assumption| assumption["assumption"] == true).count();
        assert_eq!(ran.page.matches(mark).count(), assumed);
    }
}
