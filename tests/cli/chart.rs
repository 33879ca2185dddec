//! `fiscast chart`: one chart of a results folder, or the numbers behind it.

use std::fs;
use std::path::{Path, PathBuf};

use fiscast::charts::Kind;
use fiscast::findings::YearLabel;
use fiscast::results::{read_findings, to_lines};
use fiscast::things::{Basis, Language, Payer};
use tempfile::TempDir;

use super::support::{Ended, FEW, ended, fiscast, folder, head, names, of_project, write};

/// Runs a scenario and gives its results folder.
fn results(scenario: &Path, into: &TempDir, id: &str) -> PathBuf {
    let run = ended(fiscast().arg("run").arg(scenario).args(FEW).arg("--out").arg(into.path()));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    into.path().join(id)
}

fn baseline(into: &TempDir) -> PathBuf {
    results(&of_project("scenarios/baseline.toml"), into, "baseline")
}

fn chart(results: &Path, further: &[&str]) -> Ended {
    ended(fiscast().arg("chart").arg(results).args(further))
}

/// The rows of a CSV file, without the byte-order mark.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

#[test]
fn each_chart_is_the_runs_own_and_its_numbers_form_a_table() {
    let into = folder();
    let results = baseline(&into);
    for (_, kind) in Kind::ALL {
        for (_, lang) in Language::ALL {
            let svg = chart(&results, &["--kind", kind, "--lang", lang]);
            assert_eq!((svg.code, svg.stderr.as_str()), (Some(0), ""), "{kind}");
            let own = fs::read_to_string(results.join(format!("charts/{kind}.{lang}.svg"))).expect(kind);
            assert!(svg.stdout == own, "{kind}.{lang}.svg differs from the run's");
        }
        let table = chart(&results, &["--kind", kind, "--format", "csv"]);
        assert_eq!(table.code, Some(0), "{}", table.stderr);
        assert!(table.stdout.ends_with("\r\n") && !table.stdout.replace("\r\n", "").contains('\n'), "{kind}");
        // the reader refuses rows of unequal length
        let rows = rows(&table.stdout);
        assert!(rows.len() > 1, "{kind}");
        for head in &rows[0] {
            assert!(!head.is_ascii() && head.ends_with(']') && head.contains('['), "{kind}: {head}");
        }
    }
    let out = into.path().join("fund.png");
    let png = chart(&results, &["--kind", "fund", "--lang", "en", "--out", &out.display().to_string()]);
    assert_eq!((png.code, png.stdout.as_str(), png.stderr.as_str()), (Some(0), "", ""));
    assert!(
        fs::read(out).expect("the chart") == fs::read(results.join("charts/fund.en.png")).expect("the run's")
    );
}

#[test]
fn findings_are_read_back_to_the_last_bit() {
    let into = folder();
    let results = baseline(&into);
    let findings = read_findings(&results).expect("findings");
    let written = fs::read(results.join("findings.json")).expect("the file");
    assert!(to_lines(&findings).expect("JSON") == written, "a number or a word changed on the way");
}

#[test]
fn the_numbers_are_those_of_the_findings() {
    let into = folder();
    let results = baseline(&into);
    let findings = read_findings(&results).expect("findings");
    let table = rows(&chart(&results, &["--kind", "payers", "--format", "csv", "--lang", "en"]).stdout);
    let column = |key: &str| {
        let at = table[0].iter().position(|head| head.ends_with(&format!("[{key}]")));
        at.unwrap_or_else(|| panic!("no {key} in {:?}", table[0]))
    };
    assert_eq!(table.len(), 1 + 1 + findings.counties.len(), "a head, the city, the counties");
    for row in &table[1..] {
        let county = findings.counties.iter().find(|county| county.name.en == row[column("payer")]);
        let payer = if county.is_some() { Payer::County } else { Payer::City };
        let series = findings.series.iter().find(|series| {
            series.basis == Basis::Cash
                && series.year == YearLabel::Horizon
                && series.payer == Some(payer)
                && series.county.as_ref() == county.map(|county| &county.id)
                && series.clause.is_none()
        });
        let found = &series.expect("a series").statistics;
        let wan = |fen: f64| (fen / 1e6 * 1e6).round() / 1e6;
        let cell = |key: &str| row[column(key)].parse::<f64>().expect("a number");
        assert!((cell("mean") - wan(found.mean_fen)).abs() < 1e-6, "{row:?}");
        let quantile = |p: &str| found.quantiles.iter().find(|quantile| quantile.p == p).expect("a quantile");
        for (p, key) in [("0.05", "q5"), ("0.95", "q95")] {
            assert_eq!(cell(key), quantile(p).fen as f64 / 1e6, "{row:?}");
            let low = quantile(p).interval_fen[0].map(|fen| (fen as f64 / 1e6).to_string());
            assert_eq!(row[column(&format!("{key}_low"))], low.unwrap_or_default(), "{row:?}");
        }
    }
}

#[test]
fn a_name_that_is_a_formula_is_disarmed_in_csv_and_escaped_in_svg() {
    let into = folder();
    let text = head("hostile") + "[counties.hongqi]\nname = { zh = \"=1+1<b>\", en = \"@SUM(A1)<b>\" }\n";
    let scenario = write(into.path(), "hostile.toml", text);
    let results = results(&scenario, &into, "hostile");
    let table = chart(&results, &["--kind", "payers", "--format", "csv", "--lang", "zh"]).stdout;
    assert!(table.contains("\n'=1+1<b>,"), "{table}");
    let table = chart(&results, &["--kind", "commitments", "--format", "csv", "--lang", "en"]).stdout;
    assert!(table.contains(",'@SUM(A1)<b>,"), "{table}");
    let svg = chart(&results, &["--kind", "payers", "--lang", "zh"]).stdout;
    assert!(svg.contains("=1+1&lt;b&gt;") && !svg.contains("<b>"));
}

#[test]
fn what_is_no_results_folder_is_told_in_one_message() {
    let into = folder();
    let results = baseline(&into);
    let findings = fs::read_to_string(results.join("findings.json")).expect("the file");
    write(into.path(), "empty/manifest.json", "{}");
    write(into.path(), "broken/findings.json", &findings[..findings.len() / 2]);
    write(into.path(), "list/findings.json", "[]");
    write(into.path(), "binary/findings.json", b"\xff\xfe\x00");
    write(
        into.path(),
        "other/findings.json",
        findings.replacen("fiscast-findings-1", "fiscast-findings-0", 1),
    );
    write(
        into.path(),
        "years/findings.json",
        findings.replacen("\"last_year\": 2025", "\"last_year\": 1999", 1),
    );
    write(into.path(), "older/findings.json", "{\"scenario\": {}}");
    write(into.path(), "study/appropriate.json", "{\"scenario\": {}}");
    write(into.path(), "alone/findings.json", &findings);
    let manifest = fs::read_to_string(results.join("manifest.json")).expect("the file");
    write(into.path(), "altered/manifest.json", manifest);
    write(into.path(), "altered/findings.json", format!("{findings}\n"));
    for (name, words) in [
        ("nowhere", "nowhere/findings.json cannot be read"),
        ("empty", "name a folder that `fiscast run` has written"),
        ("broken", "is damaged"),
        ("list", "is damaged"),
        ("binary", "is damaged"),
        ("years", "is damaged"),
        ("older", "(it states no format; this one reads \"fiscast-findings-1\"): run `fiscast run` again"),
        (
            "study",
            "(it states no format; this one reads \"fiscast-study-1\"): run `fiscast appropriate` again",
        ),
        ("alone", "no manifest of a run"),
        ("altered", "is not the one that manifest.json names"),
        ("other", "written by another version of the program (its format is \"fiscast-findings-0\""),
    ] {
        let told = chart(&into.path().join(name), &["--kind", "fund"]);
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""), "{name}");
        let message = told.stderr.replace('\\', "/");
        assert!(message.starts_with("error: ") && message.contains(words), "{name}: {message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn an_unknown_chart_is_told_with_those_that_are_known() {
    let into = folder();
    let unknown = chart(&baseline(&into), &["--kind", "pie"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (Some(2), ""));
    for (_, name) in Kind::ALL {
        assert!(unknown.stderr.contains(name), "{name} is missing in {}", unknown.stderr);
    }
    let none = chart(into.path(), &[]);
    assert_eq!(none.code, Some(2));
    assert!(none.stderr.contains("--kind"), "{}", none.stderr);
    assert_eq!(chart(into.path(), &["--kind", "fund", "--format", "pdf"]).code, Some(2));
    for further in [&["--out", "a.pdf"][..], &["--out", "a.png", "--format", "csv"]] {
        let refused = chart(into.path(), &[&["--kind", "fund"], further].concat());
        assert_eq!(refused.code, Some(2));
        assert!(refused.stderr.starts_with("error: --out a.p"), "{}", refused.stderr);
    }
}

#[test]
fn a_file_that_cannot_be_written_fails_and_leaves_nothing() {
    let into = folder();
    let results = baseline(&into);
    let before = names(into.path());
    let out = into.path().join("no folder/fund.svg").display().to_string();
    let failed = chart(&results, &["--kind", "fund", "--out", &out]);
    assert_eq!((failed.code, failed.stdout.as_str()), (Some(1), ""));
    assert!(
        failed.stderr.contains("cannot write") && failed.stderr.contains("fund.svg"),
        "{}",
        failed.stderr
    );
    assert_eq!(names(into.path()), before);
}
