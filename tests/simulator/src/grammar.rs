//! What TWINT's schemas demand of a request, as tables: transcribed from the XSDs of 8.5, 8.6 and 10. What of their differences
//! came with 8.7 and 9 is known from lists of changes.

use crate::api_version::{ApiVersion, Schema, Versions};

/// The operations this simulator serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // TWINT's own names
pub enum Operation {
    EnrollCashRegister,
    CheckSystemStatus,
    StartOrder,
    MonitorOrder,
    ConfirmOrder,
    CancelOrder,
    GetOrder,
    FindOrder,
    GetCertificateValidity,
    RenewCertificate,
    RequestFastCheckoutCheckIn,
    MonitorFastCheckoutCheckIn,
    CancelCheckIn,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::EnrollCashRegister,
        Self::CheckSystemStatus,
        Self::StartOrder,
        Self::MonitorOrder,
        Self::ConfirmOrder,
        Self::CancelOrder,
        Self::GetOrder,
        Self::FindOrder,
        Self::GetCertificateValidity,
        Self::RenewCertificate,
        Self::RequestFastCheckoutCheckIn,
        Self::MonitorFastCheckoutCheckIn,
        Self::CancelCheckIn,
    ];

    /// As in `SOAPAction` and the element names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EnrollCashRegister => "EnrollCashRegister",
            Self::CheckSystemStatus => "CheckSystemStatus",
            Self::StartOrder => "StartOrder",
            Self::MonitorOrder => "MonitorOrder",
            Self::ConfirmOrder => "ConfirmOrder",
            Self::CancelOrder => "CancelOrder",
            Self::GetOrder => "GetOrder",
            Self::FindOrder => "FindOrder",
            Self::GetCertificateValidity => "GetCertificateValidity",
            Self::RenewCertificate => "RenewCertificate",
            Self::RequestFastCheckoutCheckIn => "RequestFastCheckoutCheckIn",
            Self::MonitorFastCheckoutCheckIn => "MonitorFastCheckoutCheckIn",
            Self::CancelCheckIn => "CancelCheckIn",
        }
    }

    /// By its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.name() == name)
    }

    /// What its request must look like.
    pub(crate) const fn request(self) -> &'static Complex {
        match self {
            Self::EnrollCashRegister => &ENROLL_CASH_REGISTER,
            Self::CheckSystemStatus => &CHECK_SYSTEM_STATUS,
            Self::StartOrder => &START_ORDER,
            Self::MonitorOrder => &MONITOR_ORDER,
            Self::ConfirmOrder => &CONFIRM_ORDER,
            Self::CancelOrder => &CANCEL_ORDER,
            Self::GetOrder => &GET_ORDER,
            Self::FindOrder => &FIND_ORDER,
            Self::GetCertificateValidity => &GET_CERTIFICATE_VALIDITY,
            Self::RenewCertificate => &RENEW_CERTIFICATE,
            Self::RequestFastCheckoutCheckIn => &REQUEST_FAST_CHECKOUT_CHECK_IN,
            Self::MonitorFastCheckoutCheckIn => &MONITOR_FAST_CHECKOUT_CHECK_IN,
            Self::CancelCheckIn => &CANCEL_CHECK_IN,
        }
    }

    /// The versions that have it.
    pub(crate) const fn exists_in(self) -> Versions {
        match self {
            Self::RequestFastCheckoutCheckIn | Self::MonitorFastCheckoutCheckIn => {
                Versions::since(ApiVersion::V8_6)
            }
            Self::EnrollCashRegister
            | Self::CheckSystemStatus
            | Self::StartOrder
            | Self::MonitorOrder
            | Self::ConfirmOrder
            | Self::CancelOrder
            | Self::GetOrder
            | Self::FindOrder
            | Self::GetCertificateValidity
            | Self::RenewCertificate
            | Self::CancelCheckIn => Versions::ALL,
        }
    }
}

/// TWINT's operations that this simulator does not serve; every version has them.
pub(crate) const NOT_SERVED: [&str; 7] = [
    "RequestCheckIn",
    "MonitorCheckIn",
    "IsUofConnectionActive",
    "StartOrderAndUofRegistration",
    "MonitorOrderAndUofRegistration",
    "ConfirmOrderAndUofRegistration",
    "CancelOrderAndUofRegistration",
];

/// A simple type: what text is allowed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Simple {
    /// 32 hex digits, or 8-4-4-4-12, the latter optionally in braces or parentheses.
    Uuid,
    /// `xs:token` of at most so many characters.
    Token(usize),
    /// `xs:string`.
    Text,
    /// `xs:string` of at most so many characters.
    LimitedText(usize),
    /// `ShippingMethodIdType`.
    ShippingMethodId,
    /// `RestrictedLabel256Type`.
    Label,
    /// `xs:decimal`, not negative.
    PositiveDecimal,
    /// `true`, `false`, `1`, `0`.
    Boolean,
    /// `xs:dateTime`.
    DateTime,
    /// `xs:date`.
    Date,
    /// `xs:base64Binary`.
    Base64,
    /// One of these words.
    Enum(&'static [&'static str]),
}

/// What an element holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Type {
    Simple(Simple),
    Complex(&'static Complex),
}

/// An element with element content: all its children live in one namespace.
#[derive(Debug)]
pub(crate) struct Complex {
    pub children_in: Schema,
    pub attributes: &'static [Attribute],
    pub content: &'static [Particle],
}

/// An attribute without namespace.
#[derive(Debug)]
pub(crate) struct Attribute {
    pub name: &'static str,
    pub required: bool,
    pub simple: Simple,
}

/// A step in a sequence.
#[derive(Debug)]
pub(crate) enum Particle {
    Element {
        name: &'static str,
        holds: Type,
        min: u32,
        max: u32,
        exists_in: Versions,
    },
    /// Exactly one of these, or at most one.
    Choice {
        required: bool,
        of: &'static [Particle],
    },
    /// Several in order, as one alternative of a choice.
    Group(&'static [Particle]),
}

const MANY: u32 = u32::MAX;

const fn one(name: &'static str, holds: Type) -> Particle {
    bounded(name, holds, 1, 1)
}

const fn maybe(name: &'static str, holds: Type) -> Particle {
    bounded(name, holds, 0, 1)
}

const fn bounded(name: &'static str, holds: Type, min: u32, max: u32) -> Particle {
    Particle::Element {
        name,
        holds,
        min,
        max,
        exists_in: Versions::ALL,
    }
}

const fn one_in(exists_in: Versions, name: &'static str, holds: Type) -> Particle {
    Particle::Element {
        name,
        holds,
        min: 1,
        max: 1,
        exists_in,
    }
}

const fn maybe_in(exists_in: Versions, name: &'static str, holds: Type) -> Particle {
    Particle::Element {
        name,
        holds,
        min: 0,
        max: 1,
        exists_in,
    }
}

const fn one_of(of: &'static [Particle]) -> Particle {
    Particle::Choice { required: true, of }
}

const fn maybe_one_of(of: &'static [Particle]) -> Particle {
    Particle::Choice {
        required: false,
        of,
    }
}

const fn merchant(content: &'static [Particle]) -> Complex {
    Complex {
        children_in: Schema::Merchant,
        attributes: &[],
        content,
    }
}

const fn base(content: &'static [Particle]) -> Complex {
    Complex {
        children_in: Schema::Base,
        attributes: &[],
        content,
    }
}

const UNTIL_8_6: Versions = Versions::until(ApiVersion::V8_6);
const SINCE_8_7: Versions = Versions::since(ApiVersion::V8_7);
const UNTIL_8_7: Versions = Versions::until(ApiVersion::V8_7);
const UNTIL_9: Versions = Versions::until(ApiVersion::V9);
const SINCE_9: Versions = Versions::since(ApiVersion::V9);
const SINCE_10: Versions = Versions::since(ApiVersion::V10);

const UUID: Type = Type::Simple(Simple::Uuid);
const BOOLEAN: Type = Type::Simple(Simple::Boolean);
const DATE_TIME: Type = Type::Simple(Simple::DateTime);
const BASE64: Type = Type::Simple(Simple::Base64);
const TEXT: Type = Type::Simple(Simple::Text);
const TOKEN_50: Type = token(50);
const REFERENCE: Type = token(50);

const fn token(length: usize) -> Type {
    Type::Simple(Simple::Token(length))
}

const fn words(of: &'static [&'static str]) -> Type {
    Type::Simple(Simple::Enum(of))
}

const WHO: Particle = one_of(&[one("MerchantUuid", UUID), one("MerchantAliasId", TOKEN_50)]);
const WHICH: Particle = one_of(&[
    one("OrderUuid", UUID),
    one("MerchantTransactionReference", REFERENCE),
]);
const MERCHANT_INFORMATION: Type = Type::Complex(&base(&[
    WHO,
    one("CashRegisterId", TOKEN_50),
    maybe("ServiceAgentUuid", UUID),
]));
const CURRENCY_AMOUNT: Type = Type::Complex(&base(&[
    one("Amount", Type::Simple(Simple::PositiveDecimal)),
    one("Currency", token(3)),
]));
const RENDERING: Type = words(&["QR_CODE", "PAYMENT_PAGE"]);
const LABEL: Type = Type::Simple(Simple::Label);
const ORIGIN: Type = words(&["MERCHANT", "PRIVATE_CUSTOMER"]);

/// The header of every request.
pub(crate) static HEADER: Complex = Complex {
    children_in: Schema::Header,
    attributes: &[],
    content: &[
        one("MessageId", UUID),
        one("ClientSoftwareName", TOKEN_50),
        one("ClientSoftwareVersion", TOKEN_50),
    ],
};

static ENROLL_CASH_REGISTER: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    one_in(
        Versions::until(ApiVersion::V8_5),
        "CashRegisterType",
        words(&[
            "POS-Serviced",
            "POS-Selfservice",
            "POS-VendingMachine",
            "EPOS",
            "MPOS",
            "OTHER",
        ]),
    ),
    one_in(
        Versions::since(ApiVersion::V8_6),
        "CashRegisterType",
        words(&[
            "POS-Serviced",
            "POS-Selfservice",
            "POS-VendingMachine",
            "EPOS",
            "MPOS",
        ]),
    ),
    maybe("FormerCashRegisterId", TOKEN_50),
    maybe_in(UNTIL_8_7, "BeaconInventoryNumber", token(100)),
    maybe_in(UNTIL_8_7, "BeaconDaemonVersion", TOKEN_50),
]);

static CHECK_SYSTEM_STATUS: Complex = merchant(&[one("MerchantInformation", MERCHANT_INFORMATION)]);

static START_ORDER: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    maybe_in(SINCE_10, "OperationOrigin", ORIGIN),
    one("Order", Type::Complex(&ORDER_REQUEST)),
    maybe("Coupons", Type::Complex(&COUPON_LIST)),
    one_of(&[
        one_in(UNTIL_8_7, "OfflineAuthorization", token(3000)),
        one("CustomerRelationUuid", UUID),
        one("PairingUuid", UUID),
        one("UnidentifiedCustomer", BOOLEAN),
        one(
            "ExpressMerchantAuthorization",
            Type::Complex(&EXPRESS_MERCHANT_AUTHORIZATION),
        ),
    ]),
    maybe_one_of(&[
        one("QRCodeRendering", BOOLEAN),
        Particle::Group(&[
            one("PaymentLayerRendering", RENDERING),
            maybe("OrderUpdateNotificationURL", token(250)),
        ]),
    ]),
]);

static ORDER_REQUEST: Complex = Complex {
    children_in: Schema::Merchant,
    attributes: &[
        Attribute {
            name: "type",
            required: true,
            simple: Simple::Enum(&[
                "PAYMENT_IMMEDIATE",
                "PAYMENT_DEFERRED",
                "PAYMENT_RECURRING",
                "REVERSAL",
                "CREDIT",
            ]),
        },
        Attribute {
            name: "confirmationNeeded",
            required: false,
            simple: Simple::Boolean,
        },
    ],
    content: &[
        one("PostingType", words(&["GOODS", "MONEY"])),
        one("RequestedAmount", CURRENCY_AMOUNT),
        one("MerchantTransactionReference", REFERENCE),
        maybe_in(UNTIL_9, "CustomerBenefit", CURRENCY_AMOUNT),
        maybe("EReceiptUrl", token(250)),
        maybe("Link", Type::Complex(&merchant(&[WHICH]))),
        maybe("OrderDetailsUrl", token(250)),
        maybe(
            "TimeBasedData",
            Type::Complex(&merchant(&[
                one("MessageTypeId", TOKEN_50),
                one("StartTimestamp", DATE_TIME),
                one("EndTimestamp", DATE_TIME),
            ])),
        ),
        maybe(
            "PaymentAuthorizationType",
            words(&["FINAL_AUTH", "PRE_AUTH"]),
        ),
        maybe("ConfirmationButtonId", token(10)),
    ],
};

static COUPON_LIST: Complex = merchant(&[
    bounded(
        "ProcessedCoupon",
        Type::Complex(&merchant(&[
            one("CouponId", token(100)),
            maybe("CouponValue", CURRENCY_AMOUNT),
        ])),
        0,
        MANY,
    ),
    bounded(
        "RejectedCoupon",
        Type::Complex(&merchant(&[
            one("CouponId", token(100)),
            one(
                "RejectionReason",
                Type::Complex(&merchant(&[
                    one(
                        "RejectionReason",
                        words(&[
                            "ALREADY_REDEEMED",
                            "ARTICLE_DELISTED",
                            "CAMPAIGN_EXPIRED",
                            "CAMPAIGN_CANCELED",
                            "OTHER",
                        ]),
                    ),
                    maybe("Details", TEXT),
                ])),
            ),
        ])),
        0,
        MANY,
    ),
]);

static EXPRESS_MERCHANT_AUTHORIZATION: Complex = merchant(&[
    maybe("TerminalId", TOKEN_50),
    maybe("SequenceCounter", TOKEN_50),
    one("CustomerUuid", UUID),
    one("Operation", TEXT),
    one("ReservationTimestamp", TEXT),
    one("OrderUuid", UUID),
    one("RequestSignature", BASE64),
    one("RequestKey", BASE64),
    maybe(
        "UofPaymentType",
        words(&[
            "CUSTOMER_INITIATED",
            "RECURRING",
            "UNSCHEDULED",
            "INSTALLMENT",
        ]),
    ),
    maybe_in(
        SINCE_10,
        "ScheduledPaymentData",
        Type::Complex(&base(&[
            one("ScheduledProcessingDate", Type::Simple(Simple::Date)),
            maybe("ReferenceType", words(&["QRR", "SCOR", "NON"])),
            maybe("Reference", TOKEN_50),
            maybe("AdditionalInformation", token(140)),
        ])),
    ),
]);

static MONITOR_ORDER: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    WHICH,
    maybe("WaitForResponse", BOOLEAN),
]);

static CONFIRM_ORDER: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    WHICH,
    one("RequestedAmount", CURRENCY_AMOUNT),
    maybe("PartialConfirmation", BOOLEAN),
]);

static CANCEL_ORDER: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    maybe_in(SINCE_10, "OperationOrigin", ORIGIN),
    WHICH,
]);

static GET_ORDER: Complex = merchant(&[WHO, one("OrderUuid", UUID)]);

static FIND_ORDER: Complex = merchant(&[
    WHO,
    maybe("CashRegisterId", TOKEN_50),
    maybe_one_of(&[
        Particle::Group(&[
            one("SearchStartDate", DATE_TIME),
            one("SearchEndDate", DATE_TIME),
        ]),
        one("OrderUuid", UUID),
        one("MerchantTransactionReference", REFERENCE),
    ]),
]);

static GET_CERTIFICATE_VALIDITY: Complex = merchant(&[WHO]);

static RENEW_CERTIFICATE: Complex = merchant(&[WHO, one("CertificatePassword", BASE64)]);

static REQUEST_FAST_CHECKOUT_CHECK_IN: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    one("NetAmount", CURRENCY_AMOUNT),
    bounded("RequestedScopes", TOKEN_50, 1, 20),
    bounded(
        "ShippingMethods",
        Type::Complex(&merchant(&[
            one_in(UNTIL_8_6, "ShippingMethodId", token(250)),
            one_in(
                SINCE_8_7,
                "ShippingMethodId",
                Type::Simple(Simple::ShippingMethodId),
            ),
            one_in(
                UNTIL_8_6,
                "ShippingMethodLabel",
                Type::Simple(Simple::LimitedText(1000)),
            ),
            one_in(SINCE_8_7, "ShippingMethodLabel", LABEL),
            maybe_in(SINCE_8_7, "ShippingMethodDescription", LABEL),
            one("ShippingMethodAmount", CURRENCY_AMOUNT),
        ])),
        0,
        20,
    ),
    maybe("QRCodeRendering", BOOLEAN),
    maybe_in(SINCE_9, "PaymentLayerRendering", RENDERING),
]);

static MONITOR_FAST_CHECKOUT_CHECK_IN: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    one("PairingUuid", UUID),
    maybe("WaitForResponse", BOOLEAN),
]);

static CANCEL_CHECK_IN: Complex = merchant(&[
    one("MerchantInformation", MERCHANT_INFORMATION),
    one(
        "Reason",
        words(&[
            "INVALID_PAIRING",
            "OTHER_PAYMENT_METHOD",
            "PAYMENT_ABORT",
            "NO_PAYMENT_NEEDED",
        ]),
    ),
    maybe_one_of(&[one("CustomerRelationUuid", UUID), one("PairingUuid", UUID)]),
    maybe("Coupons", Type::Complex(&COUPON_LIST)),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_each_operation_that_is_not_served() {
        let (_, about) = include_str!("../README.md")
            .split_once("## What is not built")
            .expect("a section");
        for operation in NOT_SERVED {
            assert!(about.contains(&format!("`{operation}`")), "{operation}");
        }
    }
}
