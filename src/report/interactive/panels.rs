//! Names below each other with amounts to the right, in panels that share one scale: payers, contributions to the worst
//! outcomes, and what is left after the horizon.

use serde_json::{Value, json};

use super::drawing::Drawing;
use super::parts::{Mark, Pen, SMALL, Shape, dots, shapes};
use super::row_names::{LINE, lines};
use super::rows::Row;

/// Pixels of names beside the panels on wide and on narrow screens.
const NAMES: (f64, f64) = (210.0, 128.0);
/// Pixels between a name and its panel.
const BESIDE: f64 = 12.0;
/// Pixels above the first panel, above each panel for its name, and below the last for the axis.
const LEGEND: f64 = 34.0;
const TITLE: f64 = 30.0;
const AXIS: f64 = 44.0;
/// Pixels of a line below a panel.
const BELOW: f64 = 20.0;

/// Rows under a name.
pub(super) struct Panel<'n> {
    pub title: String,
    pub rows: Vec<Row<'n>>,
    /// What is said below them of rows that are left out.
    pub rest: String,
}

impl<'n> Panel<'n> {
    /// All of its rows under a name.
    pub fn new(title: String, rows: Vec<Row<'n>>) -> Self {
        Panel { title, rows, rest: String::new() }
    }
}

/// The ends of the axis that all panels share, in its unit, and the steps of its ticks.
pub(super) struct Scale {
    pub start: f64,
    pub end: f64,
    pub step: f64,
    /// Whether the axis is of shares and not of amounts.
    pub shares: bool,
}

impl Scale {
    /// From 0 to a round number that holds the largest.
    pub fn from_nothing(largest: f64) -> Self {
        let (end, step) = axis_end(largest);
        Scale { start: 0.0, end, step, shares: false }
    }

    /// Round numbers that hold a range.
    pub fn around(low: f64, high: f64) -> Self {
        let (_, step) = axis_end(((high - low) * 0.7).max(1e-4));
        let (start, end) = ((low / step).floor() * step, (high / step).ceil() * step);
        Scale { start, end: if end > start { end } else { start + step }, step, shares: false }
    }

    /// Shares of a whole.
    pub const SHARES: Scale = Scale { start: 0.0, end: 1.0, step: 0.25, shares: true };
}

/// Each payer's expected cash with its 5 to 95 % range.
pub(super) fn payers(pen: &Pen<'_>) -> Drawing {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let scale = Scale::from_nothing(pen.rows.scaled(largest(&rows, &["mean", "q95"])));
    let panel = Panel::new(String::new(), rows);
    let (range, mean) =
        (language.say("5%—95% 区间", "5 to 95% range"), language.say("期望值", "expected value"));
    let marks = |panel: &Panel<'_>, number: usize| {
        let ranges = placed(panel, |place, row| {
            let ends = [("q5", ["q5_low", "q5_high"]), ("q95", ["q95_low", "q95_high"])];
            let hint = ends.map(|(key, interval)| row.with_interval(key, interval));
            let value = json!([place, pen.rows.scaled(row.fen("q5")?), pen.rows.scaled(row.fen("q95")?)]);
            let hint = format!("{} {} {}", hint[0], language.say("至", "to"), hint[1]);
            Some(pen.city_apart(place, Mark::new(value, range, hint)))
        });
        vec![
            in_panel(shapes(range, &pen.palette.main, Shape::range(0.36, 0.35).lying(), ranges), number),
            in_panel(
                dots(mean, &pen.palette.main, &pen.palette.paper, 11, expected(pen, panel, mean, true)),
                number,
            ),
        ]
    };
    draw(pen, &[panel], "payer", &scale, &marks)
}

/// What each part contributes to the worst outcomes, against its expected value.
pub(super) fn contributions(pen: &Pen<'_>) -> Drawing {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let scale = Scale::from_nothing(pen.rows.scaled(largest(&rows, &["tvar", "mean"])));
    let panels = by_dimension(rows);
    let (tail, mean) =
        (language.say("在最坏 5% 情形中", "in the worst 5%"), language.say("期望值", "expected value"));
    let marks = |panel: &Panel<'_>, number: usize| {
        let bars = placed(panel, |place, row| {
            let share = super::super::words::percent(row.share("tvar_share").unwrap_or(0.0));
            let hint = format!(
                "{}{}{share}",
                row.with_error("tvar", "tvar_se"),
                language.say("，占 ", ", a share of ")
            );
            Some(Mark::new(json!([place, 0, pen.rows.scaled(row.fen("tvar")?)]), tail, hint))
        });
        vec![
            in_panel(shapes(tail, &pen.palette.main, Shape::range(0.5, 0.75).lying(), bars), number),
            in_panel(
                dots(mean, &pen.palette.ink, &pen.palette.paper, 11, expected(pen, panel, mean, false)),
                number,
            ),
        ]
    };
    draw(pen, &panels, "part", &scale, &marks)
}

/// What is left after the horizon: expected value and 95 % quantile.
pub(super) fn commitments(pen: &Pen<'_>) -> Drawing {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let scale = Scale::from_nothing(pen.rows.scaled(largest(&rows, &["mean", "q95"])));
    let panels = by_dimension(rows);
    let (mean, high) = (language.say("期望值", "expected value"), language.say("95% 分位数", "95% quantile"));
    let marks = |panel: &Panel<'_>, number: usize| {
        let bars = placed(panel, |place, row| {
            let value = json!([place, 0, pen.rows.scaled(row.fen("mean")?)]);
            Some(Mark::new(value, mean, row.with_error("mean", "mean_se")))
        });
        let levels = placed(panel, |place, row| {
            let value = json!([place, pen.rows.scaled(row.fen("q95")?)]);
            Some(Mark::new(value, high, row.with_interval("q95", ["q95_low", "q95_high"])))
        });
        vec![
            in_panel(shapes(mean, &pen.palette.main, Shape::range(0.5, 0.75).lying(), bars), number),
            in_panel(shapes(high, &pen.palette.accent, Shape::level(0.62, 3.0).lying(), levels), number),
        ]
    };
    draw(pen, &panels, "part", &scale, &marks)
}

/// Each row's expected value.
fn expected(pen: &Pen<'_>, panel: &Panel<'_>, name: &str, of_payers: bool) -> Vec<Mark> {
    placed(panel, |place, row| {
        let value = json!([pen.rows.scaled(row.fen("mean")?), place]);
        let mark = Mark::new(value, name, row.with_error("mean", "mean_se"));
        Some(if of_payers { pen.city_apart(place, mark) } else { mark })
    })
}

impl Pen<'_> {
    /// The first payer is the city, which stands out.
    fn city_apart(&self, place: usize, mark: Mark) -> Mark {
        if place == 0 { mark.coloured(&self.palette.accent) } else { mark }
    }
}

/// The marks of a panel's rows, each at its place.
pub(super) fn placed(panel: &Panel<'_>, mark: impl Fn(usize, &Row<'_>) -> Option<Mark>) -> Vec<Mark> {
    panel.rows.iter().enumerate().filter_map(|(place, row)| mark(place, row)).collect()
}

/// A series in its panel.
pub(super) fn in_panel(mut series: Value, number: usize) -> Value {
    series["xAxisIndex"] = json!(number);
    series["yAxisIndex"] = json!(number);
    series
}

fn largest(rows: &[Row<'_>], keys: &[&str]) -> f64 {
    rows.iter().flat_map(|row| keys.iter().filter_map(|key| row.fen(key))).fold(0.0, f64::max)
}

/// Rows in panels by what they divide the whole by.
fn by_dimension(rows: Vec<Row<'_>>) -> Vec<Panel<'_>> {
    let mut panels: Vec<Panel<'_>> = Vec::new();
    for row in rows {
        let title = row.words("dimension");
        match panels.last_mut() {
            Some(panel) if panel.title == title => panel.rows.push(row),
            _ => panels.push(Panel::new(title, vec![row])),
        }
    }
    // a panel of the whole alone needs no name
    for panel in &mut panels {
        let alone = panel.rows.len() == 1 && panel.rows[0].words("part").eq_ignore_ascii_case(&panel.title);
        if alone {
            panel.title.clear();
        }
    }
    panels
}

/// The panels below each other.
pub(super) fn draw(
    pen: &Pen<'_>,
    panels: &[Panel<'_>],
    key: &str,
    scale: &Scale,
    marks: &dyn Fn(&Panel<'_>, usize) -> Vec<Value>,
) -> Drawing {
    let layouts = [NAMES.0, NAMES.1].map(|pixels| Layout::new(panels, key, pixels));
    let (mut x_axes, mut y_axes, mut series) = (Vec::new(), Vec::new(), Vec::new());
    for (number, panel) in panels.iter().enumerate() {
        let names: Vec<String> = panel.rows.iter().map(|row| row.words(key)).collect();
        let mut amounts = if scale.shares { pen.chances() } else { pen.amounts() };
        let last = number + 1 == panels.len();
        amounts["gridIndex"] = json!(number);
        if scale.start != 0.0 {
            amounts["min"] = json!(scale.start);
        }
        amounts["max"] = json!(scale.end);
        amounts["interval"] = json!(scale.step);
        amounts["axisLabel"]["show"] = json!(last);
        amounts["name"] = json!("");
        x_axes.push(amounts);
        let mut axis = pen.names(&names);
        axis["gridIndex"] = json!(number);
        axis["inverse"] = json!(true);
        if scale.start < 0.0 {
            // names stay at the left where bars go both ways from 0
            axis["axisLine"]["onZero"] = json!(false);
        }
        axis["axisLabel"] = json!({
            "color": pen.palette.ink, "interval": 0, "width": NAMES.0 - BESIDE, "overflow": "break", "lineHeight": LINE,
            "fitted": names.iter().map(|name| lines(name, NAMES.0 - BESIDE).join("\n")).collect::<Vec<_>>(), "formatter": "fitted",
        });
        y_axes.push(axis);
        series.extend(marks(panel, number));
    }
    let mut option = pen.option();
    let unit = if scale.shares { "" } else { pen.rows.unit() };
    option.insert("legend".to_owned(), pen.legend(&mut series, false));
    option.insert("grid".to_owned(), layouts[0].grids());
    option.insert("title".to_owned(), layouts[0].titles(panels, pen, unit));
    option.insert("xAxis".to_owned(), Value::Array(x_axes));
    option.insert("yAxis".to_owned(), Value::Array(y_axes));
    option.insert("series".to_owned(), Value::Array(series));
    let narrow_axes: Vec<Value> = panels
        .iter()
        .map(|panel| {
            let names = panel.rows.iter().map(|row| row.words(key));
            let fitted: Vec<String> = names.map(|name| lines(&name, NAMES.1 - BESIDE).join("\n")).collect();
            json!({ "axisLabel": { "width": NAMES.1 - BESIDE, "fitted": fitted, "formatter": "fitted" } })
        })
        .collect();
    // the library takes the option above for every width that no medium below names
    let narrow = json!({
        "grid": layouts[1].grids(), "title": layouts[1].titles(panels, pen, unit), "yAxis": narrow_axes,
    });
    let wide_axes: Vec<Value> = option["yAxis"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|axis| json!({ "axisLabel": axis["axisLabel"] }))
        .collect();
    let wide = json!({
        "grid": option["grid"], "title": option["title"], "yAxis": wide_axes,
    });
    option.insert(
        "media".to_owned(),
        json!([{ "query": { "maxWidth": 560 }, "option": narrow }, { "option": wide }]),
    );
    Drawing {
        option: Value::Object(option),
        height: layouts[0].height.ceil() as u32,
        narrow: layouts[1].height.ceil() as u32,
    }
}

/// Where the panels stand at some width of their names.
struct Layout {
    left: f64,
    /// Top and height of each panel.
    panels: Vec<(f64, f64)>,
    /// Where the line below each panel stands.
    below: Vec<f64>,
    /// Where the unit of the last axis stands.
    unit: f64,
    height: f64,
}

impl Layout {
    fn new(panels: &[Panel<'_>], key: &str, left: f64) -> Self {
        let mut top = LEGEND;
        let (mut placed, mut below) = (Vec::new(), Vec::new());
        for (number, panel) in panels.iter().enumerate() {
            if !panel.title.is_empty() {
                top += TITLE;
            }
            let names = panel.rows.iter().map(|row| lines(&row.words(key), left - BESIDE).len());
            let height = panel.rows.len() as f64 * (names.max().unwrap_or(1) as f64 * LINE + 14.0);
            placed.push((top, height));
            top += height + 8.0;
            if number + 1 == panels.len() {
                top += AXIS;
            }
            below.push(top - 4.0);
            if !panel.rest.is_empty() {
                top += BELOW;
            }
        }
        let unit = below.last().map_or(0.0, |below| below - 18.0);
        Layout { left, panels: placed, below, unit, height: top }
    }

    fn grids(&self) -> Value {
        let grid = |(top, height): &(f64, f64)| json!({ "left": self.left, "right": 24, "top": top, "height": height });
        self.panels.iter().map(grid).collect()
    }

    /// The panels' names, what is said below them, and the unit below the last axis.
    fn titles(&self, panels: &[Panel<'_>], pen: &Pen<'_>, unit: &str) -> Value {
        let named = panels.iter().zip(&self.panels).map(|(panel, (top, _))| {
            json!({
                "text": panel.title, "left": 0, "top": top - TITLE + 6.0,
                "textStyle": { "fontSize": 13, "fontWeight": "bold", "color": pen.palette.ink },
            })
        });
        let quiet = json!({ "fontSize": SMALL, "fontWeight": "normal", "color": pen.palette.quiet });
        let left_out = panels.iter().zip(&self.below).filter(|(panel, _)| !panel.rest.is_empty());
        let rests = left_out
            .map(|(panel, top)| json!({ "text": panel.rest, "left": 0, "top": top, "textStyle": quiet }));
        let unit = json!({ "text": unit, "right": 0, "top": self.unit, "textStyle": quiet });
        named.chain(rests).chain([unit]).collect()
    }
}

/// The end of an axis that holds an amount, and the steps of its ticks: round numbers.
fn axis_end(largest: f64) -> (f64, f64) {
    const ENDS: [(f64, f64); 10] = [
        (1.0, 0.25),
        (1.2, 0.4),
        (1.5, 0.5),
        (2.0, 0.5),
        (2.5, 0.5),
        (3.0, 1.0),
        (4.0, 1.0),
        (5.0, 1.0),
        (6.0, 2.0),
        (8.0, 2.0),
    ];
    let mut decade = 1e-4;
    loop {
        for (end, step) in ENDS {
            if decade * end >= largest {
                return (decade * end, decade * step);
            }
        }
        decade *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_that_holds_everything() {
        for (largest, top) in [(0.0, 1e-4), (7.3, 8.0), (0.41, 0.5), (3015.0, 4000.0), (100.0, 100.0)] {
            let (end, step) = axis_end(largest);
            assert!((end / top - 1.0).abs() < 1e-9, "{largest}: {end}");
            assert!(
                (end / step - (end / step).round()).abs() < 1e-9,
                "{end} is no number of steps of {step}"
            );
        }
    }
}
