//! Arguments.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::argument_error::ArgumentError;
use super::sensitivity_arguments::SensitivityArguments;
use super::shared_options::{Language, paths, seed, threads};
use super::study_arguments::{AppropriateArguments, CompareArguments, ReadingsArguments};
use super::verify_arguments::{ExactArguments, VerifyArguments};
use crate::language::both;
use crate::quantities::Date;
use crate::scenario_file::STARTS;
use crate::statistics::Precision;

/// The colours of help and complaints.
pub(super) const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Forecasts what a support policy will cost: year by year, payer by payer, at each confidence.
///
/// fiscast simulates industry research institutes (产研院) and their spin-offs, applies the policy's clauses to
/// every course of events, and says what the special fund must hold each year.
#[derive(Debug, Parser)]
#[command(name = "fiscast", version, styles = STYLES, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 wrong input.\n\n中文帮助：fiscast --lang zh --help")]
pub(super) struct Arguments {
    /// Language of what is printed: tables, messages and this help.
    #[arg(long, value_enum, global = true, env = "FISCAST_LANG", default_value_t = Language::Zh)]
    pub lang: Language,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Run(RunArguments),
    Report(ReportArguments),
    Check(CheckArguments),
    Chart(ChartArguments),
    Apply(ApplyArguments),
    Clauses(ClausesArguments),
    Cases(CasesArguments),
    Compare(CompareArguments),
    Readings(ReadingsArguments),
    Sensitivity(SensitivityArguments),
    Appropriate(AppropriateArguments),
    Exact(ExactArguments),
    Verify(VerifyArguments),
    Trace(TraceArguments),
    Show(ShowArguments),
    New(NewArguments),
    Schema(SchemaArguments),
    Completions(CompletionsArguments),
}

/// Simulate scenarios, print their budget tables and write their results folders.
///
/// Each SCENARIO is a run of its own; overlays apply to each of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast run scenarios/baseline.toml\n  \
    fiscast run scenarios/baseline.toml --with scenarios/splits/even.toml\n  \
    fiscast run scenarios/low.toml scenarios/stretch.toml --lang en --out forecast\n  \
    fiscast run scenarios/baseline.toml --paths 1000000 --seed 2\n  \
    fiscast run scenarios/baseline.toml --precision 0.5%\n  \
    fiscast run scenarios/baseline.toml --json > findings.json\n\n\
Results go to DIR/<scenario id>/: report.html, budget.xlsx, budget.csv, series.csv, fund.csv, findings.json, the effective scenario.toml and \
policy.toml, manifest.json and charts/; with --parameter-uncertainty also uncertainty.csv and uncertainty.json. The same scenario, seed and number of paths give the same bytes, on any \
number of threads.")]
pub(super) struct RunArguments {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    pub scenarios: Vec<PathBuf>,
    /// Put a further file's changes on top; may be repeated, the last one wins.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// How many paths to simulate.
    #[arg(long, value_name = "N", default_value = "100000", value_parser = paths, allow_negative_numbers = true)]
    pub paths: u64,
    /// Simulate until the half-width of the 95% interval of the horizon's cash, at the scenario's confidence, is at most this
    /// share of it, like 0.5%; the number of paths doubles from 10,000.
    #[arg(long, value_name = "SHARE", value_parser = super::precision::precision, allow_hyphen_values = true, conflicts_with = "paths")]
    pub precision: Option<Precision>,
    /// The most paths that --precision may take.
    #[arg(long, value_name = "N", default_value = "10240000", value_parser = paths, allow_negative_numbers = true, requires = "precision")]
    pub max_paths: u64,
    /// The seed of all chance; scenarios run with one seed share their draws.
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// How many threads; 0 takes as many as the machine offers. Results do not depend on it.
    #[arg(long, value_name = "T", default_value_t = 0, value_parser = threads, allow_negative_numbers = true)]
    pub threads: usize,
    /// Draw the parameters from their ranges as well, and report the wider distribution beside the plain one.
    #[arg(long, conflicts_with = "precision")]
    pub parameter_uncertainty: bool,
    /// Draw the parameters so many times, with an equal share of the paths each; a fresh draw for each path where absent.
    #[arg(long, value_name = "N", value_parser = outer, requires = "parameter_uncertainty")]
    pub outer: Option<u64>,
    /// Where results folders go.
    #[arg(long, value_name = "DIR", default_value = "results")]
    pub out: PathBuf,
    /// Replace the results of another scenario, and whatever else stands in its folder.
    #[arg(long)]
    pub force: bool,
    /// Print findings.json in place of the table; one scenario only.
    #[arg(long)]
    pub json: bool,
    /// Print nothing but problems.
    #[arg(short, long, conflicts_with = "json")]
    pub quiet: bool,
    /// Say on standard error when the simulation of each scenario begins.
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Make the report of a results folder again, without simulating.
///
/// One HTML file that opens without a network and prints on A4, in Chinese and English: the answer, pictures, tables,
/// assumptions, sampling errors and provenance. It is made of what the folder holds: the same bytes as the run or the study wrote.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast report results/baseline\n  \
    fiscast report results/baseline-sensitivity\n  \
    fiscast report results/baseline --out report-for-the-bureau.html")]
pub(super) struct ReportArguments {
    /// A results folder: of a run or of any study.
    #[arg(value_name = "RESULTS_DIR")]
    pub results: PathBuf,
    /// Where the report goes; report.html in the folder where absent.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Check scenario and policy files and report every problem at once.
///
/// Every problem is reported with file, line and column. Exit code 2 if there is an error; warnings do not count.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fiscast check scenarios/*.toml scenarios/policies/*.toml")]
pub(super) struct CheckArguments {
    /// Scenario and policy files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Put a further file's changes on top of each scenario; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
}

/// Draw one chart of a results folder, or print the numbers behind it.
///
/// Nothing is simulated: the chart shows what a run or a study has left in the folder. As csv, it is the numbers that
/// the picture shows, with their standard errors and 95 % intervals, for Excel and WPS.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast chart results/baseline --kind yearly-cash --out yearly-cash.svg\n  \
    fiscast chart results/baseline --kind fund --out fund.png\n  \
    fiscast chart results/baseline --kind payers --format csv\n  \
    fiscast chart results/baseline-sensitivity --kind tornado --out tornado.png\n\n\
Charts of a run and of exact: distribution (the horizon's cash, with the chance that it exceeds an amount), yearly-cash (the city's special fund), \
yearly-cash-all (all payers), yearly-accrual (obligations as they arise), clauses, payers (the city and each county), \
commitments (what is paid after the horizon); of a run also contributions (to the worst 5 %) and fund (the special fund's \
account).\n\
compare: curves, years, difference and waterfall; of several others each with its id, like difference-low.\n\
readings: options, combinations, effects. sensitivity: tornado; with --indices also indices and luck.\n\
appropriate: frontier. verify: obligations, and cash-2022 and so on for each year.\n\
A name that the folder does not have is answered with those that it has.")]
pub(super) struct ChartArguments {
    /// A results folder: of a run or of any study.
    #[arg(value_name = "RESULTS_DIR")]
    pub results: PathBuf,
    /// Which chart; they are listed below.
    #[arg(long, value_name = "KIND")]
    pub kind: String,
    /// What to make; without it, what the name of --out ends with, or svg.
    #[arg(long, value_enum)]
    pub format: Option<ChartFormat>,
    /// Write this file; without it, svg and csv are printed.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ChartFormat {
    /// Scalable; text stays text.
    Svg,
    /// 2560 × 1440 pixels.
    Png,
    /// The numbers.
    Csv,
}

/// Say what is due for real events, under which clause and by whom, and why the rest pays nothing.
///
/// No chance is in it: the law that the simulation runs decides the events of a table as Excel or WPS saves it (CSV).
/// Contradictions among the events are errors with their line. docs/events.md describes the columns.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast apply events.csv --scenario scenarios/baseline.toml\n  \
    fiscast apply events.csv --scenario scenarios/baseline.toml --as-of 2024-12-31\n  \
    fiscast apply --template --scenario scenarios/baseline.toml\n\n\
With --out: obligations.csv, refusals.csv, clauses.csv, determination.json, and the events, scenario and policy that they rest on.")]
#[command(override_usage = "fiscast apply [OPTIONS] <EVENTS> --scenario <SCENARIO>\n       \
    fiscast apply --template [--scenario <SCENARIO>] > events.csv")]
pub(super) struct ApplyArguments {
    /// A table of events.
    #[arg(value_name = "EVENTS", required_unless_present = "template", conflicts_with = "template")]
    pub events: Option<PathBuf>,
    /// The scenario whose policy, readings, counties and shares apply.
    #[arg(long, value_name = "SCENARIO", required_unless_present = "template")]
    pub scenario: Option<PathBuf>,
    /// Put a further file's changes on top of the scenario; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// Leave out events of later days, and say what is due by this one.
    #[arg(long, value_name = "DATE", value_parser = super::apply::day)]
    pub as_of: Option<Date>,
    /// Print a table with one example of each event, to start from.
    #[arg(long)]
    pub template: bool,
    /// Write the results into this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "template")]
    pub out: Option<PathBuf>,
    /// Replace other results, and whatever else stands in the folder.
    #[arg(long)]
    pub force: bool,
    /// Print JSON; amounts in fen.
    #[arg(long, conflicts_with = "template")]
    pub json: bool,
}

/// Show what each clause of the policy pays, to whom, or why it pays nothing.
///
/// Each clause with its article and words, its amounts, beneficiaries and responsible units, how it is modelled, and
/// the readings that the words leave open.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fiscast clauses --lang en")]
pub(super) struct ClausesArguments {
    /// A policy file; the program's own policy where absent.
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
}

/// Decide legal cases that state what is owed, and say where the law differs.
///
/// A case states events, a reading and what is owed for them; docs/legal-cases.md describes the files. Exit code 1 if a case
/// does not hold.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  fiscast cases tests/cases/listing-reward.toml")]
pub(super) struct CasesArguments {
    /// Files of cases.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// Tell the whole story of one simulated path, or of the paths that show a bad outcome.
///
/// Drivers, institutes, firms, events in order of date, obligations with their clause, who pays what and when, what lapses,
/// what pays nothing and why, and the fund account. A path is the same as in `run` with the same scenario and seed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast trace scenarios/baseline.toml --near-quantile 95%\n  \
    fiscast trace scenarios/baseline.toml --worst 3 --paths 20000\n  \
    fiscast trace scenarios/baseline.toml --path 12 --json")]
#[command(override_usage = "fiscast trace [OPTIONS] <SCENARIO> --path <K>\n       \
    fiscast trace [OPTIONS] <SCENARIO> --worst <N>\n       \
    fiscast trace [OPTIONS] <SCENARIO> --near-quantile <LEVEL>")]
#[command(group = clap::ArgGroup::new("which").required(true).args(["path", "worst", "near_quantile"]))]
pub(super) struct TraceArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// The path of this number, from 0.
    #[arg(long, value_name = "K", value_parser = number, allow_negative_numbers = true)]
    pub path: Option<u64>,
    /// The so many paths with the highest cash over the horizon.
    #[arg(long, value_name = "N", value_parser = worst)]
    pub worst: Option<usize>,
    /// A path whose cash over the horizon is this quantile, like 95%.
    #[arg(long, value_name = "LEVEL")]
    pub near_quantile: Option<String>,
    /// Among how many paths to look, 100000 unless told; with --path, against how many to hold that path.
    #[arg(long, value_name = "N", value_parser = paths)]
    pub paths: Option<u64>,
    /// The seed of all chance.
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed, allow_negative_numbers = true)]
    pub seed: u64,
    /// Print JSON, every event included; amounts in fen.
    #[arg(long)]
    pub json: bool,
}

/// Show every parameter of a scenario with its source, or what another scenario states otherwise.
///
/// The effective scenario, all layers merged: each value with its unit, plausible range, source, mark of an assumption,
/// and the file and line that states it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast show scenarios/baseline.toml\n  \
    fiscast show scenarios/baseline.toml --diff scenarios/stretch.toml")]
pub(super) struct ShowArguments {
    /// A scenario file.
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// Put a further file's changes on top; may be repeated.
    #[arg(long = "with", value_name = "OVERLAY")]
    pub overlays: Vec<PathBuf>,
    /// Print only what this scenario states otherwise.
    #[arg(long, value_name = "OTHER")]
    pub diff: Option<PathBuf>,
}

/// Write a commented scenario to start from.
///
/// The file stands alone and works wherever it lies; it is never written over another one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast new my-city\n  \
    fiscast new my-city --from baseline")]
pub(super) struct NewArguments {
    /// The scenario's id, of a-z, 0-9, _ and -; NAME.toml is written into the current folder.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The shipped scenario to start from.
    #[arg(long, value_name = "SCENARIO", default_value = STARTS[0].id, value_parser = starts())]
    pub from: String,
}

/// What `--from` offers.
fn starts() -> PossibleValuesParser {
    PossibleValuesParser::new(STARTS.iter().map(|start| PossibleValue::new(start.id).help(start.about.1)))
}

/// Print what a shell needs to complete commands and options.
///
/// The text goes where the shell looks for completions.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast completions bash > ~/.local/share/bash-completion/completions/fiscast\n  \
    fiscast completions fish > ~/.config/fish/completions/fiscast.fish\n\n\
zsh: a file _fiscast in a folder of $fpath. powershell: a line of $PROFILE.")]
pub(super) struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

/// Print the JSON Schema of scenario or policy files, for editors.
///
/// An editor that knows the schema completes keys, shows their meaning and unit, and points at a misspelt one. A file names
/// its schema in its first line: #:schema scenario.schema.json
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    fiscast schema > scenario.schema.json\n  \
    fiscast schema policy > policy.schema.json")]
pub(super) struct SchemaArguments {
    /// Of which files.
    #[arg(value_name = "KIND", value_enum, default_value_t = SchemaKind::Scenario)]
    pub kind: SchemaKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    /// Scenario files, and overlays.
    Scenario,
    /// Policy files.
    Policy,
}

fn number(text: &str) -> Result<u64, ArgumentError> {
    let told =
        || both!("请写路径编号，从 0 起的整数", "write the number of a path, a whole number from 0").into();
    text.parse::<u64>().map_err(|_| told())
}

fn outer(text: &str) -> Result<u64, ArgumentError> {
    match text.parse::<u64>() {
        Ok(draws @ 2..=100_000_000) => Ok(draws),
        _ => Err(both!("请写抽取次数，至少 2", "write a whole number of draws, at least 2").into()),
    }
}

fn worst(text: &str) -> Result<usize, ArgumentError> {
    match text.parse::<usize>() {
        Ok(count) if (1..=1000).contains(&count) => Ok(count),
        _ => Err(both!("请写 1 到 1000 的整数", "write a whole number from 1 to 1000").into()),
    }
}
