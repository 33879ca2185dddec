//! `fiscast verify`.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, anyhow};

use crate::exact::{Accuracy, Exact, NotExact, driver_means, drivers_matter, solve, without_drivers};
use crate::findings::{Study, Trial, Verification, verification};
use crate::scenario::Scenario;
use crate::simulation::{Engine, simulate};
use crate::tables::{verification_csv, verification_text};

use super::disk::{paint, say};
use super::exit::Failure;
use super::progress::Bar;
use super::study::{self, Inputs, wrong};
use super::verify_arguments::VerifyArguments;

/// Simulates and computes each scenario, and holds the one against the other.
pub(super) fn verify(arguments: &VerifyArguments) -> Result<(), Failure> {
    let loaded: Vec<Result<Inputs, Failure>> =
        arguments.scenarios.iter().map(|path| study::load(path, &arguments.overlays)).collect();
    let loaded: Vec<Inputs> = loaded.into_iter().collect::<Result<_, _>>()?;
    study::refuse_equal_ids(&loaded)?;
    if arguments.outcome.json && loaded.len() > 1 {
        return Err(wrong("--json prints what was found of one scenario: verify the scenarios one by one"));
    }
    let folder = |inputs: &Inputs| arguments.outcome.out.join(format!("{}-verify", inputs.scenario.id));
    for inputs in &loaded {
        inputs.check(&folder(inputs), "verify", arguments.outcome.force)?;
    }
    let stop = study::stop()?;
    let mut failed = Vec::new();
    for inputs in &loaded {
        if !verify_one(inputs, &folder(inputs), arguments, &stop)? {
            failed.push(inputs.scenario.id.as_str());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Failed(anyhow!(
        "simulation and computation of {} differ by more than chance explains: one of them is wrong",
        failed.join(", ")
    )))
}

/// Writes and prints what was found of a scenario; whether it passed.
fn verify_one(
    inputs: &Inputs,
    out: &Path,
    arguments: &VerifyArguments,
    stop: &AtomicBool,
) -> Result<bool, Failure> {
    let found = compared(&inputs.scenario, arguments, stop)?;
    let mut folder = inputs.folder();
    folder.add("verification.csv", verification_csv(&found));
    let repeat = format!(
        "fiscast verify scenario.toml --paths {} --seed {}",
        arguments.sampling.paths, arguments.sampling.seed
    );
    let (passed, said) = (found.passed, said(arguments, &found, out)?);
    inputs.write(&Study::Verification(Box::new(found)), folder, out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(passed)
}

/// What is printed once the folder is written.
fn said(arguments: &VerifyArguments, found: &Verification, out: &Path) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).context("cannot write JSON")?;
        return Ok(format!("{json}\n"));
    }
    let language = arguments.outcome.lang.named();
    let text = verification_text(found, arguments.all, language, paint());
    let written = language.say("结果已写入", "Results are in");
    Ok(format!("{text}\n{written} {}\n", out.display()))
}

fn compared(
    scenario: &Scenario,
    arguments: &VerifyArguments,
    stop: &AtomicBool,
) -> Result<Verification, Failure> {
    let calm = without_drivers(scenario);
    let exact = solved(&calm)?;
    let mut engines = vec![(None, Engine::new(&calm, arguments.sampling.seed))];
    if drivers_matter(scenario) {
        let means = driver_means(scenario, Accuracy::Standard).map_err(|reason| refuse(scenario, reason))?;
        engines.push((Some(means), Engine::new(scenario, arguments.sampling.seed)));
    }
    let paths = arguments.sampling.paths;
    let bar = Bar::new(paths * engines.len() as u64, &scenario.id, false);
    let tallies: Result<Vec<_>, _> = engines
        .iter()
        .map(|(_, engine)| simulate(engine, 0..paths, arguments.sampling.threads, &bar, stop))
        .collect();
    bar.finish();
    let tallies = tallies.map_err(study::ended_early)?;
    let trials: Vec<Trial<'_>> = engines
        .iter()
        .zip(&tallies)
        .map(|((drivers, engine), tally)| Trial { drivers: drivers.as_deref(), engine, tally })
        .collect();
    Ok(verification(&calm, &exact, &trials))
}

/// The exact answer of a scenario without drivers.
pub(super) fn solved(scenario: &Scenario) -> Result<Exact, Failure> {
    solve(scenario, Accuracy::Standard).map_err(|reason| refuse(scenario, reason))
}

pub(super) fn refuse(scenario: &Scenario, reason: NotExact) -> Failure {
    wrong(&format!("{} cannot be computed without simulating: {reason}", scenario.id))
}
