//! Every chart on findings of many shapes: no mark leaves the picture, no two texts overlap, no usual name is cut.

use crate::things::Language;

use super::canvas::{Format, Kind, draw, missing_characters, picture};
use super::picture::{Align, Look, Mark};
use super::sample::{Shape, USUAL, findings};
use super::style::{HEIGHT, INK, WIDTH};

/// Names that a file may hold: long, marked up, from right to left, without a glyph.
const NAMES: [&str; 5] = [
    "某某",
    "新乡市红旗区及高新技术产业开发区和平原城乡一体化示范区联合管理委员会财政金融服务中心",
    "<b>\"R&D\"</b> & Co.; x&#x27;",
    "مركز البحوث الصناعية",
    "𰻝𰻝🦀",
];

/// A text with its box: left, top, right, bottom.
fn texts(marks: &[Mark]) -> Vec<(String, [f64; 4])> {
    let mut texts = Vec::new();
    for mark in marks {
        let Mark::Words { x, y, text, size, weight, align, .. } = mark else { continue };
        let width = Look { size: *size, weight: *weight, align: *align, colour: INK }.width(text);
        let left = match align {
            Align::Left => *x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        // capitals and Chinese characters fill about 0.88 em around the middle
        texts.push((text.clone(), [left, y - 0.44 * size, left + width, y + 0.44 * size]));
    }
    texts
}

/// The box of a mark that is no text.
fn extent(mark: &Mark) -> [f64; 4] {
    match mark {
        Mark::Block { x, y, width, height, .. } => {
            assert!(*width >= 0.0 && *height >= 0.0, "{mark:?} is turned over");
            [*x, *y, x + width, y + height]
        }
        Mark::Line { points, .. } => {
            let (xs, ys) = (points.iter().map(|p| p.0), points.iter().map(|p| p.1));
            let least = |a: f64, b: f64| a.min(b);
            let most = |a: f64, b: f64| a.max(b);
            [
                xs.clone().fold(WIDTH, least),
                ys.clone().fold(HEIGHT, least),
                xs.fold(0.0, most),
                ys.fold(0.0, most),
            ]
        }
        Mark::Dot { x, y, radius, .. } => [x - radius, y - radius, x + radius, y + radius],
        Mark::Words { x, y, .. } => [*x, *y, *x, *y],
    }
}

fn check(shape: Shape) {
    let findings = findings(shape);
    for (kind, name) in Kind::ALL {
        for language in [Language::Chinese, Language::English] {
            let (_, picture) = picture(kind, &findings, language);
            let texts = texts(&picture.marks);
            assert!(texts.len() > 3, "{name}: hardly a word");
            for mark in &picture.marks {
                let [left, top, right, bottom] = extent(mark);
                assert!(
                    left >= 0.0 && top >= 0.0 && right <= WIDTH && bottom <= HEIGHT,
                    "{name} {language:?} {shape:?}: {mark:?} leaves the picture"
                );
            }
            for (index, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
                assert!(
                    *left >= 0.0 && *top >= 0.0 && *right <= WIDTH && *bottom <= HEIGHT,
                    "{name} {language:?} {shape:?}: \"{text}\" leaves the picture: {left} {top} {right} {bottom}"
                );
                for (other, [l, t, r, b]) in &texts[index + 1..] {
                    let overlap = left < r && l < right && top < b && t < bottom;
                    assert!(!overlap, "{name} {language:?} {shape:?}: \"{text}\" and \"{other}\" overlap");
                }
            }
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
fn any_name_fits_and_both_formats_are_drawn() {
    for name in NAMES {
        check(Shape { name, ..USUAL });
        let findings = findings(Shape { name, ..USUAL });
        for (kind, _) in Kind::ALL {
            let svg = draw(kind, &findings, Language::Chinese, Format::Svg).expect("a chart");
            let svg = String::from_utf8(svg).expect("UTF-8");
            assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
            assert!(!svg.contains("<b>"), "names are escaped");
        }
        let png = draw(Kind::Payers, &findings, Language::English, Format::Png).expect("a chart");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    }
}

#[test]
fn characters_without_a_glyph_are_named() {
    assert_eq!(missing_characters(&findings(USUAL)), []);
    let lacking = missing_characters(&findings(Shape { name: "新乡🦀", ..USUAL }));
    assert_eq!(lacking, ['🦀']);
}
