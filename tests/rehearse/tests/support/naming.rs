//! Whether a report names a quirk: for each, what must stand in it, and which steps show it.

use serde_json::{Value, json};
use twint_rehearse::finding::{Content, EmptyForm, Finding};
use twint_rehearse::report::Report;
use twint_rehearse::{Reply, Span, State};
use twint_simulator::{
    AmountForm, AmountsWhenPartial, CancelAfterCapture, ClosedWithRest, CollidingReversal,
    HowOften, Moment, OptionalElement, PartialCaptures, PartialConfirmation, Quirks,
    ReversalAnswer, UNKNOWN_REASON, UNKNOWN_STATUS,
};

const DAY_MS: u64 = 86_400_000;

/// How a quirk shows.
pub struct Expectation {
    /// The steps that show it.
    pub steps: &'static [&'static str],
    /// What must be otherwise, too, or it shows nowhere.
    pub with: Vec<(&'static str, Value)>,
    /// Whether the report says what TWINT is like with these quirks.
    pub is_named: fn(&Report, &Quirks) -> bool,
}

fn naming(steps: &'static [&'static str], is_named: fn(&Report, &Quirks) -> bool) -> Expectation {
    Expectation {
        steps,
        with: Vec::new(),
        is_named,
    }
}

/// How a quirk of the catalogue shows.
///
/// # Panics
/// When nobody has written that down: a new quirk needs an observation.
#[allow(clippy::too_many_lines)] // one entry a quirk
pub fn of(quirk: &str) -> Expectation {
    match quirk {
        "customerTimeoutMs" => naming(&["time-out"], |report, quirks| {
            spans(report, |finding| match finding {
                Finding::ScanTime(span) => Some(*span),
                _ => None,
            })
            .any(|span| ended(span, quirks.customer_timeout_ms))
        }),
        "scannedTimeoutMs" => naming(&["time-out"], |report, quirks| {
            let from_the_scan = quirks.scanned_timeout_ms.unwrap_or_default();
            spans(report, |finding| match finding {
                Finding::DecisionTime(span) => Some(*span),
                _ => None,
            })
            .any(|span| ended(span, from_the_scan))
        }),
        "declineReason" => naming(&["declined"], |report, quirks| {
            any(
                report,
                |finding| matches!(finding, Finding::Declined { state, .. } if state.reason == quirks.decline_reason.text()),
            )
        }),
        "clientAbortCode" => naming(&["declined"], |report, quirks| {
            let number = quirks.client_abort_code.to_string();
            any(
                report,
                |finding| matches!(finding, Finding::Declined { code, .. } if code.as_ref() == Some(&number)),
            )
        }),
        "pairingStatusWhenFailed" => naming(&["declined"], |report, quirks| {
            let pairing = quirks.pairing_status_when_failed.text();
            any(
                report,
                |finding| matches!(finding, Finding::PairingWhenFailed(text) if text == pairing),
            )
        }),
        "confirmationWindowMs" => naming(&["reservation"], |report, quirks| {
            waited(report, quirks.confirmation_window_ms.unwrap_or_default())
        }),
        "reservationDays" => naming(&["reservation"], |report, quirks| {
            waited(
                report,
                u64::from(quirks.reservation_days.unwrap_or_default()) * DAY_MS,
            )
        }),
        "confirmationExpiryReason" => Expectation {
            with: vec![("confirmationWindowMs", json!(600_000))],
            ..naming(&["reservation"], |report, quirks| {
                let reason = quirks.confirmation_expiry_reason.text();
                any(
                    report,
                    |finding| matches!(finding, Finding::ConfirmationLapsed(state) if state.reason == reason),
                )
            })
        },
        "confirmInWrongState" => naming(&["too-early", "immediate"], |report, quirks| {
            let element = json!(quirks.confirm_in_wrong_state);
            any(
                report,
                |finding| matches!(finding, Finding::ConfirmInWrongState { reply, .. } if is_fault(reply, &element)),
            )
        }),
        "confirmWithoutEffect" => naming(&["immediate"], |report, quirks| {
            any(report, |finding| {
                match (finding, quirks.confirm_without_effect) {
                    (Finding::ConfirmRepeated { calls, done }, HowOften::First(n)) => {
                        *calls == u64::from(n) + 1 && *done
                    }
                    (Finding::ConfirmRepeated { done, .. }, HowOften::Always) => !done,
                    _ => false,
                }
            })
        }),
        "confirmShowsStateBefore" => naming(&["immediate"], |report, _| {
            any(report, |finding| {
                matches!(finding, Finding::ConfirmAnswer { reply: Reply::Order(answered), read_again: Some(read_again) }
                    if answered != read_again)
            })
        }),
        "partialCaptures" => naming(&["deferred-parts"], |report, quirks| {
            any(report, |finding| match (finding, quirks.partial_captures) {
                (Finding::FirstPart(reply), PartialCaptures::Refused)
                | (Finding::FurtherPart(reply), PartialCaptures::One) => reply.state().is_none(),
                _ => false,
            })
        }),
        "partialCaptureFault" => Expectation {
            with: vec![("partialCaptures", json!("refused"))],
            ..naming(&["deferred-parts"], |report, quirks| {
                let element = json!(quirks.partial_capture_fault);
                any(
                    report,
                    |finding| matches!(finding, Finding::FirstPart(reply) if is_fault(reply, &element)),
                )
            })
        },
        "partialConfirmation" => naming(&["deferred-parts"], |report, quirks| {
            let reply = match quirks.partial_confirmation {
                PartialConfirmation::StaysPending => "IN_PROGRESS/ORDER_CONFIRMATION_PENDING",
                PartialConfirmation::SaysPartialOk => "SUCCESS/ORDER_PARTIAL_OK",
                PartialConfirmation::SaysPending => "IN_PROGRESS/ORDER_PENDING",
            };
            any(
                report,
                |finding| matches!(finding, Finding::BetweenParts(state) if state.to_string() == reply),
            )
        }),
        "closedWithRest" => naming(&["deferred-rest"], |report, quirks| {
            let reason = match quirks.closed_with_rest {
                ClosedWithRest::PartialOk => "ORDER_PARTIAL_OK",
                ClosedWithRest::Ok => "ORDER_OK",
            };
            any(
                report,
                |finding| matches!(finding, Finding::ClosedWithRest(state) if state.reason == reason),
            )
        }),
        "amountsWhenPartial" => naming(&["deferred-rest"], |report, quirks| {
            let shown = match quirks.amounts_when_partial {
                AmountsWhenPartial::None => (false, false),
                AmountsWhenPartial::Payment => (false, true),
                AmountsWhenPartial::PaymentAndAuthorized => (true, true),
            };
            any(report, |finding| {
                matches!(finding, Finding::AmountsWhenPartial { captured, authorized, paid }
                    if (same_number(authorized.as_ref(), captured), same_number(paid.as_ref(), captured)) == shown)
            })
        }),
        "deferredAlwaysNeedsConfirmation" => naming(&["deferred-unconfirmed"], |report, quirks| {
            any(report, |finding| {
                matches!(finding, Finding::DeferredWithoutConfirmation(state)
                        if state.waits_for_merchant() == quirks.deferred_always_needs_confirmation)
            })
        }),
        "cancelAfterCapture" => naming(&["deferred-cancel"], |report, quirks| {
            let releases = quirks.cancel_after_capture == CancelAfterCapture::ReleasesRest;
            any(report, |finding| {
                matches!(finding, Finding::CancelAfterPart { reply, read_again: Some(read_again) }
                    if reply.state().is_some() == releases && read_again.is_open() != releases)
            })
        }),
        "cancelWithoutEffect" => naming(&["cancel-before"], |report, quirks| {
            any(report, |finding| {
                match (finding, quirks.cancel_without_effect) {
                    (Finding::CancelRepeated { calls, done }, HowOften::First(n)) => {
                        *calls == u64::from(n) + 1 && *done
                    }
                    (Finding::CancelRepeated { done, .. }, HowOften::Always) => !done,
                    _ => false,
                }
            })
        }),
        "cancelShowsStateBefore" => naming(&["cancel-before"], |report, _| {
            any(report, |finding| {
                matches!(finding, Finding::CancelAnswer { reply: Reply::Order(answered), read_again: Some(read_again), .. }
                    if answered != read_again)
            })
        }),
        "overRefund" => naming(&["immediate"], |report, quirks| {
            let element = json!(quirks.over_refund);
            any(
                report,
                |finding| matches!(finding, Finding::OverRefund(reply) if is_fault(reply, &element)),
            )
        }),
        "collidingReversal" => naming(&["refund-collision"], |report, quirks| {
            let (refused, names, went_back) = match quirks.colliding_reversal {
                CollidingReversal::Accepted => (false, false, true),
                CollidingReversal::Refused => (true, false, false),
                CollidingReversal::RefusedThoughDone => (true, false, true),
                CollidingReversal::AnswersExisting => (false, true, false),
            };
            any(report, |finding| {
                matches!(finding, Finding::CollidingRefund { reply, names_the_payment, moved }
                    if reply.state().is_none() == refused && *names_the_payment == names && *moved == Some(went_back))
            })
        }),
        "reversal" => naming(&["immediate"], |report, quirks| {
            let answer = match quirks.reversal {
                ReversalAnswer::Immediate => "SUCCESS/ORDER_OK",
                ReversalAnswer::NeedsConfirmation => "IN_PROGRESS/ORDER_CONFIRMATION_PENDING",
                ReversalAnswer::SettlesLater => "IN_PROGRESS/ORDER_PENDING",
            };
            any(report, |finding| {
                matches!(finding, Finding::Refund { reply, end: Some(end) }
                    if reply.to_string() == answer && end.succeeded())
            })
        }),
        "unknownReason" => naming(EVERY_MOMENT, |report, quirks| {
            moments_named(report, &quirks.unknown_reason, |state| {
                state.reason == UNKNOWN_REASON
            })
        }),
        "unknownStatus" => naming(EVERY_MOMENT, |report, quirks| {
            moments_named(report, &quirks.unknown_status, |state| {
                state.status == UNKNOWN_STATUS
            })
        }),
        "emptyElements" => naming(&["immediate"], |report, quirks| {
            let names: Vec<_> = empty_elements(report).map(|(name, _)| name).collect();
            quirks
                .empty_elements
                .iter()
                .all(|element| names.iter().any(|name| json!(element) == json!(name)))
        }),
        "emptyForm" => Expectation {
            with: vec![("emptyElements", json!(["Fee"]))],
            ..naming(&["cancel-before"], |report, quirks| {
                let wanted = json!(quirks.empty_form);
                empty_elements(report).any(|(_, form)| json!(form) == wanted)
            })
        },
        "amountForm" => naming(&["cancel-before"], |report, quirks| {
            let kind = match quirks.amount_form {
                AmountForm::AsWritten => return amount_forms(report).next().is_none(),
                AmountForm::PlusSign => "plus sign",
                AmountForm::LeadingZeros => "zeros before",
                AmountForm::FourPlaces => "more than two decimals",
                AmountForm::FewestDigits => "fewer digits",
            };
            amount_forms(report).any(|form| form.contains(kind))
        }),
        "emptyBnplData" => naming(&["cancel-before"], |report, quirks| {
            let content = if quirks.empty_bnpl_data {
                Content::Empty
            } else {
                Content::Absent
            };
            any(
                report,
                |finding| matches!(finding, Finding::BnplData(seen) if *seen == content),
            )
        }),
        "feePerMille" => naming(&["immediate"], |report, quirks| {
            any(report, |finding| match finding {
                Finding::Fee {
                    content: Content::Text(fee),
                    ..
                } => quirks.fee_per_mille != 0 && fee.contains('-') == (quirks.fee_per_mille < 0),
                Finding::Fee { .. } => quirks.fee_per_mille == 0,
                _ => false,
            })
        }),
        "apiToken" => naming(&["version-10"], |report, quirks| {
            any(report, |finding| {
                *finding == Finding::ApiToken(quirks.api_token)
            })
        }),
        "longPollMs" => naming(&["wait-for-response"], |report, quirks| {
            spans(report, |finding| match finding {
                Finding::LongPoll(span) => Some(*span),
                _ => None,
            })
            .any(|span| ended(span, quirks.long_poll_ms))
        }),
        "renewalWindowDays" => naming(&["renewal-window"], |report, quirks| {
            let days = u64::from(quirks.renewal_window_days);
            any(report, |finding| {
                matches!(finding, Finding::RenewalWindow { closed_days: Some(closed), open_days: Some(open) }
                    if *open <= days && days <= *closed)
            })
        }),
        "oldCertificateDays" => naming(&["renewal-window", "renewal"], |report, quirks| {
            spans(report, |finding| match finding {
                Finding::OldCertificate(span) => Some(*span),
                _ => None,
            })
            .any(|span| match quirks.old_certificate_days {
                Some(days) => ended(span, u64::from(days) * DAY_MS),
                None => span.at_most_ms.is_none(),
            })
        }),
        "findOrderLimit" => naming(
            &["cancel-before", "too-early", "same-reference", "find"],
            |report, quirks| {
                let limit = quirks
                    .find_order_limit
                    .map_or(u64::MAX, |limit| limit as u64);
                any(report, |finding| {
                    // Found are also orders of starts that were refused though done.
                    matches!(finding, Finding::FindLimit { started, found }
                        if *found == limit || (*started <= *found && *found < limit))
                })
            },
        ),
        unknown => panic!(
            "{unknown} is a quirk that no rehearsal looks for: it needs a finding, and a line here"
        ),
    }
}

/// Steps that see an order at every moment of its life.
const EVERY_MOMENT: &[&str] = &[
    "cancel-before",
    "cancel-after",
    "immediate",
    "deferred-parts",
];

/// Values that look like the default in a rehearsal, and why.
pub fn looks_as_usual(quirk: &str, value: &Value) -> Option<&'static str> {
    match quirk {
        "findOrderLimit" if *value == json!(100) => Some("a rehearsal starts fewer orders"),
        _ => None,
    }
}

/// Why a quirk shows nowhere beside the others, if it does not.
#[allow(clippy::too_many_lines)] // one arm a pair of quirks
pub fn hidden(quirk: &str, quirks: &Quirks) -> Option<&'static str> {
    let usual = Quirks::default();
    let first_part_does_nothing = quirks.confirm_without_effect != HowOften::Never;
    let nothing_is_captured = quirks.confirm_without_effect == HowOften::Always;
    let closed_by_a_part = quirks.partial_captures == PartialCaptures::One;
    let no_parts = quirks.partial_captures == PartialCaptures::Refused;
    match quirk {
        "clientAbortCode" if quirks.decline_reason != usual.decline_reason => {
            Some("the number is that of another reason")
        }
        "confirmationExpiryReason"
            if quirks.confirmation_window_ms.is_none() && quirks.reservation_days.is_none() =>
        {
            Some("no approved order ends by itself")
        }
        "partialCaptureFault" if !no_parts => Some("parts are not refused"),
        "emptyForm" if quirks.empty_elements.is_empty() => Some("no element is empty"),
        "emptyForm"
            if quirks.empty_form == twint_simulator::EmptyForm::Children
                && !quirks.empty_elements.iter().copied().any(has_children) =>
        {
            Some("the empty element never has children")
        }
        "closedWithRest"
        | "amountsWhenPartial"
        | "overRefund"
        | "collidingReversal"
        | "reversal"
        | "feePerMille"
        | "confirmShowsStateBefore"
        | "confirmInWrongState"
            if nothing_is_captured =>
        {
            Some("nothing is ever captured, nor refused")
        }
        "cancelShowsStateBefore" if quirks.cancel_without_effect == HowOften::Always => {
            Some("nothing is ever cancelled")
        }
        "cancelAfterCapture"
            if [&quirks.unknown_reason, &quirks.unknown_status]
                .iter()
                .any(|moments| moments.contains(&Moment::Closed)) =>
        {
            Some("an order that is over says what nobody knows")
        }
        "partialConfirmation"
        | "partialCaptures"
        | "partialCaptureFault"
        | "cancelAfterCapture"
            if first_part_does_nothing =>
        {
            Some("the first part does nothing")
        }
        "partialConfirmation" | "cancelAfterCapture" if closed_by_a_part => {
            Some("the first part closes the order")
        }
        "partialConfirmation" | "cancelAfterCapture" | "closedWithRest" | "amountsWhenPartial"
            if no_parts =>
        {
            Some("no part is captured")
        }
        "declineReason" if quirks.unknown_reason.contains(&Moment::Failed) => {
            Some("the reason is one that nobody knows")
        }
        "reservationDays"
            if quirks.confirmation_window_ms < quirks.reservation_days.map(in_ms)
                && quirks.confirmation_window_ms.is_some() =>
        {
            Some("the time for the confirmation is over before")
        }
        "confirmationWindowMs"
            if quirks.reservation_days.map(in_ms) < quirks.confirmation_window_ms
                && quirks.reservation_days.is_some() =>
        {
            Some("the reservation is over before")
        }
        "unknownReason" | "unknownStatus"
            if nothing_is_captured
                && [&quirks.unknown_reason, &quirks.unknown_status]
                    .iter()
                    .any(|moments| moments.contains(&Moment::Closed)) =>
        {
            Some("nothing is ever captured")
        }
        "unknownReason" | "unknownStatus"
            if (first_part_does_nothing || closed_by_a_part || no_parts)
                && [&quirks.unknown_reason, &quirks.unknown_status]
                    .contains(&&vec![Moment::BetweenParts]) =>
        {
            Some("no order is ever between two parts")
        }
        "reversal"
            if [&quirks.unknown_reason, &quirks.unknown_status]
                .iter()
                .any(|moments| moments.contains(&Moment::Reversal)) =>
        {
            Some("refunds say what nobody knows")
        }
        "pairingStatusWhenFailed"
            if quirks
                .empty_elements
                .contains(&OptionalElement::PairingStatus) =>
        {
            Some("the pairing is empty")
        }
        _ => None,
    }
}

fn has_children(element: OptionalElement) -> bool {
    matches!(
        element,
        OptionalElement::CustomerBenefit | OptionalElement::AuthorizedAmount | OptionalElement::Fee
    )
}

fn in_ms(days: u32) -> u64 {
    u64::from(days) * DAY_MS
}

/// Values that only take real time, and are not tried here.
pub fn only_takes_time(quirk: &str, value: &Value) -> bool {
    quirk == "longPollMs" && value.as_u64().is_some_and(|ms| ms > 1_000)
}

/// However it is written.
fn same_number(amount: Option<&String>, captured: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    amount.and_then(|amount| number(amount)) == number(captured)
}

fn any(report: &Report, is: impl Fn(&Finding) -> bool) -> bool {
    report.seen.iter().any(|seen| is(&seen.finding))
}

fn spans<'a>(
    report: &'a Report,
    pick: impl Fn(&Finding) -> Option<Span> + 'a,
) -> impl Iterator<Item = Span> + 'a {
    report
        .seen
        .iter()
        .filter_map(move |seen| pick(&seen.finding))
}

/// Whether the end was seen, and is where it should be.
fn ended(span: Span, ms: u64) -> bool {
    span.at_most_ms.is_some() && span.admits(ms)
}

fn waited(report: &Report, ms: u64) -> bool {
    spans(report, |finding| match finding {
        Finding::ConfirmationTime(span) => Some(*span),
        _ => None,
    })
    .any(|span| ended(span, ms))
}

fn is_fault(reply: &Reply, named: &Value) -> bool {
    matches!(reply, Reply::Fault { element, .. } if json!(element) == *named)
}

fn empty_elements(report: &Report) -> impl Iterator<Item = (String, EmptyForm)> {
    report
        .seen
        .iter()
        .filter_map(|seen| match &seen.finding {
            Finding::EmptyElements(elements) => Some(elements),
            _ => None,
        })
        .flatten()
        .map(|element| (element.name.clone(), element.form))
}

fn amount_forms(report: &Report) -> impl Iterator<Item = &String> {
    report
        .seen
        .iter()
        .filter_map(|seen| match &seen.finding {
            Finding::AmountForms(forms) => Some(forms),
            _ => None,
        })
        .flatten()
}

/// Whether an unknown word was seen at each of the moments: by what else the order said then, and where it was looked at.
fn moments_named(report: &Report, moments: &[Moment], is: fn(&State) -> bool) -> bool {
    let seen_at = |at: fn(&State, &str) -> bool| {
        any(report, |finding| match finding {
            Finding::UnknownWords(words) => words
                .iter()
                .any(|word| is(&word.state) && at(&word.state, &word.first_seen)),
            _ => false,
        })
    };
    let all = moments.len() > 1;
    moments.iter().all(|moment| match moment {
        Moment::AwaitingCustomer => seen_at(|_, at| at.ends_with("start")),
        // With others it may be the same word, which was seen before.
        Moment::AwaitingConfirmation => all || seen_at(|_, at| at.ends_with("approved")),
        Moment::BetweenParts => all || seen_at(|_, at| at.contains("first part")),
        Moment::Closed => seen_at(|_, at| at.starts_with("immediate") && !at.contains("refund")),
        Moment::Failed => seen_at(|_, at| at.contains("cancel")),
        Moment::Reversal => all || seen_at(|_, at| at.contains("refund")),
    })
}
