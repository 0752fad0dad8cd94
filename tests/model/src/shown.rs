//! An order as an answer of TWINT shows it: small for the model, and as the real client reads it.

use std::sync::LazyLock;

use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::money::{Amount, Chf};
use twint::twint::values::order::{Order, OrderLink, OrderState};

use crate::quirks::{FailureReason, Unknown};

/// What the buyer approves, in Rappen: three parts.
pub const AUTHORISED: u8 = 3;

/// The merchant's name for the payment.
pub const REFERENCE: &str = "payment";

/// Our names for a small amount of Rappen.
pub fn chf(rappen: u8) -> Chf {
    static AMOUNTS: LazyLock<Vec<Chf>> = LazyLock::new(|| {
        (0..=u64::from(u8::MAX))
            .map(|rappen| Chf::from_rappen(rappen).expect("a small amount"))
            .collect()
    });
    AMOUNTS[usize::from(rappen)]
}

/// The same the other way round.
pub fn rappen(chf: Chf) -> u8 {
    u8::try_from(chf.rappen()).expect("an amount of the model")
}

/// TWINT's name for the payment's order.
pub fn order_uuid() -> OrderUuid {
    static UUID: LazyLock<OrderUuid> = LazyLock::new(|| {
        "84760185-a1ad-49a7-b521-cb4b09a006d4"
            .parse()
            .expect("a UUID")
    });
    *UUID
}

/// TWINT's name for a reversal's order.
fn reversal_uuid() -> OrderUuid {
    static UUID: LazyLock<OrderUuid> = LazyLock::new(|| {
        "8d3bd2a3-9d1f-4f3c-8d57-3f6f3b7c6c55"
            .parse()
            .expect("a UUID")
    });
    *UUID
}

/// Status and reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// `IN_PROGRESS ORDER_RECEIVED`.
    Received,
    /// `IN_PROGRESS ORDER_PENDING`.
    Pending,
    /// `IN_PROGRESS ORDER_CONFIRMATION_PENDING`.
    ConfirmationPending,
    /// `SUCCESS ORDER_OK`.
    Ok,
    /// `SUCCESS ORDER_PARTIAL_OK`.
    PartialOk,
    /// `FAILURE` and why.
    Failure(FailureReason),
}

impl Words {
    fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Received => ("IN_PROGRESS", "ORDER_RECEIVED"),
            Self::Pending => ("IN_PROGRESS", "ORDER_PENDING"),
            Self::ConfirmationPending => ("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"),
            Self::Ok => ("SUCCESS", "ORDER_OK"),
            Self::PartialOk => ("SUCCESS", "ORDER_PARTIAL_OK"),
            Self::Failure(reason) => (
                "FAILURE",
                match reason {
                    FailureReason::ClientTimeout => "CLIENT_TIMEOUT",
                    FailureReason::ClientAbort => "CLIENT_ABORT",
                    FailureReason::CustomerAbort => "CUSTOMER_ABORT",
                    FailureReason::MerchantAbort => "MERCHANT_ABORT",
                    FailureReason::GeneralError => "GENERAL_ERROR",
                },
            ),
        }
    }
}

/// What an order in an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The payment's own order.
    Payment,
    /// The order of a reversal.
    Reversal,
    /// The payment's own order in the answer to the start of a reversal. The client reads it as what it asked for.
    PaymentForReversal,
}

/// An order in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shown {
    /// What it would say if it spoke plainly.
    pub words: Words,
    /// Which of the two nobody knows.
    pub unknown: Option<Unknown>,
    /// `RequestedAmount`, in Rappen.
    pub requested: u8,
    /// `AuthorizedAmount`, in Rappen; `None`: it is empty.
    pub authorised: Option<u8>,
    /// `PaymentAmount`, in Rappen.
    pub paid: u8,
    /// Whether the digits for the buyer are there; only the answer to the start has them.
    pub has_token: bool,
    /// Whether a reversal says which order it pays back.
    pub has_link: bool,
    /// Whose order it is.
    pub subject: Subject,
}

impl Shown {
    /// Status and reason as they stand in the answer.
    pub fn texts(self) -> (&'static str, &'static str) {
        let (status, reason) = self.words.texts();
        match self.unknown {
            None => (status, reason),
            Some(Unknown::Reason) => (status, "ORDER_HALFWAY"),
            Some(Unknown::Status) => ("ON_HOLD", reason),
        }
    }

    /// As the client reads it.
    pub fn order(self) -> Order {
        let (status, reason) = self.texts();
        Order {
            uuid: match self.subject {
                Subject::Payment | Subject::PaymentForReversal => order_uuid(),
                Subject::Reversal => reversal_uuid(),
            },
            reference: REFERENCE.to_owned(),
            kind: match self.subject {
                Subject::Payment => "PAYMENT_DEFERRED",
                Subject::Reversal | Subject::PaymentForReversal => "REVERSAL",
            }
            .to_owned(),
            state: OrderState::read(status, reason),
            status: status.to_owned(),
            reason: reason.to_owned(),
            requested: Amount::from(chf(self.requested)),
            authorized: self.authorised.map(|amount| Amount::from(chf(amount))),
            pairing_status: None,
            pairing_token: self.has_token.then(|| "12345".to_owned()),
            qr_code: None,
            payment_page: None,
            created_at: None,
            fee: None,
            payment: Some(Amount::from(chf(self.paid))),
            link: self.has_link.then(|| OrderLink::Uuid(order_uuid())),
        }
    }
}
