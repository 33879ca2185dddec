//! The pictures of scenarios compared.

use serde_json::{Value, json};

use crate::charts::ComparisonKind as Kind;
use crate::things::Language;

use super::super::words::{percent, span};
use super::drawing::Drawing;
use super::panels::{self, Panel, Scale, in_panel, placed};
use super::parts::{Mark, Pen, Shape, entries, shapes};
use super::rows::Row;

/// A picture of scenarios compared; none where there is nothing to draw.
pub(super) fn drawing(pen: &Pen<'_>, kind: Kind) -> Option<Drawing> {
    match kind {
        Kind::Curves => curves(pen),
        Kind::Waterfall(_) => waterfall(pen),
        Kind::Spread(_) => spread(pen),
        Kind::Years => years(pen),
    }
}

/// Rows of each scenario, in the order of the scenarios.
fn by_scenario<'n>(rows: &[Row<'n>]) -> Vec<(String, Vec<Row<'n>>)> {
    let mut groups: Vec<(String, Vec<Row<'n>>)> = Vec::new();
    for row in rows {
        let name = row.words("scenario");
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(*row),
            None => groups.push((name, vec![*row])),
        }
    }
    groups
}

fn colour<'p>(pen: &'p Pen<'_>, position: usize) -> &'p str {
    &pen.palette.stack[position % pen.palette.stack.len()]
}

/// A line for each scenario; all are told at the same amounts, so that a hint shows one below the other.
fn curves(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let groups = by_scenario(&rows);
    let first = pen.rows.scaled(rows.first()?.fen("amount")?);
    let last = pen.rows.scaled(rows.last()?.fen("amount")?);
    let mut series: Vec<Value> = Vec::new();
    for (position, (name, points)) in groups.iter().enumerate() {
        let marks = points.iter().enumerate().filter_map(|(place, row)| {
            let fen = row.fen("amount")?;
            let chance = row.chance("chance", ["chance_low", "chance_high"]);
            let above = super::super::words::amount(pen.rows.language, fen);
            // the first line of a hint tells the amount
            let hint = match (position, place) {
                (0, _) => format!("{} {above}：{chance}", pen.rows.language.say("超过", ">")),
                _ => chance,
            };
            Some(Mark::new(json!([pen.rows.scaled(fen), row.share("chance")?]), name, hint))
        });
        let colour = colour(pen, position);
        series.push(json!({
            "type": "line", "showSymbol": false, "name": name, "color": colour,
            "legend": { "name": name, "icon": "rect", "itemStyle": { "color": colour } },
            "lineStyle": { "color": colour, "width": 2.5 },
            "data": entries(marks.collect()),
        }));
    }
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, false));
    option.insert("grid".to_owned(), json!({ "left": 56, "right": 20, "top": 44, "bottom": 52 }));
    let mut amounts = pen.amounts();
    amounts["min"] = json!(first);
    amounts["max"] = json!(last);
    amounts["name"] = json!("");
    amounts["axisLabel"]["showMinLabel"] = json!(false);
    amounts["axisLabel"]["showMaxLabel"] = json!(false);
    let mut chances = pen.chances();
    chances["max"] = json!(1);
    option.insert("xAxis".to_owned(), amounts);
    option.insert("yAxis".to_owned(), chances);
    option.insert("title".to_owned(), unit_below(pen));
    option["tooltip"]["axisPointer"] = json!({ "type": "line", "lineStyle": { "color": pen.palette.quiet } });
    option.insert("series".to_owned(), Value::Array(series));
    Some(Drawing { option: Value::Object(option), height: 460, narrow: 400 })
}

/// The unit of amounts, below the axis at the right. It is placed from above, as the page's script moves it where the legend
/// needs several lines.
pub(super) fn unit_below(pen: &Pen<'_>) -> Value {
    json!({
        "text": pen.rows.unit(), "right": 0, "top": "95%",
        "textStyle": { "fontSize": 12, "fontWeight": "normal", "color": pen.palette.quiet },
    })
}

/// Bars between what was reached before a clause and after it, below each other.
fn waterfall(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let all = rows.iter().flat_map(|row| ["before", "after"].map(|key| row.fen(key))).flatten();
    let (low, high) = all.fold((f64::MAX, f64::MIN), |(low, high), fen| (low.min(fen), high.max(fen)));
    if low > high {
        return None;
    }
    let low = if low < 0.4 * high { 0.0 } else { low };
    let scale = Scale::around(pen.rows.scaled(low), pen.rows.scaled(high));
    let (level, step) =
        (language.say("应付义务期望", "expected obligations"), language.say("差额", "difference"));
    let panel = Panel::new(String::new(), rows);
    let marks = |panel: &Panel<'_>, number: usize| {
        let steps = placed(panel, |place, row| {
            let (before, after) = (row.fen("before")?, row.fen("after")?);
            let value = json!([place, pen.rows.scaled(before), pen.rows.scaled(after)]);
            let mark =
                Mark::new(value, step, row.change("difference", ["difference_low", "difference_high"]));
            let differs = row.differs(["difference_low", "difference_high"]);
            Some(match (differs, after > before) {
                (true, true) => mark.coloured(&pen.palette.accent),
                (true, false) => mark,
                (false, _) => mark.coloured(&pen.palette.quiet),
            })
        });
        let ends = placed(panel, |place, row| {
            row.fen("difference").is_none().then_some(())?;
            let fen = row.fen("after")?;
            Some(Mark::new(json!([place, pen.rows.scaled(fen)]), level, pen.rows.written(fen)))
        });
        let mut both =
            vec![in_panel(shapes(level, &pen.palette.ink, Shape::level(0.62, 4.0).lying(), ends), number)];
        if !steps.is_empty() {
            both.push(in_panel(
                shapes(step, &pen.palette.main, Shape::range(0.5, 0.8).lying(), steps),
                number,
            ));
        }
        both
    };
    Some(panels::draw(pen, &[panel], "step", &scale, &marks))
}

/// The share of paths in each bin of differences, and the mean with its interval.
fn spread(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let (mean, bins) = rows.split_first()?;
    let low = pen.rows.scaled(bins.first()?.fen("from")?.min(0.0));
    let high = pen.rows.scaled(bins.last()?.fen("to")?.max(0.0));
    if low >= high {
        return None;
    }
    let mark = |row: &Row<'_>| {
        let (from, to) = (row.fen("from")?, row.fen("to")?);
        let ends = [from, to].map(|fen| super::super::words::amount(language, fen));
        let name = if from == to { ends[0].clone() } else { span(language, &ends[0], &ends[1]) };
        let middle = pen.rows.scaled(f64::midpoint(from, to));
        let count = super::super::words::count(row.count("paths").unwrap_or(0));
        let paths = match language {
            Language::Chinese => format!("{}（{count} 条路径）", percent(row.share("share")?)),
            Language::English => format!("{} ({count} paths)", percent(row.share("share")?)),
        };
        let mark = Mark::new(json!([middle, 0, row.share("share")?]), &name, paths);
        Some(if from == 0.0 && to == 0.0 { mark.coloured(&pen.palette.quiet) } else { mark })
    };
    let width = |row: &&Row<'_>| Some(pen.rows.scaled(row.fen("to")? - row.fen("from")?));
    let wide = bins.iter().filter_map(|row| width(&row)).fold(0.0, f64::max);
    // a bin of one amount is as thin as a line
    let (single, several): (Vec<&Row<'_>>, Vec<&Row<'_>>) =
        bins.iter().partition(|row| width(row) == Some(0.0));
    let name = language.say("路径占比", "share of paths");
    let mut series = Vec::new();
    for (rows, width) in [(several, wide * 0.94), (single, (high - low) / 90.0)] {
        let marks: Vec<Mark> = rows.into_iter().filter_map(mark).collect();
        if !marks.is_empty() {
            series.push(shapes(name, &pen.palette.main, Shape::range(width, 0.75), marks));
        }
    }
    if mean.differs(["difference_low", "difference_high"]) {
        let largest = bins.iter().filter_map(|row| row.share("share")).fold(0.0, f64::max);
        let line = Mark::silent(json!([pen.rows.scaled(mean.fen("from")?), 0, largest * 1.08]));
        let hint = mean.change("from", ["difference_low", "difference_high"]);
        let short = pen.rows.written(mean.fen("from")?);
        let line = line.labelled(format!("{}{hint}", language.say("期望 ", "mean "))).shortened(&short);
        let name = language.say("差额的期望值", "mean difference");
        series.push(shapes(name, &pen.palette.accent, Shape::stem(0.0, 2.0), vec![line]));
    }
    Some(on_amounts(pen, (low, high), pen.chances(), series))
}

/// A picture of bins along an axis of amounts.
pub(super) fn on_amounts(
    pen: &Pen<'_>,
    (low, high): (f64, f64),
    upright: Value,
    mut series: Vec<Value>,
) -> Drawing {
    let mut option = pen.option();
    option.insert("grid".to_owned(), json!({ "left": 56, "right": 20, "top": 34, "bottom": 52 }));
    let mut amounts = pen.amounts();
    amounts["min"] = json!(low - (high - low) * 0.02);
    amounts["max"] = json!(high + (high - low) * 0.02);
    amounts["name"] = json!("");
    amounts["axisLabel"]["showMinLabel"] = json!(false);
    amounts["axisLabel"]["showMaxLabel"] = json!(false);
    amounts["splitLine"]["show"] = json!(false);
    option.insert("xAxis".to_owned(), amounts);
    option.insert("yAxis".to_owned(), upright);
    option.insert("title".to_owned(), unit_below(pen));
    option["tooltip"]["axisPointer"] = json!({ "type": "line", "lineStyle": { "color": pen.palette.quiet } });
    // there is no legend
    for one in series.iter_mut().filter_map(Value::as_object_mut) {
        one.remove("legend");
    }
    option.insert("series".to_owned(), Value::Array(series));
    Drawing { option: Value::Object(option), height: 400, narrow: 340 }
}

/// Bars of each scenario side by side, with their ranges.
fn years(pen: &Pen<'_>) -> Option<Drawing> {
    let rows = pen.rows.all();
    let groups = by_scenario(&rows);
    let years: Vec<String> = groups.first()?.1.iter().map(|row| row.words("year")).collect();
    let count = groups.len();
    let mut series: Vec<Value> = Vec::new();
    for (position, (name, group)) in groups.iter().enumerate() {
        let marks = group.iter().filter_map(|row| {
            let mut hint = row.with_interval("mean", ["mean_low", "mean_high"]);
            let range = ["q5", "q95"].map(|key| pen.rows.written(row.fen(key).unwrap_or(0.0)));
            let range = span(pen.rows.language, &range[0], &range[1]);
            hint = format!("{hint}{}{range}", pen.rows.language.say("；5%—95%：", "; 5 to 95%: "));
            if row.fen("difference").is_some() {
                let change = row.change("difference", ["difference_low", "difference_high"]);
                hint = format!("{hint}{}{change}", pen.rows.language.say("；差额 ", "; difference "));
            }
            Some(Mark::new(json!(pen.rows.scaled(row.fen("mean")?)), name, hint))
        });
        let colour = colour(pen, position);
        series.push(json!({
            "type": "bar", "name": name, "color": colour,
            "legend": { "name": name, "icon": "rect", "itemStyle": { "color": colour } },
            "itemStyle": { "color": colour }, "barCategoryGap": "24%", "barGap": "4%", "barMaxWidth": 70,
            "data": entries(marks.collect()),
        }));
    }
    if count == 1 {
        return None;
    }
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, false));
    option.insert("grid".to_owned(), json!({ "left": 4, "right": 12, "top": 68, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "axisLabel" }));
    option.insert("xAxis".to_owned(), pen.names(&years));
    option.insert("yAxis".to_owned(), pen.amounts());
    option.insert("series".to_owned(), Value::Array(series));
    Some(Drawing { option: Value::Object(option), height: 400, narrow: 360 })
}
