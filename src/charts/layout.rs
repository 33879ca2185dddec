//! What every picture must hold: no mark leaves it, and no two texts overlap.

use super::picture::{Align, Look, Mark, Picture};
use super::style::{HEIGHT, INK, WIDTH};

/// A text with its box: left, top, right, bottom.
pub(super) fn texts(marks: &[Mark]) -> Vec<(String, [f64; 4])> {
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
        Mark::Line { points, .. } | Mark::Area { points, .. } => {
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

/// Panics where a mark leaves the picture, or two texts overlap.
pub(super) fn check(what: &str, picture: &Picture) {
    let texts = texts(&picture.marks);
    assert!(texts.len() > 3, "{what}: hardly a word");
    for mark in &picture.marks {
        let [left, top, right, bottom] = extent(mark);
        assert!(
            left >= 0.0 && top >= 0.0 && right <= WIDTH && bottom <= HEIGHT,
            "{what}: {mark:?} leaves the picture"
        );
    }
    for (index, (text, [left, top, right, bottom])) in texts.iter().enumerate() {
        assert!(
            *left >= 0.0 && *top >= 0.0 && *right <= WIDTH && *bottom <= HEIGHT,
            "{what}: \"{text}\" leaves the picture: {left} {top} {right} {bottom}"
        );
        for (other, [l, t, r, b]) in &texts[index + 1..] {
            let overlap = left < r && l < right && top < b && t < bottom;
            assert!(!overlap, "{what}: \"{text}\" and \"{other}\" overlap");
        }
    }
}
