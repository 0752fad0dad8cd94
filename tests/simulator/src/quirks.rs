//! What the sources do not say about TWINT: each unknown is a switch, so that a client can be tried with either answer.

mod choices;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use choices::*;

/// The unknowns of the protocol; `Default` is the best reading of the sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Quirks {
    /// How long an order waits for the customer before `CLIENT_TIMEOUT`. TWINT's delay is not published; plugins give up after three minutes.
    pub customer_timeout_ms: u64,
    /// A second stage: once a phone has taken the order, its customer has this long from then on. `None` counts from the start.
    /// Payment providers speak of 15 minutes until the code is scanned and 3 minutes from then.
    pub scanned_timeout_ms: Option<u64>,
    /// How long an approved order waits for `ConfirmOrder`; `None` is for ever.
    pub confirmation_window_ms: Option<u64>,
    /// How many days after its approval a reservation ends, whatever was captured by then; `None` is never. Providers speak of 7
    /// and 30 days. The order ends as when the confirmation window closes; the earlier of both counts.
    pub reservation_days: Option<u32>,
    /// The reason of an order whose confirmation window closed or whose reservation ended.
    pub confirmation_expiry_reason: FailureReason,
    /// The fault of `ConfirmOrder` in the wrong state: HTTP 500 is recorded, its element is not.
    pub confirm_in_wrong_state: ConfirmFault,
    /// `ConfirmOrder` is answered 200 with the order as it stands, in whatever state, and nothing is done; counted for each order.
    pub confirm_without_effect: HowOften,
    /// `ConfirmOrder` is carried out, but its answer shows the order as it stood before; counted for each order.
    pub confirm_shows_state_before: HowOften,
    /// `CancelOrder` is answered 200 with the order as it stands, in whatever state, and nothing is done; counted for each order.
    pub cancel_without_effect: HowOften,
    /// `CancelOrder` is carried out, but its answer shows the order as it stood before; counted for each order.
    pub cancel_shows_state_before: HowOften,
    /// How many partial confirmations TWINT lets this merchant have.
    pub partial_captures: PartialCaptures,
    /// The fault of a partial confirmation that this merchant may not have.
    pub partial_capture_fault: PartialCaptureFault,
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
    /// What becomes of a reversal whose reference another order bears already, or whose original shares its reference with another order.
    pub colliding_reversal: CollidingReversal,
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
    /// When answers give a reason nobody knows, [`UNKNOWN_REASON`], beside the true status.
    pub unknown_reason: Vec<Moment>,
    /// When answers give a status nobody knows, [`UNKNOWN_STATUS`], beside the true reason.
    pub unknown_status: Vec<Moment>,
    /// The elements of answers that are there and empty.
    pub empty_elements: Vec<OptionalElement>,
    /// How they are empty.
    pub empty_form: EmptyForm,
    /// How amounts are written.
    pub amount_form: AmountForm,
    /// How long `WaitForResponse` holds a call at most.
    pub long_poll_ms: u64,
    /// The empty `BNPLData` that TWINT sends against its own schema.
    pub empty_bnpl_data: bool,
    /// A `Fee` of so many per mille in the answers of a paid order; 0 leaves the element out, less is a fee below zero.
    pub fee_per_mille: i64,
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
            scanned_timeout_ms: None,
            confirmation_window_ms: None,
            reservation_days: None,
            confirmation_expiry_reason: FailureReason::ClientTimeout,
            confirm_in_wrong_state: ConfirmFault::InvalidOrder,
            confirm_without_effect: HowOften::Never,
            confirm_shows_state_before: HowOften::Never,
            cancel_without_effect: HowOften::Never,
            cancel_shows_state_before: HowOften::Never,
            partial_captures: PartialCaptures::Several,
            partial_capture_fault: PartialCaptureFault::InvalidAmount,
            partial_confirmation: PartialConfirmation::StaysPending,
            closed_with_rest: ClosedWithRest::PartialOk,
            amounts_when_partial: AmountsWhenPartial::Payment,
            cancel_after_capture: CancelAfterCapture::Refused,
            over_refund: OverRefund::ReversalError,
            colliding_reversal: CollidingReversal::Accepted,
            reversal: ReversalAnswer::Immediate,
            deferred_always_needs_confirmation: true,
            decline_reason: FailureReason::ClientAbort,
            client_abort_code: 103,
            pairing_status_when_failed: PairingStatus::NoPairing,
            unknown_reason: Vec::new(),
            unknown_status: Vec::new(),
            empty_elements: Vec::new(),
            empty_form: EmptyForm::Tag,
            amount_form: AmountForm::AsWritten,
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

/// The reason that [`Quirks::unknown_reason`] gives.
pub const UNKNOWN_REASON: &str = "ORDER_HALFWAY";

/// The status that [`Quirks::unknown_status`] gives.
pub const UNKNOWN_STATUS: &str = "ON_HOLD";

impl Quirks {
    /// The same with one changed, by its JSON name as in [`Quirks::catalogue`]: `with("reversal", &json!("settlesLater"))`.
    ///
    /// # Errors
    /// When there is no such quirk, or it cannot be that.
    pub fn with(&self, name: &str, value: &Value) -> Result<Self, String> {
        let mut quirks = json!(self);
        quirks[name] = value.clone();
        serde_json::from_value(quirks).map_err(|e| format!("{name}: {e}"))
    }
}
