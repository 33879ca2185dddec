//! Names that try to break a workbook: formulas, markup, control characters, the longest texts, letters from right to
//! left. Nothing runs, nothing is cut that a cell can hold.

use fiscast::findings::Findings;
use fiscast::things::Text;

use super::support::{Book, Cell, SHAPES};

/// The most that a cell holds, in units of UTF-16.
const LONGEST: usize = 32_767;

fn names() -> Vec<String> {
    vec![
        "=1+1".to_owned(),
        "=HYPERLINK(\"http://example.org\",\"x\")".to_owned(),
        "+cmd|' /C calc'!A0".to_owned(),
        "-2+3".to_owned(),
        "@SUM(A1:A9)".to_owned(),
        "图表数据!$A$1".to_owned(),
        "<b>\"R&D\"</b> & Co.; x&#x27; ]]> <!--".to_owned(),
        "مركز البحوث \u{202e}gnp.exe".to_owned(),
        "_x0041_ 𠀀🦀".to_owned(),
        "*?~ 红旗区".to_owned(),
        "第一行\n第二行\t制表".to_owned(),
        "2024&P&D&\"Arial\"".to_owned(),
        "新".repeat(LONGEST),
    ]
}

/// Findings in which every name and text is one of these.
fn named(name: &str) -> Findings {
    let mut findings = SHAPES[0].1.clone();
    let text = Text::same(name);
    findings.scenario.title = text.clone();
    findings.scenario.description = text.clone();
    findings.scenario.id = name.to_owned();
    findings.policy.title = text.clone();
    findings.policy.document = name.to_owned();
    findings.policy.id = name.to_owned();
    for county in &mut findings.counties {
        county.name = text.clone();
    }
    for clause in &mut findings.clauses {
        clause.title = text.clone();
        clause.article = name.to_owned();
    }
    for budget in &mut findings.budgets {
        budget.title = text.clone();
    }
    for part in &mut findings.contributions {
        part.name = text.clone();
    }
    for reading in &mut findings.readings {
        (reading.title, reading.choice) = (text.clone(), text.clone());
        (reading.article, reading.words) = (name.to_owned(), name.to_owned());
    }
    for assumption in &mut findings.assumptions {
        (assumption.meaning, assumption.unit) = (text.clone(), text.clone());
        (assumption.value, assumption.key) = (name.to_owned(), name.to_owned());
        (assumption.source, assumption.note) = (Some(name.to_owned()), Some(name.to_owned()));
        assumption.alternatives = vec![(name.to_owned(), name.to_owned())];
    }
    findings
}

#[test]
fn no_name_runs_and_none_is_cut() {
    let harmless = Book::of(&SHAPES[0].1);
    for name in names() {
        let shown: String = name.chars().take(20).collect();
        let book = Book::of(&named(&name));
        for (sheet, grid) in &book.grids {
            // a name is never a formula, and no formula depends on it
            assert_eq!(grid.formulas, harmless.grid(sheet).formulas, "{shown}, {sheet}");
        }
        let whole = |sheet: &str, column: u32| {
            let cells = &book.grid(sheet).cells;
            cells
                .iter()
                .filter(|((_, at), cell)| *at == column && **cell == Cell::Words(name.clone()))
                .count()
        };
        let (counties, clauses) = (SHAPES[0].1.counties.len(), SHAPES[0].1.clauses.len());
        assert_eq!(whole("建议安排", 0), 5 * counties, "{shown}");
        assert_eq!(whole("建议安排", 1), 5 * counties, "{shown}");
        assert_eq!(whole("县（市、区）", 0), 14 * counties, "{shown}");
        assert!(whole("条款", 1) >= 14 * clauses, "{shown}");
        assert_eq!(whole("尾部贡献", 3), SHAPES[0].1.contributions.len(), "{shown}");
        assert_eq!(whole("已列安排", 0), SHAPES[0].1.budgets.len(), "{shown}");
        assert_eq!(whole("假设", 9), SHAPES[0].1.assumptions.len(), "{shown}");
        assert_eq!(whole("理解", 3), SHAPES[0].1.readings.len(), "{shown}");
        assert!(whole("说明", 1) >= 3, "{shown}");
        assert_files_are_sound(&book, &shown);
    }
}

#[test]
fn what_a_cell_cannot_hold_is_cut_or_replaced_in_sight() {
    // one more than fits, and a character beyond the basic plane across the limit
    let long = "新".repeat(LONGEST + 1);
    let split = "新".repeat(LONGEST - 2) + "𠀀𠀀";
    let control = "甲\u{0}乙\u{1b}\u{7f}丙\u{fffe}\r丁".to_owned();
    for (name, expected) in [
        (&long, "新".repeat(LONGEST - 1) + "…"),
        (&split, "新".repeat(LONGEST - 2) + "…"),
        (&control, "甲\u{fffd}乙\u{fffd}\u{fffd}丙\u{fffd}\n丁".to_owned()),
    ] {
        let book = Book::of(&named(name));
        let grid = book.grid("建议安排");
        let row = grid.below(0, "支付方") + 1 + 5;
        assert!(grid.words(row, 0) == expected, "{}", grid.words(row, 0).chars().count());
        assert_files_are_sound(&book, "too much");
    }
}

/// What Excel would offer to repair: characters that XML forbids, texts that are too long, page heads beyond their
/// limit or with codes from a name, links and names that are not ours.
fn assert_files_are_sound(book: &Book, name: &str) {
    for (part, xml) in &book.parts {
        let forbidden = |c: char| (c < ' ' && !"\n\r\t".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(forbidden), "{name}: {part} has a forbidden character");
        for attribute in ["<oddHeader>", "<oddFooter>"] {
            let Some(text) = xml.split(attribute).nth(1) else { continue };
            let text = text.split("</odd").next().expect("an end").replace("&lt;", "<").replace("&gt;", ">");
            let text = text.replace("&amp;", "&");
            assert!(text.encode_utf16().count() <= 255, "{name}: {part} {text}");
            // apart from ours, `&` is doubled: none begins a code
            let codes = text.replace("&&", "").matches('&').count();
            assert_eq!(codes, if attribute == "<oddHeader>" { 5 } else { 8 }, "{name}: {text}");
        }
    }
    for grid in book.grids.values() {
        for cell in grid.cells.values() {
            if let Cell::Words(words) = cell {
                assert!(words.encode_utf16().count() <= LONGEST, "{name}");
            }
        }
    }
    let outside = book.parts.iter().filter(|(part, _)| part.ends_with(".rels"));
    for (part, xml) in outside {
        assert!(!xml.contains("TargetMode=\"External\""), "{name}: {part} leads outside");
    }
}
