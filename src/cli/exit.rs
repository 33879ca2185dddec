//! From arguments to an exit code.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Command;
use super::disk::say;
use crate::language::{Text, Told, both, system_reason};

/// Why a command ended without success.
#[derive(Debug)]
pub(super) enum Failure {
    /// The input was wrong: what is wrong with it, or nothing where that has been printed with its places.
    WrongInput(Vec<Text>),
    /// Something failed.
    Failed(Text),
}

impl Failure {
    /// One thing that is wrong with what was asked.
    pub fn wrong(text: Text) -> Self {
        Failure::WrongInput(vec![text])
    }

    /// Wrong input whose problems have been printed.
    pub fn printed() -> Self {
        Failure::WrongInput(Vec::new())
    }

    /// What an error says is wrong with what was asked.
    pub fn told(error: impl Told) -> Self {
        Failure::wrong(error.told())
    }
}

/// What did not succeed, said of an error that has no words of its own.
pub(super) trait OrFail<T> {
    /// The value, or the failure that the words and the error tell.
    fn or_fail(self, what: impl FnOnce() -> Text) -> Result<T, Failure>;
}

impl<T, E: std::fmt::Display> OrFail<T> for Result<T, E> {
    fn or_fail(self, what: impl FnOnce() -> Text) -> Result<T, Failure> {
        self.map_err(|error| Failure::Failed(what().then(&format!("：{error}"), &format!(": {error}"))))
    }
}

/// What is said where JSON cannot be written.
pub(super) fn no_json() -> Text {
    both!("无法生成 JSON", "cannot write JSON")
}

/// What is said where the workbook cannot be made.
#[cfg(feature = "workbook")]
pub(super) fn no_workbook() -> Text {
    both!("无法生成工作簿", "cannot make the workbook")
}

/// What fails where a file cannot be written.
pub(super) fn not_written(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| {
        let (path, reason) = (path.display(), system_reason(&error));
        Failure::Failed(both!("无法写入 {path}：{reason}", "cannot write {path}: {error}"))
    }
}

/// Runs the command that the process's arguments name. Exit codes: 0 done, 1 failed, 2 wrong input.
pub fn main() -> ExitCode {
    let arguments = match super::argument_complaint::arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let language = arguments.lang.named();
    let result = match &arguments.command {
        Command::Apply(apply) => super::apply::apply(apply, language),
        Command::Appropriate(appropriate) => super::appropriate::appropriate(appropriate, language),
        Command::Cases(cases) => super::cases::cases(cases, language),
        Command::Readings(readings) => super::readings::readings(readings, language),
        Command::Chart(chart) => super::chart::chart(chart, language),
        Command::Report(report) => super::report::report(report),
        Command::Run(run) => super::run::run(run, language),
        Command::Check(check) => super::check::check(check, language),
        Command::Compare(compare) => super::compare::compare(compare, language),
        Command::Clauses(clauses) => super::clauses::clauses(clauses, language),
        Command::Completions(completions) => super::completions::completions(completions, language),
        Command::New(new) => super::new::new(new, language),
        Command::Schema(schema) => super::schema::print_schema(schema),
        Command::Sensitivity(sensitivity) => super::sensitivity::sensitivity(sensitivity, language),
        Command::Show(show) => super::show::show(show, language),
        Command::Trace(trace) => super::trace::trace(trace, language),
        Command::Exact(exact) => super::exact::exact(exact, language),
        Command::Verify(verify) => super::verify::verify(verify, language),
    };
    let (code, texts) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::WrongInput(texts)) => (ExitCode::from(2), texts),
        Err(Failure::Failed(text)) => (ExitCode::FAILURE, vec![text]),
    };
    for text in &texts {
        say(std::io::stderr(), &format!("{}{}\n", language.say("错误：", "error: "), language.of(text)));
    }
    code
}
