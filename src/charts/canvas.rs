//! What can be drawn, and the frame that all charts share.

use crate::findings::{Findings, Recommendation, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::picture::{Align, Picture};
use super::style::{AXIS, HEIGHT, MARGIN, QUIET, RULE, SMALL, SUBTITLE, TITLE, WIDTH};
use super::words::grouped;
use super::{clauses, commitments, contributions, distribution, font, fund_account, paint, payers, yearly};

/// A chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The distribution of the horizon's cash with its exceedance curve and the recommended levels.
    Distribution,
    /// Yearly cash demand on the city's special fund.
    YearlyCash,
    /// Yearly cash of all payers.
    YearlyCashAll,
    /// Obligations of all payers by the year in which they arise.
    YearlyAccrual,
    /// Expected cash by clause and year.
    Clauses,
    /// Cash by payer, the city and each county, with its 5 to 95 % range.
    Payers,
    /// What each clause, county and institute contributes to the worst 5 % of the horizon's cash.
    Contributions,
    /// The special fund's account by year, with its arrears.
    Fund,
    /// What is still to be paid after the horizon, by clause and payer.
    Commitments,
}

impl Kind {
    /// Every chart with the name of its file.
    pub const ALL: [(Kind, &'static str); 9] = [
        (Kind::Distribution, "distribution"),
        (Kind::YearlyCash, "yearly-cash"),
        (Kind::YearlyCashAll, "yearly-cash-all"),
        (Kind::YearlyAccrual, "yearly-accrual"),
        (Kind::Clauses, "clauses"),
        (Kind::Payers, "payers"),
        (Kind::Contributions, "contributions"),
        (Kind::Fund, "fund"),
        (Kind::Commitments, "commitments"),
    ];
}

/// The format of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Scalable, text stays text.
    Svg,
    /// 2560 × 1440 pixels.
    Png,
}

/// A chart that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ChartError(pub(super) String);

/// Draws a chart of findings.
///
/// # Errors
/// When a backend fails: out of memory, or a defect.
pub fn draw(
    kind: Kind,
    findings: &Findings,
    language: Language,
    format: Format,
) -> Result<Vec<u8>, ChartError> {
    let (title, picture) = picture(kind, findings, language);
    match format {
        Format::Svg => paint::svg(&picture, &title),
        Format::Png => paint::png(&picture),
    }
}

/// The characters of names and titles that the embedded font lacks: charts show a box in their place.
pub fn missing_characters(findings: &Findings) -> Vec<char> {
    let named = findings.counties.iter().map(|county| &county.name);
    let titled = findings.clauses.iter().map(|clause| &clause.title);
    let parts = findings.contributions.iter().map(|part| &part.name);
    let texts = named.chain(titled).chain(parts).chain([&findings.scenario.title]);
    let languages = texts.flat_map(|text| [text.zh.as_str(), text.en.as_str()]);
    font::missing_characters(&languages.chain([findings.policy.document.as_str()]).collect::<String>())
}

/// The title and the marks of a chart.
pub(super) fn picture(kind: Kind, findings: &Findings, language: Language) -> (String, Picture) {
    match kind {
        Kind::Distribution => distribution::picture(findings, language),
        Kind::YearlyCash => yearly::picture(findings, language, Basis::Cash, Some(Payer::City)),
        Kind::YearlyCashAll => yearly::picture(findings, language, Basis::Cash, None),
        Kind::YearlyAccrual => yearly::picture(findings, language, Basis::Accrual, None),
        Kind::Clauses => clauses::picture(findings, language),
        Kind::Payers => payers::picture(findings, language),
        Kind::Contributions => contributions::picture(findings, language),
        Kind::Fund => fund_account::picture(findings, language),
        Kind::Commitments => commitments::picture(findings, language),
    }
}

/// The room inside the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Room {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Draws title, subtitle and foot of a run's chart; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    findings: &Findings,
    language: Language,
    title: &str,
    subtitle: &str,
) -> Room {
    let paths = grouped(findings.paths as f64, 0);
    let scenario = language.of(&findings.scenario.title);
    let document = &findings.policy.document;
    let foot = match language {
        Language::Chinese => {
            format!(
                "情景：{scenario}（{}）　{document}　模拟路径 {paths} 条　种子 {}　情景推算，非官方预测",
                findings.scenario.id, findings.seed
            )
        }
        Language::English => format!(
            "Scenario: {scenario} ({}), policy {document}, {paths} simulated paths, seed {}. A scenario's figures, no official forecast.",
            findings.scenario.id, findings.seed
        ),
    };
    framed(picture, title, subtitle, &foot)
}

/// Draws title, subtitle and foot, which says what the numbers are of; gives the room left between them.
pub(super) fn framed(picture: &mut Picture, title: &str, subtitle: &str, foot: &str) -> Room {
    let width = WIDTH - 2.0 * MARGIN;
    let mut y = 92.0;
    let mut look = TITLE;
    while look.lines(title, width).len() > 2 && look.size > 36.0 {
        look.size -= 4.0;
    }
    for line in look.balanced(title, width).into_iter().take(2) {
        picture.words((MARGIN, y), look.fitted(&line, width), look);
        y += 76.0;
    }
    for line in SUBTITLE.lines(subtitle, width).into_iter().take(2) {
        picture.words((MARGIN, y), SUBTITLE.fitted(&line, width), SUBTITLE);
        y += 46.0;
    }
    picture.words((MARGIN, HEIGHT - 44.0), SMALL.fitted(foot, width), SMALL);
    Room { left: MARGIN, top: y + 20.0, right: WIDTH - MARGIN, bottom: HEIGHT - 96.0 }
}

/// Round ticks from 0 to at least `largest`, in fen: 1, 2 or 5 times a power of ten.
pub(super) fn ticks(largest: f64, about: f64) -> Vec<f64> {
    let least = (largest / about).max(1e6);
    let mut decade = 1e6;
    let step = 'found: loop {
        for factor in [1.0, 2.0, 5.0] {
            if decade * factor >= least {
                break 'found decade * factor;
            }
        }
        decade *= 10.0;
    };
    let count = (largest / step).ceil().max(1.0) as usize;
    (0..=count).map(|index| index as f64 * step).collect()
}

/// Horizontal rules with their ticks left of `room`, and the unit above the axis.
pub(super) fn amount_axis(picture: &mut Picture, room: &Room, ticks: &[f64], language: Language) {
    let top = ticks[ticks.len() - 1];
    for tick in ticks {
        let y = room.bottom - room.height() * tick / top;
        picture.line(vec![(room.left, y), (room.right, y)], if *tick == 0.0 { QUIET } else { RULE }, 2);
        picture.words((room.left - 18.0, y), language.tick(*tick), AXIS.align(Align::Right));
    }
    picture.words((MARGIN, room.top - 44.0), language.unit(), AXIS);
}

/// A series of findings; every run has those that charts ask for.
pub(super) fn series(
    findings: &Findings,
    basis: Basis,
    year: YearLabel,
    chosen: impl Fn(&SeriesFinding) -> bool,
) -> Option<&SeriesFinding> {
    findings.series.iter().find(|series| {
        series.basis == basis && series.year == year && series.beneficiary.is_none() && chosen(series)
    })
}

/// A quantile of a series in fen, by its probability in text.
pub(super) fn quantile(series: &SeriesFinding, p: &str) -> f64 {
    series
        .statistics
        .quantiles
        .iter()
        .find(|quantile| quantile.p == p)
        .map_or(0.0, |quantile| quantile.fen as f64)
}

/// The recommended appropriation of a payer and year.
pub(super) fn recommendation<'f>(
    findings: &'f Findings,
    payer: Option<Payer>,
    county: Option<&str>,
    year: YearLabel,
    confidence: &str,
) -> Option<&'f Recommendation> {
    findings.recommendations.iter().find(|found| {
        found.payer == payer
            && found.county.as_deref() == county
            && found.year == year
            && found.confidence == confidence
    })
}

/// The years of the horizon in words: `2022—2025`, in English `2022–2025`.
pub(super) fn horizon(findings: &Findings, language: Language) -> String {
    let (first, last) = (findings.scenario.first_year, findings.scenario.last_year);
    let dash = language.say("—", "–");
    if first == last { first.to_string() } else { format!("{first}{dash}{last}") }
}

/// The confidence that charts put first: the scenario's, where it is one of the recommended ones.
pub(super) fn confidence(findings: &Findings) -> &str {
    let wanted = &findings.scenario.confidence;
    let known = findings.recommendations.iter().any(|found| &found.confidence == wanted);
    if known { wanted } else { "0.95" }
}
