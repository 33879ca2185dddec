//! `fiscast report`, and the reports that `run` and the studies write.

use std::fs;
use std::io;

use crate::charts::{Chart, Format};
use crate::language::Told;
use crate::report::{FileHash, Provenance, StaticPicture, report as page, study_report as study_page};
use crate::results::{
    FINDINGS, InputRecord, Manifest, ResultsFolder, STUDY_FILES, read_run, read_study, study_of,
};

use super::arguments::ReportArguments;
use super::disk::say;
use super::drawing;
use super::exit::{Failure, not_written};

/// The report's name in a results folder.
pub(super) const REPORT: &str = "report.html";
/// Makes the report of a results folder again, from its findings and its manifest.
pub(super) fn report(arguments: &ReportArguments) -> Result<(), Failure> {
    let folder = &arguments.results;
    let (text, manifest) = match study_of(folder) {
        Some(file) => {
            let (study, manifest) = read_study(folder, file).map_err(Failure::told)?;
            let pictures = stills(&Chart::of_study(&study))?;
            (study_page(&study, &provenance(&manifest, &manifest.files), &pictures), manifest)
        }
        None => {
            let (findings, manifest) = read_run(folder).map_err(Failure::told)?;
            let pictures = stills(&Chart::of_run(&findings))?;
            (page(&findings, &provenance(&manifest, &manifest.files), &pictures), manifest)
        }
    };
    let path = match &arguments.out {
        Some(path) => {
            fs::write(path, text).map_err(not_written(path))?;
            path.clone()
        }
        None => {
            ResultsFolder::put(folder, manifest, REPORT, text.as_bytes())
                .map_err(|error| Failure::Failed(error.told()))?;
            folder.join(REPORT)
        }
    };
    say(io::stdout(), &format!("{}\n", path.display()));
    Ok(())
}

fn stills(charts: &[Chart<'_>]) -> Result<Vec<StaticPicture>, Failure> {
    drawing::pictures(&drawing::draw(charts, &[Format::Svg])?)
}

/// What the report says of its origin; `files` are those of the folder, of which it names what it rests on.
pub(super) fn provenance(manifest: &Manifest, files: &[InputRecord]) -> Provenance {
    let hash = |record: &InputRecord| FileHash { name: record.name.clone(), sha256: record.sha256.clone() };
    // the effective scenarios and policies, and what was found
    let found = |file: &&InputRecord| file.name == FINDINGS || STUDY_FILES.contains(&file.name.as_str());
    let effective = files.iter().filter(|file| file.name.ends_with(".toml"));
    let rests_on = effective.chain(files.iter().filter(found));
    Provenance {
        program: format!("{} {}", manifest.program, manifest.version),
        results: rests_on.map(hash).collect(),
        repeat: manifest.repeat.clone(),
    }
}
