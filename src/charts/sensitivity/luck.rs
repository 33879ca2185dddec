//! How much of the spread of one outcome is ignorance of parameters, and how much luck.

use crate::findings::{OutputIndices, Sensitivity, SpreadSplit};
use crate::things::{Language, Text};

use super::super::canvas::Room;
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale, Whisker};
use super::super::style::{ACCENT_BAR, LABEL, MAIN_BAR};
use super::indices::share;
use super::lookup::{frame, obligations};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "一条路径结果的方差：橙色为不了解参数所致（研究可以减少），蓝色为随机波动（参数全知道也仍在）；横线为前者占比的 95% 区间",
        "The variance of one path's outcome: in orange what comes from not knowing the parameters, which research lessens; in blue luck, which stays; the whisker is the 95% interval of the former's share",
    )
}

/// Title and picture.
pub(super) fn picture(found: &Sensitivity, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows());
    draw(&mut picture, found, &frame, language);
    (title, picture)
}

/// The outputs whose spread was told apart.
fn splits(found: &Sensitivity) -> Vec<(&OutputIndices, &SpreadSplit)> {
    let outputs = found.indices.iter().flat_map(|indices| &indices.outputs);
    outputs.filter_map(|output| Some((output, output.split.as_ref()?))).collect()
}

/// The finding: the share of ignorance in the spread of all obligations.
fn title(found: &Sensitivity, language: Language) -> String {
    let Some(split) = obligations(found).and_then(|output| output.split.as_ref()) else {
        return language
            .say("参数不确定与随机波动无法分开", "Parameters and luck cannot be told apart")
            .to_owned();
    };
    let part = share(split.share_of_ignorance.value);
    match language {
        Language::Chinese => format!("应付义务的差异，{part} 来自参数不确定，其余是随机波动"),
        Language::English => {
            format!("{part} of the spread of obligations is ignorance of parameters, the rest luck")
        }
    }
}

/// The numbers: a row for each output.
pub(super) fn numbers(found: &Sensitivity) -> Numbers {
    use NumberUnit::{Share, Words};
    let columns = vec![
        NumberColumn::new("output", "结果", "output", Words),
        NumberColumn::new("ignorance", "参数不确定的占比", "share of ignorance", Share),
        NumberColumn::new("ignorance_low", "95% 区间下端", "95% interval from", Share),
        NumberColumn::new("ignorance_high", "95% 区间上端", "95% interval to", Share),
    ];
    let rows = splits(found).into_iter().map(|(output, split)| {
        let ends = split.share_of_ignorance.interval.map_or([None; 2], |ends| ends.map(Some));
        vec![
            Number::Words(output.name.clone()),
            Number::Share(split.share_of_ignorance.value),
            Number::share(ends[0]),
            Number::share(ends[1]),
        ]
    });
    Numbers { title: both(|language| title(found, language)), columns, rows: rows.collect() }
}

fn draw(picture: &mut Picture, found: &Sensitivity, frame: &Room, language: Language) {
    let splits = splits(found);
    if splits.is_empty() {
        let words = language.say("没有可以分开的结果", "no outcome can be told apart");
        picture.words((frame.left, frame.top + 60.0), words, LABEL);
        return;
    }
    let row = |(output, split): (&OutputIndices, &SpreadSplit)| {
        let part = split.share_of_ignorance.value;
        let bar = |from, to, colour| Bar { from, to, colour, lane: (0, 1) };
        Row {
            name: language.of(&output.name).to_owned(),
            bars: vec![bar(0.0, part, ACCENT_BAR), bar(part, 1.0, MAIN_BAR)],
            whiskers: split
                .share_of_ignorance
                .interval
                .map(|ends| Whisker { ends, lane: (0, 1) })
                .into_iter()
                .collect(),
            figure: share(part),
            ..Row::default()
        }
    };
    let rows: Vec<Row> = splits.into_iter().map(row).collect();
    let tick = |share: f64| format!("{:.0}%", 100.0 * share);
    let scale = Scale { ticks: vec![0.0, 0.25, 0.5, 0.75, 1.0], tick: &tick, unit: "", base: Some(0.0) };
    rows::draw(
        picture,
        &Room { top: frame.top + 40.0, ..*frame },
        &rows,
        &scale,
        &Rest::of_any(&|_| String::new()),
    );
}
