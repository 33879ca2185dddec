//! `fiscast readings`.

use std::io;
use std::path::Path;

use crate::findings::{ReadingPrices, Study, pricing_plan, reading_prices, watched_series};
use crate::language::Language;
use crate::policy::Readings;
use crate::simulation::{Engine, Variants, price};
use crate::tables::{combinations_csv, reading_prices_csv, reading_prices_text};

use super::argument_error::ArgumentError;
use super::disk::say;
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::study;
use super::study_arguments::ReadingsArguments;

/// Prices the options of the readings on one set of histories.
pub(super) fn readings(arguments: &ReadingsArguments, language: Language) -> Result<(), Failure> {
    let loaded = study::load(&arguments.scenario, &arguments.overlays, language)?;
    let scenario = &loaded.scenario;
    let all = Readings::names();
    let names: Vec<&str> = match arguments.switches.is_empty() {
        true => all,
        false => {
            all.into_iter().filter(|name| arguments.switches.iter().any(|asked| asked == name)).collect()
        }
    };
    let out = arguments.outcome.out.join(format!("{}-readings", scenario.id));
    loaded.check(&out, "readings", arguments.outcome.force)?;
    let engine = Engine::new(scenario, arguments.sampling.seed);
    let variants = Variants::new(scenario, arguments.sampling.seed, &names, watched_series(scenario));
    let plan = pricing_plan(
        scenario,
        &engine,
        arguments.sampling.paths,
        arguments.sampling.threads,
        !arguments.alone,
    );
    let bar = Bar::new(arguments.sampling.paths, &scenario.id, false, language);
    let pricing = price(&variants, &plan, &bar, &*study::stop()?);
    bar.finish();
    let prices =
        reading_prices(scenario, &variants, arguments.sampling.seed, &pricing.map_err(study::ended_early)?);
    let mut folder = loaded.folder();
    folder.add("readings.csv", reading_prices_csv(&prices));
    if !prices.combinations.is_empty() {
        folder.add("combinations.csv", combinations_csv(&prices));
    }
    let only: String = arguments.switches.iter().map(|name| format!(" --switch {name}")).collect();
    let alone = if arguments.alone { " --alone" } else { "" };
    let repeat = format!(
        "fiscast readings scenario.toml --paths {} --seed {}{only}{alone}",
        arguments.sampling.paths, arguments.sampling.seed
    );
    let said = said(arguments, &prices, &out, language)?;
    loaded.write(&Study::Readings(Box::new(prices)), folder, &out, repeat, arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(())
}

/// What is printed once the folder is written.
fn said(
    arguments: &ReadingsArguments,
    prices: &ReadingPrices,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(prices).or_fail(no_json)?;
        return Ok(format!("{json}\n"));
    }
    let written = language.say("结果已写入", "Results are in");
    Ok(format!("{}\n{written} {}\n", reading_prices_text(prices, language), out.display()))
}

/// A switch by its name in files.
pub(super) fn switch(text: &str) -> Result<String, ArgumentError> {
    let names = Readings::names();
    if names.contains(&text) {
        return Ok(text.to_owned());
    }
    let advice = crate::files::diagnostics::advice_among(text, &names);
    Err(advice.after("没有这一理解；", "there is no such reading; ").into())
}
