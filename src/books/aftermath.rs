//! What an event changes in a payment's row beside phase and sums: the code that the buyer needs, and the reason that is shown.

use super::ending::{CancelIntent, end_reason};
use super::phases::{Actor, Event, NoTransition, Phase, transition};

/// What becomes of the reason that a payment's row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonShown {
    /// It stays.
    Kept,
    /// It says nothing of the new phase.
    Forgotten,
    /// Another takes its place.
    Replaced(String),
}

/// What an event changes in a payment's row beside phase and sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aftermath {
    /// Whether nobody can pay with the code any more, so that the row forgets it.
    pub forgets_code: bool,
    /// What becomes of the reason.
    pub reason: ReasonShown,
}

/// Decides what `event`, which TWINT's order shows, changes in the row of a payment in phase `from`. `last_cancel` is why the last
/// cancellation was sent, if one was; `twints_reason` is TWINT's own reason.
///
/// # Errors
/// [`NoTransition`] where the event cannot happen in this phase.
pub fn aftermath(
    from: Phase,
    event: Event,
    last_cancel: Option<CancelIntent>,
    twints_reason: Option<&str>,
) -> Result<Aftermath, NoTransition> {
    let to = transition(from, event, Actor::Twint)?.to;
    let reason = match to {
        // A doubt that is over says nothing any more.
        Phase::Pending | Phase::Authorised => ReasonShown::Forgotten,
        Phase::Created | Phase::Uncertain => ReasonShown::Kept,
        Phase::Cancelled | Phase::Failed if to != from => {
            let ours = end_reason(event, last_cancel).map(<&str>::from);
            let reason = ours.or(twints_reason).unwrap_or(event.into());
            ReasonShown::Replaced(reason.to_owned())
        }
        Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded
            if to != from =>
        {
            ReasonShown::Forgotten
        }
        Phase::PartiallyCaptured
        | Phase::Captured
        | Phase::PartiallyRefunded
        | Phase::Refunded
        | Phase::Cancelled
        | Phase::Failed => ReasonShown::Kept,
    };
    Ok(Aftermath {
        forgets_code: !to.is_open(),
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::phases::TRANSITIONS;

    #[test]
    fn the_code_is_kept_for_as_long_as_the_buyer_may_pay() {
        for edge in TRANSITIONS {
            let expected = !matches!(
                edge.to,
                Phase::Created | Phase::Pending | Phase::Authorised | Phase::Uncertain
            );
            // What only the merchant causes, TWINT's order does not show.
            if let Ok(after) = aftermath(edge.from, edge.event, None, None) {
                assert_eq!(after.forgets_code, expected, "{edge:?}");
            }
        }
    }

    #[test]
    fn the_reason_tells_of_a_doubt_or_of_an_end_and_of_nothing_else() {
        let replaced = |reason: &str| ReasonShown::Replaced(reason.to_owned());
        let lost = Some(CancelIntent::Lost);
        let buyer = Some(CancelIntent::Buyer);
        for (from, event, cancel, twints, expected) in [
            (
                Phase::Created,
                Event::Started,
                None,
                None,
                ReasonShown::Forgotten,
            ),
            (
                Phase::Uncertain,
                Event::Approved,
                None,
                Some("X"),
                ReasonShown::Forgotten,
            ),
            (
                Phase::Authorised,
                Event::Doubted,
                None,
                Some("X"),
                ReasonShown::Kept,
            ),
            (
                Phase::Uncertain,
                Event::Doubted,
                None,
                None,
                ReasonShown::Kept,
            ),
            (
                Phase::Uncertain,
                Event::Closed,
                None,
                Some("X"),
                ReasonShown::Forgotten,
            ),
            (
                Phase::Captured,
                Event::Closed,
                None,
                Some("X"),
                ReasonShown::Kept,
            ),
            (
                Phase::Pending,
                Event::Declined,
                None,
                Some("X"),
                replaced("X"),
            ),
            (
                Phase::Pending,
                Event::Declined,
                None,
                None,
                replaced("declined"),
            ),
            (
                Phase::Pending,
                Event::TimedOut,
                None,
                Some("X"),
                replaced("timeout"),
            ),
            (
                Phase::Pending,
                Event::TimedOut,
                lost,
                Some("X"),
                replaced("start_lost"),
            ),
            (
                Phase::Pending,
                Event::CancelledByBuyer,
                buyer,
                None,
                replaced("cancelled_by_buyer"),
            ),
            (
                Phase::Created,
                Event::NotFound,
                None,
                None,
                replaced("not_started"),
            ),
            (
                Phase::Failed,
                Event::Declined,
                None,
                Some("X"),
                ReasonShown::Kept,
            ),
        ] {
            let after = aftermath(from, event, cancel, twints).map(|after| after.reason);
            assert_eq!(
                after,
                Ok(expected),
                "{from:?} {event:?} {cancel:?} {twints:?}"
            );
        }
    }

    #[test]
    fn an_event_that_cannot_happen_has_no_aftermath() {
        assert!(aftermath(Phase::Captured, Event::Started, None, None).is_err());
    }
}
