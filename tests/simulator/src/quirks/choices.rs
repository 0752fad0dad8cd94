//! What each quirk may be.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::money::Rappen;

/// At which calls about an order something happens; the first is the first at which it could.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HowOften {
    /// At none.
    Never,
    /// At the first n.
    First(u32),
    /// At each.
    Always,
}

impl HowOften {
    /// Whether it happens now, after it happened so many times; counts it if so.
    pub(crate) fn strikes(self, so_far: &mut u32) -> bool {
        let strikes = match self {
            Self::Never => false,
            Self::First(most) => *so_far < most,
            Self::Always => true,
        };
        *so_far = so_far.saturating_add(u32::from(strikes));
        strikes
    }
}

/// A moment in an order's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum Moment {
    /// The customer has not decided.
    AwaitingCustomer,
    /// Approved, nothing captured.
    AwaitingConfirmation,
    /// Captured in part, and open.
    BetweenParts,
    /// Over, with money.
    Closed,
    /// Over, without money.
    Failed,
    /// At any time, of a reversal's own order.
    Reversal,
}

/// See [`super::Quirks::partial_captures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum PartialCaptures {
    /// As many as there is money.
    Several,
    /// One, which releases the rest and closes the order whatever `PartialConfirmation` says.
    One,
    /// None: whatever is not all that is left is refused.
    Refused,
}

/// See [`super::Quirks::partial_capture_fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[allow(missing_docs)] // names of fault elements
pub enum PartialCaptureFault {
    InvalidAmount,
    InvalidParameter,
    InvalidOrder,
    SystemError,
}

impl PartialCaptureFault {
    pub(crate) const fn element(self) -> &'static str {
        match self {
            Self::InvalidAmount => "InvalidAmount",
            Self::InvalidParameter => "InvalidParameter",
            Self::InvalidOrder => "InvalidOrder",
            Self::SystemError => "SystemError",
        }
    }
}

/// See [`super::Quirks::colliding_reversal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum CollidingReversal {
    /// Carried out as any other.
    Accepted,
    /// `SystemError`, as a look-up by such a reference gets.
    Refused,
    /// The same although the money went back.
    RefusedThoughDone,
    /// Taken for a repetition: answered with the first order under the reversal's reference, whatever that is. Without such an
    /// order it is accepted.
    AnswersExisting,
}

/// An element of answers that a client might do without, by TWINT's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[allow(missing_docs)] // TWINT's own names
pub enum OptionalElement {
    CustomerBenefit,
    EReceiptUrl,
    Link,
    OrderDetailsUrl,
    TimeBasedData,
    PaymentAuthorizationType,
    ConfirmationButtonId,
    CreationTimestamp,
    AuthorizedAmount,
    Fee,
    ProcessingTimestamp,
    Token,
    #[serde(rename = "QRCode")]
    QrCode,
    PairingStatus,
    CustomerRelationUuid,
}

impl OptionalElement {
    /// Its local name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CustomerBenefit => "CustomerBenefit",
            Self::EReceiptUrl => "EReceiptUrl",
            Self::Link => "Link",
            Self::OrderDetailsUrl => "OrderDetailsUrl",
            Self::TimeBasedData => "TimeBasedData",
            Self::PaymentAuthorizationType => "PaymentAuthorizationType",
            Self::ConfirmationButtonId => "ConfirmationButtonId",
            Self::CreationTimestamp => "CreationTimestamp",
            Self::AuthorizedAmount => "AuthorizedAmount",
            Self::Fee => "Fee",
            Self::ProcessingTimestamp => "ProcessingTimestamp",
            Self::Token => "Token",
            Self::QrCode => "QRCode",
            Self::PairingStatus => "PairingStatus",
            Self::CustomerRelationUuid => "CustomerRelationUuid",
        }
    }

    /// Whether it holds `Amount` and `Currency`.
    pub(crate) const fn is_amount(self) -> bool {
        matches!(
            self,
            Self::CustomerBenefit | Self::AuthorizedAmount | Self::Fee
        )
    }
}

/// See [`super::Quirks::empty_form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum EmptyForm {
    /// `<Fee/>`.
    Tag,
    /// `<Fee xsi:nil="true"/>`.
    Nil,
    /// `<Fee><Amount/><Currency/></Fee>`; what holds no amount is as with `Tag`.
    Children,
}

/// See [`super::Quirks::amount_form`]. All are the same number as an `xs:decimal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum AmountForm {
    /// As the merchant wrote it, `42` or `42.00` (recorded).
    AsWritten,
    /// `+42.00`.
    PlusSign,
    /// `00042.00`.
    LeadingZeros,
    /// `42.0000`.
    FourPlaces,
    /// `42`, `42.5`, `.05`.
    FewestDigits,
}

impl AmountForm {
    pub(crate) fn write(self, amount: Rappen, as_written: &str) -> String {
        match self {
            Self::AsWritten => as_written.to_owned(),
            Self::PlusSign => format!("+{amount}"),
            Self::LeadingZeros => format!("000{amount}"),
            Self::FourPlaces => format!("{amount}00"),
            Self::FewestDigits => {
                let text = amount.to_string();
                let text = text.trim_end_matches('0').trim_end_matches('.');
                match text.strip_prefix('0') {
                    Some(fraction) if !fraction.is_empty() => fraction.to_owned(),
                    _ => text.to_owned(),
                }
            }
        }
    }
}

/// Why an order failed, TWINT's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
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

/// See [`super::Quirks::confirm_in_wrong_state`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
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

/// See [`super::Quirks::partial_confirmation`]. Further confirmations are possible either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum PartialConfirmation {
    /// `IN_PROGRESS` / `ORDER_CONFIRMATION_PENDING`.
    StaysPending,
    /// `SUCCESS` / `ORDER_PARTIAL_OK`.
    SaysPartialOk,
    /// `IN_PROGRESS` / `ORDER_PENDING`.
    SaysPending,
}

/// See [`super::Quirks::closed_with_rest`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum ClosedWithRest {
    /// `SUCCESS` / `ORDER_PARTIAL_OK`.
    PartialOk,
    /// `SUCCESS` / `ORDER_OK`.
    Ok,
}

/// See [`super::Quirks::amounts_when_partial`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum AmountsWhenPartial {
    /// None: all show what was requested.
    None,
    /// `PaymentAmount`.
    Payment,
    /// `PaymentAmount` and `AuthorizedAmount`.
    PaymentAndAuthorized,
}

/// See [`super::Quirks::cancel_after_capture`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "camelCase")]
pub enum CancelAfterCapture {
    /// `StatusTransitionError`.
    Refused,
    /// What was not captured is released and the order closes as after a last confirmation.
    ReleasesRest,
}

/// See [`super::Quirks::over_refund`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
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

/// See [`super::Quirks::reversal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_that_happens_first_stops_happening() {
        let mut so_far = 0;
        let struck: Vec<_> = (0..4)
            .map(|_| HowOften::First(2).strikes(&mut so_far))
            .collect();
        assert_eq!(struck, [true, true, false, false]);
        assert!(HowOften::Always.strikes(&mut so_far));
        assert!(!HowOften::Never.strikes(&mut so_far));
    }

    #[test]
    fn each_form_of_an_amount_is_the_same_number() {
        for rappen in [0, 5, 50, 100, 4_250, 10_000] {
            for form in AmountForm::VARIANTS {
                let amount = Rappen(rappen);
                let text = form.write(amount, &amount.to_string());
                assert_eq!(Rappen::parse(&text), Ok(amount), "{form:?}: {text}");
            }
        }
    }
}
