//! The computed distribution over the simulated histogram, and below it how far the two distribution functions are apart.

use crate::findings::{Verification, VerifiedCurve, VerifiedSeries, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{Room, amounts_below, frame, ticks_around};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, words};
use super::super::picture::{Align, Picture};
use super::super::study;
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, MAIN_BAR, QUIET, RULE};

/// What it shows.
pub(super) fn shows(curve: &VerifiedCurve) -> Text {
    let of = both(|language| subject(curve, language));
    Text::new(
        format!(
            "{}：上图蓝柱为模拟中各金额档的路径占比，橙线为不经模拟算出的概率；下图为两条分布函数之差，虚线之间的差距可以偶然解释",
            of.zh
        ),
        format!(
            "{}: above, bars are the simulated shares of paths and the line the probabilities computed without simulating; below, the distance of the two distribution functions, which chance explains between the dashed lines",
            of.en
        ),
    )
}

/// What the amounts are.
fn subject(curve: &VerifiedCurve, language: Language) -> String {
    match (curve.basis, curve.year, language) {
        (Basis::Cash, YearLabel::Year(year), Language::Chinese) => format!("{year} 年现金支出"),
        (Basis::Cash, YearLabel::Year(year), Language::English) => format!("Cash of {year}"),
        (Basis::Cash, _, Language::Chinese) => "现金支出".to_owned(),
        (Basis::Cash, _, Language::English) => "Cash".to_owned(),
        (_, _, Language::Chinese) => "全部应付义务".to_owned(),
        (_, _, Language::English) => "All obligations".to_owned(),
    }
}

/// The series of a curve among those compared.
fn series<'f>(found: &'f Verification, curve: &VerifiedCurve) -> Option<&'f VerifiedSeries> {
    found.trials.first()?.series.iter().find(|series| {
        series.basis == curve.basis
            && series.year == curve.year
            && series.clause.is_none()
            && series.county.is_none()
            && series.payer.is_none()
            && series.beneficiary.is_none()
            && series.institute.is_none()
    })
}

/// A small share with as many decimals as a distance needs.
fn fine(share: f64) -> String {
    format!("{:.2}%", 100.0 * share)
}

/// The finding: whether they agree, and how far they are apart at most.
fn title(found: &Verification, curve: &VerifiedCurve, language: Language) -> String {
    let of = subject(curve, language);
    let series = series(found, curve);
    let distance =
        series.and_then(|series| series.agreement.distance).map_or(0.0, |distance| distance.largest);
    let (distance, bound) = (fine(distance), fine(found.distance_threshold));
    match (series.is_none_or(|series| series.agrees), language) {
        (true, Language::Chinese) => {
            format!("{of}：模拟与精确计算一致，分布最多相差 {distance}（界限 {bound}）")
        }
        (true, Language::English) => {
            format!("{of}: simulation and computation agree, at most {distance} apart (bound {bound})")
        }
        (false, Language::Chinese) => {
            format!("{of}：模拟与精确计算不符，分布最多相差 {distance}（界限 {bound}）")
        }
        (false, Language::English) => {
            format!("{of}: simulation and computation differ, up to {distance} apart (bound {bound})")
        }
    }
}

/// Title and picture.
pub(super) fn picture(found: &Verification, curve: &VerifiedCurve, language: Language) -> (String, Picture) {
    let title = title(found, curve, language);
    let mut picture = Picture::default();
    let scenario = [(found.scenario.id.as_str(), &found.scenario.title)];
    let foot = study::foot(&scenario, found.paths, found.seed, language);
    let frame = frame(&mut picture, &title, language.of(&shows(curve)), &foot);
    match (curve.bins.first(), curve.bins.last()) {
        (Some(first), Some(last)) if curve.points.len() > 1 => {
            let ends = (first.lower_fen as f64, last.upper_fen as f64);
            draw(&mut picture, found, curve, ends, &frame, language);
        }
        _ => {
            let text = language.say("每条路径的金额相同，与精确值一致", "every path has the same amount");
            picture.words((frame.left, frame.top + 60.0), text, LABEL);
        }
    }
    (title, picture)
}

fn draw(
    picture: &mut Picture,
    found: &Verification,
    curve: &VerifiedCurve,
    ends: (f64, f64),
    frame: &Room,
    language: Language,
) {
    let split = frame.top + frame.height() * 0.58;
    let (left, right) = (frame.left + 130.0, frame.right - 40.0);
    let upper = Room { left, top: frame.top + 90.0, right, bottom: split - 60.0 };
    let lower = Room { left, top: split + 50.0, right, bottom: frame.bottom - 70.0 };
    let x_of = amounts_below(picture, &lower, ends, language);
    histogram(picture, curve, &upper, &x_of, language);
    distance(picture, found, curve, &lower, &x_of, language);
}

/// Simulated shares as bars, exact ones as a line with a step at every edge.
fn histogram(
    picture: &mut Picture,
    curve: &VerifiedCurve,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let most = curve.bins.iter().map(|bin| bin.simulated.max(bin.exact)).fold(0.0, f64::max);
    let ticks = ticks_around(0.0, most, 4.0, 0.001);
    let (top, decimals) = (ticks[ticks.len() - 1], if ticks[1] < 0.01 { 1 } else { 0 });
    let y_of = |share: f64| room.bottom - room.height() * share / top;
    for share in &ticks {
        let y = y_of(*share);
        picture.line(vec![(room.left, y), (room.right, y)], if *share == 0.0 { QUIET } else { RULE }, 2);
        let words = format!("{:.decimals$}%", 100.0 * share);
        picture.words((room.left - 18.0, y), words, AXIS.align(Align::Right));
    }
    let mut exact = Vec::new();
    for bin in &curve.bins {
        let (from, to) = (x_of(bin.lower_fen as f64), x_of(bin.upper_fen as f64));
        let y = y_of(bin.simulated);
        picture.block((from + 1.0, y), ((to - from - 2.0).max(2.0), room.bottom - y), MAIN_BAR, 1.0);
        exact.extend([(from, y_of(bin.exact)), (to, y_of(bin.exact))]);
    }
    picture.line(exact, ACCENT, 5);
    let width = curve.bins.first().map_or(0, |bin| bin.upper_fen - bin.lower_fen) as f64;
    let width = language.with_unit(width);
    let caption = match language {
        Language::Chinese => format!("每 {width}一档的概率"),
        Language::English => format!("probability in bins of {width}"),
    };
    legend(picture, room, caption, language);
}

/// The caption, and beside it what is simulated and what is exact.
fn legend(picture: &mut Picture, room: &Room, caption: String, language: Language) {
    let y = room.top - 50.0;
    let mut x = room.left + AXIS.width(&caption) + 70.0;
    picture.words((room.left, y), caption, AXIS);
    picture.block((x, y - 13.0), (44.0, 26.0), MAIN_BAR, 1.0);
    let simulated = language.say("模拟", "simulated");
    picture.words((x + 58.0, y), simulated, AXIS);
    x += 58.0 + AXIS.width(simulated) + 50.0;
    picture.line(vec![(x, y), (x + 44.0, y)], ACCENT, 5);
    picture.words((x + 58.0, y), language.say("精确", "exact"), AXIS);
}

/// Simulated less exact distribution function, between the distances that chance explains.
fn distance(
    picture: &mut Picture,
    found: &Verification,
    curve: &VerifiedCurve,
    room: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let bound = found.distance_threshold;
    let largest = curve.points.iter().map(|point| point.difference.abs()).fold(bound, f64::max);
    let top = largest * 1.12;
    let y_of = |share: f64| (room.top + room.bottom) / 2.0 - room.height() / 2.0 * share / top;
    for (share, colour) in [(0.0, QUIET), (bound, ACCENT), (-bound, ACCENT)] {
        let y = y_of(share);
        match share == 0.0 {
            true => picture.line(vec![(room.left, y), (room.right, y)], colour, 2),
            false => picture.dashes((room.left, y), (room.right, y), colour, 3),
        }
        let sign = if share < 0.0 { "−" } else { "" };
        let words = format!("{sign}{}", fine(share.abs()));
        picture.words((room.left - 18.0, y), words, AXIS.align(Align::Right));
    }
    let mut points = vec![(room.left, y_of(0.0))];
    let mut before = 0.0;
    for point in &curve.points {
        let x = x_of(point.fen as f64);
        points.extend([(x, y_of(before)), (x, y_of(point.difference))]);
        before = point.difference;
    }
    points.push((room.right, y_of(before)));
    picture.line(points, MAIN, 4);
    let caption = language.say("分布函数之差：模拟减精确", "distribution functions: simulated less exact");
    picture.words((room.left, room.top - 34.0), caption, AXIS);
    picture.line(vec![(room.left, room.bottom), (room.right, room.bottom)], INK, 2);
}

/// The numbers: bins with simulated and exact shares, then points of both distribution functions.
pub(super) fn numbers(found: &Verification, curve: &VerifiedCurve) -> Numbers {
    use NumberUnit::{Count, Money, Share, Words};
    let bins = curve.bins.iter().map(|bin| {
        vec![
            words("金额落在该档", "amount in the bin"),
            Number::Fen(bin.lower_fen as f64),
            Number::Fen(bin.upper_fen as f64),
            Number::Count(bin.paths),
            Number::Share(bin.simulated),
            Number::Share(bin.exact.min(1.0)),
        ]
    });
    let points = curve.points.iter().map(|point| {
        vec![
            words("金额超过该值", "amount above this"),
            Number::Fen(point.fen as f64),
            Number::Nothing,
            Number::Nothing,
            Number::Share(point.simulated),
            Number::Share(point.exact),
        ]
    });
    Numbers {
        title: both(|language| title(found, curve, language)),
        columns: vec![
            NumberColumn::new("part", "内容", "part of the picture", Words),
            NumberColumn::new("from", "自", "from", Money),
            NumberColumn::new("to", "至", "to", Money),
            NumberColumn::new("paths", "路径数", "paths", Count),
            NumberColumn::new("simulated", "模拟占比", "simulated share", Share),
            NumberColumn::new("exact", "精确概率", "exact probability", Share),
        ],
        rows: bins.chain(points).collect(),
    }
}
