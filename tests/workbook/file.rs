//! The file: sheets, charts, printing, properties, and the same bytes for the same findings.

use fiscast::workbook::workbook;

use super::support::{Book, SHAPES, found};

const SHEETS: [&str; 13] = [
    "建议安排",
    "图表",
    "期望支出",
    "年度",
    "条款",
    "县（市、区）",
    "专项资金",
    "已列安排",
    "尾部贡献",
    "图表数据",
    "假设",
    "理解",
    "说明",
];

#[test]
fn the_same_findings_give_the_same_bytes() {
    for (shape, findings) in SHAPES.iter() {
        let once = workbook(findings).expect("a workbook");
        assert!(once == workbook(findings).expect("a workbook"), "{shape}");
    }
    // and so do findings that were written to a file and read again
    let text = serde_json::to_string(&SHAPES[0].1).expect("JSON");
    let read = serde_json::from_str(&text).expect("findings");
    assert!(workbook(&read).expect("a workbook") == workbook(&SHAPES[0].1).expect("a workbook"));
    // and the findings of another run of the same scenario
    let again = workbook(&found("baseline.toml", "", 2000)).expect("a workbook");
    assert!(again == workbook(&SHAPES[0].1).expect("a workbook"));
}

#[test]
fn every_sheet_is_there_in_chinese_with_english_beside_it() {
    for (shape, findings) in SHAPES.iter() {
        let book = Book::of(findings);
        assert_eq!(book.names, SHEETS, "{shape}");
        for name in SHEETS {
            let title = book.grid(name).words(0, 0);
            let (chinese, english) = title.split_once('　').expect("both languages");
            assert!(chinese.chars().any(|c| c > '\u{4e00}'), "{name}: {title}");
            assert!(english.is_ascii() && english.len() > 4, "{name}: {title}");
        }
    }
}

#[test]
fn it_holds_native_charts_of_its_own_numbers() {
    for (shape, findings) in SHAPES.iter() {
        let book = Book::of(findings);
        let charts: Vec<&String> = book
            .parts
            .iter()
            .filter(|(name, _)| name.starts_with("xl/charts/chart"))
            .map(|(_, xml)| xml)
            .collect();
        assert_eq!(charts.len(), 4, "{shape}");
        let single = findings.scenario.first_year == findings.scenario.last_year;
        for (chart, kinds) in charts.iter().zip([
            [if single { "<c:barChart>" } else { "<c:areaChart>" }, "<c:lineChart>"],
            [if single { "<c:barChart>" } else { "<c:areaChart>" }, "<c:lineChart>"],
            ["<c:grouping val=\"stacked\"/>", "<c:barDir val=\"col\"/>"],
            ["<c:barDir val=\"bar\"/>", "<c:errBars>"],
        ]) {
            assert!(kinds.iter().all(|kind| chart.contains(kind)), "{shape}: {kinds:?}");
            // every range is filled in, so that a viewer that calculates nothing shows the chart
            assert!(chart.contains("<c:f>图表数据!"), "{shape}");
            assert!(!chart.contains("<c:ptCount val=\"0\"/>"), "{shape}");
        }
        let titles: Vec<&str> = charts.iter().map(|chart| title(chart)).collect();
        assert!(titles[0].contains("年市级安排") && titles[0].ends_with("可覆盖 95% 的情形"), "{titles:?}");
        assert!(titles[1].contains("年市县合计安排"), "{titles:?}");
        assert!(titles[2].starts_with("期望支出") && titles[2].contains("占"), "{titles:?}");
        assert!(titles[3].contains("其中市级承担"), "{titles:?}");
    }
}

/// The title that a chart's file holds for viewers.
fn title(chart: &str) -> &str {
    let text = chart.split("<c:title>").nth(1).and_then(|rest| rest.split("<c:v>").nth(1));
    text.and_then(|rest| rest.split("</c:v>").next()).expect("a title")
}

#[test]
fn every_sheet_prints_on_a4_one_page_wide_with_its_head_repeated() {
    for (shape, findings) in SHAPES.iter() {
        let book = Book::of(findings);
        for (index, name) in SHEETS.iter().enumerate() {
            let xml = &book.parts[&format!("xl/worksheets/sheet{}.xml", index + 1)];
            assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{shape}, {name}");
            let setup =
                xml.split("<pageSetup").nth(1).and_then(|rest| rest.split("/>").next()).expect("a set-up");
            assert!(
                setup.contains("paperSize=\"9\"") && setup.contains("orientation=\"landscape\""),
                "{setup}"
            );
            assert!(!setup.contains("fitToWidth"), "one page wide is the default: {setup}");
            let height = if *name == "图表" {
                !setup.contains("fitToHeight")
            } else {
                setup.contains("fitToHeight=\"0\"")
            };
            assert!(height, "{shape}, {name}: {setup}");
            assert!(xml.contains("第 &amp;P 页，共 &amp;N 页"), "{shape}, {name}");
            assert!(xml.contains("state=\"frozen\""), "{shape}, {name}");
            let repeated = format!("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">");
            let charts = name.starts_with("图表");
            assert_eq!(book.parts["xl/workbook.xml"].contains(&repeated), !charts, "{shape}, {name}");
        }
    }
}

#[test]
fn the_properties_say_what_it_is_and_no_clock_is_in_it() {
    let book = Book::of(&SHAPES[0].1);
    let core = &book.parts["docProps/core.xml"];
    for words in [
        "<dc:title>2022—2025 年财政支出预测：基准情景</dc:title>",
        "<dc:subject>新政办〔2022〕9号",
        "<dc:creator>fiscast</dc:creator>",
        "2000-01-01T00:00:00Z</dcterms:created>",
        "2000-01-01T00:00:00Z</dcterms:modified>",
    ] {
        assert!(core.contains(words), "{words} is not in {core}");
    }
}

#[test]
fn amounts_are_shown_in_wan_with_separators_and_two_decimals() {
    let book = Book::of(&SHAPES[0].1);
    let grid = book.grid("建议安排");
    let row = grid.below(0, "支付方") + 2;
    let xml = &book.parts["xl/worksheets/sheet1.xml"];
    for column in "DEFGHIJKLM".chars() {
        let cell = xml.split(&format!("<c r=\"{column}{row}\" s=\"")).nth(1).expect("a cell with a style");
        let style: usize = cell.split('"').next().and_then(|index| index.parse().ok()).expect("its style");
        assert_eq!(number_format(&book.parts["xl/styles.xml"], style), "#,##0.00", "{column}{row}");
    }
    for name in SHEETS.iter().filter(|name| !["假设", "理解", "说明"].contains(name)) {
        let grid = book.grid(name);
        let unit = grid.cells.values().any(
            |cell| matches!(cell, super::support::Cell::Words(words) if words.starts_with("单位：万元")),
        );
        assert!(unit, "{name} states its unit");
    }
}

/// The number format of a style, by its position.
fn number_format(styles: &str, style: usize) -> String {
    let cells = styles.split("<cellXfs").nth(1).expect("styles of cells");
    let id =
        cells.split("numFmtId=\"").nth(style + 1).and_then(|rest| rest.split('"').next()).expect("an id");
    if id == "4" {
        // Excel's own
        return "#,##0.00".to_owned();
    }
    let written = styles.split(&format!("<numFmt numFmtId=\"{id}\" formatCode=\"")).nth(1).expect("a format");
    written.split('"').next().expect("an end").to_owned()
}

#[test]
fn the_largest_amounts_have_room() {
    let mut findings = SHAPES[0].1.clone();
    findings.series[0].statistics.max_fen = Some(123_456_789_012_345_678);
    let book = Book::of(&findings);
    let xml = &book.parts["xl/worksheets/sheet1.xml"];
    let widths = xml.split("<col ").skip(1).flat_map(|column| {
        let value = |name: &str| {
            let text = column.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            text.and_then(|text| text.parse::<f64>().ok()).expect("a number")
        };
        vec![value("width"); (value("max") - value("min")) as usize + 1]
    });
    // 123,456,789,012.35 has 18 characters; the first three columns hold names and years
    assert!(widths.skip(3).take(9).all(|width| width > 18.0));
}
