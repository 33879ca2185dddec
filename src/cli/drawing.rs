//! Charts drawn in both languages, as files of a results folder and as pictures of a page.

use rayon::prelude::*;

use crate::charts::{Chart, ChartError, Format};
use crate::language::{Language, Text, both};
use crate::report::StaticPicture;
use crate::results::ResultsFolder;

use super::exit::{Failure, OrFail};

/// A drawn chart.
pub(super) struct Drawn {
    /// Its file within a results folder.
    file: String,
    name: String,
    language: Language,
    format: Format,
    bytes: Vec<u8>,
}

/// Every chart in both languages and some formats.
pub(super) fn draw(charts: &[Chart<'_>], formats: &[Format]) -> Result<Vec<Drawn>, Failure> {
    let mut wanted = Vec::new();
    for chart in charts {
        for (language, _) in Language::ALL {
            wanted.extend(formats.iter().map(|format| (chart, language, *format)));
        }
    }
    let drawn: Result<Vec<_>, ChartError> = wanted
        .into_par_iter()
        .map(|(chart, language, format)| {
            let bytes = chart.draw(language, format)?;
            Ok(Drawn { file: chart.file(language, format), name: chart.name(), language, format, bytes })
        })
        .collect();
    drawn.or_fail(|| both!("无法绘制图表", "cannot draw a chart"))
}

/// The pictures of a page.
pub(super) fn pictures(drawn: &[Drawn]) -> Result<Vec<StaticPicture>, Failure> {
    let scalable = drawn.iter().filter(|drawn| drawn.format == Format::Svg);
    let picture = |drawn: &Drawn| {
        let svg = String::from_utf8(drawn.bytes.clone())
            .map_err(|_| Failure::Failed(both!("图表不是文本", "a chart is no text")))?;
        Ok(StaticPicture { name: drawn.name.clone(), language: drawn.language, svg })
    };
    scalable.map(picture).collect()
}

/// What is said where the charts' font lacks characters of the names.
pub(super) fn missing_glyphs(missing: &str) -> Text {
    both!(
        "图表字体中没有字符 {missing}：图中以方框代替，文件内容完整",
        "the charts' font has no {missing}: a box stands in their place; files are complete"
    )
}

/// Adds the files to a folder.
pub(super) fn add(folder: &mut ResultsFolder, drawn: Vec<Drawn>) {
    for Drawn { file, bytes, .. } in drawn {
        folder.add(file, bytes);
    }
}
