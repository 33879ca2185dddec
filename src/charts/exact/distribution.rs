//! A computed distribution: probabilities in bins above, the chance of more than an amount below.

use crate::findings::{ExactDistribution, ExactFindings, ExactSeriesFinding, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{Room, amounts_below, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MAIN_BAR, QUIET, RULE, SMALL};
use super::super::words::percent;
use super::lookup::{frame, horizon};

/// Whose distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The horizon's cash.
    Cash,
    /// All obligations.
    Obligations,
}

/// The levels that the lower picture marks.
const LEVELS: [&str; 5] = ["0.5", "0.8", "0.9", "0.95", "0.99"];

/// What it shows.
pub(super) fn shows(of: Of) -> Text {
    let (zh, en) = match of {
        Of::Cash => {
            ("市县合并的现金支出，预算期各年合计", "Cash of city and counties over all years of the horizon")
        }
        Of::Obligations => ("市县合并的全部应付义务", "All obligations of city and counties"),
    };
    Text::new(
        format!("{zh}：上图为各金额档的概率，下图为超过某一金额的概率"),
        format!("{en}: above, the probability of each bin of amounts; below, that of more than an amount"),
    )
}

fn series(found: &ExactFindings, of: Of) -> Option<&ExactSeriesFinding> {
    let (basis, year) = match of {
        Of::Cash => (Basis::Cash, YearLabel::Horizon),
        Of::Obligations => (Basis::Accrual, YearLabel::All),
    };
    found.total(basis, year, None, None)
}

fn distribution(found: &ExactFindings, of: Of) -> Option<&ExactDistribution> {
    series(found, of)?.distribution.as_ref()
}

/// Whether there is a distribution to draw.
pub(super) fn is_drawn(found: &ExactFindings, of: Of) -> bool {
    distribution(found, of).is_some_and(|found| found.exceedance.len() > 1)
}

fn quantile(found: &ExactDistribution, p: &str) -> Option<f64> {
    found.quantiles.iter().find(|quantile| quantile.p == p).map(|quantile| quantile.fen as f64)
}

/// The finding: what covers the scenario's confidence.
fn title(found: &ExactFindings, of: Of, language: Language) -> String {
    let confidence = &found.scenario.confidence;
    let level = percent(confidence);
    let known = distribution(found, of).and_then(|found| quantile(found, confidence));
    let amount = language.with_unit(known.unwrap_or(0.0));
    let years = horizon(found, language);
    match (of, language) {
        (Of::Cash, Language::Chinese) => {
            format!("{years} 年合计支出以 {level} 的概率不超过 {amount}（精确值）")
        }
        (Of::Cash, Language::English) => {
            format!("Cash of {years} stays within {amount} with probability {level} (exact)")
        }
        (Of::Obligations, Language::Chinese) => {
            format!("全部应付义务以 {level} 的概率不超过 {amount}（精确值）")
        }
        (Of::Obligations, Language::English) => {
            format!("All obligations stay within {amount} with probability {level} (exact)")
        }
    }
}

/// Title and picture.
pub(super) fn picture(found: &ExactFindings, of: Of, language: Language) -> (String, Picture) {
    let title = title(found, of, language);
    let mut picture = Picture::default();
    let frame = frame(&mut picture, found, language, &title, &shows(of));
    if let Some(known) = distribution(found, of) {
        draw(&mut picture, known, &found.scenario.confidence, &frame, language);
    }
    (title, picture)
}

fn draw(
    picture: &mut Picture,
    known: &ExactDistribution,
    confidence: &str,
    frame: &Room,
    language: Language,
) {
    let (Some(first), Some(last)) = (known.histogram.first(), known.histogram.last()) else { return };
    let split = frame.top + frame.height() * 0.44;
    let (left, right) = (frame.left + 130.0, frame.right - 40.0);
    let upper = Room { left, top: frame.top + 70.0, right, bottom: split - 20.0 };
    let lower = Room { left, top: split + 70.0, right, bottom: frame.bottom - 70.0 };
    let x_of = amounts_below(picture, &lower, (first.lower_fen as f64, last.upper_fen as f64), language);
    bins(picture, known, &upper, &x_of, language);
    curve(picture, known, &lower, &x_of, language);
    levels(picture, known, confidence, &lower, &x_of, language);
}

fn bins(
    picture: &mut Picture,
    known: &ExactDistribution,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let most = known.histogram.iter().map(|bin| bin.probability).fold(0.0, f64::max);
    let ticks = ticks_around(0.0, most, 3.0, 0.001);
    let (top, decimals) = (ticks[ticks.len() - 1], if ticks[1] < 0.01 { 1 } else { 0 });
    for share in &ticks {
        let y = room.bottom - room.height() * share / top;
        picture.line(vec![(room.left, y), (room.right, y)], if *share == 0.0 { QUIET } else { RULE }, 2);
        let words = format!("{:.decimals$}%", 100.0 * share);
        picture.words((room.left - 18.0, y), words, AXIS.align(Align::Right));
    }
    for bin in &known.histogram {
        let (from, to) = (x_of(bin.lower_fen as f64), x_of(bin.upper_fen as f64));
        let height = room.height() * bin.probability / top;
        picture.block(
            (from + 1.0, room.bottom - height),
            ((to - from - 2.0).max(2.0), height),
            MAIN_BAR,
            1.0,
        );
    }
    let width = known.histogram.first().map_or(0, |bin| bin.upper_fen - bin.lower_fen) as f64;
    let width = language.with_unit(width);
    let caption = match language {
        Language::Chinese => format!("每 {width}一档的概率"),
        Language::English => format!("probability in bins of {width}"),
    };
    picture.words((room.left, room.top - 40.0), caption, AXIS);
}

fn curve(
    picture: &mut Picture,
    known: &ExactDistribution,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = room.bottom - room.height() * share;
        picture.line(vec![(room.left, y), (room.right, y)], if share == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), format!("{:.0}%", 100.0 * share), AXIS.align(Align::Right));
    }
    let mut above = 1.0;
    let mut points = vec![(room.left, room.top)];
    for point in &known.exceedance {
        let x = x_of(point.fen as f64);
        points.push((x, room.bottom - room.height() * above));
        above = point.above;
        points.push((x, room.bottom - room.height() * above));
    }
    picture.line(points, MAIN, 6);
    let caption = language.say("超过该金额的概率", "probability of more than the amount");
    picture.words((room.left, room.top - 40.0), caption, AXIS);
}

/// Quantiles as dots on the curve, each with its label on a row of its own to the right; the scenario's stands out.
fn levels(
    picture: &mut Picture,
    known: &ExactDistribution,
    confidence: &str,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    for (row, p) in LEVELS.into_iter().enumerate() {
        let Some(amount) = quantile(known, p) else { continue };
        let exceeded = 1.0 - p.parse::<f64>().unwrap_or(1.0);
        let (x, y) = (x_of(amount), room.bottom - room.height() * exceeded);
        let label = room.top + room.height() * (0.22 + 0.14 * row as f64);
        let chosen = p == confidence;
        let colour = if chosen { ACCENT } else { QUIET };
        picture.line(vec![(x, label), (x, y)], colour, if chosen { 4 } else { 2 });
        picture.dot((x, y), 11.0, colour);
        let look =
            if chosen { Look { colour: ACCENT, ..LABEL }.bold() } else { Look { colour: INK, ..SMALL } };
        let text = match language {
            Language::Chinese => format!("{} 可覆盖 {}", language.amount(amount), percent(p)),
            Language::English => format!("{} cover {}", language.amount(amount), percent(p)),
        };
        let beside = x + 18.0 + look.width(&text) <= room.right;
        let (at, align) = if beside { (x + 18.0, Align::Left) } else { (x - 18.0, Align::Right) };
        picture.behind((at, label), &text, look.align(align));
        picture.words((at, label), text, look.align(align));
    }
}

/// The numbers: the expected value, quantiles, points of the curve, bins.
pub(super) fn numbers(found: &ExactFindings, of: Of) -> Numbers {
    use NumberUnit::{Money, Share, Words};
    let mut rows = Vec::new();
    let row = |part: Number, from: f64, to: Number, share: Number| vec![part, Number::Fen(from), to, share];
    if let Some(series) = series(found, of) {
        let part = words("期望值", "expected value");
        rows.push(row(part, series.mean_fen, Number::Nothing, Number::Nothing));
        let part = words("标准差", "standard deviation");
        rows.push(row(part, series.sd_fen, Number::Nothing, Number::Nothing));
    }
    if let Some(known) = distribution(found, of) {
        rows.extend(known.quantiles.iter().map(|quantile| {
            let share = Number::share(quantile.p.parse().ok());
            row(words("分位数", "quantile"), quantile.fen as f64, Number::Nothing, share)
        }));
        rows.extend(known.exceedance.iter().map(|point| {
            let part = words("超过该金额", "more than the amount");
            row(part, point.fen as f64, Number::Nothing, Number::Share(point.above))
        }));
        rows.extend(known.histogram.iter().map(|bin| {
            let part = words("落在该档", "in the bin");
            let upper = Number::Fen(bin.upper_fen as f64);
            row(part, bin.lower_fen as f64, upper, Number::Share(bin.probability))
        }));
    }
    Numbers {
        title: both(|language| title(found, of, language)),
        columns: vec![
            NumberColumn::new("part", "内容", "part of the picture", Words),
            NumberColumn::new("amount", "金额", "amount", Money),
            NumberColumn::new("upper_edge", "分档上限", "upper edge of the bin", Money),
            NumberColumn::new("probability", "概率", "probability", Share),
        ],
        rows,
    }
}
