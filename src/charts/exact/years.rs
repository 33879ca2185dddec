//! Cash of city and counties by year: median, 50 and 90 % ranges, mean, and what covers the scenario's confidence.

use crate::findings::{ExactFindings, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{Room, amount_axis, ticks};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, PAPER, QUIET, paler};
use super::super::words::percent;
use super::lookup::frame;

/// What the blocks of a year span.
const QUANTILES: [&str; 5] = ["0.05", "0.25", "0.5", "0.75", "0.95"];

/// What it shows.
pub(super) fn shows() -> Text {
    Text::new(
        "各年度现金支出，市县合并：中位数（横线）、50% 与 90% 区间（色块）、期望（白点）；橙线为建议安排（向上取整到万元）",
        "Cash by year, city and counties pooled: median (bar), 50% and 90% ranges (blocks), mean (dot); orange: recommended appropriation",
    )
}

struct Year {
    year: i32,
    quantiles: [f64; 5],
    mean: f64,
    recommended: f64,
}

fn years(found: &ExactFindings) -> Vec<Year> {
    let year = |year: i32| {
        let label = YearLabel::Year(year);
        let series = found.total(Basis::Cash, label, None, None)?;
        let known = series.distribution.as_ref()?;
        let quantile = |p: &str| {
            known.quantiles.iter().find(|quantile| quantile.p == p).map_or(0.0, |found| found.fen as f64)
        };
        let recommended = found.recommendation(label, None, None, &found.scenario.confidence)?;
        Some(Year {
            year,
            quantiles: QUANTILES.map(quantile),
            mean: series.mean_fen,
            recommended: recommended.amount_fen as f64,
        })
    };
    (found.scenario.first_year..=found.scenario.last_year).filter_map(year).collect()
}

/// Whether there is a year to draw.
pub(super) fn is_drawn(found: &ExactFindings) -> bool {
    !years(found).is_empty()
}

/// The finding: the year that needs most.
fn title(found: &ExactFindings, language: Language) -> String {
    let years = years(found);
    let most =
        years.iter().reduce(|most, year| if year.recommended > most.recommended { year } else { most });
    let Some(most) = most else { return language.say("各年度现金支出", "Cash by year").to_owned() };
    let (amount, level) = (language.with_unit(most.recommended), percent(&found.scenario.confidence));
    let year = most.year;
    match language {
        Language::Chinese => format!("{year} 年市县合计安排 {amount}可覆盖 {level} 的情形（精确值）"),
        Language::English => {
            format!("In {year} city and counties need {amount} to cover {level} of outcomes (exact)")
        }
    }
}

/// Title and picture.
pub(super) fn picture(found: &ExactFindings, language: Language) -> (String, Picture) {
    let title = title(found, language);
    let years = years(found);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows());
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 96.0,
        right: frame.right - 40.0,
        bottom: frame.bottom - 70.0,
    };
    let largest = years.iter().map(|year| year.quantiles[4].max(year.recommended)).fold(0.0, f64::max);
    let ticks = ticks(largest * 1.06, 6.0);
    amount_axis(&mut picture, &room, &ticks, language);
    for (index, year) in years.iter().enumerate() {
        let slot = room.width() / years.len() as f64;
        let middle = room.left + slot * (index as f64 + 0.5);
        let labelled = index.is_multiple_of(years.len() / 16 + 1);
        draw(&mut picture, year, (&room, ticks[ticks.len() - 1]), (middle, slot), language, labelled);
    }
    (title, picture)
}

fn draw(
    picture: &mut Picture,
    year: &Year,
    (room, top): (&Room, f64),
    (middle, slot): (f64, f64),
    language: Language,
    labelled: bool,
) {
    let y_of = |fen: f64| room.bottom - room.height() * fen / top;
    let half = (slot * 0.22).min(120.0);
    let [low, lower, median, upper, high] = year.quantiles.map(y_of);
    picture.block((middle - half, high), (2.0 * half, low - high), paler(MAIN, 0.22), 1.0);
    picture.block((middle - half, upper), (2.0 * half, lower - upper), paler(MAIN, 0.57), 1.0);
    picture.block((middle - half, median - 3.0), (2.0 * half, 6.0), MAIN, 1.0);
    picture.dot((middle, y_of(year.mean)), 10.0, INK);
    picture.dot((middle, y_of(year.mean)), 7.0, PAPER);
    let mark = y_of(year.recommended);
    picture.block((middle - half * 1.25, mark - 4.0), (2.5 * half, 8.0), ACCENT, 1.0);
    if !labelled {
        return;
    }
    picture.words((middle, room.bottom + 40.0), year.year.to_string(), AXIS.align(Align::Centre));
    let text = language.amount(year.recommended);
    let look = Look { colour: ACCENT, ..LABEL }.bold().align(Align::Centre);
    if look.width(&text) < slot {
        picture.behind((middle, mark - 34.0), &text, look);
        picture.words((middle, mark - 34.0), text, look);
    }
    let text = format!("{} {}", language.say("期望", "mean"), language.mean(year.mean));
    let look = Look { colour: QUIET, ..AXIS };
    let at = middle + half * 1.25 + 14.0;
    if look.width(&text) < slot / 2.0 - half * 1.25 - 14.0 {
        picture.words((at, y_of(year.mean)), text, look);
    }
}

/// The numbers.
pub(super) fn numbers(found: &ExactFindings) -> Numbers {
    use NumberUnit::{Money, Year as Years};
    let row = |year: &Year| {
        let mut cells = vec![Number::Year(year.year), Number::Fen(year.mean)];
        cells.extend(year.quantiles.map(Number::Fen));
        cells.push(Number::Fen(year.recommended));
        cells
    };
    Numbers {
        title: both(|language| title(found, language)),
        columns: vec![
            NumberColumn::new("year", "年度", "year", Years),
            NumberColumn::new("mean", "期望值", "expected value", Money),
            NumberColumn::new("q5", "5% 分位数", "5% quantile", Money),
            NumberColumn::new("q25", "25% 分位数", "25% quantile", Money),
            NumberColumn::new("q50", "中位数", "median", Money),
            NumberColumn::new("q75", "75% 分位数", "75% quantile", Money),
            NumberColumn::new("q95", "95% 分位数", "95% quantile", Money),
            NumberColumn::new("recommended", "建议安排", "recommended appropriation", Money),
        ],
        rows: years(found).iter().map(row).collect(),
    }
}
