//! Names that try to break the page: nothing in them is markup, nothing is cut, and no direction leaks out.

use super::support::{between, embedded, hostile, part, shown};

#[test]
fn hostile_names_are_words_and_nothing_else() {
    let ran = hostile();
    let markup = &ran.page[..ran.page.find("<script").expect("scripts")];
    for forbidden in ["<img", "<i>", "<b>", "<svg onload", "<script", "</script"] {
        assert!(!markup.contains(forbidden), "{forbidden}");
    }
    assert_eq!(markup.matches("</style>").count(), 1);
    let data = between(&ran.page, "id=\"pictures\">", "</script>")[0];
    assert!(!data.contains('<') && !data.contains(['\u{2028}', '\u{2029}']));
    // every script is one of the page's own: the JSON, the library and the page's
    assert_eq!(ran.page.matches("</script>").count(), 3);
}

#[test]
fn hostile_names_are_shown_whole_and_set_apart() {
    let ran = hostile();
    for word in ["zh", "en"] {
        let part = part(&ran.page, word);
        let apart: Vec<String> = between(part, "<bdi>", "</bdi>").into_iter().map(shown).collect();
        let mut names =
            vec![&ran.findings["scenario"]["title"][word], &ran.findings["scenario"]["description"][word]];
        names.extend(
            ran.findings["counties"].as_array().expect("counties").iter().map(|one| &one["name"][word]),
        );
        let budgets = ran.findings["budgets"].as_array().expect("budgets");
        let stated = budgets.iter().find(|budget| budget["id"] == "city_four_years").expect("a budget");
        names.push(&stated["title"][word]);
        for name in names {
            let name = name.as_str().expect("a name");
            assert!(apart.iter().any(|shown| shown == name), "{word}: {name:?}");
        }
    }
}

#[test]
fn hostile_names_cannot_run_in_a_spreadsheet() {
    let data = embedded(&hostile().page);
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
}
