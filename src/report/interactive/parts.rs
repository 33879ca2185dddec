//! Axes, hints and the marks that pictures share.

use serde_json::{Map, Value, json};

use crate::charts::Palette;
use crate::things::Language;

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
                "note": match self.rows.language {
                    Language::Chinese => "单位：万元；括号内为 95% 置信区间，± 后为标准误",
                    Language::English => "million yuan; 95% intervals in brackets, standard errors after ±",
                },
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

    /// A legend of each series' own entry, once. Where it needs more than one line, the page's script moves what is below.
    pub fn legend(&self, series: &mut [Value], first_on_top: bool) -> Value {
        let mut entries: Vec<Value> = Vec::new();
        for one in series.iter_mut() {
            let Some(entry) = one.as_object_mut().and_then(|one| one.remove("legend")) else { continue };
            if !entries.iter().any(|known| known["name"] == entry["name"]) {
                entries.push(entry);
            }
        }
        if first_on_top {
            entries.reverse();
        }
        json!({
            "type": "plain", "top": 0, "left": 0, "right": 0, "itemWidth": 18, "itemHeight": 12, "itemGap": 12,
            "data": entries,
            "textStyle": { "color": self.palette.ink, "fontSize": SMALL, "lineHeight": 15 },
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
            "nameTextStyle": { "color": self.palette.quiet, "align": "left" },
            "axisLabel": { "color": self.palette.quiet, "formatter": formatter, "hideOverlap": true },
            "axisLine": { "show": false },
            "axisTick": { "show": false },
            "splitLine": { "lineStyle": { "color": self.palette.rule } },
        })
    }

    /// An axis of names.
    pub fn names(&self, names: &[String]) -> Value {
        // few names all show where they find room; of many the library shows every second, third, …
        const FEW: usize = 12;
        let every = if names.len() <= FEW { json!(0) } else { json!("auto") };
        json!({
            "type": "category",
            "data": names,
            "axisLabel": { "color": self.palette.quiet, "interval": every, "hideOverlap": true },
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
    /// The label where there is little room.
    pub short: Option<String>,
    pub colour: Option<String>,
}

impl Mark {
    /// An entry without a label.
    pub fn new(value: Value, name: &str, hint: String) -> Self {
        Mark { hint: Some((name.to_owned(), hint)), ..Mark::silent(value) }
    }

    /// An entry of which no hint tells.
    pub fn silent(value: Value) -> Self {
        Mark { value, hint: None, label: None, short: None, colour: None }
    }

    /// With a shorter label where there is little room.
    pub fn shortened(self, label: &str) -> Self {
        Mark { short: Some(label.to_owned()), ..self }
    }

    /// In a colour of its own.
    pub fn coloured(self, colour: &str) -> Self {
        Mark { colour: Some(colour.to_owned()), ..self }
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
        if let Some(short) = self.short {
            entry["short"] = json!(short);
        }
        if let Some(colour) = self.colour {
            entry["itemStyle"] = json!({ "color": colour });
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
    /// What the legend shows of it.
    const fn icon(self) -> &'static str {
        match (self.kind.as_bytes(), self.dashed) {
            (b"range", _) => "rect",
            (_, true) => "path://M0 0h5v3h-5zM7 0h5v3h-5zM14 0h5v3h-5z",
            (_, false) => "path://M0 0h19v3h-19z",
        }
    }

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
        "legend": { "name": name, "icon": shape.icon(), "itemStyle": { "color": colour, "opacity": shape.opacity } },
        "z": if shape.kind == "range" { 2 } else { 4 },
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
        "itemStyle": { "color": colour, "borderColor": paper, "borderWidth": 1.5, "opacity": 1 },
        "legend": { "name": name, "icon": "circle", "itemStyle": { "color": colour } },
        "symbolSize": size,
        "z": 5,
        "data": entries(marks),
    })
}
