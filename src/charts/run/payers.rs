//! Cash by payer over the horizon, each with its 5 to 95 % range.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::canvas::{Room, ticks};
use super::super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics,
};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{ACCENT, ACCENT_BAR, AXIS, LABEL, MAIN, MAIN_BAR, PAPER, RULE, SMALL};
use super::lookup::{frame, horizon, quantile, series};

/// One payer's numbers in fen.
struct Row<'f> {
    name: Text,
    city: bool,
    mean: f64,
    low: f64,
    high: f64,
    series: Option<&'f SeriesFinding>,
}

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let rows = rows(findings);
    let title = title(findings, &rows, language);
    let subtitle = language.say(
        "各支付方现金支出：期望值与 5%—95% 区间；期望值可以相加，区间端点不能相加",
        "Cash by payer: expected value and 5 to 95% range; expected values add up, ends of ranges do not",
    );
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, subtitle);
    draw(&mut picture, &rows, &frame, language);
    (title, picture)
}

/// The numbers of the picture: the city, then the counties from the largest.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    let rows = rows(findings);
    let title = both(|language| title(findings, &rows, language));
    let mut columns = vec![NumberColumn::new("payer", "支付方", "payer", NumberUnit::Words)];
    columns.extend(NumberColumn::mean());
    columns.extend(NumberColumn::q5());
    columns.extend(NumberColumn::q95());
    let cells = |row: Row| {
        let found = statistics(row.series);
        let mut cells = vec![Number::Words(row.name)];
        cells.extend(mean_cells(found));
        cells.extend(quantile_cells(found, "0.05"));
        cells.extend(quantile_cells(found, "0.95"));
        cells
    };
    Numbers { title, columns, rows: rows.into_iter().map(cells).collect() }
}

/// The finding: what the city bears.
fn title(findings: &Findings, rows: &[Row], language: Language) -> String {
    let total: f64 = rows.iter().map(|row| row.mean).sum();
    let years = horizon(findings, language);
    if total == 0.0 {
        return match language {
            Language::Chinese => format!("{years} 年市县均无支出"),
            Language::English => format!("Neither city nor counties pay anything in {years}"),
        };
    }
    let city = rows.iter().find(|row| row.city).map_or(0.0, |row| row.mean);
    let share = format!("{:.0}%", 100.0 * city / total);
    match language {
        Language::Chinese => {
            format!("{years} 年期望支出 {}，其中市级承担 {share}", language.with_unit(total))
        }
        Language::English => {
            format!("The city bears {share} of the expected {} in {years}", language.with_unit(total))
        }
    }
}

/// The city, then the counties from the largest.
fn rows(findings: &Findings) -> Vec<Row<'_>> {
    let row = |name: Text, payer: Payer, county: Option<&str>| {
        let chosen = |series: &SeriesFinding| {
            series.payer == Some(payer) && series.county.as_deref() == county && series.clause.is_none()
        };
        let found = series(findings, Basis::Cash, YearLabel::Horizon, chosen);
        Row {
            name,
            city: payer == Payer::City,
            mean: found.map_or(0.0, |found| found.statistics.mean_fen),
            low: found.map_or(0.0, |found| quantile(found, "0.05")),
            high: found.map_or(0.0, |found| quantile(found, "0.95")),
            series: found,
        }
    };
    let mut rows = vec![row(Text::new("市级", "City"), Payer::City, None)];
    let counties = findings.counties.iter();
    let mut counties: Vec<Row> =
        counties.map(|county| row(county.name.clone(), Payer::County, Some(&county.id))).collect();
    counties.sort_by(|a, b| b.mean.total_cmp(&a.mean));
    rows.extend(counties);
    rows
}

/// So many rows stand in one column; more take two.
const ONE_COLUMN: usize = 24;
/// The least and most height of a row, and the least of one whose name may take two lines.
const LEAST: f64 = 40.0;
const MOST: f64 = 190.0;
const TWO_LINES: f64 = 84.0;
/// Between two columns, and the height of an axis.
const GAP: f64 = 70.0;
const AXIS_HEIGHT: f64 = 90.0;

/// The measures that all columns share, so that their bars can be compared.
struct Measures {
    pitch: f64,
    look: Look,
    /// The width left to names, and the width from zero to the last tick.
    names: f64,
    scale: f64,
    ticks: Vec<f64>,
}

fn draw(picture: &mut Picture, rows: &[Row<'_>], frame: &Room, language: Language) {
    let columns = if rows.len() > ONE_COLUMN { 2 } else { 1 };
    let room_for = columns * ((frame.height() - AXIS_HEIGHT - 20.0) / LEAST).floor() as usize;
    // the last row's place goes to the words on those left out
    let shown = if rows.len() > room_for { room_for - columns } else { rows.len() };
    let (shown, rest) = rows.split_at(shown);
    let each = shown.len().div_ceil(columns);
    let width = (frame.width() - GAP * (columns - 1) as f64) / columns as f64;
    let pitch = ((frame.height() - AXIS_HEIGHT) / each as f64).clamp(LEAST, MOST);
    let ticks = ticks(shown.iter().map(Row::end).fold(0.0, f64::max), 6.0 / columns as f64 + 1.0);
    let measures = Measures::new(shown, width, pitch, ticks, language);
    for (index, rows) in shown.chunks(each).enumerate() {
        let left = frame.left + index as f64 * (width + GAP);
        draw_column(picture, rows, &Room { left, right: left + width, ..*frame }, &measures, language);
    }
    if !rest.is_empty() {
        let amount = language.with_unit(rest.iter().map(|row| row.mean).sum());
        let text = match language {
            Language::Chinese => format!("其余 {} 个县（市、区）期望合计 {amount}，见数据表", rest.len()),
            Language::English => {
                format!("{} further counties expect {amount} together, see the table", rest.len())
            }
        };
        picture.words((frame.left, frame.bottom - 6.0), SMALL.fitted(&text, frame.width()), SMALL);
    }
}

impl Row<'_> {
    /// Where the row's marks end, in fen.
    fn end(&self) -> f64 {
        self.high.max(self.mean)
    }

    /// The name in one line, or in two where rows are high enough.
    fn lines(&self, look: Look, width: f64, pitch: f64, language: Language) -> Vec<String> {
        match language.of(&self.name) {
            name if pitch >= TWO_LINES => look.in_two_lines(name, width),
            name => vec![look.fitted(name, width)],
        }
    }
}

impl Measures {
    fn new(rows: &[Row<'_>], width: f64, pitch: f64, ticks: Vec<f64>, language: Language) -> Self {
        let most = (width * 0.46).min(560.0);
        let mut look = Look { size: (pitch * 0.62).clamp(24.0, 32.0), ..LABEL };
        let lines = |look: Look| rows.iter().flat_map(move |row| row.lines(look, most, pitch, language));
        // somewhat smaller where that keeps names whole
        while look.size > 24.0 && lines(look).any(|line| line.ends_with('…')) {
            look.size -= 1.0;
        }
        let names = lines(look).map(|line| look.width(&line)).fold(0.0, f64::max) + 24.0;
        let top = ticks[ticks.len() - 1];
        let beside = width - names;
        // each figure must find room beside its bar, and the unit beside the last tick
        let figures = rows.iter().map(|row| {
            let left = beside - look.width(&label(row, language)) - 36.0;
            if row.end() > 0.0 { left * top / row.end() } else { left }
        });
        let unit = AXIS.width(language.unit()) + AXIS.width(&language.tick(top)) / 2.0 + 24.0;
        let scale = figures.fold(beside - unit, f64::min);
        Measures { pitch, look, names, scale, ticks }
    }
}

fn draw_column(
    picture: &mut Picture,
    rows: &[Row<'_>],
    column: &Room,
    measures: &Measures,
    language: Language,
) {
    let Measures { pitch, look, names, scale, ticks } = measures;
    let room = Room {
        left: column.left + names,
        top: column.top + 20.0,
        right: column.left + names + scale,
        bottom: column.top + 20.0 + pitch * rows.len() as f64,
    };
    let top = ticks[ticks.len() - 1];
    let x_of = |fen: f64| room.left + room.width() * fen / top;
    let widest = ticks.iter().map(|tick| AXIS.width(&language.tick(*tick))).fold(0.0, f64::max);
    let every = ((widest + 20.0) * (ticks.len() - 1) as f64 / scale).ceil().max(1.0) as usize;
    for (index, tick) in ticks.iter().enumerate() {
        picture.line(vec![(x_of(*tick), room.top), (x_of(*tick), room.bottom)], RULE, 2);
        if index.is_multiple_of(every) {
            let at = (x_of(*tick), room.bottom + 32.0);
            picture.words(at, language.tick(*tick), AXIS.align(Align::Centre));
        }
    }
    picture.words((column.right, room.bottom + 32.0), language.unit(), AXIS.align(Align::Right));
    for (index, row) in rows.iter().enumerate() {
        let y = room.top + pitch * (index as f64 + 0.5);
        let lines = row.lines(*look, names - 24.0 + 0.5, *pitch, language);
        for (position, line) in lines.iter().enumerate() {
            let y = y + look.size * 1.16 * (position as f64 - (lines.len() - 1) as f64 / 2.0);
            picture.words((room.left - 24.0, y), line.clone(), look.align(Align::Right));
        }
        draw_row(picture, row, y, *pitch, &x_of);
        let (at, label) = ((x_of(row.end()) + 30.0, y), label(row, language));
        picture.behind(at, &label, *look);
        picture.words(at, label, *look);
    }
}

/// The range as a bar, the expected value as a dot.
fn draw_row(picture: &mut Picture, row: &Row<'_>, y: f64, pitch: f64, x_of: &impl Fn(f64) -> f64) {
    let (colour, pale) = if row.city { (ACCENT, ACCENT_BAR) } else { (MAIN, MAIN_BAR) };
    let thick = (pitch * 0.30).clamp(12.0, 34.0);
    let (from, to) = (x_of(row.low), x_of(row.high));
    picture.block((from, y - thick / 2.0), (to - from, thick), pale, 1.0);
    picture.dot((x_of(row.mean), y), (thick * 0.62).max(6.0) + 3.0, PAPER);
    picture.dot((x_of(row.mean), y), (thick * 0.62).max(6.0), colour);
}

/// The expected value, and the ends of the range.
fn label(row: &Row<'_>, language: Language) -> String {
    let range = format!("{}–{}", language.amount(row.low), language.amount(row.high));
    match language {
        Language::Chinese => format!("{}（{range}）", language.mean(row.mean)),
        Language::English => format!("{} ({range})", language.mean(row.mean)),
    }
}
