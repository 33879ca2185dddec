//! How the difference of all obligations is spread over the paths, with its mean and the paths on which there is none.

use crate::findings::{DifferenceBin, ScenarioDifferences, SeriesDifference};
use crate::things::{Language, Text};

use super::super::canvas::{Room, amounts_below, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::picture::{Align, Look, Picture};
use super::super::study::differs;
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN_BAR, QUIET, RULE};
use super::super::words::chance;
use super::lookup::{frame, obligations};

/// What it shows.
pub(super) fn shows(found: &ScenarioDifferences, other: usize) -> Text {
    let (base, this) = (&found.base.title, &found.others[other].scenario.title);
    Text::new(
        format!("逐路径的应付义务差额（“{}”减“{}”）：各金额档的路径占比", this.zh, base.zh),
        format!(
            "Obligations of \"{}\" less those of \"{}\" path by path: the share of paths in each bin",
            this.en, base.en
        ),
    )
}

/// Title and picture.
pub(super) fn picture(found: &ScenarioDifferences, other: usize, language: Language) -> (String, Picture) {
    let title = title(found, other, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows(found, other));
    if let Some(series) = obligations(&found.others[other]) {
        draw(&mut picture, series, found.paths as f64, &frame, language);
    }
    (title, picture)
}

/// The finding: how often it costs more, or less where that is more often.
fn title(found: &ScenarioDifferences, other: usize, language: Language) -> String {
    let this = language.of(&found.others[other].scenario.title);
    let (more, less) =
        obligations(&found.others[other]).map_or((0.0, 0.0), |series| (series.more, series.less));
    if more == 0.0 && less == 0.0 {
        let none = language.say("每条路径上都没有差别", "no difference on any path");
        return format!("{this}{}{none}", language.say("：", ": "));
    }
    match (language, less > more) {
        (Language::Chinese, false) => format!("{this}：在 {} 的路径上支出增加", chance(more)),
        (Language::Chinese, true) => format!("{this}：在 {} 的路径上支出减少", chance(less)),
        (Language::English, false) => format!("{this} costs more on {} of the paths", chance(more)),
        (Language::English, true) => format!("{this} costs less on {} of the paths", chance(less)),
    }
}

/// The numbers: the mean, then the bins; a bin of one amount has the same ends.
pub(super) fn numbers(found: &ScenarioDifferences, other: usize) -> Numbers {
    use NumberUnit::{Count, Money, Share, Words};
    let columns = vec![
        NumberColumn::new("part", "内容", "part of the picture", Words),
        NumberColumn::new("from", "自", "from", Money),
        NumberColumn::new("to", "至", "to", Money),
        NumberColumn::new("difference_low", "95% 区间下端", "95% interval from", Money),
        NumberColumn::new("difference_high", "95% 区间上端", "95% interval to", Money),
        NumberColumn::new("paths", "路径数", "paths", Count),
        NumberColumn::new("share", "路径占比", "share of paths", Share),
    ];
    let mut rows = Vec::new();
    if let Some(series) = obligations(&found.others[other]) {
        let ends = series.interval_fen.map_or([None; 2], |ends| ends.map(Some));
        let mean = Number::Fen(series.difference_fen);
        let mut first = vec![words("差额的期望值", "mean difference"), mean, Number::Nothing];
        first.extend([Number::fen(ends[0]), Number::fen(ends[1]), Number::Nothing, Number::Nothing]);
        rows.push(first);
        rows.extend(series.differences.iter().map(|bin| bin_row(bin, found.paths)));
    }
    Numbers { title: both(|language| title(found, other, language)), columns, rows }
}

fn bin_row(bin: &DifferenceBin, paths: u64) -> Vec<Number> {
    let part = if (bin.lower_fen, bin.upper_fen) == (0, 0) {
        words("没有差别的路径", "paths without a difference")
    } else {
        words("差额落在该档", "difference falls into the bin")
    };
    vec![
        part,
        Number::Fen(bin.lower_fen as f64),
        Number::Fen(bin.upper_fen as f64),
        Number::Nothing,
        Number::Nothing,
        Number::Count(bin.paths),
        Number::Share(bin.paths as f64 / paths as f64),
    ]
}

fn draw(picture: &mut Picture, series: &SeriesDifference, paths: f64, frame: &Room, language: Language) {
    let bins = &series.differences;
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 110.0,
        right: frame.right - 40.0,
        bottom: frame.bottom - 90.0,
    };
    let (Some(first), Some(last)) = (bins.first(), bins.last()) else { return };
    if first.lower_fen == 0 && last.upper_fen == 0 {
        let text = language.say("每条路径上都没有差别", "there is no difference on any path");
        picture.words((frame.left, frame.top + 60.0), text, LABEL);
        return;
    }
    let (low, high) = (first.lower_fen.min(0) as f64, last.upper_fen.max(0) as f64);
    // what lies at an end keeps clear of it
    let margin = (high - low) * 0.015;
    let most = bins.iter().map(|bin| bin.paths).max().unwrap_or(1).max(1) as f64 / paths;
    let top = shares(picture, &room, most);
    let x_of = amounts_below(picture, &room, (low - margin, high + margin), language);
    let (several, single): (Vec<_>, Vec<_>) = bins.iter().partition(|bin| bin.lower_fen < bin.upper_fen);
    for bin in several.into_iter().chain(single) {
        let height = room.height() * bin.paths as f64 / paths / top;
        let (left, right) = (x_of(bin.lower_fen as f64), x_of(bin.upper_fen as f64));
        let nothing = (bin.lower_fen, bin.upper_fen) == (0, 0);
        let colour = if nothing { QUIET } else { MAIN_BAR };
        let (left, right) = if left < right { (left + 1.0, right - 1.0) } else { (left - 8.0, right + 8.0) };
        picture.block((left, room.bottom - height), ((right - left).max(2.0), height), colour, 1.0);
    }
    picture.line(vec![(x_of(0.0), room.top), (x_of(0.0), room.bottom)], INK, 3);
    marks(picture, series, &room, &x_of, language);
}

/// Rules at round shares; gives the highest.
fn shares(picture: &mut Picture, room: &Room, most: f64) -> f64 {
    let ticks = ticks_around(0.0, most, 5.0, 0.001);
    let top = ticks[ticks.len() - 1];
    let decimals = if ticks[1] < 0.01 { 1 } else { 0 };
    for share in &ticks {
        let y = room.bottom - room.height() * share / top;
        picture.line(vec![(room.left, y), (room.right, y)], if *share == 0.0 { QUIET } else { RULE }, 2);
        let words = format!("{:.decimals$}%", 100.0 * share);
        picture.words((room.left - 18.0, y), words, AXIS.align(Align::Right));
    }
    top
}

/// The mean with its interval, and the shares of the paths on both sides of 0, above the picture.
fn marks(
    picture: &mut Picture,
    series: &SeriesDifference,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    if differs(series.interval_fen) {
        let x = x_of(series.difference_fen);
        if let Some([low, high]) = series.interval_fen {
            picture.block(
                (x_of(low), room.top - 24.0),
                (x_of(high) - x_of(low), room.height() + 24.0),
                ACCENT,
                0.18,
            );
        }
        picture.line(vec![(x, room.top - 24.0), (x, room.bottom)], ACCENT, 4);
        let change = language.change(series.difference_fen, series.interval_fen);
        let text = match language {
            Language::Chinese => format!("期望 {change} 万元"),
            Language::English => format!("on average {change} million yuan"),
        };
        let look = Look { colour: ACCENT, ..LABEL }.bold();
        let beside = x + 16.0 + look.width(&text) <= room.right;
        let (at, align) = if beside { (x + 16.0, Align::Left) } else { (x - 16.0, Align::Right) };
        picture.words((at, room.top - 30.0), text, look.align(align));
    }
    let (more, less) = (chance(series.more), chance(series.less));
    let same = chance((1.0 - series.more - series.less).max(0.0));
    let text = match language {
        Language::Chinese => format!("多支出的路径 {more}，少支出的 {less}，相同的 {same}"),
        Language::English => format!("more on {more} of the paths, less on {less}, the same on {same}"),
    };
    picture.words((room.left, room.top - 92.0), text, LABEL);
}
