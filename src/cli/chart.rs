//! `fiscast chart`.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use crate::charts::{self, Chart, Format};
use crate::language::{Language, Text, both};
use crate::results::{read_run, read_study, study_of};

use super::arguments::{ChartArguments, ChartFormat};
use super::disk::{warn, write_bytes};
use super::drawing::missing_glyphs;
use super::exit::{Failure, OrFail, not_written};

/// Makes one chart of a results folder, or the numbers behind it.
pub(super) fn chart(arguments: &ChartArguments, language: Language) -> Result<(), Failure> {
    let format = format(arguments).map_err(Failure::wrong)?;
    if needs_file(arguments, format, io::stdout().is_terminal()) {
        return Err(Failure::wrong(both!(
            "PNG 不能显示在终端上；请用 --out 指定文件",
            "a PNG is no text for a terminal: name a file with --out"
        )));
    }
    let bytes = match study_of(&arguments.results) {
        Some(file) => {
            let (study, _) = read_study(&arguments.results, file).map_err(Failure::told)?;
            bytes(named(&Chart::of_study(&study), &arguments.kind)?, language, format)?
        }
        None => {
            let (findings, _) = read_run(&arguments.results).map_err(Failure::told)?;
            bytes(named(&Chart::of_run(&findings), &arguments.kind)?, language, format)?
        }
    };
    match &arguments.out {
        Some(path) => fs::write(path, bytes).map_err(not_written(path))?,
        None => write_bytes(io::stdout(), &bytes),
    }
    Ok(())
}

/// A terminal shows pixels as noise.
fn needs_file(arguments: &ChartArguments, format: ChartFormat, terminal: bool) -> bool {
    format == ChartFormat::Png && arguments.out.is_none() && terminal
}

/// The format asked for, or the one that the file's name ends with; SVG where neither is said.
fn format(arguments: &ChartArguments) -> Result<ChartFormat, Text> {
    let Some(ending) = arguments.out.as_ref().and_then(|path| path.extension()) else {
        return Ok(arguments.format.unwrap_or(ChartFormat::Svg));
    };
    let ending = ending.to_string_lossy().to_lowercase();
    let known = [("svg", ChartFormat::Svg), ("png", ChartFormat::Png), ("csv", ChartFormat::Csv)];
    let name = arguments.out.as_deref().unwrap_or(Path::new("")).display();
    match (known.iter().find(|(known, _)| *known == ending), arguments.format) {
        (None, _) => Err(both!(
            "--out {name}：图表可写成 .svg、.png 或 .csv，不能写成 .{ending}",
            "--out {name}: a chart is written as .svg, .png or .csv, not as .{ending}"
        )),
        (Some((_, ends)), Some(asked)) if *ends != asked => Err(both!(
            "--out {name} 与 --format 矛盾；请改文件名的后缀，或去掉 --format",
            "--out {name} contradicts --format: name a file of that format, or leave --format out"
        )),
        (Some((_, ends)), _) => Ok(*ends),
    }
}

fn bytes(chart: &Chart<'_>, language: Language, format: ChartFormat) -> Result<Vec<u8>, Failure> {
    let format = match format {
        ChartFormat::Csv => return Ok(charts::numbers_csv(&chart.numbers(), language)),
        ChartFormat::Svg => Format::Svg,
        ChartFormat::Png => Format::Png,
    };
    let missing: String = chart.missing_characters().into_iter().collect();
    if !missing.is_empty() {
        warn(language, &missing_glyphs(&missing));
    }
    chart.draw(language, format).or_fail(|| both!("无法绘制图表", "cannot draw the chart"))
}

/// The chart of a name.
fn named<'c, 'f>(charts: &'c [Chart<'f>], name: &str) -> Result<&'c Chart<'f>, Failure> {
    charts.iter().find(|chart| chart.name() == name).ok_or_else(|| {
        let names: Vec<String> = charts.iter().map(Chart::name).collect();
        Failure::wrong(Text::new(
            format!("没有名为 \"{name}\" 的图表；此文件夹的图表有 {}", names.join("、")),
            format!("no such chart \"{name}\"; the charts of this folder are {}", names.join(", ")),
        ))
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn arguments(format: Option<ChartFormat>, out: Option<&str>) -> ChartArguments {
        let out = out.map(PathBuf::from);
        ChartArguments { results: PathBuf::new(), kind: "fund".to_owned(), format, out }
    }

    #[test]
    fn the_files_name_says_the_format_unless_it_is_asked_for() {
        for (asked, out, expected) in [
            (None, None, ChartFormat::Svg),
            (None, Some("fund.PNG"), ChartFormat::Png),
            (None, Some("fund.csv"), ChartFormat::Csv),
            (None, Some("fund"), ChartFormat::Svg),
            (Some(ChartFormat::Png), Some("fund.png"), ChartFormat::Png),
        ] {
            assert_eq!(format(&arguments(asked, out)), Ok(expected), "{asked:?} {out:?}");
        }
        for (asked, out) in
            [(None, "fund.pdf"), (Some(ChartFormat::Svg), "fund.pdf"), (Some(ChartFormat::Csv), "fund.png")]
        {
            assert!(format(&arguments(asked, Some(out))).is_err(), "{asked:?} {out:?}");
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
