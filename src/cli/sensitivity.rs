//! `fiscast sensitivity`.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::files::diagnostics::{meant, nearest};
use crate::findings::{
    IndicesDesign, ParameterGroup, ParameterIndices, RangedParameter, Sensitivity, Study, parameter_indices,
    parts_of_model, ranged_parameters, sensitivity as findings, variations,
};
use crate::language::{Language, Text, Told, both};
use crate::scenario::Scenario;
use crate::simulation::{Engine, Outputs, Uncertainty, conditional_means, nested, vary};
use crate::tables::{indices_csv, indices_text, sensitivity_text, tornado_csv};

use super::disk::say;
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::sensitivity_arguments::SensitivityArguments;
use super::study;

/// Varies each parameter of a scenario alone over its range, on common random numbers.
pub(super) fn sensitivity(arguments: &SensitivityArguments, language: Language) -> Result<(), Failure> {
    let loaded = study::load(&arguments.scenario, &arguments.overlays, language)?;
    let scenario = &loaded.scenario;
    let parameters = asked(scenario, &arguments.parameters)?;
    let out = arguments.outcome.out.join(format!("{}-sensitivity", scenario.id));
    loaded.check(&out, "sensitivity", arguments.outcome.force)?;
    let groups = groups(scenario, &parameters, arguments)?;
    let stop = study::stop()?;
    let mut found = tornado(scenario, &parameters, arguments, language, &stop)?;
    if arguments.indices {
        found.indices = Some(indices(scenario, &parameters, groups, arguments, language, &stop)?);
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
    let said = said(arguments, &found, &out, language)?;
    loaded.write(&Study::Sensitivity(Box::new(found)), folder, &out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(())
}

/// What is printed once the folder is written.
fn said(
    arguments: &SensitivityArguments,
    found: &Sensitivity,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).or_fail(no_json)?;
        return Ok(format!("{json}\n"));
    }
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
    let mut faults = Vec::new();
    for path in paths.iter().filter(|path| !known.contains(&path.as_str())) {
        let stated = scenario.assumptions.iter().any(|assumption| assumption.path == *path);
        faults.push(match stated {
            true => both!(
                "{path} 没有范围；请写出 low 与 high，分布则写出 alternatives",
                "{path} has no range: state its low and high, or alternatives where it is a distribution"
            ),
            false => advice_to_find(path, &known).after(
                &format!("情景中没有参数 {path}；"),
                &format!("the scenario has no parameter {path}: "),
            ),
        });
    }
    if faults.is_empty() && known.is_empty() {
        faults.push(both!(
            "情景中没有带范围的参数；请写出 low 与 high，或 alternatives",
            "no parameter of the scenario has a range: state low and high, or alternatives"
        ));
    }
    if !faults.is_empty() {
        return Err(Failure::WrongInput(faults));
    }
    let wanted = |ranged: &RangedParameter| paths.is_empty() || paths.contains(&ranged.assumption.path);
    Ok(all.into_iter().filter(wanted).collect())
}

/// Where to find the parameters of a scenario, which are too many to list.
fn advice_to_find(path: &str, known: &[&str]) -> Text {
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    let same_key = known.iter().copied().find(|known| last(known) == last(path));
    match nearest(path, known.iter().copied()).or(same_key) {
        Some(candidate) => meant(candidate),
        None => both!(
            "`fiscast show 情景文件` 列出全部参数及其路径",
            "`fiscast show SCENARIO` lists all parameters with their paths"
        ),
    }
}

fn tornado(
    scenario: &Scenario,
    parameters: &[RangedParameter],
    arguments: &SensitivityArguments,
    language: Language,
    stop: &AtomicBool,
) -> Result<Sensitivity, Failure> {
    let variations = variations(scenario, parameters).map_err(Failure::wrong)?;
    let base = std::iter::once(scenario);
    let engines: Vec<Engine> = base
        .chain(variations.iter().map(|variation| &variation.scenario))
        .map(|scenario| Engine::new(scenario, arguments.sampling.seed))
        .collect();
    let bar = Bar::new(arguments.sampling.paths, &scenario.id, false, language);
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
            return Err(Failure::wrong(both!(
                "{path} 不在变动的参数之列；请用 --parameter 指定，或从分组中去掉",
                "{path} is not among the parameters varied: name it by --parameter, or leave it out of the group"
            )));
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
    language: Language,
    stop: &AtomicBool,
) -> Result<ParameterIndices, Failure> {
    let seed = arguments.sampling.seed;
    let mut uncertainty = Uncertainty::new(scenario, seed);
    uncertainty.retain(|path| parameters.iter().any(|ranged| ranged.assumption.path == path));
    // a parameter with one bound alone is not drawn, and a group of such has no index
    let drawn = |path: &String| uncertainty.parameters().iter().any(|parameter| parameter.path() == path);
    let groups = groups.into_iter().filter(|group| group.members.iter().any(drawn)).collect();
    let design = IndicesDesign::new(scenario, &uncertainty, groups, arguments.rows, seed)
        .map_err(|error| Failure::wrong(error.told().after("无法计算指数：", "no indices: ")))?;
    let of = Outputs { scenario, uncertainty: &uncertainty, seed, threads: arguments.sampling.threads };
    let (outer, inner) = SPLIT;
    let bar =
        Bar::new(design.points() as u64 * arguments.inner + outer * inner, &scenario.id, false, language);
    let point = |number: usize, uniforms: &mut [f64]| design.point(number, uniforms);
    let means = conditional_means(of, design.points(), &point, arguments.inner, (&bar, stop));
    let found = means.and_then(|means| Ok((means, nested(of, SPLIT, &bar, stop)?)));
    bar.finish();
    let (means, nested) = found.map_err(study::ended_early)?;
    Ok(parameter_indices(scenario, &design, (&means, arguments.inner), &nested, seed))
}
