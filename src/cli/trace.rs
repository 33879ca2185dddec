//! `fiscast trace`.

use std::io;

use anyhow::Context;
use rust_decimal::Decimal;

use crate::findings::{Story, story};
use crate::quantities::Share;
use crate::scenario::Scenario;
use crate::scenario_file::load_scenario;
use crate::simulation::{Engine, SeriesKey, Survey, YearBucket, survey};
use crate::statistics::OrderStatistics;
use crate::tables::{grouped, grouped_wan, story_text};
use crate::things::Basis;
use crate::things::Language;

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
    if arguments.json {
        let json = serde_json::to_string_pretty(&stories).context("cannot write JSON")?;
        say(io::stdout(), &format!("{json}\n"));
        return Ok(());
    }
    for (index, story) in stories.iter().enumerate() {
        if index > 0 {
            say(io::stdout(), "\n");
        }
        if let Some(survey) = &wanted.survey {
            say(io::stdout(), &comparison(&scenario, &engine, survey, story, language));
        }
        say(io::stdout(), &story_text(story, language));
    }
    Ok(())
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
    let key = total(YearBucket::Horizon);
    let cell = engine.layout().cell(&key).expect("a series of every run");
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

/// The series of all cash of some years.
fn total(years: YearBucket) -> SeriesKey {
    SeriesKey { basis: Basis::Cash, years, clause: None, county: None, payer: None, beneficiary: None }
}

/// What sets the path apart: its cash against the mean, its rank, institutes, firms, and each clause against its mean.
fn comparison(
    scenario: &Scenario,
    engine: &Engine,
    survey: &Survey,
    story: &Story,
    language: Language,
) -> String {
    let layout = engine.layout();
    let mean = |key: &SeriesKey| layout.cell(key).map_or(0.0, |cell| survey.means[cell]);
    let amount = survey.amounts[story.path as usize];
    let below = survey.amounts.iter().filter(|other| **other <= amount).count();
    let share = 100.0 * below as f64 / survey.amounts.len() as f64;
    let whole = mean(&total(YearBucket::Horizon));
    let wan = |fen: f64| format!("{} 万元", grouped_wan(fen));
    let firms: usize = story.institutes.iter().map(|institute| institute.firms).sum();
    let among = grouped(&survey.amounts.len().to_string());
    let mut text = match language {
        Language::Chinese => format!(
            "{among} 条路径中，{share:.1}% 的路径现金支出不高于本路径的 {}；平均 {}。产研院 {} 家（平均 {:.1} 家），企业 {firms} 家（平均 {:.1} 家）。\n",
            wan(amount as f64),
            wan(whole),
            story.institutes.len(),
            survey.institutes,
            survey.firms
        ),
        Language::English => format!(
            "Of {among} paths {share:.1}% cost no more than this one's {} over the horizon; the mean is {}. {} institutes (mean {:.1}), {firms} firms (mean {:.1}).\n",
            wan(amount as f64),
            wan(whole),
            story.institutes.len(),
            survey.institutes,
            survey.firms
        ),
    };
    let last = scenario.horizon.last().number();
    for id in scenario.paying_clauses() {
        let clause = &scenario.policy.clauses[id.index()];
        let here: i64 = story
            .claims
            .iter()
            .filter(|claim| claim.clause == clause.id && claim.paid_in.is_some_and(|year| year <= last))
            .map(|claim| claim.amount_fen)
            .sum();
        let usual = mean(&SeriesKey { clause: Some(id), ..total(YearBucket::Horizon) });
        let here = wan(here as f64);
        text.push_str(&match language {
            Language::Chinese => {
                format!(
                    "  {}{}：本路径 {here}，平均 {}\n",
                    clause.citation.article,
                    clause.title.zh,
                    wan(usual)
                )
            }
            Language::English => {
                format!(
                    "  {} {}: {here} here, {} on average\n",
                    clause.citation.article,
                    clause.title.en,
                    wan(usual)
                )
            }
        });
    }
    text.push('\n');
    text
}
