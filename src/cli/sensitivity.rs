//! `fiscast sensitivity`.

use std::io;

use anyhow::Context;

use crate::files::diagnostics::advice_among;
use crate::findings::{RangedParameter, Sensitivity, ranged_parameters, sensitivity as findings, variations};
use crate::results::to_lines;
use crate::scenario::Scenario;
use crate::simulation::{Engine, vary};
use crate::tables::{sensitivity_text, tornado_csv};
use crate::things::Language;

use super::disk::say;
use super::exit::Failure;
use super::progress::Bar;
use super::sensitivity_arguments::SensitivityArguments;
use super::study;

/// Varies each parameter of a scenario alone over its range, on common random numbers.
pub(super) fn sensitivity(arguments: &SensitivityArguments) -> Result<(), Failure> {
    let loaded = study::load(&arguments.scenario, &arguments.overlays)?;
    let scenario = &loaded.scenario;
    let parameters = asked(scenario, &arguments.parameters)?;
    let out = arguments.out.join(format!("{}-sensitivity", scenario.id));
    loaded.check(&out, arguments.force)?;
    let found = tornado(scenario, &parameters, arguments)?;
    let mut folder = loaded.folder();
    folder.add("sensitivity.json", to_lines(&found).context("cannot write sensitivity.json")?);
    folder.add("tornado.csv", tornado_csv(&found));
    let only: String = arguments.parameters.iter().map(|path| format!(" --parameter {path}")).collect();
    let repeat = format!(
        "fiscast sensitivity scenario.toml --paths {} --seed {}{only}",
        arguments.paths, arguments.seed
    );
    loaded.write_files(folder, &out, (arguments.seed, arguments.paths), repeat, arguments.force)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&found).context("cannot write JSON")?;
        say(io::stdout(), &format!("{json}\n"));
        return Ok(());
    }
    let language = arguments.lang.named();
    let written = match language {
        Language::Chinese => "结果已写入",
        Language::English => "Results are in",
    };
    say(io::stdout(), &format!("{}\n{written} {}\n", sensitivity_text(&found, language), out.display()));
    Ok(())
}

/// The parameters asked for, or all that have a range.
fn asked(scenario: &Scenario, paths: &[String]) -> Result<Vec<RangedParameter>, Failure> {
    let all = ranged_parameters(scenario);
    let known: Vec<&str> = all.iter().map(|ranged| ranged.assumption.path.as_str()).collect();
    let mut faults = String::new();
    for path in paths.iter().filter(|path| !known.contains(&path.as_str())) {
        let stated = scenario.assumptions.iter().any(|assumption| assumption.path == *path);
        let wrong = match stated {
            true => format!(
                "{path} has no range: state its low and high, or alternatives where it is a distribution"
            ),
            false => format!("the scenario has no parameter {path}: {}", advice_among(path, &known)),
        };
        faults.push_str(&format!("error: {wrong}\n"));
    }
    if faults.is_empty() && known.is_empty() {
        faults = "error: no parameter of the scenario has a range: state low and high, or alternatives\n"
            .to_owned();
    }
    if !faults.is_empty() {
        say(io::stderr(), &faults);
        return Err(Failure::WrongInput);
    }
    let wanted = |ranged: &RangedParameter| paths.is_empty() || paths.contains(&ranged.assumption.path);
    Ok(all.into_iter().filter(wanted).collect())
}

fn tornado(
    scenario: &Scenario,
    parameters: &[RangedParameter],
    arguments: &SensitivityArguments,
) -> Result<Sensitivity, Failure> {
    let variations = variations(scenario, parameters).map_err(|wrong| {
        say(io::stderr(), &format!("error: {wrong}\n"));
        Failure::WrongInput
    })?;
    let base = std::iter::once(scenario);
    let engines: Vec<Engine> = base
        .chain(variations.iter().map(|variation| &variation.scenario))
        .map(|scenario| Engine::new(scenario, arguments.seed))
        .collect();
    let bar = Bar::new(arguments.paths, &scenario.id, false);
    let size = (arguments.paths, arguments.threads);
    let outcomes = vary(&engines, size, scenario.confidence.value(), &bar, &*study::stop()?);
    bar.finish();
    let outcomes = outcomes.map_err(study::ended_early)?;
    Ok(findings(scenario, &engines[0], (parameters, &variations), &outcomes))
}
