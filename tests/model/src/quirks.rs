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

/// Why an order failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureReason {
    /// `CLIENT_TIMEOUT`.
    ClientTimeout,
    /// `CLIENT_ABORT`.
    ClientAbort,
    /// `CUSTOMER_ABORT`.
    CustomerAbort,
    /// `MERCHANT_ABORT`.
    MerchantAbort,
    /// `GENERAL_ERROR`.
    GeneralError,
}

/// How TWINT says no to a call that it does not carry out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum No {
    /// `InvalidOrder`, `ReversalError` and the like: the order is in no state for it.
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

/// Which amounts show the sum of the parts while it is less than what the buyer approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sums {
    /// `PaymentAmount`.
    #[default]
    Paid,
    /// None.
    Hidden,
    /// `PaymentAmount` and `AuthorizedAmount`.
    AlsoAuthorised,
}

/// What TWINT leaves empty in its answers, among that which a decision can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Empty {
    /// The digits that the buyer needs.
    Token,
    /// Which order a reversal pays back.
    Link,
    /// What the buyer approved.
    AuthorisedAmount,
    /// All of these.
    All,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// `amountsWhenPartial`.
    pub sums: Sums,
    /// `emptyElements`.
    pub empty: Option<Empty>,
    /// `cancelAfterCapture: releasesRest`.
    pub cancel_releases_rest: bool,
    /// `reversal`.
    pub reversal: Reversal,
    /// `overRefund`.
    pub over_refund: No,
    /// `findOrderLimit` of one, which makes a difference where several orders bear one reference.
    pub finds_newest_only: bool,
    /// `collidingReversal`; `None` where each reversal has a reference of its own.
    pub colliding_reversal: Option<CollidingReversal>,
    /// `declineReason`.
    pub decline_reason: FailureReason,
    /// `confirmationExpiryReason`.
    pub expiry_reason: FailureReason,
    /// `unknownReason` or `unknownStatus` at one moment; `None` of a moment: at each.
    pub unknown: Option<(Unknown, Option<Moment>)>,
}

impl Default for Quirks {
    /// The usual TWINT: what the simulator does by default.
    fn default() -> Self {
        Self {
            confirm_without_effect: HowOften::Never,
            confirm_shows_state_before: HowOften::Never,
            cancel_without_effect: HowOften::Never,
            cancel_shows_state_before: HowOften::Never,
            confirm_in_wrong_state: No::Conflict,
            partial_captures: PartialCaptures::Several,
            between_parts: BetweenParts::StaysPending,
            closed_with_rest_says_ok: false,
            sums: Sums::Paid,
            empty: None,
            cancel_releases_rest: false,
            reversal: Reversal::Immediate,
            over_refund: No::Conflict,
            finds_newest_only: false,
            colliding_reversal: None,
            decline_reason: FailureReason::ClientAbort,
            expiry_reason: FailureReason::ClientTimeout,
            unknown: None,
        }
    }
}

impl Quirks {
    /// Which word nobody knows at this moment.
    pub fn unknown_at(&self, moment: Moment) -> Option<Unknown> {
        self.unknown
            .filter(|(_, only)| only.is_none_or(|only| only == moment))
            .map(|(word, _)| word)
    }

    /// Whether answers leave this empty.
    pub fn leaves_empty(&self, element: Empty) -> bool {
        self.empty
            .is_some_and(|empty| empty == Empty::All || empty == element)
    }

    /// Whether anything that TWINT does after the buyer approved differs from the usual TWINT.
    pub fn strikes_after_approval(&self) -> bool {
        let usual = Self::default();
        let after_approval = Self {
            unknown: self
                .unknown
                .filter(|(_, only)| *only != Some(Moment::AwaitingCustomer)),
            empty: self.empty.filter(|empty| *empty != Empty::Token),
            decline_reason: usual.decline_reason,
            ..*self
        };
        after_approval != usual
    }

    /// Whether cancelling, or what an order that was cancelled says, differs from the usual TWINT.
    pub fn changes_cancellation(&self) -> bool {
        self.cancel_without_effect != HowOften::Never
            || self.cancel_shows_state_before != HowOften::Never
            || self.cancel_releases_rest
            || self.unknown_at(Moment::Failed).is_some()
    }
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
            sums: "amountsWhenPartial",
            empty: "emptyElements",
            cancel_releases_rest: "cancelAfterCapture releasesRest",
            reversal: "reversal",
            over_refund: "overRefund",
            finds_newest_only: "findOrderLimit 1",
            colliding_reversal: "collidingReversal",
            decline_reason: "declineReason",
            expiry_reason: "confirmationExpiryReason",
        }
        if let Some((word, moment)) = self.unknown {
            let moment = moment.map_or_else(|| "always".to_owned(), |moment| format!("{moment:?}"));
            quirks.push(format!("unknown{word:?} {moment}"));
        }
        if quirks.is_empty() {
            return f.write_str("no quirk");
        }
        f.write_str(&quirks.join(", "))
    }
}
