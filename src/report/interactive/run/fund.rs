//! The special fund's account: what is paid and what is left unpaid above, the chance of arrears below.

use serde_json::{Value, json};

use super::super::drawing::Drawing;
use super::super::parts::{Mark, Pen, Shape, dots, entries, shapes};
use super::super::rows::Row;

/// The picture.
pub(super) fn drawing(pen: &Pen<'_>) -> Drawing {
    let rows = pen.rows.all();
    let language = pen.rows.language;
    let years: Vec<String> = rows.iter().map(|row| row.words("year")).collect();
    let mut series = vec![
        bars(pen, &rows, language.say("实际支付", "paid"), &pen.palette.main, ["paid", "paid_se"]),
        bars(pen, &rows, language.say("年末欠付", "arrears"), &pen.palette.accent, ["arrears", "arrears_se"]),
        stated(pen, &rows),
    ];
    series.extend(chances(pen, &rows));
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, false));
    let grid = |top: &str, height: &str| json!({ "left": 76, "right": 12, "top": top, "height": height });
    option.insert("grid".to_owned(), json!([grid("15%", "44%"), grid("72%", "20%")]));
    let below = |mut axis: Value| {
        axis["gridIndex"] = json!(1);
        axis
    };
    let mut unlabelled = pen.names(&years);
    unlabelled["axisLabel"]["show"] = json!(false);
    option.insert("xAxis".to_owned(), json!([unlabelled, below(pen.names(&years))]));
    let mut chances = below(pen.chances());
    chances["splitNumber"] = json!(3);
    chances["min"] = json!(0);
    option.insert("yAxis".to_owned(), json!([pen.amounts(), chances]));
    option.insert("axisPointer".to_owned(), json!({ "link": [{ "xAxisIndex": "all" }] }));
    option.insert(
        "title".to_owned(),
        json!({
            "text": language.say("年末欠付的概率", "chance of arrears at the year's end"),
            "left": 0, "top": "64.5%",
            "textStyle": { "fontSize": 13, "fontWeight": "bold", "color": pen.palette.ink },
        }),
    );
    option.insert("series".to_owned(), Value::Array(series));
    Drawing { option: Value::Object(option), height: 500, narrow: 460 }
}

fn bars(pen: &Pen<'_>, rows: &[Row<'_>], name: &str, colour: &str, [key, error]: [&str; 2]) -> Value {
    let marks = rows.iter().filter_map(|row| {
        let mut hint = row.with_error(key, error);
        if let (true, Some(mean)) = (key == "arrears", row.fen("arrears_if_any")) {
            let words = pen.rows.language.say("；欠付时平均 ", "; if any, on average ");
            hint = format!("{hint}{words}{}", pen.rows.written(mean));
        }
        Some(Mark::new(json!(pen.rows.scaled(row.fen(key)?)), name, hint))
    });
    json!({
        "type": "bar", "name": name, "stack": "demand", "color": colour,
        "legend": { "name": name, "icon": "rect", "itemStyle": { "color": colour } },
        "itemStyle": { "color": colour }, "barWidth": "48%", "barMaxWidth": 110,
        "data": entries(marks.collect()),
    })
}

fn stated(pen: &Pen<'_>, rows: &[Row<'_>]) -> Value {
    let name = pen.rows.name("appropriation");
    let marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let fen = row.fen("appropriation")?;
        let label = super::super::super::words::amount(pen.rows.language, fen);
        let mark = Mark::new(json!([place, pen.rows.scaled(fen)]), &name, pen.rows.written(fen));
        Some(if rows.len() <= 10 { mark.labelled(label) } else { mark })
    });
    shapes(&name, &pen.palette.ink, Shape::level(0.6, 2.5).dashed(), marks.collect())
}

/// The chance of arrears with its interval.
fn chances(pen: &Pen<'_>, rows: &[Row<'_>]) -> [Value; 2] {
    let language = pen.rows.language;
    let name = language.say("欠付的概率", "chance of arrears");
    let marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let hint = row.chance("arrears_chance", ["arrears_chance_low", "arrears_chance_high"]);
        Some(Mark::new(json!([place, row.share("arrears_chance")?]), name, hint))
    });
    let stems = rows.iter().enumerate().filter_map(|(place, row)| {
        let ends = json!([place, row.share("arrears_chance_low")?, row.share("arrears_chance_high")?]);
        Some(Mark::silent(ends))
    });
    let below = |mut series: Value| {
        series["xAxisIndex"] = json!(1);
        series["yAxisIndex"] = json!(1);
        series
    };
    let mut interval = shapes(name, &pen.palette.accent, Shape::stem(0.1, 1.5), stems.collect());
    interval["legend"] =
        json!({ "name": name, "icon": "circle", "itemStyle": { "color": pen.palette.accent } });
    [below(interval), below(dots(name, &pen.palette.accent, &pen.palette.paper, 9, marks.collect()))]
}
