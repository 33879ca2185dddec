//! Every chart on findings of many shapes: no mark leaves the picture, no two texts overlap, no line runs through one, no usual
//! name is cut.

use crate::things::Language;

use super::super::chart::{Chart, Format};
use super::super::layout::{self, texts};
use super::kind::{Kind, missing_characters, picture};
use super::sample::{Shape, USUAL, findings};

/// Names that a file may hold: long, marked up, from right to left, without a glyph.
const NAMES: [&str; 5] = [
    "某某",
    "新乡市红旗区及高新技术产业开发区和平原城乡一体化示范区联合管理委员会财政金融服务中心",
    "<b>\"R&D\"</b> & Co.; x&#x27;",
    "مركز البحوث الصناعية",
    "𰻝𰻝🦀",
];

fn check(shape: Shape) {
    let findings = findings(shape);
    for (kind, name) in Kind::ALL {
        for language in [Language::Chinese, Language::English] {
            let (_, picture) = picture(kind, &findings, language);
            layout::check(&format!("{name} {language:?} {shape:?}"), &picture);
        }
    }
}

#[test]
fn one_to_thirty_years_fit() {
    for years in [1, 2, 3, 4, 5, 8, 9, 12, 13, 16, 17, 20, 25, 30] {
        check(Shape { years, ..USUAL });
    }
}

#[test]
fn one_to_forty_counties_fit() {
    for counties in [1, 2, 3, 8, 10, 12, 16, 20, 23, 24, 25, 30, 39, 40, 60, 130] {
        check(Shape { counties, ..USUAL });
    }
}

#[test]
fn no_institute_to_forty_fit() {
    for institutes in [0, 1, 9, 12, 40] {
        check(Shape { institutes, ..USUAL });
    }
}

#[test]
fn a_fund_without_appropriation_with_too_little_and_with_enough_fits() {
    for years in [1, 3, 4, 6, 8, 12, 20, 30] {
        for appropriation in [0, 1, 50, 60, 70, 90, 99, 100, 101, 400] {
            check(Shape { years, appropriation, ..USUAL });
        }
    }
}

#[test]
fn no_name_of_usual_length_is_cut() {
    // the longest names that institutes and counties bear today, and some characters more
    for counties in [1, 9, 20, 40] {
        let shape =
            Shape { name: "河南省高性能医疗器械与生物医药研究院", counties, ..USUAL };
        let findings = findings(shape);
        for (kind, name) in Kind::ALL {
            let (_, picture) = picture(kind, &findings, Language::Chinese);
            for (text, _) in texts(&picture.marks) {
                assert!(!text.contains('…'), "{name} of {counties} counties: \"{text}\" is cut");
            }
        }
    }
}

#[test]
fn no_clause_to_thirty_fit() {
    for clauses in [0, 1, 6, 7, 9, 10, 13, 30] {
        check(Shape { clauses, ..USUAL });
    }
}

#[test]
fn nothing_little_and_much_fit() {
    for most in [0, 1, 7, 100, 999_999, 100_000_000] {
        check(Shape { most, ..USUAL });
    }
}

#[test]
fn levels_apart_close_together_and_at_either_end_fit() {
    for levels in [
        [0, 0, 0, 0, 0],
        [1, 2, 3, 4, 5],
        // the lowest that the sample's curve, which falls evenly, lets stand below their labels
        [40, 50, 63, 73, 90],
        [40, 50, 63, 100, 100],
        [60, 94, 95, 96, 97],
        [96, 97, 98, 99, 100],
        [100, 100, 100, 100, 100],
    ] {
        for most in [100, 4_500, 100_000_000] {
            check(Shape { levels, most, ..USUAL });
        }
    }
}

#[test]
fn any_name_fits_and_both_formats_are_drawn() {
    for name in NAMES {
        check(Shape { name, ..USUAL });
        let findings = findings(Shape { name, ..USUAL });
        for (kind, _) in Kind::ALL {
            let svg = Chart::Run(kind, &findings).draw(Language::Chinese, Format::Svg).expect("a chart");
            let svg = String::from_utf8(svg).expect("UTF-8");
            assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
            assert!(!svg.contains("<b>"), "names are escaped");
        }
        let png = Chart::Run(Kind::Payers, &findings).draw(Language::English, Format::Png).expect("a chart");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    assert_eq!(missing_characters(&findings(USUAL)), []);
    let lacking = missing_characters(&findings(Shape { name: "新乡🦀", ..USUAL }));
    assert_eq!(lacking, ['🦀']);
}
