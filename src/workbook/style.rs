//! The one place for colours, fonts and formats of the workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Every Chinese Windows and Office has it; others put their own Chinese font in its place.
pub(super) const FONT: &str = "Microsoft YaHei";

pub(super) const INK: Color = Color::RGB(0x1c242e);
pub(super) const QUIET: Color = Color::RGB(0x5a6673);
pub(super) const RULE: Color = Color::RGB(0xd9dee4);
pub(super) const PAPER: Color = Color::RGB(0xffffff);
/// Blue and vermilion stay apart for colour-blind readers and in grey (Okabe and Ito's pair).
pub(super) const MAIN: Color = Color::RGB(0x005a9c);
pub(super) const ACCENT: Color = Color::RGB(0xc94f00);
/// The bands of a fan, wide and narrow.
pub(super) const WIDE_BAND: Color = Color::RGB(0xc7dcec);
pub(super) const NARROW_BAND: Color = Color::RGB(0x8ab6d8);

/// The city's bar among those of the counties.
pub(super) const CITY_BAR: Color = Color::RGB(0xeda16c);

/// Colours of stacked clauses: apart in hue for most readers and in lightness for all.
pub(super) const STACK: [Color; 8] = [
    Color::RGB(0x0b3c6f),
    Color::RGB(0xd55e00),
    Color::RGB(0x6db3e3),
    Color::RGB(0x007d5b),
    Color::RGB(0xf0c24b),
    Color::RGB(0x8a3f77),
    Color::RGB(0xa8adb3),
    Color::RGB(0x553a1c),
];

const HEAD_FILL: Color = Color::RGB(0xe3ecf4);
const SUM_FILL: Color = Color::RGB(0xf3f5f7);
const CHOSEN_FILL: Color = Color::RGB(0xfdebdc);
const CHOSEN_HEAD_FILL: Color = Color::RGB(0xf6cfae);

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, wrapped.
    Words,
    /// A year, or words in its place.
    Year,
    /// 万元 with two decimals.
    Amount,
    /// A share or probability as a percentage.
    Share,
    /// A ratio with three decimals.
    Ratio,
    /// A whole number.
    Count,
    /// A number with the decimals that it was stated with.
    Number,
    /// A share as a percentage with so many decimals.
    Percent(usize),
    /// A difference that should be 0: another number is red.
    Check,
    /// The amount at the confidence that the scenario puts first.
    Chosen,
}

/// Which row a cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowLook {
    /// One of many.
    Plain,
    /// A sum of the rows above.
    Sum,
}

/// A cell of a table.
pub(super) fn cell(kind: Kind, row: RowLook) -> Format {
    let format = base(10.0).set_align(FormatAlign::VerticalCenter);
    let format = format.set_border(FormatBorder::Thin).set_border_color(RULE);
    let format = match kind {
        Kind::Words => format.set_align(FormatAlign::Left).set_text_wrap(),
        Kind::Year => format.set_align(FormatAlign::Center).set_text_wrap().set_num_format("0"),
        Kind::Amount | Kind::Chosen => right(format).set_num_format("#,##0.00"),
        Kind::Share => right(format).set_num_format("0.00%"),
        Kind::Ratio => right(format).set_num_format("0.000"),
        Kind::Count => right(format).set_num_format("#,##0"),
        Kind::Number => right(format),
        Kind::Percent(0) => right(format).set_num_format("0%"),
        Kind::Percent(decimals) => right(format).set_num_format(format!("0.{}%", "0".repeat(decimals))),
        Kind::Check => right(format).set_num_format("[=0]0.00;[Red]#,##0.00").set_font_color(QUIET),
    };
    let format = if row == RowLook::Sum { format.set_bold().set_background_color(SUM_FILL) } else { format };
    match kind {
        Kind::Chosen => format.set_bold().set_font_color(INK).set_background_color(CHOSEN_FILL),
        _ => format,
    }
}

fn base(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size).set_font_color(INK)
}

fn right(format: Format) -> Format {
    format.set_align(FormatAlign::Right)
}

/// The Chinese title of a sheet.
pub(super) fn title() -> Format {
    base(16.0).set_bold().set_align(FormatAlign::VerticalCenter).set_align(FormatAlign::Left).set_text_wrap()
}

/// The English beside it.
pub(super) fn title_english() -> Format {
    base(11.0).set_font_color(QUIET)
}

/// What stands below the title: which scenario, and what a reader must know.
pub(super) fn note() -> Format {
    base(9.0)
        .set_font_color(QUIET)
        .set_align(FormatAlign::VerticalCenter)
        .set_align(FormatAlign::Left)
        .set_text_wrap()
}

/// A note that runs over the cells beside it.
pub(super) fn plain_note() -> Format {
    base(9.0).set_font_color(QUIET)
}

/// The finding of a sheet, below its title.
pub(super) fn finding() -> Format {
    note().set_font_size(11.0).set_font_color(ACCENT).set_bold()
}

/// The unit, at the right.
pub(super) fn unit() -> Format {
    note().set_align(FormatAlign::Right)
}

/// A head of a column; the confidence that the scenario puts first stands out.
pub(super) fn head(chosen: bool) -> Format {
    let fill = if chosen { CHOSEN_HEAD_FILL } else { HEAD_FILL };
    base(10.0)
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_background_color(fill)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0xb9c6d2))
}

/// The Chinese and the English words of a head.
pub(super) fn head_words() -> (Format, Format) {
    (base(10.0).set_bold(), base(8.0).set_font_color(QUIET))
}

/// A head in English alone.
pub(super) fn small_head() -> Format {
    head(false).unset_bold().set_font_size(8.0).set_font_color(QUIET)
}

/// What separates the parts of a sheet.
pub(super) fn part() -> Format {
    base(11.0).set_bold().set_font_color(MAIN).set_align(FormatAlign::VerticalCenter)
}

/// A mark that stands out, such as that of an assumption.
pub(super) fn mark() -> Format {
    cell(Kind::Year, RowLook::Plain).set_bold().set_font_color(ACCENT).set_background_color(CHOSEN_FILL)
}

/// A link to a sheet.
pub(super) fn link() -> Format {
    cell(Kind::Words, RowLook::Plain).set_font_color(MAIN)
}
