//! What is still to be paid after the horizon, by clause and by payer.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::super::canvas::Room;
use super::super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics, words,
};
use super::super::panel::{self, Entry, Panel};
use super::super::picture::Picture;
use super::super::style::{INK, LABEL, MAIN_BAR, SMALL};
use super::lookup::{frame, quantile, series};

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let last = findings.scenario.last_year;
    let subtitle = match language {
        Language::Chinese => format!(
            "{last} 年以后付款的支出（含以后到期的分期），不分年度：期望值与 95% 分位数；期望值可以相加，分位数不能相加"
        ),
        Language::English => format!(
            "What is paid after {last}, later instalments included, all years together: expected value and 95% quantile; expected values add up, quantiles do not"
        ),
    };
    let mut picture = Picture::default();
    let frame = frame(&mut picture, findings, language, &title, &subtitle);
    if !is_anything_left(findings) {
        let (zh, en) = if findings.sample.is_some() {
            (
                "在全部模拟路径上，款项都在预算期内付清。",
                "On every simulated path, all is paid within the horizon.",
            )
        } else {
            ("款项必在预算期内付清。", "All is certain to be paid within the horizon.")
        };
        let text = language.say(zh, en);
        picture.words((frame.left, frame.top + 60.0), text, LABEL);
        return (title, picture);
    }
    legend(&mut picture, &frame, language);
    let rows = rows(findings);
    let panels = [
        panel(&rows, Dimension::Clause, language.say("按条款", "By clause"), language),
        panel(&rows, Dimension::Payer, language.say("按支付方", "By payer"), language),
    ];
    panel::draw(&mut picture, &Room { top: frame.top + 76.0, ..frame }, &panels, language);
    (title, picture)
}

/// The rows of a dimension, the largest first.
fn panel(rows: &[Row<'_>], dimension: Dimension, heading: &str, language: Language) -> Panel {
    let of_dimension = rows.iter().filter(|row| row.dimension == dimension);
    let entry = |row: &Row| {
        let mean = row.series.map_or(0.0, |series| series.statistics.mean_fen);
        let level = row.series.map_or(0.0, |series| quantile(series, "0.95"));
        Entry {
            name: language.of(&row.name).to_owned(),
            figures: [
                format!("{} {}", language.say("期望", "expected"), language.mean(mean)),
                format!("95%{}{}", language.say("：", ": "), language.amount(level)),
            ],
            bars: vec![(level, MAIN_BAR)],
            dot: Some(mean),
            error: None,
            amount: mean,
        }
    };
    let mut entries: Vec<Entry> = of_dimension.map(entry).collect();
    entries.sort_by(|a, b| b.amount.total_cmp(&a.amount));
    Panel { heading: heading.to_owned(), entries }
}

/// What bar and dot mean, in one line above the panels.
fn legend(picture: &mut Picture, frame: &Room, language: Language) {
    let y = frame.top + 18.0;
    let bar = language.say("95% 的情形不超过", "at most this in 95% of outcomes");
    picture.block((frame.left, y - 13.0), (60.0, 26.0), MAIN_BAR, 1.0);
    picture.words((frame.left + 74.0, y), bar, SMALL);
    let x = frame.left + 74.0 + SMALL.width(bar) + 48.0;
    picture.dot((x + 12.0, y), 9.0, INK);
    picture.words((x + 34.0, y), language.say("期望值", "expected value"), SMALL);
}

/// A clause, a payer, or all together.
struct Row<'f> {
    dimension: Dimension,
    name: Text,
    series: Option<&'f SeriesFinding>,
}

/// What a row is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Total,
    Clause,
    Payer,
}

/// The numbers of the picture: all together, each clause, then the city and each county; none where nothing is left.
pub(super) fn numbers(findings: &Findings) -> Numbers {
    let mut columns = vec![
        NumberColumn::new("dimension", "分解方式", "divided by", NumberUnit::Words),
        NumberColumn::new("part", "组成部分", "part", NumberUnit::Words),
    ];
    columns.extend(NumberColumn::mean());
    columns.extend(NumberColumn::q95());
    let cells = |row: Row| {
        let dimension = match row.dimension {
            Dimension::Total => words("合计", "total"),
            Dimension::Clause => words("条款", "clause"),
            Dimension::Payer => words("支付方", "payer"),
        };
        let found = statistics(row.series);
        let mut cells = vec![dimension, Number::Words(row.name)];
        cells.extend(mean_cells(found));
        cells.extend(quantile_cells(found, "0.95"));
        cells
    };
    let rows = if is_anything_left(findings) { rows(findings) } else { Vec::new() };
    Numbers {
        title: both(|language| title(findings, language)),
        columns,
        rows: rows.into_iter().map(cells).collect(),
    }
}

fn rows(findings: &Findings) -> Vec<Row<'_>> {
    let total = Row {
        dimension: Dimension::Total,
        name: Text::new("合计", "Total"),
        series: left(findings, None, None, None),
    };
    let mut rows = vec![total];
    rows.extend(findings.clauses.iter().filter_map(|clause| {
        let series = Some(left(findings, Some(&clause.id), None, None)?);
        Some(Row { dimension: Dimension::Clause, name: clause.title.clone(), series })
    }));
    let city = (Text::new("市级", "City"), Payer::City, None);
    let counties =
        findings.counties.iter().map(|county| (county.name.clone(), Payer::County, Some(county.id.as_str())));
    rows.extend([city].into_iter().chain(counties).map(|(name, payer, county)| Row {
        dimension: Dimension::Payer,
        name,
        series: left(findings, None, Some(payer), county),
    }));
    rows
}

/// What a clause or a payer still pays after the horizon.
fn left<'f>(
    findings: &'f Findings,
    clause: Option<&str>,
    payer: Option<Payer>,
    county: Option<&str>,
) -> Option<&'f SeriesFinding> {
    series(findings, Basis::Cash, YearLabel::AfterHorizon, |series| {
        series.clause.as_deref() == clause && series.payer == payer && series.county.as_deref() == county
    })
}

/// Whether any path pays anything after the horizon.
fn is_anything_left(findings: &Findings) -> bool {
    left(findings, None, None, None).is_some_and(|series| !series.statistics.is_nothing())
}

/// The finding: how much is left.
fn title(findings: &Findings, language: Language) -> String {
    let last = findings.scenario.last_year;
    let found = left(findings, None, None, None).filter(|_| is_anything_left(findings));
    let Some(found) = found else {
        return match language {
            Language::Chinese => format!("{last} 年以后没有待支付的款项"),
            Language::English => format!("Nothing is left to pay after {last}"),
        };
    };
    let mean = language.with_unit(found.statistics.mean_fen);
    let level = language.with_unit(quantile(found, "0.95"));
    match language {
        Language::Chinese => format!("{last} 年以后还要支付：期望 {mean}，95% 的情形不超过 {level}"),
        Language::English => {
            format!("After {last}, {mean} is still to be paid on average, at most {level} in 95% of outcomes")
        }
    }
}
