//! The decisions that a life asks for. They are the client's own and the books'; a test replaces one to see that the walk notices.

use std::time::Duration;

use twint::books::booking::{self, Booking};
use twint::books::denial::{self, Answered, DenialRefusal};
use twint::books::next_step::{self, EndWish, ObservedOrder, PastCalls, Step};
use twint::books::operation::OperationKind;
use twint::books::permitted::{self, Permitted, Underway};
use twint::books::phases::{self, Actor, Event, NoTransition, Transition};
use twint::books::standing::Standing;
use twint::books::wawi::step::{WawiStep, wawi_step};
use twint::books::wawi::wish::WawiWish;
use twint::twint::flow::recovery::{
    self, Decision, SentCall, SentCancellation, SentCapture, Sight,
};
use twint::twint::values::money::Chf;
use twint::twint::values::order::Order;

/// Each decision as a function.
#[derive(Debug, Clone, Copy)]
pub struct Decisions {
    /// What an order proves about a capture.
    pub capture: fn(&SentCapture, Sight, &Order) -> Decision,
    /// What an order proves about a cancellation.
    pub cancel: fn(Sight, &Order) -> Decision,
    /// Whether only a human can tell what became of a capture.
    pub is_traceless: fn(bool, Chf) -> bool,
    /// What an order means for the payment.
    pub next_step: fn(&Standing, Option<ObservedOrder>, Option<EndWish>, PastCalls) -> Step,
    /// What a capture makes of the payment.
    pub book_capture: fn(&Standing, Chf, bool) -> Option<Booking>,
    /// What a refund makes of the payment.
    pub book_refund: fn(&Standing, Chf) -> Option<Booking>,
    /// What the merchant's reading of the portal makes of the payment.
    pub book_entered: fn(&Standing, Chf) -> Option<Booking>,
    /// What a merchant may do.
    pub permitted: fn(&Standing, Underway, Duration) -> Permitted,
    /// Why the merchant may not enter that a call was not carried out.
    pub denial: fn(OperationKind, Answered) -> Option<DenialRefusal>,
    /// Whether what TWINT shows contradicts what the merchant entered of a refund.
    pub is_contradicted: fn(Answered) -> bool,
    /// What the news of Wawi mean.
    pub wawi: fn(WawiWish, &Standing, Option<Chf>) -> WawiStep,
    /// The table of phases.
    pub transition: fn(phases::Phase, Event, Actor) -> Result<&'static Transition, NoTransition>,
}

impl Decisions {
    /// As they are.
    pub const REAL: Self = Self {
        capture: SentCapture::decide,
        cancel: recovery::decide_cancel,
        is_traceless: recovery::capture_is_traceless,
        next_step: next_step::next_step,
        book_capture: booking::after_capture,
        book_refund: booking::after_refund,
        book_entered: booking::as_entered,
        permitted: permitted::permitted,
        denial: denial::why_not_denied,
        is_contradicted: denial::is_denial_contradicted,
        wawi: wawi_step,
        transition: phases::transition,
    };
}

/// So long the payment has been as it is when an hour has passed.
pub const LONG: Duration = Duration::from_secs(3600);

/// A call judged by these decisions.
#[derive(Debug, Clone, Copy)]
pub struct Judged<S> {
    /// The call.
    pub call: S,
    /// By what it is judged.
    pub decisions: Decisions,
}

impl SentCall for Judged<SentCapture> {
    fn needs_order_before(&self) -> bool {
        self.call.needs_order_before()
    }

    fn note_order_before(&mut self, order: &Order) {
        self.call.note_order_before(order);
    }

    fn decide(&self, sight: Sight, order: &Order) -> Decision {
        (self.decisions.capture)(&self.call, sight, order)
    }
}

impl SentCall for Judged<SentCancellation> {
    fn needs_order_before(&self) -> bool {
        self.call.needs_order_before()
    }

    fn note_order_before(&mut self, order: &Order) {
        self.call.note_order_before(order);
    }

    fn decide(&self, sight: Sight, order: &Order) -> Decision {
        (self.decisions.cancel)(sight, order)
    }
}
