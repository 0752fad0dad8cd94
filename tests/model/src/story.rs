//! Tells how a rule was broken, step by step.

use std::fmt::{self, Write};

use crate::books::{Books, Kind, Row, RowState};
use crate::calls::Call;
use crate::life::{Action, Came, Reach};
use crate::plugin::Job;
use crate::state::State;
use crate::twint_side::{State as OrderState, Twint};

/// The steps from the beginning, each with what it led to.
#[derive(Debug, Clone)]
pub struct Story(pub Vec<(Action, State)>);

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (action, state)) in self.0.iter().enumerate() {
            writeln!(f, "{:>3}. {}", number + 1, action_text(*action))?;
            writeln!(f, "     {}", state_text(state))?;
        }
        Ok(())
    }
}

fn action_text(action: Action) -> String {
    match action {
        Action::Pairs => "the buyer's phone takes the order".to_owned(),
        Action::Approves => "the buyer approves".to_owned(),
        Action::Declines => "the buyer declines".to_owned(),
        Action::CustomerTimesOut => "TWINT: the buyer's time is over".to_owned(),
        Action::ReservationEnds => "TWINT: the time of the reservation is over".to_owned(),
        Action::RefundArrives => "TWINT: the refund arrives".to_owned(),
        Action::DeniedRefundArrives => {
            "TWINT: the refund arrives that was entered as not carried out".to_owned()
        }
        Action::CarriesOut(call) => {
            format!("TWINT carries out a late {}", call_text(call))
        }
        Action::TimeForPayingIsOver => "our time for paying is over".to_owned(),
        Action::AMinutePasses => "a minute passes".to_owned(),
        Action::AnHourPasses => "an hour passes".to_owned(),
        Action::WawiTells(wish) => format!("Wawi tells: {wish:?}"),
        Action::Begins(job, reach) => format!("{} begins{}", job_text(job), reach_text(reach)),
        Action::Hears(call, came, reach) => {
            let came = match came {
                Came::Answer => "is answered",
                Came::Unavailable => "cannot be made",
                Came::Nothing => "has no answer",
                Came::NothingThoughDone => "is carried out, and has no answer",
                Came::Conflict => "is refused for the order's state",
                Came::Declined => "is refused",
            };
            format!("{} {came}{}", call_text(call), reach_text(reach))
        }
        Action::DiesIn(call) => format!("the process dies in {}", call_text(call)),
    }
}

fn reach_text(reach: Reach) -> String {
    match reach {
        Reach::Whole => String::new(),
        Reach::DiesAfter(writes) => format!(", and the process dies after {writes} writes"),
    }
}

fn job_text(job: Job) -> String {
    match job {
        Job::Start => "the start".to_owned(),
        Job::Settle => "the pay page".to_owned(),
        Job::BuyerCancels => "the buyer's cancelling".to_owned(),
        Job::Recheck => "the admin's reconciling".to_owned(),
        Job::Sweep => "the sweep".to_owned(),
        Job::FindOut => "finding out".to_owned(),
        Job::Capture { amount, closing } => {
            format!("the admin's capture of {amount}{}", last_text(closing))
        }
        Job::Cancel => "the admin's cancelling".to_owned(),
        Job::Refund(amount) => format!("the admin's refund of {amount}"),
        Job::Resolve { happened: true } => "the admin's word that it was captured".to_owned(),
        Job::Resolve { happened: false } => "the admin's word that it was not captured".to_owned(),
        Job::Enter { captured } => format!("the admin's entry of {captured} captured in all"),
        Job::FindOutRelease => "finding out about a release".to_owned(),
        Job::Review => "the look at what the admin denied".to_owned(),
        Job::WorkOff => "the work on Wawi's news".to_owned(),
    }
}

fn last_text(closing: bool) -> &'static str {
    if closing { ", the last" } else { "" }
}

fn call_text(call: Call) -> String {
    match call {
        Call::Start => "StartOrder".to_owned(),
        Call::Read | Call::ReadAgain => "MonitorOrder".to_owned(),
        Call::Find => "FindOrder".to_owned(),
        Call::Confirm { amount, closing } => {
            format!("ConfirmOrder of {amount}{}", last_text(closing))
        }
        Call::Cancel => "CancelOrder".to_owned(),
        Call::Reverse(amount) => format!("StartOrder of a reversal of {amount}"),
        Call::ConfirmReversal => "ConfirmOrder of the reversal".to_owned(),
        Call::FindReversal => "FindOrder of the reversal".to_owned(),
        Call::FindDenied => "FindOrder of the reversal that was denied".to_owned(),
    }
}

/// A state in a line.
pub fn state_text(state: &State) -> String {
    let mut text = format!(
        "{} | {}",
        twint_text(&state.twint),
        books_text(&state.books)
    );
    for (call, _) in &state.lost {
        let _ = write!(text, " | on its way: {}", call_text(*call));
    }
    if let Some(process) = &state.process {
        let _ = write!(text, " | asks: {}", call_text(process.waits_for));
    }
    text
}

fn twint_text(twint: &Twint) -> String {
    let Some(order) = twint.order else {
        return "TWINT: nothing".to_owned();
    };
    let state = match order.state {
        OrderState::Received => "received".to_owned(),
        OrderState::Pending => "with the buyer".to_owned(),
        OrderState::Approved => "approved".to_owned(),
        OrderState::Closed => "closed".to_owned(),
        OrderState::Failed(reason) => format!("failed, {reason:?}"),
    };
    let mut text = format!("TWINT: {state}, took {}", order.captured);
    if order.refunded + order.refunds_pending > 0 {
        let _ = write!(text, ", gave back {}", order.refunded);
    }
    for (reversal, what) in [
        (twint.reversal, "reversal"),
        (twint.denied, "denied reversal"),
    ] {
        if let Some(reversal) = reversal {
            let _ = write!(text, ", {what} of {} {:?}", reversal.amount, reversal.state);
        }
    }
    text
}

fn books_text(books: &Books) -> String {
    let payment = books.payment;
    let mut text = format!(
        "books: {}, taken {}",
        <&str>::from(payment.phase),
        payment.captured
    );
    if payment.refunded > 0 {
        let _ = write!(text, ", given back {}", payment.refunded);
    }
    if payment.closed {
        text.push_str(", closed");
    }
    for row in &books.rows {
        let _ = write!(text, "; {}", row_text(row));
    }
    if let Some(news) = books.news {
        let _ = write!(text, "; news {:?}", news.wish);
    }
    text
}

fn row_text(row: &Row) -> String {
    let kind = match row.kind {
        Kind::Start => "start".to_owned(),
        Kind::Capture => format!("capture of {}{}", row.amount, last_text(row.closing)),
        Kind::Cancel => "cancellation".to_owned(),
        Kind::Refund => format!("refund of {}", row.amount),
    };
    let state = match row.state {
        RowState::Sent => "sent",
        RowState::Done => "done",
        RowState::Refused => "refused",
        RowState::Unknown => "unknown",
    };
    let booked = if row.by_wish && !row.booked && !row.has_no_known_outcome() {
        ", not booked"
    } else {
        ""
    };
    let old = if row.is_old() { ", old" } else { "" };
    format!("{kind} {state}{booked}{old}")
}
