//! The command line in a language, which is known before anything else is.

use std::ffi::{OsStr, OsString};

use clap::builder::Resettable;
use clap::{Arg, Command, CommandFactory};

use super::arguments::Arguments;
use super::chinese_help::{CommandWords, placeholder, words_of};
use super::chinese_values::with_values;
use super::help_page::{Layout, page};
use super::text_columns::columns_of_terminal;
use crate::language::Language;

/// The environment's word on the language.
pub(super) const VARIABLE: &str = "FISCAST_LANG";

/// The language asked for: by `--lang` among the arguments, by the environment, or Chinese.
pub(super) fn language(arguments: &[OsString], environment: Option<&OsStr>) -> Language {
    let named =
        |name: &OsStr| Language::ALL.iter().find(|(_, known)| name == *known).map(|(language, _)| *language);
    let asked = asked_languages(arguments).iter().rev().find_map(|name| named(name));
    asked.or_else(|| environment.and_then(named)).unwrap_or(Language::Chinese)
}

/// What stands behind each `--lang` of the arguments.
pub(super) fn asked_languages(arguments: &[OsString]) -> Vec<OsString> {
    let mut asked = Vec::new();
    let mut words = arguments.iter().skip(1).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        match word.to_str().and_then(|word| word.strip_prefix("--lang")) {
            Some("") => asked.extend(words.next().cloned()),
            Some(value) => asked.extend(value.strip_prefix('=').map(OsString::from)),
            None => {}
        }
    }
    asked
}

/// Whether the environment says nothing on the language: where it is empty, and where what it says is no language but
/// `--lang` says one, which the parser would not see before it has complained.
pub(super) fn is_void(variable: &OsStr, arguments: &[OsString]) -> bool {
    let is_language = Language::ALL.iter().any(|(_, name)| variable == *name);
    variable.is_empty() || (!is_language && !asked_languages(arguments).is_empty())
}

/// The command line with its help in a language, which heeds the environment or does not.
pub(super) fn command(language: Language, heeds_variable: bool) -> Command {
    let mut command = Arguments::command();
    if !heeds_variable {
        command = command.mut_arg("lang", |lang| lang.env(Resettable::Reset));
    }
    match language {
        Language::English => command,
        Language::Chinese => in_chinese(command),
    }
}

/// Arguments with the full-width commas of lists as plain ones.
pub(super) fn with_plain_commas(arguments: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let lists: Vec<String> = command
        .get_subcommands()
        .flat_map(Command::get_arguments)
        .filter(|argument| argument.get_value_delimiter() == Some(','))
        .filter_map(|argument| argument.get_long().map(|long| format!("--{long}")))
        .collect();
    let mut is_list = false;
    let plain = |word: OsString, is_list: bool| match word.to_str() {
        Some(text) if is_list => text.replace('，', ",").into(),
        _ => word,
    };
    let mut words = Vec::new();
    for word in arguments {
        let names = word.to_str().and_then(|word| word.split_once('=')).map(|(name, _)| name);
        let carries = is_list || names.is_some_and(|name| lists.iter().any(|list| list == name));
        is_list = lists.iter().any(|list| word == list.as_str());
        words.push(plain(word, carries));
    }
    words
}

/// The command line in Chinese: built first, so that what the parser adds is there to be told as well.
fn in_chinese(mut command: Command) -> Command {
    command.build();
    let most = columns_of_terminal();
    let command = said(command).mut_subcommands(|command| said(nested(command)));
    let pages = |command: Command| {
        let [short, long] = [false, true].map(|is_long| page(&command, Layout { is_long, most }));
        command.before_help(short).before_long_help(long).help_template("{before-help}")
    };
    pages(command.mut_subcommands(pages))
}

/// The commands that `help` takes, which only completions show.
fn nested(command: Command) -> Command {
    command.mut_subcommands(|command| match words_of(command.get_name()) {
        Some(words) => command.about(words.about),
        None => command,
    })
}

/// A command with its Chinese words.
fn said(command: Command) -> Command {
    let Some(words) = words_of(command.get_name()) else {
        return command;
    };
    let after = after(&command, words);
    let mut command = command.about(words.about).after_help(after).mut_args(|argument| told(argument, words));
    if !words.more.is_empty() {
        command = command.long_about(format!("{}\n\n{}", words.about, words.more));
    }
    if !words.usage.is_empty() {
        command = command.override_usage(words.usage.join("\n       "));
    }
    if command.has_subcommands() {
        command = command.subcommand_value_name(placeholder("COMMAND"));
    }
    command
}

/// What stands below the options: the English help's examples, which are what must be typed, between Chinese words.
fn after(command: &Command, words: &CommandWords) -> String {
    let english = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let examples: Vec<String> = english
        .lines()
        .filter(|line| line.starts_with("  fiscast "))
        .map(|line| line.replace(" --lang en", ""))
        .collect();
    let examples =
        if examples.is_empty() { String::new() } else { format!("示例：\n{}", examples.join("\n")) };
    let parts = [words.before, &examples, words.after];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// An argument with its Chinese words.
fn told(argument: Arg, words: &CommandWords) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let Some(help) = words.argument(&id) else {
        return argument;
    };
    let (short, long) = match id.as_str() {
        "help" => (format!("{help}（--help 更详细）"), format!("{help}（-h 只列摘要）")),
        _ => (help.to_owned(), help.to_owned()),
    };
    let is_told_long = argument.get_long_help().is_some();
    let mut argument = argument.help(short);
    if is_told_long {
        argument = argument.long_help(long);
    }
    let name = argument.get_value_names().and_then(|names| names.first()).and_then(|name| placeholder(name));
    if let Some(name) = name {
        argument = argument.value_name(name);
    }
    with_values(argument, words)
}
