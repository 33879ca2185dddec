//! The chance that all obligations exceed an amount, of every scenario, with a chart.

use rust_xlsxwriter::{Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartRange, ChartType, XlsxError};

use crate::findings::ScenarioDifferences;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::chart_style::font;
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{INK, Kind, QUIET, RULE, RowLook, STACK};
use super::super::text::within_a_line;
use super::lookup::scenarios;

pub(super) const NAME: &str = "超过的概率";

/// The sheet.
pub(super) fn sheet(found: &ScenarioDifferences, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new(
            "全部应付义务超过某一金额的概率",
            "The chance that all obligations exceed an amount",
        ),
        finding: None,
        note: Some(Text::new(
            "每个情景三列：概率及其 95% 区间（Wilson 方法）。",
            "Three columns for each scenario: the chance and its 95% interval (Wilson).",
        )),
        amounts: true,
        frozen: 1,
    };
    let mut columns = vec![Column::new(Kind::Amount, 16.0, "金额", "Amount")];
    for scenario in scenarios(found) {
        let three = [("概率", "chance"), ("下端", "from"), ("上端", "to")];
        let three = three.map(|(zh, en)| Column::new(Kind::Share, 11.0, zh, en)).into();
        let (zh, en) = (within_a_line(&scenario.title.zh, 40), within_a_line(&scenario.title.en, 40));
        columns.extend(Column::under(three, &zh, &en));
    }
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    let points = found.levels.first().map_or(0, |level| level.curve.len());
    for point in 0..points {
        let mut cells = vec![Cell::fen(found.levels[0].curve[point].fen)];
        for level in &found.levels {
            let point = &level.curve[point];
            cells.extend([point.probability, point.interval[0], point.interval[1]].map(Cell::Share));
        }
        sheet.row(RowLook::Plain, cells)?;
    }
    if sheet.row > first {
        let chart = chart(found, (first, sheet.row - 1));
        sheet.worksheet.insert_chart(first, 2 + 3 * found.levels.len() as u16, &chart)?;
    }
    Ok(sheet)
}

/// A line for each scenario.
fn chart(found: &ScenarioDifferences, (first, last): (u32, u32)) -> Chart {
    let mut chart = Chart::new(ChartType::ScatterStraight);
    let range = |column: u16| ChartRange::new_from_range(NAME, first, column, last, column);
    for (position, scenario) in scenarios(found).enumerate() {
        let name =
            format!("{} {}", within_a_line(&scenario.title.zh, 40), within_a_line(&scenario.title.en, 40));
        let mut line = ChartLine::new();
        line.set_color(STACK[position % STACK.len()]).set_width(2.25);
        chart
            .add_series()
            .set_categories(&range(0))
            .set_values(&range(1 + 3 * position as u16))
            .set_name(name.as_str())
            .set_format(&mut line);
    }
    chart.title().set_name("全部应付义务超过该金额的概率 Chance of more").set_font(&font(12.0, INK, true));
    let ends = |point: usize| found.levels[0].curve[point].fen as f64 / 1e6;
    let last = found.levels[0].curve.len() - 1;
    let axis = chart.x_axis().set_min(ends(0)).set_max(ends(last)).set_num_format("#,##0");
    axis.set_name("万元").set_name_font(&font(9.0, QUIET, false)).set_font(&font(9.0, QUIET, false));
    let axis = chart.y_axis().set_min(0).set_max(1).set_num_format("0%").set_font(&font(9.0, QUIET, false));
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(RULE).set_width(0.75));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, INK, false));
    chart.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(RULE)));
    chart
        .set_width(820)
        .set_height(440)
        .set_alt_text("Chance that all obligations exceed an amount, by scenario");
    chart
}
