//! Arguments of PHP as values of ours. Texts come as bytes, since PHP's strings may hold any.

use ext_php_rs::binary_slice::BinarySlice;
use rust_decimal::Decimal;

use crate::twint::error::Error;
use crate::twint::flow::CaptureRequest;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::money::Chf;
use crate::twint::values::passphrase::Passphrase;
use crate::twint::values::timestamp::Timestamp;

type Result<T> = std::result::Result<T, Error>;

/// A text, by the name of its argument.
pub(super) fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str> {
    std::str::from_utf8(bytes).map_err(|_| Error::invalid(name, "is not UTF-8"))
}

/// An amount, by the name of its argument.
pub(super) fn amount(name: &str, bytes: &[u8]) -> Result<Chf> {
    let amount = text(name, bytes)?.parse();
    amount.map_err(|why| Error::invalid(name, why))
}

/// A decimal number of any sign, by the name of its argument.
pub(super) fn decimal(name: &str, bytes: &[u8]) -> Result<Decimal> {
    Decimal::from_str_exact(text(name, bytes)?)
        .map_err(|_| Error::invalid(name, "is not a decimal number such as -12.345"))
}

/// A moment, by the name of its argument.
pub(super) fn moment(name: &str, bytes: &[u8]) -> Result<Timestamp> {
    Timestamp::parse(text(name, bytes)?)
        .ok_or_else(|| Error::invalid(name, "is not a moment such as 2026-03-26T13:54:57+01:00"))
}

/// A passphrase, by the name of its argument: text, since TWINT's portal takes nothing else.
pub(super) fn passphrase(name: &str, bytes: &[u8]) -> Result<Passphrase> {
    Passphrase::read(bytes).map_err(|why| Error::invalid(name, why))
}

/// `$orderUuid`.
pub(super) fn order_uuid(bytes: &[u8]) -> Result<OrderUuid> {
    let uuid = OrderUuid::parse(text("orderUuid", bytes)?);
    uuid.map_err(|why| Error::invalid("orderUuid", why))
}

/// `$reference`.
pub(super) fn reference(bytes: &[u8]) -> Result<Reference> {
    let reference = Reference::parse(text("reference", bytes)?);
    reference.map_err(|why| Error::invalid("reference", why))
}

/// `$amount`, `$final` and `$capturedBefore` of a capture; without the last nothing was captured before.
pub(super) fn capture_request(
    amount: &[u8],
    closing: bool,
    captured_before: Option<&BinarySlice<u8>>,
) -> Result<CaptureRequest> {
    let captured_before = captured_before.map_or(Ok(Chf::ZERO), |captured_before| {
        self::amount("capturedBefore", captured_before)
    });
    Ok(CaptureRequest {
        amount: self::amount("amount", amount)?,
        closing,
        captured_before: captured_before?,
    })
}
