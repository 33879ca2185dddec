//! How much of the spread of the expected obligations each parameter explains: first-order and total indices.

use crate::findings::{Index, OutputIndices, OutputState, Sensitivity};
use crate::things::{Language, Text};

use super::super::canvas::Room;
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale, Whisker};
use super::super::style::{LABEL, MAIN, paler};
use super::super::words::chance;
use super::kind::{Kind, MOST_ROWS};
use super::lookup::{frame, obligations};

/// What it shows.
pub(super) fn shows(found: &Sensitivity) -> Text {
    let rows = found.indices.as_ref().map_or(0, |indices| indices.rows);
    Text::new(
        format!(
            "应付义务的条件期望在参数之间的方差，由每项参数单独解释（深色，一阶）和连同交互解释（浅色，总）的比例；横线为 95% 区间；{rows} 行 Sobol' 设计"
        ),
        format!(
            "The variance of expected obligations between parameters: explained by each alone (dark, first order) and with interactions (pale, total); whiskers are 95% intervals; {rows} rows of a Sobol' design"
        ),
    )
}

/// Title and picture.
pub(super) fn picture(found: &Sensitivity, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows(found));
    draw(&mut picture, found, &frame, language);
    (title, picture)
}

/// The finding: the parameter with the largest total index.
fn title(found: &Sensitivity, language: Language) -> String {
    let known = obligations(found).filter(|output| output.state == OutputState::Known);
    let Some(most) = known.and_then(|output| output.parameters.first()) else {
        return why_not(obligations(found), language);
    };
    let share = chance(most.total.value);
    match language {
        Language::Chinese => format!("参数不确定带来的差异，{share} 与“{}”有关", most.name.zh),
        Language::English => format!("{share} of what parameters leave open involves {}", most.name.en),
    }
}

/// Why an output has no indices.
fn why_not(output: Option<&OutputIndices>, language: Language) -> String {
    let words = match output.map(|output| output.state) {
        Some(OutputState::Constant) => {
            language.say("应付义务不随参数变化", "obligations do not vary with the parameters")
        }
        Some(OutputState::NotFinite) => language.say(
            "部分计算结果不是有限数，不给出指数",
            "some evaluations are no finite numbers: there are no indices",
        ),
        Some(OutputState::WithinNoise) => language.say(
            "参数的影响小于路径的偶然性，不给出指数",
            "parameters matter less than the chance of the paths: there are no indices",
        ),
        _ => language.say("没有指数", "there are no indices"),
    };
    words.to_owned()
}

/// The numbers: a row for each output and parameter.
pub(super) fn numbers(found: &Sensitivity) -> Numbers {
    use NumberUnit::{Share, Words};
    let columns = vec![
        NumberColumn::new("output", "结果", "output", Words),
        NumberColumn::new("parameter", "参数", "parameter", Words),
        NumberColumn::new("first", "一阶指数", "first-order index", Share),
        NumberColumn::new("first_low", "95% 区间下端", "95% interval from", Share),
        NumberColumn::new("first_high", "95% 区间上端", "95% interval to", Share),
        NumberColumn::new("total", "总指数", "total index", Share),
        NumberColumn::new("total_low", "95% 区间下端", "95% interval from", Share),
        NumberColumn::new("total_high", "95% 区间上端", "95% interval to", Share),
    ];
    let outputs = found.indices.iter().flat_map(|indices| &indices.outputs);
    let rows = outputs.flat_map(|output| {
        output.parameters.iter().map(|index| {
            let mut row = vec![Number::Words(output.name.clone()), Number::Words(index.name.clone())];
            for estimate in [index.first, index.total] {
                let ends = estimate.interval.map_or([None; 2], |ends| ends.map(Some));
                row.extend([Number::Share(estimate.value), Number::share(ends[0]), Number::share(ends[1])]);
            }
            row
        })
    });
    Numbers { title: both(|language| title(found, language)), columns, rows: rows.collect() }
}

fn draw(picture: &mut Picture, found: &Sensitivity, frame: &Room, language: Language) {
    let known = obligations(found).filter(|output| output.state == OutputState::Known);
    let Some(output) = known else {
        picture.words((frame.left, frame.top + 60.0), why_not(obligations(found), language), LABEL);
        return;
    };
    let rows: Vec<Row> = output.parameters.iter().map(|index| row(index, language)).collect();
    let ends = rows.iter().flat_map(|row| row.whiskers.iter().flat_map(|whisker| whisker.ends));
    let bars = rows.iter().flat_map(|row| row.bars.iter().map(|bar| bar.to));
    let (low, high) =
        ends.chain(bars).fold((0.0, 0.5), |(low, high): (f64, f64), share| (low.min(share), high.max(share)));
    let ticks = super::super::canvas::ticks_around(low, high, 5.0, 0.01);
    let tick = |share: f64| format!("{:.0}%", 100.0 * share).replace('-', "−");
    let scale = Scale { ticks, tick: &tick, unit: "", base: Some(0.0) };
    let rest = |more: usize| Kind::Indices.rest(more, language);
    rows::draw(
        picture,
        &Room { top: frame.top + 16.0, ..*frame },
        &rows,
        &scale,
        &Rest { most: MOST_ROWS, words: &rest },
    );
}

fn row(index: &Index, language: Language) -> Row {
    let bar = |share: f64, colour, lane| Bar { from: 0.0, to: share, colour, lane };
    let whisker = |ends: Option<[f64; 2]>, lane| ends.map(|ends| Whisker { ends, lane });
    let (first, total) = (share(index.first.value), share(index.total.value));
    Row {
        name: language.of(&index.name).to_owned(),
        bars: vec![bar(index.first.value, MAIN, (0, 2)), bar(index.total.value, paler(MAIN, 0.35), (1, 2))],
        whiskers: [whisker(index.first.interval, (0, 2)), whisker(index.total.interval, (1, 2))]
            .into_iter()
            .flatten()
            .collect(),
        figure: match language {
            Language::Chinese => format!("{first}，总 {total}"),
            Language::English => format!("{first}, total {total}"),
        },
        ..Row::default()
    }
}

/// A share, which an estimate may put a little below nothing.
pub(super) fn share(share: f64) -> String {
    if share < 0.0 { format!("−{}", chance(-share)) } else { chance(share) }
}
