//! The distribution of the horizon's cash: the share of paths in each bin above, the chance of a higher cost below.

use serde_json::{Value, json};

use crate::things::Language;

use super::super::super::words::{level, span, with_unit};
use super::super::drawing::Drawing;
use super::super::parts::{Mark, Pen, Shape, dots, entries, shapes};
use super::super::rows::Row;

/// The rows by what they tell.
struct Told<'n> {
    levels: Vec<Row<'n>>,
    bins: Vec<Row<'n>>,
    curve: Vec<Row<'n>>,
}

/// The picture; none where every path costs the same.
pub(super) fn drawing(pen: &Pen<'_>, chosen: &str) -> Option<Drawing> {
    let told = told(pen.rows.all());
    let scaled = |fen: f64| pen.rows.scaled(fen);
    let first = scaled(told.bins.first()?.fen("amount")?);
    let last = scaled(told.bins.last()?.fen("upper_edge")?).max(scaled(told.curve.last()?.fen("amount")?));
    if told.curve.len() < 2 || last <= first {
        return None;
    }
    let language = pen.rows.language;
    let mut series = vec![bins(pen, &told), curve(pen, &told)];
    series.extend(levels(pen, &told, chosen, last - first));
    let mut option = pen.option();
    let grid = |top: &str, height: &str| json!({ "left": 56, "right": 20, "top": top, "height": height });
    option.insert("grid".to_owned(), json!([grid("8%", "28%"), grid("46%", "36%")]));
    let axis = |number: usize, shown: bool| {
        let mut axis = pen.amounts();
        axis["gridIndex"] = json!(number);
        axis["min"] = json!(first);
        axis["max"] = json!(last);
        axis["axisLabel"]["show"] = json!(shown);
        axis["splitLine"]["show"] = json!(false);
        axis["axisLine"] = json!({ "show": true, "lineStyle": { "color": pen.palette.quiet } });
        axis["axisLabel"]["showMinLabel"] = json!(false);
        axis["axisLabel"]["showMaxLabel"] = json!(false);
        axis["name"] = json!("");
        axis
    };
    option.insert("xAxis".to_owned(), json!([axis(0, false), axis(1, true)]));
    let mut shares = pen.chances();
    shares["splitNumber"] = json!(3);
    let mut chances = pen.chances();
    chances["gridIndex"] = json!(1);
    chances["max"] = json!(1);
    option.insert("yAxis".to_owned(), json!([shares, chances]));
    option.insert("axisPointer".to_owned(), json!({ "link": [{ "xAxisIndex": "all" }], "type": "line" }));
    option["tooltip"]["axisPointer"] = json!({ "type": "line", "lineStyle": { "color": pen.palette.quiet } });
    option.insert(
        "dataZoom".to_owned(),
        json!([{
            "type": "slider", "xAxisIndex": [0, 1], "filterMode": "none", "height": 18, "bottom": 4,
            "left": 56, "right": 20, "showDetail": false, "brushSelect": false,
        }]),
    );
    let captions = [
        ("1%", of_each_bin(pen)),
        ("39%", language.say("支出超过该金额的概率", "chance that the cost exceeds the amount").to_owned()),
    ];
    let caption = |top: &str, text: &str, side: &str| json!({ side: 0, "text": text, "top": top, "textStyle": { "fontSize": 13, "fontWeight": "bold", "color": pen.palette.ink } });
    let mut titles: Vec<Value> = captions.iter().map(|(top, text)| caption(top, text, "left")).collect();
    let mut unit = caption("87.5%", pen.rows.unit(), "right");
    unit["textStyle"] = json!({ "fontSize": 12, "fontWeight": "normal", "color": pen.palette.quiet });
    titles.push(unit);
    option.insert("title".to_owned(), Value::Array(titles));
    option.insert("series".to_owned(), Value::Array(series));
    Some(Drawing { option: Value::Object(option), height: 560, narrow: 520 })
}

/// What the bars are: shares of paths, or computed chances.
fn of_each_bin(pen: &Pen<'_>) -> String {
    let share = pen.rows.name("share");
    match pen.rows.language {
        Language::Chinese => format!("各档的{share}"),
        Language::English => format!("{share} in each bin"),
    }
}

/// A row tells of a bin where it has an upper edge, of a level where it has a confidence, and of the curve where it has
/// only a share; one row tells the expected value.
fn told(rows: Vec<Row<'_>>) -> Told<'_> {
    let mut told = Told { levels: Vec::new(), bins: Vec::new(), curve: Vec::new() };
    for row in rows {
        if row.fen("upper_edge").is_some() {
            told.bins.push(row);
        } else if row.share("confidence").is_some() {
            told.levels.push(row);
        } else if row.share("share").is_some() {
            told.curve.push(row);
        }
    }
    told
}

fn paths(pen: &Pen<'_>, row: &Row<'_>) -> String {
    let share = row.chance("share", ["share_low", "share_high"]);
    let Some(count) = row.count("paths") else { return share };
    let count = super::super::super::words::count(count);
    format!(
        "{share}{}{count}{}",
        pen.rows.language.say("，", ", "),
        pen.rows.language.say(" 条路径", " paths")
    )
}

fn bins(pen: &Pen<'_>, told: &Told<'_>) -> Value {
    let language = pen.rows.language;
    let marks = told.bins.iter().filter_map(|row| {
        let (from, to) = (row.fen("amount")?, row.fen("upper_edge")?);
        let ends = [from, to].map(|fen| super::super::super::words::amount(language, fen));
        let name = format!("{} {}", span(language, &ends[0], &ends[1]), pen.rows.unit());
        let value = json!([pen.rows.scaled(f64::midpoint(from, to)), row.share("share")?]);
        Some(Mark::new(value, &name, paths(pen, row)))
    });
    json!({
        "type": "bar", "name": pen.rows.name("share"), "color": pen.palette.main,
        "itemStyle": { "color": pen.palette.main, "opacity": 0.75 }, "barWidth": "94%",
        "data": entries(marks.collect()),
    })
}

/// The falling steps: everything exceeds what is less than the least.
fn curve(pen: &Pen<'_>, told: &Told<'_>) -> Value {
    let language = pen.rows.language;
    let marks = told.curve.iter().filter_map(|row| {
        let fen = row.fen("amount")?;
        let name = format!("{} {}", language.say("超过", "above"), with_unit(language, fen));
        Some(Mark::new(json!([pen.rows.scaled(fen), row.share("share")?]), &name, paths(pen, row)))
    });
    let least = told.curve.first().and_then(|row| row.fen("amount")).unwrap_or(0.0);
    let start = Mark::silent(json!([pen.rows.scaled(least), 1]));
    json!({
        "type": "line", "step": "end", "showSymbol": false, "xAxisIndex": 1, "yAxisIndex": 1,
        "name": language.say("超过的概率", "chance of exceeding"), "color": pen.palette.main,
        "lineStyle": { "color": pen.palette.main, "width": 2.5 },
        "data": entries([start].into_iter().chain(marks).collect()),
    })
}

/// The recommended levels on the curve, each named on a row of its own above it, the highest level on top, so that no stem
/// runs through a name on its left; the first one of the page stands out.
fn levels(pen: &Pen<'_>, told: &Told<'_>, chosen: &str, range: f64) -> Vec<Value> {
    let language = pen.rows.language;
    // the height of a row and of the topmost one, as shares of the axis
    const ROW: f64 = 0.095;
    const TOP: f64 = 0.88;
    let (mut stems, mut points) = (Vec::new(), Vec::new());
    let mut height = 0.0_f64;
    for (place, row) in told.levels.iter().enumerate() {
        let (Some(fen), Some(confidence)) = (row.fen("amount"), row.share("confidence")) else { continue };
        let (x, y) = (pen.rows.scaled(fen), 1.0 - confidence);
        height = (height + ROW).max(y + 0.08).max(TOP - ROW * (told.levels.len() - 1 - place) as f64);
        let name = level(&confidence.to_string());
        let hint = row.with_interval("amount", ["interval_low", "interval_high"]);
        let words = format!("{name}{}{}", language.say("：", ": "), with_unit(language, fen));
        let stands_out = |mark: Mark| {
            if name == chosen { mark.coloured(&pen.palette.accent) } else { mark }
        };
        stems.push(stands_out(Mark::silent(json!([x, y, height])).labelled(words).shortened(&name)));
        points.push(stands_out(Mark::new(json!([x, y]), &name, hint)));
    }
    let name = language.say("建议安排", "recommended level");
    let below = |mut series: Value| {
        series["xAxisIndex"] = json!(1);
        series["yAxisIndex"] = json!(1);
        if let Some(series) = series.as_object_mut() {
            series.remove("legend");
        }
        series
    };
    let mut dotted = dots(name, &pen.palette.quiet, &pen.palette.paper, 11, points);
    dotted["near"] = json!(range * 0.012);
    vec![below(shapes(name, &pen.palette.quiet, Shape::stem(0.0, 1.5), stems)), below(dotted)]
}
