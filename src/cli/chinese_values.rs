//! Values that an argument takes, with their Chinese meaning.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{EnumValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command, Error, ValueEnum};

use super::arguments::{ChartFormat, SchemaKind};
use super::chinese_help::CommandWords;
use super::shared_options::Language;
use crate::scenario_file::Start;

/// An argument whose values are told in Chinese.
pub(super) fn with_values(argument: Arg, words: &CommandWords) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let meaning = |name: &str| match id.as_str() {
        "from" => Start::named(name).map(|start| start.about.0),
        _ => words.value(&id, name),
    };
    let values: Vec<PossibleValue> = argument
        .get_possible_values()
        .into_iter()
        .map(|value| match meaning(value.get_name()) {
            Some(meaning) => value.help(meaning),
            None => value,
        })
        .collect();
    match id.as_str() {
        "lang" => argument.value_parser(Named::<Language>::new(values)),
        "format" => argument.value_parser(Named::<ChartFormat>::new(values)),
        "kind" if !values.is_empty() => argument.value_parser(Named::<SchemaKind>::new(values)),
        "from" => argument.value_parser(PossibleValuesParser::new(values)),
        _ => argument,
    }
}

/// A choice as the arguments' types have it, told in other words.
#[derive(Debug, Clone)]
struct Named<V> {
    values: Vec<PossibleValue>,
    choice: PhantomData<V>,
}

impl<V> Named<V> {
    fn new(values: Vec<PossibleValue>) -> Self {
        Named { values, choice: PhantomData }
    }
}

impl<V: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Named<V> {
    type Value = V;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<V, Error> {
        EnumValueParser::<V>::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values.iter().cloned()))
    }
}
