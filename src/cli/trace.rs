//! `fiscast trace`.

use std::io;

use anyhow::Context;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::findings::{Comparison, Story, comparison, horizon_cash, story};
use crate::quantities::Share;
use crate::scenario_file::load_scenario;
use crate::simulation::{Engine, Survey, survey};
use crate::statistics::OrderStatistics;
use crate::tables::{comparison_text, story_text};

use super::arguments::TraceArguments;
use super::disk::{DiskFiles, colour, say};
use super::exit::Failure;

/// Among how many paths to look where nothing else is said.
const PATHS: u64 = 100_000;

/// Tells the story of one path, or of the paths that show the tail or a level of the horizon's cash.
pub(super) fn trace(arguments: &TraceArguments) -> Result<(), Failure> {
    let loaded = load_scenario(&arguments.scenario, &arguments.overlays, &DiskFiles);
    say(io::stderr(), &loaded.diagnostics.render(colour()));
    let scenario = loaded.scenario.ok_or(Failure::WrongInput)?;
    let engine = Engine::new(&scenario, arguments.seed);
    let language = arguments.lang.named();
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
        let json = serde_json::to_string_pretty(&told).context("cannot write JSON")?;
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
        let wrong = format!("error: --path {path} is not among {among} paths: raise --paths above it\n");
        say(io::stderr(), &wrong);
        return Err(Failure::WrongInput);
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
            let meant = if meant { format!("; is {}% meant?", level.trim()) } else { String::new() };
            let right = "a level lies between 0 and 1 or carries a %, like 0.95 or 95%";
            say(io::stderr(), &format!("error: --near-quantile {level}: {right}{meant}\n"));
            Err(Failure::WrongInput)
        }
    }
}
