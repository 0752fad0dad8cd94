//! What the outside sees of orders and money.

use serde::Serialize;

use crate::clock::swiss_timestamp;
use crate::money::Rappen;
use crate::orders::{Kind, Order, Step};
use crate::quirks::{PairingStatus, Quirks};

/// An order as the control API and the Rust API show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// TWINT's identifier.
    pub uuid: String,
    /// `MerchantTransactionReference`.
    pub reference: String,
    /// `Order/@type`.
    pub kind: Kind,
    /// `Order/@confirmationNeeded`.
    pub confirmation_needed: bool,
    /// `IN_PROGRESS`, `SUCCESS`, `FAILURE`.
    pub status: String,
    /// `ORDER_RECEIVED` and the like.
    pub reason: String,
    /// What the merchant asked for.
    pub requested: Rappen,
    /// What the customer approved; zero before.
    pub authorized: Rappen,
    /// What the merchant confirmed.
    pub captured: Rappen,
    /// What reversals gave back.
    pub refunded: Rappen,
    /// Approved and neither captured nor released.
    pub reserved: Rappen,
    /// `CHF`.
    pub currency: String,
    /// Between phone and order.
    pub pairing_status: PairingStatus,
    /// The five digits, for orders that need pairing.
    pub token: Option<String>,
    /// The store that started it.
    pub store: String,
    /// The cash register that started it.
    pub cash_register: String,
    /// The original's UUID, for a reversal.
    pub linked_order: Option<String>,
    /// Swiss local time.
    pub created_at: String,
    /// Whether the customer has yet to decide.
    pub waits_for_customer: bool,
    /// What happened to it.
    pub history: Vec<Step>,
}

impl OrderView {
    pub(crate) fn of(order: &Order, quirks: &Quirks) -> Self {
        let text = order.status(quirks);
        Self {
            uuid: order.wish.uuid.to_string(),
            reference: order.wish.reference.clone(),
            kind: order.wish.kind,
            confirmation_needed: order.wish.confirmation_needed,
            status: text.status.to_owned(),
            reason: text.reason.to_owned(),
            requested: order.wish.requested,
            authorized: order.authorized,
            captured: order.captured,
            refunded: order.refunded,
            reserved: order.reserved(),
            currency: "CHF".to_owned(),
            pairing_status: order.pairing,
            token: order.wish.token.map(|t| t.to_string()),
            store: order.wish.store.to_string(),
            cash_register: order.wish.cash_register.clone(),
            linked_order: order.wish.link.map(|l| l.to_string()),
            created_at: swiss_timestamp(order.created_at),
            waits_for_customer: order.waits_for_customer(),
            history: order
                .history
                .iter()
                .map(|(at, by, status, reason)| Step {
                    at: swiss_timestamp(*at),
                    by: *by,
                    state: format!("{status}/{reason}"),
                })
                .collect(),
        }
    }
}

/// What moved, over all orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Books {
    /// Sum of what customers approved.
    pub authorised: Rappen,
    /// Sum of what was captured.
    pub captured: Rappen,
    /// Sum of what was given back.
    pub refunded: Rappen,
    /// Sum of what is approved and neither captured nor released.
    pub reserved: Rappen,
    /// One line an order; reversals appear in their original's line.
    pub orders: Vec<BookLine>,
}

/// What moved for one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)] // as in `Books`
pub struct BookLine {
    pub uuid: String,
    pub reference: String,
    pub authorised: Rappen,
    pub captured: Rappen,
    pub refunded: Rappen,
    pub reserved: Rappen,
}

impl Books {
    pub(crate) fn of<'o>(orders: impl Iterator<Item = &'o Order>) -> Self {
        let orders: Vec<_> = orders
            .filter(|o| !o.is_reversal())
            .map(|o| BookLine {
                uuid: o.wish.uuid.to_string(),
                reference: o.wish.reference.clone(),
                authorised: o.authorized,
                captured: o.captured,
                refunded: o.refunded,
                reserved: o.reserved(),
            })
            .collect();
        Self {
            authorised: orders.iter().map(|o| o.authorised).sum(),
            captured: orders.iter().map(|o| o.captured).sum(),
            refunded: orders.iter().map(|o| o.refunded).sum(),
            reserved: orders.iter().map(|o| o.reserved).sum(),
            orders,
        }
    }
}
