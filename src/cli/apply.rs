//! `fiscast apply`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::event_file::{LoadedEvents, MOST_EVENT_BYTES, load_events, template};
use crate::findings::{Determination, determination};
use crate::language::{Language, both, system_reason};
use crate::quantities::Date;
use crate::records::registry_of_records;
use crate::results::{EVENTS, InputRecord, to_lines};
use crate::tables::{clauses_csv, determination_text, obligations_csv, refusals_csv};

use super::argument_error::ArgumentError;
use super::arguments::ApplyArguments;
use super::disk::{colour, say, write_bytes};
use super::exit::{Failure, OrFail, no_json};
use super::study::{self, Inputs};

/// Says what is due for the events of a table, or prints a table to start from.
pub(super) fn apply(arguments: &ApplyArguments, language: Language) -> Result<(), Failure> {
    let loaded = arguments
        .scenario
        .as_ref()
        .map(|path| study::load(path, &arguments.overlays, language))
        .transpose()?;
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
    say(io::stderr(), &events.diagnostics.render(language, colour()));
    if events.diagnostics.errors() > 0 {
        return Err(Failure::printed());
    }
    let determination =
        determination(scenario, &events.records, &events.notes, &events.dossier, arguments.as_of);
    if let Some(out) = &arguments.out {
        write_folder(out, arguments, &loaded, &events, &bytes, &determination)?;
    }
    if arguments.json {
        let json = serde_json::to_string_pretty(&determination).or_fail(no_json)?;
        say(io::stdout(), &format!("{json}\n"));
        return Ok(());
    }
    let mut text = determination_text(&determination, language);
    if let Some(out) = &arguments.out {
        let written = language.say("结果已写入", "Results are in");
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
    let path = path.display();
    Err(Failure::wrong(match result {
        Err(error) => {
            let reason = system_reason(&error);
            both!(
                "无法读取 {path}：{reason}；请检查事项表的路径",
                "{path} cannot be read: {error}: check the path of the table of events"
            )
        }
        Ok(_) if bytes.len() > MOST_EVENT_BYTES => both!(
            "{path} 超过 {MOST_EVENT_BYTES} 字节；请把事项表分成几个文件",
            "{path} has more than {MOST_EVENT_BYTES} bytes: divide the table into several files"
        ),
        Ok(_) => return Ok(bytes),
    }))
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
    folder.add("determination.json", to_lines(determination).or_fail(no_json)?);
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
pub(super) fn day(text: &str) -> Result<Date, ArgumentError> {
    Date::parse(text)
        .ok()
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| both!("请写日期，如 2024-12-31", "write a day like 2024-12-31").into())
}
