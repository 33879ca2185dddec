//! The tornado: what each parameter's range alone does to all obligations.

use crate::findings::{ParameterSensitivity, Sensitivity, VariationFinding};
use crate::things::{Language, Text};

use super::super::canvas::{Room, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::Picture;
use super::super::rows::{self, Bar, Rest, Row, Scale, Whisker};
use super::super::study::differs;
use super::super::style::{ACCENT_BAR, LABEL, MAIN_BAR, RULE};
use super::kind::{Kind, MOST_ROWS};
use super::lookup::{frame, label};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "每项参数单独取低值（蓝）和高值（橙），或两种备选取值，应付义务期望的增减；横线为 95% 区间，灰色为无差别",
        "Each parameter alone at its low (blue) and high (orange), or at two alternatives: change of expected obligations; whiskers are 95% intervals, grey is no difference",
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

/// A parameter with two of its variations; further ones stand in rows of their own.
type Pair<'f> = (&'f ParameterSensitivity, &'f [VariationFinding]);

/// The parameters that make a difference, the largest first.
fn pairs(found: &Sensitivity) -> Vec<Pair<'_>> {
    let moving = found.parameters.iter().filter(|parameter| {
        parameter.variations.iter().any(|variation| differs(variation.obligations.difference_interval_fen))
    });
    moving.flat_map(|parameter| parameter.variations.chunks(2).map(move |pair| (parameter, pair))).collect()
}

/// The finding: the parameter that matters most.
fn title(found: &Sensitivity, language: Language) -> String {
    let pairs = pairs(found);
    let Some((parameter, _)) = pairs.first() else {
        return language
            .say("没有一项参数单独变动有差别", "No parameter varied by itself makes a difference")
            .to_owned();
    };
    let changes = parameter.variations.iter().map(|variation| variation.obligations.difference_fen);
    let (low, high) = changes.fold((0.0, 0.0), |(low, high): (f64, f64), fen| (low.min(fen), high.max(fen)));
    let (low, high) = (language.signed(low), language.signed(high));
    match language {
        Language::Chinese => {
            format!("最值得研究的参数：{}，应付义务 {low} 至 {high} 万元", parameter.name.zh)
        }
        Language::English => {
            format!(
                "What to research first: {}, {low} to {high} million yuan of obligations",
                parameter.name.en
            )
        }
    }
}

/// The numbers: a row for each parameter and pair of variations.
pub(super) fn numbers(found: &Sensitivity) -> Numbers {
    use NumberUnit::{Money, Words};
    let mut columns = vec![
        NumberColumn::new("parameter", "参数", "parameter", Words),
        NumberColumn::new("key", "键", "key", Words),
        NumberColumn::new("value", "情景取值", "scenario's value", Words),
    ];
    let sides = [
        [
            ("first", "变动一", "first variation"),
            ("first_difference", "增减", "its change"),
            ("first_low", "95% 区间下端", "95% interval from"),
            ("first_high", "95% 区间上端", "95% interval to"),
        ],
        [
            ("second", "变动二", "second variation"),
            ("second_difference", "增减", "its change"),
            ("second_low", "95% 区间下端", "95% interval from"),
            ("second_high", "95% 区间上端", "95% interval to"),
        ],
    ];
    for side in sides {
        for (position, (key, zh, en)) in side.into_iter().enumerate() {
            columns.push(NumberColumn::new(key, zh, en, if position == 0 { Words } else { Money }));
        }
    }
    let rows = pairs(found).into_iter().map(|(parameter, pair)| {
        let mut row = vec![
            Number::Words(parameter.name.clone()),
            Number::Words(Text::same(&parameter.key)),
            Number::Words(Text::same(&parameter.value)),
        ];
        for side in 0..2 {
            row.extend(pair.get(side).map_or([const { Number::Nothing }; 4], cells));
        }
        row
    });
    Numbers { title: both(|language| title(found, language)), columns, rows: rows.collect() }
}

fn cells(variation: &VariationFinding) -> [Number; 4] {
    let ends = variation.obligations.difference_interval_fen.map_or([None; 2], |ends| ends.map(Some));
    [
        Number::Words(label(variation)),
        Number::Fen(variation.obligations.difference_fen),
        Number::fen(ends[0]),
        Number::fen(ends[1]),
    ]
}

fn draw(picture: &mut Picture, found: &Sensitivity, frame: &Room, language: Language) {
    let pairs = pairs(found);
    if pairs.is_empty() {
        let words = language.say("所有参数的变动均无差别", "no variation makes a difference");
        picture.words((frame.left, frame.top + 60.0), words, LABEL);
        return;
    }
    let rows: Vec<Row> = pairs.iter().map(|pair| row(pair, language)).collect();
    let bars = rows.iter().flat_map(|row| row.bars.iter().flat_map(|bar| [bar.from, bar.to]));
    let all = bars.chain(rows.iter().flat_map(|row| row.whiskers.iter().flat_map(|whisker| whisker.ends)));
    let (low, high) = all.fold((0.0, 0.0), |(low, high): (f64, f64), fen| (low.min(fen), high.max(fen)));
    let ticks = ticks_around(low, high, 7.0, 1e4);
    let step = ticks[1] - ticks[0];
    let tick = |fen: f64| language.fine_tick(fen, step);
    let scale = Scale { ticks, tick: &tick, unit: language.unit(), base: Some(0.0) };
    let rest = |more: usize| Kind::Tornado.rest(more, language);
    rows::draw(
        picture,
        &Room { top: frame.top + 16.0, ..*frame },
        &rows,
        &scale,
        &Rest { most: MOST_ROWS, words: &rest },
    );
}

/// Both variations: on one line where they go to different sides, else above each other.
fn row((parameter, pair): &Pair<'_>, language: Language) -> Row {
    let changes: Vec<f64> = pair.iter().map(|variation| variation.obligations.difference_fen).collect();
    let apart = changes.len() == 1 || changes[0] * changes[1] < 0.0;
    let lane = |position: usize| if apart { (0, 1) } else { (position, changes.len()) };
    let mut row = Row { name: language.of(&parameter.name).to_owned(), ..Row::default() };
    let mut figures = Vec::new();
    for (position, variation) in pair.iter().enumerate() {
        let change = &variation.obligations;
        let interval = change.difference_interval_fen;
        let colour = match (differs(interval), position) {
            (false, _) => RULE,
            (true, 0) => MAIN_BAR,
            (true, _) => ACCENT_BAR,
        };
        row.bars.push(Bar { from: 0.0, to: change.difference_fen, colour, lane: lane(position) });
        row.whiskers.extend(
            interval.filter(|[low, high]| low < high).map(|ends| Whisker { ends, lane: lane(position) }),
        );
        let written = match differs(interval) {
            true => language.signed(change.difference_fen),
            false => language.change(change.difference_fen, interval),
        };
        figures.push(written);
    }
    Row { figure: figures.join(language.say("／", " / ")), ..row }
}
