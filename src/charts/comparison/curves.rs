//! The chance that all obligations exceed an amount: the curves of all scenarios over each other.

use crate::findings::{CurveBand, ScenarioDifferences};
use crate::things::{Language, Text};

use super::super::canvas::{Room, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{AXIS, LABEL, QUIET, RULE, paler};
use super::lookup::{answer_of_all, colour, frame, scenarios};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "应付总额（全部年度、市县合并）超过某一金额的可能性；浅色带为其 95% 区间，路径多时窄于线宽",
        "The chance that all obligations of city and counties together exceed an amount; pale bands are 95% intervals, narrower than the line where there are many paths",
    )
}

/// Title and picture.
pub(super) fn picture(found: &ScenarioDifferences, language: Language) -> (String, Picture) {
    let title = answer_of_all(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows());
    draw(&mut picture, found, &frame, language);
    (title, picture)
}

/// The numbers: every point of every curve.
pub(super) fn numbers(found: &ScenarioDifferences) -> Numbers {
    use NumberUnit::{Money, Share, Words};
    let columns = vec![
        NumberColumn::new("scenario", "情景", "scenario", Words),
        NumberColumn::new("amount", "金额", "amount", Money),
        NumberColumn::new("chance", "超过它的可能性", "chance of more", Share),
        NumberColumn::new("chance_low", "95% 区间下端", "95% interval from", Share),
        NumberColumn::new("chance_high", "95% 区间上端", "95% interval to", Share),
    ];
    let rows = scenarios(found).zip(&found.levels).flat_map(|(scenario, level)| {
        level.curve.iter().map(|point| {
            vec![
                Number::Words(scenario.title.clone()),
                Number::Fen(point.fen as f64),
                Number::Share(point.probability),
                Number::Share(point.interval[0]),
                Number::Share(point.interval[1]),
            ]
        })
    });
    Numbers { title: both(|language| answer_of_all(found, language)), columns, rows: rows.collect() }
}

fn draw(picture: &mut Picture, found: &ScenarioDifferences, frame: &Room, language: Language) {
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 30.0,
        right: frame.right - 40.0,
        bottom: frame.bottom - 90.0,
    };
    let amounts = found.levels.iter().flat_map(|level| &level.curve).map(|point| point.fen as f64);
    let (least, most) = amounts.fold((f64::MAX, f64::MIN), |(low, high), fen| (low.min(fen), high.max(fen)));
    if least > most {
        return;
    }
    let ticks = ticks_around(least, most, 8.0, 1e6);
    let (first, last) = (ticks[0], ticks[ticks.len() - 1]);
    let x_of = |fen: f64| room.left + room.width() * (fen - first) / (last - first);
    let y_of = |share: f64| room.bottom - room.height() * share;
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = y_of(share);
        picture.line(vec![(room.left, y), (room.right, y)], if share == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), format!("{:.0}%", 100.0 * share), AXIS.align(Align::Right));
    }
    let widest = ticks.iter().map(|tick| AXIS.width(&language.tick(*tick))).fold(0.0, f64::max);
    let every = ((widest + 30.0) * ticks.len() as f64 / room.width()).ceil().max(1.0) as usize;
    for tick in ticks.iter().step_by(every) {
        picture.line(vec![(x_of(*tick), room.bottom), (x_of(*tick), room.bottom + 12.0)], QUIET, 2);
        picture.words((x_of(*tick), room.bottom + 38.0), language.tick(*tick), AXIS.align(Align::Centre));
    }
    picture.words((room.right, room.bottom + 78.0), language.unit(), AXIS.align(Align::Right));
    for (position, level) in found.levels.iter().enumerate() {
        band(picture, &level.curve, position, &x_of, &y_of);
    }
    for (position, level) in found.levels.iter().enumerate() {
        let points = level.curve.iter().map(|point| (x_of(point.fen as f64), y_of(point.probability)));
        picture.line(points.collect(), colour(position), 5);
    }
    labels(picture, found, &room, &x_of, &y_of, language);
}

/// The interval of a curve, as a block around each step between two of its points.
fn band(
    picture: &mut Picture,
    curve: &[CurveBand],
    position: usize,
    x_of: &impl Fn(f64) -> f64,
    y_of: &impl Fn(f64) -> f64,
) {
    let pale = paler(colour(position), 0.3);
    for pair in curve.windows(2) {
        let (left, right) = (x_of(pair[0].fen as f64), x_of(pair[1].fen as f64));
        let middle = |end: usize| y_of(f64::midpoint(pair[0].interval[end], pair[1].interval[end]));
        let (top, bottom) = (middle(1), middle(0));
        picture.block((left, top), (right - left, bottom - top), pale, 1.0);
    }
}

/// Each scenario's name on a row of its own at the right of all curves, which fall and leave room there, with a line from its
/// curve; the scenario that owes most comes first, so that the lines cross as few curves as they can.
fn labels(
    picture: &mut Picture,
    found: &ScenarioDifferences,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    y_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let mut order: Vec<usize> = (0..found.levels.len()).collect();
    order.sort_by(|a, b| found.levels[*b].mean_fen.total_cmp(&found.levels[*a].mean_fen));
    let pitch = (room.height() * 0.66 / order.len() as f64).min(88.0);
    let names: Vec<&Text> = scenarios(found).map(|scenario| &scenario.title).collect();
    for (row, position) in order.into_iter().enumerate() {
        let y = room.top + 30.0 + pitch * row as f64;
        let chance = (room.bottom - y) / room.height();
        let reached = |level: usize| {
            let point = found.levels[level].curve.iter().find(|point| point.probability <= chance);
            point.map_or(room.left, |point| x_of(point.fen as f64))
        };
        let own = reached(position);
        let all = (0..found.levels.len()).map(reached).fold(room.left, f64::max);
        let at = (all + 60.0).min(room.right - 420.0);
        let look = Look { colour: colour(position), size: LABEL.size.min(pitch * 0.8), ..LABEL.bold() };
        let mean = language.mean(found.levels[position].mean_fen);
        let text = match language {
            Language::Chinese => format!("{}　期望 {mean}", names[position].zh),
            Language::English => format!("{}, {mean} on average", names[position].en),
        };
        picture.line(vec![(own, y), (at - 10.0, y)], colour(position), 2);
        picture.dot((own, y_of(chance)), 9.0, colour(position));
        let text = look.fitted(&text, room.right - at);
        picture.behind((at, y), &text, look);
        picture.words((at, y), text, look);
    }
}
