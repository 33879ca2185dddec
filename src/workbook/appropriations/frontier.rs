//! What keeping arrears rarer costs, for every payer, with a chart of the special fund.

use rust_xlsxwriter::{Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartRange, ChartType, XlsxError};

use crate::findings::Appropriations;
use crate::tables::percent;
use crate::things::Text;

use super::super::cell::Cell;
use super::super::chart_style::{font, labels};
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{INK, Kind, QUIET, RULE, RowLook, STACK};
use super::build::{ends, rule_words};

pub(super) const NAME: &str = "前沿";

/// The sheet.
pub(super) fn sheet(found: &Appropriations, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("要求的概率与最省合计", "The chance asked for and the cheapest total"),
        finding: None,
        note: None,
        amounts: true,
        frozen: 3,
    };
    let amount = |zh, en| Column::new(Kind::Amount, 15.0, zh, en);
    let columns = vec![
        Column::new(Kind::Words, 30.0, "支付方", "Payer"),
        Column::new(Kind::Words, 26.0, "结转", "Carry-over"),
        Column::new(Kind::Year, 14.0, "概率不超过", "Chance within"),
        amount("各年合计", "all years"),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
    ];
    let mut sheet = Sheet::new(origin, &frame, columns)?;
    let first = sheet.row;
    let mut lines = Vec::new();
    for (position, payer) in found.payers.iter().enumerate() {
        for rule in &payer.rules {
            let from = sheet.row;
            for plan in &rule.frontier {
                let mut cells = vec![Cell::both(&payer.name), Cell::words(rule_words(rule))];
                cells.extend([Cell::words(percent(&plan.chance)), Cell::fen(plan.total_fen)]);
                cells.extend(ends(plan.total_interval_fen()));
                sheet.row(RowLook::Plain, cells)?;
            }
            if position == 0 && sheet.row > from {
                lines.push((from, sheet.row - 1, rule_words(rule)));
            }
        }
    }
    sheet.filter_from(first)?;
    sheet.worksheet.insert_chart(first, 7, &chart(&lines))?;
    Ok(sheet)
}

/// A line for each rule of carrying over.
fn chart(lines: &[(u32, u32, String)]) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    for (position, (first, last, name)) in lines.iter().enumerate() {
        let range = |column| ChartRange::new_from_range(NAME, *first, column, *last, column);
        let mut line = ChartLine::new();
        line.set_color(STACK[position % STACK.len()]).set_width(2.25);
        let series = chart.add_series().set_values(&range(3)).set_categories(&range(2));
        series.set_name(name.as_str()).set_format(&mut line);
    }
    chart
        .title()
        .set_name("专项资金最省合计（万元） The fund's cheapest total")
        .set_font(&font(12.0, INK, true));
    labels(chart.x_axis());
    let axis = chart.y_axis().set_num_format("#,##0").set_font(&font(9.0, QUIET, false));
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(RULE).set_width(0.75));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, INK, false));
    chart.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(RULE)));
    chart
        .set_width(760)
        .set_height(420)
        .set_alt_text("The special fund's cheapest total by the chance of arrears");
    chart
}
