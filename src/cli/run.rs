//! `fiscast run`.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::charts::{self, Chart, Format};
use crate::findings::{Findings, findings};
use crate::language::{Language, Text, both};
use crate::report::{StaticPicture, report as page};
use crate::results::{ResultsFolder, to_lines};
use crate::scenario::Scenario;
use crate::simulation::{Engine, SimulationError};
use crate::statistics::Precision;
use crate::tables::{budget_csv, budget_table, fund_csv, parameter_uncertainty_text, series_csv};

use super::arguments::RunArguments;
use super::disk::{paint, say, warn, write_bytes};
use super::drawing;
use super::exit::{Failure, OrFail, no_json, not_written};
use super::precision::simulated;
use super::progress::Bar;
use super::report::{REPORT, provenance};
use super::study::{self, Inputs};
use super::uncertainty;

/// Loads every scenario first, so that a mistake in the last one is told before the first one runs; then
/// simulates, prints and writes each.
pub(super) fn run(arguments: &RunArguments, language: Language) -> Result<(), Failure> {
    let loaded: Vec<Result<Inputs, Failure>> =
        arguments.scenarios.iter().map(|path| study::load(path, &arguments.overlays, language)).collect();
    let loaded: Vec<Inputs> = loaded.into_iter().collect::<Result<_, _>>()?;
    study::refuse_equal_ids(&loaded)?;
    if arguments.json && loaded.len() > 1 {
        return Err(Failure::wrong(both!(
            "--json 只输出一个情景的结果；请逐个运行情景",
            "--json prints the findings of one scenario: run the scenarios one by one"
        )));
    }
    for scenario in &loaded {
        uncertainty::check(&scenario.scenario, arguments)?;
        let folder = arguments.out.join(&scenario.scenario.id);
        scenario.check(&folder, "run", arguments.force)?;
    }
    // a run may take long: what keeps its results from being written is told before
    let out = &arguments.out;
    std::fs::create_dir_all(out).map_err(not_written(out))?;
    let stop = study::stop()?;
    for scenario in &loaded {
        run_one(scenario, arguments, language, &stop)?;
    }
    Ok(())
}

fn run_one(
    loaded: &Inputs,
    arguments: &RunArguments,
    language: Language,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let scenario = &loaded.scenario;
    if arguments.verbose {
        say(io::stderr(), &format!("{}\n", language.of(&beginning(scenario, arguments))));
    }
    let engine = Engine::new(scenario, arguments.seed);
    let bar = Bar::new(arguments.paths, &scenario.id, arguments.quiet, language);
    let simulated = simulated(&engine, scenario, arguments, &bar, stop);
    bar.finish();
    let simulated = simulated.map_err(study::ended_early)?;
    let findings = findings(scenario, &engine, arguments.seed, &simulated.tally);
    let missing = charts::missing_characters(&findings);
    if !missing.is_empty() {
        let missing: String = missing.into_iter().collect();
        warn(language, &drawing::missing_glyphs(&missing));
    }
    let wider = uncertainty::wider(scenario, &findings, arguments, language, stop)?;
    let (mut folder, pictures) = gather(loaded, &findings)?;
    if let Some(wider) = &wider {
        uncertainty::add(&mut folder, wider)?;
    }
    let path = arguments.out.join(&scenario.id);
    let paths = simulated.tally.paths();
    let wider_too = uncertainty::repeated(arguments);
    let repeat = format!("fiscast run scenario.toml --paths {paths} --seed {}{wider_too}", arguments.seed);
    let mut manifest = loaded.manifest(Some((arguments.seed, paths)), repeat);
    manifest.precision = simulated.record();
    let origin = provenance(&manifest, &folder.records());
    folder.add(REPORT, page(&findings, &origin, &pictures));
    manifest.files = folder.records();
    if stop.load(Ordering::Relaxed) {
        return Err(study::ended_early(SimulationError::Interrupted));
    }
    folder.write(&path, &manifest, arguments.force).map_err(study::refused)?;
    let precision = simulated.text(language);
    if arguments.json {
        let json = match &wider {
            None => to_lines(&findings),
            Some(wider) => to_lines(&serde_json::json!({ "findings": findings, "uncertainty": wider })),
        };
        write_bytes(io::stdout(), &json.or_fail(no_json)?);
        precision.iter().for_each(|line| say(io::stderr(), &format!("{line}\n")));
    } else if !arguments.quiet {
        let mut table = budget_table(&findings, language, paint());
        if let Some(wider) = &wider {
            table.push_str(&format!("\n{}", parameter_uncertainty_text(wider, language)));
        }
        let written = language.say("结果已写入", "Results are in");
        let precision = precision.as_ref().map(|line| format!("{line}\n")).unwrap_or_default();
        say(io::stdout(), &format!("{table}{precision}\n{written} {}\n", path.display()));
    }
    if simulated.is_missed() {
        let [zh, en] = [Language::Chinese, Language::English]
            .map(|language| simulated.text(language).unwrap_or_default());
        let folder = path.display();
        return Err(Failure::Failed(both!(
            "{zh}这些路径的结果在 {folder}。金额相隔较远时，区间不会均匀收窄：请放宽精度，或用 --max-paths 允许更多路径",
            "{en} The results of these paths are in {folder}. An interval between amounts that lie apart does not narrow evenly: \
             ask for less, or allow more with --max-paths"
        )));
    }
    Ok(())
}

/// What is said when a simulation begins.
fn beginning(scenario: &Scenario, arguments: &RunArguments) -> Text {
    let (id, seed) = (&scenario.id, arguments.seed);
    match arguments.precision {
        None => {
            let paths = arguments.paths;
            both!("{id}：{paths} 条路径，种子 {seed}", "{id}: {paths} paths, seed {seed}")
        }
        Some(Precision(share)) => {
            both!("{id}：精度 {share}，种子 {seed}", "{id}: to a precision of {share}, seed {seed}")
        }
    }
}

/// The files of a results folder besides the report and the manifest, and the pictures that the report shows.
fn gather(loaded: &Inputs, findings: &Findings) -> Result<(ResultsFolder, Vec<StaticPicture>), Failure> {
    let mut folder = loaded.folder();
    folder.add("budget.csv", budget_csv(findings));
    folder.add("series.csv", series_csv(findings));
    folder.add("fund.csv", fund_csv(findings));
    #[cfg(feature = "workbook")]
    folder.add("budget.xlsx", crate::workbook::workbook(findings).or_fail(super::exit::no_workbook)?);
    folder.add("findings.json", to_lines(findings).or_fail(no_json)?);
    let drawn = drawing::draw(&Chart::of_run(findings), &[Format::Svg, Format::Png])?;
    let pictures = drawing::pictures(&drawn)?;
    drawing::add(&mut folder, drawn);
    Ok((folder, pictures))
}
