//! The pictures: each interactive where scripts run, and the same as a static picture elsewhere and on paper.

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use crate::charts::{Kind, numbers, numbers_csv};
use crate::things::{Language, Text};

use super::interactive::{self, Drawing};
use super::number_table;
use super::page::{Page, Section};

/// A static picture, as SVG text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticPicture {
    /// Which chart.
    pub kind: Kind,
    /// Its language.
    pub language: Language,
    /// The SVG.
    pub svg: String,
}

/// The section, and what the scripts need for it by the names of the pictures.
pub(super) fn section(page: &Page<'_>, pictures: &[StaticPicture]) -> (Section, Value) {
    let mut figures = Vec::new();
    let mut scripted = Map::new();
    for (kind, name) in Kind::ALL {
        let numbers = numbers(kind, page.findings);
        let drawing = interactive::drawing(kind, page.findings, &numbers, page.language);
        let svg = pictures.iter().find(|found| found.kind == kind && found.language == page.language);
        figures.push(figure(page, kind, name, svg, drawing.as_ref(), &numbers));
        if let Some(Drawing { option, .. }) = drawing {
            let file = format!("{}-{name}.{}", page.findings.scenario.id, page.word);
            let title = page.language.of(&numbers.title);
            let csv = numbers_csv(&numbers, page.language);
            let csv = String::from_utf8(csv).expect("text is written as UTF-8");
            scripted.insert(
                name.to_owned(),
                json!({ "title": title, "file": file, "csv": csv, "option": option }),
            );
        }
    }
    let hint = page.say(
        "鼠标停在图上（或用手指点按）可看数值及其区间；点图例可开关各项；图下可查看数字、下载 CSV、存为 PNG。",
        "Point at a picture, or tap it, for values and their intervals; click the legend to switch parts on and off; below each picture are its numbers, as a table and as CSV, and the picture as PNG.",
    );
    let body = html! {
        p.note.scripted { (hint) }
        @for figure in figures { (figure) }
    };
    (Section { name: "pictures", title: Text::new("图", "Pictures"), body }, Value::Object(scripted))
}

fn figure(
    page: &Page<'_>,
    kind: Kind,
    name: &str,
    picture: Option<&StaticPicture>,
    drawing: Option<&Drawing>,
    numbers: &crate::charts::Numbers,
) -> Markup {
    let title = page.language.of(&numbers.title);
    let shown = page.language.of(&what(kind)).to_owned();
    // the style sheet names the font once for all words of all pictures
    let family = format!(" font-family=\"{}\"", crate::charts::FONT_FAMILY);
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

/// What a picture shows.
fn what(kind: Kind) -> Text {
    let (zh, en) = match kind {
        Kind::Distribution => (
            "市县合并的现金支出，预算期各年合计：上图为各金额档的路径占比，下图为支出超过某一金额的概率",
            "Cash of city and counties over all years of the horizon: above, the share of paths in each bin of amounts; below, the chance that the cost exceeds an amount",
        ),
        Kind::YearlyCash => (
            "市级专项资金各年度的现金支出：中位数、50% 与 90% 区间、期望值，以及建议安排与已列安排",
            "Yearly cash demand on the city's special fund: median, 50% and 90% ranges, expected value, and the recommended and the stated appropriation",
        ),
        Kind::YearlyCashAll => (
            "市县合并各年度的现金支出：中位数、50% 与 90% 区间、期望值与建议安排",
            "Yearly cash of city and counties: median, 50% and 90% ranges, expected value and recommended appropriation",
        ),
        Kind::YearlyAccrual => (
            "市县合并各年度新产生的应付义务（权责发生制），与同年现金支出的期望值对照",
            "Obligations of city and counties by the year in which they arise, against the expected cash of the same year",
        ),
        Kind::Clauses => (
            "各条款各年度现金支出的期望值，市县合并；期望值可以相加",
            "Expected cash by clause and year, city and counties together; expected values add up",
        ),
        Kind::Payers => (
            "市与各县（市、区）的现金支出，预算期各年合计：期望值与 5%—95% 区间",
            "Cash of the city and each county over all years of the horizon: expected value and 5 to 95% range",
        ),
        Kind::Contributions => (
            "各条款、各县（市、区）、各产研院对支出最高的 5% 情形的贡献，与期望支出对照；每一划分下各部分相加等于合计",
            "What each clause, county and institute contributes to the 5% of outcomes that cost most, against its expected cost; the parts of each division add up to the total",
        ),
        Kind::Fund => (
            "专项资金各年度收支：已列安排、实际支付与年末欠付的期望值，以及年末欠付的概率",
            "The special fund's account by year: stated appropriation, expected payments and arrears, and the chance of arrears at the year's end",
        ),
        Kind::Commitments => (
            "预算期以后仍要支付的款项，按条款和支付方：期望值与 95% 分位数",
            "What is still to be paid after the horizon, by clause and payer: expected value and 95% quantile",
        ),
    };
    Text::new(zh, en)
}
