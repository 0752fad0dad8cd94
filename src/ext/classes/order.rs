//! `Twint\Order`.

use ext_php_rs::convert::FromZval;
use ext_php_rs::flags::DataType;
use ext_php_rs::types::Zval;

use crate::books::holding::Holding;
use crate::books::next_step::ObservedOrder;
use crate::ext::native_class::{NativeClass, native_class};
use crate::ext::zend;
use crate::twint::values::moment::Moment;
use crate::twint::values::money::{Amount, Chf};
use crate::twint::values::order::{Kind, Order, OrderState, captured_in_parts};
use crate::twint::values::payment_page::PaymentPage;

native_class! { "Twint\\Order", Order as order {
    /// TWINT's name for it.
    uuid: String = order.uuid.to_string();
    /// The merchant's name for it.
    reference: &str = &order.reference;
    /// PAYMENT_IMMEDIATE, PAYMENT_DEFERRED, REVERSAL …, as it came.
    kind: &str = &order.kind;
    /// What status and reason mean.
    state: OrderState = order.state;
    /// TWINT's status, as it came.
    status: &str = &order.status;
    /// TWINT's reason, as it came.
    reason: &str = &order.reason;
    /// What was asked for.
    requestedAmount: String = order.requested.to_string();
    /// Equals the requested amount from the start: it does not mean paid.
    authorizedAmount: Option<String> = order.authorized.as_ref().map(Amount::to_string);
    /// Of the amounts, such as "CHF".
    currency: &str = &order.requested.currency;
    /// NO_PAIRING, PAIRING_IN_PROGRESS, PAIRING_ACTIVE; for information only.
    pairingStatus: Option<&str> = order.pairing_status.as_deref();
    /// Whether a phone has taken it and its owner has yet to decide; only after payment_init() and poll().
    onPhone: bool = order.is_on_a_phone();
    /// The digits the buyer types; only after payment_init().
    pairingToken: Option<&str> = order.pairing_token.as_deref();
    /// "data:image/png;base64,…", 29 x 29 points; only after payment_init().
    qrCode: Option<&str> = order.qr_code.as_deref();
    /// TWINT's own page, which is a secret of the buyer's; only after payment_init() that asked for it.
    paymentPage: Option<&str> = order.payment_page.as_ref().map(PaymentPage::as_str);
    /// Swiss time with its zone.
    createdAt: Option<String> = order.created_at.as_ref().map(Moment::to_string);
    /// TWINT's, where it says one.
    fee: Option<String> = order.fee.as_ref().map(Amount::to_string);
    /// The same for the books, in CHF: null where TWINT says none, another currency or parts of a Rappen.
    feeInFrancs: Option<String> = order.fee.as_ref().and_then(Amount::chf).map(|fee| fee.to_string());
    /// Equals the requested amount from the start; shows what was captured only where it is less.
    paymentAmount: Option<String> = order.payment.as_ref().map(Amount::to_string);
    /// Whether it pays another order back.
    isReversal: bool = order.known_kind() == Some(Kind::Reversal);
    /// Whether nothing more can be captured.
    closed: bool = order.state.is_closed();
    /// What TWINT holds of its money.
    holding: Holding = order.state.into();
} }

/// An order that PHP hands back.
pub struct OrderSeen {
    reference: String,
    requested: Amount,
    captured_in_parts: Option<Chf>,
    state: OrderState,
    status: String,
    reason: String,
}

impl OrderSeen {
    /// The order as the decisions in `books` read it.
    pub fn seen(&self) -> ObservedOrder<'_> {
        ObservedOrder {
            reference: &self.reference,
            requested: &self.requested,
            captured_in_parts: self.captured_in_parts,
            state: self.state,
            status: &self.status,
            reason: &self.reason,
        }
    }
}

impl<'a> FromZval<'a> for OrderSeen {
    const TYPE: DataType = DataType::object(Order::NAME);

    fn from_zval(zval: &'a Zval) -> Option<Self> {
        let object = zval
            .object()
            .filter(|object| object.instance_of(Order::slot().class()))?;
        let status = zend::read_text(object, "status")?;
        let reason = zend::read_text(object, "reason")?;
        let currency = zend::read_text(object, "currency")?;
        let amount = |name| Amount::new(&zend::read_text(object, name)?, &currency).ok();
        let requested = amount("requestedAmount")?;
        Some(Self {
            reference: zend::read_text(object, "reference")?,
            captured_in_parts: amount("paymentAmount")
                .and_then(|payment| captured_in_parts(&requested, &payment)),
            requested,
            state: OrderState::read(&status, &reason),
            status,
            reason,
        })
    }
}
