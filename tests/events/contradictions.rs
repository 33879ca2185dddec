//! Events that contradict each other, or what the scenario states, are errors of their rows.

use super::support::{load, scenario};
use fiscast::language::{Language, Text};

/// A sound table: line 1 the headings, an institute at lines 2 to 4, a firm at lines 5 to 8.
const SOUND: &str = "\
date,institute,firm,event,amount,category,county,results,transfers,captive,invested,note
2022-03-01,甲院,,accreditation,,,红旗区,,,,,
2022-04-01,甲院,,unveiling,,,,,,,,
2023,甲院,,evaluation,,,,12,6,,,
2022-05-01,甲院,甲公司,founding,,,,,,,,
2023-05-01,甲院,甲公司,listing,,NEEQ,,,,,,
2023,甲院,甲公司,revenue,600万元,,,,,,,
2024-06-30,甲院,甲公司,failure,,,,,,,,
";

/// The errors of a table: line and words.
fn errors(table: &str) -> Vec<(usize, String)> {
    let events = load(&scenario("scenarios/baseline.toml"), table.as_bytes());
    let problems = events.diagnostics.iter();
    problems
        .filter(|problem| problem.severity == fiscast::files::Severity::Error)
        .map(|problem| {
            for Text { zh, en } in [&problem.message, &problem.advice] {
                assert!(zh.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && zh != en, "{zh}: {en}");
            }
            (problem.line, format!("{}: {}", problem.message.en, problem.advice.en))
        })
        .collect()
}

#[test]
fn the_sound_table_is_sound() {
    assert_eq!(errors(SOUND), []);
}

#[test]
fn each_kind_of_contradiction_is_an_error_of_its_row() {
    // what is appended to the sound table (its line is 9), and what must be said of it
    for (row, words) in [
        ("2022-04-30,甲院,甲公司,listing,,SZSE,,,,,,", "before its founding on 2022-05-01"),
        ("2021,甲院,甲公司,revenue,600万元,,,,,,,", "before its founding"),
        ("2022-01-10,甲院,甲公司,award,,provincial.first,,,,,,", "before its founding"),
        ("2022-04-30,甲院,乙公司,award,,provincial.first,,,,,,", "no record of the founding of 乙公司"),
        ("2024,甲院,甲公司,revenue,600万元,,,,,,,", "though the firm ended on 2024-06-30"),
        ("2024-06-30,甲院,甲公司,listing,,SZSE,,,,,,", "though the firm ended on 2024-06-30"),
        ("2024-12-09,甲院,甲公司,award,,provincial.first,,,,,,", "though the firm ended on 2024-06-30"),
        ("2022-03-02,甲院,,accreditation,,,红旗区,,,,,", "stands twice"),
        ("2022-04-02,甲院,,unveiling,,,,,,,,", "stands twice"),
        ("2022-05-02,甲院,甲公司,founding,,,,,,,,", "stands twice"),
        ("2023,甲院,甲公司,revenue,700万元,,,,,,,", "stands twice"),
        ("2023-05-01,甲院,甲公司,listing,,NEEQ,,,,,,", "stands twice"),
        ("2024-06-29,甲院,甲公司,failure,,,,,,,,", "stands twice"),
        ("2023,甲院,,evaluation,,,,1,1,,,", "2023 is evaluated twice"),
        ("2022-02-28,甲院,,acceptance,,,,,,,,", "before its accreditation of 2022-03-01"),
        (
            "2024-12-31,甲院,,fund_loss,80万元,,,,,,2025-01-01,",
            "on an investment of 2025-01-01, which is later",
        ),
        ("2022-06-30,甲院,甲公司,revenue,600万元,,,,,,,", "not the end of its year"),
        ("2024-05-01,甲院,,evaluation,,,,12,6,,,", "not the end of its year"),
        ("2023-05-02,乙院,甲公司,listing,,SZSE,,,,,,", "was founded by another institute than 乙院"),
        ("2023-05-02,甲院,,listing,,SZSE,,,,,,", "no firm is named"),
        ("2023-05-02,甲院,甲公司,acceptance,,,,,,,,", "is an institute's, and a firm is named"),
        ("2023-05-02,甲院,甲公司,unveiling,,,,,,,,", "an institute's unveiling, and a firm is named"),
        ("2023-05-02,,乙公司,listing,,SZSE,,,,,,", "no institute is named"),
        ("2023-05-02,,,acceptance,,,,,,,,", "no institute is named"),
        ("2022-03-01,乙院,,accreditation,,,,,,,,", "in which county 乙院 is"),
        ("2022-03-01,biomed,,accreditation,,,,,,,,", "which the scenario has on 2021-10-16"),
        ("2021-10-16,biomed,,accreditation,,,红旗区,,,,,", "in another county"),
        ("2023-05-02,甲院,甲公司,listing,,NASDAQ,,,,,,", "unknown market"),
        ("2023-05-02,甲院,甲公司,award,,provincial.fourth,,,,,,", "unknown award"),
        ("2022-03-01,乙院,,accreditation,,,红旗,,,,,", "unknown county"),
        ("2023-05-02,甲院,甲公司,merger,,,,,,,,", "unknown event"),
        ("2023-05-02,甲院,甲公司,,,,,,,,,", "event: is missing"),
        (",甲院,甲公司,listing,,SZSE,,,,,,", "date: is missing"),
        ("2023-02-29,甲院,甲公司,listing,,SZSE,,,,,,", "no day of the calendar"),
        ("45000,甲院,甲公司,listing,,SZSE,,,,,,", "is no day"),
        ("2023,甲院,甲公司,listing,,SZSE,,,,,,", "is no day"),
        ("2023-05-02,甲院,甲公司,listing,,,,,,,,", "category: is missing"),
        ("2023,甲院,甲公司,revenue,,,,,,,,", "amount: is missing"),
        ("2023,甲院,甲公司,revenue,600,,,,,,,", "name the unit in the heading"),
        ("2023,甲院,甲公司,revenue,-600万元,,,,,,,", "amount:"),
        ("2023,甲院,,evaluation,,,,9.5,6,,,", "is no whole number"),
        ("2022-05-01,甲院,乙公司,founding,,,,,,也许,,", "is neither yes nor no"),
        ("2024-12-31,甲院,,fund_loss,80万元,,,,,,,", "invested: is missing"),
    ] {
        let found = errors(&format!("{SOUND}{row}\n"));
        assert!(found.iter().any(|(_, said)| said.contains(words)), "{row}\nsaid: {found:?}\nnot: {words}");
        // the row itself, or the row that it contradicts
        assert!(found.iter().all(|(line, _)| [2, 3, 4, 5, 6, 7, 8, 9].contains(line)), "{row}: {found:?}");
        assert!(
            found.iter().any(|(line, _)| *line == 9) || words.contains("twice") || words.contains("ended"),
            "{row}: {found:?}"
        );
    }
}

#[test]
fn an_event_of_a_firm_that_several_institutes_have_needs_its_institute() {
    let table = format!(
        "{SOUND}2022-03-01,乙院,,accreditation,,,红旗区,,,,,\n2022-05-01,乙院,甲公司,founding,,,,,,,,\n\
         2022-06-01,,甲公司,award,,provincial.first,,,,,,\n"
    );
    let found = errors(&table);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, 11);
    assert!(found[0].1.contains("several institutes have a firm called 甲公司"), "{found:?}");
}

#[test]
fn every_row_in_error_is_named_at_once() {
    let table = format!(
        "{SOUND}2022-04-30,甲院,甲公司,listing,,SZSE,,,,,,\n2024,甲院,甲公司,revenue,600万元,,,,,,,\n"
    );
    let lines: Vec<usize> = errors(&table).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [9, 10]);
}

#[test]
fn headings_are_judged_before_rows() {
    for (headings, words) in [
        ("date,institute,event,date", "stands twice"),
        ("date,institute,firm", "no column 事项 (event)"),
        ("date,institute,event,colour", "unknown column"),
        ("", "the table is empty"),
    ] {
        let found = errors(&format!("{headings}\n2022-03-01,甲院,accreditation,\n").replace("\n\n", ""));
        let found = if headings.is_empty() { errors("\n\n") } else { found };
        assert!(found.iter().any(|(_, said)| said.contains(words)), "{headings}: {found:?}");
    }
    let events = load(&scenario("scenarios/baseline.toml"), b"PK\x03\x04\x00\x00");
    assert!(events.diagnostics.render(Language::English, false).contains("save it from Excel or WPS as CSV"));
}
