//! `fiscast appropriate`.

use std::io;
use std::path::Path;

use rust_decimal::Decimal;

use crate::findings::{
    AppropriationQuestion, Appropriations, GivenAppropriations, Study, appropriation_payers, appropriations,
};
use crate::language::{Language, Text, Told, both};
use crate::quantities::{Money, Share};
use crate::scenario::Scenario;
use crate::simulation::{Engine, payment_courses};
use crate::tables::{appropriations_csv, appropriations_text, frontier_csv};

use super::argument_error::ArgumentError;
use super::disk::say;
use super::exit::{Failure, OrFail, no_json};
use super::progress::Bar;
use super::study;
use super::study_arguments::AppropriateArguments;

/// Judges yearly appropriations, and solves the cheapest ones that keep arrears rare.
pub(super) fn appropriate(arguments: &AppropriateArguments, language: Language) -> Result<(), Failure> {
    let loaded = study::load(&arguments.scenario, &arguments.overlays, language)?;
    let scenario = &loaded.scenario;
    let question = question(arguments, scenario)?;
    let out = arguments.outcome.out.join(format!("{}-appropriate", scenario.id));
    loaded.check(&out, "appropriate", arguments.outcome.force)?;
    let engine = Engine::new(scenario, arguments.sampling.seed);
    let payers = appropriation_payers(scenario);
    let cells: Vec<Vec<usize>> = payers.iter().map(|payer| payer.cells(engine.layout())).collect();
    let paths = arguments.sampling.paths;
    let (bar, stop) = (Bar::new(2 * paths, &scenario.id, false, language), study::stop()?);
    let gather = |range| payment_courses(&engine, &cells, range, arguments.sampling.threads, &bar, &stop);
    // the second half takes no part in the solution and checks it
    let gathered = gather(0..paths).and_then(|courses| Ok([courses, gather(paths..2 * paths)?]));
    bar.finish();
    let [courses, further] = gathered.map_err(study::ended_early)?;
    let found = appropriations(scenario, arguments.sampling.seed, &question, &payers, [&courses, &further]);
    let mut folder = loaded.folder();
    folder.add("appropriations.csv", appropriations_csv(&found));
    folder.add("frontier.csv", frontier_csv(&found));
    let said = said(arguments, &found, &out, language)?;
    let study = Study::Appropriations(Box::new(found));
    loaded.write(&study, folder, &out, repeat(arguments), arguments.outcome.force)?;
    say(io::stdout(), &said);
    Ok(())
}

/// What is printed once the folder is written.
fn said(
    arguments: &AppropriateArguments,
    found: &Appropriations,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    if arguments.outcome.json {
        let json = serde_json::to_string_pretty(found).or_fail(no_json)?;
        return Ok(format!("{json}\n"));
    }
    let written = language.say("结果已写入", "Results are in");
    Ok(format!("{}\n{written} {}\n", appropriations_text(found, language), out.display()))
}

/// What the arguments ask; an amount is needed for each year.
fn question(arguments: &AppropriateArguments, scenario: &Scenario) -> Result<AppropriationQuestion, Failure> {
    let chance = arguments.chance.unwrap_or(Decimal::ONE - scenario.confidence.value());
    let given = match (arguments.total, arguments.appropriations.as_slice()) {
        (Some(total), _) => GivenAppropriations::Spread(total),
        (None, []) => GivenAppropriations::Scenario,
        (None, amounts) => {
            let (first, last) = (scenario.horizon.first(), scenario.horizon.last());
            let years = scenario.horizon.len();
            if amounts.len() != years {
                let named = amounts.len();
                return Err(Failure::wrong(both!(
                    "--appropriations 给出 {named} 个金额，而情景从 {first} 年到 {last} 年；请每年一个，共 {years} 个，用逗号分隔",
                    "--appropriations names {named} amounts and the scenario runs from {first} to {last}: state {years}, one for each year, with commas between"
                )));
            }
            GivenAppropriations::Asked(amounts.to_vec())
        }
    };
    Ok(AppropriationQuestion { chance, given })
}

/// The command that repeats the study from within its folder.
fn repeat(arguments: &AppropriateArguments) -> String {
    let mut repeat = format!(
        "fiscast appropriate scenario.toml --paths {} --seed {}",
        arguments.sampling.paths, arguments.sampling.seed
    );
    if let Some(chance) = arguments.chance {
        repeat += &format!(" --chance {}", chance.normalize());
    }
    if let Some(total) = arguments.total {
        repeat += &format!(" --total {}", plain(total));
    }
    if !arguments.appropriations.is_empty() {
        let amounts: Vec<String> = arguments.appropriations.iter().map(|amount| plain(*amount)).collect();
        repeat += &format!(" --appropriations {}", amounts.join(","));
    }
    repeat
}

/// An amount without separators, which would part it in a list.
fn plain(amount: Money) -> String {
    amount.with_unit().replace(',', "")
}

/// A chance of arrears in (0, 1), like 5%.
pub(super) fn chance(text: &str) -> Result<Decimal, ArgumentError> {
    let right = |wrong: Text| wrong.then("；请写如 5% 的概率", "; write a chance like 5%");
    let chance = Share::parse(text).map_err(|error| right(error.told()))?.value();
    if chance <= Decimal::ZERO || chance >= Decimal::ONE {
        let wrong =
            both!("欠付概率须大于 0% 且小于 100%", "a chance of arrears lies above 0% and below 100%");
        return Err(right(wrong).into());
    }
    Ok(chance)
}

/// An amount that is not negative.
pub(super) fn amount(text: &str) -> Result<Money, ArgumentError> {
    let amount = Money::parse(text).map_err(|error| error.told())?;
    if amount < Money::ZERO {
        return Err(both!(
            "安排额不能为负；请写如 350万元 的金额",
            "an appropriation is not negative; write an amount like 350万元"
        )
        .into());
    }
    Ok(amount)
}
