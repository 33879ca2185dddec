//! How the combinations of readings are spread, with the cheapest, the scenario's own and the dearest.

use plotters::style::RGBColor;

use crate::findings::{Ranking, ReadingPrices};
use crate::things::{Language, Text};

use super::super::canvas::{Room, amounts_below, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MAIN_BAR, QUIET, RULE};
use super::super::words::grouped;
use super::lookup::frame;

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "全部理解组合按应付义务期望值分档的个数；每种组合在相同的路径上结算",
        "How many of all combinations of readings have expected obligations in each bin; each is settled on the same paths",
    )
}

/// Title and picture.
pub(super) fn picture(found: &ReadingPrices, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows());
    if let Some(ranking) = found.rankings.first() {
        draw(&mut picture, found, ranking, &frame, language);
    }
    (title, picture)
}

/// The combinations that are named, with their names in both languages and colours; one that is two of them once.
fn named(ranking: &Ranking) -> Vec<(usize, &'static str, &'static str, RGBColor)> {
    let own = match ranking.own_is() {
        (true, true) => ("本情景（各种组合费用相同）", "this scenario, as every other"),
        (true, false) => ("本情景，也是最省", "this scenario, the cheapest"),
        (false, true) => ("本情景，也是最贵", "this scenario, the dearest"),
        (false, false) => ("本情景", "this scenario"),
    };
    let ends = ranking.own_is();
    let mut named = Vec::new();
    if !ends.0 {
        named.push((ranking.cheapest, "最省", "cheapest", MAIN));
    }
    named.push((ranking.own, own.0, own.1, INK));
    if !ends.1 {
        named.push((ranking.dearest, "最贵", "dearest", ACCENT));
    }
    named
}

/// The finding: from the cheapest to the dearest.
fn title(found: &ReadingPrices, language: Language) -> String {
    let Some(ranking) = found.rankings.first() else { return String::new() };
    let mean = |combination: usize| found.combinations[combination].mean_fen[0];
    let (low, high) = (language.mean(mean(ranking.cheapest)), language.mean(mean(ranking.dearest)));
    let count = grouped(found.combinations.len() as f64, 0);
    let own = match (ranking.own_is(), language) {
        ((false, true), Language::Chinese) => "本情景即最贵".to_owned(),
        ((true, false), Language::Chinese) => "本情景即最省".to_owned(),
        ((false, true), Language::English) => "this scenario is the dearest".to_owned(),
        ((true, false), Language::English) => "this scenario is the cheapest".to_owned(),
        (_, Language::Chinese) => format!("本情景 {} 万元", language.mean(mean(ranking.own))),
        (_, Language::English) => format!("this scenario {}", language.mean(mean(ranking.own))),
    };
    match language {
        Language::Chinese => format!("{count} 种理解组合，应付义务期望从 {low} 到 {high} 万元；{own}"),
        Language::English => {
            format!("{count} combinations of readings: from {low} to {high} million yuan; {own}")
        }
    }
}

/// The numbers: the named combinations, then the bins.
pub(super) fn numbers(found: &ReadingPrices) -> Numbers {
    use NumberUnit::{Money, Words};
    let columns = vec![
        NumberColumn::new("part", "内容", "part of the picture", Words),
        NumberColumn::new(
            "amount",
            "应付义务期望，或分档下限",
            "expected obligations, or lower edge of the bin",
            Money,
        ),
        NumberColumn::new("upper_edge", "分档上限", "upper edge of the bin", Money),
        NumberColumn::new("difference", "与本情景之差", "difference from this scenario", Money),
        NumberColumn::new("difference_low", "差额的 95% 区间下端", "difference, 95% interval from", Money),
        NumberColumn::new("difference_high", "差额的 95% 区间上端", "difference, 95% interval to", Money),
        NumberColumn::new("combinations", "组合个数", "combinations", NumberUnit::Whole),
    ];
    let mut rows = Vec::new();
    if let Some(ranking) = found.rankings.first() {
        for (position, zh, en, _) in named(ranking) {
            let combination = &found.combinations[position];
            let ends = combination.difference_interval_fen[0].map_or([None; 2], |ends| ends.map(Some));
            let mut row = vec![words(zh, en), Number::Fen(combination.mean_fen[0]), Number::Nothing];
            row.push(Number::Fen(combination.difference_fen[0]));
            row.extend([Number::fen(ends[0]), Number::fen(ends[1]), Number::Nothing]);
            rows.push(row);
        }
        rows.extend(ranking.bins.iter().map(|bin| {
            let mut row = vec![words("期望落在该档的组合", "combinations in the bin")];
            row.extend([Number::Fen(bin.lower_fen as f64), Number::Fen(bin.upper_fen as f64)]);
            row.extend([Number::Nothing, Number::Nothing, Number::Nothing, Number::Count(bin.combinations)]);
            row
        }));
    }
    Numbers { title: both(|language| title(found, language)), columns, rows }
}

fn draw(picture: &mut Picture, found: &ReadingPrices, ranking: &Ranking, frame: &Room, language: Language) {
    let unit = language.say("组合个数", "combinations");
    let room = Room {
        // the unit stands beside the line of a combination at the very left
        left: frame.left + (AXIS.width(unit) + 36.0).max(130.0),
        top: frame.top + 210.0,
        right: frame.right - 40.0,
        bottom: frame.bottom - 90.0,
    };
    let bins = &ranking.bins;
    let (Some(first), Some(last)) = (bins.first(), bins.last()) else { return };
    let most = bins.iter().map(|bin| bin.combinations).max().unwrap_or(1).max(1) as f64;
    let counts = ticks_around(0.0, most, 5.0, 1.0);
    let top = counts[counts.len() - 1];
    for count in &counts {
        let y = room.bottom - room.height() * count / top;
        picture.line(vec![(room.left, y), (room.right, y)], if *count == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), grouped(*count, 0), AXIS.align(Align::Right));
    }
    picture.words((frame.left, room.top - 44.0), unit, AXIS);
    let ends = (first.lower_fen as f64, last.upper_fen as f64);
    let x_of = amounts_below(picture, &room, ends, language);
    for bin in bins {
        let (left, right) = (x_of(bin.lower_fen as f64), x_of(bin.upper_fen as f64));
        let height = room.height() * bin.combinations as f64 / top;
        picture.block(
            (left + 1.0, room.bottom - height),
            ((right - left - 2.0).max(2.0), height),
            MAIN_BAR,
            1.0,
        );
    }
    // each on a row of its own above the bars
    for (row, (position, zh, en, colour)) in named(ranking).into_iter().enumerate() {
        let mean = found.combinations[position].mean_fen[0];
        let (x, y) = (x_of(mean), frame.top + 24.0 + 50.0 * row as f64);
        picture.line(vec![(x, y), (x, room.bottom)], colour, 4);
        let text = format!("{} {} {}", language.say(zh, en), language.mean(mean), language.unit());
        let look = Look { colour, ..LABEL }.bold();
        let beside = x + 16.0 + look.width(&text) <= room.right;
        let (at, align) = if beside { (x + 16.0, Align::Left) } else { (x - 16.0, Align::Right) };
        picture.behind((at, y), &text, look.align(align));
        picture.words((at, y), text, look.align(align));
    }
}
