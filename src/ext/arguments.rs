//! Arguments of PHP as values of ours. Texts come as bytes, since PHP's strings may hold any.

use std::fmt::Display;
use std::str::FromStr;

use ext_php_rs::binary_slice::BinarySlice;
use rust_decimal::Decimal;

use crate::twint::error::Error;
use crate::twint::flow::CaptureRequest;
use crate::twint::values::money::Chf;
use crate::twint::values::passphrase::Passphrase;

type Result<T> = std::result::Result<T, Error>;

/// A text, by the name of its argument.
pub(super) fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|_| Error::invalid(name, "is not UTF-8"))
}

/// A value that is written as a text, by the name of its argument.
pub(super) fn parsed<T: FromStr<Err: Display>>(name: &str, bytes: &[u8]) -> Result<T> {
    let parsed = text(name, bytes)?.parse();
    parsed.map_err(|why| Error::invalid(name, why))
}

/// A decimal number of any sign, by the name of its argument.
pub(super) fn decimal(name: &str, bytes: &[u8]) -> Result<Decimal> {
    Decimal::from_str_exact(text(name, bytes)?)
        .map_err(|_| Error::invalid(name, "is not a decimal number such as -12.345"))
}

/// A passphrase, by the name of its argument: text, since TWINT's portal takes nothing else.
pub(super) fn passphrase(name: &str, bytes: &[u8]) -> Result<Passphrase> {
    Passphrase::try_from(bytes).map_err(|why| Error::invalid(name, why))
}

/// `$amount`, `$final` and `$capturedBefore` of a capture; without the last nothing was captured before.
pub(super) fn capture_request(
    amount: &[u8],
    closing: bool,
    captured_before: Option<&BinarySlice<u8>>,
) -> Result<CaptureRequest> {
    let captured_before = captured_before.map_or(Ok(Chf::ZERO), |captured_before| {
        parsed("capturedBefore", captured_before)
    });
    Ok(CaptureRequest {
        amount: parsed("amount", amount)?,
        closing,
        captured_before: captured_before?,
    })
}
