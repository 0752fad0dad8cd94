//! What nobody documents about TWINT: the merchant is safe with either answer.

#[allow(dead_code)]
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
fn whichever_fault_answers_a_capture_in_the_wrong_state_the_order_tells_the_truth() {
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
        let refused = flow::capture(&merchant, waiting, chf("10.00"), true).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::StateConflict, "{fault:?}");
        assert_eq!(refused.order.unwrap().state, OrderState::AwaitingCustomer);

        let paid = captured(&simulator, &merchant, "paid", "10.00");
        let again = flow::capture(&merchant, paid, chf("10.00"), true).unwrap();
        assert_eq!(again.state, OrderState::Succeeded, "{fault:?}");
        assert_eq!(books(&simulator, paid).0, "10.00");

        let over = start(&merchant, "over", "10.00", Capture::Immediate)
            .unwrap()
            .uuid;
        simulator.decline(&over.to_string()).unwrap();
        let refused = flow::capture(&merchant, over, chf("10.00"), true).unwrap_err();
        assert_eq!(refused.kind, ErrorKind::StateConflict, "{fault:?}");
        assert_eq!(refused.order.unwrap().state, OrderState::Failed);
    }
}

#[test]
fn whatever_an_order_says_between_its_parts_every_part_is_taken_once() {
    for partial_confirmation in [
        PartialConfirmation::StaysPending,
        PartialConfirmation::SaysPartialOk,
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
    flow::capture(&merchant, order, chf("20.00"), false).unwrap();

    // A part in the middle: nobody pretends to know, nothing is repeated.
    simulator.fail(Failure::once(lost.clone()).of("ConfirmOrder"));
    let unclear = flow::capture(&merchant, order, chf("10.00"), false).unwrap_err();
    assert_eq!(unclear.kind, ErrorKind::OutcomeUnknown, "{world}");
    let taken = if *lost == What::ResetAfterProcessing {
        30
    } else {
        20
    };
    assert_eq!(books(&simulator, order).0, format!("{taken}.00"), "{world}");

    // The last part: repeated if need be, taken once.
    simulator.fail(Failure::once(lost.clone()).of("ConfirmOrder"));
    let closed = flow::capture(&merchant, order, chf("2.00"), true).unwrap();
    assert!(
        matches!(
            closed.state,
            OrderState::Succeeded | OrderState::PartiallySucceeded
        ),
        "{world}"
    );
    let taken = format!("{}.00", taken + 2);
    assert_eq!(books(&simulator, order).0, taken, "{world}");

    flow::refund(&merchant, order, &reference("back"), chf(&taken)).unwrap();
    assert_eq!(books(&simulator, order), (taken.clone(), taken), "{world}");
}

#[test]
fn a_refund_too_large_is_refused_whichever_fault_says_so() {
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
        assert_eq!(refused.kind, kind, "{over_refund:?}");
        assert_eq!(books(&simulator, paid).1, "0.00");
    }
}

#[test]
fn a_refund_that_asks_for_a_confirmation_gets_it() {
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
    assert_eq!(lost.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(lost.order.unwrap().reference, "back-2", "what to look at");
}

#[test]
fn a_declined_order_has_failed_whatever_the_reason_is_called() {
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
fn a_fee_is_reported_where_twint_says_one_and_nothing_depends_on_it() {
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
