//! A capture or a cancellation until it is clear what became of it: what to do next, given what came back. Without input or output.

use std::time::Duration;

use super::recovery::{Decision, SentCall, Sight, no_refusal};
use crate::twint::error::{Error, ErrorKind, Finding};
use crate::twint::values::order::{Order, OrderState};

/// How often the same thing is sent at most.
const MOST_SENDS: usize = 2;
/// How long to wait before each reading of the order.
const BEFORE_READING: [Duration; 3] = [
    Duration::ZERO,
    Duration::from_millis(100),
    Duration::from_millis(400),
];
/// How long to wait before the order is read because an answer did not prove anything: TWINT may be at it.
const AFTER_UNPROVEN_ANSWER: Duration = Duration::from_millis(200);

/// What to do next.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // there is one at a time
pub enum AttemptStep<S> {
    /// Send the call.
    Send(SendingCall<S>),
    /// Read the order.
    Read(ReadingOrder<S>),
    /// Nothing more: this is what became of it. [`ErrorKind::StateConflict`] where the order shows that it was not carried out,
    /// [`ErrorKind::OutcomeUnknown`] where nobody can tell, each with the order where it could be read; what sending failed with where
    /// nothing was sent.
    GiveBack(Result<Order, Error>),
}

/// The call is to be sent.
#[derive(Debug)]
pub struct SendingCall<S>(Attempt<S>);

/// The order is to be read.
#[derive(Debug)]
pub struct ReadingOrder<S> {
    attempt: Attempt<S>,
    purpose: ReadPurpose,
    pause: Duration,
}

#[derive(Debug)]
enum ReadPurpose {
    /// To see how the order stands before anything is sent.
    SeeBefore,
    /// To see what became of what was sent just now; `times`: how often that failed.
    Clarify {
        sight: Sight,
        failed: Error,
        times: usize,
    },
}

/// An attempt, which sends twice at most.
#[derive(Debug)]
struct Attempt<S> {
    call: S,
    sends: usize,
    was_unclear: bool,
}

/// Begins to send the call.
///
/// After other parts the order is read before anything is sent: TWINT closes an order by itself when the time for its rest is over,
/// and afterwards that looks the same as a capture that closed it.
pub fn begin<S: SentCall>(call: S) -> AttemptStep<S> {
    let attempt = Attempt {
        call,
        sends: 0,
        was_unclear: false,
    };
    if attempt.call.needs_order_before() {
        attempt.read(ReadPurpose::SeeBefore, Duration::ZERO)
    } else {
        AttemptStep::Send(SendingCall(attempt))
    }
}

/// What became of a call that was sent so long ago that TWINT is done with it, by the order as it was read now. Nothing is sent again:
/// whoever keeps books of what was sent, and when, would not know of it.
///
/// # Errors
/// [`ErrorKind::StateConflict`] where it was not carried out, and [`ErrorKind::OutcomeUnknown`] where only a human can tell.
pub fn find_out<S: SentCall>(call: &S, read: Result<Order, Error>) -> Result<Order, Error> {
    // A refusal to speak of the order says nothing about its money.
    let order = read.map_err(no_refusal)?;
    match call.decide(Sight::LongAfter, &order) {
        Decision::Done => Ok(order),
        Decision::NotDone => Err(not_done(order)),
        Decision::Repeat | Decision::Unknown => Err(match order.state {
            OrderState::Unrecognised => unproven(order),
            OrderState::AwaitingCustomer
            | OrderState::AwaitingConfirmation
            | OrderState::Succeeded
            | OrderState::PartiallySucceeded
            | OrderState::Failed => {
                Error::found(ErrorKind::OutcomeUnknown, Finding::SameEitherWay).with_order(order)
            }
        }),
    }
}

impl<S: SentCall> SendingCall<S> {
    /// What to do after it was sent.
    pub fn was_sent(self, answer: Result<Order, Error>) -> AttemptStep<S> {
        let Self(mut attempt) = self;
        attempt.sends += 1;
        match answer {
            Ok(order) => match attempt.call.decide(Sight::InAnswer, &order) {
                Decision::Done => AttemptStep::GiveBack(Ok(order)),
                Decision::NotDone => fail(not_done(order)),
                Decision::Repeat | Decision::Unknown => {
                    attempt.clarify(Sight::AfterUnclear, unproven(order), AFTER_UNPROVEN_ANSWER)
                }
            },
            Err(failed) => match (
                sight_after(&failed, attempt.was_unclear),
                attempt.was_unclear,
            ) {
                (Some(sight), _) => attempt.clarify(sight, failed, BEFORE_READING[0]),
                (None, false) => fail(failed),
                // Whatever this one met, the first may still have been carried out.
                (None, true) => attempt.clarify(Sight::AfterUnclear, failed, BEFORE_READING[0]),
            },
        }
    }
}

impl<S: SentCall> ReadingOrder<S> {
    /// How long to wait before.
    pub fn pause(&self) -> Duration {
        self.pause
    }

    /// What to do after the order was read.
    pub fn was_read(self, order: Result<Order, Error>) -> AttemptStep<S> {
        let attempt = self.attempt;
        match (self.purpose, order) {
            (ReadPurpose::SeeBefore, Ok(order)) => attempt.send_if_open(order),
            (ReadPurpose::SeeBefore, Err(failed)) => fail(failed),
            (ReadPurpose::Clarify { sight, failed, .. }, Ok(order)) => {
                attempt.decide(sight, failed, order)
            }
            (
                ReadPurpose::Clarify {
                    sight,
                    failed,
                    times,
                },
                Err(_),
            ) => {
                let times = times + 1;
                match BEFORE_READING.get(times) {
                    Some(pause) => attempt.read(
                        ReadPurpose::Clarify {
                            sight,
                            failed,
                            times,
                        },
                        *pause,
                    ),
                    None if attempt.was_unclear => fail(unknown(failed)),
                    None => fail(failed),
                }
            }
        }
    }
}

impl<S: SentCall> Attempt<S> {
    fn read(self, purpose: ReadPurpose, pause: Duration) -> AttemptStep<S> {
        AttemptStep::Read(ReadingOrder {
            attempt: self,
            purpose,
            pause,
        })
    }

    fn clarify(mut self, sight: Sight, failed: Error, pause: Duration) -> AttemptStep<S> {
        self.was_unclear |= sight == Sight::AfterUnclear;
        let purpose = ReadPurpose::Clarify {
            sight,
            failed,
            times: 0,
        };
        self.read(purpose, pause)
    }

    fn decide(self, sight: Sight, failed: Error, order: Order) -> AttemptStep<S> {
        match self.call.decide(sight, &order) {
            Decision::Done => AttemptStep::GiveBack(Ok(order)),
            Decision::NotDone => fail(failed.into_kind(ErrorKind::StateConflict).with_order(order)),
            Decision::Repeat if self.sends < MOST_SENDS => AttemptStep::Send(SendingCall(self)),
            Decision::Repeat | Decision::Unknown => fail(unknown(failed).with_order(order)),
        }
    }

    /// Refuses an order that is closed or in a state that nobody knows.
    fn send_if_open(mut self, order: Order) -> AttemptStep<S> {
        let finding = match order.state {
            OrderState::AwaitingConfirmation
            | OrderState::PartiallySucceeded
            // TWINT may say this between two parts.
            | OrderState::AwaitingCustomer => {
                self.call.note_order_before(&order);
                return AttemptStep::Send(SendingCall(self));
            }
            OrderState::Succeeded | OrderState::Failed => Finding::Closed,
            OrderState::Unrecognised => Finding::Unrecognised {
                status: order.status.clone(),
                reason: order.reason.clone(),
            },
        };
        fail(Error::found(ErrorKind::StateConflict, finding).with_order(order))
    }
}

fn fail<S>(failed: Error) -> AttemptStep<S> {
    AttemptStep::GiveBack(Err(failed))
}

/// How the order is seen after an error; `None` where nothing was done and reading the order would tell nothing new.
fn sight_after(failed: &Error, was_unclear: bool) -> Option<Sight> {
    match failed.kind() {
        ErrorKind::OutcomeUnknown => Some(Sight::AfterUnclear),
        ErrorKind::StateConflict if was_unclear => Some(Sight::AfterSecondRefusal),
        ErrorKind::StateConflict => Some(Sight::AfterRefusal),
        ErrorKind::InvalidArgument
        | ErrorKind::Certificate(_)
        | ErrorKind::Configuration
        | ErrorKind::Declined
        | ErrorKind::Unavailable => None,
    }
}

fn not_done(order: Order) -> Error {
    Error::found(ErrorKind::StateConflict, Finding::NotDone).with_order(order)
}

fn unproven(answer: Order) -> Error {
    let finding = Finding::Unproven {
        status: answer.status.clone(),
        reason: answer.reason.clone(),
    };
    Error::found(ErrorKind::OutcomeUnknown, finding).with_order(answer)
}

fn unknown(failed: Error) -> Error {
    failed.into_kind(ErrorKind::OutcomeUnknown)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::twint::error::Cause;
    use crate::twint::flow::recovery::{SentCancellation, SentCapture};
    use crate::twint::values::money::{Amount, Chf};

    fn chf(francs: u64) -> Chf {
        Chf::from_rappen(francs * 100).unwrap()
    }

    fn order((status, reason): (&str, &str), shown: u64) -> Order {
        Order {
            kind: "PAYMENT_DEFERRED".to_owned(),
            requested: Amount::from(chf(100)),
            payment: Some(Amount::from(chf(shown))),
            ..Order::answered(status, reason)
        }
    }

    /// An order of each state, and each kind of failure.
    fn answers() -> Vec<Result<Order, ErrorKind>> {
        let orders = [
            (("IN_PROGRESS", "ORDER_PENDING"), 100),
            (("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"), 100),
            (("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"), 40),
            (("SUCCESS", "ORDER_OK"), 100),
            (("SUCCESS", "ORDER_PARTIAL_OK"), 40),
            (("FAILURE", "CLIENT_TIMEOUT"), 100),
            (("ON_HOLD", "ORDER_OK"), 100),
        ];
        let failures = [
            ErrorKind::StateConflict,
            ErrorKind::Declined,
            ErrorKind::Unavailable,
            ErrorKind::OutcomeUnknown,
        ];
        let orders = orders.map(|(texts, shown)| Ok(order(texts, shown)));
        orders.into_iter().chain(failures.map(Err)).collect()
    }

    fn captures() -> impl Iterator<Item = SentCapture> {
        [(0, 100), (0, 40), (40, 60), (40, 20)]
            .into_iter()
            .flat_map(|(captured_before, amount)| {
                [true, false].map(|closing| SentCapture {
                    amount: chf(amount),
                    closing,
                    captured_before: chf(captured_before),
                    before: None,
                })
            })
    }

    fn error(kind: ErrorKind) -> Error {
        Error::new(kind, Cause::Unreadable(String::new()))
    }

    /// What came back so far, as a course of answers.
    #[derive(Default, Clone)]
    struct Course {
        answers: Vec<usize>,
        sends: usize,
        unclear: bool,
        unread: bool,
    }

    /// Every course there is: `check` is told each end.
    fn follow<S: SentCall>(
        begin: &dyn Fn() -> AttemptStep<S>,
        answers: &[Result<Order, ErrorKind>],
        course: &Course,
        check: &mut dyn FnMut(&Course, &Result<Order, Error>),
    ) {
        let mut next = begin();
        for index in &course.answers {
            let answer = answers[*index].clone().map_err(error);
            next = match next {
                AttemptStep::Send(sending) => sending.was_sent(answer),
                AttemptStep::Read(reading) => reading.was_read(answer),
                AttemptStep::GiveBack(_) => unreachable!("a course ends with what it is given"),
            };
        }
        let is_send = match &next {
            AttemptStep::GiveBack(result) => return check(course, result),
            AttemptStep::Send(_) => true,
            AttemptStep::Read(_) => false,
        };
        assert!(course.answers.len() < 12, "{:?} has no end", course.answers);
        for (index, answer) in answers.iter().enumerate() {
            // Reading tells no more than that it failed; where it failed once, it does so until nobody tries again.
            let differs = matches!(answer, Err(kind) if *kind != ErrorKind::Unavailable);
            if !is_send && (differs || course.unread && answer.is_ok()) {
                continue;
            }
            let mut longer = course.clone();
            longer.answers.push(index);
            longer.sends += usize::from(is_send);
            longer.unclear |=
                is_send && !matches!(answer, Err(kind) if *kind != ErrorKind::OutcomeUnknown);
            longer.unread = !is_send && answer.is_err();
            follow(begin, answers, &longer, check);
        }
    }

    /// Follows every course of this call; returns how many there are. No course sends more than twice or pretends to know what the last
    /// order does not prove; `check` is told each end for what holds beside that.
    fn check_courses<S: SentCall + Copy + Debug>(
        call: S,
        check: &dyn Fn(&Course, &Result<Order, Error>),
    ) -> usize {
        let answers = answers();
        let mut courses = 0;
        let mut most_sends = 0;
        let begin = || begin(call);
        follow(
            &begin,
            &answers,
            &Course::default(),
            &mut |course, result| {
                courses += 1;
                most_sends = most_sends.max(course.sends);
                let what = format!("{call:?} {:?} {result:?}", course.answers);
                let last = course.answers.last().map(|index| &answers[*index]);
                match result {
                    Ok(order) => assert_eq!(last.unwrap().as_ref().ok(), Some(order), "{what}"),
                    Err(failed) if course.unclear => {
                        let shown =
                            matches!(last, Some(Ok(order)) if failed.order() == Some(order));
                        let known = failed.kind() == ErrorKind::StateConflict && shown;
                        assert!(
                            known || failed.kind() == ErrorKind::OutcomeUnknown,
                            "{what}"
                        );
                    }
                    Err(failed) => assert_ne!(failed.kind(), ErrorKind::OutcomeUnknown, "{what}"),
                }
                check(course, result);
            },
        );
        assert!(most_sends <= 2, "{call:?} is sent {most_sends} times");
        courses
    }

    #[test]
    fn every_capture_is_sent_twice_at_most_and_known_only_by_what_the_last_order_proves() {
        let courses: usize = captures()
            .map(|capture| check_courses(capture, &|_, _| {}))
            .sum();
        assert!(courses > 5_000, "{courses}");
    }

    #[test]
    fn every_cancellation_is_sent_twice_at_most_and_known_only_by_what_the_last_order_proves() {
        let courses = check_courses(SentCancellation, &|course, result| {
            let what = format!("{:?} {result:?}", course.answers);
            match result {
                Ok(order) => assert_eq!(order.state, OrderState::Failed, "{what}"),
                Err(failed) if failed.kind() == ErrorKind::StateConflict => {
                    let is_over = failed
                        .order()
                        .is_some_and(|o| o.state == OrderState::Failed);
                    assert!(!is_over, "{what}");
                }
                Err(_) => {}
            }
        });
        assert!(courses > 100, "{courses}");
    }

    fn whole() -> SentCapture {
        SentCapture {
            amount: chf(100),
            closing: true,
            captured_before: Chf::ZERO,
            before: None,
        }
    }

    fn sending<S: SentCall>(next: AttemptStep<S>) -> SendingCall<S> {
        match next {
            AttemptStep::Send(sending) => sending,
            AttemptStep::Read(_) | AttemptStep::GiveBack(_) => panic!("nothing is sent"),
        }
    }

    fn reading<S: SentCall>(next: AttemptStep<S>) -> ReadingOrder<S> {
        match next {
            AttemptStep::Read(reading) => reading,
            AttemptStep::Send(_) | AttemptStep::GiveBack(_) => panic!("nothing is read"),
        }
    }

    #[test]
    fn each_reading_waits_longer_than_the_one_before() {
        let mut next = sending(begin(whole())).was_sent(Err(error(ErrorKind::OutcomeUnknown)));
        for milliseconds in [0, 100, 400] {
            let reading = reading(next);
            assert_eq!(reading.pause(), Duration::from_millis(milliseconds));
            next = reading.was_read(Err(error(ErrorKind::Unavailable)));
        }
        assert!(matches!(next, AttemptStep::GiveBack(Err(_))), "{next:?}");
    }

    #[test]
    fn twint_gets_time_before_the_order_is_read_for_an_answer_that_proves_nothing() {
        let waiting = order(("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"), 100);
        let next = sending(begin(whole())).was_sent(Ok(waiting));
        assert_eq!(reading(next).pause(), Duration::from_millis(200));
    }

    #[test]
    fn the_order_is_read_after_each_failure_that_leaves_something_to_see() {
        for (kind, is_read) in [
            (ErrorKind::OutcomeUnknown, true),
            (ErrorKind::StateConflict, true),
            (ErrorKind::Unavailable, false),
            (ErrorKind::Declined, false),
            (ErrorKind::Configuration, false),
            (ErrorKind::InvalidArgument, false),
        ] {
            let next = sending(begin(whole())).was_sent(Err(error(kind)));
            assert_eq!(matches!(next, AttemptStep::Read(_)), is_read, "{kind:?}");
        }
    }

    /// The call sent first may have been carried out.
    #[test]
    fn a_refusal_proves_nothing_where_the_answer_before_was_lost() {
        let waiting = || order(("IN_PROGRESS", "ORDER_CONFIRMATION_PENDING"), 100);
        let refused = || Err(error(ErrorKind::StateConflict));
        let next = sending(begin(whole())).was_sent(Err(error(ErrorKind::OutcomeUnknown)));
        let again = sending(reading(next).was_read(Ok(waiting())));
        for (next, expected) in [
            (
                sending(begin(whole())).was_sent(refused()),
                ErrorKind::StateConflict,
            ),
            (again.was_sent(refused()), ErrorKind::OutcomeUnknown),
        ] {
            let AttemptStep::GiveBack(Err(failed)) = reading(next).was_read(Ok(waiting())) else {
                panic!("it goes on");
            };
            assert_eq!(failed.kind(), expected);
        }
    }

    #[test]
    fn whoever_finds_out_is_never_told_of_a_refusal_that_says_nothing_of_the_money() {
        fn check<S: SentCall + Debug>(call: &S) {
            for answer in answers() {
                let found = find_out(call, answer.clone().map_err(error));
                let Err(failed) = found else { continue };
                let proven = answer.is_ok() && failed.kind() == ErrorKind::StateConflict;
                let open = matches!(
                    failed.kind(),
                    ErrorKind::OutcomeUnknown | ErrorKind::Unavailable
                );
                assert!(proven || open, "{call:?} {answer:?} {failed:?}");
            }
        }
        check(&SentCancellation);
        for capture in captures() {
            check(&capture);
        }
    }
}
