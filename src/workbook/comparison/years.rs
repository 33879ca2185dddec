//! Cash by year, the scenarios beside each other, with a chart.

use rust_xlsxwriter::{Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartRange, ChartType, XlsxError};

use crate::findings::{ScenarioDifferences, YearLabel};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::chart_style::{amounts, filled, font, labels};
use super::super::columns::Column;
use super::super::difference_cells::{ends, verdict};
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{INK, Kind, RULE, RowLook, STACK};
use super::super::text::within_a_line;
use super::super::words;
use super::lookup::{scenarios, series};

pub(super) const NAME: &str = "年度";

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("各年现金支出", "Cash by year"),
        finding: None,
        note: Some(Text::new(
            "市县合并的现金支出；“以后”为预算期之后支付的。",
            "Cash of city and counties; later is what is paid after the horizon.",
        )),
        amounts: true,
        frozen: 2,
    };
    let amount = |zh, en| Column::new(Kind::Amount, 14.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 26.0, "情景", "Scenario"),
        Column::new(Kind::Year, 12.0, "年度", "Year"),
        amount("期望", "mean"),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
        amount("5%", ""),
        amount("95%", ""),
        amount("与基准之差", "difference"),
        amount("差额区间下端", "from"),
        amount("差额区间上端", "to"),
        Column::new(Kind::Words, 15.0, "结论", "Verdict"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let mut blocks = Vec::new();
    for (position, scenario) in scenarios(found).enumerate() {
        let first = sheet.row;
        write(&mut sheet, found, position, &scenario.title)?;
        blocks.push((first, sheet.row - 1, &scenario.title));
    }
    let chart = chart(&blocks);
    sheet.worksheet.insert_chart(sheet.row + 2, 0, &chart)?;
    Ok(sheet)
}

fn write(
    sheet: &mut Sheet,
    found: &ScenarioDifferences,
    position: usize,
    title: &Text,
) -> Result<(), XlsxError> {
    for level in &found.levels[position].years {
        let [low, high] = ends(level.interval_fen);
        let other = position.checked_sub(1).map(|other| &found.others[other]);
        let difference = other.and_then(|other| series(other, (Basis::Cash, level.year), None, (None, None)));
        let mut cells =
            vec![Cell::both(title), words::year(level.year), Cell::Fen(level.mean_fen), low, high];
        cells.extend([Cell::fen(level.q5_fen), Cell::fen(level.q95_fen)]);
        match difference {
            Some(one) => {
                cells.push(Cell::Fen(one.difference_fen));
                cells.extend(ends(one.interval_fen));
                cells.push(verdict(one.interval_fen));
            }
            None => cells.extend([const { Cell::Blank }; 4]),
        }
        let later = level.year == YearLabel::AfterHorizon;
        sheet.row(if later { RowLook::Sum } else { RowLook::Plain }, cells)?;
    }
    Ok(())
}

/// Columns side by side, a colour for each scenario.
fn chart(blocks: &[(u32, u32, &Text)]) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    for (position, (first, last, title)) in blocks.iter().enumerate() {
        let range = |column| ChartRange::new_from_range(NAME, *first, column, *last, column);
        let name = format!("{} {}", within_a_line(&title.zh, 40), within_a_line(&title.en, 40));
        chart
            .add_series()
            .set_values(&range(2))
            .set_categories(&range(1))
            .set_name(name.as_str())
            .set_format(&mut filled(STACK[position % STACK.len()]))
            .set_gap(60);
    }
    chart.title().set_name("各年现金支出的期望值 Expected cash by year").set_font(&font(12.0, INK, true));
    amounts(chart.y_axis());
    labels(chart.x_axis());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, INK, false));
    chart.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(RULE)));
    chart.set_width(900).set_height(420).set_alt_text("Expected cash by year and scenario");
    chart
}
