//! The QR code of a token, as TWINT draws it: 29×29 modules, one pixel each, no quiet zone, one bit grey.

use openssl::base64;
use qrcode::{Color, EcLevel, QrCode, Version};

const VERSION: i16 = 3; // 29 modules

/// `data:image/png;base64,…` whose content is the token's text.
pub fn data_uri(token: &str) -> String {
    let code = QrCode::with_version(token, Version::Normal(VERSION), EcLevel::M)
        .expect("five digits fit into version 3");
    let width = code.width();
    let row_bytes = width.div_ceil(8);
    let mut pixels = vec![0_u8; row_bytes * width];
    for (i, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Light {
            pixels[i / width * row_bytes + i % width / 8] |= 0x80 >> (i % width % 8);
        }
    }
    let mut png = Vec::with_capacity(200);
    let side = u32::try_from(width).expect("29");
    let mut encoder = png::Encoder::new(&mut png, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_filter(png::Filter::NoFilter);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels))
        .expect("writing to memory");
    format!("data:image/png;base64,{}", base64::encode_block(&png))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_twints_shape() {
        let uri = data_uri("52321");
        let png =
            base64::decode_block(uri.strip_prefix("data:image/png;base64,").unwrap()).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (29, 29));
        assert_eq!(info.bit_depth, png::BitDepth::One);
        assert_eq!(info.color_type, png::ColorType::Grayscale);
    }
}
