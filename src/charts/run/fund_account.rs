//! The special fund's account by year: what is stated, what is demanded and paid, and what is left unpaid.

use plotters::style::RGBColor;

use crate::findings::{Findings, FundFinding};
use crate::things::Language;

use super::super::canvas::{Room, amount_axis, ticks};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT_BAR, AXIS, INK, LABEL, MAIN, MAIN_BAR, MARGIN, QUIET, RULE, SMALL, WIDTH};
use super::super::words::chance;
use super::lookup::frame;

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let subtitle = language.say(
        "市级专项资金账户，各年度：已列安排、资金需求与实际支付的期望值；年末未付的需求为欠付，转入下年需求",
        "The special fund's account by year: stated appropriation, expected demand and payment; what is unpaid at the year's end is demanded again next year",
    );
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, subtitle);
    if !has_appropriations(findings) {
        let text = language.say(
            "情景各年度的专项资金安排均为零，没有账户可核算；所需金额见各年度现金支出图。",
            "The appropriation of every year is zero, so there is no account to keep; the charts of yearly cash show what is needed.",
        );
        for (index, line) in LABEL.lines(text, frame.width()).into_iter().enumerate() {
            picture.words((frame.left, frame.top + 60.0 + 44.0 * index as f64), line, LABEL);
        }
        return (title, picture);
    }
    legend(&mut picture, &frame, language);
    let (left, right) = (frame.left + 130.0, frame.right - 110.0);
    let split = frame.top + frame.height() * 0.60;
    let upper = Room { left, right, top: frame.top + 104.0, bottom: split };
    let lower = Room { left, right, top: split + 96.0, bottom: frame.bottom - 70.0 };
    account(&mut picture, &upper, &findings.fund, language);
    arrears(&mut picture, &lower, &findings.fund, language);
    years(&mut picture, &lower, &findings.fund);
    (title, picture)
}

/// The place of a year: its middle, and half the width of its bars together.
fn place(room: &Room, count: usize, index: usize) -> (f64, f64) {
    let slot = room.width() / count as f64;
    (room.left + slot * (index as f64 + 0.5), (slot * 0.22).min(130.0))
}

/// Expected demand and payment as two bars, and the stated appropriation across both.
fn account(picture: &mut Picture, room: &Room, fund: &[FundFinding], language: Language) {
    let largest = fund
        .iter()
        .map(|year| year.demand.mean_fen.max(year.paid.mean_fen).max(year.appropriation_fen as f64));
    let ticks = ticks(largest.fold(0.0, f64::max) * 1.1, 5.0);
    amount_axis(picture, room, &ticks, language);
    let top = ticks[ticks.len() - 1];
    let y_of = |fen: f64| room.bottom - room.height() * fen / top;
    for (index, year) in fund.iter().enumerate() {
        let (middle, half) = place(room, fund.len(), index);
        let width = half * 0.92;
        let bars = [
            (middle - half, year.demand.mean_fen, ACCENT_BAR),
            (middle - half, year.payments.mean_fen, MAIN),
            (middle + half - width, year.paid.mean_fen, MAIN_BAR),
        ];
        for (x, fen, colour) in bars {
            picture.block((x, y_of(fen)), (width, room.bottom - y_of(fen)), colour, 1.0);
        }
        let stated = y_of(year.appropriation_fen as f64);
        for (x, fen) in [(middle - half, year.demand.mean_fen), (middle + half - width, year.paid.mean_fen)] {
            let (at, text) = ((x + width / 2.0, y_of(fen) - 24.0), language.mean(fen));
            let look = Look { colour: INK, ..SMALL }.align(Align::Centre);
            // the appropriation's line stays whole and never parts a figure from its bar: the figure then goes into the bar
            let (top, parted) = (y_of(fen), (y_of(fen) - 46.0..y_of(fen) - 4.0).contains(&stated));
            let y = match parted {
                true if room.bottom - top >= 44.0 => top + 21.0,
                true => stated - 24.0,
                false => at.1,
            };
            if look.width(&text) <= width + 4.0 {
                picture.behind((at.0, y), &text, look);
                picture.words((at.0, y), text, look);
            }
        }
        picture.dashes((middle - half - 16.0, stated), (middle + half + 16.0, stated), INK, 4);
        let amount = language.amount(year.appropriation_fen as f64);
        let worded = format!("{} {amount}", language.say("已列", "stated"));
        // as far as the next year's line, or the edge of the picture
        let left =
            (room.width() / fund.len() as f64 - 2.0 * half - 54.0).min(WIDTH - MARGIN - middle - half - 26.0);
        if let Some(text) = [worded, amount].into_iter().find(|text| SMALL.width(text) <= left) {
            let at = (middle + half + 26.0, stated.min(room.bottom - 18.0));
            picture.behind(at, &text, SMALL);
            picture.words(at, text, SMALL);
        }
    }
}

/// The chance of arrears at the end of each year, and how large they are on average if there are any.
fn arrears(picture: &mut Picture, room: &Room, fund: &[FundFinding], language: Language) {
    let (_, half) = place(room, fund.len(), 0);
    let slot = room.width() / fund.len() as f64;
    let means = fund.iter().any(|year| mean_if_any(year, slot, half, language).is_some());
    let caption = match means {
        true => language.say(
            "年末欠付的概率（细线为 95% 区间），及欠付时的平均欠付额（万元）",
            "chance of arrears at the year's end (line: 95% interval), and their mean if any (million yuan)",
        ),
        false => language.say(
            "年末欠付的概率（细线为 95% 区间）",
            "chance of arrears at the year's end (line: 95% interval)",
        ),
    };
    picture.words((room.left, room.top - 44.0), caption, AXIS);
    let largest = fund.iter().map(|year| year.arrears_interval[1]).fold(0.0, f64::max);
    let none = fund.iter().all(|year| year.arrears_probability == 0.0);
    let step = PERCENT_STEPS.into_iter().find(|step| largest / step <= 3.4).unwrap_or(0.5);
    let count = (largest / step).ceil().max(1.0);
    let y_of = |share: f64| room.bottom - room.height() * share / (count * step);
    for index in 0..=count as usize {
        let y = y_of(index as f64 * step);
        picture.line(vec![(room.left, y), (room.right, y)], if index == 0 { QUIET } else { RULE }, 2);
        let text = format!("{}%", (index as f64 * step * 1000.0).round() / 10.0);
        picture.words((room.left - 18.0, y), text, AXIS.align(Align::Right));
    }
    if none {
        let text = language.say("没有路径欠付", "no path has arrears");
        picture.words((room.left + 24.0, room.bottom - 34.0), text, LABEL);
        return;
    }
    for (index, year) in fund.iter().enumerate() {
        let (middle, half) = place(room, fund.len(), index);
        let y = y_of(year.arrears_probability);
        picture.block((middle - half * 0.5, y), (half, room.bottom - y), ACCENT_BAR, 1.0);
        let [low, high] = year.arrears_interval.map(y_of);
        picture.line(vec![(middle, low), (middle, high)], INK, 4);
        label(picture, year, (middle, half, high), slot, room.bottom, language);
    }
}

/// The chance above its bar, and the mean arrears beside it where there is room.
fn label(
    picture: &mut Picture,
    year: &FundFinding,
    (middle, half, high): (f64, f64, f64),
    slot: f64,
    bottom: f64,
    language: Language,
) {
    let (text, look) = (chance(year.arrears_probability), LABEL.bold().align(Align::Centre));
    if look.width(&text) <= slot - 8.0 {
        let at = (middle, high - 26.0);
        picture.behind(at, &text, look);
        picture.words(at, text, look);
    }
    for (line, up) in mean_if_any(year, slot, half, language).into_iter().flatten().zip([62.0, 26.0]) {
        let at = (middle + half * 0.5 + 18.0, bottom - up);
        picture.behind(at, &line, SMALL);
        picture.words(at, line, SMALL);
    }
}

/// The mean arrears of a year in two lines, where there are any and they find room beside the bar.
fn mean_if_any(year: &FundFinding, slot: f64, half: f64, language: Language) -> Option<[String; 2]> {
    let amount = language.amount(year.arrears_mean_if_any_fen?);
    let lines = [language.say("欠付时平均", "mean if any").to_owned(), amount];
    let left = (slot - half) / 2.0 - 24.0;
    lines.iter().all(|line| SMALL.width(line) <= left).then_some(lines)
}

/// The years below both panels.
fn years(picture: &mut Picture, room: &Room, fund: &[FundFinding]) {
    for (index, year) in fund.iter().enumerate().step_by(fund.len() / 16 + 1) {
        let (middle, _) = place(room, fund.len(), index);
        picture.words((middle, room.bottom + 40.0), year.year.to_string(), AXIS.align(Align::Centre));
    }
}

/// What the bars mean, in one line above the upper panel.
fn legend(picture: &mut Picture, frame: &Room, language: Language) {
    let y = frame.top + 18.0;
    let mut x = frame.left + 230.0;
    let mut item = |picture: &mut Picture, text: &str, draw: &dyn Fn(&mut Picture, f64)| {
        draw(picture, x);
        picture.words((x + 74.0, y), text, SMALL);
        x += 74.0 + SMALL.width(text) + 48.0;
    };
    let bar =
        |colour: RGBColor| move |p: &mut Picture, x: f64| p.block((x, y - 14.0), (60.0, 28.0), colour, 1.0);
    item(picture, language.say("已列安排", "stated appropriation"), &|p, x| {
        p.dashes((x, y), (x + 60.0, y), INK, 4)
    });
    item(picture, language.say("需求：当年应付", "demand: due in the year"), &bar(MAIN));
    item(picture, language.say("需求：上年欠付", "demand: earlier arrears"), &bar(ACCENT_BAR));
    item(picture, language.say("实际支付", "paid"), &bar(MAIN_BAR));
}

/// Distances between the ticks of a chance.
const PERCENT_STEPS: [f64; 8] = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25];

/// The numbers of the picture: a row for each year.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    use NumberUnit::{Money, Share, Year};
    let column = NumberColumn::new;
    let columns = vec![
        column("year", "年度", "year", Year),
        column("appropriation", "已列安排", "stated appropriation", Money),
        column("payments", "当年应付期望值", "due in the year, expected", Money),
        column("payments_se", "当年应付标准误", "due in the year, standard error", Money),
        column("demand", "含上年欠付的资金需求期望值", "demand with earlier arrears, expected", Money),
        column("demand_se", "含上年欠付的资金需求标准误", "demand, standard error", Money),
        column("paid", "实际支付期望值", "paid, expected", Money),
        column("paid_se", "实际支付标准误", "paid, standard error", Money),
        column("arrears_chance", "年末欠付的概率", "chance of arrears at the year's end", Share),
        column("arrears_chance_low", "概率的 95% 区间下端", "chance, 95% interval from", Share),
        column("arrears_chance_high", "概率的 95% 区间上端", "chance, 95% interval to", Share),
        column("arrears_if_any", "欠付时的平均欠付额", "mean arrears if any", Money),
        column("arrears", "年末欠付期望值", "arrears, expected", Money),
        column("arrears_se", "年末欠付标准误", "arrears, standard error", Money),
        column("arrears_q95", "年末欠付 95% 分位数", "arrears, 95% quantile", Money),
        column("arrears_q95_low", "该分位数的 95% 区间下端", "that quantile, 95% interval from", Money),
        column("arrears_q95_high", "该分位数的 95% 区间上端", "that quantile, 95% interval to", Money),
        column("carried", "结转下年期望值", "carried into the next year, expected", Money),
        column("carried_se", "结转下年标准误", "carried, standard error", Money),
        column("lapsed", "到期收回期望值", "lapsed, expected", Money),
        column("lapsed_se", "到期收回标准误", "lapsed, standard error", Money),
    ];
    let shown = if has_appropriations(findings) { findings.fund.as_slice() } else { &[] };
    Numbers {
        title: both(|language| title(findings, language)),
        columns,
        rows: shown.iter().map(row).collect(),
    }
}

fn row(year: &FundFinding) -> Vec<Number> {
    let mut cells = vec![Number::Year(year.year), Number::Fen(year.appropriation_fen as f64)];
    for measure in [&year.payments, &year.demand, &year.paid] {
        cells.extend(mean_cells(Some(measure)));
    }
    cells.push(Number::Share(year.arrears_probability));
    cells.extend(year.arrears_interval.map(Number::Share));
    cells.push(Number::fen(year.arrears_mean_if_any_fen));
    cells.extend(mean_cells(Some(&year.arrears)));
    cells.extend(quantile_cells(Some(&year.arrears), "0.95"));
    for measure in [&year.carried, &year.lapsed] {
        cells.extend(mean_cells(Some(measure)));
    }
    cells
}

/// Whether the scenario states an appropriation for any year; without one there is no account to show.
fn has_appropriations(findings: &Findings) -> bool {
    findings.fund.iter().any(|year| year.appropriation_fen > 0)
}

/// The finding: the year whose end most likely sees arrears.
fn title(findings: &Findings, language: Language) -> String {
    if !has_appropriations(findings) {
        let words =
            language.say("情景未列专项资金安排", "The scenario states no appropriation for the special fund");
        return words.to_owned();
    }
    let years = findings.fund.iter();
    let most = years.reduce(
        |most, year| {
            if year.arrears_probability > most.arrears_probability { year } else { most }
        },
    );
    let Some((most, arrears)) = most.and_then(|most| Some((most, most.arrears_mean_if_any_fen?))) else {
        let words = language.say(
            "已列专项资金足够：各年年末均无欠付",
            "The stated appropriations suffice: no year ends with arrears",
        );
        return words.to_owned();
    };
    let chance = chance(most.arrears_probability);
    let (year, arrears) = (most.year, language.with_unit(arrears));
    match language {
        Language::Chinese => {
            format!("{year} 年末专项资金出现欠付的概率为 {chance}，欠付时平均 {arrears}")
        }
        Language::English => {
            format!("Fund in arrears at the end of {year}: {chance} likely, by {arrears} on average if so")
        }
    }
}
