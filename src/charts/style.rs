//! The one place for colours, sizes and margins. Pictures are 2560 × 1440 pixels, A4's width at 300 dots an inch; an SVG
//! shows them at half that size.

use plotters::style::RGBColor;

use super::picture::Look;

pub(super) const WIDTH: f64 = 2560.0;
pub(super) const HEIGHT: f64 = 1440.0;
pub(super) const MARGIN: f64 = 96.0;

pub(super) const INK: RGBColor = RGBColor(0x1c, 0x24, 0x2e);
pub(super) const QUIET: RGBColor = RGBColor(0x5a, 0x66, 0x73);
pub(super) const RULE: RGBColor = RGBColor(0xd9, 0xde, 0xe4);
pub(super) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Blue and vermilion stay apart for colour-blind readers and in grey (Okabe and Ito's pair).
pub(super) const MAIN: RGBColor = RGBColor(0x00, 0x5a, 0x9c);
pub(super) const ACCENT: RGBColor = RGBColor(0xc9, 0x4f, 0x00);

/// Bars that carry dots and whiskers, which must stand out from them.
pub(super) const MAIN_BAR: RGBColor = RGBColor(0x73, 0xa5, 0xc9);

pub(super) const ACCENT_BAR: RGBColor = RGBColor(0xe8, 0x9a, 0x5e);

/// A colour as it looks on paper when it is so opaque, without letting rules shine through.
pub(super) fn paler(colour: RGBColor, opacity: f64) -> RGBColor {
    let mix =
        |ink: u8, paper: u8| (f64::from(ink) * opacity + f64::from(paper) * (1.0 - opacity)).round() as u8;
    RGBColor(mix(colour.0, PAPER.0), mix(colour.1, PAPER.1), mix(colour.2, PAPER.2))
}

/// Colours of stacked clauses: apart in hue for most readers and in lightness for all.
pub(super) const STACK: [RGBColor; 8] = [
    RGBColor(0x0b, 0x3c, 0x6f),
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x6d, 0xb3, 0xe3),
    RGBColor(0x00, 0x7d, 0x5b),
    RGBColor(0xf0, 0xc2, 0x4b),
    RGBColor(0x8a, 0x3f, 0x77),
    RGBColor(0xa8, 0xad, 0xb3),
    RGBColor(0x55, 0x3a, 0x1c),
];

pub(super) const TITLE: Look = Look::new(60.0, INK).bold();
pub(super) const SUBTITLE: Look = Look::new(32.0, QUIET);
pub(super) const AXIS: Look = Look::new(30.0, QUIET);
pub(super) const LABEL: Look = Look::new(32.0, INK);
pub(super) const SMALL: Look = Look::new(26.0, QUIET);
