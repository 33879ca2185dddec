//! How native charts look.

use rust_xlsxwriter::{
    ChartAxis, ChartFont, ChartFormat, ChartLine, ChartMarker, ChartMarkerType, ChartSolidFill, Color,
};

use super::style::{FONT, QUIET, RULE};

/// The letters of a chart.
pub(super) fn font(size: f64, colour: Color, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(colour);
    if bold {
        font.set_bold()
    } else {
        font.unset_bold()
    };
    font
}

/// Filled with a colour.
pub(super) fn filled(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour)).set_no_line();
    format
}

/// Neither filled nor lined.
pub(super) fn unseen() -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_no_fill().set_no_line();
    format
}

/// A mark on a line.
pub(super) fn marker(kind: ChartMarkerType, size: u8, colour: Color) -> ChartMarker {
    let mut marker = ChartMarker::new();
    marker.set_type(kind).set_size(size);
    marker
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(colour)).set_no_line());
    marker
}

/// Amounts along an axis from 0, in 万元.
pub(super) fn amounts(axis: &mut ChartAxis) {
    axis.set_min(0).set_num_format("#,##0").set_font(&font(9.0, QUIET, false));
    axis.set_name("万元").set_name_font(&font(9.0, QUIET, false));
    axis.set_major_gridlines(true).set_major_gridlines_line(ChartLine::new().set_color(RULE).set_width(0.75));
    axis.set_format(ChartFormat::new().set_no_line());
}

/// An axis of names.
pub(super) fn labels(axis: &mut ChartAxis) {
    axis.set_font(&font(9.0, QUIET, false));
    axis.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(QUIET).set_width(0.75)));
}
