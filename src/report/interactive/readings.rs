//! The pictures of readings priced.

use serde_json::json;

use crate::charts::ReadingsKind as Kind;
use crate::things::Language;

use super::super::words::{amount, count, percent, span};
use super::comparison::on_amounts;
use super::drawing::Drawing;
use super::panels::{self, Panel, Scale, in_panel, placed};
use super::parts::{Mark, Pen, Shape, shapes};
use super::rows::Row;

/// A picture of readings priced; none where there is nothing to draw.
pub(super) fn drawing(pen: &Pen<'_>, kind: Kind) -> Option<Drawing> {
    match kind {
        Kind::Options => options(pen),
        Kind::Combinations => combinations(pen),
        Kind::Effects => effects(pen),
    }
}

/// Options of a switch below each other, with the parts of city and counties on both sides of 0.
fn options(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let ends = rows
        .iter()
        .flat_map(|row| ["difference", "difference_low", "difference_high"].map(|key| row.fen(key)));
    let (low, high) =
        ends.flatten().fold((0.0, 0.0), |(low, high): (f64, f64), fen| (low.min(fen), high.max(fen)));
    if low == high {
        return None;
    }
    let scale = Scale::around(pen.rows.scaled(low), pen.rows.scaled(high));
    let panels = by(rows, "switch");
    let (city, counties) = (language.say("市级", "city"), language.say("县级", "counties"));
    let whole = language.say("合计的 95% 区间", "95% interval of the whole");
    let marks = |panel: &Panel<'_>, number: usize| {
        let part = |key: &'static str, name: &str, after: Option<&'static str>| {
            placed(panel, |place, row| {
                let (fen, before) = (row.fen(key)?, after.and_then(|after| row.fen(after)).unwrap_or(0.0));
                // parts of one sign stand one after the other
                let from = if before * fen > 0.0 { before } else { 0.0 };
                let value = json!([place, pen.rows.scaled(from), pen.rows.scaled(from + fen)]);
                Some(Mark::new(value, name, pen.rows.written(fen)))
            })
        };
        let interval = placed(panel, |place, row| {
            let ends = ["difference_low", "difference_high"];
            let value =
                json!([place, pen.rows.scaled(row.fen(ends[0])?), pen.rows.scaled(row.fen(ends[1])?)]);
            let shares = ["more", "less"].map(|key| percent(row.share(key).unwrap_or(0.0)));
            let hint = match language {
                Language::Chinese => format!(
                    "{}；{} 的路径增加，{} 减少",
                    row.change("difference", ends),
                    shares[0],
                    shares[1]
                ),
                Language::English => {
                    format!(
                        "{}; more on {} of the paths, less on {}",
                        row.change("difference", ends),
                        shares[0],
                        shares[1]
                    )
                }
            };
            Some(Mark::new(value, whole, hint))
        });
        let range = Shape::range(0.5, 0.75).lying();
        vec![
            in_panel(shapes(city, &pen.palette.accent, range, part("city", city, None)), number),
            in_panel(
                shapes(counties, &pen.palette.main, range, part("counties", counties, Some("city"))),
                number,
            ),
            in_panel(shapes(whole, &pen.palette.ink, Shape::stem(0.3, 1.5).lying(), interval), number),
        ]
    };
    Some(panels::draw(pen, &panels, "option", &scale, &marks))
}

/// Rows in panels of the same words in a column.
pub(super) fn by<'n>(rows: Vec<Row<'n>>, key: &str) -> Vec<Panel<'n>> {
    let mut panels: Vec<Panel<'n>> = Vec::new();
    for row in rows {
        let title = row.words(key);
        match panels.iter_mut().find(|panel| panel.title == title) {
            Some(panel) => panel.rows.push(row),
            None => panels.push(Panel::new(title, vec![row])),
        }
    }
    panels
}

/// The share that each switch explains, alone and with all its interactions.
fn effects(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    if rows.is_empty() {
        return None;
    }
    let language = pen.rows.language;
    let (main, total) =
        (language.say("单独解释", "explained alone"), language.say("连同交互", "with interactions"));
    let marks = |panel: &Panel<'_>, number: usize| {
        let bars = |key: &'static str, name: &str| {
            placed(panel, |place, row| {
                let share = row.share(key)?;
                Some(Mark::new(json!([place, 0, share]), name, percent(share)))
            })
        };
        vec![
            in_panel(
                shapes(total, &pen.palette.main, Shape::range(0.5, 0.35).lying(), bars("total", total)),
                number,
            ),
            in_panel(
                shapes(main, &pen.palette.main, Shape::range(0.5, 1.0).lying(), bars("main", main)),
                number,
            ),
        ]
    };
    Some(panels::draw(pen, &by(rows, "series"), "switch", &Scale::SHARES, &marks))
}

/// How many combinations lie in each bin, and those that are named.
fn combinations(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let (bins, named): (Vec<Row<'_>>, Vec<Row<'_>>) =
        rows.into_iter().partition(|row| row.fen("upper_edge").is_some());
    let low = pen.rows.scaled(bins.first()?.fen("amount")?);
    let high = pen.rows.scaled(bins.last()?.fen("upper_edge")?);
    let wide = (high - low) / bins.len() as f64;
    let most = bins.iter().filter_map(|row| row.count("combinations")).max().unwrap_or(1).max(1) as f64;
    let of = language.say("组合个数", "combinations");
    let marks = bins.iter().filter_map(|row| {
        let ends = [row.fen("amount")?, row.fen("upper_edge")?];
        let number = row.count("combinations")?;
        let [from, to] = ends.map(|fen| amount(language, fen));
        let value = json!([pen.rows.scaled(f64::midpoint(ends[0], ends[1])), 0, number]);
        Some(Mark::new(
            value,
            &span(language, &from, &to),
            format!("{} {}", count(number), language.say("种", "combinations")),
        ))
    });
    let mut series = vec![shapes(of, &pen.palette.main, Shape::range(wide * 0.94, 0.75), marks.collect())];
    let stems = named.iter().enumerate().filter_map(|(place, row)| {
        let fen = row.fen("amount")?;
        let value = json!([pen.rows.scaled(fen), 0, most * (1.36 - 0.13 * place as f64)]);
        let label = format!("{}{}{}", row.words("part"), language.say("：", ": "), pen.rows.written(fen));
        Some(Mark::silent(value).labelled(label).shortened(&row.words("part")))
    });
    series.push(shapes(of, &pen.palette.accent, Shape::stem(0.0, 2.0), stems.collect()));
    let mut counts = pen.chances();
    counts["axisLabel"]["formatter"] = json!("amount");
    counts["minInterval"] = json!(1);
    counts["name"] = json!(of);
    let mut drawing = on_amounts(pen, (low, high), counts, series);
    drawing.option["grid"]["top"] = json!(34);
    Some(drawing)
}
