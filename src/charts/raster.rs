//! A plotters backend that paints pixels with tiny-skia and sets text by the font's outlines.
//!
//! Plotters' own bitmap text ignores left bearings and sets glyphs on whole pixels, which lets Chinese brackets float
//! and Latin letters collide.

use std::convert::Infallible;

use ab_glyph::{Font, OutlineCurve};
use plotters::style::FontStyle;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::font::{Fonts, HEIGHT_OF_EM};
use super::picture::Weight;

/// Half the height of a lower-case x over the em: where a text's middle stands above its baseline, as SVG's `0.5ex`.
const HALF_X_HEIGHT: f64 = 0.271;

/// Pixels to paint on.
pub(super) struct Raster<'pixels> {
    pixels: &'pixels mut Pixmap,
}

impl<'pixels> Raster<'pixels> {
    pub fn new(pixels: &'pixels mut Pixmap) -> Self {
        Raster { pixels }
    }

    fn fill(&mut self, path: Option<tiny_skia::Path>, color: BackendColor) {
        if let Some(path) = path {
            self.pixels.fill_path(&path, &paint(color), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn stroke(&mut self, path: Option<tiny_skia::Path>, color: BackendColor, width: u32) {
        let stroke = Stroke {
            width: width as f32,
            line_cap: LineCap::Butt,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path {
            self.pixels.stroke_path(&path, &paint(color), &stroke, Transform::identity(), None);
        }
    }
}

fn paint(color: BackendColor) -> Paint<'static> {
    let (red, green, blue) = color.rgb;
    let alpha = (color.alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(Color::from_rgba8(red, green, blue, alpha));
    paint
}

/// The centre of a pixel, where an odd line lies sharp.
fn centre((x, y): BackendCoord) -> (f32, f32) {
    (x as f32 + 0.5, y as f32 + 0.5)
}

fn polyline(points: impl IntoIterator<Item = BackendCoord>, close: bool) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for (index, point) in points.into_iter().enumerate() {
        let (x, y) = centre(point);
        if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if close {
        path.close();
    }
    path.finish()
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        point: BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let pixel = Rect::from_xywh(point.0 as f32, point.1 as f32, 1.0, 1.0);
        self.fill(pixel.map(PathBuilder::from_rect), color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (width, height) = (bottom_right.0 - upper_left.0, bottom_right.1 - upper_left.1);
        let rect = Rect::from_xywh(upper_left.0 as f32, upper_left.1 as f32, width as f32, height as f32);
        let path = rect.map(PathBuilder::from_rect);
        if fill {
            self.fill(path, style.color())
        } else {
            self.stroke(path, style.color(), style.stroke_width())
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.stroke(polyline(path, false), style.color(), style.stroke_width());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        point: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (x, y) = centre(point);
        let path = PathBuilder::from_circle(x, y, radius as f32);
        if fill {
            self.fill(path, style.color())
        } else {
            self.stroke(path, style.color(), style.stroke_width())
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.fill(polyline(vertices, true), style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let weight = if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular };
        let em = style.size() / HEIGHT_OF_EM;
        let fonts = Fonts::embedded();
        let width = fonts.width(text, em, weight);
        let start = match style.anchor().h_pos {
            HPos::Left => f64::from(x),
            HPos::Center => f64::from(x) - width / 2.0,
            HPos::Right => f64::from(x) - width,
        };
        let baseline = f64::from(y) + HALF_X_HEIGHT * em;
        let path = outline(text, weight, em, (start, baseline));
        self.fill(path, style.color());
        Ok(())
    }
}

/// The outlines of a text from its start on the baseline.
fn outline(text: &str, weight: Weight, em: f64, (start, baseline): (f64, f64)) -> Option<tiny_skia::Path> {
    let font = Fonts::embedded().weight(weight);
    let scale = (em / f64::from(font.units_per_em().unwrap_or(1000.0))) as f32;
    let mut path = PathBuilder::new();
    let mut left = start as f32;
    for character in text.chars() {
        let glyph = font.glyph_id(character);
        if let Some(outline) = font.outline(glyph) {
            let at = |point: ab_glyph::Point| (left + point.x * scale, baseline as f32 - point.y * scale);
            let mut end: Option<ab_glyph::Point> = None;
            for curve in outline.curves {
                let (from, to) = match curve {
                    OutlineCurve::Line(from, to)
                    | OutlineCurve::Quad(from, _, to)
                    | OutlineCurve::Cubic(from, _, _, to) => (from, to),
                };
                if end != Some(from) {
                    let (x, y) = at(from);
                    path.move_to(x, y);
                }
                let (x, y) = at(to);
                match curve {
                    OutlineCurve::Line(..) => path.line_to(x, y),
                    OutlineCurve::Quad(_, control, _) => {
                        let (cx, cy) = at(control);
                        path.quad_to(cx, cy, x, y);
                    }
                    OutlineCurve::Cubic(_, first, second, _) => {
                        let ((ax, ay), (bx, by)) = (at(first), at(second));
                        path.cubic_to(ax, ay, bx, by, x, y);
                    }
                }
                end = Some(to);
            }
        }
        left += font.h_advance_unscaled(glyph) * scale;
    }
    path.finish()
}
