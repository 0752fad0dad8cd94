//! What a merchant does with an order: start, ask, capture, cancel, pay back.

use std::num::NonZeroUsize;

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::result::Result;
use crate::ext::classes::MerchantObject;
use crate::ext::{arguments, exceptions};
use crate::twint::error::Error;
use crate::twint::flow;
use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::order::{Capture, Order};
use crate::twint::values::payment_page::PaymentPage;

/// Adds these functions to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    module
        .function(wrap_function!(payment_init))
        .function(wrap_function!(payment_page_address))
        .function(wrap_function!(poll))
        .function(wrap_function!(poll_many))
        .function(wrap_function!(capture))
        .function(wrap_function!(cancel))
        .function(wrap_function!(cancel_many))
        .function(wrap_function!(refund))
}

/// Starts a payment.
#[php_function]
#[php(name = "Twint\\payment_init", defaults(onTwintsPage = false))]
fn payment_init(
    merchant: &MerchantObject,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    capture: Option<Capture>,
    checkIn: Option<BinarySlice<u8>>,
    onTwintsPage: bool,
    notificationUrl: Option<BinarySlice<u8>>,
) -> Result<Order> {
    let merchant = merchant.inner();
    let reference = &arguments::parsed("reference", &reference)?;
    let amount = arguments::parsed("amount", &amount)?;
    let capture = capture.unwrap_or_default();
    let notification = notificationUrl
        .map(|url| arguments::parsed("notificationUrl", &url))
        .transpose()?;
    match (checkIn, onTwintsPage, notification) {
        (_, false, Some(_)) => Err(Error::invalid(
            "notificationUrl",
            "is taken by TWINT only for a payment on its own page",
        )),
        (Some(_), true, _) => Err(Error::invalid(
            "onTwintsPage",
            "is not for a buyer who has approved a check-in",
        )),
        (None, false, None) => flow::payment_init(merchant, reference, amount, capture),
        (None, true, notification) => flow::payment_init_on_twints_page(
            merchant,
            reference,
            amount,
            capture,
            notification.as_ref(),
        ),
        (Some(pairing), false, None) => {
            let pairing = arguments::parsed("checkIn", &pairing)?;
            flow::payment_init_for_check_in(merchant, reference, amount, capture, pairing)
        }
    }
}

/// The address of TWINT's page from which the buyer comes back.
#[php_function]
#[php(name = "Twint\\payment_page_address")]
fn payment_page_address(
    page: BinarySlice<u8>,
    paidUrl: BinarySlice<u8>,
    cancelledUrl: BinarySlice<u8>,
) -> Result<String> {
    let page: PaymentPage = arguments::parsed("page", &page)?;
    Ok(page.returning_to(
        &arguments::parsed("paidUrl", &paidUrl)?,
        &arguments::parsed("cancelledUrl", &cancelledUrl)?,
    ))
}

/// Asks how an order stands.
#[php_function]
#[php(name = "Twint\\poll", defaults(waitForResponse = false))]
fn poll(
    merchant: &MerchantObject,
    orderUuid: BinarySlice<u8>,
    waitForResponse: bool,
) -> Result<Order> {
    let order = arguments::parsed("orderUuid", &orderUuid)?;
    if waitForResponse {
        flow::poll_waiting(merchant.inner(), order)
    } else {
        flow::poll(merchant.inner(), order)
    }
}

/// Asks how many orders stand, several at once.
#[php_function]
#[php(name = "Twint\\poll_many", defaults(concurrency = 8))]
fn poll_many(
    merchant: &MerchantObject,
    orderUuids: &ZendHashTable,
    concurrency: i64,
) -> PhpResult<ZBox<ZendHashTable>> {
    each(orderUuids, concurrency, |uuids, concurrency| {
        flow::poll_many(merchant.inner(), uuids, concurrency)
    })
}

/// Takes the money of an approved order, all or a part.
#[php_function]
#[php(name = "Twint\\capture", defaults(r#final = true))]
fn capture(
    merchant: &MerchantObject,
    orderUuid: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    r#final: bool,
    capturedBefore: Option<BinarySlice<u8>>,
) -> Result<Order> {
    flow::capture(
        merchant.inner(),
        arguments::parsed("orderUuid", &orderUuid)?,
        arguments::capture_request(&amount, r#final, capturedBefore.as_ref())?,
    )
}

/// Ends an order that was not captured.
#[php_function]
#[php(name = "Twint\\cancel")]
fn cancel(merchant: &MerchantObject, orderUuid: BinarySlice<u8>) -> Result<Order> {
    flow::cancel(
        merchant.inner(),
        arguments::parsed("orderUuid", &orderUuid)?,
    )
}

/// Ends many orders that were not captured, several at once.
#[php_function]
#[php(name = "Twint\\cancel_many", defaults(concurrency = 8))]
fn cancel_many(
    merchant: &MerchantObject,
    orderUuids: &ZendHashTable,
    concurrency: i64,
) -> PhpResult<ZBox<ZendHashTable>> {
    each(orderUuids, concurrency, |uuids, concurrency| {
        flow::cancel_many(merchant.inner(), uuids, concurrency)
    })
}

/// Pays back all or a part of a captured order.
#[php_function]
#[php(name = "Twint\\refund")]
fn refund(
    merchant: &MerchantObject,
    orderUuid: BinarySlice<u8>,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
) -> Result<Order> {
    flow::refund(
        merchant.inner(),
        arguments::parsed("orderUuid", &orderUuid)?,
        &arguments::parsed("reference", &reference)?,
        arguments::parsed("amount", &amount)?,
    )
}

/// Each UUID's own outcome under its key; what is no UUID is not sent.
fn each(
    order_uuids: &ZendHashTable,
    concurrency: i64,
    work: impl FnOnce(&[OrderUuid], NonZeroUsize) -> Vec<Result<Order>>,
) -> PhpResult<ZBox<ZendHashTable>> {
    let concurrency = self::concurrency(concurrency)?;
    let mut keys = Vec::with_capacity(order_uuids.len());
    let mut asked = Vec::with_capacity(order_uuids.len());
    for value in order_uuids.values() {
        let text = value
            .dereference()
            .string()
            .ok_or_else(|| Error::invalid("orderUuids", "holds something that is no text"))?;
        let uuid = arguments::parsed::<OrderUuid>("orderUuid", text.as_bytes());
        asked.extend(uuid.as_ref().ok().copied());
        keys.push((text, uuid));
    }

    let mut answers = work(&asked, concurrency).into_iter();
    let mut table = ZendHashTable::with_capacity(u32::try_from(keys.len()).unwrap_or(u32::MAX));
    for (key, uuid) in keys {
        let answer = uuid.and_then(|_| {
            answers
                .next()
                .expect("one answer for each UUID asked about")
        });
        match answer {
            Ok(order) => table.insert(key.as_str(), order)?,
            Err(error) => table.insert(key.as_str(), exceptions::object(&error)?)?,
        }
    }
    Ok(table)
}

fn concurrency(number: i64) -> Result<NonZeroUsize> {
    usize::try_from(number)
        .ok()
        .and_then(NonZeroUsize::new)
        .filter(|number| number.get() <= flow::MAX_CONCURRENCY)
        .ok_or_else(|| {
            let allowed = format!("is not between 1 and {}", flow::MAX_CONCURRENCY);
            Error::invalid("concurrency", allowed)
        })
}
