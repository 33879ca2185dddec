//! `fiscast sensitivity`.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::Context;

use crate::files::diagnostics::advice_among;
use crate::findings::{
    IndicesDesign, ParameterGroup, ParameterIndices, RangedParameter, Sensitivity, Study, parameter_indices,
    parts_of_model, ranged_parameters, sensitivity as findings, variations,
};
use crate::scenario::Scenario;
use crate::simulation::{Engine, Outputs, Uncertainty, conditional_means, nested, vary};
use crate::tables::{indices_csv, indices_text, sensitivity_text, tornado_csv};
use crate::things::Text;

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
    let out = arguments.outcome.out.join(format!("{}-sensitivity", scenario.id));
    loaded.check(&out, "sensitivity", arguments.outcome.force)?;
    let groups = groups(scenario, &parameters, arguments)?;
    let stop = study::stop()?;
    let mut found = tornado(scenario, &parameters, arguments, &stop)?;
    if arguments.indices {
        found.indices = Some(indices(scenario, &parameters, groups, arguments, &stop)?);
    }
    let mut folder = loaded.folder();
    if let Some(indices) = &found.indices {
        folder.add("indices.csv", indices_csv(indices));
    }
    folder.add("tornado.csv", tornado_csv(&found));
    let only: String = repeated(arguments);
    let repeat = format!(
        "fiscast sensitivity scenario.toml --paths {} --seed {}{only}",
        arguments.sampling.paths, arguments.sampling.seed
    );
    let said = said(arguments, &found, &out)?;
    loaded.write(&Study::Sensitivity(Box::new(found)), folder, &out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(())
}

/// What is printed once the folder is written.
fn said(arguments: &SensitivityArguments, found: &Sensitivity, out: &Path) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).context("cannot write JSON")?;
        return Ok(format!("{json}\n"));
    }
    let language = arguments.outcome.lang.named();
    let written = language.say("结果已写入", "Results are in");
    let mut text = sensitivity_text(found, language);
    if let Some(indices) = &found.indices {
        text.push_str(&indices_text(indices, language));
    }
    Ok(format!("{text}\n{written} {}\n", out.display()))
}

/// The arguments that a repetition needs besides paths and seed.
fn repeated(arguments: &SensitivityArguments) -> String {
    let mut words: String = arguments.parameters.iter().map(|path| format!(" --parameter {path}")).collect();
    if arguments.indices {
        words.push_str(&format!(" --indices --rows {} --inner {}", arguments.rows, arguments.inner));
        for (name, paths) in &arguments.groups {
            words.push_str(&format!(" --group {name}={}", paths.join(",")));
        }
    }
    words
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
    stop: &AtomicBool,
) -> Result<Sensitivity, Failure> {
    let variations = variations(scenario, parameters).map_err(|wrong| {
        say(io::stderr(), &format!("error: {wrong}\n"));
        Failure::WrongInput
    })?;
    let base = std::iter::once(scenario);
    let engines: Vec<Engine> = base
        .chain(variations.iter().map(|variation| &variation.scenario))
        .map(|scenario| Engine::new(scenario, arguments.sampling.seed))
        .collect();
    let bar = Bar::new(arguments.sampling.paths, &scenario.id, false);
    let size = (arguments.sampling.paths, arguments.sampling.threads);
    let outcomes = vary(&engines, size, scenario.confidence.value(), &bar, stop);
    bar.finish();
    let outcomes = outcomes.map_err(study::ended_early)?;
    Ok(findings(scenario, &engines[0], (parameters, &variations), &outcomes))
}

/// The groups asked for, or the parts of the model.
fn groups(
    scenario: &Scenario,
    parameters: &[RangedParameter],
    arguments: &SensitivityArguments,
) -> Result<Vec<ParameterGroup>, Failure> {
    if arguments.groups.is_empty() {
        let paths: Vec<&str> = parameters.iter().map(|ranged| ranged.assumption.path.as_str()).collect();
        return Ok(parts_of_model(&paths));
    }
    let group = |(name, paths): &(String, Vec<String>)| {
        asked(scenario, paths)?;
        let varied = |path: &String| parameters.iter().any(|ranged| ranged.assumption.path == *path);
        if let Some(path) = paths.iter().find(|path| !varied(path)) {
            say(
                io::stderr(),
                &format!(
                    "error: {path} is not among the parameters varied: name it by --parameter, or leave it out of the group\n"
                ),
            );
            return Err(Failure::WrongInput);
        }
        Ok(ParameterGroup { id: name.clone(), name: Text::same(name), members: paths.clone() })
    };
    arguments.groups.iter().map(group).collect()
}

/// Draws of the parameters, and paths of each, that tell ignorance from luck.
const SPLIT: (u64, u64) = (4096, 8);

fn indices(
    scenario: &Scenario,
    parameters: &[RangedParameter],
    groups: Vec<ParameterGroup>,
    arguments: &SensitivityArguments,
    stop: &AtomicBool,
) -> Result<ParameterIndices, Failure> {
    let seed = arguments.sampling.seed;
    let mut uncertainty = Uncertainty::new(scenario, seed);
    uncertainty.retain(|path| parameters.iter().any(|ranged| ranged.assumption.path == path));
    // a parameter with one bound alone is not drawn, and a group of such has no index
    let drawn = |path: &String| uncertainty.parameters().iter().any(|parameter| parameter.path() == path);
    let groups = groups.into_iter().filter(|group| group.members.iter().any(drawn)).collect();
    let design =
        IndicesDesign::new(scenario, &uncertainty, groups, arguments.rows, seed).map_err(|error| {
            say(io::stderr(), &format!("error: no indices: {error}\n"));
            Failure::WrongInput
        })?;
    let of = Outputs { scenario, uncertainty: &uncertainty, seed, threads: arguments.sampling.threads };
    let (outer, inner) = SPLIT;
    let bar = Bar::new(design.points() as u64 * arguments.inner + outer * inner, &scenario.id, false);
    let point = |number: usize, uniforms: &mut [f64]| design.point(number, uniforms);
    let means = conditional_means(of, design.points(), &point, arguments.inner, (&bar, stop));
    let found = means.and_then(|means| Ok((means, nested(of, SPLIT, &bar, stop)?)));
    bar.finish();
    let (means, nested) = found.map_err(study::ended_early)?;
    Ok(parameter_indices(scenario, &design, (&means, arguments.inner), &nested, seed))
}
