//! A study's page: the sections that each kind of study writes, in the frame of every page.

use maud::{Markup, html};

use crate::charts::Chart;
use crate::findings::Study;
use crate::things::{Language, Text};

use super::document::{Part, document};
use super::page::{Page, Section};
use super::pictures::{self, StaticPicture};
use super::provenance::{self, Facts, Provenance};
use super::{appropriations, comparison, exact, readings, sensitivity, verification, words};

/// What the style sheet has for studies besides.
const STYLE: &str = include_str!("../../assets/report/study.css");

/// What a kind of study writes on its page.
pub(super) struct Told {
    /// What kind of study it is, above the title.
    pub kind: Text,
    /// The title.
    pub title: Text,
    /// What stands below the title.
    pub facts: Markup,
    /// The answer, which comes before the pictures.
    pub answer: Section,
    /// What comes after them, but for the provenance.
    pub sections: Vec<Section>,
    /// The file that holds every number of the page.
    pub file: &'static str,
    /// The scenarios and policies, each with what it is.
    pub of: Vec<(Text, Markup)>,
    /// What saved pictures and numbers are named after.
    pub saved_as: String,
}

/// The page of a study as one HTML file: the answer, the pictures, what the study tells besides, and where the numbers come
/// from, in both languages. Every figure is one of the study's findings.
///
/// `static_pictures` are the charts as SVG, for readers without scripts and for paper.
pub fn study_report(study: &Study, provenance: &Provenance, static_pictures: &[StaticPicture]) -> String {
    let charts = Chart::of_study(study);
    // what was computed is told in the sections of a run's page
    let style = if matches!(study, Study::Exact(_)) { "" } else { STYLE };
    document(style, |page| {
        let told = told(&page, study);
        let (pictures, scripted) = pictures::section(&page, &charts, static_pictures, &told.saved_as);
        let sample = study.of().sample;
        let facts = Facts { file: told.file, of: told.of.clone(), sample, format: None };
        let origin = provenance::section(&page, provenance, &facts);
        let (kind, title) = (page.language.of(&told.kind), page.language.of(&told.title));
        Part {
            title: format!("{kind}{}{title}", page.say("：", ": ")),
            masthead: masthead(&page, &told, study),
            sections: [told.answer, pictures].into_iter().chain(told.sections).chain([origin]).collect(),
            pictures: scripted,
            program: provenance.program.clone(),
        }
    })
}

fn told(page: &Page, study: &Study) -> Told {
    match study {
        Study::Comparison(found) => comparison::told(page, found),
        Study::Readings(found) => readings::told(page, found),
        Study::Verification(found) => verification::told(page, found),
        Study::Sensitivity(found) => sensitivity::told(page, found),
        Study::Appropriations(found) => appropriations::told(page, found),
        Study::Exact(found) => exact::told(page, found),
    }
}

fn masthead(page: &Page, told: &Told, study: &Study) -> Markup {
    // only where several things are held against each other do they have paths in common
    let shared = match study {
        Study::Comparison(_) | Study::Readings(_) | Study::Sensitivity(_) => page.say("相同的", " in common"),
        Study::Verification(_) | Study::Appropriations(_) | Study::Exact(_) => "",
    };
    let paths = study.of().sample.map(|drawn| words::count(drawn.paths));
    html! {
        header {
            p.kind { (page.language.of(&told.kind)) }
            h1 { (page.name(&told.title)) }
            (told.facts)
            p.facts {
                @match (&paths, page.language) {
                    (Some(paths), Language::Chinese) => { (shared) "模拟路径 " (paths) " 条" }
                    (Some(paths), Language::English) => { (paths) " simulated paths" (shared) }
                    (None, Language::Chinese) => { "精确值：未经模拟，没有抽样误差" }
                    (None, Language::English) => { "Exact: computed without simulating, no sampling error" }
                }
            }
        }
    }
}
