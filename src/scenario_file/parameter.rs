//! Parameters: values with what they rest on, each entered in the register of parameters.

use rust_decimal::Decimal;

use super::catalogue::described;
use crate::files::diagnostics::Fault;
use crate::files::kinds::{BOOLEAN, Kind, LINE, Ranged, WORDS, year_of};
use crate::files::reader::Section;
use crate::files::source::Place;
use crate::files::tree::{Entry, Item, Node};
use crate::language::{Text, Told, both};
use crate::quantities::{Horizon, Year};
use crate::scenario::{Assumption, Measure, Origin, StatedWeights, Weights};

/// What a parameter holds besides its value.
#[derive(Default, Clone)]
pub(super) struct Evidence {
    low: Option<String>,
    high: Option<String>,
    alternatives: Vec<(String, String)>,
    measure: Measure,
    pub source: Option<String>,
    pub note: Option<String>,
    pub assumption: bool,
}

/// How values stand in a parameter.
#[derive(Clone, Copy)]
enum Shape {
    One,
    List,
    ByYear(Option<Horizon>),
}

/// A value of a shape: with the label that its part has in messages.
type Parts<T> = Vec<(String, T)>;

impl<'r> Section<'r> {
    /// A parameter that must be there.
    pub fn parameter<T: Ranged + Clone>(&self, key: &str, kind: &Kind<T>) -> Option<T> {
        let parts = self.measured(key, true, kind, Shape::One)?;
        parts.into_iter().next().map(|(_, value)| value)
    }

    /// A parameter that may be absent.
    pub fn optional_parameter<T: Ranged + Clone>(&self, key: &str, kind: &Kind<T>) -> Option<T> {
        let parts = self.measured(key, false, kind, Shape::One)?;
        parts.into_iter().next().map(|(_, value)| value)
    }

    /// A list that is one parameter, with at least one entry.
    pub fn list<T: Ranged + Clone>(&self, key: &str, required: bool, kind: &Kind<T>) -> Option<Vec<T>> {
        let parts = self.measured(key, required, kind, Shape::List)?;
        Some(parts.into_iter().map(|(_, value)| value).collect())
    }

    /// A map of years: one value for each year of the horizon.
    pub fn by_year<T: Ranged + Clone>(
        &self,
        key: &str,
        kind: &Kind<T>,
        horizon: Option<Horizon>,
    ) -> Option<Vec<T>> {
        let parts = self.measured(key, true, kind, Shape::ByYear(horizon))?;
        let find = |year: Year| parts.iter().find(|(label, _)| *label == year.to_string());
        horizon?.years().map(|year| find(year).map(|(_, value)| value.clone())).collect()
    }

    fn measured<T: Ranged + Clone>(
        &self,
        key: &str,
        required: bool,
        kind: &Kind<T>,
        shape: Shape,
    ) -> Option<Parts<T>> {
        let example = shape.example(kind.example);
        let entry = self.asked(key, required, &example)?;
        let path = self.path_of(key);
        self.read_as(&path, kind);
        let Some(table) = entry
            .table()
            .filter(|table| !matches!(shape, Shape::ByYear(_)) || table.get("by_year").is_some())
        else {
            if let Shape::ByYear(_) = shape {
                let wrong = entry.item.node.described().then("不是按年份的表", " is no map of years");
                let right = both!("请写 {key} = {example}", "write {key} = {example}");
                self.reading.fault(entry.item.place, &path, Fault::new(wrong, right));
                return None;
            }
            let parts = self.parts(&path, &entry.item, kind, shape)?;
            let measure = Measure::Numbers { base: shape.numbers(&parts), low: None, high: None };
            let evidence = Evidence { measure, ..Evidence::default() };
            self.enter(&path, &entry.item, evidence, entry.item.place);
            return Some(parts);
        };
        let inner = Section::new(self.reading, table, path.clone(), entry.key_place);
        let value = inner.required(shape.key(), &shape.value_example(kind.example))?;
        self.reading.remember(&path, value.item.place);
        let parts = self.parts(&path, &value.item, kind, shape);
        let mut evidence = inner.evidence();
        if let Shape::One | Shape::List = shape {
            inner.must_rest_on_something(&evidence);
        } else {
            inner.should_rest_on_something(&evidence);
        }
        let bound = |name: &str| {
            let bound = inner.optional(name)?;
            let parts = self.parts(&inner.path_of(name), &bound.item, kind, shape);
            Some((bound, parts))
        };
        let (low, high) = (bound("low"), bound("high"));
        evidence.low = low.as_ref().map(|(entry, _)| entry.item.node.words());
        evidence.high = high.as_ref().map(|(entry, _)| entry.item.node.words());
        let parts = parts?;
        let numbers = |bound: &Option<(&Entry, Option<Parts<T>>)>| {
            bound.as_ref().and_then(|(_, parts)| parts.as_ref()).map(|parts| shape.numbers(parts))
        };
        evidence.measure =
            Measure::Numbers { base: shape.numbers(&parts), low: numbers(&low), high: numbers(&high) };
        inner.enclosed(&parts, low.and_then(|(entry, parts)| Some((entry, parts?))), -1.0);
        inner.enclosed(&parts, high.and_then(|(entry, parts)| Some((entry, parts?))), 1.0);
        self.enter(&path, &value.item, evidence, value.item.place);
        Some(parts)
    }

    /// Checks that no part lies beyond its bound: below for side -1, above for side 1.
    fn enclosed<T: Ranged>(&self, parts: &Parts<T>, bound: Option<(&Entry, Parts<T>)>, side: f64) {
        let Some((entry, bounds)) = bound else { return };
        let path = self.path_of(&entry.key);
        if bounds.len() != parts.len() && parts.iter().any(|(label, _)| label.starts_with('[')) {
            let (has, needs) = (bounds.len(), parts.len());
            self.reading.error(
                &path,
                both!(
                    "有 {has} 个值，而参数有 {needs} 个",
                    "has {has} values where the parameter has {needs}"
                ),
                both!("请给每个值写出其界限", "give each value its bound"),
            );
            return;
        }
        for (label, value) in parts {
            let Some((_, bound)) = bounds.iter().find(|(other, _)| other == label) else { continue };
            if (value.position() - bound.position()) * side > 0.0 {
                let of = match label.is_empty() {
                    true => Text::default(),
                    false => both!(" {label} 的", " of {label}"),
                };
                let (zh, en) = if side < 0.0 {
                    ("低于 low", "below its low")
                } else {
                    ("高于 high", "above its high")
                };
                self.reading.error(
                    &self.path,
                    Text::new(format!("{}值{zh}", of.zh.trim_start()), format!("the value{} lies {en}", of.en)),
                    both!(
                        "low 与 high 是可信范围的 5% 与 95% 分位数，应把值包含在内",
                        "low and high are the 5 % and 95 % quantiles of what is plausible: they enclose the value"
                    ),
                );
                return;
            }
        }
    }

    fn parts<T>(&self, path: &str, item: &Item, kind: &Kind<T>, shape: Shape) -> Option<Parts<T>> {
        let one = |path: &str, item: &Item| match kind.read(&item.node) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.reading.fault(item.place, path, fault);
                None
            }
        };
        match (shape, &item.node) {
            (Shape::One, _) => Some(vec![(String::new(), one(path, item)?)]),
            (Shape::List, Node::Array(items)) if !items.is_empty() => {
                let read: Vec<_> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| {
                        Some((format!("[{index}]"), one(&format!("{path}[{index}]"), item)?))
                    })
                    .collect();
                read.into_iter().collect()
            }
            (Shape::ByYear(horizon), Node::Table(table)) => {
                self.complete_years(path, item, horizon);
                let read: Vec<_> = table
                    .entries
                    .iter()
                    .map(|entry| {
                        let path = format!("{path}.{}", entry.key);
                        if let Err(error) = year_of(&entry.key) {
                            let right =
                                both!("请以年份为键，如 2022", "write the years as keys, such as 2022");
                            let fault = Fault::new(error.told(), right);
                            self.reading.fault(entry.key_place, &path, fault);
                            return None;
                        }
                        Some((entry.key.clone(), one(&path, &entry.item)?))
                    })
                    .collect();
                read.into_iter().collect()
            }
            (_, node) => {
                let wrong = match node {
                    Node::Array(_) => both!("列表为空", "the list is empty"),
                    node => {
                        let (zh, en) = shape.what();
                        node.described().then(&format!("不是{zh}"), &format!(" is not {en}"))
                    }
                };
                let example = shape.example(kind.example);
                let right = both!("请写 {example}", "write {example}");
                self.reading.fault(item.place, path, Fault::new(wrong, right));
                None
            }
        }
    }

    fn complete_years(&self, path: &str, item: &Item, horizon: Option<Horizon>) {
        let (Some(horizon), Node::Table(table)) = (horizon, &item.node) else { return };
        let absent: Vec<String> =
            horizon.years().map(|year| year.to_string()).filter(|year| table.get(year).is_none()).collect();
        if !absent.is_empty() {
            let (first, last) = (horizon.first(), horizon.last());
            self.reading.problems.error(
                item.place,
                Text::new(
                    format!("{path}：缺少 {} 年的值", absent.join("、")),
                    format!("{path}: no value for {}", absent.join(", ")),
                ),
                both!(
                    "请写出模拟期每一年，{first} 至 {last}",
                    "give every year of the horizon, {first} to {last}"
                ),
            );
        }
    }

    /// A distribution over choices; `find` reads a choice's key.
    pub fn weights<K: PartialEq>(
        &self,
        key: &str,
        required: bool,
        find: &dyn Fn(&str) -> Result<K, Fault>,
    ) -> Option<Weights<K>> {
        const EXAMPLE: &str = "{ weights = { … = \"60%\", … = \"40%\" } }";
        let entry = self.asked(key, required, EXAMPLE)?;
        let path = self.path_of(key);
        let inner = match &entry.item.node {
            Node::Table(table) => Section::new(self.reading, table, path.clone(), entry.key_place),
            other => {
                let wrong = other.described().then("不是分布", " is no distribution");
                let right = both!("请写 {key} = {EXAMPLE}", "write {key} = {EXAMPLE}");
                self.reading.fault(entry.item.place, &path, Fault::new(wrong, right));
                return None;
            }
        };
        let stated = inner.required("weights", "{ … = \"60%\", … = \"40%\" }");
        let mut evidence = inner.evidence();
        inner.should_rest_on_something(&evidence);
        let mut alternatives = Vec::new();
        if let Some(section) = inner.optional_section("alternatives") {
            for entry in section.identifiers() {
                if let Some((stated, _)) = self.distribution(&section.path_of(&entry.key), entry, find) {
                    alternatives.push((entry.key.clone(), stated));
                }
                evidence.alternatives.push((entry.key.clone(), entry.item.node.words()));
            }
        }
        let stated = stated?;
        let (base, weights) = self.distribution(&path, stated, find)?;
        evidence.measure = Measure::Weights { base, alternatives };
        self.enter(&path, &stated.item, evidence, stated.item.place);
        Some(weights)
    }

    /// A distribution as it is written and as it is read.
    fn distribution<K: PartialEq>(
        &self,
        path: &str,
        entry: &Entry,
        find: &dyn Fn(&str) -> Result<K, Fault>,
    ) -> Option<(StatedWeights, Weights<K>)> {
        let Node::Table(table) = &entry.item.node else {
            let wrong = entry.item.node.described().then("不是权重表", " is no table of weights");
            let right = both!(
                "请写选项及其权重，如 {{ 2 = \"60%\", 3 = \"40%\" }}",
                "write choices with their weights, such as {{ 2 = \"60%\", 3 = \"40%\" }}"
            );
            self.reading.fault(entry.item.place, path, Fault::new(wrong, right));
            return None;
        };
        let mut choices: Vec<(K, f64)> = Vec::new();
        let mut stated = StatedWeights::new();
        let mut sound = true;
        for entry in &table.entries {
            let path = format!("{path}.{}", entry.key);
            let choice = find(&entry.key).map_err(|fault| self.reading.fault(entry.key_place, &path, fault));
            let weight = crate::files::kinds::RATE
                .read(&entry.item.node)
                .map_err(|fault| self.reading.fault(entry.item.place, &path, fault));
            match (choice, weight) {
                (Ok(choice), Ok(_)) if choices.iter().any(|(other, _)| *other == choice) => {
                    let fault = Fault::new(
                        both!("同一选项出现两次", "the same choice stands twice"),
                        both!("请把两个权重相加", "add the two weights"),
                    );
                    self.reading.fault(entry.key_place, &path, fault);
                    sound = false;
                }
                (Ok(choice), Ok(weight)) => {
                    choices.push((choice, weight.value()));
                    stated.push((entry.key.clone(), weight.value()));
                }
                _ => sound = false,
            }
        }
        if !sound {
            return None;
        }
        self.warn_of_percentages(path, entry, table.entries.iter().map(|entry| entry.item.node.words()));
        match Weights::new(choices) {
            Ok(weights) => Some((stated, weights)),
            Err(_) => {
                let fault = Fault::new(
                    both!("权重之和为 0", "the weights sum to 0"),
                    both!("至少给一个选项大于 0 的权重", "give at least one choice a weight above 0"),
                );
                self.reading.fault(entry.item.place, path, fault);
                None
            }
        }
    }

    /// Weights written as percentages that miss 100 % are normalised, but may be a slip.
    fn warn_of_percentages(&self, path: &str, entry: &Entry, words: impl Iterator<Item = String>) {
        let mut sum = Decimal::ZERO;
        for word in words {
            let percent: Option<Decimal> =
                word.strip_suffix('%').and_then(|number| number.trim().parse().ok());
            let Some(percent) = percent else { return };
            sum += percent;
        }
        let near = Decimal::new(5, 1);
        if !sum.is_zero() && (sum - Decimal::ONE_HUNDRED).abs() > near {
            let sum = sum.normalize();
            self.reading.problems.warning(
                entry.item.place,
                both!(
                    "{path}：权重之和为 {sum}%，已归一化",
                    "{path}: the weights sum to {sum}% and are normalised"
                ),
                both!(
                    "请使百分数之和为 100%，或写普通权重",
                    "let percentages sum to 100%, or write plain weights"
                ),
            );
        }
    }

    /// Source, note and `assumption` of this table.
    pub(super) fn evidence(&self) -> Evidence {
        Evidence {
            source: self.plain("source", false, &WORDS),
            note: self.plain("note", false, &WORDS),
            assumption: self.plain("assumption", false, &BOOLEAN).unwrap_or(false),
            ..Evidence::default()
        }
    }

    fn must_rest_on_something(&self, evidence: &Evidence) {
        if evidence.source.is_none() && !evidence.assumption && !self.has("source") {
            self.reading.problems.missing(
                self.place,
                rests_on_nothing().about(&self.path),
                source_or_assumption(),
            );
        }
    }

    /// A distribution and a map of years are tables even where they are plain: only one that says more than its
    /// values is asked what it rests on.
    fn should_rest_on_something(&self, evidence: &Evidence) {
        let says_more = self.table.entries.len() > 1;
        if says_more && evidence.source.is_none() && !evidence.assumption {
            self.reading.problems.warning(
                self.place,
                rests_on_nothing().about(&self.path),
                source_or_assumption(),
            );
        }
    }

    /// Enters a value in the register of parameters.
    pub(super) fn enter(&self, path: &str, item: &Item, evidence: Evidence, place: Place) {
        let (line, _) = self.reading.sources.line_and_column(place);
        // a test finds every key that is entered here in the catalogue
        let (meaning, unit) = described(path).unwrap_or_else(|| (Text::same(path), Text::default()));
        self.reading.register(Assumption {
            path: path.to_owned(),
            value: item.node.words(),
            meaning,
            unit,
            low: evidence.low,
            high: evidence.high,
            alternatives: evidence.alternatives,
            measure: evidence.measure,
            source: evidence.source,
            note: evidence.note,
            assumption: evidence.assumption,
            origin: Origin { file: self.reading.sources.file(place.file).name.clone(), line },
        });
    }

    /// A chosen word with what the choice rests on, entered in the register.
    pub fn chosen_word(&self, key: &str, options: &[&'static str]) -> Option<&'static str> {
        let entry = self.table.get(key);
        let Some(table) = entry.and_then(Entry::table).filter(|table| table.is_whole()) else {
            let word = self.word(key, options)?;
            let item = &entry?.item;
            self.enter(&self.path_of(key), item, Evidence::default(), item.place);
            return Some(word);
        };
        self.optional(key);
        let inner = Section::new(self.reading, table, self.path_of(key), entry?.key_place);
        let word = inner.word("value", options);
        let evidence = inner.evidence();
        inner.must_rest_on_something(&evidence);
        let item = &table.get("value")?.item;
        self.enter(&self.path_of(key), item, evidence, item.place);
        word
    }

    /// A line of text that is a parameter's value is never empty.
    pub fn line(&self, key: &str) -> Option<String> {
        self.plain(key, true, &LINE)
    }
}

fn rests_on_nothing() -> Text {
    both!("既未写来源，也未写 assumption = true", "states neither a source nor assumption = true")
}

fn source_or_assumption() -> Text {
    both!(
        "请加 source = \"…\"；若无来源，则加 assumption = true",
        "add source = \"…\", or assumption = true where no source says it"
    )
}

impl Shape {
    /// Values as numbers, in the order of the list or of the horizon's years.
    fn numbers<T: Ranged>(self, parts: &Parts<T>) -> Vec<f64> {
        let Shape::ByYear(Some(horizon)) = self else {
            return parts.iter().map(|(_, value)| value.position()).collect();
        };
        let find = |year: Year| parts.iter().find(|(label, _)| *label == year.to_string());
        horizon.years().filter_map(find).map(|(_, value)| value.position()).collect()
    }

    fn key(self) -> &'static str {
        match self {
            Shape::One | Shape::List => "value",
            Shape::ByYear(_) => "by_year",
        }
    }

    fn what(self) -> (&'static str, &'static str) {
        match self {
            Shape::One => ("值", "a value"),
            Shape::List => ("列表", "a list"),
            Shape::ByYear(_) => ("按年份的表", "a map of years"),
        }
    }

    fn example(self, one: &str) -> String {
        match self {
            Shape::One => one.to_owned(),
            Shape::List => format!("[{one}]"),
            Shape::ByYear(_) => format!("{{ by_year = {} }}", self.value_example(one)),
        }
    }

    fn value_example(self, one: &str) -> String {
        match self {
            Shape::ByYear(_) => format!("{{ 2022 = {one}, 2023 = … }}"),
            shape => shape.example(one),
        }
    }
}
