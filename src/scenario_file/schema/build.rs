//! From the catalogue to a schema.

use super::json::Json;
use super::values::{self, IDENTIFIER, YEAR_KEY, value};
use crate::policy::Readings;
use crate::scenario_file::FileKind;
use crate::scenario_file::catalogue::{Choices, Entry, Form, Kind, POLICY, Presence, SCENARIO, WordOption};
use crate::things::Text;

type Words<'w> = (&'w str, &'w str);

/// The schema of scenario or policy files as JSON text.
pub fn schema(kind: FileKind) -> String {
    let (keys, title, description) = match kind {
        FileKind::Scenario => (
            SCENARIO,
            "fiscast 情景文件 · fiscast scenario file",
            "情景文件或叠加文件。A scenario, or an overlay that states only what it changes.",
        ),
        FileKind::Policy => (
            POLICY,
            "fiscast 政策文件 · fiscast policy file",
            "政策文件。A policy: a document's clauses as data.",
        ),
    };
    let mut properties = Json::object();
    for entry in children(keys, "") {
        properties = properties.with(entry.path, node(keys, entry));
    }
    let schema = Json::object()
        .with("$schema", "http://json-schema.org/draft-07/schema#")
        .with("title", title)
        .with("description", description)
        .with("type", "object")
        .with("properties", properties)
        .with("additionalProperties", false)
        .with("definitions", definitions());
    let text = serde_json::to_string_pretty(&schema).expect("plain values become JSON");
    format!("{text}\n")
}

/// The entries directly below a path.
fn children(keys: &'static [Entry], path: &str) -> impl Iterator<Item = &'static Entry> {
    let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
    keys.iter().filter(move |entry| {
        entry.path.strip_prefix(&prefix).is_some_and(|rest| !rest.is_empty() && !rest.contains('.'))
    })
}

/// The last part of an entry's path.
fn name(entry: &Entry) -> &'static str {
    entry.path.rsplit('.').next().unwrap_or(entry.path)
}

/// The schema of what stands at an entry.
fn node(keys: &'static [Entry], entry: &'static Entry) -> Json {
    let named = |form: Words<'_>| described(entry, form);
    match entry.form {
        Form::Section => section(keys, entry.path, named(("", "")), entry.path == "policy"),
        Form::Like(other) => section(keys, other, named(("", "")), false),
        Form::Ids => identified(keys, entry, named(("", ""))),
        Form::Switches => switches(keys, entry, named(("", ""))),
        Form::Readings => readings(named(("", ""))),
        Form::Tables => list_of_tables(keys, entry, named(("", ""))),
        Form::Text => text(named(("中英文对照", "in both languages"))),
        Form::One(kind) => {
            stated(value(kind).constrain(named(value(kind).words), &["object"]), &reference(kind))
        }
        Form::List(kind) => list(kind, named(value(kind).words)),
        Form::ByYear(kind) => by_year(kind, named(value(kind).words)),
        Form::Weights(choices) => weights(choices, named(values::choices(choices).1)),
        Form::OneOr(kind, options) => {
            let one = Json::object().with("anyOf", Json::list([reference(kind), words(options)]));
            let plain = value(kind).constrain(Json::object(), &[]);
            let table = stated(Json::object().with("type", "object"), &one);
            named(value(kind).words).with("anyOf", Json::list([plain, words(options), table]))
        }
        Form::Choice(options) => choice(options, named(("", ""))),
        Form::Plain(kind) => removable(value(kind).constrain(named(value(kind).words), &["object"])),
        Form::PlainOr(kind, options) => {
            let plain = value(kind).constrain(Json::object(), &[]);
            named(value(kind).words).with("anyOf", Json::list([plain, words(options), defined("removal")]))
        }
        Form::Word(options) => {
            named(("", "")).with("anyOf", Json::list([words(options), defined("removal")]))
        }
        Form::Lines(kind) => {
            let lines = named(value(kind).words).with("type", Json::list(["array", "object"]));
            removable(lines.with("items", reference(kind)).with("minItems", 1))
        }
    }
}

/// Title and description: what it is, what it counts, how it is written and whether it must be there, Chinese first.
fn described(entry: &Entry, form: Words<'_>) -> Json {
    let options: Vec<(String, String)> = entry
        .form
        .options()
        .iter()
        .map(|(word, (zh, en))| (format!("{word} 为{zh}"), format!("{word}: {en}")))
        .collect();
    let presence = match entry.presence {
        _ if name(entry) == "*" => ("", ""),
        Presence::Must => ("必填", "required"),
        Presence::May => ("可省略", "may be left out"),
        Presence::Either => ("几种写法择一", "one of several ways to state it"),
    };
    let kinds = entry.of_kinds.join(", ");
    let only = (format!("仅用于 {kinds} 类条款"), format!("only for clauses of kind {kinds}"));
    let only = if entry.of_kinds.is_empty() { ("", "") } else { (only.0.as_str(), only.1.as_str()) };
    let unit = (format!("单位：{}", entry.unit.0), format!("unit: {}", entry.unit.1));
    let unit = if entry.unit.0.is_empty() { ("", "") } else { (unit.0.as_str(), unit.1.as_str()) };
    let options = options.iter().map(|(zh, en)| (zh.as_str(), en.as_str()));
    let (zh, en): (Vec<&str>, Vec<&str>) = [entry.meaning, unit, form]
        .into_iter()
        .chain(options)
        .chain([entry.remark, only, presence])
        .filter(|(zh, _)| !zh.is_empty())
        .unzip();
    titled(entry.meaning).with("description", format!("{}。\n\n{}.", zh.join("；"), capital(&en.join("; "))))
}

fn titled((zh, en): Words<'_>) -> Json {
    Json::object().with("title", format!("{zh} · {en}"))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

fn defined(name: &str) -> Json {
    Json::object().with("$ref", format!("#/definitions/{name}"))
}

fn reference(kind: Kind) -> Json {
    defined(value(kind).name)
}

/// Adds that a layer may take the key out.
fn removable(schema: Json) -> Json {
    schema
        .with("properties", Json::object().with("remove", defined("remove")))
        .with("additionalProperties", false)
}

/// Adds the table that says on what a value rests.
fn stated(schema: Json, one: &Json) -> Json {
    let properties =
        Json::object().with("value", one.clone()).with("low", one.clone()).with("high", one.clone());
    whole(schema.with("properties", evidence(properties)), "value", &["low", "high"], true)
}

/// Source, note and mark of an assumption, and the removal.
fn evidence(properties: Json) -> Json {
    ["source", "note", "assumption", "remove"]
        .into_iter()
        .fold(properties, |all, key| all.with(key, defined(key)))
}

/// Adds that whatever the table says needs its value, that the value needs something to rest on, and that a removal stands
/// alone.
fn whole(schema: Json, value: &str, further: &[&str], must_rest: bool) -> Json {
    let mut needs = Json::object();
    for key in further.iter().chain(&["source", "note", "assumption"]) {
        needs = needs.with(key, Json::list([value]));
    }
    if must_rest {
        let rests = [["source"], ["assumption"]].map(|key| Json::object().with("required", Json::list(key)));
        needs = needs.with(value, Json::object().with("anyOf", Json::list(rests)));
    }
    let alone = Json::object().with("maxProperties", 1);
    schema.with("additionalProperties", false).with("dependencies", needs.with("remove", alone))
}

fn list(kind: Kind, named: Json) -> Json {
    let several = Json::object().with("type", "array").with("items", reference(kind)).with("minItems", 1);
    let named = named
        .with("type", Json::list(["array", "object"]))
        .with("items", reference(kind))
        .with("minItems", 1);
    stated(named, &several)
}

/// A table whose keys have a form and whose values are of a kind.
fn map(keys: &str, values: Json) -> Json {
    Json::object()
        .with("type", "object")
        .with("patternProperties", Json::object().with(keys, values))
        .with("additionalProperties", false)
}

fn by_year(kind: Kind, named: Json) -> Json {
    let years = map(YEAR_KEY, reference(kind));
    let properties =
        ["by_year", "low", "high"].into_iter().fold(Json::object(), |all, key| all.with(key, years.clone()));
    whole(
        named.with("type", "object").with("properties", evidence(properties)),
        "by_year",
        &["low", "high"],
        false,
    )
}

fn weights(choices: Choices, named: Json) -> Json {
    let divided = map(values::choices(choices).0, reference(Kind::Rate));
    let properties =
        Json::object().with("weights", divided.clone()).with("alternatives", map(IDENTIFIER, divided));
    whole(
        named.with("type", "object").with("properties", evidence(properties)),
        "weights",
        &["alternatives"],
        false,
    )
}

fn words(options: &[WordOption]) -> Json {
    one_of(options.iter().map(|(word, words)| (*word, format!("{} · {}", words.0, words.1))))
}

/// A word of a few, each with what it means as editors show it.
fn one_of<'w>(options: impl Iterator<Item = (&'w str, String)>) -> Json {
    let (words, meanings): (Vec<&str>, Vec<String>) = options.unzip();
    let shown = Json::object().with("enumValues", Json::list(meanings.iter().map(String::as_str)));
    Json::object()
        .with("enum", Json::list(words))
        .with("enumDescriptions", Json::list(meanings))
        .with("x-taplo", Json::object().with("docs", shown))
}

/// A word, or a table that says why it was chosen.
fn choice(options: &[WordOption], named: Json) -> Json {
    chosen(words(options), named)
}

fn chosen(options: Json, named: Json) -> Json {
    let properties = evidence(Json::object().with("value", options.clone()));
    let table =
        whole(Json::object().with("type", "object").with("properties", properties), "value", &[], true);
    named.with("anyOf", Json::list([options, table]))
}

fn text(named: Json) -> Json {
    let properties =
        Json::object().with("zh", defined("zh")).with("en", defined("en")).with("remove", defined("remove"));
    named.with("type", "object").with("properties", properties).with("additionalProperties", false)
}

/// A section with its keys; that of the policy in a scenario has the policy's own as well.
fn section(keys: &'static [Entry], path: &str, named: Json, of_policy: bool) -> Json {
    let mut properties = Json::object();
    for entry in children(keys, path) {
        properties = properties.with(name(entry), node(keys, entry));
    }
    for entry in children(POLICY, "").filter(|entry| of_policy && entry.path != "extends") {
        properties = properties.with(entry.path, node(POLICY, entry));
    }
    named
        .with("type", "object")
        .with("properties", properties.with("remove", defined("remove")))
        .with("additionalProperties", false)
}

fn identified(keys: &'static [Entry], entry: &'static Entry, named: Json) -> Json {
    let below = children(keys, entry.path).next().expect("what an identifier names has an entry");
    named
        .with("type", "object")
        .with("properties", Json::object().with("remove", defined("remove")))
        .with("propertyNames", Json::object().with("pattern", IDENTIFIER))
        .with("additionalProperties", node(keys, below))
}

fn readings(named: Json) -> Json {
    let mut properties = Json::object();
    for (switch, options) in Readings::SWITCHES {
        let title = Readings::title(switch).unwrap_or_default();
        let described: Vec<(&str, Text)> = options
            .iter()
            .map(|option| (*option, Readings::option_title(switch, option).unwrap_or_default()))
            .collect();
        let zh: Vec<String> =
            described.iter().map(|(word, words)| format!("{word} 为{}", words.zh)).collect();
        let en: Vec<String> = described.iter().map(|(word, words)| format!("{word}: {}", words.en)).collect();
        let text = format!(
            "{}；{}；缺省为 {}。\n\n{}; {}; {} where absent.",
            title.zh,
            zh.join("；"),
            options[0],
            title.en,
            en.join("; "),
            options[0]
        );
        let named = titled((&title.zh, &title.en)).with("description", text);
        let described = described.iter().map(|(word, words)| (*word, format!("{} · {}", words.zh, words.en)));
        properties = properties.with(switch, chosen(one_of(described), named));
    }
    named
        .with("type", "object")
        .with("properties", properties.with("remove", defined("remove")))
        .with("additionalProperties", false)
}

fn switches(keys: &'static [Entry], entry: &'static Entry, named: Json) -> Json {
    let below = children(keys, entry.path).next().expect("what a switch names has an entry");
    let mut properties = Json::object();
    for (switch, _) in Readings::SWITCHES {
        let title = Readings::title(switch).unwrap_or_default();
        properties =
            properties.with(switch, section(keys, below.path, titled((&title.zh, &title.en)), false));
    }
    named
        .with("type", "object")
        .with("properties", properties.with("remove", defined("remove")))
        .with("additionalProperties", false)
}

/// A list of tables is replaced whole, so that each of its tables must be complete.
fn list_of_tables(keys: &'static [Entry], entry: &'static Entry, named: Json) -> Json {
    let mut properties = Json::object();
    let mut required = Vec::new();
    for below in children(keys, &format!("{}[]", entry.path)) {
        properties = properties.with(name(below), node(keys, below));
        if below.presence == Presence::Must {
            required.push(name(below));
        }
    }
    for key in ["source", "note", "assumption"] {
        properties = properties.with(key, defined(key));
    }
    let table = Json::object()
        .with("type", "object")
        .with("properties", properties)
        .with("required", Json::list(required))
        .with("additionalProperties", false);
    removable(named.with("type", Json::list(["array", "object"])).with("items", table))
}

/// What several places share.
fn definitions() -> Json {
    let mut definitions = Json::object();
    for kind in KINDS {
        let value = value(*kind);
        let described =
            Json::object().with("description", format!("{}。\n\n{}.", value.words.0, capital(value.words.1)));
        definitions = definitions.with(value.name, value.constrain(described, &[]));
    }
    let shared = |types: &str, (zh, en): Words<'_>| {
        titled((zh, en)).with("description", format!("{zh}。\n\n{}.", capital(en))).with("type", types)
    };
    for (key, zh, en) in [
        ("zh", "中文", "the Chinese words"),
        ("en", "英文", "the English words"),
        ("source", "取值来源", "where the value comes from"),
        ("note", "说明", "a note"),
    ] {
        definitions = definitions.with(key, shared("string", (zh, en)).with("pattern", r"\S"));
    }
    let assumption = ("true：没有来源可依的估计", "true: an estimate that no source states");
    let remove = ("删去下层文件中的这一项", "takes the key out of the layers below");
    definitions
        .with("assumption", shared("boolean", assumption))
        .with("remove", shared("boolean", remove).with("const", true))
        .with("removal", removable(shared("object", remove)).with("required", Json::list(["remove"])))
}

/// Every kind of value that a table of the catalogue names.
const KINDS: &[Kind] = &[
    Kind::Money,
    Kind::PositiveMoney,
    Kind::Probability,
    Kind::Share,
    Kind::Rate,
    Kind::EventRate,
    Kind::Variation,
    Kind::PositiveRate,
    Kind::Real,
    Kind::Correlation,
    Kind::Count,
    Kind::Age,
    Kind::Year,
    Kind::Date,
    Kind::Line,
    Kind::Id,
    Kind::Market,
];
