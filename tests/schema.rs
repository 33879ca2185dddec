//! The schemas for editors: published as the program prints them, named by every shipped file, true of all of them, and
//! quick to see a misspelt key.

use std::path::{Path, PathBuf};

use fiscast::scenario_file::{FileKind, file_kind, schema};
use jsonschema::Validator;
use serde_json::{Map, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator(kind: FileKind) -> Validator {
    let schema: Value = serde_json::from_str(&schema(kind)).expect("JSON");
    jsonschema::draft7::new(&schema).expect("a schema of draft 07")
}

fn published(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Scenario => "schemas/scenario.schema.json",
        FileKind::Policy => "schemas/policy.schema.json",
    }
}

/// Every scenario, overlay and policy that is shipped.
fn shipped() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut left = vec![root().join("scenarios")];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of scenarios") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(files.len() >= 22, "{files:?}");
    files
}

/// A file as an editor's tool hands it to a schema: dates become texts.
fn as_json(text: &str) -> Value {
    fn grown(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => Value::String(text),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(value) => value.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(grown).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, grown(value))).collect(),
        }
    }
    grown(toml::Value::Table(text.parse().expect("TOML")))
}

/// What a schema objects to, as `path: message`.
fn objections(validator: &Validator, file: &Value) -> Vec<String> {
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_published_schemas_are_what_the_program_prints() {
    for kind in [FileKind::Scenario, FileKind::Policy] {
        let text = std::fs::read_to_string(root().join(published(kind))).expect("a published schema");
        assert!(
            text == schema(kind),
            "{} is not what `fiscast schema` prints: write it anew",
            published(kind)
        );
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_obeys_it() {
    let [scenario, policy] = [FileKind::Scenario, FileKind::Policy].map(validator);
    for path in shipped() {
        let text = std::fs::read_to_string(&path).expect("a shipped file");
        let kind = file_kind(&text);
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
        let named = named.unwrap_or_else(|| panic!("{} names no schema in its first line", path.display()));
        let named =
            path.parent().expect("a folder").join(named).canonicalize().expect("the schema named is there");
        assert_eq!(
            named,
            root().join(published(kind)).canonicalize().expect("it is published"),
            "{}",
            path.display()
        );
        let validator = if kind == FileKind::Policy { &policy } else { &scenario };
        assert_eq!(objections(validator, &as_json(&text)), [""; 0], "{}", path.display());
    }
}

#[test]
fn the_documented_files_and_the_effective_ones_obey_as_well() {
    let text = std::fs::read_to_string(root().join("docs/scenario-files.md")).expect("the documentation");
    let blocks: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    for (kind, block) in [(FileKind::Scenario, blocks[0]), (FileKind::Policy, blocks[1])] {
        // the documentation shows a key with an ellipsis where a file has a path
        let block = block.replace("extends = \"…\"", "extends = \"….toml\"");
        assert_eq!(objections(&validator(kind), &as_json(&block)), [""; 0]);
    }
    for (kind, name) in [(FileKind::Scenario, "scenario.toml"), (FileKind::Policy, "policy.toml")] {
        let text = std::fs::read_to_string(root().join("results/baseline").join(name)).expect(name);
        assert_eq!(objections(&validator(kind), &as_json(&text)), [""; 0], "{name}");
    }
}

/// Every key of a value with the path to its table.
fn keys(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(table) => {
            for (key, below) in table {
                found.push((path.to_owned(), key.clone()));
                keys(below, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, below) in items.iter().enumerate() {
                keys(below, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Whether the keys of a table are a writer's own: identifiers, markets, prizes, clauses.
fn has_identifiers(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let parts = if parts.first() == Some(&"policy") { &parts[1..] } else { &parts[..] };
    let last = parts.last().copied().unwrap_or_default();
    match parts {
        [one] => {
            ["counties", "sectors", "institutes", "awards", "lags", "budgets", "opening_payables", "clauses"]
                .contains(one)
        }
        ["institutes", _, "spin_offs"] => true,
        ["clauses", _, "tiers" | "milestones" | "prizes"] | ["clauses", _, "prizes", _] => true,
        _ => {
            last == "weights" || parts.iter().rev().nth(1) == Some(&"alternatives") || last == "alternatives"
        }
    }
}

#[test]
fn a_misspelt_key_is_seen_wherever_keys_are_not_the_writers_own() {
    for name in [
        "scenarios/baseline.toml",
        "scenarios/other-cities/example-policy.toml",
        "scenarios/with-sub-fund.toml",
    ] {
        let text = std::fs::read_to_string(root().join(name)).expect(name);
        let validator = validator(file_kind(&text));
        let file = as_json(&text);
        let mut found = Vec::new();
        keys(&file, "", &mut found);
        let mut tried = 0;
        for (path, key) in found.iter().filter(|(path, _)| !has_identifiers(path)) {
            let mut wrong = file.clone();
            let table: &mut Map<String, Value> =
                wrong.pointer_mut(path).and_then(Value::as_object_mut).expect("a table");
            let value = table.remove(key).expect("the key");
            let misspelt: String = key.chars().take(key.chars().count() - 1).collect();
            table.insert(misspelt.clone(), value);
            let objections = objections(&validator, &wrong);
            let points = |objection: &String| {
                objection.starts_with(&format!("{path}: ")) && objection.contains(&format!("'{misspelt}'"))
            };
            assert!(objections.iter().any(points), "{name}: {path}/{misspelt}: {objections:?}");
            tried += 1;
        }
        assert!(tried > 20, "{name}: {tried}");
    }
}

#[test]
fn values_of_the_wrong_form_are_seen_and_other_ways_to_write_them_are_not() {
    let validator = validator(FileKind::Scenario);
    for (text, objection) in [
        ("[spin_offs]\nformation_rate = \"0.8\"", None),
        ("[spin_offs]\nformation_rate = 0.8", None),
        ("[spin_offs]\nformation_rate = { value = \"0.8\", low = 0, high = 2, assumption = true }", None),
        ("[spin_offs]\nformation_rate = { remove = true }", None),
        ("[spin_offs]\nformation_rate = \"often\"", Some("/spin_offs/formation_rate")),
        ("[spin_offs]\nformation_rate = -1", Some("/spin_offs/formation_rate")),
        ("[spin_offs]\nformation_rate = { value = \"0.8\" }", Some("/spin_offs/formation_rate")),
        (
            "[spin_offs]\nformation_rate = { low = \"0.8\", assumption = true }",
            Some("/spin_offs/formation_rate"),
        ),
        (
            "[spin_offs]\nformation_rate = { value = \"0.8\", source = \"x\", remove = true }",
            Some("/spin_offs/formation_rate"),
        ),
        ("[spin_offs]\nformation_ramp = [\"0.4\", 1]", None),
        ("[spin_offs]\nformation_ramp = []", Some("/spin_offs/formation_ramp")),
        ("[fund]\nopening_balance = \"1,000万元\"", None),
        ("[fund]\nopening_balance = 1000", Some("/fund/opening_balance")),
        ("[fund]\nopening_balance = \"1000\"", Some("/fund/opening_balance")),
        ("[fund]\ncarry_over_years = \"unlimited\"", None),
        ("[fund]\ncarry_over_years = { value = 2, assumption = true }", None),
        ("[fund]\ncarry_over_years = \"forever\"", Some("/fund/carry_over_years")),
        ("[fund]\ndemand = { value = \"whole\", source = \"x\" }", None),
        ("[fund]\ndemand = \"citi\"", Some("/fund/demand")),
        ("[fund]\nappropriations = { by_year = { 2022 = \"1万元\" } }", None),
        ("[fund]\nappropriations = { by_year = { 22 = \"1万元\" } }", Some("/fund/appropriations/by_year")),
        ("[fund]\nappropriations = { 2022 = \"1万元\" }", Some("/fund/appropriations")),
        ("[readings]\nsubsidy_start = \"accepted\"", None),
        ("[readings]\nsubsidy_start = \"unveil\"", Some("/readings/subsidy_start")),
        ("[institutes.biomed]\nremove = true", None),
        ("[institutes]\nremove = true", None),
        ("[institutes.Biomed]\ncounty = \"a\"", Some("/institutes")),
        ("[lags]\na = { weights = { 0 = 1, never = \"5%\" } }", None),
        ("[lags]\na = { weights = { 31 = 1 } }", Some("/lags/a/weights")),
        ("[split]\nrules = [{ county_share = \"50%\" }]", None),
        ("[split]\nrules = [{ counties = [\"a\"] }]", Some("/split/rules/0")),
        ("[budgets.a]\nyear = 2024", None),
        ("[budgets.a]\nyear = \"all\"", None),
        ("[budgets.a]\nyear = \"some\"", Some("/budgets/a/year")),
        ("[policy]\nvalidity.last_day = 2025-12-31", None),
        ("[policy]\nvalidity.last_day = 2025", Some("/policy/validity/last_day")),
        ("[policy.clauses.a]\nkind = \"listing_reword\"", Some("/policy/clauses/a/kind")),
        ("[policy.clauses.a]\nreason = { remove = true }", None),
    ] {
        let found = objections(&validator, &as_json(text));
        match objection {
            None => assert_eq!(found, [""; 0], "{text}"),
            Some(place) => {
                assert!(!found.is_empty(), "{text} must be refused");
                assert!(
                    found.iter().all(|found| found.starts_with(&format!("{place}: "))),
                    "{text}: {found:?}"
                );
            }
        }
    }
}
