//! Behaviour of TWINT that is not documented: money and books are right with each possible behaviour (`Quirks` of the simulator).

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use simulated::*;
use twint::twint::error::ErrorKind;
use twint::twint::flow;
use twint::twint::values::order::{Capture, OrderState};
use twint_simulator::{
    AmountsWhenPartial, ClosedWithRest, ConfirmFault, Failure, FailureReason, OverRefund,
    PartialConfirmation, Quirks, ReversalAnswer, Simulator, What,
};

fn with(quirks: Quirks) -> Simulator {
    Simulator::builder().quirks(quirks).start()
}

#[test]
fn the_order_decides_about_a_capture_in_the_wrong_state_whichever_fault_answers() {
    for fault in [
        ConfirmFault::InvalidOrder,
        ConfirmFault::StatusTransitionError,
        ConfirmFault::SystemError,
    ] {
        let simulator = with(Quirks {
            confirm_in_wrong_state: fault,
            ..Quirks::default()
        });
        let merchant = merchant(&simulator);

        let waiting = start(&merchant, "waiting", "10.00", Capture::Immediate)
            .unwrap()
            .uuid;
        let refused = flow::capture(&merchant, waiting, whole("10.00")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StateConflict, "{fault:?}");
        assert_eq!(refused.order().unwrap().state, OrderState::AwaitingCustomer);

        let paid = captured(&simulator, &merchant, "paid", "10.00");
        let again = flow::capture(&merchant, paid, whole("10.00")).unwrap();
        assert_eq!(again.state, OrderState::Succeeded, "{fault:?}");
        assert_eq!(books(&simulator, paid).0, "10.00");

        let over = start(&merchant, "over", "10.00", Capture::Immediate)
            .unwrap()
            .uuid;
        simulator.decline(&over.to_string()).unwrap();
        let refused = flow::capture(&merchant, over, whole("10.00")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::StateConflict, "{fault:?}");
        assert_eq!(refused.order().unwrap().state, OrderState::Failed);
    }
}

#[test]
fn every_part_is_captured_once_whatever_state_the_order_shows_between_them() {
    for partial_confirmation in [
        PartialConfirmation::StaysPending,
        PartialConfirmation::SaysPartialOk,
        PartialConfirmation::SaysPending,
    ] {
        for closed_with_rest in [ClosedWithRest::PartialOk, ClosedWithRest::Ok] {
            for amounts_when_partial in [
                AmountsWhenPartial::Payment,
                AmountsWhenPartial::PaymentAndAuthorized,
            ] {
                for lost in [What::ResetAfterRequest, What::ResetAfterProcessing] {
                    take_parts(
                        Quirks {
                            partial_confirmation,
                            closed_with_rest,
                            amounts_when_partial,
                            ..Quirks::default()
                        },
                        &lost,
                    );
                }
            }
        }
    }
}

fn take_parts(quirks: Quirks, lost: &What) {
    let world = format!("{quirks:?} {lost:?}");
    let simulator = with(quirks);
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "parts", "42.00", Capture::Deferred);
    flow::capture(&merchant, order, part("20.00", "0")).unwrap();

    // A part in the middle: the sum tells that it was taken. Where it does not tell, nobody pretends to know, and nothing is repeated.
    simulator.fail(Failure::once(lost.clone()).of("ConfirmOrder"));
    let second = flow::capture(&merchant, order, part("10.00", "20.00"));
    let taken = if *lost == What::ResetAfterProcessing {
        30
    } else {
        20
    };
    assert_eq!(books(&simulator, order).0, format!("{taken}.00"), "{world}");
    match second {
        Ok(_) => assert_eq!(*lost, What::ResetAfterProcessing, "{world}"),
        Err(unknown) => {
            assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown, "{world}");
            assert_eq!(*lost, What::ResetAfterRequest, "{world}");
        }
    }

    // The last part: repeated if need be, taken once.
    simulator.fail(Failure::once(lost.clone()).of("ConfirmOrder"));
    let rest = last_part(&format!("{}.00", 42 - taken), &format!("{taken}.00"));
    let closed = flow::capture(&merchant, order, rest).unwrap();
    assert_eq!(closed.state, OrderState::Succeeded, "{world}");
    assert_eq!(books(&simulator, order).0, "42.00", "{world}");

    flow::refund(&merchant, order, &reference("back"), chf("42.00")).unwrap();
    let all = ("42.00".to_owned(), "42.00".to_owned());
    assert_eq!(books(&simulator, order), all, "{world}");
}

/// TWINT's answer would be the same if it had not captured the part.
#[test]
fn the_outcome_of_a_part_that_no_order_shows_is_unknown() {
    for partial_confirmation in [
        PartialConfirmation::StaysPending,
        PartialConfirmation::SaysPartialOk,
        PartialConfirmation::SaysPending,
    ] {
        let simulator = with(Quirks {
            partial_confirmation,
            amounts_when_partial: AmountsWhenPartial::None,
            ..Quirks::default()
        });
        let merchant = merchant(&simulator);
        let order = approved(&simulator, &merchant, "parts", "42.00", Capture::Deferred);
        let first = flow::capture(&merchant, order, part("20.00", "0"));
        match partial_confirmation {
            // Nothing but the part can have made a success of it.
            PartialConfirmation::SaysPartialOk => {
                assert_eq!(first.unwrap().state, OrderState::PartiallySucceeded);
            }
            PartialConfirmation::StaysPending | PartialConfirmation::SaysPending => {
                let unknown = first.unwrap_err();
                assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown, "{unknown}");
                assert!(unknown.order().is_some());
            }
        }
        let second = flow::capture(&merchant, order, part("10.00", "20.00")).unwrap_err();
        assert_eq!(second.kind(), ErrorKind::OutcomeUnknown, "{second}");
        assert_eq!(calls(&simulator, "ConfirmOrder"), 2, "nothing is repeated");
        assert_eq!(books(&simulator, order).0, "30.00");
    }
}

#[test]
fn a_refund_beyond_the_captured_sum_is_refused_whichever_fault_answers() {
    for (over_refund, kind) in [
        (OverRefund::ReversalError, ErrorKind::StateConflict),
        (OverRefund::InvalidAmount, ErrorKind::InvalidArgument),
    ] {
        let simulator = with(Quirks {
            over_refund,
            ..Quirks::default()
        });
        let merchant = merchant(&simulator);
        let paid = captured(&simulator, &merchant, "paid", "10.00");
        let refused = flow::refund(&merchant, paid, &reference("back"), chf("10.01")).unwrap_err();
        assert_eq!(refused.kind(), kind, "{over_refund:?}");
        assert_eq!(books(&simulator, paid).1, "0.00");
    }
}

#[test]
fn a_refund_that_waits_for_a_confirmation_is_confirmed() {
    let simulator = with(Quirks {
        reversal: ReversalAnswer::NeedsConfirmation,
        ..Quirks::default()
    });
    let merchant = merchant(&simulator);
    let paid = captured(&simulator, &merchant, "paid", "10.00");
    let refund = flow::refund(&merchant, paid, &reference("back"), chf("4.00")).unwrap();
    assert_eq!(
        (refund.state, refund.kind.as_str()),
        (OrderState::Succeeded, "REVERSAL")
    );
    assert_eq!(books(&simulator, paid).1, "4.00");

    simulator.fail(Failure::always(What::CloseAfterProcessing).of("ConfirmOrder"));
    let lost = flow::refund(&merchant, paid, &reference("back-2"), chf("4.00")).unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(lost.order().unwrap().reference, "back-2", "what to look at");
}

#[test]
fn a_declined_order_has_failed_whatever_reason_twint_names() {
    for decline_reason in [
        FailureReason::ClientAbort,
        FailureReason::CustomerAbort,
        FailureReason::GeneralError,
        FailureReason::ClientTimeout,
    ] {
        let simulator = with(Quirks {
            decline_reason,
            client_abort_code: 0,
            ..Quirks::default()
        });
        let merchant = merchant(&simulator);
        let order = start(&merchant, "order", "10.00", Capture::Immediate)
            .unwrap()
            .uuid;
        simulator.decline(&order.to_string()).unwrap();
        let polled = flow::poll(&merchant, order).unwrap();
        assert_eq!(
            (polled.state, polled.reason.as_str()),
            (OrderState::Failed, decline_reason.text())
        );
    }
}

#[test]
fn a_fee_is_reported_if_twint_names_one_and_nothing_depends_on_it() {
    let simulator = with(Quirks {
        fee_per_mille: 13,
        empty_bnpl_data: false,
        api_token: true,
        ..Quirks::default()
    });
    let merchant = merchant(&simulator);
    let paid = captured(&simulator, &merchant, "paid", "100.00");
    assert_eq!(
        flow::poll(&merchant, paid)
            .unwrap()
            .fee
            .unwrap()
            .to_string(),
        "1.30"
    );
}
