//! `fiscast chart`.

use std::fs;
use std::io::{self, IsTerminal};

use anyhow::Context;

use crate::charts::{self, Format, Kind};
use crate::findings::Findings;
use crate::results::read_findings;

use super::arguments::{ChartArguments, ChartFormat};
use super::disk::{say, write_bytes};
use super::exit::Failure;

/// Makes one chart of a results folder, or the numbers behind it.
pub(super) fn chart(arguments: &ChartArguments) -> Result<(), Failure> {
    let format = format(arguments);
    if needs_file(arguments, format, io::stdout().is_terminal()) {
        say(io::stderr(), "error: a PNG is no text for a terminal: name a file with --out\n");
        return Err(Failure::WrongInput);
    }
    let findings = read_findings(&arguments.results).map_err(|error| {
        say(io::stderr(), &format!("error: {error}\n"));
        Failure::WrongInput
    })?;
    let bytes = bytes(arguments, format, &findings)?;
    match &arguments.out {
        Some(path) => fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?,
        None => write_bytes(io::stdout(), &bytes),
    }
    Ok(())
}

/// A terminal shows pixels as noise.
fn needs_file(arguments: &ChartArguments, format: ChartFormat, terminal: bool) -> bool {
    format == ChartFormat::Png && arguments.out.is_none() && terminal
}

/// The format asked for, or the one that the file's name ends with.
fn format(arguments: &ChartArguments) -> ChartFormat {
    let ending = arguments.out.as_ref().and_then(|path| path.extension()?.to_str()).map(str::to_lowercase);
    arguments.format.unwrap_or(match ending.as_deref() {
        Some("png") => ChartFormat::Png,
        Some("csv") => ChartFormat::Csv,
        _ => ChartFormat::Svg,
    })
}

fn bytes(arguments: &ChartArguments, format: ChartFormat, findings: &Findings) -> Result<Vec<u8>, Failure> {
    let language = arguments.lang.named();
    let format = match format {
        ChartFormat::Csv => {
            return Ok(charts::numbers_csv(&charts::numbers(arguments.kind, findings), language));
        }
        ChartFormat::Svg => Format::Svg,
        ChartFormat::Png => Format::Png,
    };
    let missing: String = charts::missing_characters(findings).into_iter().collect();
    if !missing.is_empty() {
        log::warn!("the charts' font has no {missing:?}: a box stands in their place");
    }
    Ok(charts::draw(arguments.kind, findings, language, format).context("cannot draw the chart")?)
}

/// A chart by its name.
pub(super) fn kind(name: &str) -> Result<Kind, String> {
    let known = Kind::ALL.iter().find(|(_, known)| *known == name);
    known.map(|(kind, _)| *kind).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|(_, name)| *name).collect();
        format!("no such chart; the charts are {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::arguments::Language;
    use super::*;

    fn arguments(format: Option<ChartFormat>, out: Option<&str>) -> ChartArguments {
        let out = out.map(PathBuf::from);
        ChartArguments { results: PathBuf::new(), kind: Kind::Fund, format, out, lang: Language::Zh }
    }

    #[test]
    fn the_files_name_says_the_format_unless_it_is_asked_for() {
        for (asked, out, expected) in [
            (None, None, ChartFormat::Svg),
            (None, Some("fund.PNG"), ChartFormat::Png),
            (None, Some("fund.csv"), ChartFormat::Csv),
            (None, Some("fund"), ChartFormat::Svg),
            (Some(ChartFormat::Svg), Some("fund.png"), ChartFormat::Svg),
        ] {
            assert_eq!(format(&arguments(asked, out)), expected, "{asked:?} {out:?}");
        }
    }

    #[test]
    fn only_pixels_for_a_terminal_are_refused() {
        for (format, out, terminal, refused) in [
            (ChartFormat::Png, None, true, true),
            (ChartFormat::Png, None, false, false),
            (ChartFormat::Png, Some("fund.png"), true, false),
            (ChartFormat::Csv, None, true, false),
            (ChartFormat::Svg, None, true, false),
        ] {
            let arguments = arguments(Some(format), out);
            assert_eq!(needs_file(&arguments, format, terminal), refused, "{format:?} {out:?} {terminal}");
        }
    }
}
