//! Every chart of studies of many shapes: no mark leaves the picture, no two texts overlap, and the numbers behind it are of
//! their columns.

use crate::findings::Study;
use crate::things::{Language, Text};

use super::chart::{Chart, Format};
use super::layout;
use super::numbers::{Number, NumberUnit};
use super::study_sample::{Priced, Shape, USUAL, comparison, readings};

const LONG: &str =
    "新乡市红旗区及高新技术产业开发区和平原城乡一体化示范区联合管理委员会财政金融服务中心的情景";

fn belongs(number: &Number, unit: NumberUnit) -> bool {
    match number {
        Number::Nothing => true,
        Number::Words(text) => {
            !text.zh.is_empty() && !text.en.is_empty() && matches!(unit, NumberUnit::Words | NumberUnit::Year)
        }
        Number::Fen(fen) => unit == NumberUnit::Money && fen.is_finite(),
        Number::Share(share) => unit == NumberUnit::Share && (0.0..=1.0).contains(share),
        Number::Count(_) => matches!(unit, NumberUnit::Count | NumberUnit::Whole),
        Number::Year(_) => unit == NumberUnit::Year,
    }
}

/// Checks every chart; how many there are.
fn check(what: &str, study: &Study) -> usize {
    let charts = Chart::of_study(study);
    let mut names: Vec<String> = charts.iter().map(Chart::name).collect();
    for chart in &charts {
        let (name, numbers) = (chart.name(), chart.numbers());
        for (language, _) in Language::ALL {
            let (title, picture) = chart.picture(language);
            layout::check(&format!("{what} {name} {language:?}"), &picture);
            assert_eq!(language.of(&numbers.title), title, "{what} {name}");
            assert!(!language.of(&chart.shows()).is_empty());
        }
        for row in &numbers.rows {
            assert_eq!(row.len(), numbers.columns.len(), "{what} {name}");
            for (cell, column) in row.iter().zip(&numbers.columns) {
                assert!(belongs(cell, column.unit), "{what} {name} {}: {cell:?}", column.key);
            }
        }
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), charts.len(), "{what}: two charts share a name");
    charts.len()
}

#[test]
fn two_scenarios_to_twelve_fit() {
    for scenarios in [2, 3, 5, 8, 12] {
        let study = comparison(Shape { scenarios, ..USUAL });
        assert_eq!(check(&format!("{scenarios} scenarios"), &study), 2 + 2 * (scenarios - 1));
    }
}

#[test]
fn one_year_to_thirty_and_no_clause_to_thirty_fit() {
    for years in [1, 2, 4, 9, 15, 30] {
        check(&format!("{years} years"), &comparison(Shape { years, ..USUAL }));
        check(&format!("{years} years, 6 scenarios"), &comparison(Shape { years, scenarios: 6, ..USUAL }));
    }
    for clauses in [0, 1, 4, 12, 30] {
        check(&format!("{clauses} clauses"), &comparison(Shape { clauses, ..USUAL }));
    }
}

#[test]
fn small_and_large_and_falling_amounts_fit() {
    for (amount, change) in
        [(0, 0), (1, 1), (9, 3), (8_000, 500), (8_000, -500), (8_000, 1), (99_999_999, 7_777_777)]
    {
        check(&format!("{amount} {change}"), &comparison(Shape { amount, change, ..USUAL }));
    }
}

#[test]
fn what_does_not_differ_is_not_called_a_difference() {
    let study = comparison(Shape { change: 0, ..USUAL });
    for chart in Chart::of_study(&study) {
        let title = chart.numbers().title;
        assert!(title.zh.contains("无差别") || title.zh.contains("没有差别"), "{}", title.zh);
        assert!(title.en.to_lowercase().contains("no "), "{}", title.en);
    }
}

#[test]
fn any_title_fits_and_both_formats_are_drawn() {
    for title in [LONG, "<b>\"R&D\"</b> & Co.", "مركز البحوث الصناعية", "𰻝𰻝🦀", "甲"]
    {
        for scenarios in [2, 4] {
            let study = comparison(Shape { title, scenarios, ..USUAL });
            check(title, &study);
            let svg = Chart::of_study(&study)[0].draw(Language::Chinese, Format::Svg).expect("a chart");
            let svg = String::from_utf8(svg).expect("UTF-8");
            assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>") && !svg.contains("<b>"));
        }
    }
    let png = Chart::of_study(&comparison(USUAL))[0].draw(Language::English, Format::Png).expect("a chart");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn no_title_of_usual_length_is_cut() {
    let study = comparison(Shape { title: "政策延期至二〇二五年底情景", ..USUAL });
    for chart in Chart::of_study(&study) {
        let (_, picture) = chart.picture(Language::Chinese);
        for (text, _) in layout::texts(&picture.marks) {
            assert!(!text.contains('…'), "{}: \"{text}\" is cut", chart.name());
        }
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    let lacking = comparison(Shape { title: "新乡🦀", ..USUAL });
    assert_eq!(Chart::of_study(&lacking)[0].missing_characters(), ['🦀']);
    assert_eq!(Chart::of_study(&comparison(USUAL))[0].missing_characters(), []);
}

#[test]
fn readings_of_few_and_many_switches_fit() {
    for switches in [1, 3, 8, 12] {
        for (combined, charts) in [(true, 3), (false, 1)] {
            for title in ["起算日早于文件发布的补助", LONG, "مركز"] {
                for largest in [0, 1, 40, -3_109, 99_999_999] {
                    let shape = Priced { switches, combined, largest, title: Text::same(title) };
                    let what = format!("{switches} {combined} {largest} {title}");
                    assert_eq!(check(&what, &readings(&shape)), charts);
                }
            }
        }
    }
}
