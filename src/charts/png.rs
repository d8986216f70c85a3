//! Turns an SVG into a PNG for print.

use resvg::{tiny_skia, usvg};

/// Dots per inch of pictures for print.
pub(crate) const PRINT: u32 = 300;
/// Pixels per inch of an SVG.
const SVG_DPI: f64 = 96.0;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
#[error("cannot make the picture: {0}")]
pub struct PictureError(String);

/// The PNG of an outlined SVG, at `dpi` dots an inch, with that resolution written into it.
pub(crate) fn render(svg: &str, dpi: u32) -> Result<Vec<u8>, PictureError> {
    let failed = |error: &dyn std::fmt::Display| PictureError(error.to_string());
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|error| failed(&error))?;
    let scale = (f64::from(dpi) / SVG_DPI) as f32;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let mut pixels = tiny_skia::Pixmap::new(width.ceil() as u32, height.ceil() as u32)
        .ok_or_else(|| failed(&format_args!("{width} by {height} pixels are too many")))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let png = pixels.encode_png().map_err(|error| failed(&error))?;
    Ok(with_resolution(&png, dpi))
}

/// Puts the resolution into a PNG, without which word processors take it for 96 dots an inch.
fn with_resolution(png: &[u8], dpi: u32) -> Vec<u8> {
    // The signature (8 bytes) and the header chunk (25) come first in every PNG.
    let (head, rest) = png.split_at(33.min(png.len()));
    let per_metre = libm::round(f64::from(dpi) / 0.0254) as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut out = head.to_vec();
    out.extend((chunk.len() as u32 - 4).to_be_bytes());
    out.extend(&chunk);
    out.extend(crc32(&chunk).to_be_bytes());
    out.extend(rest);
    out
}

/// The CRC-32 of PNG chunks and ZIP files.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_its_resolution_and_can_be_read_back() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"96\" height=\"48\"/>";
        let png = render(svg, PRINT).expect("a picture");
        let at = png.windows(4).position(|word| word == b"pHYs").expect("a resolution");
        assert_eq!(png[at + 4..at + 13], [0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1]);
        let pixels = tiny_skia::Pixmap::decode_png(&png).expect("a valid file");
        assert_eq!((pixels.width(), pixels.height()), (300, 150));
        let small = tiny_skia::Pixmap::decode_png(&render(svg, 100).expect("a picture")).expect("a valid file");
        assert_eq!((small.width(), small.height()), (100, 50));
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(render("<svg", PRINT).is_err());
    }
}
