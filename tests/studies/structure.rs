//! The pages' structure: sections in order in both languages, every chart, one file that loads nothing.

use std::collections::BTreeSet;

use super::page::{between, embedded, part, shown};
use super::support::{all, charts};

#[test]
fn both_languages_have_every_section_in_order() {
    for studied in all() {
        for word in ["zh", "en"] {
            let part = part(&studied.page, word);
            let wanted: Vec<String> = studied.sections.iter().map(|name| format!("{word}-{name}")).collect();
            assert_eq!(between(part, "<section id=\"", "\""), wanted);
            let links = between(between(part, "<nav", "</nav>")[0], "<li><a href=\"#", "\"");
            assert_eq!(links, wanted, "the table of contents leads to every section");
        }
    }
}

#[test]
fn every_chart_is_a_file_in_both_formats_and_languages_and_a_picture_of_the_page() {
    for studied in all() {
        let names = charts(studied);
        assert!(!names.is_empty(), "{:?}", studied.files);
        let data = embedded(&studied.page);
        for word in ["zh", "en"] {
            for name in &names {
                for ending in ["svg", "png"] {
                    assert!(studied.path.join(format!("charts/{name}.{word}.{ending}")).is_file(), "{name}");
                }
                let picture = &data[word][name];
                let series =
                    picture["option"]["series"].as_array().unwrap_or_else(|| panic!("{name} is still"));
                assert!(
                    series.iter().all(|one| one["data"].as_array().is_some_and(|data| !data.is_empty())),
                    "{name}"
                );
                let figures =
                    between(part(&studied.page, word), &format!("<figure id=\"{word}-{name}\""), "</figure>");
                let [figure] = figures.as_slice() else { panic!("{} figures of {name}", figures.len()) };
                assert!(figure.contains("<svg ") && figure.contains("<details>"), "{name}");
            }
            assert_eq!(data[word].as_object().expect("pictures").len(), names.len());
        }
    }
}

#[test]
fn a_page_is_one_file_that_loads_nothing_and_runs_its_own_scripts_alone() {
    for studied in all() {
        let page = &studied.page;
        let markup = &page[..page.find("<script").expect("scripts")];
        assert!(!markup.contains(" src=\"") && !markup.contains("url(") && !markup.contains("@import"));
        for target in between(markup, "href=\"", "\"") {
            assert!(target.starts_with('#') || target == "data:,", "a link to {target}");
        }
        assert_eq!(page.matches("</script>").count(), 3);
        assert!(page.len() < 3_000_000, "{} bytes", page.len());
        let ids = between(markup, " id=\"", "\"");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for head in between(markup, "<th", ">").into_iter().filter(|head| !head.starts_with("ead")) {
            assert!(head.contains("scope=\""), "<th{head}>");
        }
        assert_eq!(markup.matches("<table").count(), markup.matches("<caption>").count());
    }
}

/// A part without what others wrote (names, quoted words, code), drawings, and the links to the other language.
fn own_words(part: &str) -> String {
    let mut text = part.to_owned();
    for (open, close) in [
        ("<svg", "</svg>"),
        ("<bdi", "</bdi>"),
        ("<q ", "</q>"),
        ("<code", "</code>"),
        ("<p class=\"languages\">", "</p>"),
        ("<span class=\"article\"", "</span>"),
    ] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).expect("its end") + start + close.len();
            text.replace_range(start..end, "");
        }
    }
    text
}

#[test]
fn every_word_exists_in_both_languages() {
    for studied in all() {
        let english = shown(&own_words(part(&studied.page, "en"))).replace("万元", "");
        let chinese: String = english.chars().filter(|c| ('\u{3400}'..='\u{9fff}').contains(c)).collect();
        assert_eq!(chinese, "", "{:?}", studied.files);
    }
}

#[test]
fn the_answer_comes_first_with_its_interval() {
    for studied in all() {
        for (word, interval) in [("zh", "95% 区间"), ("en", "95% interval")] {
            let part = part(&studied.page, word);
            let section = format!("<section id=\"{word}-answer\"");
            let answer = shown(between(part, &section, "</section>")[0]);
            // what was computed has none
            assert!(answer.contains(interval) != (studied.files[0] == "exact.json"), "{answer}");
            let pictures = part.find(&format!("<section id=\"{word}-pictures\"")).expect("pictures");
            assert!(part.find("<p class=\"lead\">").expect("the answer") < pictures);
        }
    }
}
