//! TWINT's faults: element, code, status.

use std::fmt;

/// One row of the fault table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FaultKind {
    /// The element inside `detail`, which names the fault.
    pub element: &'static str,
    /// Numeric where a schema comment gives one.
    pub code: &'static str,
    /// The status text.
    pub status: &'static str,
}

const fn kind(element: &'static str, code: &'static str, status: &'static str) -> FaultKind {
    FaultKind {
        element,
        code,
        status,
    }
}

/// Every fault element of every version. Codes and statuses come from the schemas' comments; where those give none,
/// `0` and the name in capitals stand in.
pub(crate) static TABLE: [FaultKind; 38] = [
    kind("SystemError", "1000", "SYSTEM_ERROR"),
    kind("InvalidParameter", "1110", "INPUT_ERROR_VALIDATION"),
    kind("InvalidMerchant", "1111", "INPUT_ERROR_MERCHANT"),
    kind("InvalidCashRegister", "1112", "INPUT_ERROR_CASHREGISTER"),
    kind("InvalidAmount", "1113", "INPUT_ERROR_AMOUNT"),
    kind("InvalidCurrency", "1114", "INPUT_ERROR_CURRENCY"),
    kind(
        "InvalidOfflineAuthorization",
        "1115",
        "INPUT_ERROR_OFFLINEAUTH",
    ),
    kind("InvalidOrder", "1116", "INPUT_ERROR_ORDER"),
    kind(
        "InvalidCustomerRelationKey",
        "1117",
        "INPUT_ERROR_CUSTOMERRELKEY",
    ),
    kind(
        "InvalidVoucherCategory",
        "1118",
        "INPUT_ERROR_VOUCHERCATEGORY",
    ),
    kind("InvalidVoucher", "1119", "INPUT_ERROR_VOUCHER"),
    kind(
        "InvalidMerchantTransactionReference",
        "0",
        "INVALID_MERCHANT_TRANSACTION_REFERENCE",
    ),
    kind("StatusTransitionError", "1200", "STATUS_TRANSITION_ERROR"),
    kind("ActiveOrderError", "1201", "ACTIVE_ORDER_ERROR"),
    kind("AuthorizationError", "1202", "AUTHORIZATION_ERROR"),
    kind("TimeoutError", "1203", "TIMEOUT_ERROR"),
    kind("ReversalError", "1204", "REVERSAL_ERROR"),
    kind("ActivePairingError", "1205", "ACTIVE_PAIRING_ERROR"),
    kind("UnspecifiedPairingError", "0", "UNSPECIFIED_PAIRING_ERROR"),
    kind("AccountLockedError", "1207", "ACCOUNT_LOCKED_ERROR"),
    kind("PairingError", "1208", "PAIRING_ERROR"),
    kind("FundsError", "1209", "FUNDS_ERROR"),
    kind(
        "CashregisterAccessError",
        "1210",
        "CASHREGISTER_ACCESS_ERROR",
    ),
    kind("BusinessError", "1299", "BUSINESS_ERROR"),
    kind(
        "CertificateRenewalRefused",
        "1300",
        "CERTIFICATE_RENEWAL_REFUSED",
    ),
    kind(
        "CertificateRenewalNotAllowed",
        "0",
        "CERTIFICATE_RENEWAL_NOT_ALLOWED",
    ),
    kind("InvalidToken", "0", "INVALID_TOKEN"),
    kind("DurationTooLong", "0", "DURATION_TOO_LONG"),
    kind(
        "ExpressConnectionCanceled",
        "0",
        "EXPRESS_CONNECTION_CANCELED",
    ),
    kind(
        "ExpressCheckoutCredentialsInvalid",
        "0",
        "EXPRESS_CHECKOUT_CREDENTIALS_INVALID",
    ),
    kind("UofNotAllowed", "0", "UOF_NOT_ALLOWED"),
    kind(
        "InvalidOperationForCombinedOrder",
        "0",
        "INVALID_OPERATION_FOR_COMBINED_ORDER",
    ),
    kind("InvalidCombinedOrder", "0", "INVALID_COMBINED_ORDER"),
    kind("InvalidPreAuthOrder", "0", "INVALID_PRE_AUTH_ORDER"),
    kind("InvalidShippingMethod", "0", "INVALID_SHIPPING_METHOD"),
    kind(
        "InvalidCustomerDataScope",
        "0",
        "INVALID_CUSTOMER_DATA_SCOPE",
    ),
    kind("UnauthorizedObjection", "0", "UNAUTHORIZED_OBJECTION"),
    kind(
        "InvalidScheduledProcessingDate",
        "0",
        "INVALID_SCHEDULED_PROCESSING_DATE",
    ),
];

impl FaultKind {
    /// The row of an element.
    pub(crate) fn of(element: &str) -> Option<Self> {
        TABLE.iter().copied().find(|k| k.element == element)
    }
}

/// A fault about to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub kind: FaultKind,
    /// The `faultstring`, for humans.
    pub text: String,
    /// `DetailDescription`, when there is more to say.
    pub description: Option<String>,
}

impl Fault {
    /// A fault of the table.
    ///
    /// # Panics
    /// When the element is not in the table.
    pub(crate) fn new(element: &str, text: impl Into<String>) -> Self {
        Self {
            kind: FaultKind::of(element).expect("an element of the fault table"),
            text: text.into(),
            description: None,
        }
    }

    pub(crate) fn described(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

/// The fault of a reference that several orders bear (recorded).
pub(crate) fn multiple_orders(reference: &str) -> Fault {
    Fault::new(
        "SystemError",
        format!(
            "There are multiple orders associated with the given merchant transaction reference {reference}. \
             Request can not be processed."
        ),
    )
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.element, self.text)
    }
}
