//! Names that try to break the page or the workbook: nothing in them is markup or a formula.

use super::book::{Book, Cell};
use super::page::{between, embedded, part, shown};
use super::support::hostile;

#[test]
fn hostile_names_are_words_and_nothing_else() {
    let studied = hostile();
    let markup = &studied.page[..studied.page.find("<script").expect("scripts")];
    for forbidden in ["<img", "<i>", "<b>", "<svg onload", "<script", "</script"] {
        assert!(!markup.contains(forbidden), "{forbidden}");
    }
    assert_eq!(markup.matches("</style>").count(), 1);
    let data = between(&studied.page, "id=\"pictures\">", "</script>")[0];
    assert!(!data.contains('<') && !data.contains(['\u{2028}', '\u{2029}']));
}

#[test]
fn hostile_names_are_shown_whole_and_set_apart() {
    let studied = hostile();
    for word in ["zh", "en"] {
        let apart: Vec<String> =
            between(part(&studied.page, word), "<bdi>", "</bdi>").into_iter().map(shown).collect();
        let base = &studied.findings["base"];
        let counties = studied.findings["counties"].as_array().expect("counties");
        let names = [&base["title"][word], &base["description"][word]];
        for name in names.into_iter().chain(counties.iter().map(|county| &county["name"][word])) {
            let name = name.as_str().expect("a name");
            assert!(apart.iter().any(|shown| shown == name), "{word}: {name:?}");
        }
    }
}

#[test]
fn hostile_names_cannot_run_in_a_spreadsheet() {
    let studied = hostile();
    let data = embedded(&studied.page);
    for word in ["zh", "en"] {
        for (name, picture) in data[word].as_object().expect("pictures") {
            let csv = picture["csv"].as_str().expect("CSV").trim_start_matches('\u{feff}');
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            for record in reader.records() {
                for cell in record.expect("a record").iter() {
                    let runs = cell.starts_with(['=', '+', '@', '-']) && cell.parse::<f64>().is_err();
                    assert!(!runs, "{word} {name}: {cell}");
                }
            }
        }
    }
    let book = Book::read(&std::fs::read(studied.path.join("differences.xlsx")).expect("a workbook"));
    let title = studied.findings["base"]["title"]["zh"].as_str().expect("a title");
    let county = studied.findings["counties"][0]["name"]["zh"].as_str().expect("a name");
    for words in [title, county] {
        let somewhere = book.grids.values().flat_map(|grid| grid.cells.values());
        let kept = somewhere.filter(|cell| matches!(cell, Cell::Words(text) if text.contains(words))).count();
        assert!(kept > 0, "{words}");
    }
    let formulas = book.grids.values().flat_map(|grid| grid.formulas.values());
    assert!(formulas.into_iter().all(|formula| !formula.contains("HYPERLINK") && !formula.contains("1+1")));
}
