//! What is wrong with the arguments, in Chinese: what, what to do, the usage, and where there is more.

use std::error::Error as _;

use clap::builder::StyledStr;
use clap::builder::styling::Style;
use clap::error::{ContextKind, ContextValue, Error, ErrorFormatter, ErrorKind};

use super::argument_error::ArgumentError;
use super::arguments::STYLES;
use super::help_page::usage;
use super::text_columns::{columns_of_terminal, wrapped};
use crate::language::Told;

/// The parser's errors in Chinese. Their context `Custom` is the command that was asked for.
pub(super) struct InChinese;

impl ErrorFormatter for InChinese {
    fn format_error(error: &Error<Self>) -> StyledStr {
        let mut lines = vec![format!("{}{}", styled(STYLES.get_error(), "错误："), wrong(error))];
        lines.extend(advice(error).into_iter().map(|advice| format!("{INDENT}{advice}")));
        if let Some(ContextValue::StyledStr(english)) = error.get(ContextKind::Usage) {
            lines.push(format!("\n{}", usage(english)));
        }
        let command = text(error, ContextKind::Custom).unwrap_or_default();
        let help = styled(STYLES.get_literal(), format!("{command} --help").trim_start());
        lines.push(format!("\n更多说明：{help}\n"));
        StyledStr::from(lines.join("\n"))
    }
}

/// What stands before each line of advice.
const INDENT: &str = "  ";

/// What is wrong.
fn wrong(error: &Error<InChinese>) -> String {
    let argument = literal(&text(error, ContextKind::InvalidArg).unwrap_or_default());
    let value = invalid(&text(error, ContextKind::InvalidValue).unwrap_or_default());
    match error.kind() {
        ErrorKind::UnknownArgument => unknown(error),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}", invalid(&text(error, ContextKind::InvalidSubcommand).unwrap_or_default()))
        }
        ErrorKind::InvalidValue
            if text(error, ContextKind::InvalidValue).is_none_or(|value| value.is_empty()) =>
        {
            format!("{argument} 之后要写一个值")
        }
        ErrorKind::InvalidValue => format!("{value} 不是 {argument} 可取的值"),
        ErrorKind::ValueValidation => format!("{value} 不能作为 {argument} 的值{}", reason(error)),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::TooManyValues => format!("{argument} 多出一个值 {value}"),
        ErrorKind::TooFewValues => {
            let (least, given) =
                (number(error, ContextKind::MinValues), number(error, ContextKind::ActualNumValues));
            format!("{argument} 至少要写 {least} 个值，只写了 {given} 个")
        }
        ErrorKind::WrongNumberOfValues => {
            let due = number(error, ContextKind::ExpectedNumValues);
            let given = number(error, ContextKind::ActualNumValues);
            format!("{argument} 要写 {due} 个值，写了 {given} 个")
        }
        ErrorKind::NoEquals => format!("{argument} 的值要用等号连接，中间不留空格"),
        ErrorKind::MissingSubcommand => "没有写要执行的命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文字".to_owned(),
        _ => format!("参数无法处理{}", reason(error)),
    }
}

/// An argument that there is not: an option, or a word too many.
fn unknown(error: &Error<InChinese>) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let what = if argument.starts_with('-') { "没有选项" } else { "多出参数" };
    format!("{what} {}", invalid(&argument))
}

/// Arguments that exclude each other, or one that is there twice.
fn conflict(error: &Error<InChinese>, argument: &str) -> String {
    let prior = texts(error, ContextKind::PriorArg);
    if prior.is_empty() || Some(&prior[0]) == text(error, ContextKind::InvalidArg).as_ref() {
        return format!("{argument} 只能写一次");
    }
    let prior: Vec<String> = prior.iter().map(|prior| literal(prior)).collect();
    format!("{argument} 不能与 {} 同时使用", prior.join("、"))
}

/// What a parser of values says, where it speaks Chinese.
fn reason(error: &Error<InChinese>) -> String {
    let told = error.source().and_then(|source| source.downcast_ref::<ArgumentError>());
    told.map_or_else(|| "：写法不对".to_owned(), |told| format!("：{}", told.told().zh))
}

/// What to do about it, in a line each.
fn advice(error: &Error<InChinese>) -> Vec<String> {
    let mut lines = Vec::new();
    let most = columns_of_terminal().saturating_sub(INDENT.len());
    for (kind, what) in [
        (ContextKind::ValidValue, "可选"),
        (ContextKind::ValidSubcommand, "命令"),
        (ContextKind::SuggestedSubcommand, "近似的命令"),
        (ContextKind::SuggestedArg, "近似的选项"),
        (ContextKind::SuggestedValue, "近似的值"),
    ] {
        let names = texts(error, kind).join("、");
        if !names.is_empty() {
            lines.extend(wrapped(&format!("{what}：{names}"), most));
        }
    }
    if let Some(ContextValue::StyledStrs(suggestions)) = error.get(ContextKind::Suggested) {
        lines.extend(suggestions.iter().filter_map(|english| suggestion(&english.to_string())));
    }
    lines
}

/// A suggestion that the parser has in English alone, told by what it quotes.
fn suggestion(english: &str) -> Option<String> {
    let quoted: Vec<&str> = english.split('\'').skip(1).step_by(2).collect();
    match quoted[..] {
        [value, written] if english.starts_with("to pass ") => {
            Some(format!("若 {} 是参数的值，请写作 {}", invalid(value), valid(written)))
        }
        [command, dashes] => {
            Some(format!("若要执行命令 {}，请去掉它前面的 {}", valid(command), invalid(dashes)))
        }
        [place] => Some(format!("可用的写法：{}", valid(place))),
        _ => None,
    }
}

fn text(error: &Error<InChinese>, kind: ContextKind) -> Option<String> {
    let texts = texts(error, kind);
    (!texts.is_empty()).then(|| texts.join("、"))
}

fn texts(error: &Error<InChinese>, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

fn number(error: &Error<InChinese>, kind: ContextKind) -> isize {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    }
}

fn literal(text: &str) -> String {
    styled(STYLES.get_literal(), text)
}

fn valid(text: &str) -> String {
    styled(STYLES.get_valid(), text)
}

fn invalid(text: &str) -> String {
    styled(STYLES.get_invalid(), &format!("\"{text}\""))
}

fn styled(style: &Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
