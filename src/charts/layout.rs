//! What every picture must hold: no mark leaves it, no two texts overlap, and no line runs through one.

use super::picture::{Align, Look, Mark, Picture};
use super::style::{HEIGHT, INK, PAPER, WIDTH};

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

/// Whether a line between two points runs through a box.
fn runs_through([left, top, right, bottom]: [f64; 4], from: (f64, f64), to: (f64, f64)) -> bool {
    // the part of the line, as shares of its length, that lies between the box's sides, and then between top and bottom
    let within = |start: f64, change: f64, low: f64, high: f64| match change {
        0.0 if start < low || start > high => None,
        0.0 => Some((0.0, 1.0)),
        _ => {
            let (one, other) = ((low - start) / change, (high - start) / change);
            Some((one.min(other), one.max(other)))
        }
    };
    let across = within(from.0, to.0 - from.0, left, right);
    let down = within(from.1, to.1 - from.1, top, bottom);
    let (Some(across), Some(down)) = (across, down) else { return false };
    across.0.max(down.0).max(0.0) <= across.1.min(down.1).min(1.0)
}

/// Whether a mark is paper that covers a box.
fn covers(mark: &Mark, [left, top, right, bottom]: [f64; 4]) -> bool {
    let Mark::Block { x, y, width, height, colour, opacity } = mark else { return false };
    *colour == PAPER
        && *opacity == 1.0
        && *x <= left
        && *y <= top
        && x + width >= right
        && y + height >= bottom
}

/// The text through which a line runs, if there is one: a line drawn before it counts unless paper covers it.
pub(super) fn crossed(marks: &[Mark]) -> Option<String> {
    let texts = marks.iter().enumerate().filter(|(_, mark)| matches!(mark, Mark::Words { .. }));
    for (place, text) in texts {
        let (words, [left, top, right, bottom]) = self::texts(std::slice::from_ref(text)).remove(0);
        // a letter stands on its line, and rules may touch its box
        let inner = [left + 1.0, top + 3.0, right - 1.0, bottom - 3.0];
        let covered = marks[..place].iter().rposition(|mark| covers(mark, inner)).unwrap_or(0);
        for mark in &marks[covered..] {
            let Mark::Line { points, .. } = mark else { continue };
            if points.windows(2).any(|ends| runs_through(inner, ends[0], ends[1])) {
                return Some(words);
            }
        }
    }
    None
}

/// Panics where a mark leaves the picture, two texts overlap, or a line runs through a text.
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
    if let Some(text) = crossed(&picture.marks) {
        panic!("{what}: a line runs through \"{text}\"");
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

#[test]
fn a_line_through_a_text_is_seen_unless_paper_lies_between() {
    let look = Look::new(30.0, INK);
    let written = |lines: &[[(f64, f64); 2]], paper: bool| {
        let mut picture = Picture::default();
        for ends in lines {
            picture.line(ends.to_vec(), INK, 2);
        }
        if paper {
            picture.behind((100.0, 100.0), "words", look);
        }
        picture.words((100.0, 100.0), "words", look);
        crossed(&picture.marks)
    };
    let right = 100.0 + look.width("words");
    for through in
        [[(0.0, 100.0), (500.0, 100.0)], [(130.0, 0.0), (130.0, 500.0)], [(90.0, 80.0), (right, 120.0)]]
    {
        assert_eq!(written(&[through], false).as_deref(), Some("words"), "{through:?}");
        assert_eq!(written(&[through], true), None, "{through:?}");
    }
    let beside =
        [[(0.0, 130.0), (500.0, 130.0)], [(80.0, 0.0), (80.0, 500.0)], [(0.0, 100.0), (90.0, 100.0)]];
    assert_eq!(written(&beside, false), None);
}
