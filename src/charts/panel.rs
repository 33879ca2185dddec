//! Panels side by side, each with a bar for every part of a whole: the name stands above its bar, so that long names
//! have room, and all bars share one scale.

use plotters::style::RGBColor;

use crate::things::Language;

use super::canvas::{Room, ticks};
use super::picture::{Align, Look, Picture};
use super::style::{INK, LABEL, PAPER, QUIET, RULE, SMALL};

/// A part of a whole.
pub(super) struct Entry {
    pub name: String,
    /// The figure beside the name, and the one beside the bar.
    pub figures: [String; 2],
    /// Bars from zero in fen, painted in this order, with their colours.
    pub bars: Vec<(f64, RGBColor)>,
    /// A dot in fen.
    pub dot: Option<f64>,
    /// A standard error on both sides of the last bar's end.
    pub error: Option<f64>,
    /// What adds up over entries, in fen, for those that find no room.
    pub amount: f64,
}

/// A whole divided into entries, the largest first.
pub(super) struct Panel {
    pub heading: String,
    pub entries: Vec<Entry>,
}

impl Entry {
    fn is_nothing(&self) -> bool {
        self.amount == 0.0 && self.bars.iter().all(|(fen, _)| *fen == 0.0)
    }
}

impl Panel {
    /// How many entries are something; those that are nothing stand last and are only counted.
    fn something(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.is_nothing()).count()
    }
}

/// Between two panels.
const GAP: f64 = 76.0;
/// The heights of heading and axis.
const HEADING: f64 = 66.0;
const AXIS_HEIGHT: f64 = 64.0;
/// The least and most height of an entry.
const LEAST: f64 = 76.0;
const MOST: f64 = 164.0;
/// The least height of an entry whose name may take two lines.
const TWO_LINES: f64 = 108.0;

/// The measures of a panel; all panels share their ticks.
struct Measures {
    pitch: f64,
    bar: f64,
    look: Look,
    ticks: Vec<f64>,
}

impl Measures {
    fn new(room: &Room, entries: usize, ticks: &[f64]) -> Self {
        let pitch = ((room.height() - HEADING - AXIS_HEIGHT) / entries.max(1) as f64).clamp(LEAST, MOST);
        Measures {
            pitch,
            bar: (pitch * 0.24).clamp(18.0, 34.0),
            look: Look { size: if pitch < TWO_LINES { 26.0 } else { 30.0 }, ..LABEL },
            ticks: ticks.to_owned(),
        }
    }
}

/// Draws panels side by side into a room.
pub(super) fn draw(picture: &mut Picture, room: &Room, panels: &[Panel], language: Language) {
    let count = panels.len() as f64;
    let width = (room.width() - GAP * (count - 1.0)) / count;
    let entries = panels.iter().flat_map(|panel| &panel.entries);
    let ends = entries.flat_map(|entry| {
        entry.bars.iter().map(|(fen, _)| fen + entry.error.unwrap_or(0.0)).chain(entry.dot)
    });
    let ticks = ticks(ends.fold(0.0, f64::max), 6.0);
    for (index, panel) in panels.iter().enumerate() {
        let left = room.left + index as f64 * (width + GAP);
        let measures = Measures::new(room, panel.something(), &ticks);
        draw_panel(picture, &Room { left, right: left + width, ..*room }, panel, &measures, language);
    }
}

fn draw_panel(picture: &mut Picture, room: &Room, panel: &Panel, measures: &Measures, language: Language) {
    let unit = SMALL.width(language.unit());
    let heading = LABEL.bold().fitted(&panel.heading, room.width() - unit - 24.0);
    picture.words((room.left, room.top + 18.0), heading, LABEL.bold());
    picture.words((room.right, room.top + 18.0), language.unit(), SMALL.align(Align::Right));
    picture.line(vec![(room.left, room.top + 46.0), (room.right, room.top + 46.0)], RULE, 2);
    let fitting = ((room.height() - HEADING - AXIS_HEIGHT) / measures.pitch).floor() as usize;
    let something = panel.something();
    // where some are left out, the words on them need a place
    let shown = if something > fitting { fitting - 1 } else { something };
    let (shown, rest) = panel.entries.split_at(shown);
    let top = room.top + HEADING;
    let below = top + measures.pitch * shown.len() as f64;
    let figures = shown.iter().map(|entry| SMALL.width(&entry.figures[1]));
    let bars =
        Room { left: room.left, right: room.right - figures.fold(0.0, f64::max) - 24.0, top, bottom: below };
    for (index, entry) in shown.iter().enumerate() {
        let row = Room { top: top + measures.pitch * index as f64, ..*room };
        draw_entry(picture, &row, &bars, entry, measures);
    }
    axis(picture, &bars, measures, language);
    if !rest.is_empty() {
        let text = words_on(rest, language);
        picture.words((room.left, below + 86.0), SMALL.fitted(&text, room.width()), SMALL);
    }
}

/// What is left out: how many, and how much together.
fn words_on(rest: &[Entry], language: Language) -> String {
    let (count, amount) = (rest.len(), language.mean(rest.iter().map(|entry| entry.amount).sum()));
    match (language, rest.iter().all(Entry::is_nothing)) {
        (Language::Chinese, true) => format!("其余 {count} 项均为零"),
        (Language::Chinese, false) => format!("其余 {count} 项合计 {amount}，见数据表"),
        (Language::English, true) => format!("{count} others: nothing"),
        (Language::English, false) => format!("{count} others: {amount} together, see the table"),
    }
}

/// Names and figures above, the bar below.
fn draw_entry(picture: &mut Picture, row: &Room, bars: &Room, entry: &Entry, measures: &Measures) {
    let Measures { pitch, bar, look, ticks } = measures;
    let top = ticks[ticks.len() - 1];
    let x_of = |fen: f64| bars.left + bars.width() * fen / top;
    let name_width = row.width() - look.width(&entry.figures[0]) - 24.0;
    let (lines, look) = name_lines(&entry.name, *look, name_width, *pitch);
    let line_height = look.size * 1.16;
    let middle = row.top + pitch - bar / 2.0 - 14.0;
    let first = middle - bar / 2.0 - 10.0 - line_height * (lines.len() as f64 - 0.5);
    for (index, line) in lines.iter().enumerate() {
        let y = first + line_height * index as f64;
        picture.words((row.left, y), line.clone(), look);
    }
    picture.words((row.right, first), entry.figures[0].clone(), look.align(Align::Right));
    picture.words((row.right, middle), entry.figures[1].clone(), SMALL.align(Align::Right));
    for tick in ticks {
        let (x, reach) = (x_of(*tick), bar / 2.0 + 5.0);
        picture.line(vec![(x, middle - reach), (x, middle + reach)], RULE, 2);
    }
    for (fen, colour) in &entry.bars {
        let width = (x_of(*fen) - bars.left).max(if *fen > 0.0 { 2.0 } else { 0.0 });
        picture.block((bars.left, middle - bar / 2.0), (width, *bar), *colour, 1.0);
    }
    if let (Some(error), Some((end, _))) = (entry.error, entry.bars.last()) {
        whisker(picture, (x_of((end - error).max(0.0)), x_of(end + error)), middle, bar * 0.34);
    }
    if let Some(dot) = entry.dot {
        picture.dot((x_of(dot), middle), bar * 0.34 + 3.0, PAPER);
        picture.dot((x_of(dot), middle), bar * 0.34, INK);
    }
}

/// A name in one line, or in two where entries are high enough, and somewhat smaller where that keeps it whole.
fn name_lines(name: &str, look: Look, width: f64, pitch: f64) -> (Vec<String>, Look) {
    let in_look = |look: Look| match pitch >= TWO_LINES {
        true => look.in_two_lines(name, width),
        false => vec![look.fitted(name, width)],
    };
    let mut found = (in_look(look), look);
    while found.1.size > SMALL.size && found.0.iter().any(|line| line.ends_with('…')) {
        let smaller = Look { size: found.1.size - 2.0, ..look };
        found = (in_look(smaller), smaller);
    }
    found
}

/// A horizontal line with short ends.
fn whisker(picture: &mut Picture, (from, to): (f64, f64), y: f64, reach: f64) {
    picture.line(vec![(from, y), (to, y)], INK, 3);
    for x in [from, to] {
        picture.line(vec![(x, y - reach), (x, y + reach)], INK, 3);
    }
}

/// Ticks below the bars.
fn axis(picture: &mut Picture, bars: &Room, measures: &Measures, language: Language) {
    let ticks = &measures.ticks;
    let y = bars.bottom + 6.0;
    picture.line(vec![(bars.left, y), (bars.right, y)], QUIET, 2);
    let last = ticks.len() - 1;
    let widest = ticks.iter().map(|tick| SMALL.width(&language.tick(*tick))).fold(0.0, f64::max);
    let every = ((widest + 20.0) * last as f64 / bars.width()).ceil().max(1.0) as usize;
    for (index, tick) in ticks.iter().enumerate().step_by(every) {
        let x = bars.left + bars.width() * index as f64 / last as f64;
        let align = if index == 0 { Align::Left } else { Align::Centre };
        picture.words((x, y + 30.0), language.tick(*tick), SMALL.align(align));
    }
}
