//! The pictures of sensitivities.

use serde_json::{Value, json};

use crate::charts::{MOST_SENSITIVITY_ROWS, SensitivityKind as Kind};
use crate::findings::Sensitivity;

use super::super::words::{percent, span};
use super::drawing::Drawing;
use super::panels::{self, Panel, Scale, in_panel, placed};
use super::parts::{Mark, Pen, Shape, shapes};
use super::rows::Row;

/// A picture of sensitivities; none where there is nothing to draw.
pub(super) fn drawing(pen: &Pen<'_>, kind: Kind, found: &Sensitivity) -> Option<Drawing> {
    match kind {
        Kind::Tornado => tornado(pen),
        Kind::Indices => indices(pen, found),
        Kind::Luck => luck(pen),
    }
}

/// The first rows, as many as the picture has that is printed, and how many there are besides.
fn first<'n>(pen: &Pen<'_>, kind: Kind, mut rows: Vec<Row<'n>>) -> Panel<'n> {
    let more = rows.len().saturating_sub(MOST_SENSITIVITY_ROWS);
    rows.truncate(MOST_SENSITIVITY_ROWS);
    let rest = if more > 0 { kind.rest(more, pen.rows.language) } else { String::new() };
    Panel { rest, ..Panel::new(String::new(), rows) }
}

/// Two variations of each parameter on both sides of 0, with their intervals.
fn tornado(pen: &Pen<'_>) -> Option<Drawing> {
    const SIDES: [(&str, &str, &str, &str); 2] = [
        ("first", "first_difference", "first_low", "first_high"),
        ("second", "second_difference", "second_low", "second_high"),
    ];
    let panel = first(pen, Kind::Tornado, pen.rows.all());
    let language = pen.rows.language;
    let ends = panel
        .rows
        .iter()
        .flat_map(|row| SIDES.iter().flat_map(|side| [row.fen(side.1), row.fen(side.2), row.fen(side.3)]));
    let (low, high) =
        ends.flatten().fold((0.0, 0.0), |(low, high): (f64, f64), fen| (low.min(fen), high.max(fen)));
    if low == high {
        return None;
    }
    let scale = Scale::around(pen.rows.scaled(low), pen.rows.scaled(high));
    let names = [
        (language.say("低值（变动一）", "low (first variation)"), &pen.palette.main),
        (language.say("高值（变动二）", "high (second variation)"), &pen.palette.accent),
    ];
    let interval = language.say("95% 区间", "95% interval");
    let marks = |panel: &Panel<'_>, number: usize| {
        let mut series: Vec<Value> = Vec::new();
        for ((name, colour), (label, key, from, to)) in names.iter().zip(SIDES) {
            let bars = placed(panel, |place, row| {
                let value = json!([place, 0, pen.rows.scaled(row.fen(key)?)]);
                Some(Mark::new(value, &row.words(label), row.change(key, [from, to])))
            });
            let stems = placed(panel, |place, row| {
                Some(Mark::silent(json!([
                    place,
                    pen.rows.scaled(row.fen(from)?),
                    pen.rows.scaled(row.fen(to)?)
                ])))
            });
            series.push(in_panel(shapes(name, colour, Shape::range(0.5, 0.7).lying(), bars), number));
            if !stems.is_empty() {
                series.push(in_panel(
                    shapes(interval, &pen.palette.ink, Shape::stem(0.3, 1.5).lying(), stems),
                    number,
                ));
            }
        }
        series
    };
    Some(panels::draw(pen, &[panel], "parameter", &scale, &marks))
}

/// An estimated share over its interval, as a hint writes it.
fn estimate(pen: &Pen<'_>, row: &Row<'_>, [key, low, high]: [&str; 3]) -> Option<String> {
    let share = |share: f64| if share < 0.0 { format!("−{}", percent(-share)) } else { percent(share) };
    let value = share(row.share(key)?);
    Some(match (row.share(low), row.share(high)) {
        (Some(low), Some(high)) => {
            format!("{value} ({})", span(pen.rows.language, &share(low), &share(high)))
        }
        _ => value,
    })
}

/// First-order and total indices of each parameter for all obligations, which the picture's title is about; those of other
/// outputs stand in the table.
fn indices(pen: &Pen<'_>, found: &Sensitivity) -> Option<Drawing> {
    const KEYS: [[&str; 3]; 2] = [["total", "total_low", "total_high"], ["first", "first_low", "first_high"]];
    let language = pen.rows.language;
    let outputs = &found.indices.as_ref()?.outputs;
    let output = language.of(&outputs.iter().find(|output| output.output == "obligations")?.name);
    let mut rows = pen.rows.all();
    rows.retain(|row| row.words("output") == output);
    let panel = first(pen, Kind::Indices, rows);
    if panel.rows.is_empty() {
        return None;
    }
    let ends = panel.rows.iter().flat_map(|row| KEYS.iter().flatten().filter_map(|key| row.share(key)));
    let (low, high) =
        ends.fold((0.0, 0.5), |(low, high): (f64, f64), share| (low.min(share), high.max(share)));
    let scale = Scale { shares: true, ..Scale::around(low, high) };
    let names =
        [(language.say("总指数", "total index"), 0.35), (language.say("一阶指数", "first-order index"), 1.0)];
    let interval = language.say("总指数的 95% 区间", "95% interval of the total");
    let marks = |panel: &Panel<'_>, number: usize| {
        let mut series: Vec<Value> = Vec::new();
        for ((name, opacity), keys) in names.iter().zip(KEYS) {
            let bars = placed(panel, |place, row| {
                Some(Mark::new(json!([place, 0, row.share(keys[0])?]), name, estimate(pen, row, keys)?))
            });
            series.push(in_panel(
                shapes(name, &pen.palette.main, Shape::range(0.5, *opacity).lying(), bars),
                number,
            ));
        }
        let stems = placed(panel, |place, row| {
            Some(Mark::silent(json!([place, row.share("total_low")?, row.share("total_high")?])))
        });
        if !stems.is_empty() {
            series.push(in_panel(
                shapes(interval, &pen.palette.ink, Shape::stem(0.3, 1.5).lying(), stems),
                number,
            ));
        }
        series
    };
    Some(panels::draw(pen, &[panel], "parameter", &scale, &marks))
}

/// The share of ignorance in the spread of each output; the rest is luck.
fn luck(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    if rows.is_empty() {
        return None;
    }
    let language = pen.rows.language;
    let names = [language.say("不了解参数", "ignorance"), language.say("随机波动", "luck")];
    let interval = language.say("95% 区间", "95% interval");
    let panel = Panel::new(String::new(), rows);
    let keys = ["ignorance", "ignorance_low", "ignorance_high"];
    let marks = |panel: &Panel<'_>, number: usize| {
        let ignorance = placed(panel, |place, row| {
            Some(Mark::new(json!([place, 0, row.share(keys[0])?]), names[0], estimate(pen, row, keys)?))
        });
        let luck = placed(panel, |place, row| {
            let share = row.share(keys[0])?;
            Some(Mark::new(json!([place, share, 1]), names[1], percent(1.0 - share)))
        });
        let stems = placed(panel, |place, row| {
            Some(Mark::silent(json!([place, row.share(keys[1])?, row.share(keys[2])?])))
        });
        let range = Shape::range(0.5, 0.7).lying();
        let mut series = vec![
            in_panel(shapes(names[0], &pen.palette.accent, range, ignorance), number),
            in_panel(shapes(names[1], &pen.palette.main, range, luck), number),
        ];
        if !stems.is_empty() {
            series.push(in_panel(
                shapes(interval, &pen.palette.ink, Shape::stem(0.3, 1.5).lying(), stems),
                number,
            ));
        }
        series
    };
    Some(panels::draw(pen, &[panel], "output", &Scale::SHARES, &marks))
}
