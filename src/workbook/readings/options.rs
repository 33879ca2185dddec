//! The answer: what each option alone changes, of every series, with a chart of all obligations.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFormat, ChartLegendPosition, ChartLine, ChartRange, ChartType, XlsxError,
    row_col_to_cell,
};

use crate::findings::{OptionPrice, PricedDifference, ReadingPrices, YearLabel};
use crate::tables::{grouped_wan, percent};
use crate::things::{Basis, Text};

use super::super::cell::Cell;
use super::super::chart_style::{filled, font, labels};
use super::super::columns::Column;
use super::super::difference_cells::{ends, verdict};
use super::super::frame::Frame;
use super::super::origin::Origin;
use super::super::sheet::Sheet;
use super::super::style::{INK, Kind, NARROW_BAND, QUIET, RULE, RowLook};
use super::lookup::{meaning, title};

pub(super) const NAME: &str = "价格";

/// Where the columns stand that the formula and the chart read.
const READ_AS: u16 = 1;
const OWN: u16 = 3;
const MEAN: u16 = 4;
const DIFFERENCE: u16 = 5;

/// The sheet.
pub(super) fn sheet(found: &ReadingPrices, origin: &Origin) -> Result<Sheet, XlsxError> {
    let frame = Frame {
        name: NAME,
        title: Text::new("每处文字的价格", "What each phrase is worth"),
        finding: Some(finding(found)),
        note: Some(Text::new(
            "单独换一种理解，在相同的路径上结算，与本情景的理解比较。“增减”为公式：期望 − 本情景；区间含 0 的为“无差别”。",
            "One phrase at a time read otherwise, settled on the same paths against the scenario's own reading. The change is a formula: mean − own; where the interval holds 0 there is none.",
        )),
        amounts: true,
        frozen: 3,
    };
    let mut sheet = Sheet::new(origin, &frame, columns(found))?;
    let first = sheet.row;
    let series = found.own.len();
    for position in 0..series {
        for option in &found.options {
            if let Some(priced) = option.series.get(position) {
                write(&mut sheet, found, option, priced, found.own[position].mean_fen)?;
            }
        }
    }
    sheet.filter_from(first)?;
    let options = found.options.len() as u32;
    if options > 0 {
        let chart = chart((first, first + options - 1), options);
        sheet.worksheet.insert_chart(sheet.row + 2, 0, &chart)?;
    }
    Ok(sheet)
}

fn columns(found: &ReadingPrices) -> Vec<Column> {
    let amount = |zh: &str, en: &str| Column::new(Kind::Amount, 13.0, zh, en);
    let level = percent(&found.confidence);
    vec![
        Column::new(Kind::Words, 30.0, "问题", "Question"),
        Column::new(Kind::Words, 30.0, "理解", "Read as"),
        Column::new(Kind::Words, 34.0, "口径", "Series"),
        amount("本情景期望", "own mean"),
        amount("期望", "mean"),
        amount("增减", "change"),
        amount("95% 区间下端", "from"),
        amount("95% 区间上端", "to"),
        Column::new(Kind::Words, 15.0, "结论", "Verdict"),
        amount(&format!("{level} 水平"), "level"),
        amount("其增减", "its change"),
        amount("区间下端", "from"),
        amount("区间上端", "to"),
        Column::new(Kind::Share, 11.0, "增加的路径", "paths with more"),
        Column::new(Kind::Share, 11.0, "减少的路径", "paths with less"),
    ]
}

fn write(
    sheet: &mut Sheet,
    found: &ReadingPrices,
    option: &OptionPrice,
    priced: &PricedDifference,
    own: f64,
) -> Result<(), XlsxError> {
    let row = sheet.row;
    let formula = format!("{}-{}", row_col_to_cell(row, MEAN), row_col_to_cell(row, OWN));
    let [low, high] = ends(priced.difference_interval_fen);
    let [quantile_low, quantile_high] = ends(priced.quantile_interval_fen);
    sheet.row(
        RowLook::Plain,
        vec![
            Cell::both(&title(found, &option.switch)),
            Cell::both(&meaning(found, &option.switch, &option.option)),
            Cell::both(&priced.series.name),
            Cell::Fen(own),
            Cell::Fen(priced.mean_fen),
            Cell::Formula(formula, priced.difference_fen / 1e6),
            low,
            high,
            verdict(priced.difference_interval_fen),
            Cell::fen(priced.quantile_fen),
            Cell::fen(priced.quantile_difference_fen),
            quantile_low,
            quantile_high,
            Cell::Share(priced.more),
            Cell::Share(priced.less),
        ],
    )?;
    Ok(())
}

/// A bar for each option's change of all obligations, which stand first.
fn chart((first, last): (u32, u32), options: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let range = |column| ChartRange::new_from_range(NAME, first, column, last, column);
    chart
        .add_series()
        .set_values(&range(DIFFERENCE))
        .set_categories(&range(READ_AS))
        .set_name("增减 Change")
        .set_format(&mut filled(NARROW_BAND))
        .set_gap(45);
    chart
        .title()
        .set_name("单独换一种理解，全部应付义务期望的增减（万元） Change of expected obligations")
        .set_font(&font(12.0, INK, true));
    labels(chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1));
    chart.y_axis().set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    let axis = chart.x_axis().set_num_format("#,##0").set_font(&font(9.0, QUIET, false));
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(RULE).set_width(0.75));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_hidden();
    chart.chart_area().set_format(ChartFormat::new().set_border(ChartLine::new().set_color(RULE)));
    chart
        .set_width(1000)
        .set_height(160 + 34 * options)
        .set_alt_text("Change of expected obligations by reading");
    chart
}

/// The option that changes all obligations most.
fn finding(found: &ReadingPrices) -> Text {
    let all = found.options.iter().filter_map(|option| {
        let priced = option.series.iter().find(|priced| {
            let series = &priced.series;
            (series.basis, series.year, series.payer) == (Basis::Accrual, YearLabel::All, None)
        })?;
        let [low, high] = priced.difference_interval_fen?;
        (low > 0.0 || high < 0.0).then_some((option, priced, [low, high]))
    });
    let most = all.max_by(|a, b| a.1.difference_fen.abs().total_cmp(&b.1.difference_fen.abs()));
    let Some((option, priced, [low, high])) = most else {
        return Text::new(
            "单独换一种理解，均与本情景无差别",
            "No phrase read otherwise by itself makes a difference",
        );
    };
    let (switch, read) = (title(found, &option.switch), meaning(found, &option.switch, &option.option));
    let [fen, low, high] = [priced.difference_fen, low, high].map(grouped_wan);
    Text::new(
        format!(
            "影响最大的一处：{}，读作“{}”，全部应付义务 {fen} 万元（95% 区间 {low} 至 {high}）",
            switch.zh, read.zh
        ),
        format!(
            "What matters most: {}, read as “{}”: {fen} 万元 (95% interval {low} to {high})",
            switch.en, read.en
        ),
    )
}
