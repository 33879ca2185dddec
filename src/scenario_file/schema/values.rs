//! Kinds of values in a schema. A pattern takes whatever the readers take of the form; its size is theirs to judge.

use super::json::Json;
use crate::scenario_file::catalogue::{Choices, Kind};

/// What a schema says of a kind of value.
pub(super) struct Value {
    /// Its name among the definitions.
    pub name: &'static str,
    /// JSON types; a TOML date counts as a text.
    types: &'static [&'static str],
    /// The form of a text; empty where any will do.
    pattern: &'static str,
    /// Bounds of a number.
    bounds: (Option<i64>, Option<i64>),
    /// What it is, in both languages, with how one is written.
    pub words: (&'static str, &'static str),
}

const TEXT: &[&str] = &["string"];
const NUMBER: &[&str] = &["string", "number"];
const WHOLE: &[&str] = &["string", "integer"];

const ANY_NUMBER: &str = r"^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*%?\s*$";
// -0 is no negative number
const NOT_NEGATIVE: &str =
    r"^\s*(\+?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|-(0+\.?0*|\.0+)([eE][-+]?[0-9]+)?)\s*%?\s*$";
const AMOUNT: &str = r"^\s*(\+?([0-9][0-9,]*\.?[0-9]*|\.[0-9]+)|-(0[0,]*\.?0*|\.0+))\s*(元|万元|亿元)\s*$";
const FOUR_DIGIT_YEAR: &str = "^0*(19[0-9]{2}|2[01][0-9]{2}|2200)$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const VISIBLE: &str = r"\S";
/// An identifier.
pub(super) const IDENTIFIER: &str = "^[a-z0-9_-]{1,64}$";
const MARKET: &str = "^[A-Za-z0-9_-]{1,64}$";

/// What a schema says of a kind.
pub(super) fn value(kind: Kind) -> Value {
    let of = |name, types, pattern, bounds, zh, en| Value { name, types, pattern, bounds, words: (zh, en) };
    let (any, from_0) = ((None, None), (Some(0), None));
    match kind {
        Kind::Money => of(
            "money",
            TEXT,
            AMOUNT,
            any,
            "金额，带单位，如 \"500万元\"",
            "an amount with its unit, such as \"500万元\"",
        ),
        Kind::PositiveMoney => of(
            "positive_money",
            TEXT,
            AMOUNT,
            any,
            "大于 0 的金额，带单位，如 \"500万元\"",
            "an amount above 0 with its unit, such as \"500万元\"",
        ),
        Kind::Probability => of(
            "probability",
            NUMBER,
            NOT_NEGATIVE,
            (Some(0), Some(1)),
            "0 至 1 的概率，如 \"12%\" 或 \"0.12\"",
            "a probability from 0 to 1, such as \"12%\" or \"0.12\"",
        ),
        Kind::Share => of(
            "share",
            NUMBER,
            NOT_NEGATIVE,
            (Some(0), Some(1)),
            "0 至 1 的比例，如 \"50%\" 或 \"0.5\"",
            "a share from 0 to 1, such as \"50%\" or \"0.5\"",
        ),
        Kind::Rate => of(
            "factor",
            NUMBER,
            NOT_NEGATIVE,
            from_0,
            "不小于 0 的数，如 \"0.8\"",
            "a number that is not negative, such as \"0.8\"",
        ),
        Kind::EventRate => of(
            "rate",
            NUMBER,
            NOT_NEGATIVE,
            (Some(0), Some(1000)),
            "0 至 1000 的数，如 \"0.8\"",
            "a rate from 0 to 1000, such as \"0.8\"",
        ),
        Kind::Variation => of(
            "variation",
            NUMBER,
            NOT_NEGATIVE,
            (Some(0), Some(10)),
            "0 至 10 的变异系数，如 \"0.4\"",
            "a coefficient of variation from 0 to 10, such as \"0.4\"",
        ),
        Kind::PositiveRate => of(
            "positive_number",
            NUMBER,
            NOT_NEGATIVE,
            from_0,
            "大于 0 的数，如 \"0.8\"",
            "a number above 0, such as \"0.8\"",
        ),
        Kind::Real => of("number", NUMBER, ANY_NUMBER, any, "数，如 \"0.26\"", "a number, such as \"0.26\""),
        Kind::Correlation => of(
            "correlation",
            NUMBER,
            ANY_NUMBER,
            (Some(-1), Some(1)),
            "-1 至 1 的相关系数，如 \"0.3\"",
            "a correlation from -1 to 1, such as \"0.3\"",
        ),
        Kind::Count => of(
            "count",
            WHOLE,
            r"^\s*[0-9]+\s*$",
            (Some(0), Some(1_000_000)),
            "整数，如 3",
            "a whole number, such as 3",
        ),
        Kind::Age => of(
            "age",
            WHOLE,
            r"^\s*[0-9]+\s*年?\s*$",
            (Some(0), Some(200)),
            "整年数，如 2 或 \"2年\"",
            "whole years, such as 2 or \"2年\"",
        ),
        Kind::Year => of(
            "year",
            WHOLE,
            FOUR_DIGIT_YEAR,
            (Some(1900), Some(2200)),
            "年度，如 2022",
            "a year, such as 2022",
        ),
        Kind::Date => of(
            "date",
            TEXT,
            DAY,
            any,
            "日期，不加引号，如 2022-01-30",
            "a day without quotation marks, such as 2022-01-30",
        ),
        Kind::MonthDay => of(
            "month_day",
            TEXT,
            r"^\s*\+?[0-9]+-\+?[0-9]+\s*$",
            any,
            "月和日，如 \"04-30\"",
            "month and day, such as \"04-30\"",
        ),
        Kind::Boolean => of("truth", &["boolean"], "", any, "true（是）或 false（否）", "true or false"),
        Kind::Line => of("line", TEXT, VISIBLE, any, "一行文字", "a text on one line"),
        Kind::Words => of("words", TEXT, VISIBLE, any, "文字", "a text"),
        Kind::ScenarioId => of(
            "scenario_id",
            TEXT,
            "^[a-z0-9_+-]{1,512}$",
            any,
            "标识：小写字母、数字、_ 和 -",
            "an identifier of a-z, 0-9, _ and -",
        ),
        Kind::Id => of(
            "id",
            TEXT,
            IDENTIFIER,
            any,
            "标识：小写字母、数字、_ 和 -",
            "an identifier of a-z, 0-9, _ and -",
        ),
        Kind::Market => of(
            "market",
            TEXT,
            MARKET,
            any,
            "市场标识，如 \"NEEQ\"",
            "identifier of a market, such as \"NEEQ\"",
        ),
        Kind::File => of("file", TEXT, r"\.toml$", any, "以 .toml 结尾的路径", "a path ending in .toml"),
        Kind::PolicyFile => of(
            "policy_file",
            TEXT,
            r"(^xinxiang-2022-9|\.toml)$",
            any,
            "程序自带的 \"xinxiang-2022-9\"，或以 .toml 结尾的路径",
            "the program's own \"xinxiang-2022-9\", or a path ending in .toml",
        ),
    }
}

impl Value {
    /// Adds to a schema what holds for a value of this kind, besides further JSON types that may stand there.
    pub fn constrain(&self, schema: Json, further: &[&str]) -> Json {
        let types: Vec<&str> = self.types.iter().chain(further).copied().collect();
        let mut schema = match types.as_slice() {
            [one] => schema.with("type", *one),
            many => schema.with("type", Json::list(many.iter().copied())),
        };
        if !self.pattern.is_empty() {
            schema = schema.with("pattern", self.pattern);
        }
        if self.name == "date" {
            schema = schema.with("format", "date");
        }
        if let Some(least) = self.bounds.0 {
            schema = schema.with("minimum", least);
        }
        if let Some(most) = self.bounds.1 {
            schema = schema.with("maximum", most);
        }
        schema
    }
}

/// The form of a distribution's choices, and what they are.
pub(super) fn choices(choices: Choices) -> (&'static str, (&'static str, &'static str)) {
    match choices {
        Choices::Counts => ("^(0|[1-9][0-9]{0,2}|1000)$", ("家数 = 权重", "numbers with their weights")),
        Choices::Years => (FOUR_DIGIT_YEAR, ("年度 = 权重", "years with their weights")),
        Choices::Dates => (DAY, ("\"日期\" = 权重", "\"days\" with their weights")),
        Choices::Ids => (IDENTIFIER, ("标识 = 权重", "identifiers with their weights")),
        Choices::Markets => (MARKET, ("市场 = 权重", "markets with their weights")),
        Choices::Lags => (
            "^(0|[1-9]|[12][0-9]|30|never)$",
            ("年数 = 权重，never 为不再支付", "years with their weights; never: not paid any more"),
        ),
    }
}

/// The form of a year that is a key.
pub(super) const YEAR_KEY: &str = FOUR_DIGIT_YEAR;
