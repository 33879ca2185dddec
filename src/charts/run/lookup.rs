//! Finding an entry of a run's findings, and the frame that names the run.

use crate::findings::{Findings, Recommendation, SeriesFinding, YearLabel};
use crate::things::{Basis, Language, Payer};

use super::super::canvas::{self, Room};
use super::super::picture::Picture;
use super::super::words::grouped;

/// Draws title, subtitle and a foot that names the run; gives the room left between them.
pub(super) fn frame(
    picture: &mut Picture,
    findings: &Findings,
    language: Language,
    title: &str,
    subtitle: &str,
) -> Room {
    let (scenario, id) = (language.of(&findings.scenario.title), &findings.scenario.id);
    let document = &findings.policy.document;
    let of = numbers_of(findings, language);
    let foot = match language {
        Language::Chinese => {
            format!("情景：{scenario}（{id}）　{document}　{of}　情景推算，非官方预测")
        }
        Language::English => format!(
            "Scenario: {scenario} ({id}), policy {document}, {of}. A scenario's figures, no official forecast."
        ),
    };
    canvas::frame(picture, title, subtitle, &foot)
}

/// What the numbers are of: so many paths and a seed, or exact.
fn numbers_of(findings: &Findings, language: Language) -> String {
    let Some(drawn) = findings.sample else {
        let drivers = if findings.drivers_are_switched_off() {
            language.say("　年度共同因素的影响设为零", ", shared drivers' effect switched off")
        } else {
            ""
        };
        let exact = language.say("精确值，未经模拟，没有抽样误差", "exact, not simulated, no sampling error");
        return format!("{exact}{drivers}");
    };
    let (paths, seed) = (grouped(drawn.paths as f64, 0), drawn.seed);
    match language {
        Language::Chinese => format!("模拟路径 {paths} 条　种子 {seed}"),
        Language::English => format!("{paths} simulated paths, seed {seed}"),
    }
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
