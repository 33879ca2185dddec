//! Expected cash by clause and year, stacked.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Text};

use super::super::canvas::{Room, amount_axis, ticks};
use super::super::numbers::{Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, words};
use super::super::picture::{Align, Look, Picture};
use super::super::style::{AXIS, INK, LABEL, PAPER, SMALL, STACK};
use super::lookup::{frame, series};

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let clauses = paying(findings);
    let title = title(findings, language);
    let subtitle = language.say(
        "各条款各年度现金支出的期望值，市县合并；期望值可以相加",
        "Expected cash by clause and year, city and counties together; expected values add up",
    );
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, subtitle);
    let legend_width = 560.0;
    let room = Room {
        left: frame.left + 130.0,
        top: frame.top + 70.0,
        right: frame.right - legend_width,
        bottom: frame.bottom - 70.0,
    };
    draw_bars(&mut picture, findings, &room, &clauses, language);
    let beside = Room { left: room.right + 60.0, right: frame.right, ..room };
    legend(&mut picture, findings, &clauses, &beside, legend_width - 60.0, language);
    (title, picture)
}

/// The numbers of the picture: a row for each clause and year, then all clauses together.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    let mut columns = vec![
        NumberColumn::new("clause", "条款", "clause", NumberUnit::Words),
        NumberColumn::new("article", "条文", "article", NumberUnit::Words),
        NumberColumn::new("year", "年度", "year", NumberUnit::Year),
    ];
    columns.extend(NumberColumn::mean());
    let mut rows = Vec::new();
    for clause in paying(findings).into_iter().map(Some).chain([None]) {
        let names = match clause.map(|index| &findings.clauses[index]) {
            Some(clause) => [Number::Words(clause.title.clone()), Number::Words(Text::same(&clause.article))],
            None => [words("全部条款", "all clauses"), Number::Nothing],
        };
        for year in years(findings).into_iter().chain([YearLabel::All]) {
            let found = cash(findings, year, clause).map(|series| &series.statistics);
            rows.push(names.iter().cloned().chain([Number::years(year)]).chain(mean_cells(found)).collect());
        }
    }
    Numbers { title: both(|language| title(findings, language)), columns, rows }
}

/// The clauses that pay, by their position in the findings.
fn paying(findings: &Findings) -> Vec<usize> {
    let pays = |index: &usize| mean(findings, YearLabel::All, Some(*index)).is_some();
    (0..findings.clauses.len()).filter(pays).collect()
}

/// The finding: the clause that costs most.
fn title(findings: &Findings, language: Language) -> String {
    let total = mean(findings, YearLabel::All, None).unwrap_or(0.0);
    let cost = |index: usize| mean(findings, YearLabel::All, Some(index)).unwrap_or(0.0);
    let largest = paying(findings).into_iter().max_by(|a, b| cost(*a).total_cmp(&cost(*b)));
    match (largest, language) {
        (Some(largest), _) if total > 0.0 => {
            let name = language.of(&findings.clauses[largest].title);
            let percent = format!("{:.0}%", 100.0 * cost(largest) / total);
            match language {
                Language::Chinese => format!("期望支出 {}中，{name}占 {percent}", language.with_unit(total)),
                Language::English => {
                    format!("{name}: {percent} of the expected cost of {}", language.with_unit(total))
                }
            }
        }
        (_, Language::Chinese) => "没有任何条款产生支出".to_owned(),
        (_, Language::English) => "No clause pays anything".to_owned(),
    }
}

/// The years of the picture, what lies after the horizon last.
fn years(findings: &Findings) -> Vec<YearLabel> {
    let years = findings.scenario.first_year..=findings.scenario.last_year;
    years.map(YearLabel::Year).chain([YearLabel::AfterHorizon]).collect()
}

/// The cash of a clause (all clauses where absent) in some years.
fn cash(findings: &Findings, year: YearLabel, clause: Option<usize>) -> Option<&SeriesFinding> {
    let clause = clause.map(|index| findings.clauses[index].id.as_str());
    series(findings, Basis::Cash, year, |series| {
        series.payer.is_none() && series.county.is_none() && series.clause.as_deref() == clause
    })
}

/// Its expected value.
fn mean(findings: &Findings, year: YearLabel, clause: Option<usize>) -> Option<f64> {
    cash(findings, year, clause).map(|series| series.statistics.mean_fen)
}

fn draw_bars(picture: &mut Picture, findings: &Findings, room: &Room, clauses: &[usize], language: Language) {
    let years = years(findings);
    let totals: Vec<f64> = years.iter().map(|year| mean(findings, *year, None).unwrap_or(0.0)).collect();
    let ticks = ticks(totals.iter().copied().fold(0.0, f64::max) * 1.08, 6.0);
    amount_axis(picture, room, &ticks, language);
    let top = ticks[ticks.len() - 1];
    let slot = room.width() / years.len() as f64;
    let every = years.len() / 14 + 1;
    for (index, year) in years.iter().enumerate() {
        let middle = room.left + slot * (index as f64 + 0.5);
        let half = (slot * 0.31).min(120.0);
        let mut base = room.bottom;
        for (position, clause) in clauses.iter().enumerate() {
            let amount = mean(findings, *year, Some(*clause)).unwrap_or(0.0);
            let height = room.height() * amount / top;
            picture.block(
                (middle - half, base - height),
                (2.0 * half, height),
                STACK[position % STACK.len()],
                1.0,
            );
            if position > 0 && height > 6.0 {
                picture.line(vec![(middle - half, base), (middle + half, base)], PAPER, 2);
            }
            base -= height;
        }
        if years.len() <= 14 {
            let (at, total) = ((middle, base - 30.0), language.mean(totals[index]));
            let look = LABEL.bold().align(Align::Centre);
            picture.behind(at, &total, look);
            picture.words(at, total, look);
        }
        let after = *year == YearLabel::AfterHorizon;
        // the last name of all keeps clear of a year's before it
        if after || (index % every == 0 && index + every.min(2) < years.len()) {
            let name = match (year, language) {
                (YearLabel::Year(year), _) => year.to_string(),
                (_, Language::Chinese) => "以后".to_owned(),
                (_, Language::English) => "later".to_owned(),
            };
            picture.words((middle, room.bottom + 40.0), name, AXIS.align(Align::Centre));
        }
    }
}

/// The most clauses whose names may take two lines, and the most that have a line of detail.
const WRAPPED: usize = 6;
const DETAILED: usize = 9;

/// Clauses in the order of the stack, top first, with their expected cost over all years. The more there are, the
/// less room each has; what finds none is left to the tables.
fn legend(
    picture: &mut Picture,
    findings: &Findings,
    clauses: &[usize],
    room: &Room,
    width: f64,
    language: Language,
) {
    let x = room.left;
    let mut y = room.top + 20.0;
    for (position, index) in clauses.iter().enumerate().rev() {
        if y > room.bottom - 40.0 {
            picture.words((x, y), "…", LABEL);
            return;
        }
        let clause = &findings.clauses[*index];
        picture.block((x, y - 16.0), (32.0, 32.0), STACK[position % STACK.len()], 1.0);
        let (name, amount) =
            (language.of(&clause.title), mean(findings, YearLabel::All, Some(*index)).unwrap_or(0.0));
        let at = x + 50.0;
        if clauses.len() > DETAILED {
            let amount = language.mean(amount);
            let left = width - 70.0 - LABEL.width(&amount);
            picture.words((at, y), LABEL.fitted(name, left), LABEL);
            picture.words((x + width, y), amount, LABEL.align(Align::Right));
            y += 46.0;
            continue;
        }
        let mut lines = LABEL.lines(name, width - 50.0).into_iter();
        let mut first = lines.next().unwrap_or_default();
        let rest: String = lines.collect::<Vec<_>>().join(language.say("", " "));
        if clauses.len() > WRAPPED && !rest.is_empty() {
            first = name.to_owned();
        } else if !rest.is_empty() {
            picture.words((at, y), LABEL.fitted(&first, width - 50.0), LABEL);
            y += 40.0;
            first = rest;
        }
        picture.words((at, y), LABEL.fitted(&first, width - 50.0), LABEL);
        let detail = match language {
            Language::Chinese => format!("{}　{} 万元", clause.article, language.mean(amount)),
            Language::English => format!("{}, {} million yuan", clause.article, language.mean(amount)),
        };
        picture.words((at, y + 40.0), SMALL.fitted(&detail, width - 50.0), SMALL);
        y += 112.0;
    }
    let note = language.say("各年与以后年度合计", "sums over all years and later");
    picture.words((x, y), SMALL.fitted(note, width), Look { colour: INK, ..SMALL });
}
