//! Cash by year, the scenarios beside each other.

use crate::findings::{ScenarioDifferences, YearLabel, YearLevel};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{Room, amount_axis, ticks};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::{Align, Look, Picture};
use super::super::study::differs;
use super::super::style::{AXIS, INK, LABEL, PAPER, SMALL};
use super::lookup::{colour, frame, scenarios, series};

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "市县合并的现金支出：各情景各年的期望值；其 95% 区间、5%—95% 分位数和与基准之差见图下数字",
        "Cash of city and counties: each scenario's expected value by year; 95% intervals, 5 and 95% quantiles and differences from the base are among the numbers below",
    )
}

/// What the static picture shows, which has whiskers.
fn subtitle() -> Text {
    Text::new(
        "市县合并的现金支出：柱为各情景的期望值，竖线为 5%—95% 区间；年份下为与基准之差，± 为 95% 区间的半宽",
        "Cash of city and counties: bars are expected values, whiskers 5 to 95% ranges; below a year stands the difference from the base, ± half its 95% interval",
    )
}

/// Title and picture.
pub(super) fn picture(found: &ScenarioDifferences, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &subtitle());
    draw(&mut picture, found, &frame, language);
    (title, picture)
}

/// The finding: the year that changes most.
fn title(found: &ScenarioDifferences, language: Language) -> String {
    let mut most: Option<(usize, YearLabel, f64, Option<[f64; 2]>)> = None;
    for (position, other) in found.others.iter().enumerate() {
        for year in found.levels[0].years.iter().map(|level| level.year) {
            let Some(series) = series(other, Basis::Cash, year) else { continue };
            let larger = most.is_none_or(|(_, _, fen, _)| series.difference_fen.abs() > fen.abs());
            if larger && differs(series.interval_fen) {
                most = Some((position, year, series.difference_fen, series.interval_fen));
            }
        }
    }
    let Some((position, year, fen, interval)) = most else {
        return language
            .say("各年现金支出均与基准无差别", "No year's cash differs from the base's")
            .to_owned();
    };
    let (this, words) = (&found.others[position].scenario.title, language.costs_more(fen, interval));
    let year = name(year, language);
    match language {
        Language::Chinese => format!("{}：变化最大的是{year}，{words}", this.zh),
        Language::English => format!("{}: {year} changes most, {words}", this.en),
    }
}

fn name(year: YearLabel, language: Language) -> String {
    match year {
        YearLabel::Year(year) if language == Language::Chinese => format!(" {year} 年"),
        YearLabel::Year(year) => year.to_string(),
        _ => language.say("以后年度", "later").to_owned(),
    }
}

/// The numbers: a row for each year and scenario.
pub(super) fn numbers(found: &ScenarioDifferences) -> Numbers {
    use NumberUnit::{Money, Words, Year};
    let columns = vec![
        NumberColumn::new("year", "年度", "year", Year),
        NumberColumn::new("scenario", "情景", "scenario", Words),
        NumberColumn::new("mean", "期望值", "expected value", Money),
        NumberColumn::new("mean_low", "期望值的 95% 区间下端", "expected value, 95% interval from", Money),
        NumberColumn::new("mean_high", "期望值的 95% 区间上端", "expected value, 95% interval to", Money),
        NumberColumn::new("q5", "5% 分位数", "5% quantile", Money),
        NumberColumn::new("q95", "95% 分位数", "95% quantile", Money),
        NumberColumn::new("difference", "与基准之差", "difference from the base", Money),
        NumberColumn::new("difference_low", "差额的 95% 区间下端", "difference, 95% interval from", Money),
        NumberColumn::new("difference_high", "差额的 95% 区间上端", "difference, 95% interval to", Money),
    ];
    let mut rows = Vec::new();
    for (index, year) in found.levels[0].years.iter().enumerate() {
        for (position, scenario) in scenarios(found).enumerate() {
            let Some(level) = found.levels[position].years.get(index) else { continue };
            let mut row = vec![Number::years(year.year), Number::Words(scenario.title.clone())];
            row.extend(level_cells(level));
            let other = position.checked_sub(1).map(|other| &found.others[other]);
            let series = other.and_then(|other| series(other, Basis::Cash, year.year));
            let ends = series.and_then(|series| series.interval_fen).map_or([None; 2], |ends| ends.map(Some));
            row.push(Number::fen(series.map(|series| series.difference_fen)));
            row.extend(ends.map(Number::fen));
            rows.push(row);
        }
    }
    Numbers { title: both(|language| title(found, language)), columns, rows }
}

fn level_cells(level: &YearLevel) -> [Number; 5] {
    let ends = level.interval_fen.map_or([None; 2], |ends| ends.map(Some));
    [
        Number::Fen(level.mean_fen),
        Number::fen(ends[0]),
        Number::fen(ends[1]),
        Number::Fen(level.q5_fen as f64),
        Number::Fen(level.q95_fen as f64),
    ]
}

fn draw(picture: &mut Picture, found: &ScenarioDifferences, frame: &Room, language: Language) {
    let below = legend(picture, found, frame, language);
    let room = Room {
        left: frame.left + 130.0,
        top: below + 96.0,
        right: frame.right,
        bottom: frame.bottom - if found.others.len() == 1 { 110.0 } else { 70.0 },
    };
    let years: Vec<YearLabel> = found.levels[0].years.iter().map(|level| level.year).collect();
    let all = found.levels.iter().flat_map(|level| &level.years);
    let most = all.map(|level| level.mean_fen.max(level.q95_fen as f64)).fold(0.0, f64::max);
    let ticks = ticks(most * 1.06, 6.0);
    amount_axis(picture, &room, &ticks, language);
    let top = ticks[ticks.len() - 1];
    let slot = room.width() / years.len() as f64;
    let each = (slot * 0.78 / found.levels.len() as f64).min(150.0);
    let every = years.len() / 14 + 1;
    let y_of = |fen: f64| room.bottom - room.height() * fen / top;
    for (index, year) in years.iter().enumerate() {
        let middle = room.left + slot * (index as f64 + 0.5);
        for (position, level) in found.levels.iter().enumerate() {
            let Some(level) = level.years.get(index) else { continue };
            let left = middle + each * (position as f64 - found.levels.len() as f64 / 2.0);
            bar(picture, level, position, (left, each), &y_of);
            let (look, words) = (Look { colour: INK, ..SMALL }, language.mean(level.mean_fen));
            if look.width(&words) <= each + 6.0 {
                let at = (left + each / 2.0, y_of(level.mean_fen.max(level.q95_fen as f64)) - 22.0);
                picture.behind(at, &words, look.align(Align::Centre));
                picture.words(at, words, look.align(Align::Centre));
            }
        }
        let after = *year == YearLabel::AfterHorizon;
        if after || (index % every == 0 && index + every.min(2) < years.len()) {
            let words = match year {
                YearLabel::Year(year) => year.to_string(),
                _ => language.say("以后", "later").to_owned(),
            };
            picture.words((middle, room.bottom + 36.0), words, AXIS.align(Align::Centre));
        }
        if let [other] = found.others.as_slice() {
            let Some(series) = series(other, Basis::Cash, *year) else { continue };
            let words = language.change(series.difference_fen, series.interval_fen);
            if SMALL.width(&words) <= slot - 12.0 {
                picture.words(
                    (middle, room.bottom + 82.0),
                    words,
                    Look { colour: INK, ..SMALL }.align(Align::Centre),
                );
            }
        }
    }
}

/// The expected value as a bar, the range as a whisker.
fn bar(
    picture: &mut Picture,
    level: &YearLevel,
    position: usize,
    (left, width): (f64, f64),
    y_of: &impl Fn(f64) -> f64,
) {
    let top = y_of(level.mean_fen);
    picture.block((left + 1.0, top), ((width - 2.0).max(1.0), y_of(0.0) - top), colour(position), 1.0);
    let (x, reach) = (left + width / 2.0, (width * 0.16).min(14.0));
    let (low, high) = (y_of(level.q5_fen as f64), y_of(level.q95_fen as f64));
    for (paint, thick) in [(PAPER, 7), (INK, 3)] {
        picture.line(vec![(x, low), (x, high)], paint, thick);
        for y in [low, high] {
            picture.line(vec![(x - reach, y), (x + reach, y)], paint, thick);
        }
    }
}

/// The scenarios with their colours, in as few lines as they need; gives where they end.
fn legend(picture: &mut Picture, found: &ScenarioDifferences, frame: &Room, language: Language) -> f64 {
    const BLOCK: f64 = 46.0;
    let (mut x, mut y) = (frame.left, frame.top + 16.0);
    let most = (frame.width() / 2.0 - BLOCK - 40.0).max(200.0);
    for (position, scenario) in scenarios(found).enumerate() {
        let name = LABEL.fitted(language.of(&scenario.title), most);
        let width = BLOCK + LABEL.width(&name) + 44.0;
        if x + width > frame.right + 44.0 && x > frame.left {
            (x, y) = (frame.left, y + 46.0);
        }
        picture.block((x, y - 15.0), (30.0, 30.0), colour(position), 1.0);
        picture.words((x + BLOCK, y), name, LABEL);
        x += width;
    }
    y
}
