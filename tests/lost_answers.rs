//! Lost answers: every error states what is known, no money moves twice, and the outcome can be found out later.

#[allow(dead_code)] // each test binary uses a part of it
#[path = "support/simulated.rs"]
mod simulated;

use std::time::Duration;

use simulated::*;
use twint::twint::error::ErrorKind;
use twint::twint::flow;
use twint::twint::merchant::Merchant;
use twint::twint::values::identifiers::OrderUuid;
use twint::twint::values::order::{Capture, OrderState};
use twint_simulator::{
    AmountsWhenPartial, ClosedWithRest, ConfirmFault, Failure, PartialConfirmation, Quirks,
    Simulator, What,
};

/// The ways to lose an answer to a request that TWINT never looked at.
fn before_processing() -> Vec<What> {
    vec![
        What::ResetBeforeRead,
        What::ResetAfterRequest,
        What::NeverAnswer { processed: false },
        What::Html(502),
        What::Html(503),
        What::TlsAlert,
        What::Fault {
            element: "SystemError".to_owned(),
            processed: false,
        },
        What::Fault {
            element: "TimeoutError".to_owned(),
            processed: false,
        },
    ]
}

/// The ways to lose an answer to a request that TWINT carried out.
fn after_processing() -> Vec<What> {
    vec![
        What::ResetAfterProcessing,
        What::CloseAfterProcessing,
        What::CutBody(0),
        What::CutBody(100),
        What::NeverAnswer { processed: true },
        What::HtmlAfterProcessing(502),
        What::Garbage,
        What::TruncatedXml,
        What::Oversized(2 * 1024 * 1024),
        What::ForeignMessageId,
        What::EmptyBody,
        What::Fault {
            element: "SystemError".to_owned(),
            processed: true,
        },
        What::Fault {
            element: "TimeoutError".to_owned(),
            processed: true,
        },
    ]
}

fn all() -> impl Iterator<Item = (What, bool)> {
    let before = before_processing().into_iter().map(|what| (what, false));
    before.chain(after_processing().into_iter().map(|what| (what, true)))
}

const PATIENCE: Duration = Duration::from_millis(500);

#[test]
fn a_start_is_sent_once_and_found_by_its_reference() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    flow::enroll(&merchant).unwrap();
    for (number, (what, processed)) in all().enumerate() {
        let name = format!("attempt-{number}");
        simulator.fail(Failure::once(what.clone()).of("StartOrder"));
        let before = calls(&simulator, "StartOrder");
        let lost = start(&merchant, &name, "5.00", Capture::Immediate).unwrap_err();
        simulator.clear_failures();
        assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown, "{what:?}: {lost}");
        assert!(!lost.is_retryable());
        assert_eq!(calls(&simulator, "StartOrder"), before + 1, "{what:?}");
        let found = flow::find(&merchant, &reference(&name)).unwrap();
        assert_eq!(found.len(), usize::from(processed), "{what:?}");
    }
}

#[test]
fn a_refund_is_sent_once_and_found_by_its_reference() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    let paid = captured(&simulator, &merchant, "paid", "100.00");
    for (number, (what, processed)) in all().enumerate() {
        let name = format!("refund-{number}");
        simulator.fail(Failure::once(what.clone()).of("StartOrder"));
        let before = calls(&simulator, "StartOrder");
        let lost = flow::refund(&merchant, paid, &reference(&name), chf("1.00")).unwrap_err();
        simulator.clear_failures();
        assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown, "{what:?}: {lost}");
        assert_eq!(calls(&simulator, "StartOrder"), before + 1, "{what:?}");
        let found = flow::find(&merchant, &reference(&name)).unwrap();
        assert_eq!(found.len(), usize::from(processed), "{what:?}");
    }
    let refunded = after_processing().len();
    assert_eq!(books(&simulator, paid).1, format!("{refunded}.00"));
}

#[test]
fn a_closing_capture_takes_the_money_once_whichever_answer_is_lost() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    for (number, (what, _)) in all().enumerate() {
        for (amount, capture) in [("10.00", Capture::Immediate), ("7.00", Capture::Deferred)] {
            let name = format!("order-{number}-{amount}");
            let order = approved(&simulator, &merchant, &name, "10.00", capture);
            simulator.fail(Failure::once(what.clone()).of("ConfirmOrder"));
            let done = flow::capture(&merchant, order, whole(amount));
            simulator.clear_failures();
            assert!(
                done.as_ref().is_ok_and(|order| matches!(
                    order.state,
                    OrderState::Succeeded | OrderState::PartiallySucceeded
                )),
                "{what:?}: {done:?}"
            );
            assert_eq!(books(&simulator, order).0, amount, "{what:?}");
        }
    }
}

#[test]
fn a_capture_that_leaves_the_order_open_is_never_repeated() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    for (number, (what, processed)) in all().enumerate() {
        let order = approved(
            &simulator,
            &merchant,
            &format!("order-{number}"),
            "10.00",
            Capture::Deferred,
        );
        simulator.fail(Failure::once(what.clone()).of("ConfirmOrder"));
        let before = calls(&simulator, "ConfirmOrder");
        let answer = flow::capture(&merchant, order, part("4.00", "0"));
        simulator.clear_failures();
        match answer {
            // The order shows what was captured.
            Ok(order) => {
                assert!(processed, "{what:?}");
                assert_eq!(order.captured_in_parts(), Some(chf("4.00")));
            }
            Err(lost) => {
                assert!(!processed, "{what:?}");
                assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown, "{what:?}: {lost}");
                let shown = lost.order().unwrap().state;
                assert_eq!(shown, OrderState::AwaitingConfirmation);
            }
        }
        assert_eq!(calls(&simulator, "ConfirmOrder"), before + 1, "{what:?}");
        assert_eq!(
            books(&simulator, order).0,
            if processed { "4.00" } else { "0.00" },
            "{what:?}"
        );
    }
}

#[test]
fn a_cancellation_cancels_the_order_whichever_answer_is_lost() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    for (number, (what, _)) in all().enumerate() {
        let order = approved(
            &simulator,
            &merchant,
            &format!("order-{number}"),
            "10.00",
            Capture::Immediate,
        );
        simulator.fail(Failure::once(what.clone()).of("CancelOrder"));
        let done = flow::cancel(&merchant, order);
        simulator.clear_failures();
        assert!(
            done.as_ref()
                .is_ok_and(|order| order.reason == "MERCHANT_ABORT"),
            "{what:?}: {done:?}"
        );
    }
}

#[test]
fn a_poll_whose_answer_is_lost_is_unavailable_and_may_be_repeated() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Immediate);
    for (what, _) in all() {
        simulator.fail(Failure::once(what.clone()).of("MonitorOrder"));
        match flow::poll(&merchant, order) {
            Ok(polled) => assert_eq!(polled.state, OrderState::AwaitingConfirmation, "{what:?}"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unavailable, "{what:?}: {error}");
                assert!(error.is_retryable(), "{what:?}");
            }
        }
        simulator.clear_failures();
        assert_eq!(
            flow::poll(&merchant, order).unwrap().state,
            OrderState::AwaitingConfirmation,
            "after {what:?}"
        );
    }
}

#[test]
fn a_poll_whose_connection_breaks_is_repeated_on_a_new_one() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = start(&merchant, "order", "10.00", Capture::Immediate)
        .unwrap()
        .uuid;
    for what in [
        What::ResetBeforeRead,
        What::ResetAfterRequest,
        What::CloseAfterProcessing,
        What::CutBody(10),
        What::CloseConnectionAfterAnswer,
        What::CloseConnectionBeforeNext,
    ] {
        simulator.fail(Failure::once(what.clone()).of("MonitorOrder"));
        for _ in 0..3 {
            flow::poll(&merchant, order).unwrap_or_else(|error| panic!("{what:?}: {error}"));
        }
        simulator.clear_failures();
    }
}

#[test]
fn an_answer_with_a_wrong_content_type_or_a_slow_one_counts() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    for (number, what) in [
        What::WrongContentType,
        What::Slow(200),
        What::SlowAnswer(200),
    ]
    .into_iter()
    .enumerate()
    {
        simulator.fail(Failure::once(what).of("StartOrder"));
        start(
            &merchant,
            &format!("order-{number}"),
            "10.00",
            Capture::Immediate,
        )
        .unwrap();
    }
}

#[test]
fn a_capture_is_sent_twice_at_most_and_then_its_outcome_is_unknown() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Immediate);
    simulator.fail(Failure::always(What::ResetAfterRequest).of("ConfirmOrder"));
    simulator.fail(Failure::always(What::ResetAfterRequest).of("CancelOrder"));
    let lost = flow::capture(&merchant, order, whole("10.00")).unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(calls(&simulator, "ConfirmOrder"), 2);
    let lost = flow::cancel(&merchant, order).unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(calls(&simulator, "CancelOrder"), 2);
}

#[test]
fn a_capture_stays_unknown_if_the_order_cannot_be_read_afterwards() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Immediate);
    simulator.fail(Failure::always(What::CloseAfterProcessing).of("ConfirmOrder"));
    simulator.fail(Failure::always(What::Html(503)).of("MonitorOrder"));
    let lost = flow::capture(&merchant, order, whole("10.00")).unwrap_err();
    assert_eq!(lost.kind(), ErrorKind::OutcomeUnknown);
    assert!(lost.order().is_none());
    assert_eq!(calls(&simulator, "ConfirmOrder"), 1);
    assert_eq!(books(&simulator, order).0, "10.00");
    simulator.clear_failures();
    assert_eq!(
        flow::poll(&merchant, order).unwrap().state,
        OrderState::Succeeded
    );
}

#[test]
fn a_call_that_never_reached_twint_is_unavailable() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Immediate);
    simulator.refuse_connections(true);
    // Until the kernel has told us that the open connections are gone; before, the truth is "unknown".
    std::thread::sleep(Duration::from_millis(100));
    for error in [
        start(&merchant, "other", "10.00", Capture::Immediate).unwrap_err(),
        flow::capture(&merchant, order, whole("10.00")).unwrap_err(),
        flow::cancel(&merchant, order).unwrap_err(),
        flow::refund(&merchant, order, &reference("refund"), chf("1.00")).unwrap_err(),
        flow::poll(&merchant, order).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        assert!(error.is_retryable());
    }
    simulator.refuse_connections(false);
    flow::capture(&merchant, order, whole("10.00")).unwrap();
    assert_eq!(books(&simulator, order).0, "10.00");
}

/// TWINT's possible states of an order between two parts, and of one that was closed below what was authorised.
fn quirks_of_parts() -> Vec<Quirks> {
    let mut all = Vec::new();
    for partial_confirmation in [
        PartialConfirmation::StaysPending,
        PartialConfirmation::SaysPartialOk,
    ] {
        for closed_with_rest in [ClosedWithRest::PartialOk, ClosedWithRest::Ok] {
            all.push(Quirks {
                partial_confirmation,
                closed_with_rest,
                ..Quirks::default()
            });
        }
    }
    all
}

#[test]
fn the_outcome_of_a_closing_capture_can_be_found_out_long_afterwards() {
    for (number, quirks) in quirks_of_parts().into_iter().enumerate() {
        let simulator = Simulator::builder().quirks(quirks.clone()).start();
        let merchant = merchant(&simulator);
        for parts_before in [false, true] {
            for processed in [false, true] {
                let name = format!("order-{number}-{parts_before}-{processed}");
                let order = approved(&simulator, &merchant, &name, "10.00", Capture::Deferred);
                if parts_before {
                    flow::capture(&merchant, order, part("2.00", "0")).unwrap();
                }
                let before = if parts_before { 2 } else { 0 };
                let capture = last_part("5.00", &format!("{before}.00"));
                if processed {
                    flow::capture(&merchant, order, capture).unwrap();
                }
                let sent = calls(&simulator, "ConfirmOrder");
                let found = flow::find_out_capture(&merchant, order, capture);
                assert_eq!(calls(&simulator, "ConfirmOrder"), sent, "{quirks:?}");
                let captured = books(&simulator, order).0;
                match found {
                    Ok(_) => {
                        assert_eq!(captured, format!("{}.00", before + 5), "{name} {quirks:?}");
                    }
                    // Closed by the capture, or because the time for the rest was over, or between two parts: it looks the same.
                    Err(unknown)
                        if parts_before
                            && (processed
                                || quirks.partial_confirmation
                                    == PartialConfirmation::SaysPartialOk) =>
                    {
                        assert_eq!(
                            unknown.kind(),
                            ErrorKind::OutcomeUnknown,
                            "{name} {quirks:?}"
                        );
                    }
                    Err(not_done) => {
                        assert_eq!(
                            not_done.kind(),
                            ErrorKind::StateConflict,
                            "{name} {quirks:?}"
                        );
                        assert!(!processed, "{name} {quirks:?}");
                        assert_eq!(captured, format!("{before}.00"), "{name} {quirks:?}");
                    }
                }
            }
        }
    }
}

/// An order of which 2 of 10 francs were captured and the time for the rest is over.
fn rest_ran_out(quirks: &Quirks) -> (Simulator, Merchant, OrderUuid) {
    let simulator = Simulator::builder()
        .quirks(Quirks {
            confirmation_window_ms: Some(60_000),
            ..quirks.clone()
        })
        .start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Deferred);
    flow::capture(&merchant, order, part("2.00", "0")).unwrap();
    simulator.advance(Duration::from_secs(61));
    (simulator, merchant, order)
}

#[test]
fn a_closing_capture_is_not_done_because_the_time_for_the_rest_ran_out() {
    for quirks in quirks_of_parts() {
        let (simulator, merchant, order) = rest_ran_out(&quirks);
        let unknown =
            flow::find_out_capture(&merchant, order, last_part("8.00", "2.00")).unwrap_err();
        assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown, "{quirks:?}");
        assert_eq!(books(&simulator, order).0, "2.00");
    }
}

/// With every fault that TWINT may refuse with, and every state that it may show the closed order in.
#[test]
fn the_last_part_is_not_done_if_the_time_for_the_rest_ran_out_before_it() {
    for quirks in quirks_of_parts() {
        for confirm_in_wrong_state in [ConfirmFault::SystemError, ConfirmFault::InvalidOrder] {
            let (simulator, merchant, order) = rest_ran_out(&Quirks {
                confirm_in_wrong_state,
                ..quirks.clone()
            });
            let refused = flow::capture(&merchant, order, last_part("8.00", "2.00")).unwrap_err();
            assert!(
                matches!(
                    refused.kind(),
                    ErrorKind::StateConflict | ErrorKind::OutcomeUnknown
                ),
                "{refused:?} {quirks:?}"
            );
            assert_eq!(books(&simulator, order).0, "2.00");
        }
    }
}

#[test]
fn the_last_part_is_captured_once_whichever_answer_is_lost() {
    for quirks in quirks_of_parts() {
        for what in [What::ResetAfterRequest, What::ResetAfterProcessing] {
            let simulator = Simulator::builder().quirks(quirks.clone()).start();
            let merchant = merchant(&simulator);
            let order = approved(&simulator, &merchant, "order", "10.00", Capture::Deferred);
            flow::capture(&merchant, order, part("2.00", "0")).unwrap();
            simulator.fail(Failure::once(what).of("ConfirmOrder"));
            if let Err(unknown) = flow::capture(&merchant, order, last_part("8.00", "2.00")) {
                assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown, "{quirks:?}");
                assert_eq!(
                    quirks.partial_confirmation,
                    PartialConfirmation::SaysPartialOk
                );
            }
            assert_eq!(books(&simulator, order).0, "10.00", "{quirks:?}");
        }
    }
}

#[test]
fn the_outcome_of_a_part_is_shown_by_the_order_or_stays_unknown() {
    for quirks in quirks_of_parts() {
        for amounts_when_partial in [AmountsWhenPartial::Payment, AmountsWhenPartial::None] {
            for processed in [false, true] {
                let quirks = Quirks {
                    amounts_when_partial,
                    ..quirks.clone()
                };
                let simulator = Simulator::builder().quirks(quirks.clone()).start();
                let merchant = merchant(&simulator);
                let order = approved(&simulator, &merchant, "order", "10.00", Capture::Deferred);
                let lost = if processed {
                    What::ResetAfterProcessing
                } else {
                    What::ResetAfterRequest
                };
                simulator.fail(Failure::once(lost).of("ConfirmOrder"));
                let capture = part("2.00", "0");
                let _ = flow::capture(&merchant, order, capture);
                let shows = amounts_when_partial == AmountsWhenPartial::Payment
                    || quirks.partial_confirmation == PartialConfirmation::SaysPartialOk;
                match flow::find_out_capture(&merchant, order, capture) {
                    Ok(_) => assert!(processed && shows, "{quirks:?}"),
                    Err(unknown) => {
                        assert!(!processed || !shows, "{quirks:?}");
                        assert_eq!(unknown.kind(), ErrorKind::OutcomeUnknown);
                    }
                }
                let taken = if processed { "2.00" } else { "0.00" };
                assert_eq!(books(&simulator, order).0, taken);
            }
        }
    }
}

#[test]
fn a_refused_look_up_proves_nothing_about_the_money() {
    let simulator = Simulator::start();
    let merchant = merchant(&simulator);
    let order = approved(&simulator, &merchant, "order", "10.00", Capture::Deferred);
    for element in [
        "InvalidOrder",
        "StatusTransitionError",
        "SystemError",
        "FundsError",
    ] {
        let refusal = What::Fault {
            element: element.to_owned(),
            processed: false,
        };
        simulator.fail(Failure::always(refusal));
        let capture = flow::find_out_capture(&merchant, order, whole("10.00")).unwrap_err();
        let refund =
            flow::find_out_refund(&merchant, order, &reference("refund"), chf("1.00")).unwrap_err();
        simulator.clear_failures();
        for found in [capture, refund] {
            assert!(
                matches!(
                    found.kind(),
                    ErrorKind::OutcomeUnknown | ErrorKind::Unavailable
                ),
                "{element}: {found}"
            );
        }
    }
}

#[test]
fn the_outcome_of_a_refund_is_found_by_its_reference_and_it_is_not_sent_again() {
    let simulator = Simulator::start();
    let merchant = impatient(&simulator, PATIENCE);
    let paid = captured(&simulator, &merchant, "paid", "100.00");
    let mut refunded = 0;
    for (number, (what, processed)) in all().enumerate() {
        let name = reference(&format!("refund-{number}"));
        simulator.fail(Failure::once(what.clone()).of("StartOrder"));
        flow::refund(&merchant, paid, &name, chf("1.00")).unwrap_err();
        simulator.clear_failures();
        refunded += u32::from(processed);
        let sent = calls(&simulator, "StartOrder");
        match flow::find_out_refund(&merchant, paid, &name, chf("1.00")) {
            Ok(reversal) => assert!(
                processed && reversal.state == OrderState::Succeeded,
                "{what:?}"
            ),
            Err(not_done) => {
                assert_eq!(not_done.kind(), ErrorKind::StateConflict, "{what:?}");
                assert!(!processed, "{what:?}");
            }
        }
        assert_eq!(calls(&simulator, "StartOrder"), sent, "{what:?}");
        assert_eq!(
            books(&simulator, paid).1,
            format!("{refunded}.00"),
            "{what:?}"
        );
    }
    let other =
        flow::find_out_refund(&merchant, paid, &reference("paid"), chf("1.00")).unwrap_err();
    assert_eq!(
        other.kind(),
        ErrorKind::OutcomeUnknown,
        "another amount is another order"
    );
}
