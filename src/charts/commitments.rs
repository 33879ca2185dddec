//! What is still to be paid after the horizon, by clause and by payer.

use crate::findings::{Findings, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer, Text};

use super::canvas::{frame, quantile, series};
use super::numbers::{
    Number, NumberColumn, NumberUnit, Numbers, both, mean_cells, quantile_cells, statistics, words,
};
use super::picture::Picture;

/// Title and picture.
pub(super) fn picture(findings: &Findings, language: Language) -> (String, Picture) {
    let title = title(findings, language);
    let mut picture = Picture::default();
    frame(&mut picture, findings, language, &title, "");
    (title, picture)
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
    left(findings, None, None, None).is_some_and(|series| series.statistics.max_fen > 0)
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
