//! What the commands share that write results: a loaded scenario, a way to be stopped, and a folder with its charts, page,
//! workbook and manifest.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::charts::{Chart, Format};
use crate::files::InputFile;
use crate::findings::Study;
use crate::language::{Language, Told, both};
use crate::report::study_report;
use crate::results::{FolderError, InputRecord, Manifest, ResultsFolder, sha256_hex, study_file};
use crate::scenario::Scenario;
use crate::scenario_file::{Loaded, load_scenario};
use crate::simulation::SimulationError;

use super::disk::{DiskFiles, colour, say};
use super::drawing;
use super::exit::{Failure, OrFail, no_json};
use super::report::{REPORT, provenance};

/// A valid scenario with its files.
pub(super) struct Inputs {
    pub scenario: Scenario,
    effective_scenario: String,
    effective_policy: String,
    /// The files that were read.
    pub files: Vec<InputFile>,
}

/// Loads a scenario and prints its problems.
pub(super) fn load(path: &Path, overlays: &[PathBuf], language: Language) -> Result<Inputs, Failure> {
    let loaded = load_scenario(path, overlays, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(language, colour()));
    let Loaded { scenario, effective_scenario, effective_policy, inputs, .. } = loaded;
    let scenario = scenario.ok_or_else(Failure::printed)?;
    Ok(Inputs { scenario, effective_scenario, effective_policy, files: inputs })
}

/// Two scenarios of one id would write one folder.
pub(super) fn refuse_equal_ids(loaded: &[Inputs]) -> Result<(), Failure> {
    for (index, scenario) in loaded.iter().enumerate() {
        if loaded[..index].iter().any(|earlier| earlier.scenario.id == scenario.scenario.id) {
            let id = &scenario.scenario.id;
            return Err(Failure::wrong(both!(
                "有两个情景的标识同为 \"{id}\"，会写入同一文件夹；请分别运行，并用不同的 --out",
                "two of the scenarios have the id \"{id}\" and would write the same folder: \
                 run them apart, with different --out"
            )));
        }
    }
    Ok(())
}

/// A flag that Ctrl-C raises.
pub(super) fn stop() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let raise = Arc::clone(&stop);
    ctrlc::set_handler(move || raise.store(true, Ordering::Relaxed))
        .or_fail(|| both!("无法接收 Ctrl-C", "cannot listen for Ctrl-C"))?;
    Ok(stop)
}

/// Why a simulation ended early.
pub(super) fn ended_early(error: SimulationError) -> Failure {
    Failure::Failed(match error {
        SimulationError::Interrupted => {
            both!("已中断，未写入结果", "interrupted: no results were written")
        }
        error => error.told(),
    })
}

impl Inputs {
    /// A folder with the effective scenario and policy, to which a study adds its files.
    pub fn folder(&self) -> ResultsFolder {
        let mut folder = ResultsFolder::new();
        folder.add("scenario.toml", self.effective_scenario.clone());
        folder.add("policy.toml", self.effective_policy.clone());
        folder
    }

    /// Adds the effective scenario and policy under a name of their own, `ID.scenario.toml` and `ID.policy.toml`.
    pub fn add_to(&self, folder: &mut ResultsFolder, id: &str) {
        // + joins files on the command line
        let id = id.replace('+', "-");
        let policy = format!("{id}.policy.toml");
        // the scenario names its policy's file
        let scenario = self.effective_scenario.replacen("\"policy.toml\"", &format!("\"{policy}\""), 1);
        folder.add(format!("{id}.scenario.toml"), scenario);
        folder.add(policy, self.effective_policy.clone());
    }

    /// Refuses a folder that holds something else, before a study has taken its time.
    pub fn check(&self, out: &Path, command: &str, force: bool) -> Result<(), Failure> {
        self.folder().check(out, command, force).map_err(refused)
    }

    /// What results are made from: the seed and the number of paths where there is chance, and the command that repeats it within
    /// the folder; its files are yet to be named.
    pub fn manifest(&self, sample: Option<(u64, u64)>, repeat: String) -> Manifest {
        let record =
            |input: &InputFile| InputRecord { name: input.name.clone(), sha256: input.sha256.clone() };
        Manifest {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.scenario.id.clone(),
            scenario_sha256: sha256_hex(self.effective_scenario.as_bytes()),
            policy_sha256: sha256_hex(self.effective_policy.as_bytes()),
            inputs: self.files.iter().map(record).collect(),
            seed: sample.map(|(seed, _)| seed),
            paths: sample.map(|(_, paths)| paths),
            precision: None,
            repeat,
            files: Vec::new(),
        }
    }

    /// Writes a study's folder: what it found, its workbook, charts and page beside the files that are there already;
    /// `repeat` is the command that repeats it within the folder.
    pub fn write(
        &self,
        study: &Study,
        mut folder: ResultsFolder,
        out: &Path,
        repeat: String,
        force: bool,
    ) -> Result<(), Failure> {
        let sample = study.of().sample.map(|drawn| (drawn.seed, drawn.paths));
        let mut manifest = self.manifest(sample, repeat);
        let (file, bytes) = study_file(study).or_fail(no_json)?;
        folder.add(file, bytes);
        #[cfg(feature = "workbook")]
        {
            use crate::workbook::{study_workbook, workbook_name};
            let program = format!("{} {}", manifest.program, manifest.version);
            let book = study_workbook(study, &program).or_fail(super::exit::no_workbook)?;
            if let (Some(name), Some(bytes)) = (workbook_name(study), book) {
                folder.add(name, bytes);
            }
        }
        let drawn = drawing::draw(&Chart::of_study(study), &[Format::Svg, Format::Png])?;
        let pictures = drawing::pictures(&drawn)?;
        drawing::add(&mut folder, drawn);
        let origin = provenance(&manifest, &folder.records());
        folder.add(REPORT, study_report(study, &origin, &pictures));
        manifest.files = folder.records();
        folder.write(out, &manifest, force).map_err(refused)
    }
}

/// Why a folder was not written.
pub(super) fn refused(error: FolderError) -> Failure {
    match error {
        FolderError::Io { .. } => Failure::Failed(error.told()),
        error => Failure::told(error),
    }
}
