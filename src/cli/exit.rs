//! From arguments to an exit code.

use std::process::ExitCode;

use clap::Parser;

use super::arguments::{Arguments, Command};

/// Why a command ended without success.
#[derive(Debug)]
pub(super) enum Failure {
    /// The input was wrong, and what is wrong has been printed.
    WrongInput,
    /// Something failed.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Failed(error)
    }
}

/// Runs the command that the process's arguments name. Exit codes: 0 done, 1 failed, 2 wrong input.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let level = match arguments.verbose {
        0 => log::LevelFilter::Warn,
        1 => log::LevelFilter::Info,
        _ => log::LevelFilter::Debug,
    };
    env_logger::Builder::new()
        .filter_module(env!("CARGO_PKG_NAME"), level)
        .format_timestamp(None)
        .format_target(false)
        .init();
    let result = match &arguments.command {
        Command::Apply(apply) => super::apply::apply(apply),
        Command::Appropriate(appropriate) => super::appropriate::appropriate(appropriate),
        Command::Cases(cases) => super::cases::cases(cases),
        Command::Readings(readings) => super::readings::readings(readings),
        Command::Chart(chart) => super::chart::chart(chart),
        Command::Report(report) => super::report::report(report),
        Command::Run(run) => super::run::run(run),
        Command::Check(check) => super::check::check(check),
        Command::Compare(compare) => super::compare::compare(compare),
        Command::Clauses(clauses) => super::clauses::clauses(clauses),
        Command::Completions(completions) => super::completions::completions(completions),
        Command::New(new) => super::new::new(new),
        Command::Schema(schema) => super::schema::print_schema(schema),
        Command::Sensitivity(sensitivity) => super::sensitivity::sensitivity(sensitivity),
        Command::Show(show) => super::show::show(show),
        Command::Trace(trace) => super::trace::trace(trace),
        Command::Exact(exact) => super::exact::exact(exact),
        Command::Verify(verify) => super::verify::verify(verify),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::WrongInput) => ExitCode::from(2),
        Err(Failure::Failed(error)) => {
            super::disk::say(std::io::stderr(), &format!("error: {error:#}\n"));
            ExitCode::FAILURE
        }
    }
}
