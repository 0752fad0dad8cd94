//! The picture of a QR code: what shape it has, and the same for a terminal.

use std::fmt;
use std::io::Cursor;

use openssl::base64;
use serde::{Deserialize, Serialize};

/// The shape of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QrPicture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Bits a pixel.
    pub bits: u8,
    /// Modules a side.
    pub modules: u32,
    /// Pixels a module.
    pub module_pixels: u32,
    /// The light border, in modules.
    pub quiet_zone: u32,
}

impl QrPicture {
    /// The QR code's version: 1 has 21 modules, each further one four more.
    pub fn version(&self) -> u32 {
        self.modules.saturating_sub(17) / 4
    }
}

impl fmt::Display for QrPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a picture of {}×{} pixels with {} bit each: version {} with {}×{} modules of {} pixel, quiet zone {}",
            self.width,
            self.height,
            self.bits,
            self.version(),
            self.modules,
            self.modules,
            self.module_pixels,
            self.quiet_zone
        )
    }
}

/// A picture taken apart.
pub struct Pixels {
    width: usize,
    bits: u8,
    /// Row by row, dark or not.
    dark: Vec<bool>,
}

impl Pixels {
    /// Reads `data:image/png;base64,…`; `None` if it is no grey picture.
    pub fn read(data_uri: &str) -> Option<Self> {
        let png = base64::decode_block(data_uri.strip_prefix("data:image/png;base64,")?).ok()?;
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::IDENTITY);
        let mut reader = decoder.read_info().ok()?;
        let (width, height, bits) = {
            let info = reader.info();
            if info.color_type != png::ColorType::Grayscale || info.width > 2_000 {
                return None;
            }
            (
                info.width as usize,
                info.height as usize,
                info.bit_depth as u8,
            )
        };
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let line = reader.next_frame(&mut bytes).ok()?.line_size;
        let half = 1_u32 << (bits.min(8) - 1);
        let dark = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| {
                let bit = x * usize::from(bits);
                let byte = u32::from(*bytes.get(y * line + bit / 8)?);
                let shift = 8 - usize::from(bits.min(8)) - bit % 8;
                let value = (byte >> shift) & ((1 << bits.min(8)) - 1);
                Some(value < half)
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self { width, bits, dark })
    }

    fn height(&self) -> usize {
        self.dark.len() / self.width.max(1)
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dark.get(y * self.width + x).copied() == Some(true)
    }

    /// Its shape; `None` if it has no finder pattern in its upper left corner.
    pub fn shape(&self) -> Option<QrPicture> {
        let rows = 0..self.height();
        let top = rows
            .clone()
            .find(|y| (0..self.width).any(|x| self.is_dark(x, *y)))?;
        let left = (0..self.width).find(|x| self.is_dark(*x, top))?;
        let right = (0..self.width).rev().find(|x| self.is_dark(*x, top))?;
        // The upper edge of the finder pattern is seven modules of dark.
        let edge = (left..self.width)
            .take_while(|x| self.is_dark(*x, top))
            .count();
        let module = edge / 7;
        if module == 0 || edge % 7 != 0 {
            return None;
        }
        let number = |n: usize| u32::try_from(n).ok();
        Some(QrPicture {
            width: number(self.width)?,
            height: number(self.height())?,
            bits: self.bits,
            modules: number((right + 1 - left) / module)?,
            module_pixels: number(module)?,
            quiet_zone: number(left / module)?,
        })
    }

    /// The code for a terminal, two rows of modules a line, light on dark or dark on light alike; `None` like
    /// [`Self::shape`].
    pub fn for_terminal(&self) -> Option<String> {
        let shape = self.shape()?;
        let module = shape.module_pixels as usize;
        let corner = shape.quiet_zone as usize * module;
        let border = 2_usize;
        let side = shape.modules as usize + 2 * border;
        let light = |x: usize, y: usize| {
            let inside = |n: usize| n.checked_sub(border).map(|n| corner + n * module);
            match (inside(x), inside(y)) {
                (Some(x), Some(y)) => !self.is_dark(x, y),
                _ => true,
            }
        };
        let mut text = String::new();
        for y in (0..side).step_by(2) {
            for x in 0..side {
                text.push(match (light(x, y), y + 1 < side && light(x, y + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            text.push('\n');
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white square with the upper left finder pattern and a dark upper right corner, as TWINT draws it.
    fn drawn(modules: usize, quiet: usize, pixels: usize) -> String {
        let side = (modules + 2 * quiet) * pixels;
        let row = side.div_ceil(8);
        let mut bits = vec![0xff_u8; row * side];
        for y in 0..side {
            for x in 0..side {
                let (mx, my) = (x / pixels, y / pixels);
                let inside = mx >= quiet && my >= quiet;
                let (mx, my) = (mx.wrapping_sub(quiet), my.wrapping_sub(quiet));
                let edge = mx < 7 && my < 7 && (mx == 0 || my == 0 || mx == 6 || my == 6);
                let corner = my == 0 && mx == modules - 1;
                if inside && (edge || corner) {
                    bits[y * row + x / 8] &= !(0x80 >> (x % 8));
                }
            }
        }
        let mut png = Vec::new();
        let side = u32::try_from(side).unwrap();
        let mut encoder = png::Encoder::new(&mut png, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder
            .write_header()
            .unwrap()
            .write_image_data(&bits)
            .unwrap();
        format!("data:image/png;base64,{}", base64::encode_block(&png))
    }

    #[test]
    fn modules_quiet_zone_and_version_are_read_off_the_finder_pattern() {
        for (modules, quiet, pixels, version) in [(21, 4, 1, 1), (29, 0, 1, 3), (25, 2, 3, 2)] {
            let shape = Pixels::read(&drawn(modules, quiet, pixels))
                .unwrap()
                .shape()
                .unwrap();
            let side = u32::try_from((modules + 2 * quiet) * pixels).unwrap();
            assert_eq!((shape.width, shape.height, shape.bits), (side, side, 1));
            assert_eq!(shape.modules as usize, modules);
            assert_eq!(shape.quiet_zone as usize, quiet);
            assert_eq!(shape.module_pixels as usize, pixels);
            assert_eq!(shape.version(), version);
        }
    }

    #[test]
    fn the_terminal_shows_every_module_with_a_border() {
        let text = Pixels::read(&drawn(21, 4, 1))
            .unwrap()
            .for_terminal()
            .unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 13);
        assert!(lines.iter().all(|line| line.chars().count() == 25));
        assert_eq!(lines[1].chars().take(10).collect::<String>(), "██ ▄▄▄▄▄ █");
    }

    #[test]
    fn what_is_no_such_picture_is_none() {
        for text in [
            "",
            "data:image/png;base64,",
            "data:image/png;base64,AAAA",
            "x",
        ] {
            assert!(Pixels::read(text).is_none(), "{text}");
        }
    }
}
