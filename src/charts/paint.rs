//! Painting a picture on a plotters backend.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use tiny_skia::Pixmap;

use super::chart::ChartError;
use super::font::{FAMILY, Fonts, HEIGHT_OF_EM};
use super::picture::{Align, Mark, Picture, Weight};
use super::png_file;
use super::raster::Raster;
use super::style::{HEIGHT, PAPER, WIDTH};

/// The picture as SVG text, shown at half its pixels, with a title for screen readers.
pub(super) fn svg(picture: &Picture, title: &str) -> Result<Vec<u8>, ChartError> {
    let mut text = String::new();
    paint(picture, SVGBackend::with_string(&mut text, (WIDTH as u32, HEIGHT as u32)))?;
    let shown = format!("width=\"{}\" height=\"{}\" role=\"img\" viewBox", WIDTH / 2.0, HEIGHT / 2.0);
    let text = text.replacen(&format!("width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox"), &shown, 1);
    let head_end = text.find('>').ok_or_else(|| ChartError("the SVG has no head".to_owned()))? + 1;
    let (head, body) = text.split_at(head_end);
    Ok(format!("{head}\n<title>{}</title>{body}", escaped(title)).into_bytes())
}

/// The picture as PNG bytes.
pub(super) fn png(picture: &Picture) -> Result<Vec<u8>, ChartError> {
    let mut pixels = Pixmap::new(WIDTH as u32, HEIGHT as u32)
        .ok_or_else(|| ChartError("no memory for the picture".to_owned()))?;
    paint(picture, Raster::new(&mut pixels))?;
    // the paper covers every pixel, so that none is transparent
    png_file::png(pixels.width(), pixels.height(), pixels.data())
        .map_err(|error| ChartError(error.to_string()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paint<DB: DrawingBackend>(picture: &Picture, backend: DB) -> Result<(), ChartError> {
    Fonts::embedded();
    let area = backend.into_drawing_area();
    let failed = |error: DrawingAreaErrorKind<DB::ErrorType>| ChartError(error.to_string());
    area.fill(&PAPER).map_err(failed)?;
    for mark in &picture.marks {
        match mark {
            Mark::Block { x, y, width, height, colour, opacity } => {
                let corners = [pixel((*x, *y)), pixel((x + width, y + height))];
                area.draw(&Rectangle::new(corners, colour.mix(*opacity).filled())).map_err(failed)?;
            }
            Mark::Line { points, colour, width } => {
                let points: Vec<(i32, i32)> = points.iter().copied().map(pixel).collect();
                area.draw(&PathElement::new(points, colour.stroke_width(*width))).map_err(failed)?;
            }
            Mark::Area { points, colour } => {
                let points: Vec<(i32, i32)> = points.iter().copied().map(pixel).collect();
                area.draw(&Polygon::new(points, colour.filled())).map_err(failed)?;
            }
            Mark::Dot { x, y, radius, colour } => {
                area.draw(&Circle::new(pixel((*x, *y)), radius.round() as i32, colour.filled()))
                    .map_err(failed)?;
            }
            Mark::Words { x, y, text, size, weight, align, colour } => {
                let thickness = if *weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
                let side = match align {
                    Align::Left => HPos::Left,
                    Align::Centre => HPos::Center,
                    Align::Right => HPos::Right,
                };
                let style = TextStyle::from((FAMILY, size * HEIGHT_OF_EM, thickness).into_font())
                    .color(colour)
                    .pos(Pos::new(side, VPos::Center));
                area.draw(&Text::new(text.clone(), pixel((*x, *y)), style)).map_err(failed)?;
            }
        }
    }
    area.present().map_err(failed)
}

fn pixel((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}
