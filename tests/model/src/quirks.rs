//! What is not established about TWINT and matters for money, under the simulator's names.

use std::fmt;

/// Which calls a quirk strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HowOften {
    /// No call.
    #[default]
    Never,
    /// The first so many calls about an order.
    First(u8),
    /// Every call.
    Always,
}

impl HowOften {
    /// Whether it strikes one more call; `struck` counts.
    pub fn strikes(self, struck: &mut u8) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::First(times) => {
                let strikes = *struck < times;
                *struck += u8::from(strikes);
                strikes
            }
        }
    }
}

/// Why an order failed, as far as the plugin tells reasons apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FailureReason {
    /// `CLIENT_TIMEOUT`.
    #[default]
    ClientTimeout,
    /// `CLIENT_ABORT`.
    ClientAbort,
    /// `MERCHANT_ABORT`.
    MerchantAbort,
    /// `GENERAL_ERROR`.
    GeneralError,
}

/// How TWINT says no to a `ConfirmOrder` that it does not carry out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum No {
    /// `InvalidOrder` and the like: the order is in no state for it.
    #[default]
    Conflict,
    /// `InvalidAmount` and the like: the request is refused.
    Invalid,
    /// `SystemError`, which may mean anything.
    Unclear,
}

/// How many parts TWINT lets this merchant capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PartialCaptures {
    /// As many as they like.
    #[default]
    Several,
    /// One, which releases the rest and closes the order.
    One,
    /// None: TWINT refuses whatever is not all that is left.
    Refused(No),
}

/// What an order says between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BetweenParts {
    /// `ORDER_CONFIRMATION_PENDING`.
    #[default]
    StaysPending,
    /// `ORDER_PARTIAL_OK`.
    SaysPartialOk,
    /// `ORDER_PENDING`.
    SaysPending,
}

/// How a reversal is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reversal {
    /// As done; no confirmation follows.
    #[default]
    Immediate,
    /// To be confirmed.
    NeedsConfirmation,
    /// On its way.
    SettlesLater,
}

/// What becomes of a reversal that bears the payment's own reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CollidingReversal {
    /// It is carried out.
    Accepted,
    /// `SystemError`, and no money moves.
    Refused,
    /// `SystemError`, though it is carried out.
    RefusedThoughDone,
    /// The answer shows the payment, and no money moves.
    AnswersExisting,
}

/// A moment in an order's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The buyer decides.
    AwaitingCustomer,
    /// Approved, nothing captured.
    AwaitingConfirmation,
    /// Captured in part and open.
    BetweenParts,
    /// Captured and closed.
    Closed,
    /// Over without money.
    Failed,
    /// A reversal's own order at any time.
    Reversal,
}

/// Which word of an answer nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// `unknownReason`.
    Reason,
    /// `unknownStatus`.
    Status,
}

/// One TWINT among those that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Quirks {
    /// `confirmWithoutEffect`.
    pub confirm_without_effect: HowOften,
    /// `confirmShowsStateBefore`.
    pub confirm_shows_state_before: HowOften,
    /// `cancelWithoutEffect`.
    pub cancel_without_effect: HowOften,
    /// `cancelShowsStateBefore`.
    pub cancel_shows_state_before: HowOften,
    /// `confirmInWrongState`.
    pub confirm_in_wrong_state: No,
    /// `partialCaptures` and `partialCaptureFault`.
    pub partial_captures: PartialCaptures,
    /// `partialConfirmation`.
    pub between_parts: BetweenParts,
    /// `closedWithRest: ok`.
    pub closed_with_rest_says_ok: bool,
    /// `amountsWhenPartial: none`.
    pub hides_sums: bool,
    /// `cancelAfterCapture: releasesRest`.
    pub cancel_releases_rest: bool,
    /// `reversal`.
    pub reversal: Reversal,
    /// `collidingReversal`; `None` where each reversal has a reference of its own.
    pub colliding_reversal: Option<CollidingReversal>,
    /// `declineReason`.
    pub decline_reason: FailureReason,
    /// `confirmationExpiryReason`.
    pub expiry_reason: FailureReason,
    /// `unknownReason` or `unknownStatus` at one moment.
    pub unknown: Option<(Unknown, Moment)>,
}

impl fmt::Display for Quirks {
    /// What differs from the usual TWINT.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let usual = Self::default();
        let mut quirks: Vec<String> = Vec::new();
        macro_rules! name {
            ($($field:ident: $name:literal),+ $(,)?) => {
                $(if self.$field != usual.$field {
                    quirks.push(format!("{} {:?}", $name, self.$field));
                })+
            };
        }
        name! {
            confirm_without_effect: "confirmWithoutEffect",
            confirm_shows_state_before: "confirmShowsStateBefore",
            cancel_without_effect: "cancelWithoutEffect",
            cancel_shows_state_before: "cancelShowsStateBefore",
            confirm_in_wrong_state: "confirmInWrongState",
            partial_captures: "partialCaptures",
            between_parts: "partialConfirmation",
            closed_with_rest_says_ok: "closedWithRest ok",
            hides_sums: "amountsWhenPartial none",
            cancel_releases_rest: "cancelAfterCapture releasesRest",
            reversal: "reversal",
            colliding_reversal: "collidingReversal",
            decline_reason: "declineReason",
            expiry_reason: "confirmationExpiryReason",
        }
        if let Some((word, moment)) = self.unknown {
            quirks.push(format!("unknown{word:?} {moment:?}"));
        }
        if quirks.is_empty() {
            return f.write_str("no quirk");
        }
        f.write_str(&quirks.join(", "))
    }
}
