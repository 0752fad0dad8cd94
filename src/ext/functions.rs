//! The functions of the namespace `Twint`.

use std::num::NonZeroUsize;
use std::time::{Duration, SystemTime};

use ext_php_rs::binary_slice::BinarySlice;
use ext_php_rs::boxed::ZBox;
use ext_php_rs::convert::IntoZval;
use ext_php_rs::prelude::*;
use ext_php_rs::types::ZendHashTable;

use super::classes::{
    Actor, AppScheme, Booking, Capture, CertificateInfo, CertificateValidity, EndWish, Event,
    Exact, Exchange, Merchant, Order, OrderSeen, Payment, Permitted, Phase, Prices, Quote,
    RenewedCertificate, Step, Transition, WawiStep, WawiWish, read_passphrase, sum, text,
};
use super::exceptions;
use super::native_class::Returned;
use super::rows;
use crate::books::next_step::{self, Calls};
use crate::books::permitted::{self, Underway};
use crate::books::quote::{self, Limit, Refusal, Wanted};
use crate::books::{booking, phases, prices, wawi};
use crate::twint::error::{Cause, Error, ErrorKind};
use crate::twint::exchange::last_exchange;
use crate::twint::flow::recovery;
use crate::twint::flow::{self, CaptureRequest};
use crate::twint::identity;
use crate::twint::values::identifiers::{OrderUuid, Reference};
use crate::twint::values::moment::Moment;
use crate::twint::values::money::Chf;

type Result<T> = std::result::Result<T, Error>;

/// Adds them to the module.
pub(super) fn register(module: ModuleBuilder) -> ModuleBuilder {
    let module = module
        .function(wrap_function!(payment_init))
        .function(wrap_function!(poll))
        .function(wrap_function!(poll_many))
        .function(wrap_function!(capture))
        .function(wrap_function!(cancel))
        .function(wrap_function!(cancel_many))
        .function(wrap_function!(refund))
        .function(wrap_function!(find))
        .function(wrap_function!(find_between))
        .function(wrap_function!(enroll))
        .function(wrap_function!(system_status))
        .function(wrap_function!(certificate_validity))
        .function(wrap_function!(renew_certificate))
        .function(wrap_function!(inspect_certificate))
        .function(wrap_function!(app_schemes))
        .function(wrap_function!(transition))
        .function(wrap_function!(transitions))
        .function(wrap_function!(next_step))
        .function(wrap_function!(book_capture))
        .function(wrap_function!(book_refund))
        .function(wrap_function!(capture_is_traceless))
        .function(wrap_function!(price_rows))
        .function(wrap_function!(find_out_capture))
        .function(wrap_function!(find_out_refund))
        .function(wrap_function!(quote_capture))
        .function(wrap_function!(quote_refund))
        .function(wrap_function!(quote_parcel))
        .function(wrap_function!(permitted))
        .function(wrap_function!(wawi_step))
        .function(wrap_function!(last_exchange));
    #[cfg(debug_assertions)]
    let module = module.function(wrap_function!(panic_on_purpose));
    module
}

fn amount(bytes: &[u8]) -> Result<Chf> {
    let text = text("amount", bytes)?;
    text.parse().map_err(|why| Error::invalid("amount", why))
}

fn order_uuid(bytes: &[u8]) -> Result<OrderUuid> {
    let text = text("orderUuid", bytes)?;
    text.parse().map_err(|why| Error::invalid("orderUuid", why))
}

fn reference(bytes: &[u8]) -> Result<Reference> {
    let text = text("reference", bytes)?;
    text.parse().map_err(|why| Error::invalid("reference", why))
}

fn moment(name: &str, bytes: &[u8]) -> Result<Moment> {
    let text = text(name, bytes)?;
    text.parse().map_err(|why| Error::invalid(name, why))
}

fn orders(orders: Vec<crate::twint::values::order::Order>) -> Vec<Returned<Order>> {
    orders
        .into_iter()
        .map(|order| Returned(Order(order)))
        .collect()
}

/// Starts a payment.
#[php_function]
#[php(name = "Twint\\payment_init")]
fn payment_init(
    merchant: &Merchant,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    capture: Option<Exact<Capture>>,
) -> Result<Returned<Order>> {
    let (reference, amount) = (self::reference(&reference)?, self::amount(&amount)?);
    let capture = capture.map(|Exact(it)| it.into()).unwrap_or_default();
    Ok(Returned(Order(flow::payment_init(
        merchant.inner(),
        &reference,
        amount,
        capture,
    )?)))
}

/// Asks how an order stands.
#[php_function]
#[php(name = "Twint\\poll")]
fn poll(merchant: &Merchant, orderUuid: BinarySlice<u8>) -> Result<Returned<Order>> {
    Ok(Returned(Order(flow::poll(
        merchant.inner(),
        order_uuid(&orderUuid)?,
    )?)))
}

/// Asks how many orders stand, several at once.
#[php_function]
#[php(name = "Twint\\poll_many", defaults(concurrency = 8))]
fn poll_many(
    merchant: &Merchant,
    orderUuids: &ZendHashTable,
    concurrency: i64,
) -> PhpResult<ZBox<ZendHashTable>> {
    each(orderUuids, concurrency, |uuids, concurrency| {
        flow::poll_many(merchant.inner(), uuids, concurrency)
    })
}

/// Ends many orders that were not captured, several at once.
#[php_function]
#[php(name = "Twint\\cancel_many", defaults(concurrency = 8))]
fn cancel_many(
    merchant: &Merchant,
    orderUuids: &ZendHashTable,
    concurrency: i64,
) -> PhpResult<ZBox<ZendHashTable>> {
    each(orderUuids, concurrency, |uuids, concurrency| {
        flow::cancel_many(merchant.inner(), uuids, concurrency)
    })
}

/// Each UUID's own outcome under its key; what is no UUID is not sent.
fn each(
    order_uuids: &ZendHashTable,
    concurrency: i64,
    work: impl FnOnce(&[OrderUuid], NonZeroUsize) -> Vec<Result<crate::twint::values::order::Order>>,
) -> PhpResult<ZBox<ZendHashTable>> {
    let concurrency = usize::try_from(concurrency)
        .ok()
        .and_then(NonZeroUsize::new);
    let concurrency = concurrency.filter(|number| number.get() <= flow::MAX_CONCURRENCY);
    let concurrency = concurrency.ok_or_else(|| {
        Error::invalid(
            "concurrency",
            format!("is not between 1 and {}", flow::MAX_CONCURRENCY),
        )
    })?;

    let mut keys = Vec::with_capacity(order_uuids.len());
    let mut asked = Vec::with_capacity(order_uuids.len());
    for value in order_uuids.values() {
        let text = value
            .dereference()
            .string()
            .ok_or_else(|| Error::invalid("orderUuids", "holds something that is no text"))?;
        let uuid = order_uuid(text.as_bytes());
        asked.extend(uuid.as_ref().ok().copied());
        keys.push((text, uuid));
    }
    let answers = work(&asked, concurrency);

    let mut answers = answers.into_iter();
    let mut table = ZendHashTable::with_capacity(u32::try_from(keys.len()).unwrap_or(u32::MAX));
    for (key, uuid) in keys {
        let answer = uuid.and_then(|_| {
            answers
                .next()
                .expect("one answer for each UUID asked about")
        });
        let value = match answer {
            Ok(order) => Returned(Order(order)).into_zval(false)?,
            Err(error) => exceptions::object(&error)?.into_zval(false)?,
        };
        table.insert(key.as_str(), value)?;
    }
    Ok(table)
}

/// What a merchant captures, as PHP says it.
fn capture_request(
    amount: &[u8],
    closing: bool,
    captured_before: Option<&BinarySlice<u8>>,
) -> Result<CaptureRequest> {
    Ok(CaptureRequest {
        amount: self::amount(amount)?,
        closing,
        captured_before: captured_before.map_or(Ok(Chf::ZERO), |sum_before| {
            sum("capturedBefore", sum_before)
        })?,
    })
}

/// Takes the money of an approved order, all or a part.
#[php_function]
#[php(name = "Twint\\capture", defaults(r#final = true))]
fn capture(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    r#final: bool,
    capturedBefore: Option<BinarySlice<u8>>,
) -> Result<Returned<Order>> {
    let uuid = order_uuid(&orderUuid)?;
    let request = capture_request(&amount, r#final, capturedBefore.as_ref())?;
    Ok(Returned(Order(flow::capture(
        merchant.inner(),
        uuid,
        request,
    )?)))
}

/// Ends an order that was not captured.
#[php_function]
#[php(name = "Twint\\cancel")]
fn cancel(merchant: &Merchant, orderUuid: BinarySlice<u8>) -> Result<Returned<Order>> {
    Ok(Returned(Order(flow::cancel(
        merchant.inner(),
        order_uuid(&orderUuid)?,
    )?)))
}

/// Pays back all or a part of a captured order.
#[php_function]
#[php(name = "Twint\\refund")]
fn refund(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
) -> Result<Returned<Order>> {
    let (uuid, reference, amount) = (
        order_uuid(&orderUuid)?,
        self::reference(&reference)?,
        self::amount(&amount)?,
    );
    Ok(Returned(Order(flow::refund(
        merchant.inner(),
        uuid,
        &reference,
        amount,
    )?)))
}

/// Every order TWINT holds under a reference.
#[php_function]
#[php(name = "Twint\\find")]
fn find(merchant: &Merchant, reference: BinarySlice<u8>) -> Result<Vec<Returned<Order>>> {
    Ok(orders(flow::find(
        merchant.inner(),
        &self::reference(&reference)?,
    )?))
}

/// Every order made from one moment to another.
#[php_function]
#[php(name = "Twint\\find_between")]
fn find_between(
    merchant: &Merchant,
    from: BinarySlice<u8>,
    to: BinarySlice<u8>,
) -> Result<Vec<Returned<Order>>> {
    Ok(orders(flow::find_between(
        merchant.inner(),
        &moment("from", &from)?,
        &moment("to", &to)?,
    )?))
}

/// Makes the cash register known to TWINT.
#[php_function]
#[php(name = "Twint\\enroll")]
fn enroll(merchant: &Merchant) -> Result<()> {
    flow::enroll(merchant.inner())
}

/// Whether TWINT works for this merchant.
#[php_function]
#[php(name = "Twint\\system_status")]
fn system_status(merchant: &Merchant) -> Result<bool> {
    flow::system_status(merchant.inner())
}

/// Until when TWINT holds the certificate valid, and whether it may be renewed.
#[php_function]
#[php(name = "Twint\\certificate_validity")]
fn certificate_validity(merchant: &Merchant) -> Result<Returned<CertificateValidity>> {
    Ok(Returned(CertificateValidity(flow::certificate_validity(
        merchant.inner(),
    )?)))
}

/// Orders the next certificate.
#[php_function]
#[php(name = "Twint\\renew_certificate")]
fn renew_certificate(
    merchant: &Merchant,
    newPassphrase: BinarySlice<u8>,
) -> Result<Returned<RenewedCertificate>> {
    let passphrase = read_passphrase(&newPassphrase, "newPassphrase")?;
    Ok(Returned(RenewedCertificate(flow::renew_certificate(
        merchant.inner(),
        &passphrase,
    )?)))
}

/// Looks into a certificate without any call.
#[php_function]
#[php(name = "Twint\\inspect_certificate")]
fn inspect_certificate(
    certificate: BinarySlice<u8>,
    passphrase: BinarySlice<u8>,
) -> Result<Returned<CertificateInfo>> {
    let passphrase = read_passphrase(&passphrase, "passphrase")?;
    Ok(Returned(CertificateInfo(identity::inspect(
        &certificate,
        &passphrase,
        SystemTime::now(),
    ))))
}

/// The bank apps that open a TWINT payment on iOS.
#[php_function]
#[php(name = "Twint\\app_schemes")]
fn app_schemes(merchant: &Merchant) -> Result<Vec<Returned<AppScheme>>> {
    Ok(flow::app_schemes(merchant.inner())?
        .into_iter()
        .map(|app| Returned(AppScheme(app)))
        .collect())
}

/// Which phase an event leads to, and what the shop has to do then.
#[php_function]
#[php(name = "Twint\\transition")]
fn transition(
    phase: Exact<Phase>,
    event: Exact<Event>,
    actor: Exact<Actor>,
) -> Result<Returned<Transition>> {
    let edge = phases::transition(phase.0.into(), event.0.into(), actor.0.into());
    let edge =
        edge.map_err(|none| Error::new(ErrorKind::StateConflict, Cause::Books(none.to_string())))?;
    Ok(Returned(Transition(*edge)))
}

/// The whole table of phases.
#[php_function]
#[php(name = "Twint\\transitions")]
fn transitions() -> Vec<Returned<Transition>> {
    phases::TRANSITIONS
        .iter()
        .map(|edge| Returned(Transition(*edge)))
        .collect()
}

/// What an order, as TWINT described it just now, means for a payment.
#[php_function]
#[php(
    name = "Twint\\next_step",
    optional = "wish",
    defaults(cancelledLongAgo = false, partLost = false, unrecognisedSeconds = 0)
)]
fn next_step(
    payment: &Payment,
    order: Option<OrderSeen>,
    wish: Option<Exact<EndWish>>,
    cancelledFor: Option<Exact<EndWish>>,
    cancelledLongAgo: bool,
    partLost: bool,
    unrecognisedSeconds: i64,
) -> Returned<Step> {
    Returned(Step(next_step::next_step(
        payment.inner(),
        order.as_ref().map(OrderSeen::seen),
        wish.map(|Exact(it)| it.into()),
        Calls {
            cancelled_for: cancelledFor.map(|Exact(it)| it.into()),
            cancelled_long_ago: cancelledLongAgo,
            part_lost: partLost,
            unrecognised_for: Duration::from_secs(
                unrecognisedSeconds.try_into().unwrap_or_default(),
            ),
        },
    )))
}

/// What a capture that was carried out makes of a payment.
#[php_function]
#[php(name = "Twint\\book_capture")]
fn book_capture(
    payment: &Payment,
    amount: BinarySlice<u8>,
    r#final: bool,
) -> Result<Returned<Booking>> {
    let amount = self::amount(&amount)?;
    let booking = booking::of_capture(payment.inner(), amount, r#final);
    let booking = booking.ok_or_else(|| Error::invalid("amount", "was never authorised"))?;
    Ok(Returned(Booking(booking)))
}

/// What a refund that was carried out makes of a payment.
#[php_function]
#[php(name = "Twint\\book_refund")]
fn book_refund(payment: &Payment, amount: BinarySlice<u8>) -> Result<Returned<Booking>> {
    let booking = booking::of_refund(payment.inner(), self::amount(&amount)?);
    let booking = booking.ok_or_else(|| Error::invalid("amount", "was never captured"))?;
    Ok(Returned(Booking(booking)))
}

/// Whether nobody but the merchant can tell what became of a capture whose answer was lost.
#[php_function]
#[php(name = "Twint\\capture_is_traceless")]
fn capture_is_traceless(r#final: bool, capturedBefore: BinarySlice<u8>) -> Result<bool> {
    let captured_before = sum("capturedBefore", &capturedBefore)?;
    Ok(recovery::capture_is_traceless(r#final, captured_before))
}

/// What the rows of an order come to.
#[php_function]
#[php(name = "Twint\\price_rows")]
fn price_rows(
    rows: &ZendHashTable,
    factor: BinarySlice<u8>,
    credit: BinarySlice<u8>,
    charged: BinarySlice<u8>,
) -> Result<Returned<Prices>> {
    let prices = prices::prices(
        &rows::prices(rows)?,
        rows::decimal("factor", text("factor", &factor)?)?,
        rows::decimal("credit", text("credit", &credit)?)?,
        sum("charged", &charged)?,
    );
    let prices = prices.ok_or_else(|| Error::invalid("rows", "hold prices that no shop has"))?;
    Ok(Returned(Prices(prices)))
}

/// Finds out what became of a capture whose answer was lost.
#[php_function]
#[php(name = "Twint\\find_out_capture")]
fn find_out_capture(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    amount: BinarySlice<u8>,
    r#final: bool,
    capturedBefore: BinarySlice<u8>,
) -> Result<Returned<Order>> {
    let uuid = order_uuid(&orderUuid)?;
    let request = capture_request(&amount, r#final, Some(&capturedBefore))?;
    Ok(Returned(Order(flow::find_out_capture(
        merchant.inner(),
        uuid,
        request,
    )?)))
}

/// Finds out what became of a refund whose answer was lost.
#[php_function]
#[php(name = "Twint\\find_out_refund")]
fn find_out_refund(
    merchant: &Merchant,
    orderUuid: BinarySlice<u8>,
    reference: BinarySlice<u8>,
    amount: BinarySlice<u8>,
) -> Result<Returned<Order>> {
    Ok(Returned(Order(flow::find_out_refund(
        merchant.inner(),
        order_uuid(&orderUuid)?,
        &self::reference(&reference)?,
        self::amount(&amount)?,
    )?)))
}

/// As somebody typed it: what is wrong with it as an amount is an answer, not an exception.
fn typed<'a>(name: &str, bytes: Option<&'a BinarySlice<u8>>) -> Result<Option<&'a str>> {
    bytes.map(|bytes| text(name, bytes)).transpose()
}

fn wanted(typed: &[rows::Typed]) -> Vec<Wanted<'_>> {
    typed.iter().map(rows::Typed::wanted).collect()
}

/// What can be captured.
fn capturable(payment: &Payment) -> Limit {
    let of = payment.inner();
    Limit {
        most: of.authorised,
        so_far: of.captured,
    }
}

/// What can be paid back.
fn refundable(payment: &Payment) -> Limit {
    let of = payment.inner();
    Limit {
        most: of.captured,
        so_far: of.refunded,
    }
}

fn quoted(limit: Limit, result: std::result::Result<quote::Quote, Refusal>) -> Returned<Quote> {
    let open = limit.open();
    Returned(Quote { result, open })
}

/// What a capture comes to.
#[php_function]
#[php(name = "Twint\\quote_capture")]
fn quote_capture(
    payment: &Payment,
    rows: &ZendHashTable,
    portions: &ZendHashTable,
    amount: Option<BinarySlice<u8>>,
) -> Result<Returned<Quote>> {
    let limit = capturable(payment);
    let portions = rows::typed(portions, "portions")?;
    let amount = typed("amount", amount.as_ref())?;
    let result = quote::capture(limit, &rows::rows(rows)?, &wanted(&portions), amount);
    Ok(quoted(limit, result))
}

/// What a refund comes to.
#[php_function]
#[php(name = "Twint\\quote_refund")]
fn quote_refund(
    payment: &Payment,
    rows: &ZendHashTable,
    portions: &ZendHashTable,
    adjustment: Option<BinarySlice<u8>>,
    fee: Option<BinarySlice<u8>>,
) -> Result<Returned<Quote>> {
    let limit = refundable(payment);
    let portions = rows::typed(portions, "portions")?;
    let adjustment = typed("adjustment", adjustment.as_ref())?;
    let fee = typed("fee", fee.as_ref())?;
    let result = quote::refund(
        limit,
        &rows::rows(rows)?,
        &wanted(&portions),
        adjustment,
        fee,
    );
    Ok(quoted(limit, result))
}

/// What is owed for all that was delivered until now.
#[php_function]
#[php(name = "Twint\\quote_parcel")]
fn quote_parcel(
    payment: &Payment,
    rows: &ZendHashTable,
    delivered: &ZendHashTable,
) -> Result<Returned<Quote>> {
    let limit = capturable(payment);
    let delivered = rows::typed(delivered, "delivered")?;
    let result = quote::parcel(limit, &rows::rows(rows)?, &wanted(&delivered));
    Ok(quoted(limit, result))
}

/// What a merchant may do with a payment just now.
#[php_function]
#[php(name = "Twint\\permitted")]
fn permitted(payment: &Payment, operationOpen: bool, traceless: bool) -> Returned<Permitted> {
    let underway = match (operationOpen, traceless) {
        (false, _) => Underway::Nothing,
        (true, false) => Underway::Operation,
        (true, true) => Underway::Traceless,
    };
    Returned(Permitted(permitted::permitted(payment.inner(), underway)))
}

/// What Wawi's news mean for a payment.
#[php_function]
#[php(name = "Twint\\wawi_step")]
fn wawi_step(
    wish: Exact<WawiWish>,
    payment: &Payment,
    order: Option<BinarySlice<u8>>,
) -> Result<Returned<WawiStep>> {
    let order = order.map(|order| sum("order", &order)).transpose()?;
    Ok(Returned(WawiStep(wawi::wawi_step(
        wish.0.into(),
        payment.inner(),
        order,
    ))))
}

/// The last exchange with TWINT, without secrets.
#[php_function]
#[php(name = "Twint\\last_exchange")]
fn last_exchange() -> Option<Returned<Exchange>> {
    last_exchange::last_exchange().map(|exchange| Returned(Exchange(exchange)))
}

/// Lets a test see what a panic becomes; not in release builds.
#[cfg(debug_assertions)]
#[php_function]
#[php(name = "Twint\\panic_on_purpose")]
fn panic_on_purpose() {
    panic!("on purpose");
}
