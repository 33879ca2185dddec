//! Cash by payer over the horizon, each with its 5 to 95 % range.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::canvas::{Room, frame, horizon, quantile, series, ticks};
use super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics,
};
use super::picture::{Align, Look, Picture};
use super::style::{ACCENT, AXIS, INK, LABEL, MAIN, PAPER, RULE, SMALL};

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
    let city = rows.iter().find(|row| row.city).map_or(0.0, |row| row.mean);
    let share = format!("{:.0}%", if total > 0.0 { 100.0 * city / total } else { 0.0 });
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

fn draw(picture: &mut Picture, rows: &[Row<'_>], frame: &Room, language: Language) {
    let pitch = ((frame.height() - 90.0) / rows.len() as f64).min(120.0);
    let size = (pitch * 0.62).clamp(15.0, 32.0);
    let look = Look { size, ..LABEL };
    let widest = rows.iter().map(|row| look.width(language.of(&row.name))).fold(0.0, f64::max).min(560.0);
    let room = Room {
        left: frame.left + widest + 40.0,
        top: frame.top + 20.0,
        right: frame.right - 420.0,
        bottom: frame.top + 20.0 + pitch * rows.len() as f64,
    };
    let ticks = ticks(rows.iter().map(|row| row.high.max(row.mean)).fold(0.0, f64::max), 6.0);
    let top = ticks[ticks.len() - 1];
    let x_of = |fen: f64| room.left + room.width() * fen / top;
    for tick in &ticks {
        picture.line(vec![(x_of(*tick), room.top), (x_of(*tick), room.bottom)], RULE, 2);
        picture.words((x_of(*tick), room.bottom + 32.0), language.tick(*tick), AXIS.align(Align::Centre));
    }
    picture.words((room.right + 110.0, room.bottom + 32.0), language.unit(), AXIS);
    for (index, row) in rows.iter().enumerate() {
        let y = room.top + pitch * (index as f64 + 0.5);
        let colour = if row.city { ACCENT } else { MAIN };
        let name = look.fitted(language.of(&row.name), 560.0);
        picture.words((room.left - 24.0, y), name, look.align(Align::Right));
        let thick = (pitch * 0.30).clamp(6.0, 26.0);
        picture.block(
            (x_of(row.low), y - thick / 2.0),
            (x_of(row.high) - x_of(row.low), thick),
            colour,
            0.35,
        );
        picture.dot((x_of(row.mean), y), (thick * 0.62).max(6.0) + 3.0, PAPER);
        picture.dot((x_of(row.mean), y), (thick * 0.62).max(6.0), colour);
        let range = format!("{}–{}", language.amount(row.low), language.amount(row.high));
        let beside = Look { size, colour: INK, ..SMALL };
        let text = match language {
            Language::Chinese => format!("{}　（{range}）", language.mean(row.mean)),
            Language::English => format!("{} ({range})", language.mean(row.mean)),
        };
        picture.words((x_of(row.high.max(row.mean)) + 30.0, y), text, beside);
    }
}
