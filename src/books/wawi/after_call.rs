//! Decides what follows for some news of JTL-Wawi from what became of a call for them.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use crate::books::operation::OperationState;

/// What became of a wish to move money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum CallOutcome {
    /// It was done.
    Done,
    /// It was not done.
    Refused,
    /// It may have been done.
    Unknown,
    /// Somebody else is at the payment, so nothing was done.
    Busy,
    /// It was wished before: the operation of then shows what came of it.
    AlreadyDone,
}

/// What follows from it for the news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AfterCall {
    /// They are worked off.
    Finish,
    /// It counts as a try that failed.
    Fail,
    /// They wait until it is known what became of the call.
    AwaitOutcome,
    /// They wait for whoever is at the payment.
    AwaitOther,
}

/// Decides what follows. `state` is that of the operation, absent where there is none.
pub fn after_call(outcome: CallOutcome, state: Option<OperationState>) -> AfterCall {
    match outcome {
        CallOutcome::Done => AfterCall::Finish,
        CallOutcome::Refused => AfterCall::Fail,
        CallOutcome::Busy => AfterCall::AwaitOther,
        CallOutcome::Unknown => AfterCall::AwaitOutcome,
        CallOutcome::AlreadyDone => match state {
            Some(OperationState::Done) => AfterCall::Finish,
            // One that was refused counts as a try when the news are looked at again, and not twice.
            Some(OperationState::Sent | OperationState::Unknown | OperationState::Refused)
            | None => AfterCall::AwaitOutcome,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_worked_off_only_by_what_was_done() {
        let states = OperationState::VARIANTS.iter().copied().map(Some);
        for state in states.chain([None]) {
            for &outcome in CallOutcome::VARIANTS {
                let was_done = state == Some(OperationState::Done);
                let expected = match outcome {
                    CallOutcome::Done => AfterCall::Finish,
                    CallOutcome::AlreadyDone if was_done => AfterCall::Finish,
                    CallOutcome::Refused => AfterCall::Fail,
                    CallOutcome::Busy => AfterCall::AwaitOther,
                    CallOutcome::Unknown | CallOutcome::AlreadyDone => AfterCall::AwaitOutcome,
                };
                assert_eq!(
                    after_call(outcome, state),
                    expected,
                    "{outcome:?} {state:?}"
                );
            }
        }
    }
}
