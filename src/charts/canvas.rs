//! The frame that all charts share, and their axes.

use crate::things::Language;

use super::picture::{Align, Picture};
use super::style::{AXIS, HEIGHT, MARGIN, QUIET, RULE, SMALL, SUBTITLE, TITLE, WIDTH};

/// The room inside the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Room {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Draws title, subtitle and foot, which says what the numbers are of; gives the room left between them.
pub(super) fn frame(picture: &mut Picture, title: &str, subtitle: &str, foot: &str) -> Room {
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = 92.0;
    let mut look = TITLE;
    while look.lines(title, width).len() > 2 && look.size > 36.0 {
        look.size -= 4.0;
    }
    for line in look.balanced(title, width).into_iter().take(2) {
        picture.words((MARGIN, y), look.fitted(&line, width), look);
        y += 76.0;
    }
    for line in SUBTITLE.lines(subtitle, width).into_iter().take(2) {
        picture.words((MARGIN, y), SUBTITLE.fitted(&line, width), SUBTITLE);
        y += 46.0;
    }
    picture.words((MARGIN, HEIGHT - 44.0), SMALL.fitted(foot, width), SMALL);
    Room { left: MARGIN, top: y + 20.0, right: WIDTH - MARGIN, bottom: HEIGHT - 96.0 }
}

/// Round ticks from 0 to at least `largest`, in fen: 1, 2 or 5 times a power of ten.
pub(super) fn ticks(largest: f64, about: f64) -> Vec<f64> {
    let least = (largest / about).max(1e6);
    let mut decade = 1e6;
    let step = 'found: loop {
        for factor in [1.0, 2.0, 5.0] {
            if decade * factor >= least {
                break 'found decade * factor;
            }
        }
        decade *= 10.0;
    };
    let count = (largest / step).ceil().max(1.0) as usize;
    (0..=count).map(|index| index as f64 * step).collect()
}

/// Round ticks that enclose a range, in the unit of its ends; `least` is the least step.
pub(super) fn ticks_around(low: f64, high: f64, about: f64, least: f64) -> Vec<f64> {
    let wanted = ((high - low) / about).max(least);
    let mut decade = least;
    let step = 'found: loop {
        for factor in [1.0, 2.0, 5.0] {
            if decade * factor >= wanted {
                break 'found decade * factor;
            }
        }
        decade *= 10.0;
    };
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    (first..=last.max(first + 1)).map(|index| index as f64 * step).collect()
}

/// The round ticks within a range, in fen, and their step.
pub(super) fn ticks_within(low: f64, high: f64, about: f64) -> (Vec<f64>, f64) {
    let ticks = ticks_around(low, high, about, 1e4);
    let step = ticks[1] - ticks[0];
    (
        ticks.into_iter().filter(|tick| *tick >= low - step * 1e-6 && *tick <= high + step * 1e-6).collect(),
        step,
    )
}

/// An axis of amounts below a room, with its ticks and unit; gives where an amount stands.
pub(super) fn amounts_below(
    picture: &mut Picture,
    room: &Room,
    (low, high): (f64, f64),
    language: Language,
) -> impl Fn(f64) -> f64 + use<> {
    let (left, width) = (room.left, room.width());
    let x_of = move |fen: f64| left + width * ((fen - low) / (high - low).max(1.0)).clamp(0.0, 1.0);
    let (ticks, step) = ticks_within(low, high, 9.0);
    let widest = ticks.iter().map(|tick| AXIS.width(&language.fine_tick(*tick, step))).fold(0.0, f64::max);
    let every = ((widest + 30.0) * ticks.len() as f64 / width).ceil().max(1.0) as usize;
    for tick in ticks.iter().step_by(every) {
        let (x, words) = (x_of(*tick), language.fine_tick(*tick, step));
        picture.line(vec![(x, room.bottom), (x, room.bottom + 12.0)], QUIET, 2);
        picture.words((x, room.bottom + 38.0), words, AXIS.align(Align::Centre));
    }
    picture.words((room.right, room.bottom + 78.0), language.unit(), AXIS.align(Align::Right));
    x_of
}

/// Horizontal rules with their ticks left of `room`, and the unit above the axis.
pub(super) fn amount_axis(picture: &mut Picture, room: &Room, ticks: &[f64], language: Language) {
    let top = ticks[ticks.len() - 1];
    for tick in ticks {
        let y = room.bottom - room.height() * tick / top;
        picture.line(vec![(room.left, y), (room.right, y)], if *tick == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), language.tick(*tick), AXIS.align(Align::Right));
    }
    picture.words((MARGIN, room.top - 44.0), language.unit(), AXIS);
}
