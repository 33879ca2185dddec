//! Every figure on a page is the one of the findings that it says it is.

use serde_json::Value;

use super::page::{figures, part, written};
use super::support::{all, two};

/// A share in percent, as the house style writes it.
fn percent(share: f64) -> String {
    // a share has few digits: parts of ten thousand of its trillionth
    let text = format!("{}%", written((share * 1e12).round(), 10_000_000_000, 2));
    match text.as_str() {
        "0.00%" if share > 0.0 => "<0.01%".to_owned(),
        "100.00%" if share < 1.0 => ">99.99%".to_owned(),
        _ => text,
    }
}

/// A share that may be below nothing.
fn signed_percent(share: f64) -> String {
    if share < 0.0 { format!("−{}", percent(-share)) } else { percent(share) }
}

/// Keys whose numbers are shares, and those whose numbers have their sign.
const SHARES: [&str; 10] = [
    "more",
    "less",
    "main",
    "total",
    "share",
    "value",
    "interval",
    "difference",
    "difference_interval",
    "probability",
];
const SIGNED: [&str; 4] = ["difference_fen", "quantile_difference_fen", "of_difference_fen", "difference"];
/// Keys of whole amounts, which have two decimals in English too.
const WHOLE: [&str; 4] = ["amount_fen", "total_fen", "appropriations_fen", "appropriation_fen"];

/// How a figure of a study is shown.
fn expected(pointer: &str, value: &Value, word: &str) -> String {
    let keys: Vec<&str> = pointer.split('/').filter(|key| key.parse::<usize>().is_err()).collect();
    let key = *keys.last().expect("a key");
    if let Some(ends) = value.as_array() {
        // the ends of an interval have no sign but that of what is below nothing
        let of_end = if key.ends_with("fen") { "/interval_fen" } else { "/interval" };
        let ends: Vec<String> = ends.iter().map(|end| expected(of_end, end, word)).collect();
        let negative = ends.iter().any(|end| end.starts_with('−'));
        return ends.join(match (word, negative) {
            ("zh", false) => "—",
            ("zh", true) => " 至 ",
            (_, false) => "–",
            (_, true) => " to ",
        });
    }
    if value.is_null() {
        return if word == "zh" { "未定" } else { "open" }.to_owned();
    }
    let number = value.as_f64().expect("a number");
    let plus = |text: String| if SIGNED.contains(&key) && number > 0.0 { format!("+{text}") } else { text };
    if SHARES.contains(&key) {
        return plus(signed_percent(number));
    }
    // numerical errors, of which rounding alone makes 1e-16
    if keys.contains(&"numerics") {
        let text = format!("{:.0e}", number.abs().max(1e-16));
        let (digit, exponent) = text.split_once("e-").expect("less than one");
        let raised =
            exponent.chars().map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c as usize - '0' as usize).expect("a digit"));
        return format!("{digit} × 10⁻{}", raised.collect::<String>());
    }
    if key == "error_ratio" {
        return written(number, 1, 3);
    }
    let (unit, decimals) = match (word, WHOLE.contains(&key)) {
        ("zh", _) => (1_000_000, 2),
        (_, true) => (100_000_000, 2),
        (_, false) => (100_000_000, 3),
    };
    let text = written(number, unit, decimals);
    let nothing = text.chars().all(|c| matches!(c, '0' | '.'));
    if (key.ends_with("se_fen") || key == "sd_fen") && number > 0.0 && nothing {
        return format!("<{}1", &text[..text.len() - 1]);
    }
    if nothing { text } else { plus(text) }
}

#[test]
fn every_figure_equals_the_findings_in_both_languages() {
    for studied in all() {
        let mut pointers = Vec::new();
        for word in ["zh", "en"] {
            let all = figures(part(&studied.page, word));
            for (pointer, text) in &all {
                let value = studied.findings.pointer(pointer);
                let value = value.unwrap_or_else(|| panic!("{} has no {pointer}", studied.files[0]));
                assert_eq!(*text, expected(pointer, value, word), "{word} {pointer}");
            }
            pointers.push(all.into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>());
        }
        assert!(pointers[0].len() > studied.figures, "{:?}: {} figures", studied.files, pointers[0].len());
        assert_eq!(pointers[0], pointers[1], "both languages show the same figures in the same order");
    }
}

#[test]
fn the_waterfall_adds_up_to_the_last_bit() {
    for studied in [two(), super::support::hostile()] {
        for other in studied.findings["others"].as_array().expect("others") {
            let waterfall = &other["waterfall"];
            let number = |value: &Value| value.as_f64().expect("a number");
            let steps = waterfall["steps"].as_array().expect("steps");
            let mut reached = number(&waterfall["base_mean_fen"]);
            for step in steps {
                assert_eq!(number(&step["before_fen"]), reached, "{step}");
                reached = number(&step["after_fen"]);
                // three numbers below 2³⁴ fen and two differences of them, each rounded by at most 2⁻²⁰ fen
                let moved = reached - number(&step["before_fen"]) - number(&step["difference_fen"]);
                assert!(moved.abs() <= 5.0 / 1_048_576.0, "{step}");
            }
            assert_eq!(reached, number(&waterfall["other_mean_fen"]), "the clauses are all that is owed");
            assert!(steps.len() >= 4);
        }
    }
}
