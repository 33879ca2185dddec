//! The process's arguments, or what is wrong with them in the reader's language.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error, FromArgMatches};

use super::arguments::Arguments;
use super::chinese_complaint::InChinese;
use super::command::{VARIABLE, asked_languages, command, is_void, language, with_plain_commas};
use super::disk::say;
use crate::language::{Language, Text, both};

/// The process's arguments. Where they are wrong, or ask for help, that has been printed: the exit code then,
/// 0 for help and 2 for a complaint.
pub(super) fn arguments() -> Result<Arguments, ExitCode> {
    let given: Vec<OsString> = std::env::args_os().collect();
    let variable = std::env::var_os(VARIABLE);
    let language = language(&given, variable.as_deref());
    let heeds_variable = !variable.as_deref().is_some_and(|variable| is_void(variable, &given));
    let mut command = command(language, heeds_variable);
    let words = with_plain_commas(given, &command);
    let matches = command.try_get_matches_from_mut(&words);
    matches.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|error| {
        match misnamed_variable(&error, &words, variable.as_deref()) {
            // nobody knows which language was meant
            Some(Text { zh, en }) => {
                say(io::stderr(), &format!("错误：{zh}\nerror: {en}\n"));
                ExitCode::from(2)
            }
            None => print(error, language, &mut command, &words),
        }
    })
}

/// What is wrong with the environment's language, where that is what the parser complains of.
fn misnamed_variable(error: &Error, words: &[OsString], variable: Option<&OsStr>) -> Option<Text> {
    let is_language = matches!(error.get(ContextKind::InvalidArg), Some(ContextValue::String(argument)) if argument.starts_with("--lang "));
    if error.kind() != ErrorKind::InvalidValue || !is_language || !asked_languages(words).is_empty() {
        return None;
    }
    let value = variable?.to_string_lossy();
    Some(both!(
        "环境变量 {VARIABLE} 的值 \"{value}\" 无效；请写 zh（中文）或 en（英文），或删除该变量",
        "the environment variable {VARIABLE} is \"{value}\"; write zh (Chinese) or en (English), or unset it"
    ))
}

/// Prints help to standard output and complaints to standard error, coloured as the parser colours them.
fn print(mut error: Error, language: Language, command: &mut Command, words: &[OsString]) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    // a reader that has gone has seen what it wanted
    let _ = match language {
        Language::English => error.print(),
        Language::Chinese => {
            tell_command(&mut error, command, words);
            error.apply::<InChinese>().print()
        }
    };
    code
}

/// Adds the command that was asked for, and its usage where the parser says none.
fn tell_command(error: &mut Error, command: &mut Command, words: &[OsString]) {
    let is_known =
        |word: &&OsString| word.to_str().is_some_and(|word| command.find_subcommand(word).is_some());
    let asked =
        words.iter().skip(1).find(is_known).and_then(|word| word.to_str()).filter(|word| *word != "help");
    let program = command.get_name().to_owned();
    let of = match asked.and_then(|name| command.find_subcommand_mut(name)) {
        Some(subcommand) => subcommand,
        None => command,
    };
    if error.get(ContextKind::Usage).is_none() {
        let usage: StyledStr = of.render_usage();
        error.insert(ContextKind::Usage, ContextValue::StyledStr(usage));
    }
    let name = asked.map_or(program.clone(), |name| format!("{program} {name}"));
    error.insert(ContextKind::Custom, ContextValue::String(name));
}
