//! Tables as people save them: any order of rows and columns, any encoding, hostile names, many events.

use std::time::Duration;

use cpu_time::ThreadTime;
use encoding_rs::GB18030;
use fiscast::event_file::template;
use fiscast::findings::{Determination, determination};
use fiscast::quantities::Date;
use fiscast::results::to_lines;
use fiscast::tables::{clauses_csv, determination_text, obligations_csv, refusals_csv};
use fiscast::things::Language;

use super::support::{decide, load, scenario};

/// An institute of its own with two firms, an institute that the scenario names, and at least one event of each kind.
const RICH: &str = "\
日期,产研院,企业,事项,金额,类别,县（市、区）,新研发科技成果,转移转化技术,牵头企业分立,投资日期,备注
2022-03-01,甲院,,认定,,,红旗区,,,,,豫政文第 1 号
2022-04-01,甲院,,挂牌,,,,,,,,
2023-06-30,甲院,,验收,,,,,,,,
2023,甲院,,绩效评价,,,,9,5,,,
2022-05-01,甲院,甲公司,设立,,,,,,否,,
2022-06-01,甲院,乙公司,设立,,,,,,是,,
2023-05-01,甲院,甲公司,上市,,新三板,,,,,,凭证一
2024-02-29,甲院,甲公司,上市,,深交所,,,,,,
2024-01-10,甲院,甲公司,获奖,,省二等奖,,,,,,
2024-01-10,甲院,,获奖,,省三等奖,,,,,,
2024-01-10,甲院,,获奖,,省三等奖,,,,,,
2024-06-24,甲院,,获奖,,其他,,,,,,
2023,甲院,甲公司,年营业收入,1200万元,,,,,,,
2024,甲院,甲公司,年营业收入,1300万元,,,,,,,
2023,甲院,乙公司,年营业收入,500万元,,,,,,,
2025-01-31,甲院,乙公司,退出,,,,,,,,
2025-12-31,甲院,,基金损失,80万元,,,,,,2023-01-05,
2023-03-31,biomed,丙公司,设立,,,,,,,,
2024-12-31,biomed,丙公司,上市,,北交所,,,,,,
";

const BASELINE: &str = "scenarios/baseline.toml";

/// All that is written of a determination.
fn written(determination: &Determination) -> Vec<Vec<u8>> {
    let text = |language| determination_text(determination, language).into_bytes();
    vec![
        to_lines(determination).expect("JSON"),
        obligations_csv(determination),
        refusals_csv(determination),
        clauses_csv(determination),
        text(Language::Chinese),
        text(Language::English),
    ]
}

/// The rows below the headings, moved about by a fixed rule: row `i` comes to `i × step mod n`.
fn shuffled(table: &str, step: usize) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    let headings = lines.remove(0);
    let moved: Vec<&str> = (0..lines.len()).map(|index| lines[index * step % lines.len()]).collect();
    format!("{headings}\n{}\n", moved.join("\n"))
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let scenario = scenario(BASELINE);
    let plain = written(&decide(&scenario, RICH.as_bytes()));
    let rows = RICH.lines().count() - 1;
    // every step below the prime 19 is another order of the 19 rows
    assert_eq!(rows, 19);
    for step in 1..rows {
        let table = shuffled(RICH, step);
        assert!(step == 1 || table != RICH);
        assert_eq!(written(&decide(&scenario, table.as_bytes())), plain, "step {step}");
    }
}

#[test]
fn columns_languages_separators_and_encodings_change_nothing() {
    let scenario = scenario(BASELINE);
    let plain = written(&decide(&scenario, RICH.as_bytes()));
    let turned: String =
        RICH.lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(",") + "\r\n").collect();
    let english = RICH.replace(
        "日期,产研院,企业,事项,金额,类别,县（市、区）,新研发科技成果,转移转化技术,牵头企业分立,投资日期,备注",
        "date,institute,firm,event,amount,category,county,results,transfers,captive,invested,note",
    );
    let unit = RICH
        .replace(",金额,", ",金额（万元）,")
        .replace("1200万元", "1200")
        .replace("1300万元", "\"1,300\"")
        .replace("500万元", "500")
        .replace("80万元", "80");
    let mut utf_16 = vec![0xff, 0xfe];
    utf_16.extend(RICH.encode_utf16().flat_map(u16::to_le_bytes));
    for (what, table) in [
        ("columns the other way round", turned.into_bytes()),
        ("English headings", english.into_bytes()),
        ("tabs", RICH.replace(',', "\t").into_bytes()),
        ("semicolons", RICH.replace(',', ";").into_bytes()),
        ("a unit in the heading", unit.into_bytes()),
        ("a byte-order mark", [b"\xef\xbb\xbf", RICH.as_bytes()].concat()),
        ("GB 18030", GB18030.encode(RICH).0.into_owned()),
        ("UTF-16", utf_16),
        ("empty lines", RICH.replace('\n', "\n,,,,\n\n").into_bytes()),
    ] {
        assert_eq!(written(&decide(&scenario, &table)), plain, "{what}");
    }
}

#[test]
fn every_event_is_told_once_paid_or_not_with_its_reason() {
    let determination = decide(&scenario(BASELINE), RICH.as_bytes());
    // 甲院 from 2022-04-01: three instalments; biomed from 2022-01-30 (unveiled before the policy): three; NEEQ 100 + 25,
    // SZSE and BSE 200 + 50 each; 省二等奖 5, two 省三等奖 2 each; 1200万元 passes two thresholds, 5 + 5 and 10 + 10;
    // the two institutes that the table does not name have no events, so nothing is said of them
    let fen = |wan: i64| wan * 1_000_000;
    let paid: i64 =
        determination.obligations.iter().filter(|due| !due.is_contingent).map(|due| due.amount_fen).sum();
    assert_eq!(paid, fen(6 * 500 + 125 + 250 + 250 + 5 + 2 + 2 + 10 + 20));
    let contingent: Vec<i64> =
        determination.obligations.iter().filter(|due| due.is_contingent).map(|due| due.amount_fen).collect();
    assert_eq!(contingent, [fen(80)]);
    let mut refused: Vec<(&str, &str)> = determination
        .refusals
        .iter()
        .filter(|refusal| refusal.clause.is_some())
        .map(|refusal| (refusal.event_date.as_str(), refusal.reason))
        .collect();
    refused.sort_unstable();
    assert_eq!(
        refused,
        [
            ("2023-12-31", "threshold_not_exceeded"),
            ("2024-06-24", "category_without_prize"),
            ("2024-12-31", "threshold_used_up"),
        ]
    );
    // accreditation, acceptance, evaluation, three foundings, one failure; the unveiling starts a subsidy
    let without_clause = determination.refusals.iter().filter(|refusal| refusal.clause.is_none()).count();
    assert_eq!(without_clause, 7);
    assert!(determination.obligations.iter().any(|due| due.note == "凭证一"));
}

#[test]
fn later_events_have_not_happened_on_an_earlier_day() {
    let scenario = scenario(BASELINE);
    let events = load(&scenario, RICH.as_bytes());
    let day = Date::parse("2024-02-28").expect("a day");
    let of_that_day = determination(&scenario, &events.records, &events.notes, &events.dossier, Some(day));
    // after it: SZSE 2024-02-29, BSE, award of June, revenue of 2024, the failure, the loss
    assert_eq!(of_that_day.later_events, 6);
    let due: i64 = of_that_day.obligations.iter().filter(|due| due.is_due).map(|due| due.amount_fen).sum();
    // instalments of 甲院 of April 2022 and 2023, of biomed of January 2022, 2023 and 2024; NEEQ; awards; revenue of 2023
    assert_eq!(due, (5 * 500 + 125 + 9 + 30) * 1_000_000);
    assert!(of_that_day.obligations.iter().all(|due| due.is_due == (due.date.as_str() <= "2024-02-28")));
}

#[test]
fn the_template_is_a_table_of_every_shipped_scenario() {
    for name in super::support::shipped() {
        let scenario = scenario(&name);
        let table = template(Some(&scenario.registry.counties[0].name.zh));
        let events = load(&scenario, &table);
        assert_eq!(
            events.diagnostics.errors(),
            0,
            "{name}: {}",
            events.diagnostics.render(Language::English, false)
        );
        assert_eq!(events.records.len(), 10, "one example of each kind of event");
    }
}

#[test]
fn hostile_names_stay_names() {
    let scenario = scenario(BASELINE);
    let names = [
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "<script>alert(1)</script>",
        "a\"b",
        "a,b;c",
        "%s%n{}{0}",
        "'; DROP TABLE x; --",
        "𠮷野家\u{301}",
        "名".repeat(200).as_str(),
    ]
    .map(str::to_owned);
    for name in names {
        let cell = format!("\"{}\"", name.replace('"', "\"\""));
        let table = format!(
            "date,institute,firm,event,category,county,note\n\
             2022-03-01,{cell},,accreditation,,红旗区,{cell}\n\
             2022-05-01,{cell},{cell},founding,,,\n\
             2023-05-01,{cell},{cell},listing,NEEQ,,{cell}\n"
        );
        let determination = decide(&scenario, table.as_bytes());
        assert_eq!(determination.obligations.len(), 5, "{name}");
        assert!(determination.obligations.iter().any(|due| due.beneficiary.zh == name), "{name}");
        for table in [obligations_csv(&determination), refusals_csv(&determination)] {
            let mut reader = csv::ReaderBuilder::new().from_reader(&table[3..]);
            let width = reader.headers().expect("headings").len();
            for row in reader.records() {
                let row = row.expect("a row");
                assert_eq!(row.len(), width, "{name}");
                assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{name}: {row:?}");
            }
        }
    }
}

#[test]
fn names_that_cannot_be_seen_or_end_nowhere_are_refused() {
    for name in ["甲\u{202e}院", "甲\u{200b}院", "甲\u{7}院", "名".repeat(201).as_str()] {
        let table = format!("date,institute,firm,event,county\n2022-03-01,{name},,accreditation,红旗区\n");
        assert_eq!(load(&scenario(BASELINE), table.as_bytes()).diagnostics.errors(), 1, "{name:?}");
    }
}

/// A table of 100,000 events: 100 institutes with 9 firms each, every firm with a revenue in each of 100 years and some prizes.
fn many_events() -> String {
    let mut table = String::from("date,institute,firm,event,amount,category,county\n");
    let mut count = 0;
    for institute in 0..100 {
        table += &format!("2022-03-01,院{institute},,accreditation,,,红旗区\n");
        count += 1;
        for firm in 0..9 {
            table += &format!("2022-05-01,院{institute},院{institute}第{firm}家,founding,,,\n");
            for year in 2022..2122 {
                table += &format!(
                    "{year},院{institute},院{institute}第{firm}家,revenue,{}万元,,\n",
                    100 + year - 2000
                );
            }
            for day in 1..=10 {
                table += &format!(
                    "2024-01-{day:02},院{institute},院{institute}第{firm}家,award,,provincial.third,\n"
                );
            }
            count += 111;
        }
    }
    assert_eq!(count, 100_000);
    table
}

#[test]
fn a_hundred_thousand_events_take_less_than_a_second() {
    let scenario = scenario(BASELINE);
    let table = many_events();
    // time of this thread, whatever else the machine is doing, and the quickest of a few tries
    let quickest = (0..5).map(|_| {
        let clock = ThreadTime::now();
        let determination = decide(&scenario, table.as_bytes());
        let sizes: usize = written(&determination).iter().map(Vec::len).sum();
        let time = clock.elapsed();
        assert!(sizes > 10_000_000);
        // three instalments of each institute, ten prizes of each firm; no revenue exceeds 500 万元
        assert_eq!(determination.obligations.len(), 300 + 9_000);
        assert_eq!(determination.refusals.len(), 90_000 + 900);
        time
    });
    let quickest = quickest.min().expect("some tries");
    println!("{quickest:?}");
    assert!(quickest < Duration::from_secs(1), "{quickest:?}");
}
