//! A picture as plain marks, laid out before anything is painted, so that one layout serves SVG and PNG and a test
//! can see whether texts overlap.

use plotters::style::RGBColor;

use super::font::Fonts;
use super::line_pieces::line_pieces;

/// The thickness of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Which side of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// One mark, in pixels from the top left.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// A filled rectangle.
    Block { x: f64, y: f64, width: f64, height: f64, colour: RGBColor, opacity: f64 },
    /// A line through points.
    Line { points: Vec<(f64, f64)>, colour: RGBColor, width: u32 },
    /// A filled area within its edge.
    Area { points: Vec<(f64, f64)>, colour: RGBColor },
    /// A filled dot.
    Dot { x: f64, y: f64, radius: f64, colour: RGBColor },
    /// A text whose middle stands at `y`.
    Words { x: f64, y: f64, text: String, size: f64, weight: Weight, align: Align, colour: RGBColor },
}

/// Marks in the order in which they are painted.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Picture {
    pub marks: Vec<Mark>,
}

impl Picture {
    /// All words, one after another.
    pub fn text(&self) -> String {
        let words = self.marks.iter().filter_map(|mark| match mark {
            Mark::Words { text, .. } => Some(text.as_str()),
            _ => None,
        });
        words.collect()
    }

    pub fn block(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), colour: RGBColor, opacity: f64) {
        self.marks.push(Mark::Block { x, y, width, height, colour, opacity });
    }

    pub fn line(&mut self, points: Vec<(f64, f64)>, colour: RGBColor, width: u32) {
        self.marks.push(Mark::Line { points, colour, width });
    }

    pub fn area(&mut self, points: Vec<(f64, f64)>, colour: RGBColor) {
        self.marks.push(Mark::Area { points, colour });
    }

    /// A dashed straight line.
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: u32) {
        const DASH: f64 = 12.0;
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt();
        let at = |distance: f64| {
            let share = if length > 0.0 { distance.min(length) / length } else { 0.0 };
            (from.0 + dx * share, from.1 + dy * share)
        };
        let mut start = 0.0;
        while start < length {
            self.line(vec![at(start), at(start + DASH)], colour, width);
            start += 2.0 * DASH;
        }
    }

    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, colour: RGBColor) {
        self.marks.push(Mark::Dot { x, y, radius, colour });
    }

    /// Paper behind a text that is written next, so that a rule does not run through it.
    pub fn behind(&mut self, (x, y): (f64, f64), text: &str, look: Look) {
        let width = look.width(text);
        let left = match look.align {
            Align::Left => x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        self.block(
            (left - 4.0, y - look.size * 0.55),
            (width + 8.0, look.size * 1.1),
            super::style::PAPER,
            1.0,
        );
    }

    pub fn words(&mut self, (x, y): (f64, f64), text: impl Into<String>, look: Look) {
        let Look { size, weight, align, colour } = look;
        self.marks.push(Mark::Words { x, y, text: text.into(), size, weight, align, colour });
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub size: f64,
    pub weight: Weight,
    pub align: Align,
    pub colour: RGBColor,
}

impl Look {
    pub const fn new(size: f64, colour: RGBColor) -> Self {
        Look { size, weight: Weight::Regular, align: Align::Left, colour }
    }

    pub const fn bold(self) -> Self {
        Look { weight: Weight::Bold, ..self }
    }

    pub const fn align(self, align: Align) -> Self {
        Look { align, ..self }
    }

    /// The width of a text in this look.
    pub fn width(&self, text: &str) -> f64 {
        Fonts::embedded().width(text, self.size, self.weight)
    }

    /// A text cut to a width, with an ellipsis where it was cut.
    pub fn fitted(&self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut cut: Vec<char> = text.chars().collect();
        while !cut.is_empty() && self.width(&cut.iter().collect::<String>()) + self.width("…") > width {
            cut.pop();
        }
        cut.into_iter().chain(['…']).collect()
    }

    /// A text in as few lines as a width needs, of about the same length, so that no word is left alone; two lines part
    /// at a comma or colon where one stands near the middle.
    pub fn balanced(&self, text: &str, width: f64) -> Vec<String> {
        let mut lines = self.lines(text, width);
        if lines.len() == 2
            && let Some((first, second)) = self.parted(text, width)
        {
            return vec![first, second];
        }
        let (count, mut narrower) = (lines.len(), width);
        while count > 1 && narrower > width / count as f64 {
            narrower -= self.size / 2.0;
            let candidate = self.lines(text, narrower);
            if candidate.len() > count {
                break;
            }
            lines = candidate;
        }
        lines
    }

    /// The two parts of a text at the comma or colon nearest to its middle, where both fit a width and neither is short.
    fn parted(&self, text: &str, width: f64) -> Option<(String, String)> {
        let whole = self.width(text);
        let ends = text.char_indices().filter_map(|(index, character)| {
            let end = index + character.len_utf8();
            let spaced = matches!(character, ',' | ':') && text[end..].starts_with(' ');
            (spaced || matches!(character, '，' | '：')).then_some(end)
        });
        let parts = ends.map(|end| (text[..end].to_owned(), text[end..].trim_start().to_owned()));
        let longer = |(first, second): &(String, String)| self.width(first).max(self.width(second));
        let fitting = parts.filter(|parts| longer(parts) <= width.min(whole * 0.75));
        fitting.min_by(|a, b| longer(a).total_cmp(&longer(b)))
    }

    /// A text in one line or two, cut where it needs more.
    pub fn in_two_lines(&self, text: &str, width: f64) -> Vec<String> {
        let lines = self.lines(text, width);
        match lines.as_slice() {
            [first, _, ..] => vec![first.clone(), self.fitted(text[first.len()..].trim_start(), width)],
            _ => vec![self.fitted(text, width)],
        }
    }

    /// A text broken into lines of at most a width, at spaces or, in Chinese, anywhere.
    pub fn lines(&self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for piece in line_pieces(text) {
            if !line.is_empty() && self.width(&format!("{line}{piece}")) > width {
                lines.push(line.trim_end().to_owned());
                line = piece.trim_start().to_owned();
            } else {
                line.push_str(&piece);
            }
        }
        lines.push(line.trim_end().to_owned());
        lines
    }
}
