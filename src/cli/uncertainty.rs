//! `fiscast run --parameter-uncertainty`: parameters drawn from their ranges, beside the plain run.

use std::sync::atomic::AtomicBool;

use crate::findings::{Findings, ParameterUncertainty, parameter_uncertainty};
use crate::language::{Language, both};
use crate::results::{ResultsFolder, to_lines};
use crate::scenario::Scenario;
use crate::simulation::{Outputs, Uncertainty, simulate_uncertain};
use crate::tables::parameter_uncertainty_csv;

use super::arguments::RunArguments;
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::study;

/// Refuses what cannot be drawn, before the run has taken its time.
pub(super) fn check(scenario: &Scenario, arguments: &RunArguments) -> Result<(), Failure> {
    let wrong = match arguments.outer {
        _ if !arguments.parameter_uncertainty => return Ok(()),
        _ if Uncertainty::new(scenario, arguments.seed).parameters().is_empty() => {
            let id = &scenario.id;
            both!(
                "{id}：没有参数写有 low 与 high 或 alternatives，无从抽取",
                "{id}: no parameter has low and high, or alternatives: there is nothing to draw"
            )
        }
        Some(outer) if outer > arguments.paths => {
            let paths = arguments.paths;
            both!(
                "--outer {outer} 大于 --paths {paths}；每次抽取至少要有一条路径",
                "--outer {outer} is more than --paths {paths}: each draw needs a path"
            )
        }
        _ => return Ok(()),
    };
    Err(Failure::wrong(wrong))
}

/// Draws parameters and simulates as many paths as the plain run, up to a remainder where they do not divide; none where nobody asked.
pub(super) fn wider(
    scenario: &Scenario,
    plain: &Findings,
    arguments: &RunArguments,
    language: Language,
    stop: &AtomicBool,
) -> Result<Option<ParameterUncertainty>, Failure> {
    if !arguments.parameter_uncertainty {
        return Ok(None);
    }
    let uncertainty = Uncertainty::new(scenario, arguments.seed);
    let outer = arguments.outer.unwrap_or(arguments.paths);
    let bar = Bar::new(arguments.paths, &scenario.id, arguments.quiet, language);
    let of =
        Outputs { scenario, uncertainty: &uncertainty, seed: arguments.seed, threads: arguments.threads };
    let run = simulate_uncertain(of, (outer, arguments.paths / outer), &bar, stop);
    bar.finish();
    let run = run.map_err(study::ended_early)?;
    Ok(Some(parameter_uncertainty(scenario, plain, &uncertainty, &run)))
}

/// Adds `uncertainty.json` and `uncertainty.csv`.
pub(super) fn add(folder: &mut ResultsFolder, found: &ParameterUncertainty) -> Result<(), Failure> {
    folder.add("uncertainty.json", to_lines(found).or_fail(no_json)?);
    folder.add("uncertainty.csv", parameter_uncertainty_csv(found));
    Ok(())
}

/// The arguments that a repetition needs.
pub(super) fn repeated(arguments: &RunArguments) -> String {
    let outer = arguments.outer.map_or_else(String::new, |outer| format!(" --outer {outer}"));
    if arguments.parameter_uncertainty { format!(" --parameter-uncertainty{outer}") } else { String::new() }
}
