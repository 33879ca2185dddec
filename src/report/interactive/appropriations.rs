//! The pictures of appropriations solved.

use serde_json::{Value, json};

use crate::charts::AppropriationsKind as Kind;

use super::drawing::Drawing;
use super::parts::{Mark, Pen, Shape, dots, entries, shapes};
use super::rows::Row;

/// A picture of appropriations solved; none where there is nothing to draw.
pub(super) fn drawing(pen: &Pen<'_>, kind: Kind) -> Option<Drawing> {
    match kind {
        Kind::Frontier => frontier(pen),
    }
}

/// A line for each rule of carrying over, with the intervals of its totals.
fn frontier(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let mut rules: Vec<(String, Vec<Row<'_>>)> = Vec::new();
    for row in rows {
        let name = row.words("rule");
        match rules.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(row),
            None => rules.push((name, vec![row])),
        }
    }
    let chances: Vec<String> = rules.first()?.1.iter().map(|row| row.words("chance")).collect();
    let mut series: Vec<Value> = Vec::new();
    for ((name, group), colour) in rules.iter().zip([&pen.palette.main, &pen.palette.accent]) {
        let stems = group.iter().enumerate().filter_map(|(place, row)| {
            let ends = [row.fen("total_low")?, row.fen("total_high")?].map(|fen| pen.rows.scaled(fen));
            Some(Mark::silent(json!([place, ends[0], ends[1]])))
        });
        let stems: Vec<Mark> = stems.collect();
        if !stems.is_empty() {
            series.push(shapes(name, colour, Shape::stem(0.16, 1.5), stems));
        }
        let line = group.iter().enumerate().filter_map(|(place, row)| {
            Some(Mark::silent(json!([place, pen.rows.scaled(row.fen("total")?)])))
        });
        series.push(json!({
            "type": "line", "showSymbol": false, "name": name, "color": colour, "z": 3,
            "lineStyle": { "color": colour, "width": 2 }, "data": entries(line.collect()),
        }));
        let marks = group.iter().enumerate().filter_map(|(place, row)| {
            let hint = row.with_interval("total", ["total_low", "total_high"]);
            Some(Mark::new(json!([place, pen.rows.scaled(row.fen("total")?)]), name, hint))
        });
        series.push(dots(name, colour, &pen.palette.paper, 8, marks.collect()));
    }
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, false));
    option.insert("grid".to_owned(), json!({ "left": 4, "right": 12, "top": 68, "bottom": 34, "outerBoundsMode": "same", "outerBoundsContain": "axisLabel" }));
    let mut levels = pen.names(&chances);
    levels["name"] = json!(pen.rows.name("chance"));
    levels["nameLocation"] = json!("middle");
    levels["nameGap"] = json!(30);
    levels["nameTextStyle"] = json!({ "color": pen.palette.quiet });
    option.insert("xAxis".to_owned(), levels);
    let mut amounts = pen.amounts();
    amounts["scale"] = json!(true);
    option.insert("yAxis".to_owned(), amounts);
    option.insert("series".to_owned(), Value::Array(series));
    Some(Drawing { option: Value::Object(option), height: 420, narrow: 360 })
}
