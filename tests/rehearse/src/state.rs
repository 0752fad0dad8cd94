//! Where an order stands, in TWINT's own words: nothing is read into them here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `Status` and `Reason` of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `IN_PROGRESS`, `SUCCESS`, `FAILURE`.
    pub status: String,
    /// `ORDER_RECEIVED` and the like.
    pub reason: String,
}

impl State {
    /// From TWINT's two texts.
    pub fn new(status: &str, reason: &str) -> Self {
        Self {
            status: status.to_owned(),
            reason: reason.to_owned(),
        }
    }

    /// Whether TWINT may still wait for the buyer: it is open, and does not say that the merchant's turn has come.
    pub fn waits_for_buyer(&self) -> bool {
        self.is_open() && !self.waits_for_merchant()
    }

    /// Whether the buyer approved and the merchant's turn has come.
    pub fn waits_for_merchant(&self) -> bool {
        self.is_open() && self.reason == "ORDER_CONFIRMATION_PENDING"
    }

    /// Whether TWINT calls it a success, whole or in part.
    pub fn succeeded(&self) -> bool {
        self.status == "SUCCESS"
    }

    /// Whether it may be a success that is told in words nobody knows: it was `before`, and is no longer.
    pub fn may_have_succeeded(&self, before: &Self) -> bool {
        !self.failed() && self.may_be_over(before)
    }

    /// Whether it is over, or may be in words nobody knows: it was `before`, and is no longer.
    pub fn may_be_over(&self, before: &Self) -> bool {
        !self.is_open() || (!self.is_known() && self != before)
    }

    /// Whether TWINT calls it over without money.
    pub fn failed(&self) -> bool {
        self.status == "FAILURE"
    }

    /// Whether it is neither a success nor a failure.
    pub fn is_open(&self) -> bool {
        !self.succeeded() && !self.failed()
    }

    /// Whether the sources know both words, and know them together.
    pub fn is_known(&self) -> bool {
        matches!(
            (self.status.as_str(), self.reason.as_str()),
            (
                "IN_PROGRESS",
                "ORDER_RECEIVED" | "ORDER_PENDING" | "ORDER_CONFIRMATION_PENDING"
            ) | ("SUCCESS", "ORDER_OK" | "ORDER_PARTIAL_OK")
                | (
                    "FAILURE",
                    "GENERAL_ERROR"
                        | "CLIENT_TIMEOUT"
                        | "MERCHANT_ABORT"
                        | "CLIENT_ABORT"
                        | "CUSTOMER_ABORT"
                )
        )
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.status, self.reason)
    }
}

/// How TWINT took a call about one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// The order came back.
    Order(State),
    /// A fault came back: the element and, where it has one, its number.
    Fault {
        /// `InvalidOrder` and the like.
        element: String,
        /// `1116` and the like.
        code: Option<String>,
    },
    /// Nothing that can be read as either; what our client says of it.
    Nothing(String),
}

impl Reply {
    /// The order's state, where it came back.
    pub fn state(&self) -> Option<&State> {
        match self {
            Self::Order(state) => Some(state),
            Self::Fault { .. } | Self::Nothing(_) => None,
        }
    }

    /// Whether TWINT said that nothing came of the start of an order; a lost answer says neither.
    pub fn came_to_nothing(&self) -> bool {
        match self {
            Self::Fault { .. } => true,
            Self::Order(state) => state.failed(),
            Self::Nothing(_) => false,
        }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order(state) => write!(f, "{state}"),
            Self::Fault { element, code } => match code {
                Some(code) => write!(f, "the fault {element} ({code})"),
                None => write!(f, "the fault {element}"),
            },
            Self::Nothing(why) => write!(f, "no usable answer ({why})"),
        }
    }
}
