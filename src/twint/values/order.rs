//! An order as TWINT describes it, and what its status means.

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::identifiers::OrderUuid;
use super::moment::Moment;
use super::money::{Amount, Chf};
use super::payment_page::PaymentPage;

/// `Status` of an order (`OrderStatusType`); the schema has no list of them, clients of TWINT know these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum Status {
    InProgress,
    Success,
    Failure,
}

/// `Reason` of an order (`OrderStatusType`); the schema has no list of them, clients of TWINT know these.
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
    /// A status or a reason that nobody knows, or one that does not go with the other. It is neither that the buyer has yet to decide nor
    /// that nothing was captured. Of a `FAILURE` for a reason that nobody knows `books/next_step` takes that it is over.
    Unrecognised,
}

impl OrderState {
    /// Reads TWINT's `Status` and `Reason` texts; their numbers differ between sources and are not looked at.
    ///
    /// ```
    /// use twint::twint::values::order::OrderState;
    ///
    /// let state = OrderState::read("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING");
    /// assert_eq!(state, OrderState::AwaitingConfirmation);
    /// assert_eq!(OrderState::read("SUCCESS", "NEVER_HEARD_OF"), OrderState::Unrecognised);
    /// ```
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
            (
                Status::InProgress,
                Reason::OrderOk
                | Reason::OrderPartialOk
                | Reason::GeneralError
                | Reason::ClientTimeout
                | Reason::MerchantAbort
                | Reason::ClientAbort
                | Reason::CustomerAbort,
            )
            | (
                Status::Success,
                Reason::OrderReceived
                | Reason::OrderPending
                | Reason::OrderConfirmationPending
                | Reason::GeneralError
                | Reason::ClientTimeout
                | Reason::MerchantAbort
                | Reason::ClientAbort
                | Reason::CustomerAbort,
            )
            | (
                Status::Failure,
                Reason::OrderReceived
                | Reason::OrderPending
                | Reason::OrderConfirmationPending
                | Reason::OrderOk
                | Reason::OrderPartialOk,
            ) => Self::Unrecognised,
        }
    }

    /// Whether the buyer has approved and the merchant has not captured everything yet.
    pub fn awaits_confirmation(self) -> bool {
        match self {
            Self::AwaitingConfirmation => true,
            Self::AwaitingCustomer
            | Self::Succeeded
            | Self::PartiallySucceeded
            | Self::Failed
            | Self::Unrecognised => false,
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

/// What an order is for (`Order/@type`, `OrderKindType`).
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
    /// The kind of an order whose money moves like this.
    pub fn kind(self) -> Kind {
        match self {
            Self::Immediate => Kind::PaymentImmediate,
            Self::Deferred => Kind::PaymentDeferred,
        }
    }
}

/// An order (`OrderType` of the merchant schema, joined with what `StartOrder` and `MonitorOrder` say beside it). What TWINT
/// leaves out or empty is absent, a text then empty; `StartOrder` answers with little, the rest is what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// TWINT's name for it (`Uuid`, `OrderUuid`).
    pub uuid: OrderUuid,
    /// The merchant's name for it, as TWINT holds it (`MerchantTransactionReference`).
    pub reference: String,
    /// `PAYMENT_IMMEDIATE`, `PAYMENT_DEFERRED`, `REVERSAL` …, as it came (`@type`).
    pub kind: String,
    /// What status and reason mean.
    pub state: OrderState,
    /// `Status` as it came.
    pub status: String,
    /// `Reason` as it came.
    pub reason: String,
    /// What was asked for (`RequestedAmount`).
    pub requested: Amount,
    /// What TWINT calls authorised (`AuthorizedAmount`); it equals the requested amount from the start and does **not** mean
    /// paid.
    pub authorized: Option<Amount>,
    /// `NO_PAIRING`, `PAIRING_IN_PROGRESS`, `PAIRING_ACTIVE` (`PairingStatus`); only in the answers to the start and to
    /// `MonitorOrder`, and for information only.
    pub pairing_status: Option<String>,
    /// The digits the buyer types, five in practice (`Token`, 1000 to 99999); only in the answer to the start.
    pub pairing_token: Option<String>,
    /// The same as a picture, `data:image/png;base64,…` (`QRCode`); only in the answer to the start.
    pub qr_code: Option<String>,
    /// TWINT's own page for paying it (`TwintURL`); only in the answer to a start that asked for it.
    pub payment_page: Option<PaymentPage>,
    /// When it was started, in Swiss local time (`CreationTimestamp`).
    pub created_at: Option<Moment>,
    /// TWINT's fee, where it says one (`Fee`).
    pub fee: Option<Amount>,
    /// What the order's `PaymentAmount`s come to; absent where one of them does not say or they differ in currency. It equals the
    /// requested amount from the start, so it shows what was captured only where it is less.
    pub payment: Option<Amount>,
    /// Which order a reversal pays back, where TWINT says so (`Link`).
    pub link: Option<OrderLink>,
}

impl Order {
    /// Whether a phone has taken the order and its owner has yet to decide, as far as TWINT says so. Nothing about money follows from it.
    pub fn is_on_a_phone(&self) -> bool {
        self.state == OrderState::AwaitingCustomer
            && self.pairing_status.as_deref() == Some("PAIRING_ACTIVE")
    }
}

/// The order that another one belongs to (`OrderLinkType`), by one of its two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderLink {
    /// TWINT's name for the order (`OrderUuid`).
    Uuid(OrderUuid),
    /// The merchant's name for the order (`MerchantTransactionReference`).
    Reference(String),
}

impl Order {
    /// What the order is for; `None` where nobody knows.
    pub fn known_kind(&self) -> Option<Kind> {
        self.kind.parse().ok()
    }

    /// Whether no phone has taken the order, so that nobody can have approved it.
    pub fn waits_for_a_phone(&self) -> bool {
        self.state == OrderState::AwaitingCustomer
            && self.reason.parse() == Ok(Reason::OrderReceived)
    }

    /// What was captured by now, in parts, where the order shows it. TWINT is not known to show it.
    pub fn captured_in_parts(&self) -> Option<Chf> {
        captured_in_parts(&self.requested, self.payment.as_ref()?)
    }
}

/// What an order shows as captured in parts: `payment`, where that is less than was `requested`.
pub fn captured_in_parts(requested: &Amount, payment: &Amount) -> Option<Chf> {
    let (shown, requested) = (payment.chf()?, requested.chf()?);
    (shown < requested).then_some(shown)
}

#[cfg(test)]
impl Order {
    /// An immediate payment of CHF 5.00 for tests, as TWINT shows it with this status and reason and nothing that it may leave out.
    pub(crate) fn answered(status: &str, reason: &str) -> Self {
        Self {
            uuid: "84760185-a1ad-49a7-b521-cb4b09a006d4".parse().unwrap(),
            reference: "R".to_owned(),
            kind: "PAYMENT_IMMEDIATE".to_owned(),
            state: OrderState::read(status, reason),
            status: status.to_owned(),
            reason: reason.to_owned(),
            requested: Amount::new("5.00", "CHF").unwrap(),
            authorized: None,
            pairing_status: None,
            pairing_token: None,
            qr_code: None,
            payment_page: None,
            created_at: None,
            fee: None,
            payment: None,
            link: None,
        }
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

    #[test]
    fn an_order_is_on_a_phone_only_while_its_customer_decides_and_twint_says_so() {
        let order = |state, pairing_status: Option<&str>| Order {
            state,
            pairing_status: pairing_status.map(str::to_owned),
            ..Order::answered("", "")
        };
        let active = Some("PAIRING_ACTIVE");
        assert!(order(OrderState::AwaitingCustomer, active).is_on_a_phone());
        for (state, pairing_status) in [
            (OrderState::AwaitingCustomer, Some("PAIRING_IN_PROGRESS")),
            (OrderState::AwaitingCustomer, Some("NO_PAIRING")),
            (OrderState::AwaitingCustomer, Some("NEVER_HEARD_OF")),
            (OrderState::AwaitingCustomer, None),
            (OrderState::AwaitingConfirmation, active),
            (OrderState::Succeeded, active),
            (OrderState::PartiallySucceeded, active),
            (OrderState::Failed, active),
            (OrderState::Unrecognised, active),
        ] {
            let order = order(state, pairing_status);
            assert!(!order.is_on_a_phone(), "{state:?} {pairing_status:?}");
        }
    }
}
