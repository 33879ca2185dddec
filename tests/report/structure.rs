//! The page's structure: sections in order in both languages, one file that loads nothing, heads that say their scope.

use std::collections::BTreeSet;

use super::support::{baseline, between, embedded, hostile, part, shown};

const SECTIONS: [&str; 6] = ["answer", "pictures", "tables", "premises", "certainty", "provenance"];

#[test]
fn both_languages_have_every_section_in_order() {
    for word in ["zh", "en"] {
        let part = part(&baseline().page, word);
        let wanted: Vec<String> = SECTIONS.iter().map(|name| format!("{word}-{name}")).collect();
        assert_eq!(between(part, "<section id=\"", "\""), wanted);
        let links = between(between(part, "<nav", "</nav>")[0], "<li><a href=\"#", "\"");
        assert_eq!(links, wanted, "the table of contents leads to every section");
        let lang = if word == "zh" { "zh-CN" } else { "en" };
        assert!(part.starts_with(&format!("<div class=\"part\" id=\"{word}\" lang=\"{lang}\"")));
    }
    assert!(baseline().page.starts_with("<!DOCTYPE html><html lang=\"zh-CN\">"), "Chinese first");
}

#[test]
fn identifiers_are_unique_and_what_names_them_finds_them() {
    for ran in [baseline(), hostile()] {
        let markup = &ran.page[..ran.page.find("<script").expect("scripts")];
        let ids = between(markup, " id=\"", "\"");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for name in
            between(markup, "aria-labelledby=\"", "\"").into_iter().chain(between(markup, "href=\"#", "\""))
        {
            assert!(unique.contains(name), "nothing is called {name}");
        }
    }
}

#[test]
fn every_table_head_says_its_scope_and_every_picture_its_words() {
    let page = &baseline().page;
    let markup = &page[..page.find("<script").expect("scripts")];
    for head in between(markup, "<th", ">").into_iter().filter(|head| !head.starts_with("ead")) {
        assert!(head.contains("scope=\""), "<th{head}>");
    }
    assert_eq!(markup.matches("<table").count(), markup.matches("<caption>").count());
    let figures = between(markup, "<figure", "</figure>");
    assert_eq!(figures.len(), 2 * fiscast::charts::Kind::ALL.len());
    for figure in figures {
        assert!(figure.contains("<figcaption>") && figure.contains("<svg ") && figure.contains("<title>"));
        assert_eq!(figure.matches("role=\"img\"").count(), 2, "the interactive and the static picture");
        assert!(between(figure, "aria-label=\"", "\"").iter().all(|label| !label.is_empty()));
    }
}

#[test]
fn the_page_is_one_file_that_loads_nothing() {
    for ran in [baseline(), hostile()] {
        let page = &ran.page;
        let markup = &page[..page.find("<script").expect("scripts")];
        assert!(!markup.contains(" src=\"") && !markup.contains("url(") && !markup.contains("@import"));
        for target in between(markup, "href=\"", "\"") {
            assert!(target.starts_with('#') || target == "data:,", "a link to {target}");
        }
        let policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")[0];
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(!policy.contains("http") && !policy.contains("script-src 'unsafe-inline'"), "{policy}");
        assert!(page.len() < 3_000_000, "{} bytes", page.len());
    }
}

#[test]
fn the_policy_lets_run_what_the_page_has_and_no_other_script() {
    use base64::Engine;
    use sha2::Digest;
    for ran in [baseline(), hostile()] {
        let policy = between(&ran.page, "script-src ", ";")[0].replace("&#39;", "'");
        let scripts = between(&ran.page, "<script>", "</script>");
        assert_eq!(scripts.len(), 2);
        assert_eq!(ran.page.matches("<script").count(), 3, "two scripts and their JSON");
        let hashes: Vec<String> = scripts
            .iter()
            .map(|script| {
                let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script));
                format!("'sha256-{hash}'")
            })
            .collect();
        assert_eq!(policy, hashes.join(" "));
        // a browser turns these into something else before it takes the hash
        assert!(scripts.iter().all(|script| !script.contains(['\r', '\0'])));
    }
}

/// Whether a character is Chinese writing.
fn is_chinese(character: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&character)
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
    let english = own_words(part(&baseline().page, "en"));
    let labels = between(&english, "aria-label=\"", "\"").join(" ");
    let english = format!("{} {labels}", shown(&english).replace("万元", ""));
    let left: String = english.chars().filter(|c| is_chinese(*c)).collect();
    assert_eq!(left, "", "Chinese in the English part");
    let chinese = own_words(part(&baseline().page, "zh"));
    let labels = between(&chinese, "aria-label=\"", "\"").join(" ");
    let chinese = format!("{} {labels}", shown(&chinese));
    let words: Vec<&str> = chinese
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| {
            word.len() > 2
                && !["CSV", "PNG", "SHA", "fiscast", "findings", "json", "manifest", "Apache", "ECharts"]
                    .contains(word)
        })
        .collect();
    assert_eq!(words, [""; 0], "English in the Chinese part");
}

#[test]
fn the_pictures_speak_one_language_each() {
    let data = embedded(&baseline().page);
    let english = data["en"].as_object().expect("pictures");
    for (name, picture) in english {
        let text = picture["option"].to_string() + &picture["title"].to_string();
        assert!(!text.chars().any(is_chinese), "{name}: {text}");
    }
    for (name, picture) in data["zh"].as_object().expect("pictures") {
        assert!(picture["title"].as_str().is_some_and(|title| title.chars().any(is_chinese)), "{name}");
    }
}
