//! The fan of yearly cash demand: what each year's budget must hold.

use crate::findings::{Findings, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::canvas::{Room, amount_axis, confidence, frame, quantile, recommendation, series, ticks};
use super::picture::{Align, Look, Picture};
use super::style::{ACCENT, AXIS, INK, LABEL, MAIN, PAPER, QUIET, SMALL};
use super::words::percent;

/// The numbers of one year, in fen.
struct Year {
    year: i32,
    /// Quantiles at 5, 25, 50, 75 and 95 %.
    quantiles: [f64; 5],
    mean: f64,
    recommended: f64,
    stated: Option<f64>,
}

/// Title and picture for one payer, or for all together.
pub(super) fn picture(findings: &Findings, language: Language, payer: Option<Payer>) -> (String, Picture) {
    let years = years(findings, payer);
    let confidence = percent(confidence(findings));
    let title = title(&years, language, payer, &confidence);
    let who = match payer {
        Some(_) => language.say("市级专项资金", "the city's special fund"),
        None => language.say("市县合并", "city and counties pooled"),
    };
    let subtitle = match language {
        Language::Chinese => format!(
            "各年度现金支出，{who}：中位数、50% 与 90% 区间；橙色为覆盖 {confidence} 情形的建议安排（向上取整到万元）"
        ),
        Language::English => format!(
            "Cash demand by year, {who}: median with 50% and 90% ranges; orange: the appropriation that covers {confidence} of outcomes"
        ),
    };
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, &subtitle);
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 96.0,
        right: frame.right - 40.0,
        bottom: frame.bottom - 70.0,
    };
    let largest = years.iter().map(|y| y.quantiles[4].max(y.recommended).max(y.stated.unwrap_or(0.0)));
    let ticks = ticks(largest.fold(0.0, f64::max) * 1.06, 6.0);
    amount_axis(&mut picture, &room, &ticks, language);
    let top = ticks[ticks.len() - 1];
    let y_of = |fen: f64| room.bottom - room.height() * fen / top;
    let slot = room.width() / years.len() as f64;
    for (index, year) in years.iter().enumerate() {
        let middle = room.left + slot * (index as f64 + 0.5);
        draw_year(&mut picture, year, middle, slot, &y_of, language, years.len());
        if index % (years.len() / 16 + 1) == 0 {
            picture.words((middle, room.bottom + 40.0), year.year.to_string(), AXIS.align(Align::Centre));
        }
    }
    legend(&mut picture, &frame, language, years.iter().any(|year| year.stated.is_some()), &confidence);
    (title, picture)
}

fn years(findings: &Findings, payer: Option<Payer>) -> Vec<Year> {
    let (first, last) = (findings.scenario.first_year, findings.scenario.last_year);
    let confidence = confidence(findings);
    (first..=last)
        .map(|year| {
            let label = YearLabel::Year(year);
            let series = series(findings, Basis::Cash, label, |series| {
                series.payer == payer && series.county.is_none() && series.clause.is_none()
            });
            let at = |p: &str| series.map_or(0.0, |series| quantile(series, p));
            let stated = findings
                .budgets
                .iter()
                .find(|budget| budget.id == format!("fund.{year}") && budget.payer == payer);
            Year {
                year,
                quantiles: ["0.05", "0.25", "0.5", "0.75", "0.95"].map(at),
                mean: series.map_or(0.0, |series| series.statistics.mean_fen),
                recommended: recommendation(findings, payer, None, label, confidence)
                    .map_or(0.0, |found| found.amount_fen as f64),
                stated: stated.map(|budget| budget.amount_fen as f64),
            }
        })
        .collect()
}

/// The finding: the year that needs most.
fn title(years: &[Year], language: Language, payer: Option<Payer>, confidence: &str) -> String {
    let most = years
        .iter()
        .fold(&years[0], |most, year| if year.recommended > most.recommended { year } else { most });
    let amount = language.with_unit(most.recommended);
    match (language, payer) {
        (Language::Chinese, Some(_)) => {
            format!("{} 年市级安排 {amount}可覆盖 {confidence} 的情形", most.year)
        }
        (Language::Chinese, None) => {
            format!("{} 年市县合计安排 {amount}可覆盖 {confidence} 的情形", most.year)
        }
        (Language::English, Some(_)) => {
            format!("In {} the city needs {amount} to cover {confidence} of outcomes", most.year)
        }
        (Language::English, None) => {
            format!("In {} city and counties need {amount} to cover {confidence} of outcomes", most.year)
        }
    }
}

fn draw_year(
    picture: &mut Picture,
    year: &Year,
    middle: f64,
    slot: f64,
    y_of: &impl Fn(f64) -> f64,
    language: Language,
    count: usize,
) {
    let [low, lower, median, upper, high] = year.quantiles.map(y_of);
    let half = (slot * 0.24).min(110.0);
    picture.block((middle - half, high), (2.0 * half, low - high), MAIN, 0.22);
    picture.block((middle - half, upper), (2.0 * half, lower - upper), MAIN, 0.45);
    picture.block((middle - half, median - 3.0), (2.0 * half, 6.0), MAIN, 1.0);
    picture.dot((middle, y_of(year.mean)), 10.0, PAPER);
    picture.dot((middle, y_of(year.mean)), 7.0, INK);
    let recommended = y_of(year.recommended);
    let wide = half * 1.25;
    picture.block((middle - wide, recommended - 4.0), (2.0 * wide, 8.0), ACCENT, 1.0);
    if let Some(stated) = year.stated {
        let y = y_of(stated);
        picture.dashes((middle - wide, y), (middle + wide, y), INK, 4);
    }
    if count <= 12 {
        let bold = Look { colour: ACCENT, ..LABEL }.bold().align(Align::Centre);
        let text = language.amount(year.recommended);
        picture.behind((middle, recommended - 34.0), &text, bold);
        picture.words((middle, recommended - 34.0), text, bold);
    }
    if count <= 8 {
        label_right(picture, year, middle + wide + 14.0, slot - slot * 0.5 - wide - 14.0, y_of, language);
    }
}

/// Median, mean and stated appropriation beside the bar, moved apart where they would overlap.
fn label_right(
    picture: &mut Picture,
    year: &Year,
    x: f64,
    width: f64,
    y_of: &impl Fn(f64) -> f64,
    language: Language,
) {
    const APART: f64 = 32.0;
    let mut labels = vec![
        (
            y_of(year.quantiles[2]),
            format!("{} {}", language.say("中位", "median"), language.amount(year.quantiles[2])),
            MAIN,
        ),
        (y_of(year.mean), format!("{} {}", language.say("期望", "mean"), language.mean(year.mean)), INK),
    ];
    if let Some(stated) = year.stated {
        labels.push((
            y_of(stated),
            format!("{} {}", language.say("已列", "stated"), language.amount(stated)),
            QUIET,
        ));
    }
    labels.sort_by(|a, b| b.0.total_cmp(&a.0));
    // from the lowest up, so that no label is pushed below the axis
    let mut below = f64::INFINITY;
    for (y, text, colour) in labels {
        let y = y.min(below - APART).min(y_of(0.0) - 18.0);
        below = y;
        let look = Look { colour, ..SMALL };
        if look.width(&text) <= width {
            picture.words((x, y), text, look);
        }
    }
}

/// The legend, right above the plot.
fn legend(picture: &mut Picture, frame: &Room, language: Language, stated: bool, confidence: &str) {
    let y = frame.top + 18.0;
    let mut x = frame.left + 150.0;
    let mut item = |picture: &mut Picture, text: String, draw: &dyn Fn(&mut Picture, f64)| {
        draw(picture, x);
        picture.words((x + 74.0, y), text.clone(), SMALL);
        x += 74.0 + SMALL.width(&text) + 56.0;
    };
    let recommended = match language {
        Language::Chinese => format!("建议安排（{confidence}）"),
        Language::English => format!("recommended ({confidence})"),
    };
    item(picture, recommended, &|p, x| p.block((x, y - 4.0), (60.0, 8.0), ACCENT, 1.0));
    if stated {
        let text = language.say("情景中已列安排", "appropriation stated in the scenario").to_owned();
        item(picture, text, &|p, x| p.dashes((x, y), (x + 60.0, y), INK, 4));
    }
    item(picture, language.say("中位数", "median").to_owned(), &|p, x| {
        p.block((x, y - 3.0), (60.0, 6.0), MAIN, 1.0)
    });
    item(picture, language.say("期望", "mean").to_owned(), &|p, x| p.dot((x + 40.0, y), 7.0, INK));
    item(picture, language.say("50% 区间", "50% range").to_owned(), &|p, x| {
        p.block((x, y - 14.0), (60.0, 28.0), MAIN, 0.22);
        p.block((x, y - 14.0), (60.0, 28.0), MAIN, 0.45);
    });
    item(picture, language.say("90% 区间", "90% range").to_owned(), &|p, x| {
        p.block((x, y - 14.0), (60.0, 28.0), MAIN, 0.22)
    });
}
