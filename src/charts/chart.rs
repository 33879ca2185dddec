//! One way to draw any chart, of a run or of a study, and to list the numbers behind it.

use crate::findings::{
    Appropriations, Findings, ReadingPrices, ScenarioDifferences, Sensitivity, Study, Verification,
};
use crate::things::{Language, Text};

use super::numbers::Numbers;
use super::picture::Picture;
use super::{appropriations, comparison, font, paint, readings, run, sensitivity, verification};

/// A chart, and the findings that it shows.
#[derive(Debug, Clone, Copy)]
pub enum Chart<'f> {
    /// Of a run, or of the same computed without simulating.
    Run(run::Kind, &'f Findings),
    /// Of scenarios compared.
    Comparison(comparison::Kind, &'f ScenarioDifferences),
    /// Of readings priced.
    Readings(readings::Kind, &'f ReadingPrices),
    /// Of a simulation against computed distributions.
    Verification(verification::Kind, &'f Verification),
    /// Of sensitivities.
    Sensitivity(sensitivity::Kind, &'f Sensitivity),
    /// Of appropriations solved.
    Appropriations(appropriations::Kind, &'f Appropriations),
}

/// The format of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Scalable, text stays text.
    Svg,
    /// 2560 × 1440 pixels.
    Png,
}

impl Format {
    /// Every format with the ending of its files.
    pub const ALL: [(Format, &'static str); 2] = [(Format::Svg, "svg"), (Format::Png, "png")];
}

/// A chart that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ChartError(pub(super) String);

impl<'f> Chart<'f> {
    /// Every chart of a run, in the order in which they are shown.
    pub fn of_run(findings: &'f Findings) -> Vec<Chart<'f>> {
        run::kinds(findings).into_iter().map(|kind| Chart::Run(kind, findings)).collect()
    }

    /// Every chart of a study, in the order in which they are shown.
    pub fn of_study(study: &'f Study) -> Vec<Chart<'f>> {
        match study {
            Study::Comparison(found) => {
                comparison::kinds(found).into_iter().map(|kind| Chart::Comparison(kind, found)).collect()
            }
            Study::Readings(found) => {
                readings::kinds(found).into_iter().map(|kind| Chart::Readings(kind, found)).collect()
            }
            Study::Verification(found) => {
                let kinds = verification::kinds(found).into_iter();
                kinds.map(|kind| Chart::Verification(kind, found)).collect()
            }
            Study::Sensitivity(found) => {
                sensitivity::kinds(found).into_iter().map(|kind| Chart::Sensitivity(kind, found)).collect()
            }
            Study::Appropriations(found) => appropriations::kinds(found)
                .into_iter()
                .map(|kind| Chart::Appropriations(kind, found))
                .collect(),
            Study::Exact(found) => Chart::of_run(&found.answers),
        }
    }

    /// Its name, which `--kind` and its files bear.
    pub fn name(&self) -> String {
        match self {
            Chart::Run(kind, _) => kind.name().to_owned(),
            Chart::Comparison(kind, found) => comparison::name(*kind, found),
            Chart::Readings(kind, _) => kind.name().to_owned(),
            Chart::Verification(kind, found) => verification::name(*kind, found),
            Chart::Sensitivity(kind, _) => kind.name().to_owned(),
            Chart::Appropriations(kind, _) => kind.name().to_owned(),
        }
    }

    /// Its file in a results folder, `charts/NAME.LANGUAGE.FORMAT`.
    pub fn file(&self, language: Language, format: Format) -> String {
        let word = Language::ALL.iter().find(|(known, _)| *known == language).expect("a language").1;
        let ending = Format::ALL.iter().find(|(known, _)| *known == format).expect("a format").1;
        format!("charts/{}.{word}.{ending}", self.name())
    }

    /// What it shows, in a line.
    pub fn shows(&self) -> Text {
        match self {
            Chart::Run(kind, findings) => run::shows(*kind, findings),
            Chart::Comparison(kind, found) => comparison::shows(*kind, found),
            Chart::Readings(kind, found) => readings::shows(*kind, found),
            Chart::Verification(kind, found) => verification::shows(*kind, found),
            Chart::Sensitivity(kind, found) => sensitivity::shows(*kind, found),
            Chart::Appropriations(kind, found) => appropriations::shows(*kind, found),
        }
    }

    /// The numbers behind it.
    pub fn numbers(&self) -> Numbers {
        match self {
            Chart::Run(kind, findings) => run::numbers(*kind, findings),
            Chart::Comparison(kind, found) => comparison::numbers(*kind, found),
            Chart::Readings(kind, found) => readings::numbers(*kind, found),
            Chart::Verification(kind, found) => verification::numbers(*kind, found),
            Chart::Sensitivity(kind, found) => sensitivity::numbers(*kind, found),
            Chart::Appropriations(kind, found) => appropriations::numbers(*kind, found),
        }
    }

    /// Draws it.
    ///
    /// # Errors
    /// When a backend fails: out of memory, or a defect.
    pub fn draw(&self, language: Language, format: Format) -> Result<Vec<u8>, ChartError> {
        let (title, picture) = self.picture(language);
        match format {
            Format::Svg => paint::svg(&picture, &title),
            Format::Png => paint::png(&picture),
        }
    }

    /// The characters of its words that the embedded font lacks: a box stands in their place.
    pub fn missing_characters(&self) -> Vec<char> {
        let texts = Language::ALL.map(|(language, _)| self.picture(language).1.text());
        font::missing_characters(&texts.concat())
    }

    /// The title and the marks.
    pub(super) fn picture(&self, language: Language) -> (String, Picture) {
        match self {
            Chart::Run(kind, findings) => run::picture(*kind, findings, language),
            Chart::Comparison(kind, found) => comparison::picture(*kind, found, language),
            Chart::Readings(kind, found) => readings::picture(*kind, found, language),
            Chart::Verification(kind, found) => verification::picture(*kind, found, language),
            Chart::Sensitivity(kind, found) => sensitivity::picture(*kind, found, language),
            Chart::Appropriations(kind, found) => appropriations::picture(*kind, found, language),
        }
    }
}
