//! An order as TWINT describes it, and what its status means.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::identifiers::OrderUuid;
use super::money::{Amount, Chf};

/// `Status` of an order (`OrderStatusType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum Status {
    InProgress,
    Success,
    Failure,
}

/// `Reason` of an order (`OrderStatusType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum Reason {
    OrderReceived,
    OrderPending,
    OrderConfirmationPending,
    OrderOk,
    OrderPartialOk,
    GeneralError,
    ClientTimeout,
    MerchantAbort,
    ClientAbort,
    CustomerAbort,
}

/// Where an order stands, for the merchant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "camelCase")]
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
    /// A status or a reason that nobody knows, or one that does not go with the other. Nothing follows from it: neither that
    /// the buyer has yet to decide nor that nothing was captured.
    Unrecognised,
}

impl OrderState {
    /// Reads TWINT's `Status` and `Reason` texts; their numbers differ between sources and are not looked at.
    pub fn read(status: &str, reason: &str) -> Self {
        let (Ok(status), Ok(reason)) = (status.parse::<Status>(), reason.parse::<Reason>()) else {
            return Self::Unrecognised;
        };
        match (status, reason) {
            (Status::InProgress, Reason::OrderReceived | Reason::OrderPending) => {
                Self::AwaitingCustomer
            }
            (Status::InProgress, Reason::OrderConfirmationPending) => Self::AwaitingConfirmation,
            (Status::Success, Reason::OrderOk) => Self::Succeeded,
            (Status::Success, Reason::OrderPartialOk) => Self::PartiallySucceeded,
            (
                Status::Failure,
                Reason::GeneralError
                | Reason::ClientTimeout
                | Reason::MerchantAbort
                | Reason::ClientAbort
                | Reason::CustomerAbort,
            ) => Self::Failed,
            (Status::InProgress | Status::Success | Status::Failure, _) => Self::Unrecognised,
        }
    }

    /// Whether nothing more can be captured of the order. A partial success may be said between two parts, so it does not say.
    pub fn is_closed(self) -> bool {
        match self {
            Self::Succeeded | Self::Failed => true,
            Self::AwaitingCustomer
            | Self::AwaitingConfirmation
            | Self::PartiallySucceeded
            | Self::Unrecognised => false,
        }
    }
}

/// What an order is for (`Order/@type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// A payment that is confirmed once, right after the approval.
    PaymentImmediate,
    /// A payment that is reserved first.
    PaymentDeferred,
    /// A payment that repeats; not ours.
    PaymentRecurring,
    /// Pays back another order.
    Reversal,
    /// Pays a customer without an order before; not ours.
    Credit,
}

/// Whether the money moves at once after the buyer's approval or later (`Order/@type`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, EnumMessage, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Capture {
    /// `PAYMENT_IMMEDIATE`: one confirmation, right away.
    #[default]
    Immediate,
    /// `PAYMENT_DEFERRED`: reserved now, confirmed later and in parts.
    Deferred,
}

impl Capture {
    /// The kind of such an order.
    pub fn kind(self) -> Kind {
        match self {
            Self::Immediate => Kind::PaymentImmediate,
            Self::Deferred => Kind::PaymentDeferred,
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
    /// What the order's `PaymentAmount`s come to. It equals the requested amount from the start, so it shows what was captured
    /// only where it is less.
    pub payment: Option<Amount>,
    /// Which order a reversal pays back, where TWINT says so (`Link`).
    pub link: Option<OrderLink>,
}

/// The order that another one belongs to (`OrderLinkType`), by one of its two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderLink {
    /// By TWINT's.
    Uuid(OrderUuid),
    /// By the merchant's.
    Reference(String),
}

impl Order {
    /// What it is for; `None` where nobody knows.
    pub fn known_kind(&self) -> Option<Kind> {
        self.kind.parse().ok()
    }

    /// Whether no phone has taken it, so that nobody can have approved it.
    pub fn waits_for_a_phone(&self) -> bool {
        self.state == OrderState::AwaitingCustomer
            && self.reason.parse() == Ok(Reason::OrderReceived)
    }

    /// What was captured by now, in parts, where the order shows it. TWINT is not known to show it.
    pub fn captured_in_parts(&self) -> Option<Chf> {
        let (shown, requested) = (self.payment.as_ref()?.chf()?, self.requested.chf()?);
        (shown < requested).then_some(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_reason_are_read_by_their_texts_and_what_nobody_knows_is_unrecognised() {
        use OrderState::{
            AwaitingConfirmation, AwaitingCustomer, Failed, PartiallySucceeded, Succeeded,
        };
        let known = [
            ("IN_PROGRESS", "ORDER_RECEIVED", AwaitingCustomer),
            ("IN_PROGRESS", "ORDER_PENDING", AwaitingCustomer),
            (
                "IN_PROGRESS",
                "ORDER_CONFIRMATION_PENDING",
                AwaitingConfirmation,
            ),
            ("SUCCESS", "ORDER_OK", Succeeded),
            ("SUCCESS", "ORDER_PARTIAL_OK", PartiallySucceeded),
            ("FAILURE", "GENERAL_ERROR", Failed),
            ("FAILURE", "CLIENT_TIMEOUT", Failed),
            ("FAILURE", "MERCHANT_ABORT", Failed),
            ("FAILURE", "CLIENT_ABORT", Failed),
            ("FAILURE", "CUSTOMER_ABORT", Failed),
        ];
        let texts = |known: &[&'static str]| {
            let strange = ["", "SOMETHING_NEW", "order_ok", "ORDER_OK "];
            known.iter().copied().chain(strange).collect::<Vec<_>>()
        };
        let statuses: Vec<&str> = Status::VARIANTS.iter().map(Into::into).collect();
        let reasons: Vec<&str> = Reason::VARIANTS.iter().map(Into::into).collect();
        for status in texts(&statuses) {
            for reason in texts(&reasons) {
                let state = known
                    .iter()
                    .find(|(known_status, known_reason, _)| {
                        (*known_status, *known_reason) == (status, reason)
                    })
                    .map_or(OrderState::Unrecognised, |(_, _, state)| *state);
                assert_eq!(OrderState::read(status, reason), state, "{status}/{reason}");
            }
        }
    }
}
