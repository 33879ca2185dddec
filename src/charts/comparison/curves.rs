//! The chance that all obligations exceed an amount: the curves of all scenarios over each other.

use crate::findings::{CurveBand, ScenarioDifferences};
use crate::things::{Language, Text};

use super::super::canvas::{Room, amounts_below};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{AXIS, LABEL, QUIET, RULE, paler};
use super::lookup::{answer_of_all, colour, frame, scenarios};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "应付义务（全部年度、市县合并）超过某一金额的概率；浅色带为其 95% 区间，路径多时窄于线宽",
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
        NumberColumn::new("chance", "超过它的概率", "chance of more", Share),
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
    let y_of = |share: f64| room.bottom - room.height() * share;
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = y_of(share);
        picture.line(vec![(room.left, y), (room.right, y)], if share == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), format!("{:.0}%", 100.0 * share), AXIS.align(Align::Right));
    }
    let x_of = amounts_below(picture, &room, (least, most), language);
    for (position, level) in found.levels.iter().enumerate() {
        band(picture, &level.curve, position, &x_of, &y_of);
    }
    for (position, level) in found.levels.iter().enumerate() {
        let points = level.curve.iter().map(|point| (x_of(point.fen as f64), y_of(point.probability)));
        picture.line(points.collect(), colour(position), 5);
    }
    labels(picture, found, &room, &x_of, language);
}

/// The interval of a curve.
fn band(
    picture: &mut Picture,
    curve: &[CurveBand],
    position: usize,
    x_of: &impl Fn(f64) -> f64,
    y_of: &impl Fn(f64) -> f64,
) {
    let end = |end: usize| move |point: &CurveBand| (x_of(point.fen as f64), y_of(point.interval[end]));
    let edge: Vec<(f64, f64)> = curve.iter().map(end(1)).chain(curve.iter().rev().map(end(0))).collect();
    picture.area(edge, paler(colour(position), 0.3));
}

/// The heights of a label and of the rows on which labels stand.
const LABEL_HEIGHT: f64 = 40.0;
const PITCH: f64 = 62.0;

/// Where a label stands: its row, the point of its curve, and the end of the text that is nearest to it.
struct Place {
    row: usize,
    y: f64,
    own: f64,
    at: f64,
    align: Align,
}

/// Each scenario's name beside its curve, on a row of its own: at the right of it where no other curve is in the way, else at the
/// left, else beyond the other curves with a line to its own.
fn labels(
    picture: &mut Picture,
    found: &ScenarioDifferences,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let y_of = |share: f64| room.bottom - room.height() * share;
    let edges =
        |point: &CurveBand| (x_of(point.fen as f64), y_of(point.interval[1]), y_of(point.interval[0]));
    let curves: Vec<Vec<Edges>> =
        found.levels.iter().map(|level| level.curve.iter().map(edges).collect()).collect();
    let mut order: Vec<usize> = (0..found.levels.len()).collect();
    order.sort_by(|a, b| found.levels[*b].mean_fen.total_cmp(&found.levels[*a].mean_fen));
    let names: Vec<&Text> = scenarios(found).map(|scenario| &scenario.title).collect();
    let mut taken = Vec::new();
    for position in order {
        let look = Look { colour: colour(position), ..LABEL }.bold();
        let mean = language.mean(found.levels[position].mean_fen);
        let name = look.fitted(language.of(names[position]), room.width() * 0.42);
        let text = match language {
            Language::Chinese => format!("{name}　期望 {mean}"),
            Language::English => format!("{name}, mean {mean}"),
        };
        let Some(place) = place(&curves, position, look.width(&text), room, &taken) else { continue };
        taken.push(place.row);
        let gap = (place.at - place.own).abs();
        if gap > 40.0 {
            picture.line(vec![(place.own, place.y), (place.at - 10.0, place.y)], colour(position), 2);
            picture.dot((place.own, place.y), 9.0, colour(position));
        }
        picture.behind((place.at, place.y), &text, look.align(place.align));
        picture.words((place.at, place.y), text, look.align(place.align));
    }
}

/// Where a point of a curve stands, with the upper and the lower edge of its interval.
type Edges = (f64, f64, f64);

/// The span in which a curve with its interval crosses the height of a label.
fn crossed(curve: &[Edges], y: f64) -> Option<(f64, f64)> {
    let (top, bottom) = (y - LABEL_HEIGHT / 2.0, y + LABEL_HEIGHT / 2.0);
    let crossing = curve.windows(2).filter(|pair| pair[1].2 >= top && pair[0].1 <= bottom);
    let ends = crossing.map(|pair| (pair[0].0, pair[1].0));
    ends.reduce(|whole, part| (whole.0.min(part.0), whole.1.max(part.1)))
}

/// The best free place for a label of some width.
fn place(curves: &[Vec<Edges>], own: usize, width: f64, room: &Room, taken: &[usize]) -> Option<Place> {
    let rows = ((room.height() - 40.0) / PITCH) as usize;
    let candidates = |side: usize| {
        (0..rows).filter(|row| !taken.contains(row)).find_map(move |row| {
            let y = room.top + 34.0 + PITCH * row as f64;
            let (first, last) = crossed(&curves[own], y)?;
            let others = || {
                (0..curves.len()).filter(|other| *other != own).filter_map(|other| crossed(&curves[other], y))
            };
            // no other curve stands between a label and its own
            let free = |from: f64, to: f64| {
                let (near, far) = if side == 1 { (from, last) } else { (first, to) };
                let (near, far) = if side == 2 { (from, to) } else { (near, far) };
                from >= room.left
                    && to <= room.right + 36.0
                    && others().all(|(left, right)| right < near - 1.0 || left > far + 1.0)
            };
            let beyond = others().map(|(_, right)| right).fold(last, f64::max);
            let (at, align, from, to, point) = match side {
                0 => (last + 22.0, Align::Left, last + 16.0, last + 34.0 + width, last),
                1 => (first - 22.0, Align::Right, first - 34.0 - width, first - 16.0, first),
                _ => (beyond + 70.0, Align::Left, beyond + 60.0, beyond + 80.0 + width, last),
            };
            free(from, to).then_some(Place { row, y, own: point, at, align })
        })
    };
    (0..3).find_map(candidates)
}
