//! What the sources do not say about TWINT: each unknown is a switch, so that a client can be tried with either answer.

use serde::{Deserialize, Serialize};

/// The unknowns of the protocol; `Default` is the best reading of the sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Quirks {
    /// How long an order waits for the customer before `CLIENT_TIMEOUT`. TWINT's delay is not published; plugins give up after three minutes.
    pub customer_timeout_ms: u64,
    /// How long an approved order waits for `ConfirmOrder`; `None` is for ever.
    pub confirmation_window_ms: Option<u64>,
    /// The reason of an order whose confirmation window closed.
    pub confirmation_expiry_reason: FailureReason,
    /// The fault of `ConfirmOrder` in the wrong state: HTTP 500 is recorded, its element is not.
    pub confirm_in_wrong_state: ConfirmFault,
    /// What an order says after a partial confirmation.
    pub partial_confirmation: PartialConfirmation,
    /// What an order says when its last confirmation left something over.
    pub closed_with_rest: ClosedWithRest,
    /// Which amounts of the answer show the captured sum while it is less than what was authorised.
    pub amounts_when_partial: AmountsWhenPartial,
    /// `CancelOrder` after a partial confirmation.
    pub cancel_after_capture: CancelAfterCapture,
    /// The fault of a reversal beyond what was captured.
    pub over_refund: OverRefund,
    /// How a reversal is answered.
    pub reversal: ReversalAnswer,
    /// Whether `PAYMENT_DEFERRED` waits for `ConfirmOrder` even with `confirmationNeeded="false"`.
    pub deferred_always_needs_confirmation: bool,
    /// The reason of a declined order: `CLIENT_ABORT` by the old sources, `CUSTOMER_ABORT` by the newest, `GENERAL_ERROR` possible.
    pub decline_reason: FailureReason,
    /// The number beside `CLIENT_ABORT`: 103 by one source, 0 in a mock.
    pub client_abort_code: i32,
    /// `PairingStatus` of an order that failed.
    pub pairing_status_when_failed: PairingStatus,
    /// How long `WaitForResponse` holds a call at most.
    pub long_poll_ms: u64,
    /// The empty `BNPLData` that TWINT sends against its own schema.
    pub empty_bnpl_data: bool,
    /// A `Fee` of so many per mille in the answers of a paid order; 0 leaves the element out.
    pub fee_per_mille: u64,
    /// The v10 answers carry an `ApiToken`.
    pub api_token: bool,
    /// How many days before its expiry a certificate may be renewed.
    pub renewal_window_days: u32,
    /// How many days the old certificate is still accepted after a renewal; `None` until it expires.
    pub old_certificate_days: Option<u32>,
    /// The most orders `FindOrder` returns, newest kept; `None` is all.
    pub find_order_limit: Option<usize>,
}

impl Default for Quirks {
    fn default() -> Self {
        Self {
            customer_timeout_ms: 180_000,
            confirmation_window_ms: None,
            confirmation_expiry_reason: FailureReason::ClientTimeout,
            confirm_in_wrong_state: ConfirmFault::InvalidOrder,
            partial_confirmation: PartialConfirmation::StaysPending,
            closed_with_rest: ClosedWithRest::PartialOk,
            amounts_when_partial: AmountsWhenPartial::Payment,
            cancel_after_capture: CancelAfterCapture::Refused,
            over_refund: OverRefund::ReversalError,
            reversal: ReversalAnswer::Immediate,
            deferred_always_needs_confirmation: true,
            decline_reason: FailureReason::ClientAbort,
            client_abort_code: 103,
            pairing_status_when_failed: PairingStatus::NoPairing,
            long_poll_ms: 10_000,
            empty_bnpl_data: true,
            fee_per_mille: 0,
            api_token: false,
            renewal_window_days: 90,
            old_certificate_days: Some(30),
            find_order_limit: None,
        }
    }
}

/// Why an order failed, TWINT's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum FailureReason {
    GeneralError,
    ClientTimeout,
    MerchantAbort,
    ClientAbort,
    CustomerAbort,
}

impl FailureReason {
    /// TWINT's word.
    pub const fn text(self) -> &'static str {
        match self {
            Self::GeneralError => "GENERAL_ERROR",
            Self::ClientTimeout => "CLIENT_TIMEOUT",
            Self::MerchantAbort => "MERCHANT_ABORT",
            Self::ClientAbort => "CLIENT_ABORT",
            Self::CustomerAbort => "CUSTOMER_ABORT",
        }
    }
}

/// See [`Quirks::confirm_in_wrong_state`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // names of fault elements
pub enum ConfirmFault {
    InvalidOrder,
    StatusTransitionError,
    SystemError,
}

impl ConfirmFault {
    pub(crate) const fn element(self) -> &'static str {
        match self {
            Self::InvalidOrder => "InvalidOrder",
            Self::StatusTransitionError => "StatusTransitionError",
            Self::SystemError => "SystemError",
        }
    }
}

/// See [`Quirks::partial_confirmation`]. Further confirmations are possible either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartialConfirmation {
    /// `IN_PROGRESS` / `ORDER_CONFIRMATION_PENDING`.
    StaysPending,
    /// `SUCCESS` / `ORDER_PARTIAL_OK`.
    SaysPartialOk,
}

/// See [`Quirks::closed_with_rest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ClosedWithRest {
    /// `SUCCESS` / `ORDER_PARTIAL_OK`.
    PartialOk,
    /// `SUCCESS` / `ORDER_OK`.
    Ok,
}

/// See [`Quirks::amounts_when_partial`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AmountsWhenPartial {
    /// None: all show what was requested.
    None,
    /// `PaymentAmount`.
    Payment,
    /// `PaymentAmount` and `AuthorizedAmount`.
    PaymentAndAuthorized,
}

/// See [`Quirks::cancel_after_capture`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CancelAfterCapture {
    /// `StatusTransitionError`.
    Refused,
    /// What was not captured is released and the order closes as after a last confirmation.
    ReleasesRest,
}

/// See [`Quirks::over_refund`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // names of fault elements
pub enum OverRefund {
    ReversalError,
    InvalidAmount,
}

impl OverRefund {
    pub(crate) const fn element(self) -> &'static str {
        match self {
            Self::ReversalError => "ReversalError",
            Self::InvalidAmount => "InvalidAmount",
        }
    }
}

/// See [`Quirks::reversal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReversalAnswer {
    /// `SUCCESS` / `ORDER_OK` at once, as recorded by others.
    Immediate,
    /// `IN_PROGRESS` / `ORDER_CONFIRMATION_PENDING`; the money moves with `ConfirmOrder`.
    NeedsConfirmation,
    /// `IN_PROGRESS` / `ORDER_PENDING`; `SUCCESS` two seconds later.
    SettlesLater,
}

/// The connection between phone and order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)] // TWINT's own words
pub enum PairingStatus {
    NoPairing,
    PairingInProgress,
    PairingActive,
}

impl PairingStatus {
    /// TWINT's word.
    pub const fn text(self) -> &'static str {
        match self {
            Self::NoPairing => "NO_PAIRING",
            Self::PairingInProgress => "PAIRING_IN_PROGRESS",
            Self::PairingActive => "PAIRING_ACTIVE",
        }
    }
}
