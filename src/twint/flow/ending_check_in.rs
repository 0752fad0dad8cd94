//! Decides what the cancellation of a check-in does next: send, read, give back. Pure functions of what came back.
//!
//! What counts is how the check-in stands after the cancellation was sent, whatever its answer said. It is sent a second time at most, and
//! only where the first answer was lost and the check-in was read in between.

use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::values::check_in::{CheckIn, CheckInState};
use crate::twint::values::operation::Operation;

/// What to do next.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one at a time
pub enum EndingStep {
    /// Send the cancellation, and tell what came back.
    Send(SendingCancellation),
    /// Read the check-in, and tell how it stands.
    Read(ReadingCheckIn),
    /// Nothing more: the check-in is over, or the error says why nobody knows.
    GiveBack(Result<CheckIn, Error>),
}

/// A cancellation that is to be sent.
#[derive(Debug)]
pub struct SendingCancellation {
    is_second: bool,
}

/// A cancellation that was sent, and what was answered.
#[derive(Debug)]
pub struct ReadingCheckIn {
    answer: Result<bool, Error>,
    is_second: bool,
}

/// Begins with the first cancellation.
pub fn begin() -> EndingStep {
    EndingStep::Send(SendingCancellation { is_second: false })
}

impl SendingCancellation {
    /// Decides what to do after the cancellation was answered.
    pub fn was_sent(self, answer: Result<bool, Error>) -> EndingStep {
        let came_to_nothing = answer.as_ref().is_err_and(|error| match error.kind() {
            ErrorKind::InvalidArgument
            | ErrorKind::Certificate(_)
            | ErrorKind::Configuration
            | ErrorKind::Unavailable => true,
            // The check-in may be over already.
            ErrorKind::Declined | ErrorKind::StateConflict | ErrorKind::OutcomeUnknown => false,
        });
        match answer {
            Err(error) if came_to_nothing && !self.is_second => EndingStep::GiveBack(Err(error)),
            // The first cancellation may have arrived.
            Err(error) if came_to_nothing => EndingStep::Read(ReadingCheckIn {
                answer: Err(error.into_kind(ErrorKind::OutcomeUnknown)),
                is_second: true,
            }),
            answer => EndingStep::Read(ReadingCheckIn {
                answer,
                is_second: self.is_second,
            }),
        }
    }
}

impl ReadingCheckIn {
    /// Decides what to do after the check-in was read.
    pub fn was_read(self, read: Result<CheckIn, Error>) -> EndingStep {
        let is_lost = self
            .answer
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::OutcomeUnknown);
        let check_in = match read {
            Ok(check_in) => check_in,
            Err(unread) => {
                return EndingStep::GiveBack(Err(match self.answer {
                    Err(refused) if !is_lost && !self.is_second => refused,
                    Ok(_) | Err(_) => unread.into_kind(ErrorKind::OutcomeUnknown),
                }));
            }
        };
        match (check_in.state, self.answer) {
            (CheckInState::Ended, _) => EndingStep::GiveBack(Ok(check_in)),
            (CheckInState::Unrecognised, _)
            | (CheckInState::Waiting | CheckInState::Approved, Ok(_)) => {
                EndingStep::GiveBack(Err(unproven(&check_in)))
            }
            (CheckInState::Waiting | CheckInState::Approved, Err(_))
                if is_lost && !self.is_second =>
            {
                EndingStep::Send(SendingCancellation { is_second: true })
            }
            (CheckInState::Waiting | CheckInState::Approved, Err(error)) => {
                EndingStep::GiveBack(Err(error))
            }
        }
    }
}

fn unproven(check_in: &CheckIn) -> Error {
    let finding = Finding::CheckInStands {
        pairing_status: check_in.pairing_status.clone(),
    };
    Error::found(ErrorKind::OutcomeUnknown, finding).during(Operation::CancelCheckIn, None)
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::twint::error::Cause;

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, Cause::Unreadable(format!("{kind:?}")))
    }

    fn check_in(state: CheckInState) -> CheckIn {
        CheckIn {
            pairing: "f1b4b3b4-0b3b-4b3b-8b3b-0b3b4b3b4b3b".parse().unwrap(),
            state,
            pairing_status: "STATUS".to_owned(),
            token: None,
            qr_code: None,
            shipping_method: None,
            customer: None,
        }
    }

    /// In a word: `send`, `read`, `over` or the kind of the error.
    fn word(next: &EndingStep) -> String {
        match next {
            EndingStep::Send(_) => "send".to_owned(),
            EndingStep::Read(_) => "read".to_owned(),
            EndingStep::GiveBack(Ok(_)) => "over".to_owned(),
            EndingStep::GiveBack(Err(error)) => format!("{:?}", error.kind()),
        }
    }

    fn sent(is_second: bool, answer: Result<bool, ErrorKind>) -> EndingStep {
        SendingCancellation { is_second }.was_sent(answer.map_err(error))
    }

    fn read(
        is_second: bool,
        answer: Result<bool, ErrorKind>,
        seen: Result<CheckInState, ErrorKind>,
    ) -> String {
        let EndingStep::Read(reading) = sent(is_second, answer) else {
            panic!("{answer:?} is not looked into");
        };
        word(&reading.was_read(seen.map(check_in).map_err(error)))
    }

    const ANSWERS: [Result<bool, ErrorKind>; 4] = [
        Ok(true),
        Ok(false),
        Err(ErrorKind::StateConflict),
        Err(ErrorKind::OutcomeUnknown),
    ];

    #[test]
    fn it_begins_with_a_first_cancellation() {
        let EndingStep::Send(sending) = begin() else {
            panic!("nothing is sent");
        };
        assert!(!sending.is_second);
    }

    #[test]
    fn whatever_was_answered_the_check_in_is_read_unless_nothing_was_changed() {
        for is_second in [false, true] {
            for answer in ANSWERS {
                assert_eq!(word(&sent(is_second, answer)), "read");
            }
            assert_eq!(word(&sent(is_second, Err(ErrorKind::Declined))), "read");
        }
        for kind in [
            ErrorKind::InvalidArgument,
            ErrorKind::Configuration,
            ErrorKind::Unavailable,
        ] {
            assert_eq!(word(&sent(false, Err(kind))), format!("{kind:?}"));
            let EndingStep::Read(reading) = sent(true, Err(kind)) else {
                panic!("the first one may have arrived");
            };
            let stands = reading.was_read(Ok(check_in(CheckInState::Waiting)));
            assert_eq!(word(&stands), "OutcomeUnknown");
        }
    }

    #[test]
    fn what_is_over_is_over_and_what_nobody_knows_is_not() {
        for is_second in [false, true] {
            for answer in ANSWERS {
                assert_eq!(read(is_second, answer, Ok(CheckInState::Ended)), "over");
                let unknown = read(is_second, answer, Ok(CheckInState::Unrecognised));
                assert_eq!(unknown, "OutcomeUnknown");
            }
        }
    }

    #[test]
    fn one_that_stands_is_cancelled_again_only_after_a_first_answer_was_lost() {
        for state in [CheckInState::Waiting, CheckInState::Approved] {
            for (answer, first, second) in [
                (Ok(true), "OutcomeUnknown", "OutcomeUnknown"),
                (Ok(false), "OutcomeUnknown", "OutcomeUnknown"),
                (
                    Err(ErrorKind::StateConflict),
                    "StateConflict",
                    "StateConflict",
                ),
                (Err(ErrorKind::OutcomeUnknown), "send", "OutcomeUnknown"),
            ] {
                assert_eq!(read(false, answer, Ok(state)), first, "{answer:?}");
                assert_eq!(read(true, answer, Ok(state)), second, "{answer:?}");
            }
        }
        assert_eq!(CheckInState::VARIANTS.len(), 4);
    }

    #[test]
    fn one_that_cannot_be_read_may_have_been_cancelled_unless_that_was_refused() {
        for (answer, first) in [
            (Ok(true), "OutcomeUnknown"),
            (Ok(false), "OutcomeUnknown"),
            (Err(ErrorKind::StateConflict), "StateConflict"),
            (Err(ErrorKind::OutcomeUnknown), "OutcomeUnknown"),
        ] {
            let unread = Err(ErrorKind::Unavailable);
            assert_eq!(read(false, answer, unread), first, "{answer:?}");
            assert_eq!(read(true, answer, unread), "OutcomeUnknown", "{answer:?}");
        }
    }
}
