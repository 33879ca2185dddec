//! `fiscast run`.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, anyhow};
use rayon::prelude::*;

use crate::charts;
use crate::files::InputFile;
use crate::findings::{Findings, findings};
use crate::report::{StaticPicture, report as page};
use crate::results::{InputRecord, Manifest, ResultsFolder, sha256_hex, to_lines};
use crate::scenario::Scenario;
use crate::scenario_file::{Loaded, load_scenario};
use crate::simulation::{Engine, SimulationError, simulate};
use crate::tables::{budget_csv, budget_table, fund_csv, parameter_uncertainty_text, series_csv};
use crate::things::Language;

use super::arguments::RunArguments;
use super::disk::{DiskFiles, colour, paint, say, write_bytes};
use super::exit::Failure;
use super::progress::Bar;
use super::report::{REPORT, picture, provenance};
use super::uncertainty;

/// Loads every scenario first, so that a mistake in the last one is told before the first one runs; then
/// simulates, prints and writes each.
pub(super) fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let loaded: Vec<Option<Inputs>> = arguments.scenarios.iter().map(|path| load(path, arguments)).collect();
    let loaded: Vec<Inputs> = loaded.into_iter().collect::<Option<_>>().ok_or(Failure::WrongInput)?;
    refuse_equal_ids(&loaded)?;
    if arguments.json && loaded.len() > 1 {
        let wrong = "error: --json prints the findings of one scenario: run the scenarios one by one\n";
        say(io::stderr(), wrong);
        return Err(Failure::WrongInput);
    }
    for scenario in &loaded {
        uncertainty::check(&scenario.scenario, arguments)?;
        let folder = arguments.out.join(&scenario.scenario.id);
        let sha256 = sha256_hex(scenario.effective_scenario.as_bytes());
        ResultsFolder::check(&folder, &sha256, arguments.force).map_err(|error| wrong_input(&error))?;
    }
    // a run may take long: what keeps its results from being written is told before
    let out = &arguments.out;
    std::fs::create_dir_all(out).with_context(|| format!("cannot write {}", out.display()))?;
    let stop = Arc::new(AtomicBool::new(false));
    let raise = Arc::clone(&stop);
    ctrlc::set_handler(move || raise.store(true, Ordering::Relaxed)).context("cannot listen for Ctrl-C")?;
    for scenario in &loaded {
        run_one(scenario, arguments, &stop)?;
    }
    Ok(())
}

/// A valid scenario with its files.
struct Inputs {
    scenario: Scenario,
    effective_scenario: String,
    effective_policy: String,
    files: Vec<InputFile>,
}

/// Loads a scenario and prints its problems.
fn load(path: &Path, arguments: &RunArguments) -> Option<Inputs> {
    let loaded = load_scenario(path, &arguments.overlays, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(colour()));
    let Loaded { scenario, effective_scenario, effective_policy, inputs, .. } = loaded;
    Some(Inputs { scenario: scenario?, effective_scenario, effective_policy, files: inputs })
}

fn wrong_input(error: &dyn std::error::Error) -> Failure {
    say(io::stderr(), &format!("error: {error}\n"));
    Failure::WrongInput
}

/// Two scenarios of one id would write one folder.
fn refuse_equal_ids(loaded: &[Inputs]) -> Result<(), Failure> {
    for (index, scenario) in loaded.iter().enumerate() {
        if loaded[..index].iter().any(|earlier| earlier.scenario.id == scenario.scenario.id) {
            let id = &scenario.scenario.id;
            say(
                io::stderr(),
                &format!(
                    "error: two of the scenarios have the id \"{id}\" and would write the same folder: \
                     run them apart, with different --out\n"
                ),
            );
            return Err(Failure::WrongInput);
        }
    }
    Ok(())
}

fn run_one(loaded: &Inputs, arguments: &RunArguments, stop: &AtomicBool) -> Result<(), Failure> {
    let scenario = &loaded.scenario;
    log::info!("{}: {} paths, seed {}", scenario.id, arguments.paths, arguments.seed);
    let engine = Engine::new(scenario, arguments.seed);
    let bar = Bar::new(arguments.paths, &scenario.id, arguments.quiet);
    let tally = simulate(&engine, 0..arguments.paths, arguments.threads, &bar, stop);
    bar.finish();
    let tally = tally.map_err(|error| match error {
        SimulationError::Interrupted => Failure::Failed(anyhow!("interrupted: no results were written")),
        error => Failure::Failed(error.into()),
    })?;
    let findings = findings(scenario, &engine, arguments.seed, &tally);
    let language = arguments.lang.named();
    let missing = charts::missing_characters(&findings);
    if !missing.is_empty() {
        let missing: String = missing.into_iter().collect();
        log::warn!("the charts' font has no {missing:?}: a box stands in their place; files are complete");
    }
    let wider = uncertainty::wider(scenario, &findings, arguments, stop)?;
    let (mut folder, pictures) = gather(loaded, &findings)?;
    if let Some(wider) = &wider {
        uncertainty::add(&mut folder, wider)?;
    }
    let path = arguments.out.join(&scenario.id);
    let mut manifest = manifest(loaded, arguments);
    let origin = provenance(&manifest, &folder.records());
    folder.add(REPORT, page(&findings, &origin, &pictures));
    manifest.files = folder.records();
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::Failed(anyhow!("interrupted: no results were written")));
    }
    folder.write(&path, &manifest, arguments.force).map_err(anyhow::Error::from)?;
    if arguments.json {
        let json = match &wider {
            None => to_lines(&findings),
            Some(wider) => to_lines(&serde_json::json!({ "findings": findings, "uncertainty": wider })),
        };
        write_bytes(io::stdout(), &json.context("cannot write JSON")?);
    } else if !arguments.quiet {
        let mut table = budget_table(&findings, language, paint());
        if let Some(wider) = &wider {
            table.push_str(&format!("\n{}", parameter_uncertainty_text(wider, language)));
        }
        let written = language.say("结果已写入", "Results are in");
        say(io::stdout(), &format!("{table}\n{written} {}\n", path.display()));
    }
    Ok(())
}

/// The files of a results folder besides the report and the manifest, and the pictures that the report shows.
fn gather(loaded: &Inputs, findings: &Findings) -> Result<(ResultsFolder, Vec<StaticPicture>), Failure> {
    let mut folder = ResultsFolder::new();
    folder.add("budget.csv", budget_csv(findings));
    folder.add("series.csv", series_csv(findings));
    folder.add("fund.csv", fund_csv(findings));
    #[cfg(feature = "workbook")]
    folder.add("budget.xlsx", crate::workbook::workbook(findings).context("cannot make budget.xlsx")?);
    folder.add("findings.json", to_lines(findings).context("cannot write findings.json")?);
    folder.add("scenario.toml", loaded.effective_scenario.clone());
    folder.add("policy.toml", loaded.effective_policy.clone());
    let mut pictures = Vec::new();
    for drawn in draw_charts(findings)? {
        if drawn.format == charts::Format::Svg {
            pictures.push(picture(drawn.kind, drawn.language, drawn.bytes.clone())?);
        }
        folder.add(drawn.name, drawn.bytes);
    }
    Ok((folder, pictures))
}

/// A chart as a file.
struct Drawn {
    /// `charts/NAME.LANGUAGE.FORMAT`.
    name: String,
    kind: charts::Kind,
    language: Language,
    format: charts::Format,
    bytes: Vec<u8>,
}

/// Every chart in both languages and formats.
fn draw_charts(findings: &Findings) -> Result<Vec<Drawn>, Failure> {
    let mut wanted = Vec::new();
    for (kind, name) in charts::Kind::ALL {
        for (language, word) in Language::ALL {
            for (format, ending) in [(charts::Format::Svg, "svg"), (charts::Format::Png, "png")] {
                wanted.push((format!("charts/{name}.{word}.{ending}"), kind, language, format));
            }
        }
    }
    let drawn: Result<Vec<_>, charts::ChartError> = wanted
        .into_par_iter()
        .map(|(name, kind, language, format)| {
            let bytes = charts::draw(kind, findings, language, format)?;
            Ok(Drawn { name, kind, language, format, bytes })
        })
        .collect();
    Ok(drawn.context("cannot draw a chart")?)
}

/// What the run is made from; the folder's files are yet to be named.
fn manifest(loaded: &Inputs, arguments: &RunArguments) -> Manifest {
    let inputs = loaded.files.iter();
    Manifest {
        program: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: loaded.scenario.id.clone(),
        scenario_sha256: sha256_hex(loaded.effective_scenario.as_bytes()),
        policy_sha256: sha256_hex(loaded.effective_policy.as_bytes()),
        inputs: inputs
            .map(|input| InputRecord { name: input.name.clone(), sha256: input.sha256.clone() })
            .collect(),
        seed: Some(arguments.seed),
        paths: Some(arguments.paths),
        repeat: format!(
            "fiscast run scenario.toml --paths {} --seed {}{}",
            arguments.paths,
            arguments.seed,
            uncertainty::repeated(arguments)
        ),
        files: Vec::new(),
    }
}
