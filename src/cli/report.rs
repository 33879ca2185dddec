//! `fiscast report`, and the report that `run` writes.

use std::fs;
use std::io;

use anyhow::{Context, anyhow};
use rayon::prelude::*;

use crate::charts;
use crate::findings::Findings;
use crate::report::{FileHash, Provenance, StaticPicture, report as page};
use crate::results::{FINDINGS, InputRecord, Manifest, ResultsFolder, read_run};
use crate::things::Language;

use super::arguments::ReportArguments;
use super::disk::say;
use super::exit::Failure;

/// The report's name in a results folder.
pub(super) const REPORT: &str = "report.html";
/// The files of a results folder that the report rests on.
const RESTS_ON: [&str; 3] = ["scenario.toml", "policy.toml", FINDINGS];

/// Makes the report of a results folder again, from its findings and its manifest.
pub(super) fn report(arguments: &ReportArguments) -> Result<(), Failure> {
    let folder = &arguments.results;
    let (findings, manifest) = read_run(folder).map_err(|error| {
        say(io::stderr(), &format!("error: {error}\n"));
        Failure::WrongInput
    })?;
    let text = page(&findings, &provenance(&manifest, &manifest.files), &draw(&findings)?);
    let path = match &arguments.out {
        Some(path) => {
            fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
            path.clone()
        }
        None => {
            ResultsFolder::put(folder, manifest, REPORT, text.as_bytes()).map_err(anyhow::Error::from)?;
            folder.join(REPORT)
        }
    };
    say(io::stdout(), &format!("{}\n", path.display()));
    Ok(())
}

/// What the report says of its origin; `files` are those of the folder, of which it names what it rests on.
pub(super) fn provenance(manifest: &Manifest, files: &[InputRecord]) -> Provenance {
    let hash = |record: &InputRecord| FileHash { name: record.name.clone(), sha256: record.sha256.clone() };
    let rests_on = RESTS_ON.iter().filter_map(|name| files.iter().find(|file| file.name == *name));
    Provenance {
        program: format!("{} {}", manifest.program, manifest.version),
        results: rests_on.map(hash).collect(),
        repeat: manifest.repeat.clone(),
    }
}

/// Every chart as SVG in both languages.
fn draw(findings: &Findings) -> Result<Vec<StaticPicture>, Failure> {
    let kinds = charts::Kind::ALL.into_iter();
    let wanted: Vec<_> =
        kinds.flat_map(|(kind, _)| Language::ALL.map(|(language, _)| (kind, language))).collect();
    let drawn: Result<Vec<_>, anyhow::Error> = wanted
        .into_par_iter()
        .map(|(kind, language)| {
            let svg =
                charts::draw(kind, findings, language, charts::Format::Svg).context("cannot draw a chart")?;
            picture(kind, language, svg)
        })
        .collect();
    Ok(drawn?)
}

/// A drawn chart as a picture of the report.
pub(super) fn picture(
    kind: charts::Kind,
    language: Language,
    svg: Vec<u8>,
) -> Result<StaticPicture, anyhow::Error> {
    let svg = String::from_utf8(svg).map_err(|_| anyhow!("a chart is no text"))?;
    Ok(StaticPicture { kind, language, svg })
}
