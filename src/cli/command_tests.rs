//! The command line says the same in both languages.

use std::ffi::OsString;

use clap::{Arg, Command};

use super::chinese_help::{PLACEHOLDERS, SHARED, SHARED_VALUES, every_command, words_of};
use super::command::{asked_languages, command, language, with_plain_commas};
use crate::language::Language;

/// What is said of something in both languages, with its place.
struct Said {
    place: String,
    zh: String,
    en: String,
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn built(language: Language) -> Command {
    let mut command = command(language, true);
    command.build();
    command
}

/// The program and its commands in both languages.
fn pairs() -> Vec<(Command, Command)> {
    let (zh, en) = (built(Language::Chinese), built(Language::English));
    let commands = |command: &Command| -> Vec<Command> {
        [command.clone()].into_iter().chain(command.get_subcommands().cloned()).collect()
    };
    commands(&zh).into_iter().zip(commands(&en)).collect()
}

fn visible(command: &Command) -> Vec<&Arg> {
    let mut arguments: Vec<&Arg> =
        command.get_arguments().filter(|argument| !argument.is_hide_set()).collect();
    arguments.sort_by_key(|argument| argument.get_id().as_str());
    arguments
}

fn everything_said() -> Vec<Said> {
    let mut all = Vec::new();
    let text = |words: Option<&clap::builder::StyledStr>| words.map(ToString::to_string).unwrap_or_default();
    for (zh, en) in pairs() {
        assert_eq!(zh.get_name(), en.get_name());
        let name = zh.get_name().to_owned();
        let mut say = |place: String, zh: String, en: String| all.push(Said { place, zh, en });
        say(name.clone(), text(zh.get_about()), text(en.get_about()));
        if en.get_long_about().is_some() {
            say(format!("{name}, long"), text(zh.get_long_about()), text(en.get_long_about()));
        }
        if en.get_after_help().is_some() {
            say(format!("{name}, after"), text(zh.get_after_help()), text(en.get_after_help()));
        }
        let (arguments, others) = (visible(&zh), visible(&en));
        let ids = |arguments: &[&Arg]| -> Vec<String> {
            arguments.iter().map(|one| one.get_id().to_string()).collect()
        };
        assert_eq!(ids(&arguments), ids(&others), "{name}");
        for (zh, en) in arguments.iter().zip(&others) {
            let place = format!("{name} {}", zh.get_id());
            assert_eq!((zh.get_long(), zh.get_short()), (en.get_long(), en.get_short()), "{place}");
            assert_eq!(
                (zh.get_default_values(), zh.get_env()),
                (en.get_default_values(), en.get_env()),
                "{place}"
            );
            say(place.clone(), text(zh.get_help()), text(en.get_help()));
            let variable = zh.get_env().map(|name| name.to_string_lossy()).unwrap_or_default();
            assert!(text(zh.get_help()).contains(&*variable), "{place}: {variable}");
            if en.get_long_help().is_some() {
                say(format!("{place}, long"), text(zh.get_long_help()), text(en.get_long_help()));
            }
            let values = [zh.get_possible_values(), en.get_possible_values()];
            assert_eq!(values[0].len(), values[1].len(), "{place}");
            for (zh, en) in values[0].iter().zip(&values[1]).filter(|(_, en)| en.get_help().is_some()) {
                assert_eq!(zh.get_name(), en.get_name(), "{place}");
                let place = format!("{place} {}", en.get_name());
                say(place, text(zh.get_help()), text(en.get_help()));
            }
        }
    }
    all
}

#[test]
fn everything_is_said_in_chinese() {
    let all = everything_said();
    assert!(all.len() > 200, "{}", all.len());
    for Said { place, zh, en } in all {
        // a word for a language is Chinese in both
        assert!(is_chinese(&zh) && (zh != en || place.ends_with("lang zh")), "{place}: {zh} — {en}");
        let full_stop = zh.ends_with('。') && !place.contains(", ");
        assert!(!full_stop, "a line of a list has no full stop: {place}: {zh}");
        assert!(!en.is_empty(), "{place}");
    }
}

#[test]
fn placeholders_are_chinese_unless_they_are_letters_and_the_same_in_number() {
    for (zh, en) in pairs() {
        for argument in visible(&zh).into_iter().filter(|argument| argument.get_action().takes_values()) {
            let names = argument.get_value_names().unwrap_or_default();
            assert_eq!(names.len(), 1, "{} {}", zh.get_name(), argument.get_id());
            assert!(is_chinese(&names[0]) || names[0].len() == 1, "{} {}", zh.get_name(), names[0]);
        }
        assert_eq!(zh.get_positionals().count(), en.get_positionals().count(), "{}", zh.get_name());
    }
}

#[test]
fn nothing_is_said_of_what_does_not_exist() {
    let (zh, en) = (built(Language::Chinese), built(Language::English));
    let every: Vec<Command> = [en.clone()].into_iter().chain(en.get_subcommands().cloned()).collect();
    let named = |command: &Command, id: &str| command.get_arguments().any(|argument| argument.get_id() == id);
    for words in every_command() {
        let command = every.iter().find(|command| command.get_name() == words.name).expect(words.name);
        for (id, _) in words.arguments {
            assert!(named(command, id), "{} has no {id}", words.name);
        }
        for (id, value, _) in words.values {
            let argument = command.get_arguments().find(|argument| argument.get_id() == id).expect(id);
            assert!(
                argument.get_possible_values().iter().any(|known| known.get_name() == *value),
                "{id} {value}"
            );
        }
        assert_eq!(words.more.is_empty(), command.get_long_about().is_none(), "{}", words.name);
    }
    for (id, words) in SHARED {
        let uses = every.iter().filter(|command| named(command, id));
        let own = uses
            .filter(|command| words_of(command.get_name()).and_then(|own| own.argument(id)) == Some(*words));
        assert!(own.count() > 0, "nothing has {id}");
    }
    for (id, ..) in SHARED_VALUES {
        assert!(named(&zh, id), "{id}");
    }
    for (name, _) in PLACEHOLDERS {
        let is_used = every.iter().flat_map(Command::get_arguments).any(|argument| {
            argument.get_value_names().is_some_and(|names| names.iter().any(|known| known.as_str() == *name))
        });
        assert!(is_used || *name == "COMMAND", "nothing has {name}");
    }
}

fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

#[test]
fn the_language_is_that_of_the_option_then_of_the_environment_then_chinese() {
    use Language::{Chinese, English};
    for (line, environment, expected) in [
        ("fiscast --help", None, Chinese),
        ("fiscast --help", Some("en"), English),
        ("fiscast --help", Some(""), Chinese),
        ("fiscast --help", Some("fr"), Chinese),
        ("fiscast --lang en run", None, English),
        ("fiscast run --lang=en", None, English),
        ("fiscast run --lang zh", Some("en"), Chinese),
        ("fiscast --lang zh run --lang en", None, English),
        ("fiscast run --lang fr", Some("en"), English),
        ("fiscast run -- --lang en", None, Chinese),
        ("fiscast run --lang", None, Chinese),
        ("fiscast run --language=en", None, Chinese),
    ] {
        let environment = environment.map(OsString::from);
        assert_eq!(language(&words(line), environment.as_deref()), expected, "{line} {environment:?}");
    }
    assert_eq!(asked_languages(&words("fiscast --lang en run --lang=zh")), words("en zh"));
}

#[test]
fn full_width_commas_part_lists_and_nothing_else() {
    for language in [Language::Chinese, Language::English] {
        let command = command(language, true);
        for (line, expected) in [
            (
                "fiscast appropriate a，b --appropriations 1万元，2万元",
                "fiscast appropriate a，b --appropriations 1万元,2万元",
            ),
            (
                "fiscast appropriate --appropriations=1万元，2万元 x，y",
                "fiscast appropriate --appropriations=1万元,2万元 x，y",
            ),
            ("fiscast appropriate --out a，b", "fiscast appropriate --out a，b"),
        ] {
            assert_eq!(with_plain_commas(words(line), &command), words(expected), "{line}");
        }
    }
}
