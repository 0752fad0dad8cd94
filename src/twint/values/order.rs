//! An order as TWINT describes it, and what its status means.

use crate::twint::values::identifiers::OrderUuid;
use crate::twint::values::money::Amount;

/// Where an order stands, for the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderState {
    /// The buyer has not decided yet: poll on.
    AwaitingCustomer,
    /// The buyer approved and the money is reserved: confirm or cancel.
    AwaitingConfirmation,
    /// Done for the whole amount.
    Succeeded,
    /// A success, but not plainly for the whole amount: compare amounts before believing it paid. TWINT may also say so
    /// between two parts of a deferred payment.
    PartiallySucceeded,
    /// Declined, cancelled or timed out; no money is held.
    Failed,
}

impl OrderState {
    /// Reads TWINT's `Status` and `Reason` texts; their numbers differ between sources and are not looked at.
    ///
    /// The status alone decides whether an order is final. What is unknown never ends an order and never makes it
    /// fully paid.
    pub fn read(status: &str, reason: &str) -> Self {
        match (status, reason) {
            ("SUCCESS", "ORDER_OK") => Self::Succeeded,
            ("SUCCESS", _) => Self::PartiallySucceeded,
            ("FAILURE", _) => Self::Failed,
            ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING") => Self::AwaitingConfirmation,
            _ => Self::AwaitingCustomer,
        }
    }

    /// Whether TWINT will change nothing more by itself.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::PartiallySucceeded | Self::Failed
        )
    }
}

/// Whether the money moves at once after the buyer's approval or later (`Order/@type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Capture {
    /// `PAYMENT_IMMEDIATE`: one confirmation, right away.
    #[default]
    Immediate,
    /// `PAYMENT_DEFERRED`: reserved now, confirmed later and in parts.
    Deferred,
}

impl Capture {
    /// TWINT's order type.
    pub fn order_type(self) -> &'static str {
        match self {
            Self::Immediate => "PAYMENT_IMMEDIATE",
            Self::Deferred => "PAYMENT_DEFERRED",
        }
    }
}

/// An order (`OrderType` of the merchant schema, joined with what `StartOrder` and `MonitorOrder` say beside it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// TWINT's name for it.
    pub uuid: OrderUuid,
    /// The merchant's name for it, as TWINT holds it.
    pub reference: String,
    /// `PAYMENT_IMMEDIATE`, `PAYMENT_DEFERRED`, `REVERSAL` …, as it came.
    pub kind: String,
    /// What status and reason mean.
    pub state: OrderState,
    /// `Status` as it came.
    pub status: String,
    /// `Reason` as it came.
    pub reason: String,
    /// What was asked for.
    pub requested: Amount,
    /// What TWINT calls authorised; it equals the requested amount from the start and does **not** mean paid.
    pub authorized: Option<Amount>,
    /// `NO_PAIRING`, `PAIRING_IN_PROGRESS`, `PAIRING_ACTIVE`; for information only.
    pub pairing_status: Option<String>,
    /// The digits the buyer types; only in the answer to the start.
    pub pairing_token: Option<String>,
    /// `data:image/png;base64,…`; only in the answer to the start.
    pub qr_code: Option<String>,
    /// Swiss local time with offset, as it came.
    pub created_at: Option<String>,
    /// TWINT's fee, where it says one.
    pub fee: Option<Amount>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_reason_are_read_by_their_texts() {
        for (status, reason, state) in [
            (
                "IN_PROGRESS",
                "ORDER_RECEIVED",
                OrderState::AwaitingCustomer,
            ),
            ("IN_PROGRESS", "ORDER_PENDING", OrderState::AwaitingCustomer),
            (
                "IN_PROGRESS",
                "ORDER_CONFIRMATION_PENDING",
                OrderState::AwaitingConfirmation,
            ),
            ("IN_PROGRESS", "SOMETHING_NEW", OrderState::AwaitingCustomer),
            ("SUCCESS", "ORDER_OK", OrderState::Succeeded),
            (
                "SUCCESS",
                "ORDER_PARTIAL_OK",
                OrderState::PartiallySucceeded,
            ),
            ("SUCCESS", "SOMETHING_NEW", OrderState::PartiallySucceeded),
            ("FAILURE", "GENERAL_ERROR", OrderState::Failed),
            ("FAILURE", "CLIENT_TIMEOUT", OrderState::Failed),
            ("FAILURE", "MERCHANT_ABORT", OrderState::Failed),
            ("FAILURE", "CLIENT_ABORT", OrderState::Failed),
            ("FAILURE", "CUSTOMER_ABORT", OrderState::Failed),
            ("FAILURE", "SOMETHING_NEW", OrderState::Failed),
            ("SOMETHING_NEW", "ORDER_OK", OrderState::AwaitingCustomer),
            ("", "", OrderState::AwaitingCustomer),
        ] {
            assert_eq!(OrderState::read(status, reason), state, "{status}/{reason}");
        }
    }
}
