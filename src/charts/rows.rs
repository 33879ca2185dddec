//! Rows below each other on one scale: a name at the left, bars, a whisker and a mark on the scale, and a figure at the right.

use plotters::style::RGBColor;

use super::canvas::Room;
use super::picture::{Align, Look, Picture};
use super::style::{AXIS, INK, LABEL, PAPER, QUIET, RULE, SMALL};

/// A row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub name: String,
    /// What stands below the name in smaller letters.
    pub detail: String,
    /// Bars, painted in this order.
    pub bars: Vec<Bar>,
    /// Intervals.
    pub whiskers: Vec<Whisker>,
    /// A line across.
    pub mark: Option<f64>,
    pub figure: String,
}

/// A bar between two values, in one of so many lanes of its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    pub from: f64,
    pub to: f64,
    pub colour: RGBColor,
    pub lane: (usize, usize),
}

/// The ends of an interval, in one of so many lanes of its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whisker {
    pub ends: [f64; 2],
    pub lane: (usize, usize),
}

impl Bar {
    /// A bar in a row that has one lane.
    pub fn alone(from: f64, to: f64, colour: RGBColor) -> Self {
        Bar { from, to, colour, lane: (0, 1) }
    }
}

impl Whisker {
    /// An interval in a row that has one lane.
    pub fn alone(ends: [f64; 2]) -> Self {
        Whisker { ends, lane: (0, 1) }
    }
}

/// The scale of all rows.
pub(super) struct Scale<'s> {
    /// Ticks in rising order; the first and last are the ends.
    pub ticks: Vec<f64>,
    pub tick: &'s dyn Fn(f64) -> String,
    pub unit: &'s str,
    /// The value at which a stronger rule stands.
    pub base: Option<f64>,
}

/// What is said of the rows that find no place.
pub(super) struct Rest<'r> {
    /// The most rows, however many find a place.
    pub most: usize,
    /// The words for so many.
    pub words: &'r dyn Fn(usize) -> String,
}

impl<'r> Rest<'r> {
    /// As many rows as find a place.
    pub fn of_any(words: &'r dyn Fn(usize) -> String) -> Self {
        Rest { most: usize::MAX, words }
    }
}

/// The least height of a row, with a line of detail and without, and the most.
const LEAST: f64 = 58.0;
const LEAST_PLAIN: f64 = 38.0;
const MOST: f64 = 150.0;
/// The height of the axis.
const AXIS_HEIGHT: f64 = 84.0;
/// The share of the width that names may take.
const NAMES: f64 = 0.40;

/// Draws rows into a room; what finds no place is counted, and said by `rest`.
pub(super) fn draw(picture: &mut Picture, room: &Room, rows: &[Row], scale: &Scale<'_>, rest: &Rest<'_>) {
    let plain = rows.iter().all(|row| row.detail.is_empty());
    let least = if plain { LEAST_PLAIN } else { LEAST };
    let fitting = ((room.height() - AXIS_HEIGHT - 40.0) / least).floor().max(1.0) as usize;
    let (shown, left_out) = rows.split_at(rows.len().min(fitting).min(rest.most));
    let pitch = ((room.height() - AXIS_HEIGHT) / shown.len().max(1) as f64).clamp(least, MOST);
    let names =
        shown.iter().map(|row| width_of_name(row, room.width() * NAMES, pitch)).fold(0.0, f64::max) + 28.0;
    let figures = shown.iter().map(|row| LABEL.width(&row.figure)).fold(0.0, f64::max) + 36.0;
    // the unit stands beside the last tick
    let last = (scale.tick)(scale.ticks[scale.ticks.len() - 1]);
    let figures = figures.max(AXIS.width(scale.unit) + AXIS.width(&last) / 2.0 + 24.0);
    let bars = Room {
        left: room.left + names,
        top: room.top,
        right: room.right - figures,
        bottom: room.top + pitch * shown.len() as f64,
    };
    let x_of = |value: f64| place(scale, &bars, value);
    axis(picture, &bars, scale, &x_of, room.right);
    for (index, row) in shown.iter().enumerate() {
        let y = bars.top + pitch * (index as f64 + 0.5);
        draw_name(picture, row, (bars.left - 28.0, y), room.width() * NAMES, pitch);
        draw_row(picture, row, y, pitch, &x_of);
        picture.words((room.right, y), row.figure.clone(), LABEL.align(Align::Right));
    }
    if !left_out.is_empty() {
        let at = (room.left, (bars.bottom + AXIS_HEIGHT + 20.0).min(room.bottom));
        picture.words(at, SMALL.fitted(&(rest.words)(left_out.len()), room.width()), SMALL);
    }
}

fn place(scale: &Scale<'_>, bars: &Room, value: f64) -> f64 {
    let (first, last) = (scale.ticks[0], scale.ticks[scale.ticks.len() - 1]);
    let share = (value - first) / (last - first).max(f64::MIN_POSITIVE);
    bars.left + bars.width() * share.clamp(0.0, 1.0)
}

/// Rules at the ticks, and their values below; as many as there is room for.
fn axis(picture: &mut Picture, bars: &Room, scale: &Scale<'_>, x_of: &impl Fn(f64) -> f64, right: f64) {
    let last = scale.ticks.len() - 1;
    let widest = scale.ticks.iter().map(|tick| AXIS.width(&(scale.tick)(*tick))).fold(0.0, f64::max);
    let every = ((widest + 24.0) * last as f64 / bars.width()).ceil().max(1.0) as usize;
    for (index, tick) in scale.ticks.iter().enumerate() {
        let strong = scale.base == Some(*tick);
        let (colour, width) = if strong { (QUIET, 3) } else { (RULE, 2) };
        picture.line(vec![(x_of(*tick), bars.top), (x_of(*tick), bars.bottom)], colour, width);
        if index.is_multiple_of(every) {
            let at = (x_of(*tick), bars.bottom + 34.0);
            picture.words(at, (scale.tick)(*tick), AXIS.align(Align::Centre));
        }
    }
    picture.words((right, bars.bottom + 34.0), scale.unit, AXIS.align(Align::Right));
}

/// Lines of a name, and the letters it stands in.
fn lines_of_name(row: &Row, width: f64, pitch: f64) -> (Vec<String>, Look) {
    let detail = if row.detail.is_empty() { 0.0 } else { SMALL.size * 1.2 };
    let two = pitch - detail >= LABEL.size * 2.3;
    let mut look = LABEL;
    loop {
        let lines =
            if two { look.in_two_lines(&row.name, width) } else { vec![look.fitted(&row.name, width)] };
        if look.size <= 24.0 || !lines.iter().any(|line| line.ends_with('…')) {
            return (lines, look);
        }
        look.size -= 2.0;
    }
}

fn width_of_name(row: &Row, width: f64, pitch: f64) -> f64 {
    let (lines, look) = lines_of_name(row, width, pitch);
    let names = lines.iter().map(|line| look.width(line));
    names.chain([SMALL.width(&SMALL.fitted(&row.detail, width))]).fold(0.0, f64::max)
}

fn draw_name(picture: &mut Picture, row: &Row, (right, middle): (f64, f64), width: f64, pitch: f64) {
    let (lines, look) = lines_of_name(row, width, pitch);
    let line = look.size * 1.14;
    let detail = if row.detail.is_empty() { 0.0 } else { SMALL.size * 1.14 };
    let top = middle - (line * lines.len() as f64 + detail) / 2.0;
    for (index, words) in lines.iter().enumerate() {
        picture.words((right, top + line * (index as f64 + 0.5)), words.clone(), look.align(Align::Right));
    }
    if !row.detail.is_empty() {
        let at = (right, top + line * lines.len() as f64 + detail / 2.0);
        picture.words(at, SMALL.fitted(&row.detail, width), SMALL.align(Align::Right));
    }
}

fn draw_row(picture: &mut Picture, row: &Row, y: f64, pitch: f64, x_of: &impl Fn(f64) -> f64) {
    let thick = (pitch * 0.46).clamp(18.0, 52.0);
    // the height of a lane, and where its middle lies
    let of_lane = |(lane, lanes): (usize, usize)| {
        let whole = if lanes > 1 { (pitch * 0.74).max(thick) } else { thick };
        let each = whole / lanes as f64;
        (each, y - whole / 2.0 + each * (lane as f64 + 0.5))
    };
    for Bar { from, to, colour, lane } in &row.bars {
        let (thick, y) = of_lane(*lane);
        let (left, right) = (x_of(from.min(*to)), x_of(from.max(*to)));
        let width = (right - left).max(if from == to { 0.0 } else { 2.0 });
        picture.block((left, y - thick / 2.0), (width, thick), *colour, 1.0);
    }
    if let Some(mark) = row.mark {
        let x = x_of(mark);
        picture.block((x - 5.0, y - thick * 0.7), (10.0, thick * 1.4), INK, 1.0);
    }
    for Whisker { ends, lane } in &row.whiskers {
        let (thick, y) = of_lane(*lane);
        let [low, high] = ends.map(x_of);
        // on bars and on paper alike
        for (colour, width) in [(PAPER, 9), (INK, 4)] {
            picture.line(vec![(low, y), (high, y)], colour, width);
            for x in [low, high] {
                picture.line(vec![(x, y - thick * 0.24), (x, y + thick * 0.24)], colour, width);
            }
        }
    }
}
