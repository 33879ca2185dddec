//! Native charts, on one page.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsType,
    ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPoint,
    ChartRange, ChartSolidFill, ChartType, Color, XlsxError,
};

use crate::things::Text;

use super::super::chart_style::{amounts, filled, font, labels, marker, unseen};
use super::super::columns::Column;
use super::super::frame::Frame;
use super::super::sheet::Sheet;
use super::super::style::{
    ACCENT, CITY_BAR, INK, Kind, MAIN, NARROW_BAND, PAPER, QUIET, RULE, STACK, WIDE_BAND, plain_note,
};
use super::answers::Answers;
use super::drawings::{Block, Blocks, NAME as NUMBERS};

pub(super) const NAME: &str = "图表";

/// Two charts stand beside each other, each over half of the columns.
const COLUMNS: u16 = 14;
const WIDTH: u32 = 614;
const HEIGHT: u32 = 440;
/// The most years that have marks with their values, and names on the axis.
const LABELLED: u32 = 12;
/// The height of a row in pixels: a line of 16.5 points.
const ROW: u32 = 22;

/// The sheet of charts.
pub(super) fn sheet(answers: &Answers<'_>, blocks: &Blocks) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("图表", "Charts"),
        finding: None,
        note: None,
        amounts: true,
        frozen: 0,
    };
    let columns = (0..COLUMNS).map(|_| Column::new(Kind::Words, 12.0, "", "")).collect();
    let mut sheet = Sheet::new(&answers.origin, &frame, columns)?;
    sheet.on_one_page();
    let top = sheet.row;
    place(&mut sheet, (top, 0), years(&blocks.city), &blocks.city, HEIGHT)?;
    place(&mut sheet, (top, COLUMNS / 2), years(&blocks.pooled), &blocks.pooled, HEIGHT)?;
    let below = top + 2 + HEIGHT / ROW;
    if let Some(block) = &blocks.clauses {
        place(&mut sheet, (below, 0), clauses(block), block, HEIGHT)?;
    }
    let payers_height = HEIGHT.max(120 + 20 * count(&blocks.payers));
    place(&mut sheet, (below, COLUMNS / 2), payers(&blocks.payers), &blocks.payers, payers_height)?;
    Ok(sheet)
}

fn count(block: &Block) -> u32 {
    block.rows.1 - block.rows.0 + 1
}

/// Puts a chart below its title in English.
fn place(
    sheet: &mut Sheet,
    (row, column): (u32, u16),
    mut chart: Chart,
    block: &Block,
    height: u32,
) -> Result<(), XlsxError> {
    sheet.write_words(row, column, &block.english, &plain_note())?;
    chart.set_width(WIDTH).set_height(height).set_alt_text(&block.english);
    chart.title().set_name((NUMBERS, block.title, 0)).set_font(&font(12.0, INK, true));
    chart.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(RULE)));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0, INK, false));
    sheet.worksheet.insert_chart(row + 1, column, &chart)?;
    Ok(())
}

/// The range of a column of numbers.
fn values(block: &Block, column: u16) -> ChartRange {
    ChartRange::new_from_range(NUMBERS, block.rows.0, column, block.rows.1, column)
}

/// A series of a chart: a column of the block with its name and the labels.
fn add<'c>(chart: &'c mut Chart, block: &Block, column: u16) -> &'c mut rust_xlsxwriter::ChartSeries {
    chart.add_series().set_values(&values(block, column)).set_categories(&values(block, 0)).set_name((
        NUMBERS,
        block.names,
        column,
    ))
}

/// The value above a point.
fn label(colour: Color) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format("#,##0").set_position(ChartDataLabelPosition::Above);
    label.set_font(&font(9.0, colour, true));
    label
}

/// A fan: bands between quantiles, stacked on an unseen area up to the 5 % quantile, and lines over them. A single
/// year has no area, and is drawn as a column.
fn years(block: &Block) -> Chart {
    let single = count(block) == 1;
    let mut chart = Chart::new(if single { ChartType::ColumnStacked } else { ChartType::AreaStacked });
    add(&mut chart, block, 1).set_format(&mut unseen());
    for (column, colour) in [(2, WIDE_BAND), (3, NARROW_BAND), (4, WIDE_BAND)] {
        add(&mut chart, block, column).set_format(&mut filled(colour));
    }
    let mut lines = Chart::new_line();
    for (column, colour, dash, kind) in [
        (5, MAIN, ChartLineDashType::Solid, ChartMarkerType::Square),
        (6, INK, ChartLineDashType::RoundDot, ChartMarkerType::Circle),
        (7, ACCENT, ChartLineDashType::Solid, ChartMarkerType::Diamond),
        (8, QUIET, ChartLineDashType::Dash, ChartMarkerType::Triangle),
    ] {
        let width = if column == 7 { 2.5 } else { 1.75 };
        let mut line = ChartLine::new();
        line.set_color(colour).set_width(width).set_dash_type(dash);
        let series = add(&mut lines, block, column);
        let size = if column == 7 { 8 } else { 5 };
        let many = count(block) > LABELLED;
        let mark = if many { ChartMarker::new().set_none().clone() } else { marker(kind, size, colour) };
        series.set_format(&mut line).set_marker(&mark);
        if column == 7 && count(block) <= LABELLED {
            series.set_data_label(&label(ACCENT));
        }
    }
    chart.combine(&lines);
    amounts(chart.y_axis());
    // the first year keeps clear of the axis, where its label would lie on the axis' own
    let every = count(block).div_ceil(LABELLED) as u16;
    labels(chart.x_axis().set_position_between_ticks(true).set_label_interval(every));
    // the unseen area, and the second part of the wide band, which the first part names
    chart.legend().delete_entries(&[0, 3]);
    chart
}

/// Expected cash by year, the clauses on each other, and the sum of all above them.
fn clauses(block: &Block) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    for column in 1..block.series {
        let colour = STACK[usize::from(column - 1) % STACK.len()];
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(colour));
        format.set_border(ChartLine::new().set_color(PAPER).set_width(0.5));
        add(&mut chart, block, column).set_format(&mut format).set_gap(60);
    }
    let mut totals = Chart::new_line();
    let total = add(&mut totals, block, block.series).set_format(&mut unseen());
    total.set_marker(ChartMarker::new().set_none());
    if count(block) <= LABELLED {
        total.set_data_label(&label(INK));
    }
    chart.combine(&totals);
    // the labels say what the sums are; the legend names the clauses
    chart.legend().delete_entries(&[usize::from(block.series) - 1]);
    amounts(chart.y_axis());
    labels(chart.x_axis());
    chart
}

/// A bar for each payer's expected cash, and a whisker from its 5 % to its 95 % quantile: it hangs on an unseen bar that
/// ends at the 95 % quantile, so that it is right even where the mean lies beyond it.
fn payers(block: &Block) -> Chart {
    let mut chart = Chart::new_bar();
    // the city, which comes first, apart from the counties
    let city = [ChartPoint::new().set_format(&mut filled(CITY_BAR))];
    add(&mut chart, block, 1)
        .set_format(&mut filled(NARROW_BAND))
        .set_points(&city)
        .set_gap(45)
        .set_overlap(100);
    let mut whisker = ChartErrorBars::new();
    // nothing upwards: the column of the 5 % quantiles stands in for the upper side, which is not drawn
    whisker.set_type(ChartErrorBarsType::Custom(values(block, 4), values(block, 3)));
    whisker.set_direction(rust_xlsxwriter::ChartErrorBarsDirection::Minus);
    whisker.set_format(ChartLine::new().set_color(INK).set_width(1.5));
    add(&mut chart, block, 2).set_format(&mut unseen()).set_x_error_bars(&whisker).delete_from_legend(true);
    // the first payer comes at the top, and the amounts stay below
    labels(chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1));
    amounts(chart.x_axis());
    chart.x_axis().set_name("万元（横条：期望支出；横线：5%—95% 区间）");
    chart.legend().set_hidden();
    chart
}
