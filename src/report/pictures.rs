//! The pictures: each interactive where scripts run, and the same as a static picture elsewhere and on paper.

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use crate::charts::{Chart, FONT_FAMILY, Numbers, numbers_csv};
use crate::things::{Language, Text};

use super::interactive::{self, Drawing};
use super::number_table;
use super::page::{Page, Section};

/// A static picture, as SVG text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticPicture {
    /// The chart's name.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// The SVG.
    pub svg: String,
}

/// The section, and what the scripts need for it by the names of the pictures; what is saved has a name that begins with
/// `saved_as`.
pub(super) fn section(
    page: &Page,
    charts: &[Chart<'_>],
    pictures: &[StaticPicture],
    saved_as: &str,
) -> (Section, Value) {
    let mut figures = Vec::new();
    let mut scripted = Map::new();
    for chart in charts {
        let (name, numbers) = (chart.name(), chart.numbers());
        let drawing = interactive::drawing(chart, &numbers, page.language);
        let svg = pictures.iter().find(|found| found.name == name && found.language == page.language);
        figures.push(figure(page, chart, svg, drawing.as_ref(), &numbers));
        if let Some(Drawing { option, .. }) = drawing {
            let file = format!("{saved_as}-{name}.{}", page.word);
            let title = page.language.of(&numbers.title);
            let csv = numbers_csv(&numbers, page.language);
            let csv = String::from_utf8(csv).expect("text is written as UTF-8");
            scripted.insert(name, json!({ "title": title, "file": file, "csv": csv, "option": option }));
        }
    }
    let hint = page.say(
        "鼠标停在图上（或用手指点按）可看数值及其区间；点图例可开关各项；图下可查看数字、下载 CSV、存为 PNG。",
        "Point at a picture, or tap it, for values and their intervals; click the legend to switch parts on and off; below each picture are its numbers, as a table and as CSV, and the picture as PNG.",
    );
    let body = html! {
        @if !scripted.is_empty() { p.note.scripted { (hint) } }
        @for figure in figures { (figure) }
    };
    (Section { name: "pictures", title: Text::new("图", "Pictures"), body }, Value::Object(scripted))
}

fn figure(
    page: &Page,
    chart: &Chart<'_>,
    picture: Option<&StaticPicture>,
    drawing: Option<&Drawing>,
    numbers: &Numbers,
) -> Markup {
    let name = &chart.name();
    let title = page.language.of(&numbers.title);
    let shown = page.language.of(&chart.shows()).to_owned();
    // the style sheet names the font once for all words of all pictures
    let family = format!(" font-family=\"{}\"", FONT_FAMILY);
    let label = match page.language {
        Language::Chinese => format!("{title}。{shown}。数字见图下的表。"),
        Language::English => format!("{title}. {shown}. The numbers are in the table below the picture."),
    };
    html! {
        figure id=(page.id(name)) {
            figcaption {
                h3 { (page.name(&numbers.title)) }
                p { (shown) }
            }
            @if let Some(drawing) = drawing {
                div.chart data-chart=(name) role="img" aria-label=(label) style={ "--height:" (drawing.height) "px;--narrow:" (drawing.narrow) "px" } {}
            }
            @if let Some(picture) = picture {
                div.still tabindex="0" { (PreEscaped(picture.svg.replace(&family, ""))) }
            }
            @if !numbers.rows.is_empty() {
                @if drawing.is_some() {
                    p.actions {
                        button type="button" data-csv=(name) { (page.say("下载数据 CSV", "Download CSV")) }
                        button type="button" data-png=(name) { (page.say("存为图片 PNG", "Save as PNG")) }
                    }
                }
                details {
                    summary { (page.say("查看图中数字", "Show the numbers")) }
                    (number_table::table(page, numbers))
                }
            }
        }
    }
}
