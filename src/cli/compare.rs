//! `fiscast compare`.

use std::io;
use std::path::{Path, PathBuf};

use crate::findings::{ScenarioDifferences, Study, scenario_differences, shared_series};
use crate::language::{Language, both};
use crate::scenario::Scenario;
use crate::simulation::{Engine, pair};
use crate::tables::{
    parameter_differences_csv, quantile_differences_csv, scenario_differences_csv, scenario_differences_text,
};

use super::common_seed::common_seed;
use super::disk::say;
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::study::{self, Inputs};
use super::study_arguments::CompareArguments;

/// Simulates scenarios side by side on one seed and says what each costs more or less than the first.
pub(super) fn compare(arguments: &CompareArguments, language: Language) -> Result<(), Failure> {
    let wanted: Vec<&String> = std::iter::once(&arguments.base).chain(&arguments.others).collect();
    let seed = common_seed(&wanted, arguments.seed, arguments.paths, language)?;
    let loaded: Vec<Result<Inputs, Failure>> =
        wanted.iter().map(|name| load(name, &arguments.overlays, language)).collect();
    let loaded: Vec<Inputs> = loaded.into_iter().collect::<Result<_, _>>()?;
    let scenarios: Vec<Scenario> = loaded.iter().map(|inputs| inputs.scenario.clone()).collect();
    check(&scenarios)?;
    let base = &loaded[0];
    let ids: Vec<&str> = scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
    let out = arguments.outcome.out.join(format!("compare-{}", ids.join("-")));
    let mut folder = base.folder();
    for (inputs, scenario) in loaded[1..].iter().zip(&scenarios[1..]) {
        inputs.add_to(&mut folder, &scenario.id);
    }
    folder.check(&out, "compare", arguments.outcome.force).map_err(study::refused)?;
    let engines: Vec<Engine> = scenarios.iter().map(|scenario| Engine::new(scenario, seed)).collect();
    let shared = shared_series(&scenarios, &engines);
    let bar = Bar::new(arguments.paths, &ids.join(" / "), false, language);
    let size = (arguments.paths, arguments.threads);
    let confidence = scenarios[0].confidence.value();
    let pairings = pair(&engines, &shared.series, size, confidence, &bar, &*study::stop()?);
    bar.finish();
    let pairings = pairings.map_err(study::ended_early)?;
    let found = scenario_differences(&scenarios, seed, arguments.paths, &shared, &pairings);
    folder.add("differences.csv", scenario_differences_csv(&found));
    folder.add("quantiles.csv", quantile_differences_csv(&found));
    folder.add("parameters.csv", parameter_differences_csv(&found));
    let others: String =
        ids[1..].iter().map(|id| format!(" {}.scenario.toml", id.replace('+', "-"))).collect();
    let repeat = format!("fiscast compare scenario.toml{others} --paths {} --seed {seed}", arguments.paths);
    let said = said(arguments, &scenarios, &found, &out, language)?;
    base.write(&Study::Comparison(Box::new(found)), folder, &out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(())
}

/// What is printed once the folder is written.
fn said(
    arguments: &CompareArguments,
    scenarios: &[Scenario],
    found: &ScenarioDifferences,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).or_fail(no_json)?;
        return Ok(format!("{json}\n"));
    }
    let written = language.say("结果已写入", "Results are in");
    let names = |id: &str| name_of(scenarios, id, language);
    let text = scenario_differences_text(found, &names, language);
    Ok(format!("{text}\n{written} {}\n", out.display()))
}

/// A clause or a county by its name in the first scenario that has it.
fn name_of(scenarios: &[Scenario], id: &str, language: Language) -> String {
    let clauses = scenarios.iter().flat_map(|scenario| &scenario.policy.clauses);
    let counties = scenarios.iter().flat_map(|scenario| &scenario.registry.counties);
    let mut names = clauses
        .map(|clause| (&clause.id, &clause.title))
        .chain(counties.map(|county| (&county.id, &county.name)));
    names
        .find(|(known, _)| *known == id)
        .map_or_else(|| id.to_owned(), |(_, name)| language.of(name).to_owned())
}

/// A scenario file, a scenario with overlays as `scenario.toml+overlay.toml`, or a results folder, which carries its effective scenario.
fn load(name: &str, further: &[PathBuf], language: Language) -> Result<Inputs, Failure> {
    let mut parts = name.split('+').map(PathBuf::from);
    let first = parts.next().expect("a part");
    let first = if first.is_dir() { first.join("scenario.toml") } else { first };
    let overlays: Vec<PathBuf> = parts.chain(further.iter().cloned()).collect();
    study::load(Path::new(&first), &overlays, language)
}

/// Refuses what cannot be compared.
fn check(scenarios: &[Scenario]) -> Result<(), Failure> {
    let (base, others) = scenarios.split_first().expect("a base");
    for (index, other) in others.iter().enumerate() {
        let wrong = if other.horizon != base.horizon {
            let years = |scenario: &Scenario| (scenario.horizon.first(), scenario.horizon.last());
            let ((base_first, base_last), (first, last)) = (years(base), years(other));
            let (base, other) = (&base.id, &other.id);
            both!(
                "{base} 从 {base_first} 年到 {base_last} 年，{other} 从 {first} 年到 {last} 年：比较逐年进行，请让两者的模拟期相同",
                "{base} runs from {base_first} to {base_last} and {other} from {first} to {last}: years are compared one by one, give both the same horizon"
            )
        } else if scenarios[..=index].iter().any(|earlier| earlier.id == other.id) {
            let id = &other.id;
            both!(
                "有两个情景的标识同为 \"{id}\"；请给其中一个另取标识",
                "two of the scenarios have the id \"{id}\": give one of them another id"
            )
        } else {
            continue;
        };
        return Err(Failure::wrong(wrong));
    }
    Ok(())
}
