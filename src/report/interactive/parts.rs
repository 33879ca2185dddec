//! Axes, hints and the marks that pictures share.

use serde_json::{Map, Value, json};

use crate::charts::Palette;

use super::rows::Rows;

/// The text size of axes and legends, in pixels.
pub(super) const SMALL: u32 = 12;

/// What a picture is drawn with.
pub(super) struct Pen<'n> {
    pub rows: &'n Rows<'n>,
    pub palette: Palette,
}

impl Pen<'_> {
    /// What every picture has. Nothing moves: a report is read, not watched.
    pub fn option(&self) -> Map<String, Value> {
        let option = json!({
            "animation": false,
            "textStyle": { "color": self.palette.ink, "fontSize": SMALL },
            "tooltip": {
                "trigger": "axis",
                "confine": true,
                "formatter": "hint",
                "axisPointer": { "type": "shadow", "shadowStyle": { "color": self.palette.main, "opacity": 0.06 } },
                "borderColor": self.palette.rule,
                "backgroundColor": self.palette.paper,
                "textStyle": { "color": self.palette.ink, "fontSize": 13 },
            },
        });
        match option {
            Value::Object(option) => option,
            _ => Map::new(),
        }
    }

    /// A legend on one line, which pages through where it is too long.
    pub fn legend(&self, names: &[String]) -> Value {
        json!({
            "type": "scroll", "top": 0, "left": 0, "right": 0, "itemWidth": 18, "itemHeight": 12, "itemGap": 16,
            "data": names,
            "textStyle": { "color": self.palette.ink, "fontSize": SMALL },
            "pageIconSize": 10,
        })
    }

    /// An axis of amounts.
    pub fn amounts(&self) -> Value {
        self.values("amount", self.rows.unit())
    }

    /// An axis of chances.
    pub fn chances(&self) -> Value {
        self.values("percent", "")
    }

    fn values(&self, formatter: &str, name: &str) -> Value {
        json!({
            "type": "value",
            "name": name,
            "nameTextStyle": { "color": self.palette.quiet, "align": "right" },
            "axisLabel": { "color": self.palette.quiet, "formatter": formatter, "hideOverlap": true },
            "axisLine": { "show": false },
            "axisTick": { "show": false },
            "splitLine": { "lineStyle": { "color": self.palette.rule } },
        })
    }

    /// An axis of names.
    pub fn names(&self, names: &[String]) -> Value {
        json!({
            "type": "category",
            "data": names,
            "axisLabel": { "color": self.palette.quiet },
            "axisLine": { "lineStyle": { "color": self.palette.quiet } },
            "axisTick": { "show": false },
        })
    }
}

/// One entry of a series: its values, and the line that a hint shows for it.
pub(super) struct Mark {
    pub value: Value,
    pub hint: Option<(String, String)>,
    pub label: Option<String>,
}

impl Mark {
    /// An entry without a label.
    pub fn new(value: Value, name: &str, hint: String) -> Self {
        Mark { value, hint: Some((name.to_owned(), hint)), label: None }
    }

    /// With a label beside it.
    pub fn labelled(self, label: String) -> Self {
        Mark { label: Some(label), ..self }
    }

    fn entry(self) -> Value {
        let mut entry = json!({ "value": self.value });
        if let Some((name, words)) = self.hint {
            entry["hint"] = json!([name, words]);
        }
        if let Some(label) = self.label {
            entry["text"] = json!(label);
        }
        entry
    }
}

/// Entries for the library.
pub(super) fn entries(marks: Vec<Mark>) -> Value {
    marks.into_iter().map(Mark::entry).collect()
}

/// How marks that the library does not have are drawn.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// `range`: a bar between two amounts; `level`: a line across; `stem`: a thin line between two amounts.
    pub kind: &'static str,
    /// Width as a share of what one name has on its axis.
    pub width: f64,
    /// Thickness of a line, in pixels.
    pub line: f64,
    pub dashed: bool,
    pub opacity: f64,
    /// Amounts run to the right instead of upwards.
    pub lying: bool,
}

impl Shape {
    /// A bar between two amounts.
    pub const fn range(width: f64, opacity: f64) -> Self {
        Shape { kind: "range", width, line: 0.0, dashed: false, opacity, lying: false }
    }

    /// A line across.
    pub const fn level(width: f64, line: f64) -> Self {
        Shape { kind: "level", width, line, dashed: false, opacity: 1.0, lying: false }
    }

    /// A thin line between two amounts, with caps of some width.
    pub const fn stem(width: f64, line: f64) -> Self {
        Shape { kind: "stem", width, line, dashed: false, opacity: 1.0, lying: false }
    }

    /// Dashed.
    pub const fn dashed(self) -> Self {
        Shape { dashed: true, ..self }
    }

    /// With amounts to the right.
    pub const fn lying(self) -> Self {
        Shape { lying: true, ..self }
    }
}

/// A series of shapes. A value is `[place, amount]` for a level and `[place, from, to]` for the others.
pub(super) fn shapes(name: &str, colour: &str, shape: Shape, marks: Vec<Mark>) -> Value {
    let ends = if shape.kind == "level" { json!([1]) } else { json!([1, 2]) };
    let encode = if shape.lying { json!({ "x": ends, "y": 0 }) } else { json!({ "x": 0, "y": ends }) };
    json!({
        "type": "custom",
        "name": name,
        "color": colour,
        "itemStyle": { "color": colour },
        "encode": encode,
        "renderItem": "shape",
        "shape": {
            "kind": shape.kind, "width": shape.width, "line": shape.line, "dashed": shape.dashed,
            "opacity": shape.opacity, "lying": shape.lying,
        },
        "data": entries(marks),
    })
}

/// A series of dots.
pub(super) fn dots(name: &str, colour: &str, paper: &str, size: u32, marks: Vec<Mark>) -> Value {
    json!({
        "type": "scatter",
        "name": name,
        "color": colour,
        "itemStyle": { "color": colour, "borderColor": paper, "borderWidth": 1.5 },
        "symbolSize": size,
        "z": 5,
        "data": entries(marks),
    })
}
