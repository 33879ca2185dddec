//! PNG files: charts have few colours, so that a palette makes them half as large and quick to write.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter, PixelDimensions, Unit};

/// 300 dots an inch, in dots a metre, so that a page sets a chart at its printed size.
const DOTS_A_METRE: u32 = 11_811;
/// So many colours a palette holds.
const PALETTE: usize = 256;

/// An opaque picture, four bytes a pixel, as a PNG file.
pub(super) fn png(width: u32, height: u32, rgba: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: DOTS_A_METRE,
        yppu: DOTS_A_METRE,
        unit: Unit::Meter,
    }));
    // higher levels take twice the time for a tenth of the size; flat areas gain nothing by filters
    encoder.set_deflate_compression(DeflateCompression::Level(3));
    encoder.set_filter(Filter::NoFilter);
    let (kind, pixels) = match indexed(rgba) {
        Some((palette, pixels)) => {
            encoder.set_palette(palette);
            (ColorType::Indexed, pixels)
        }
        None => {
            (ColorType::Rgb, rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect())
        }
    };
    encoder.set_color(kind);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours in the order in which they appear, and each pixel's position among them; none for too many colours.
fn indexed(rgba: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut palette = Vec::new();
    let mut pixels = Vec::with_capacity(rgba.len() / 4);
    // most pixels are of the colour before
    let mut last: Option<([u8; 3], u8)> = None;
    for pixel in rgba.chunks_exact(4) {
        let colour = [pixel[0], pixel[1], pixel[2]];
        let index = match last {
            Some((before, index)) if before == colour => index,
            _ => match known.get(&colour) {
                Some(index) => *index,
                None if known.len() == PALETTE => return None,
                None => {
                    let index = known.len() as u8;
                    known.insert(colour, index);
                    palette.extend(colour);
                    index
                }
            },
        };
        last = Some((colour, index));
        pixels.push(index);
    }
    Some((palette, pixels))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pixels of a PNG file as three bytes each.
    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a head");
        let dims = reader.info().pixel_dims.expect("a printed size");
        assert_eq!((dims.xppu, dims.yppu, dims.unit), (DOTS_A_METRE, DOTS_A_METRE, Unit::Meter));
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        pixels
    }

    #[test]
    fn every_pixel_survives_with_few_colours_and_with_many() {
        for colours in [1, 2, 255, 256, 257, 4096_usize] {
            let pixel = |index: usize| {
                let colour = index * 7 % colours;
                [(colour % 256) as u8, (colour / 256) as u8, 200]
            };
            let rgb: Vec<u8> = (0..64 * 64).flat_map(pixel).collect();
            let rgba: Vec<u8> =
                (0..64 * 64).flat_map(|index| pixel(index).into_iter().chain([255])).collect();
            assert_eq!(read(&png(64, 64, &rgba).expect("a file")), rgb, "{colours} colours");
        }
    }
}
