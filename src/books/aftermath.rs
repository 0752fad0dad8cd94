//! What an event changes in a payment's row beside phase and sums: the code that the buyer needs, and the reason that is shown.

use super::ending::{CancelIntent, end_reason};
use super::phases::{Actor, Event, NoTransition, Phase, transition};

/// What becomes of the reason that a payment's row shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonShown {
    /// The row goes on showing it.
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
    let reason = match (to, to == from) {
        // The reason of a doubt says nothing once the doubt is over.
        (Phase::Pending | Phase::Authorised, _)
        | (
            Phase::PartiallyCaptured | Phase::Captured | Phase::PartiallyRefunded | Phase::Refunded,
            false,
        ) => ReasonShown::Forgotten,
        (Phase::Cancelled | Phase::Failed, false) => {
            let ours = end_reason(event, last_cancel).map(<&str>::from);
            let reason = ours.or(twints_reason).unwrap_or(event.into());
            ReasonShown::Replaced(reason.to_owned())
        }
        (Phase::Created | Phase::Uncertain, _)
        | (
            Phase::PartiallyCaptured
            | Phase::Captured
            | Phase::PartiallyRefunded
            | Phase::Refunded
            | Phase::Cancelled
            | Phase::Failed,
            true,
        ) => ReasonShown::Kept,
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
            // TWINT's order does not show what only the merchant causes.
            if let Ok(after) = aftermath(edge.from, edge.event, None, None) {
                assert_eq!(after.forgets_code, expected, "{edge:?}");
            }
        }
    }

    #[test]
    fn the_reason_of_a_doubt_is_kept_until_the_doubt_is_over() {
        use Phase::{Authorised, Captured, Created, Failed, Uncertain};
        use ReasonShown::{Forgotten, Kept};
        for (from, event, expected) in [
            (Created, Event::Started, Forgotten),
            (Uncertain, Event::Approved, Forgotten),
            (Uncertain, Event::Closed, Forgotten),
            (Authorised, Event::Doubted, Kept),
            (Uncertain, Event::Doubted, Kept),
            (Captured, Event::Closed, Kept),
            (Failed, Event::Declined, Kept),
        ] {
            for twints_reason in [None, Some("X")] {
                let after = aftermath(from, event, None, twints_reason).unwrap();
                assert_eq!(after.reason, expected, "{from:?} {event:?}");
            }
        }
    }

    #[test]
    fn the_reason_of_an_end_is_ours_or_twints_or_the_event() {
        let lost = Some(CancelIntent::Lost);
        let buyer = Some(CancelIntent::Buyer);
        for (event, cancel, twints_reason, expected) in [
            (Event::Declined, None, Some("X"), "X"),
            (Event::Declined, None, None, "declined"),
            (Event::TimedOut, None, Some("X"), "timeout"),
            (Event::TimedOut, lost, Some("X"), "start_lost"),
            (Event::CancelledByBuyer, buyer, None, "cancelled_by_buyer"),
        ] {
            let after = aftermath(Phase::Pending, event, cancel, twints_reason).unwrap();
            let expected = ReasonShown::Replaced(expected.to_owned());
            assert_eq!(after.reason, expected, "{event:?} {cancel:?}");
        }
        let not_started = aftermath(Phase::Created, Event::NotFound, None, None).unwrap();
        let expected = ReasonShown::Replaced("not_started".to_owned());
        assert_eq!(not_started.reason, expected);
    }

    #[test]
    fn an_event_that_cannot_happen_has_no_aftermath() {
        assert!(aftermath(Phase::Captured, Event::Started, None, None).is_err());
    }
}
