//! Years side by side, each with its median, ranges, expected value and levels.

use serde_json::{Value, json};

use super::super::drawing::Drawing;
use super::super::parts::{Mark, Pen, Shape, dots, shapes};
use super::super::rows::Row;

/// The most years whose recommended level is written beside it.
const LABELLED: usize = 10;

/// The picture.
pub(super) fn drawing(pen: &Pen<'_>) -> Drawing {
    let rows = pen.rows.all();
    let years: Vec<String> = rows.iter().map(|row| row.words("year")).collect();
    let mut series = ranges(pen, &rows);
    series.extend(levels(pen, &rows));
    series.extend(means(pen, &rows));
    let mut option = pen.option();
    option.insert("legend".to_owned(), pen.legend(&mut series, true));
    option.insert("grid".to_owned(), json!({ "left": 4, "right": 12, "top": 68, "bottom": 4, "outerBoundsMode": "same", "outerBoundsContain": "axisLabel" }));
    option.insert("xAxis".to_owned(), pen.names(&years));
    option.insert("yAxis".to_owned(), pen.amounts());
    option.insert("series".to_owned(), Value::Array(series));
    Drawing { option: Value::Object(option), height: 400, narrow: 360 }
}

/// The 90 % and 50 % ranges and the median, wide ones below.
fn ranges(pen: &Pen<'_>, rows: &[Row<'_>]) -> Vec<Value> {
    let language = pen.rows.language;
    let scaled = |fen: f64| pen.rows.scaled(fen);
    let range = |name: &str, opacity: f64, [low, high]: [&str; 2]| {
        let marks = rows.iter().enumerate().filter_map(|(place, row)| {
            let (from, to) = (row.fen(low)?, row.fen(high)?);
            let ends = [low, high].map(|key| {
                let interval = [format!("{key}_low"), format!("{key}_high")];
                row.with_interval(key, [&interval[0], &interval[1]])
            });
            let hint = format!("{} {} {}", ends[0], language.say("至", "to"), ends[1]);
            Some(Mark::new(json!([place, scaled(from), scaled(to)]), name, hint))
        });
        shapes(name, &pen.palette.main, Shape::range(0.48, opacity), marks.collect())
    };
    let median = language.say("中位数", "median");
    let marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let hint = row.with_interval("q50", ["q50_low", "q50_high"]);
        Some(Mark::new(json!([place, scaled(row.fen("q50")?)]), median, hint))
    });
    vec![
        range(language.say("90% 区间", "90% range"), 0.22, ["q5", "q95"]),
        range(language.say("50% 区间", "50% range"), 0.45, ["q25", "q75"]),
        shapes(median, &pen.palette.main, Shape::level(0.48, 3.0), marks.collect()),
    ]
}

/// The expected values; under obligations also those of the same year's cash.
fn means(pen: &Pen<'_>, rows: &[Row<'_>]) -> Vec<Value> {
    let language = pen.rows.language;
    let dotted = |name: &str, colour: &str, key: &str, error: &str| {
        let marks = rows.iter().enumerate().filter_map(|(place, row)| {
            let value = json!([place, pen.rows.scaled(row.fen(key)?)]);
            Some(Mark::new(value, name, row.with_error(key, error)))
        });
        let marks: Vec<Mark> = marks.collect();
        (!marks.is_empty()).then(|| dots(name, colour, &pen.palette.paper, 10, marks))
    };
    let cash = language.say("同年现金支出期望值", "expected cash of the year");
    let found = [
        dotted(language.say("期望值", "expected value"), &pen.palette.ink, "mean", "mean_se"),
        dotted(cash, &pen.palette.accent, "cash_mean", "cash_mean_se"),
    ];
    found.into_iter().flatten().collect()
}

/// The stated and the recommended appropriation.
fn levels(pen: &Pen<'_>, rows: &[Row<'_>]) -> Vec<Value> {
    let language = pen.rows.language;
    let (stated, recommended) =
        (language.say("情景中已列安排", "appropriation stated").to_owned(), pen.rows.name("recommended"));
    let exceeded = |row: &Row<'_>| row.chance("exceeded", ["exceeded_low", "exceeded_high"]);
    let stated_marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let fen = row.fen("stated")?;
        let hint = format!(
            "{}{}{}",
            pen.rows.written(fen),
            language.say("，不足的概率 ", ", chance that it is exceeded "),
            exceeded(row)
        );
        Some(Mark::new(json!([place, pen.rows.scaled(fen)]), &stated, hint))
    });
    let recommended_marks = rows.iter().enumerate().filter_map(|(place, row)| {
        let fen = row.fen("recommended")?;
        let hint = row.with_interval("recommended", ["recommended_low", "recommended_high"]);
        let mark = Mark::new(json!([place, pen.rows.scaled(fen)]), &recommended, hint);
        let label = super::super::super::words::amount(language, fen);
        Some(if rows.len() <= LABELLED { mark.labelled(label) } else { mark })
    });
    let (stated_marks, recommended_marks): (Vec<Mark>, Vec<Mark>) =
        (stated_marks.collect(), recommended_marks.collect());
    let mut series = Vec::new();
    if !stated_marks.is_empty() {
        series.push(shapes(&stated, &pen.palette.ink, Shape::level(0.6, 2.0).dashed(), stated_marks));
    }
    if !recommended_marks.is_empty() {
        series.push(shapes(&recommended, &pen.palette.accent, Shape::level(0.6, 4.0), recommended_marks));
    }
    series
}
