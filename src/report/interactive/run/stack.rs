//! Clauses stacked by year.

use serde_json::{Value, json};

use crate::findings::Findings;

use super::super::drawing::Drawing;
use super::super::parts::{Mark, Pen, entries};
use super::super::rows::Row;

/// The picture: the years of the horizon and what comes later, each clause on top of the one before.
pub(super) fn drawing(pen: &Pen<'_>, findings: &Findings) -> Option<Drawing> {
    let rows = pen.rows.all();
    // each clause has the horizon's years, what comes later, and the sum of all, which is not drawn
    let spans = usize::try_from(findings.scenario.last_year - findings.scenario.first_year + 3).ok()?;
    let groups: Vec<&[Row<'_>]> = rows.chunks(spans).map(|group| &group[..group.len() - 1]).collect();
    let (all, clauses) = groups.split_last()?;
    let years: Vec<String> = all.iter().map(|row| row.words("year")).collect();
    let mut series: Vec<Value> =
        clauses.iter().enumerate().map(|(place, clause)| bars(pen, place, clause)).collect();
    series.push(totals(pen, all, years.len() <= 12));
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, true));
    option.insert("grid".to_owned(), json!({ "left": 4, "right": 12, "top": 68, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "axisLabel" }));
    option.insert("xAxis".to_owned(), pen.names(&years));
    option.insert("yAxis".to_owned(), pen.amounts());
    option.insert("series".to_owned(), Value::Array(series));
    Some(Drawing { option: Value::Object(option), height: 400, narrow: 360 })
}

fn bars(pen: &Pen<'_>, place: usize, rows: &[Row<'_>]) -> Value {
    let name = rows.first().map_or_else(String::new, |row| row.words("clause"));
    let marks = rows.iter().filter_map(|row| {
        Some(Mark::new(json!(pen.rows.scaled(row.fen("mean")?)), &name, row.with_error("mean", "mean_se")))
    });
    let colour = &pen.palette.stack[place % pen.palette.stack.len()];
    json!({
        "type": "bar", "name": name, "stack": "clauses", "color": colour,
        "legend": { "name": name, "icon": "rect", "itemStyle": { "color": colour } },
        "itemStyle": { "color": colour, "borderColor": pen.palette.paper, "borderWidth": 0.5 },
        "barWidth": "60%", "barMaxWidth": 110,
        "data": entries(marks.collect()),
    })
}

/// The sum of all clauses, written above its stack.
fn totals(pen: &Pen<'_>, rows: &[Row<'_>], labelled: bool) -> Value {
    let language = pen.rows.language;
    let name = language.say("合计", "in all");
    let marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let fen = row.fen("mean")?;
        let mark = Mark::new(json!([place, pen.rows.scaled(fen)]), name, row.with_error("mean", "mean_se"));
        Some(mark.labelled(super::super::super::words::amount(language, fen)))
    });
    json!({
        "type": "scatter", "name": name, "color": pen.palette.ink, "symbolSize": 0.01, "z": 5,
        "label": { "show": labelled, "position": "top", "fontWeight": "bold", "color": pen.palette.ink, "formatter": "text" },
        "data": entries(marks.collect()),
    })
}
