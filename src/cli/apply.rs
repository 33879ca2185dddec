//! `fiscast apply`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;

use crate::event_file::{LoadedEvents, MOST_EVENT_BYTES, load_events, template};
use crate::findings::{Determination, determination};
use crate::quantities::Date;
use crate::records::registry_of_records;
use crate::results::{EVENTS, InputRecord, to_lines};
use crate::tables::{clauses_csv, determination_text, obligations_csv, refusals_csv};
use crate::things::Language;

use super::arguments::ApplyArguments;
use super::disk::{colour, say, write_bytes};
use super::exit::Failure;
use super::study::{self, Inputs};

/// Says what is due for the events of a table, or prints a table to start from.
pub(super) fn apply(arguments: &ApplyArguments) -> Result<(), Failure> {
    let loaded =
        arguments.scenario.as_ref().map(|path| study::load(path, &arguments.overlays)).transpose()?;
    if arguments.template {
        let county = loaded.as_ref().and_then(|loaded| loaded.scenario.registry.counties.first());
        write_bytes(io::stdout(), &template(county.map(|county| county.name.zh.as_str())));
        return Ok(());
    }
    let (Some(path), Some(loaded)) = (&arguments.events, loaded) else {
        unreachable!("the parser asks for both");
    };
    let scenario = &loaded.scenario;
    let bytes = read(path)?;
    let registry = registry_of_records(&scenario.registry, &scenario.policy);
    let name = path.display().to_string();
    let events = load_events(&name, &bytes, &scenario.institutes, &registry);
    say(io::stderr(), &events.diagnostics.render(colour()));
    if events.diagnostics.errors() > 0 {
        return Err(Failure::WrongInput);
    }
    let determination =
        determination(scenario, &events.records, &events.notes, &events.dossier, arguments.as_of);
    if let Some(out) = &arguments.out {
        write_folder(out, arguments, &loaded, &events, &bytes, &determination)?;
    }
    if arguments.json {
        let json = serde_json::to_string_pretty(&determination).context("cannot write JSON")?;
        say(io::stdout(), &format!("{json}\n"));
        return Ok(());
    }
    let language = arguments.lang.named();
    let mut text = determination_text(&determination, language);
    if let Some(out) = &arguments.out {
        let written = match language {
            Language::Chinese => "结果已写入",
            Language::English => "Results are in",
        };
        text.push_str(&format!("\n{written} {}\n", out.display()));
    }
    say(io::stdout(), &text);
    Ok(())
}

/// The bytes of a table of events; one byte more than is allowed tells that it is too large.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = MOST_EVENT_BYTES as u64 + 1;
    let result = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    let wrong = match result {
        Err(error) => format!("cannot be read: {error}: check the path of the table of events"),
        Ok(_) if bytes.len() > MOST_EVENT_BYTES => {
            format!("has more than {MOST_EVENT_BYTES} bytes: divide the table into several files")
        }
        Ok(_) => return Ok(bytes),
    };
    Err(study::wrong(&format!("{} {wrong}", path.display())))
}

fn write_folder(
    out: &Path,
    arguments: &ApplyArguments,
    loaded: &Inputs,
    events: &LoadedEvents,
    bytes: &[u8],
    determination: &Determination,
) -> Result<(), Failure> {
    let mut folder = loaded.folder();
    folder.add("obligations.csv", obligations_csv(determination));
    folder.add("clauses.csv", clauses_csv(determination));
    folder.add("refusals.csv", refusals_csv(determination));
    folder.add("determination.json", to_lines(determination).context("cannot write determination.json")?);
    folder.add(EVENTS, bytes);
    let as_of = arguments.as_of.map_or_else(String::new, |date| format!(" --as-of {date}"));
    let repeat = format!("fiscast apply {EVENTS} --scenario scenario.toml{as_of}");
    let mut manifest = loaded.manifest(None, repeat);
    manifest
        .inputs
        .push(InputRecord { name: events.input.name.clone(), sha256: events.input.sha256.clone() });
    manifest.files = folder.records();
    folder.write(out, &manifest, arguments.force).map_err(study::refused)
}

/// A day for `--as-of`.
pub(super) fn day(text: &str) -> Result<Date, String> {
    Date::parse(text)
        .ok()
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| "write a day like 2024-12-31".to_owned())
}
