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
        if let Some(comparison) = comparison {
            say(io::stdout(), &comparison_text(comparison, language));
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
    if let Some(path) = arguments.path {
        return Ok(Wanted { paths: vec![path], survey: None });
    }
    let cell = engine.layout().cell(&horizon_cash()).expect("a series of every run");
    let survey = survey(engine, arguments.paths, cell);
    let paths = match (arguments.worst, &arguments.near_quantile) {
        (Some(count), _) => survey.worst(count),
        (None, Some(level)) => {
            let rank = OrderStatistics::new(arguments.paths, decimal(level)?).rank;
            survey.at_rank(rank).into_iter().collect()
        }
        (None, None) => vec![0],
    };
    Ok(Wanted { paths, survey: Some(survey) })
}

fn decimal(level: &str) -> Result<Decimal, Failure> {
    match Share::parse(level) {
        Ok(share) if share.value() > Decimal::ZERO => Ok(share.value()),
        _ => {
            say(io::stderr(), &format!("error: --near-quantile {level}: write a level above 0, like 95%\n"));
            Err(Failure::WrongInput)
        }
    }
}
