//! The QR code of a token, as TWINT draws it: version 1, level M, numeric for digits, its quiet zone included; one pixel a module, one bit
//! grey.

use openssl::base64;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, QrResult, Version};

/// White modules on each side.
const QUIET_ZONE: usize = 4;

/// `data:image/png;base64,…` whose content is the token: digits, or at most 20 capital letters and digits.
pub fn data_uri(token: &str) -> String {
    let code = code(token).expect("a token fits into version 1");
    format!(
        "data:image/png;base64,{}",
        base64::encode_block(&png(&code))
    )
}

/// 21 by 21 modules.
fn code(token: &str) -> QrResult<QrCode> {
    let mut bits = Bits::new(Version::Normal(1));
    if token.bytes().all(|byte| byte.is_ascii_digit()) {
        bits.push_numeric_data(token.as_bytes())?;
    } else {
        bits.push_alphanumeric_data(token.as_bytes())?;
    }
    bits.push_terminator(EcLevel::M)?;
    QrCode::with_bits(bits, EcLevel::M)
}

fn png(code: &QrCode) -> Vec<u8> {
    let modules = code.width();
    let side = modules + 2 * QUIET_ZONE;
    let row_bytes = side.div_ceil(8);
    let mut pixels = vec![0_u8; row_bytes * side];
    for y in 0..side {
        for x in 0..side {
            let module = |i: usize| i.checked_sub(QUIET_ZONE).filter(|i| *i < modules);
            let is_dark = module(x)
                .zip(module(y))
                .is_some_and(|at| code[at] == Color::Dark);
            if !is_dark {
                pixels[y * row_bytes + x / 8] |= 0x80 >> (x % 8);
            }
        }
    }
    let mut png = Vec::with_capacity(200);
    let side = u32::try_from(side).expect("29");
    let mut encoder = png::Encoder::new(&mut png, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(9));
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels))
        .expect("writing to memory");
    png
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture, and whether each of its pixels is dark.
    fn picture(token: &str) -> (Vec<u8>, Vec<Vec<bool>>) {
        let uri = data_uri(token);
        let png = uri.strip_prefix("data:image/png;base64,").unwrap();
        let png = base64::decode_block(png).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png))
            .read_info()
            .unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (29, 29));
        assert_eq!(info.bit_depth, png::BitDepth::One);
        assert_eq!(info.color_type, png::ColorType::Grayscale);
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut bytes).unwrap();
        let is_dark = |row: &[u8], x: usize| row[x / 8] & (0x80 >> (x % 8)) == 0;
        let rows = bytes
            .chunks(4)
            .map(|row| (0..29).map(|x| is_dark(row, x)).collect());
        let rows = rows.collect();
        (png, rows)
    }

    #[test]
    fn a_scanner_reads_the_digits_of_a_code_of_twints_kind() {
        for token in ["10000", "52321", "99999", "T23LU9K"] {
            let (_, rows) = picture(token);
            let grey = |x: usize, y: usize| if rows[y / 4][x / 4] { 0 } else { 255 };
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(29 * 4, 29 * 4, grey);
            let grids = image.detect_grids();
            assert_eq!(grids.len(), 1);
            let (about, content) = grids[0].decode().unwrap();
            assert_eq!(content, token);
            assert_eq!(about.version.0, 1);
            assert_eq!(about.ecc_level, 0, "0 stands for M");
        }
    }

    #[test]
    fn four_modules_around_the_code_are_white() {
        let (_, rows) = picture("52321");
        for (y, row) in rows.iter().enumerate() {
            for (x, is_dark) in row.iter().enumerate() {
                let inside = (4..25).contains(&x) && (4..25).contains(&y);
                assert!(inside || !is_dark, "{x}, {y}");
            }
        }
        for (x, y) in [(4, 4), (24, 4), (4, 24)] {
            assert!(rows[y][x], "the corners of the code are dark: {x}, {y}");
        }
    }

    /// TWINT's have 168 to 172 bytes.
    #[test]
    fn the_picture_is_about_as_large_as_twints() {
        for token in (10_000..100_000).step_by(997) {
            let size = picture(&token.to_string()).0.len();
            assert!((160..=176).contains(&size), "{token}: {size}");
        }
    }
}
