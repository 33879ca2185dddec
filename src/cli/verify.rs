//! `fiscast verify`.

use std::io;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::exact::{Accuracy, Exact, NotExact, driver_means, drivers_matter, solve, without_drivers};
use crate::findings::{Study, Trial, Verification, verification};
use crate::language::{Language, Told, both};
use crate::scenario::Scenario;
use crate::simulation::{Engine, simulate};
use crate::tables::{verification_csv, verification_text};

use super::disk::{paint, say};
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::study::{self, Inputs};
use super::verify_arguments::VerifyArguments;

/// Simulates and computes each scenario, and holds the one against the other.
pub(super) fn verify(arguments: &VerifyArguments, language: Language) -> Result<(), Failure> {
    let loaded: Vec<Result<Inputs, Failure>> =
        arguments.scenarios.iter().map(|path| study::load(path, &arguments.overlays, language)).collect();
    let loaded: Vec<Inputs> = loaded.into_iter().collect::<Result<_, _>>()?;
    study::refuse_equal_ids(&loaded)?;
    if arguments.outcome.json && loaded.len() > 1 {
        return Err(Failure::wrong(both!(
            "--json 只输出一个情景的结果；请逐个验证情景",
            "--json prints what was found of one scenario: verify the scenarios one by one"
        )));
    }
    let folder = |inputs: &Inputs| arguments.outcome.out.join(format!("{}-verify", inputs.scenario.id));
    for inputs in &loaded {
        inputs.check(&folder(inputs), "verify", arguments.outcome.force)?;
    }
    let stop = study::stop()?;
    let mut failed = Vec::new();
    for inputs in &loaded {
        if !verify_one(inputs, &folder(inputs), arguments, language, &stop)? {
            failed.push(inputs.scenario.id.as_str());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let failed = failed.join(", ");
    Err(Failure::Failed(both!(
        "{failed} 的模拟与计算之差超出随机波动所能解释的范围：二者必有一错",
        "simulation and computation of {failed} differ by more than chance explains: one of them is wrong"
    )))
}

/// Writes and prints what was found of a scenario; whether it passed.
fn verify_one(
    inputs: &Inputs,
    out: &Path,
    arguments: &VerifyArguments,
    language: Language,
    stop: &AtomicBool,
) -> Result<bool, Failure> {
    let found = compared(&inputs.scenario, arguments, language, stop)?;
    let mut folder = inputs.folder();
    folder.add("verification.csv", verification_csv(&found));
    let repeat = format!(
        "fiscast verify scenario.toml --paths {} --seed {}",
        arguments.sampling.paths, arguments.sampling.seed
    );
    let (passed, said) = (found.passed, said(arguments, &found, out, language)?);
    inputs.write(&Study::Verification(Box::new(found)), folder, out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(passed)
}

/// What is printed once the folder is written.
fn said(
    arguments: &VerifyArguments,
    found: &Verification,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).or_fail(no_json)?;
        return Ok(format!("{json}\n"));
    }
    let text = verification_text(found, arguments.all, language, paint());
    let written = language.say("结果已写入", "Results are in");
    Ok(format!("{text}\n{written} {}\n", out.display()))
}

fn compared(
    scenario: &Scenario,
    arguments: &VerifyArguments,
    language: Language,
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
    let bar = Bar::new(paths * engines.len() as u64, &scenario.id, false, language);
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
    let id = &scenario.id;
    Failure::wrong(reason.told().after(
        &format!("{id} 无法不经模拟而计算："),
        &format!("{id} cannot be computed without simulating: "),
    ))
}
