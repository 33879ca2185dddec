//! `fiscast report`, and the report that `run` writes.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use rayon::prelude::*;

use crate::charts;
use crate::findings::{FINDINGS_FORMAT, Findings};
use crate::report::{FileHash, Provenance, StaticPicture, report as page};
use crate::results::{InputRecord, Manifest, ResultsFolder, sha256_hex};
use crate::things::Language;

use super::arguments::ReportArguments;
use super::disk::say;
use super::exit::Failure;

/// The report's name in a results folder.
pub(super) const REPORT: &str = "report.html";
/// The files of a results folder that the report rests on.
const RESTS_ON: [&str; 3] = ["scenario.toml", "policy.toml", "findings.json"];

/// Makes the report of a results folder again, from its findings and its manifest.
pub(super) fn report(arguments: &ReportArguments) -> Result<(), Failure> {
    let folder = &arguments.results;
    let manifest: Manifest = read(&folder.join("manifest.json"))?.0;
    let (findings, bytes): (Findings, Vec<u8>) = read(&folder.join("findings.json"))?;
    if findings.format != FINDINGS_FORMAT {
        let found = &findings.format;
        return Err(wrong_input(&format!(
            "{}: findings of the format {found}, this program reads {FINDINGS_FORMAT}: simulate again with `fiscast run`",
            folder.display()
        )));
    }
    let named = manifest.files.iter().find(|file| file.name == "findings.json");
    if named.is_none_or(|file| file.sha256 != sha256_hex(&bytes)) {
        return Err(wrong_input(&format!(
            "{}: findings.json is not the one that manifest.json names: restore it, or simulate again with `fiscast run`",
            folder.display()
        )));
    }
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
    say(std::io::stdout(), &format!("{}\n", path.display()));
    Ok(())
}

/// Reads a file of a results folder.
fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<(T, Vec<u8>), Failure> {
    let bytes = fs::read(path).map_err(|error| {
        wrong_input(&format!(
            "{} cannot be read ({error}): a report is made of the folder that `fiscast run` wrote",
            path.display()
        ))
    })?;
    match serde_json::from_slice(&bytes) {
        Ok(value) => Ok((value, bytes)),
        Err(error) => {
            Err(wrong_input(&format!("{} is not what `fiscast run` writes: {error}", path.display())))
        }
    }
}

fn wrong_input(words: &str) -> Failure {
    say(std::io::stderr(), &format!("error: {words}\n"));
    Failure::WrongInput
}

/// What the report says of its origin; `files` are those of the folder, of which it names what it rests on.
pub(super) fn provenance(manifest: &Manifest, files: &[InputRecord]) -> Provenance {
    let hash = |record: &InputRecord| FileHash { name: record.name.clone(), sha256: record.sha256.clone() };
    let rests_on = RESTS_ON.iter().filter_map(|name| files.iter().find(|file| file.name == *name));
    Provenance {
        program: format!("{} {}", manifest.program, manifest.version),
        inputs: manifest.inputs.iter().map(hash).collect(),
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
