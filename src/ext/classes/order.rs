//! `Twint\Order`.

use ext_php_rs::convert::{FromZval, IntoZval};
use ext_php_rs::flags::DataType;
use ext_php_rs::types::Zval;

use super::{Holding, OrderState};
use crate::books::holding;
use crate::books::next_step::Seen;
use crate::ext::native_class::{NativeClass, Slot, Type};
use crate::ext::zend;
use crate::twint::values::money::Amount;
use crate::twint::values::order;

static SLOT: Slot = Slot::new();

/// An order for PHP.
pub struct Order(pub order::Order);

impl NativeClass for Order {
    const NAME: &'static str = "Twint\\Order";
    const PROPERTIES: &'static [(&'static str, Type)] = &[
        ("uuid", Type::String),
        ("reference", Type::String),
        ("kind", Type::String),
        ("state", Type::Class("Twint\\OrderState")),
        ("status", Type::String),
        ("reason", Type::String),
        ("requestedAmount", Type::String),
        ("authorizedAmount", Type::NullableString),
        ("currency", Type::String),
        ("pairingStatus", Type::NullableString),
        ("pairingToken", Type::NullableString),
        ("qrCode", Type::NullableString),
        ("createdAt", Type::NullableString),
        ("fee", Type::NullableString),
        ("paymentAmount", Type::NullableString),
        ("closed", Type::Bool),
        ("holding", Type::Class("Twint\\Holding")),
    ];

    fn slot() -> &'static Slot {
        &SLOT
    }

    fn values(self) -> ext_php_rs::error::Result<Vec<Zval>> {
        let order = self.0;
        Ok(vec![
            order.uuid.to_string().into_zval(false)?,
            order.reference.into_zval(false)?,
            order.kind.into_zval(false)?,
            OrderState::from(order.state).into_zval(false)?,
            order.status.into_zval(false)?,
            order.reason.into_zval(false)?,
            order.requested.to_string().into_zval(false)?,
            order
                .authorized
                .map(|amount| amount.to_string())
                .into_zval(false)?,
            order.requested.currency.into_zval(false)?,
            order.pairing_status.into_zval(false)?,
            order.pairing_token.into_zval(false)?,
            order.qr_code.into_zval(false)?,
            order.created_at.into_zval(false)?,
            order.fee.map(|fee| fee.to_string()).into_zval(false)?,
            order
                .payment
                .map(|amount| amount.to_string())
                .into_zval(false)?,
            order.state.is_closed().into_zval(false)?,
            Holding::from(holding::Holding::from(order.state)).into_zval(false)?,
        ])
    }
}

/// An order that PHP hands back.
pub struct OrderSeen {
    reference: String,
    requested: Amount,
    state: order::OrderState,
    status: String,
    reason: String,
}

impl OrderSeen {
    /// For whoever decides.
    pub fn seen(&self) -> Seen<'_> {
        Seen {
            reference: &self.reference,
            requested: &self.requested,
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
            .filter(|object| object.instance_of(SLOT.class()))?;
        let status = zend::read_text(object, "status")?;
        let reason = zend::read_text(object, "reason")?;
        let amount = zend::read_text(object, "requestedAmount")?;
        Some(Self {
            reference: zend::read_text(object, "reference")?,
            requested: Amount::new(&amount, &zend::read_text(object, "currency")?).ok()?,
            state: order::OrderState::read(&status, &reason),
            status,
            reason,
        })
    }
}
