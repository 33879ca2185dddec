//! `fiscast trace`.

use std::io;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::findings::{Comparison, Story, comparison, horizon_cash, story};
use crate::language::{Language, both};
use crate::quantities::Share;
use crate::scenario_file::load_scenario;
use crate::simulation::{Engine, Survey, survey};
use crate::statistics::OrderStatistics;
use crate::tables::{comparison_text, story_text};

use super::arguments::TraceArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::{Failure, OrFail, no_json};

/// Among how many paths to look where nothing else is said.
const PATHS: u64 = 100_000;

/// Tells the story of one path, or of the paths that show the tail or a level of the horizon's cash.
pub(super) fn trace(arguments: &TraceArguments, language: Language) -> Result<(), Failure> {
    let loaded = load_scenario(&arguments.scenario, &arguments.overlays, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(language, colour()));
    let scenario = loaded.scenario.ok_or_else(Failure::printed)?;
    let engine = Engine::new(&scenario, arguments.seed);
    let wanted = wanted(arguments, &engine)?;
    let stories: Vec<Story> =
        wanted.paths.iter().map(|path| story(&scenario, &engine, arguments.seed, *path)).collect();
    let told: Vec<Told> = stories
        .into_iter()
        .map(|story| {
            let survey = wanted.survey.as_ref();
            let comparison = survey.map(|survey| comparison(&scenario, &engine, survey, &story));
            Told { story, comparison }
        })
        .collect();
    if arguments.json {
        let json = serde_json::to_string_pretty(&told).or_fail(no_json)?;
        say(io::stdout(), &format!("{json}\n"));
        return Ok(());
    }
    for (index, Told { story, comparison }) in told.iter().enumerate() {
        if index > 0 {
            say(io::stdout(), "\n");
        }
        match comparison {
            Some(comparison) => say(io::stdout(), &comparison_text(comparison, language)),
            None => say(
                io::stderr(),
                language.say(
                    "加 --paths 100000 可将本路径与平均水平对照，说明差异原因。\n",
                    "Add --paths 100000 to hold this path against the mean and see why it differs.\n",
                ),
            ),
        }
        say(io::stdout(), &story_text(story, language));
    }
    Ok(())
}

/// A path's story, and what sets the path apart where others were surveyed.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    story: Story,
    comparison: Option<Comparison>,
}

/// The paths to tell of, and the survey that found them.
struct Wanted {
    paths: Vec<u64>,
    survey: Option<Survey>,
}

fn wanted(arguments: &TraceArguments, engine: &Engine) -> Result<Wanted, Failure> {
    if let (Some(path), None) = (arguments.path, arguments.paths) {
        return Ok(Wanted { paths: vec![path], survey: None });
    }
    let among = arguments.paths.unwrap_or(PATHS);
    if let Some(path) = arguments.path.filter(|path| *path >= among) {
        return Err(Failure::wrong(both!(
            "--path {path} 不在 {among} 条路径之内；请把 --paths 提高到它以上",
            "--path {path} is not among {among} paths: raise --paths above it"
        )));
    }
    let cell = engine.layout().cell(&horizon_cash()).expect("a series of every run");
    let survey = survey(engine, among, cell);
    let paths = match (arguments.worst, &arguments.near_quantile) {
        (Some(count), _) => survey.worst(count),
        (None, Some(level)) => {
            let rank = OrderStatistics::new(among, decimal(level)?).rank;
            survey.at_rank(rank).into_iter().collect()
        }
        (None, None) => vec![arguments.path.unwrap_or(0)],
    };
    Ok(Wanted { paths, survey: Some(survey) })
}

fn decimal(level: &str) -> Result<Decimal, Failure> {
    match Share::parse(level) {
        Ok(share) if share.value() > Decimal::ZERO => Ok(share.value()),
        _ => {
            let meant = level.trim().parse::<f64>().is_ok_and(|number| (1.0..100.0).contains(&number));
            let told = both!(
                "--near-quantile {level}：分位水平介于 0 与 1 之间，或带 %，如 0.95 或 95%",
                "--near-quantile {level}: a level lies between 0 and 1 or carries a %, like 0.95 or 95%"
            );
            let level = level.trim();
            Err(Failure::wrong(match meant {
                true => told.then(&format!("；是否应为 {level}%？"), &format!("; is {level}% meant?")),
                false => told,
            }))
        }
    }
}
