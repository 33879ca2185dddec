//! The distribution of the horizon's cash: histogram above, exceedance curve below, recommended levels on both.

use crate::findings::{Drawn, Findings, SeriesFinding, SeriesStatistics, YearLabel};
use crate::things::{Basis, Language};

use super::super::canvas::{Room, ticks};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, words};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, AXIS, INK, LABEL, MAIN, QUIET, RULE, SMALL};
use super::super::words::percent;
use super::lookup::{confidence, frame, horizon, recommendation, series};

/// Title and picture of the cash of all payers over the horizon.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let after = cash(findings, YearLabel::AfterHorizon).map_or(0.0, |found| found.statistics.mean_fen);
    let mean = cash(findings, YearLabel::Horizon).map_or(0.0, |found| found.statistics.mean_fen);
    let (years, last) = (horizon(findings, language), findings.scenario.last_year);
    let title = title(findings, language);
    let subtitle = match language {
        Language::Chinese => format!(
            "市县合并的现金支出，{years} 年合计，不分年度：期望 {}；另有平均 {}在 {last} 年以后支付",
            language.with_unit(mean),
            language.with_unit(after)
        ),
        Language::English => format!(
            "Cash of city and counties over all years {years}, {} on average; a further {} is paid after {last}",
            language.with_unit(mean),
            language.with_unit(after)
        ),
    };
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, &subtitle);
    if let Some(found) = cash(findings, YearLabel::Horizon) {
        draw(&mut picture, findings, found, &frame, language);
    }
    (title, picture)
}

/// The numbers of the picture: the expected value, the recommended levels, the exceedance curve, the histogram.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    use NumberUnit::{Count, Money, Share, Words};
    let mut rows = Vec::new();
    if let Some(found) = cash(findings, YearLabel::Horizon) {
        let [mean, error] = mean_cells(Some(&found.statistics));
        rows.push(row(words("期望值", "expected value"), [mean, error, Number::Nothing]));
        rows.extend(LEVELS.iter().filter_map(|p| level_row(findings, p)));
        rows.extend(curve_rows(findings, found));
    }
    let share = if findings.sample.is_some() {
        ("路径占比", "share of paths")
    } else {
        ("概率", "probability")
    };
    Numbers {
        title: both(|language| title(findings, language)),
        columns: vec![
            NumberColumn::new("part", "内容", "part of the picture", Words),
            NumberColumn::new("amount", "金额", "amount", Money),
            NumberColumn::new("amount_se", "标准误", "standard error", Money),
            NumberColumn::new("upper_edge", "分档上限", "upper edge of the bin", Money),
            NumberColumn::new(
                "interval_low",
                "取整前的 95% 区间下端",
                "before rounding, 95% interval from",
                Money,
            ),
            NumberColumn::new(
                "interval_high",
                "取整前的 95% 区间上端",
                "before rounding, 95% interval to",
                Money,
            ),
            NumberColumn::new("confidence", "保证程度", "confidence", Share),
            NumberColumn::new("paths", "路径数", "paths", Count),
            NumberColumn::new("share", share.0, share.1, Share),
            NumberColumn::new("share_low", "占比的 95% 区间下端", "share, 95% interval from", Share),
            NumberColumn::new("share_high", "占比的 95% 区间上端", "share, 95% interval to", Share),
        ],
        rows,
    }
}

/// A row with its first four cells and nothing in the others.
fn row(part: Number, amounts: [Number; 3]) -> Vec<Number> {
    let mut cells = vec![part];
    cells.extend(amounts);
    cells.extend([const { Number::Nothing }; 7]);
    cells
}

fn level_row(findings: &Findings, p: &str) -> Option<Vec<Number>> {
    let found = recommendation(findings, None, None, YearLabel::Horizon, p)?;
    let amount = Number::Fen(found.amount_fen as f64);
    let mut cells = row(words("建议安排", "recommended level"), [amount, Number::Nothing, Number::Nothing]);
    cells[4] = Number::whole_fen(found.interval_fen[0]);
    cells[5] = Number::whole_fen(found.interval_fen[1]);
    cells[6] = Number::share(p.parse().ok());
    Some(cells)
}

fn curve_rows(findings: &Findings, found: &SeriesFinding) -> Vec<Vec<Number>> {
    let counted = |mut cells: Vec<Number>, share: f64, counts: Option<(u64, [f64; 2])>| {
        cells[8] = Number::Share(share);
        if let Some((paths, interval)) = counts {
            cells[7] = Number::Count(paths);
            cells[9] = Number::Share(interval[0]);
            cells[10] = Number::Share(interval[1]);
        }
        cells
    };
    let amount = |fen: i64| Number::Fen(fen as f64);
    let above = found.statistics.exceedance.iter().map(|point| {
        let part = words("支出超过该金额", "cost exceeds the amount");
        let amounts = [amount(point.fen), Number::Nothing, Number::Nothing];
        counted(row(part, amounts), point.above.share(findings.sample), point.above.counted())
    });
    let bins = found.statistics.histogram.iter().map(|bin| {
        let part = words("支出落在该档", "cost falls into the bin");
        let amounts = [amount(bin.lower_fen), Number::Nothing, amount(bin.upper_fen)];
        counted(row(part, amounts), bin.within.share(findings.sample), bin.within.counted())
    });
    above.chain(bins).collect()
}

/// The cash of all payers in some years.
fn cash(findings: &Findings, year: YearLabel) -> Option<&SeriesFinding> {
    series(findings, Basis::Cash, year, |series| {
        series.payer.is_none() && series.county.is_none() && series.clause.is_none()
    })
}

/// The finding: what covers the horizon.
fn title(findings: &Findings, language: Language) -> String {
    let level = confidence(findings);
    let recommended = recommendation(findings, None, None, YearLabel::Horizon, level);
    let amount = language.with_unit(recommended.map_or(0.0, |found| found.amount_fen as f64));
    let (years, level) = (horizon(findings, language), percent(level));
    match language {
        Language::Chinese => format!("{years} 年合计安排 {amount}可覆盖 {level} 的情形"),
        Language::English => format!("{amount} over {years} cover {level} of outcomes"),
    }
}

/// The recommended levels that the picture shows.
const LEVELS: [&str; 5] = ["0.5", "0.8", "0.9", "0.95", "0.99"];

fn draw(picture: &mut Picture, findings: &Findings, found: &SeriesFinding, frame: &Room, language: Language) {
    let statistics = &found.statistics;
    if statistics.is_one_amount() {
        let amount = language.with_unit(statistics.largest_fen() as f64);
        let text = match (language, findings.sample.is_some()) {
            (Language::Chinese, true) => format!("每条路径的支出均为 {amount}"),
            (Language::English, true) => format!("every path costs {amount}"),
            (Language::Chinese, false) => format!("支出必为 {amount}"),
            (Language::English, false) => format!("the cost is certain to be {amount}"),
        };
        picture.words((frame.left, frame.top + 60.0), text, LABEL);
        return;
    }
    let split = frame.top + frame.height() * 0.42;
    let (left, right) = (frame.left + 130.0, frame.right - 60.0);
    let upper = Room { left, top: frame.top + 60.0, right, bottom: split - 30.0 };
    let lower = Room { left, top: split + 60.0, right, bottom: frame.bottom - 70.0 };
    let bins = &statistics.histogram;
    let first = bins.first().map_or(0, |bin| bin.lower_fen) as f64;
    let last = bins.last().map_or(1, |bin| bin.upper_fen).max(statistics.max_fen.unwrap_or(0)) as f64;
    let last = with_room_for_labels(findings, (first, last), right - left, language);
    let x_of = |fen: f64| left + (right - left) * ((fen - first) / (last - first).max(1.0)).clamp(0.0, 1.0);
    amounts_below(picture, &lower, first, last, &x_of, language);
    histogram(picture, &upper, statistics, findings.sample, &x_of, language);
    exceedance(picture, &lower, statistics, findings.sample, &x_of, language);
    levels(picture, findings, &upper, &lower, &x_of, language);
}

fn amounts_below(
    picture: &mut Picture,
    room: &Room,
    first: f64,
    last: f64,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let steps = ticks(last - first, 8.0);
    let step = steps[1] - steps[0];
    let mut tick = (first / step).ceil() * step;
    while tick <= last {
        picture.line(vec![(x_of(tick), room.bottom), (x_of(tick), room.bottom + 12.0)], QUIET, 2);
        picture.words((x_of(tick), room.bottom + 40.0), language.tick(tick), AXIS.align(Align::Centre));
        tick += step;
    }
    picture.words((room.right + 60.0, room.bottom + 82.0), language.unit(), AXIS.align(Align::Right));
}

fn histogram(
    picture: &mut Picture,
    room: &Room,
    statistics: &SeriesStatistics,
    sample: Option<Drawn>,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let shares = || statistics.histogram.iter().map(|bin| bin.within.share(sample));
    let most = shares().fold(f64::MIN_POSITIVE, f64::max);
    picture.line(vec![(room.left, room.bottom), (room.right, room.bottom)], QUIET, 2);
    for (bin, share) in statistics.histogram.iter().zip(shares()) {
        let (from, to) = (x_of(bin.lower_fen as f64), x_of(bin.upper_fen as f64));
        let height = room.height() * share / most;
        picture.block((from + 1.0, room.bottom - height), ((to - from - 2.0).max(2.0), height), MAIN, 0.75);
    }
    let width = statistics.histogram.first().map_or(0, |bin| bin.upper_fen - bin.lower_fen) as f64;
    let (width, most) = (language.with_unit(width), format!("{:.1}%", 100.0 * most));
    let caption = match (language, sample.is_some()) {
        (Language::Chinese, true) => format!("每 {width}一档的路径占比，最高一档 {most}"),
        (Language::English, true) => format!("share of paths in bins of {width}, the highest {most}"),
        (Language::Chinese, false) => format!("每 {width}一档的概率，最高一档 {most}"),
        (Language::English, false) => format!("probability in bins of {width}, the highest {most}"),
    };
    picture.words((room.left, room.top - 38.0), caption, AXIS);
}

fn exceedance(
    picture: &mut Picture,
    room: &Room,
    statistics: &SeriesStatistics,
    sample: Option<Drawn>,
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
    for point in &statistics.exceedance {
        let x = x_of(point.fen as f64);
        points.push((x, room.bottom - room.height() * above));
        above = point.above.share(sample);
        points.push((x, room.bottom - room.height() * above));
    }
    picture.line(points, MAIN, 6);
    let caption = language.say("支出超过该金额的概率", "chance that the cost exceeds the amount");
    picture.words((room.left, room.top - 38.0), caption, AXIS);
}

/// Where the labels of the levels stand below the top of the curve's panel, as shares of its height: between the rules at its
/// quarters, and above the curve, which has fallen at least as far.
const LABELS: [f64; 5] = [0.31, 0.42, 0.56, 0.67, 0.84];
/// Between a level's line and its label, and how far labels may reach beyond the axis.
const BESIDE: f64 = 18.0;
const BEYOND: f64 = 60.0;

/// The words of a level, the chosen one's larger; the axis states the unit.
fn level_label(amount: f64, p: &str, chosen: &str, language: Language) -> (String, Look) {
    let look =
        if p == chosen { Look { colour: ACCENT, ..LABEL }.bold() } else { Look { colour: INK, ..SMALL } };
    let text = match language {
        Language::Chinese => format!("{} 可覆盖 {}", language.amount(amount), percent(p)),
        Language::English => format!("{} cover {}", language.amount(amount), percent(p)),
    };
    (text, look)
}

/// The end of an axis of so many pixels, moved until each level's label finds room on the right of its line: on the left it
/// would cross the line of the level before.
fn with_room_for_labels(
    findings: &Findings,
    (first, last): (f64, f64),
    width: f64,
    language: Language,
) -> f64 {
    let chosen = confidence(findings);
    LEVELS.into_iter().fold(last, |last, p| {
        let Some(found) = recommendation(findings, None, None, YearLabel::Horizon, p) else { return last };
        let amount = found.amount_fen as f64;
        let (text, look) = level_label(amount, p, chosen, language);
        let free = (width + BEYOND - BESIDE - look.width(&text)).max(width / 2.0);
        last.max(first + (amount - first) * width / free)
    })
}

/// Recommended levels: dots on the curve, each with its label on a row of its own above it, where the falling curve
/// leaves room; the chosen one runs through both panels.
fn levels(
    picture: &mut Picture,
    findings: &Findings,
    upper: &Room,
    lower: &Room,
    x_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    let chosen = confidence(findings);
    for (p, share) in LEVELS.into_iter().zip(LABELS) {
        let Some(found) = recommendation(findings, None, None, YearLabel::Horizon, p) else { continue };
        let amount = found.amount_fen as f64;
        let (text, look) = level_label(amount, p, chosen, language);
        let exceeded = 1.0 - p.parse::<f64>().unwrap_or(1.0);
        let (x, y) = (x_of(amount), lower.bottom - lower.height() * exceeded);
        let label = lower.top + lower.height() * share;
        let highlighted = p == chosen;
        let colour = if highlighted { ACCENT } else { QUIET };
        if highlighted {
            picture.line(vec![(x, upper.top), (x, upper.bottom)], ACCENT, 4);
            picture.line(vec![(x, label), (x, lower.bottom)], ACCENT, 4);
        } else {
            picture.line(vec![(x, label), (x, y)], QUIET, 2);
        }
        picture.dot((x, y), 11.0, colour);
        let at = (x + BESIDE, label);
        picture.words(at, text, look);
    }
}
