//! The embedded font: measured here, outlined by the raster backend, named in SVG.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use plotters::style::{FontStyle, register_font};

use super::picture::Weight;

/// The family under which the font is registered: an SVG names it, so that a reader without the font sees another one
/// that holds the same characters.
pub const FAMILY: &str = "Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif";
/// The font's height over its em. Plotters takes sizes as heights, a reader takes them as ems.
pub(super) const HEIGHT_OF_EM: f64 = 1.24;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/FiscastSansSC-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/FiscastSansSC-Bold.otf");

/// The two weights of the font, registered with plotters on first use.
pub(super) struct Fonts {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

impl Fonts {
    /// The fonts of the program.
    pub fn embedded() -> &'static Fonts {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(|| {
            for (style, bytes) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, BOLD)] {
                assert!(register_font(FAMILY, style, bytes).is_ok(), "the embedded font is a font");
            }
            let font = |bytes| FontRef::try_from_slice(bytes).expect("the embedded font is a font");
            Fonts { regular: font(REGULAR), bold: font(BOLD) }
        })
    }

    /// One weight.
    pub fn weight(&self, weight: Weight) -> &FontRef<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The width of a text in pixels at an em of `size` pixels.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let font = self.weight(weight).as_scaled(PxScale::from((size * HEIGHT_OF_EM) as f32));
        text.chars().map(|character| f64::from(font.h_advance(font.glyph_id(character)))).sum()
    }
}

/// The characters of a text that the embedded font lacks; they would show as boxes.
pub(super) fn missing_characters(text: &str) -> Vec<char> {
    let font = Fonts::embedded().weight(Weight::Regular);
    let mut missing: Vec<char> = text
        .chars()
        .filter(|character| !character.is_whitespace() && font.glyph_id(*character).0 == 0)
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}
