//! The address of TWINT's own payment page, as `TwintURL` gives it. The page itself is not simulated.

use openssl::base64;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::clock::Millis;

const PAGE: &str = "https://pay-pat.twint.ch/static-page/";
/// How long the token in the address is valid, in seconds.
const VALID: i64 = 900;

/// `https://pay-pat.twint.ch/static-page/?orderUUID=…&type=PAYMENT&jwt=…`. Only form and validity of the token are known, so
/// its claims are a guess; the signature is real, by a key that nobody needs.
pub(crate) fn address(order: Uuid, now: Millis) -> String {
    let issued = now.div_euclid(1000);
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let claims = json!({ "sub": order.to_string(), "iat": issued, "exp": issued + VALID });
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = base64_url(&sign(order.as_bytes(), signed.as_bytes()));
    format!("{PAGE}?orderUUID={order}&type=PAYMENT&jwt={signed}.{signature}")
}

fn sign(key: &[u8], text: &[u8]) -> Vec<u8> {
    PKey::hmac(key)
        .and_then(|key| Signer::new(MessageDigest::sha256(), &key)?.sign_oneshot_to_vec(text))
        .expect("OpenSSL knows SHA-256")
}

fn part(value: &Value) -> String {
    base64_url(value.to_string().as_bytes())
}

fn base64_url(bytes: &[u8]) -> String {
    let text = base64::encode_block(bytes);
    let text = text.trim_end_matches('=');
    text.replace('+', "-").replace('/', "_")
}
