//! What a rehearsal can find out: each finding answers one question, in plain words.

mod question;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumIter, IntoStaticStr};

use crate::qr_picture::QrPicture;
use crate::span::{Span, in_words};
use crate::state::{Reply, State};

/// One thing seen. The name of the variant names the question; texts of TWINT are as they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(rename_all = "camelCase", tag = "question", content = "seen")]
#[strum_discriminants(
    name(Question),
    doc = "What is not established about TWINT, in the order of an order's life.",
    derive(Hash, PartialOrd, Ord, EnumIter, IntoStaticStr, Serialize, Deserialize),
    strum(serialize_all = "camelCase"),
    serde(rename_all = "camelCase")
)]
pub enum Finding {
    /// From the start until nobody scanned.
    ScanTime(Span),
    /// From the scan until nobody decided.
    DecisionTime(Span),
    /// What an order says that timed out.
    TimedOut(State),
    /// What an order says that the buyer declined, and the number beside its reason.
    Declined {
        /// What it says.
        state: State,
        /// `Reason/@code`.
        code: Option<String>,
    },
    /// `PairingStatus` of an order that failed.
    PairingWhenFailed(String),
    /// How long a call with `WaitForResponse` was held while nothing happened.
    LongPoll(Span),
    /// Whether such a call was answered as soon as the buyer did something.
    LongPollWakes(bool),
    /// From the approval until the order ended without a confirmation.
    ConfirmationTime(Span),
    /// What it says then.
    ConfirmationLapsed(State),
    /// What an order says then of which a part was captured.
    RestLapsed(State),
    /// An approved `PAYMENT_DEFERRED` that was started with `confirmationNeeded="false"`.
    DeferredWithoutConfirmation(State),
    /// The answer of the capture of a whole order, and what the order says when it is read again.
    ConfirmAnswer {
        /// The answer.
        reply: Reply,
        /// Read again.
        read_again: Option<State>,
    },
    /// How often the whole had to be confirmed until it was a success.
    ConfirmRepeated {
        /// Calls answered with the order.
        calls: u64,
        /// Whether it was a success in the end.
        done: bool,
    },
    /// The answer of a capture in the wrong state.
    ConfirmInWrongState {
        /// Which state.
        situation: Situation,
        /// The answer.
        reply: Reply,
    },
    /// The answer of the first part of an order.
    FirstPart(Reply),
    /// What the order says after it, read again.
    BetweenParts(State),
    /// The answer of the second part.
    FurtherPart(Reply),
    /// The answer of a part larger than what is left.
    PartTooLarge(Reply),
    /// What an order says whose last part left something over.
    ClosedWithRest(State),
    /// Which amounts of that order show what was captured.
    AmountsWhenPartial {
        /// What was captured.
        captured: String,
        /// `AuthorizedAmount`.
        authorized: Option<String>,
        /// The first `PaymentAmount`.
        paid: Option<String>,
    },
    /// The answer of a cancellation that should be possible, and what the order says when it is read again.
    CancelAnswer {
        /// Whether before or after the buyer's approval.
        situation: Situation,
        /// The answer.
        reply: Reply,
        /// Read again.
        read_again: Option<State>,
    },
    /// How often an order had to be cancelled until it was over.
    CancelRepeated {
        /// Calls answered with the order.
        calls: u64,
        /// Whether it was over in the end.
        done: bool,
    },
    /// The same after a part was captured.
    CancelAfterPart {
        /// The answer.
        reply: Reply,
        /// Read again.
        read_again: Option<State>,
    },
    /// The answer of a cancellation after the whole was captured.
    CancelConfirmed(Reply),
    /// The answer of a refund, and what its order says in the end.
    Refund {
        /// The answer.
        reply: Reply,
        /// In the end.
        end: Option<State>,
    },
    /// The answer of a refund beyond what was captured.
    OverRefund(Reply),
    /// The answer of a refund of an order that nobody paid.
    RefundUnpaid(Reply),
    /// A reference that is used for a second order.
    ReferenceTwice {
        /// The answer of the second start.
        start: Reply,
        /// The answer of `MonitorOrder` by that reference.
        monitored: Reply,
        /// How many orders `FindOrder` brings.
        found: u64,
    },
    /// A refund under a reference that its own payment bears.
    CollidingRefund {
        /// Its answer.
        reply: Reply,
        /// Whether the answer names the payment instead of a refund.
        names_the_payment: bool,
        /// Whether money went back, as a refund of the whole afterwards shows.
        moved: Option<bool>,
    },
    /// The answer of a call about an order that does not exist.
    UnknownOrder {
        /// The operation.
        operation: String,
        /// Its answer.
        reply: Reply,
    },
    /// How many of the rehearsal's orders a search by time brings.
    FindLimit {
        /// How many were started, refunds included.
        started: u64,
        /// How many of them it brought.
        found: u64,
    },
    /// The answer of a start of type `CREDIT`.
    Credit(Reply),
    /// What stands in `BNPLData`.
    BnplData(Content),
    /// What stands in `Fee` of a paid order.
    Fee {
        /// What it says.
        content: Content,
        /// The captured amount.
        captured: String,
    },
    /// Whether version 10 sends an `ApiToken`.
    ApiToken(bool),
    /// What a version of the interface answers to the simplest question.
    VersionServed {
        /// `8.5` and the like.
        api_version: String,
        /// Its answer.
        answer: String,
    },
    /// The picture of the QR code.
    QrCode(QrPicture),
    /// States that no source names, and where each was seen first.
    UnknownWords(Vec<UnknownWord>),
    /// Optional elements that came without content.
    EmptyElements(Vec<EmptyElement>),
    /// Amounts that are not written as we write them, one of each kind.
    AmountForms(Vec<String>),
    /// The list of bank apps.
    AppList {
        /// How many entries make sense to us.
        entries: u64,
        /// How many of their names have other characters than letters, digits, blanks and dots.
        unusual_names: u64,
    },
    /// What TWINT does with an idle connection.
    KeepAlive {
        /// `Keep-Alive: timeout=`, in seconds.
        promised_s: Option<u64>,
        /// The longest pause after which a connection was used again, in milliseconds.
        longest_pause_ms: Option<u64>,
    },
    /// Many calls in a row.
    Pace {
        /// How many.
        calls: u64,
        /// How many were not answered as usual.
        refused: u64,
        /// The slowest, in milliseconds.
        slowest_ms: u64,
    },
    /// Whether `OrderUpdateNotificationURL` was called.
    Notification(bool),
    /// How many days before its end a certificate could not be renewed yet, and could.
    RenewalWindow {
        /// The fewest days before its end at which it was refused; `None` if it never was.
        closed_days: Option<u64>,
        /// The most at which it was allowed; `None` if it never was.
        open_days: Option<u64>,
    },
    /// The answer of a renewal that is not allowed yet.
    RenewalTooEarly(Reply),
    /// From the renewal until the old certificate was refused.
    OldCertificate(Span),
    /// `Terminal/Status` of an enrolment from version 9 on.
    TerminalStatus(Vec<String>),
    /// How the start of a check-in is answered.
    CheckInStart(String),
    /// From the start until a check-in is over that nobody decided.
    CheckInTime(Span),
    /// From the approval until a check-in is over that has no order.
    ApprovedCheckInTime(Span),
    /// What a check-in says that a phone has taken.
    CheckInScanned(String),
    /// What one says that the buyer declined.
    CheckInDeclined(String),
    /// What one says that the buyer approved.
    CheckInApproved {
        /// `PairingStatus`, and what stands beside it.
        outcome: String,
        /// Which data came; never what they say.
        fields: Vec<BuyerField>,
        /// Whether the chosen shipping method came.
        shipping: ChosenShipping,
    },
    /// What one says that a buyer without TWINT ID approved.
    CheckInWithoutTwintId(String),
    /// What is answered about one that TWINT does not know.
    CheckInUnknown(String),
    /// How often one had to be cancelled until it was over.
    CheckInCancelRepeated {
        /// Calls.
        calls: u64,
        /// Whether it was over in the end.
        done: bool,
    },
    /// How the cancellation of one is answered that is over.
    CheckInCancelOver(String),
    /// The order that a check-in pays.
    ExpressOrder {
        /// The answer to its start.
        reply: Reply,
        /// What it says when the buyer's part is done.
        later: Option<State>,
    },
    /// The answer of a start over less than the buyer approved.
    ExpressAmount(Reply),
    /// The answer of a second order for one check-in.
    ExpressSecondOrder(Reply),
}

/// A field of the buyer's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BuyerField {
    /// The scope that asks for it.
    pub scope: String,
    /// In which form it came.
    pub form: FieldForm,
}

/// How a field of the buyer's data came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FieldForm {
    /// It was asked for and did not come.
    Absent,
    /// It came with nothing in it.
    Empty,
    /// As in TWINT's mock.
    AsExpected,
    /// Otherwise than there: our client does not understand all of it.
    Other,
}

/// Whether the buyer's choice of shipping came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChosenShipping {
    /// It did not come.
    Absent,
    /// One that was offered.
    Offered,
    /// One that nobody offered.
    Other,
}

impl FieldForm {
    fn in_words(self) -> &'static str {
        match self {
            Self::Absent => "did not come",
            Self::Empty => "came empty",
            Self::AsExpected => "came as in the mock",
            Self::Other => "came otherwise than in the mock",
        }
    }
}

/// When something was asked of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Situation {
    /// The buyer has not approved.
    BeforeApproval,
    /// The buyer approved.
    AfterApproval,
    /// All of it was captured.
    AfterCapture,
    /// It was cancelled or declined.
    AfterEnd,
}

impl Situation {
    fn in_words(self) -> &'static str {
        match self {
            Self::BeforeApproval => "before the buyer's approval",
            Self::AfterApproval => "after the buyer's approval",
            Self::AfterCapture => "after the whole was captured",
            Self::AfterEnd => "after the order failed",
        }
    }
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Content {
    /// The element is not there.
    Absent,
    /// It is there and empty.
    Empty,
    /// It says this.
    Text(String),
}

/// A state that no source names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnknownWord {
    /// What the order said.
    pub state: State,
    /// The step, and the call in it.
    pub first_seen: String,
}

/// An element without content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EmptyElement {
    /// Its name.
    pub name: String,
    /// In which form.
    pub form: EmptyForm,
}

/// How an element says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EmptyForm {
    /// `<Fee/>`.
    Tag,
    /// `<Fee xsi:nil="true"/>`.
    Nil,
    /// Its children are there, and empty.
    Children,
}

impl std::fmt::Display for EmptyElement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = &self.name;
        match self.form {
            EmptyForm::Tag => write!(f, "<{name}/>"),
            EmptyForm::Nil => write!(f, "<{name} xsi:nil>"),
            EmptyForm::Children => write!(f, "<{name}> with empty children"),
        }
    }
}

fn then(read_again: Option<&State>) -> String {
    read_again.map_or_else(
        || "the order could not be read afterwards".to_owned(),
        |state| format!("read again, the order says {state}"),
    )
}

impl Finding {
    /// The question it answers.
    pub fn question(&self) -> Question {
        self.into()
    }

    /// Whether both may be true of one TWINT: how fast and how many is not held against anybody.
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::ScanTime(one), Self::ScanTime(two))
            | (Self::DecisionTime(one), Self::DecisionTime(two))
            | (Self::LongPoll(one), Self::LongPoll(two))
            | (Self::ConfirmationTime(one), Self::ConfirmationTime(two))
            | (Self::OldCertificate(one), Self::OldCertificate(two))
            | (Self::CheckInTime(one), Self::CheckInTime(two))
            | (Self::ApprovedCheckInTime(one), Self::ApprovedCheckInTime(two)) => {
                one.overlaps(*two)
            }
            (
                Self::KeepAlive {
                    promised_s: one, ..
                },
                Self::KeepAlive {
                    promised_s: two, ..
                },
            ) => one == two,
            (Self::Pace { refused: one, .. }, Self::Pace { refused: two, .. })
            | (Self::AppList { entries: one, .. }, Self::AppList { entries: two, .. }) => {
                (*one == 0) == (*two == 0)
            }
            (
                Self::FindLimit { started, found },
                Self::FindLimit {
                    started: other_started,
                    found: other_found,
                },
            ) => (started == found) == (other_started == other_found),
            (
                Self::RenewalWindow {
                    closed_days: one_closed,
                    open_days: one_open,
                },
                Self::RenewalWindow {
                    closed_days: two_closed,
                    open_days: two_open,
                },
            ) => {
                let contradict = |closed: &Option<u64>, open: &Option<u64>| match (closed, open) {
                    (Some(closed), Some(open)) => closed <= open,
                    _ => false,
                };
                !contradict(one_closed, two_open) && !contradict(two_closed, one_open)
            }
            _ => self == other,
        }
    }

    /// What was seen, as one sentence.
    #[allow(clippy::too_many_lines)] // one sentence for each
    pub fn sentence(&self) -> String {
        match self {
            Self::ScanTime(span) => match span.at_most_ms {
                Some(_) => format!("An order that nobody scans ends after {span}."),
                None => format!("An order that nobody scans was open for {span}."),
            },
            Self::DecisionTime(span) => match span.at_most_ms {
                Some(_) => format!("A scanned order that nobody decides ends after {span}."),
                None => format!("A scanned order that nobody decides was open for {span}."),
            },
            Self::TimedOut(state) => format!("An order whose time is over says {state}."),
            Self::Declined { state, code } => {
                let code = code.as_deref().unwrap_or("none");
                format!("A declined order says {state}; the number beside the reason is {code}.")
            }
            Self::PairingWhenFailed(pairing) => {
                format!("The pairing of an order that failed is called {pairing}.")
            }
            Self::LongPoll(span) => match span.at_most_ms {
                Some(_) => format!("WaitForResponse holds a call for {span}."),
                None => format!("WaitForResponse held a call for {span}, until we gave up."),
            },
            Self::LongPollWakes(true) => {
                "WaitForResponse answers as soon as the buyer does something.".to_owned()
            }
            Self::LongPollWakes(false) => {
                "WaitForResponse does not answer when the buyer does something.".to_owned()
            }
            Self::ConfirmationTime(span) => match span.at_most_ms {
                Some(_) => format!("An approved order that nobody confirms ends after {span}."),
                None => format!("An approved order waited for its confirmation for {span}."),
            },
            Self::ConfirmationLapsed(state) => {
                format!("An approved order whose time for the confirmation is over says {state}.")
            }
            Self::RestLapsed(state) => {
                format!(
                    "An order of which a part was captured says {state} once the time for the rest is over."
                )
            }
            Self::DeferredWithoutConfirmation(state) => {
                if state.waits_for_merchant() {
                    format!(
                        "PAYMENT_DEFERRED waits for ConfirmOrder even with confirmationNeeded=\"false\": it says {state}."
                    )
                } else {
                    format!(
                        "PAYMENT_DEFERRED with confirmationNeeded=\"false\" does not wait for ConfirmOrder: it says {state}."
                    )
                }
            }
            Self::ConfirmAnswer { reply, read_again } => {
                format!(
                    "ConfirmOrder of the whole answers {reply}; {}.",
                    then(read_again.as_ref())
                )
            }
            Self::ConfirmRepeated {
                calls: 1,
                done: true,
            } => "One ConfirmOrder is enough.".to_owned(),
            Self::ConfirmRepeated { calls, done: true } => {
                format!("ConfirmOrder had to be sent {calls} times until the order was a success.")
            }
            Self::ConfirmRepeated { calls, done: false } => {
                format!(
                    "ConfirmOrder was answered with the order {calls} times, and the order was never a success."
                )
            }
            Self::ConfirmInWrongState { situation, reply } => {
                format!("ConfirmOrder {} answers {reply}.", situation.in_words())
            }
            Self::FirstPart(reply) => match reply {
                Reply::Order(state) => {
                    format!("A part of an order can be asked for: the answer says {state}.")
                }
                Reply::Fault { .. } | Reply::Nothing(_) => {
                    format!("A part of an order is not captured: the answer is {reply}.")
                }
            },
            Self::BetweenParts(state) => {
                format!("After a part, with more to come, the order says {state}.")
            }
            Self::FurtherPart(reply) => match reply {
                Reply::Order(state) => {
                    format!("A second part can be asked for: the answer says {state}.")
                }
                Reply::Fault { .. } | Reply::Nothing(_) => {
                    format!("A second part is not captured: the answer is {reply}.")
                }
            },
            Self::PartTooLarge(reply) => match reply {
                Reply::Order(state) => {
                    format!(
                        "A part larger than what should be left is taken (the answer says {state}): what was captured before does not count."
                    )
                }
                Reply::Fault { .. } | Reply::Nothing(_) => {
                    format!("A part larger than what is left answers {reply}.")
                }
            },
            Self::ClosedWithRest(state) => {
                format!("An order whose last part is below the authorised sum says {state}.")
            }
            Self::AmountsWhenPartial {
                captured,
                authorized,
                paid,
            } => {
                let text = |amount: &Option<String>| {
                    amount.clone().unwrap_or_else(|| "missing".to_owned())
                };
                format!(
                    "When {captured} were captured, AuthorizedAmount is {} and PaymentAmount is {}.",
                    text(authorized),
                    text(paid)
                )
            }
            Self::CancelAnswer {
                situation,
                reply,
                read_again,
            } => {
                format!(
                    "CancelOrder {} answers {reply}; {}.",
                    situation.in_words(),
                    then(read_again.as_ref())
                )
            }
            Self::CancelRepeated {
                calls: 1,
                done: true,
            } => "One CancelOrder is enough.".to_owned(),
            Self::CancelRepeated { calls, done: true } => {
                format!("CancelOrder had to be sent {calls} times until the order was over.")
            }
            Self::CancelRepeated { calls, done: false } => {
                format!(
                    "CancelOrder was answered with the order {calls} times, and the order was never over."
                )
            }
            Self::CancelAfterPart { reply, read_again } => {
                format!(
                    "CancelOrder after a part was captured answers {reply}; {}.",
                    then(read_again.as_ref())
                )
            }
            Self::CancelConfirmed(reply) => {
                format!("CancelOrder after the whole was captured answers {reply}.")
            }
            Self::Refund { reply, end } => match end {
                Some(end) if reply.state() == Some(end) => {
                    format!("A refund is answered with {reply} at once.")
                }
                Some(end) => {
                    format!("A refund is answered with {reply} and says {end} in the end.")
                }
                None => format!("A refund is answered with {reply}."),
            },
            Self::OverRefund(reply) => {
                format!("A refund beyond what was captured answers {reply}.")
            }
            Self::RefundUnpaid(reply) => {
                format!("A refund of an order that nobody paid answers {reply}.")
            }
            Self::ReferenceTwice {
                start,
                monitored,
                found,
            } => format!(
                "A second order under the same reference is answered with {start}; MonitorOrder by the reference \
                 then answers {monitored}, and FindOrder brings {found}."
            ),
            Self::CollidingRefund {
                reply,
                names_the_payment,
                moved,
            } => {
                let moved = match moved {
                    Some(true) => "the money went back",
                    Some(false) => "no money went back",
                    None => "whether money went back is not known",
                };
                let names = if *names_the_payment {
                    ", naming the payment itself"
                } else {
                    ""
                };
                format!(
                    "A refund under its payment's own reference is answered with {reply}{names}; {moved}."
                )
            }
            Self::UnknownOrder { operation, reply } => {
                format!("{operation} of an order that does not exist answers {reply}.")
            }
            Self::FindLimit { started, found } if found < started => {
                format!("FindOrder between two moments brought only {found} of {started} orders.")
            }
            Self::FindLimit { started, .. } => {
                format!("FindOrder between two moments brought all {started} orders.")
            }
            Self::Credit(reply) => format!("A start of type CREDIT answers {reply}."),
            Self::BnplData(content) => match content {
                Content::Absent => "Orders come without BNPLData.".to_owned(),
                Content::Empty => {
                    "Orders come with an empty BNPLData, against TWINT's own schema.".to_owned()
                }
                Content::Text(text) => format!("BNPLData says {text}."),
            },
            Self::Fee { content, captured } => match content {
                Content::Absent => "Paid orders come without a Fee.".to_owned(),
                Content::Empty => "Paid orders come with an empty Fee.".to_owned(),
                Content::Text(fee) => format!("A paid order of {captured} says a Fee of {fee}."),
            },
            Self::ApiToken(true) => "Version 10 sends an ApiToken.".to_owned(),
            Self::ApiToken(false) => "Version 10 sends no ApiToken.".to_owned(),
            Self::VersionServed {
                api_version,
                answer,
            } => {
                format!("Version {api_version} of the interface answers: {answer}.")
            }
            Self::QrCode(picture) => format!("The QR code is {picture}."),
            Self::UnknownWords(words) => {
                if words.is_empty() {
                    "Every status and reason was one that the sources name.".to_owned()
                } else {
                    let words: Vec<_> = words
                        .iter()
                        .map(|word| format!("{} (first in {})", word.state, word.first_seen))
                        .collect();
                    format!("Orders said what no source names: {}.", words.join(", "))
                }
            }
            Self::EmptyElements(names) => {
                if names.is_empty() {
                    "No optional element came without content.".to_owned()
                } else {
                    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
                    format!(
                        "Optional elements came without content: {}.",
                        names.join(", ")
                    )
                }
            }
            Self::AmountForms(forms) => {
                if forms.is_empty() {
                    "Amounts are written as we write them.".to_owned()
                } else {
                    format!(
                        "Amounts are written otherwise than we write them: {}.",
                        forms.join(", ")
                    )
                }
            }
            Self::AppList {
                entries,
                unusual_names,
            } => format!(
                "The list of bank apps has {entries} entries; the names of {unusual_names} have more than letters, digits, \
                 blanks and dots."
            ),
            Self::KeepAlive {
                promised_s,
                longest_pause_ms,
            } => {
                let promised = match promised_s {
                    Some(seconds) => {
                        format!("TWINT says it keeps an idle connection for {seconds} s")
                    }
                    None => "TWINT does not say how long it keeps an idle connection".to_owned(),
                };
                match longest_pause_ms {
                    Some(ms) => format!(
                        "{promised}; one was used again after a pause of {}.",
                        in_words(*ms)
                    ),
                    None => format!("{promised}; none was used again."),
                }
            }
            Self::Pace {
                calls,
                refused,
                slowest_ms,
            } => format!(
                "Of {calls} calls in a row {refused} were refused; the slowest took {}.",
                in_words(*slowest_ms)
            ),
            Self::Notification(true) => "OrderUpdateNotificationURL is called.".to_owned(),
            Self::Notification(false) => "OrderUpdateNotificationURL was not called.".to_owned(),
            Self::RenewalWindow {
                closed_days,
                open_days,
            } => match (closed_days, open_days) {
                (Some(closed), Some(open)) => format!(
                    "A certificate may be renewed {open} days before its end, and not yet {closed} days before."
                ),
                (None, Some(open)) => {
                    format!("A certificate may be renewed {open} days before its end.")
                }
                (Some(closed), None) => {
                    format!("A certificate may not be renewed {closed} days before its end.")
                }
                (None, None) => {
                    "TWINT does not say whether the certificate may be renewed.".to_owned()
                }
            },
            Self::RenewalTooEarly(reply) => format!("A renewal before its time answers {reply}."),
            Self::OldCertificate(span) => match span.at_most_ms {
                Some(_) => format!("After a renewal the old certificate is refused after {span}."),
                None => format!("After a renewal the old certificate was accepted for {span}."),
            },
            Self::TerminalStatus(status) if status.is_empty() => {
                "An enrolment names no problem of the terminal.".to_owned()
            }
            Self::TerminalStatus(status) => {
                format!(
                    "An enrolment names problems of the terminal: {}.",
                    status.join(", ")
                )
            }
            Self::CheckInStart(outcome) => format!("The start of a check-in answers {outcome}."),
            Self::CheckInTime(span) => match span.at_most_ms {
                Some(_) => format!("A check-in that nobody decides ends after {span}."),
                None => format!("A check-in that nobody decides was open for {span}."),
            },
            Self::ApprovedCheckInTime(span) => match span.at_most_ms {
                Some(_) => format!("An approved check-in without an order ends after {span}."),
                None => format!("An approved check-in without an order was open for {span}."),
            },
            Self::CheckInScanned(outcome) => {
                format!("A check-in that a phone has taken says {outcome}.")
            }
            Self::CheckInDeclined(outcome) => {
                format!("A check-in that the buyer declined says {outcome}.")
            }
            Self::CheckInApproved {
                outcome,
                fields,
                shipping,
            } => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|field| format!("{} {}", field.scope, field.form.in_words()))
                    .collect();
                let shipping = match shipping {
                    ChosenShipping::Absent => "no shipping method is named",
                    ChosenShipping::Offered => "the shipping method is one that was offered",
                    ChosenShipping::Other => "the shipping method is one that nobody offered",
                };
                format!(
                    "An approved check-in says {outcome}: {}; {shipping}.",
                    fields.join(", ")
                )
            }
            Self::CheckInWithoutTwintId(outcome) => {
                format!("A check-in that a buyer without TWINT ID approved says {outcome}.")
            }
            Self::CheckInUnknown(outcome) => {
                format!("A look at a check-in that does not exist answers {outcome}.")
            }
            Self::CheckInCancelRepeated { calls, done: true } => {
                format!("A check-in was over after {calls} calls of CancelCheckIn.")
            }
            Self::CheckInCancelRepeated { calls, done: false } => {
                format!("A check-in was not over after {calls} calls of CancelCheckIn.")
            }
            Self::CheckInCancelOver(outcome) => {
                format!("CancelCheckIn of a check-in that is over answers {outcome}.")
            }
            Self::ExpressOrder { reply, later } => match later {
                Some(later) => format!(
                    "The order that a check-in pays is answered with {reply} and says {later} when it is looked at."
                ),
                None => format!("The order that a check-in pays is answered with {reply}."),
            },
            Self::ExpressAmount(reply) => {
                format!("An order over less than the buyer approved answers {reply}.")
            }
            Self::ExpressSecondOrder(reply) => {
                format!("A second order for one check-in answers {reply}.")
            }
        }
    }
}
